package gazetteer

import "sort"

// houseIn reads a house number among the words left, and finds it in a street:
// which house (-1 for none), what the words are worth, and which they are.
// A département's code is a number only where the street has it: "rue X 2B".
func (s *search) houseIn(p PlaceID, d uint32, left mask) (at int, worth float64, number mask) {
	for i := range s.words {
		t := &s.words[i]
		if !left.has(i) || t.number.number == 0 {
			continue
		}
		asked, number := t.number, mask(1)<<i
		weight := t.weight
		if next := i + 1; asked.suffix == 0 && next < len(s.words) && left.has(next) {
			if suffix, ok := suffixOf(s.words[next].letters); ok {
				asked.suffix = suffix
				number |= 1 << next
				weight += s.words[next].weight
			}
		}
		at, quality := s.house(p, asked)
		if quality < 1 && s.contextQuality(i, d) == 1 {
			continue
		}
		return at, weight * quality, number
	}
	return -1, 0, 0
}

// house finds a number in a street, and how well: its suffix may be written in
// another way, or be another.
func (s *search) house(p PlaceID, asked typedHouse) (at int, quality float64) {
	from, to := int(s.FirstHouse[p]), int(s.FirstHouse[p+1])
	from += sort.Search(to-from, func(i int) bool { return s.Number[from+i] >= asked.number })
	if from == to || s.Number[from] != asked.number {
		return -1, withoutHouse
	}
	for at = from; at < to && s.Number[at] == asked.number; at++ {
		if s.Suffix[at] == asked.suffix {
			return at, 1
		}
	}
	for at = from; at < to && s.Number[at] == asked.number; at++ {
		if sameSuffix(s.Suffix[at], asked.suffix) {
			return at, 1
		}
	}
	return from, withOtherSuffix
}

// sameSuffix tells whether two suffixes are two ways to write one: bis is B, ter T, quater Q.
func sameSuffix(a, b uint8) bool {
	letter := func(s uint8) uint8 {
		switch s {
		case suffixBis:
			return 'b' - 'a' + 1
		case suffixTer:
			return 't' - 'a' + 1
		case suffixQuater:
			return 'q' - 'a' + 1
		}
		return s
	}
	return letter(a) == letter(b)
}
