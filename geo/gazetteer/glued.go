package gazetteer

import "bytes"

// maxTail is how many words after a commune's name may say where it is.
const maxTail = 3

// tryGlued compares the letters of a text, whatever their spaces, with those of
// every commune's and territory's name, and forgives one slip: "saintflorent",
// "LaB âthie", "Vla-d'Or Rhône". The words after the name must be met by the context.
func (s *search) tryGlued(words []typed) {
	s.words = words
	s.weigh()
	s.glued = s.glued[:0]
	var ends [maxTyped + 1]int // of each word in glued
	for i := range s.words {
		s.glued = append(s.glued, s.words[i].letters...)
		ends[i+1] = len(s.glued)
	}
	if bytes.ContainsAny(s.glued[:ends[1]], "0123456789") {
		return // a number, and no name, begins the text
	}
	s.mark()
	for p := range s.firstInside {
		if s.seat && s.Kind[p] != uint8(KindCommune) {
			continue
		}
		first, second := s.firstLetters(p)
		if g := s.glued; g[0] != first && (len(g) < 2 || g[0] != second && g[1] != first && g[1] != second) {
			continue
		}
		name := s.gluedName(s.Name[p])
		for words := len(s.words); words > 0 && words >= len(s.words)-maxTail; words-- {
			s.scoreGlued(p, name, s.glued[:ends[words]], words)
		}
	}
	s.unmark()
}

// firstLetters are the first two of a place's name.
func (s *search) firstLetters(p PlaceID) (first, second byte) {
	n := s.Name[p]
	words := s.NameWords[s.FirstOfName[n]:s.FirstOfName[n+1]]
	if len(words) == 0 {
		return 0, 0
	}
	letters := s.letters(WordID(words[0]))
	if len(letters) > 1 {
		return letters[0], letters[1]
	}
	if len(words) > 1 {
		return letters[0], s.letters(WordID(words[1]))[0]
	}
	return letters[0], 0
}

// gluedName writes the words of a name as one.
func (s *search) gluedName(n uint32) []byte {
	s.gluing = s.gluing[:0]
	for _, w := range s.NameWords[s.FirstOfName[n]:s.FirstOfName[n+1]] {
		s.gluing = append(s.gluing, s.letters(WordID(w))...)
	}
	return s.gluing
}

// leastGlued is how few letters bear a slip in all of a name.
const leastGlued = 5

// scoreGlued scores a commune or a territory whose name is that of the first words typed, glued.
func (s *search) scoreGlued(p PlaceID, name, typed []byte, words int) {
	quality := asJoined
	switch slips := slipsBetween(name, typed); {
	case slips == 0:
	case slips == 1 && len(typed) >= leastGlued:
		quality *= slipped(1, len(typed))
	case words == len(s.words) && s.words[words-1].last && len(typed) >= leastGlued && bytes.HasPrefix(name, typed):
		quality *= asBeginning
	default:
		return
	}
	head := 0.0
	for i := range words {
		head += s.words[i].weight
	}
	tail := s.all >> words << words
	d := s.District[p]
	if d == NoRef {
		if tail == 0 {
			s.keep(hit{place: p, district: d, house: -1, score: quality, agreement: quality})
		}
		return
	}
	for d, last := s.districtsOfCommune(d); d < last; d++ {
		if tail&^(s.around[d]|s.optional) != 0 {
			continue
		}
		text := head * quality
		for i := words; i < len(s.words); i++ {
			text += s.words[i].weight * s.contextQuality(i, d)
		}
		score := text / s.total * nameShare(quality, 1)
		s.keep(hit{place: p, district: d, house: -1, score: score, agreement: score})
	}
}

// districtsOfCommune are the districts, from the first to before the last, of
// the commune that one of them belongs to.
func (s *search) districtsOfCommune(d uint32) (first, last uint32) {
	commune := s.DistrictCommune[d]
	return s.FirstDistrictOf[commune], s.FirstDistrictOf[commune+1]
}

// slipsBetween is how many slips part two texts: 0, 1, or 2 for more.
func slipsBetween(a, b []byte) int {
	if len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return 2
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a)+len(b) == 0:
		return 0
	case len(a)+len(b) == 1, len(a) == 1 && len(b) == 1, len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]:
		return 1
	}
	return 2
}
