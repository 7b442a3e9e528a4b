package gazetteer

import (
	"cmp"
	"slices"
)

// maxTried bounds the names and places that one reading of a text tries. A name
// counts for four places of a name already tried.
const (
	maxTried  = 20_000
	nameCosts = 4
	// maxSpent bounds what all readings of a text try together.
	maxSpent = 3 * maxTried
)

// drive tries the places that may meet the words: those of the word that fewest
// names and districts hold, since none is met without it. Where words may be
// missing more of them drive, until a place that meets none of these lacks too much.
func (s *search) drive() {
	var room [maxTyped]driver
	drivers, spare := room[:0], s.spare
	for i := range s.words {
		if s.optional.has(i) {
			continue
		}
		if cost := s.roughCost(i); cost > 0 {
			drivers = append(drivers, driver{i, cost})
		} else if spare -= s.words[i].weight; spare < -slack {
			return
		}
	}
	slices.SortFunc(drivers, driver.compare)
	for i := range drivers {
		most := maxTried + 1
		if enough := s.enough(drivers[:i], spare); enough < i {
			most = drivers[enough].cost // only what is cheaper than those that drive matters
			if drivers[i].cost >= most {
				break
			}
		}
		drivers[i].cost = s.cost(drivers[i].word, most)
		slices.SortFunc(drivers[:i+1], driver.compare)
	}
	for _, d := range drivers[:min(len(drivers), s.enough(drivers, spare)+1)] {
		s.tryNames(d.word, d.cost > maxTried)
		s.tryDistricts(d.word, d.cost > maxTried)
	}
}

// enough is the last of the drivers needed: those up to it weigh more than may be
// missing. It is their number where all are needed.
func (s *search) enough(drivers []driver, spare float64) int {
	for i, d := range drivers {
		if spare -= s.words[d.word].weight; spare < -slack {
			return i
		}
	}
	return len(drivers)
}

// driver is a word typed, and how much is to be tried where it drives.
type driver struct{ word, cost int }

func (d driver) compare(o driver) int {
	return cmp.Or(cmp.Compare(d.cost, o.cost), cmp.Compare(d.word, o.word))
}

// roughCost is the least that is to be tried where a word drives, 0 where nothing meets it.
func (s *search) roughCost(i int) int {
	n := 0
	s.words[i].each(func(sp span) { n += nameCosts*len(s.namesOf(sp)) + len(s.districtsOf(sp)) })
	return n
}

// cost is how much is to be tried where a word drives; counting ends at most.
func (s *search) cost(i, most int) int {
	n := 0
	s.words[i].each(func(sp span) {
		for _, name := range s.namesOf(sp) {
			if n += nameCosts + s.placesOf(name); n >= most {
				return
			}
		}
		for _, d := range s.districtsOf(sp) {
			if n += 1 + nameCosts*s.placesIn(d); n >= most {
				return
			}
		}
	})
	return min(n, most)
}

func (s *search) placesOf(name uint32) int { return int(s.FirstPlace[name+1] - s.FirstPlace[name]) }

func (s *search) placesIn(d uint32) int { return int(s.FirstOfDistrict[d+1] - s.FirstOfDistrict[d]) }

// tryNames tries the names that hold what meets a word. Where these are too many
// (cut), the first of each word's are tried, which are the most important;
// communes and territories, whose names come first, are tried all the same.
func (s *search) tryNames(i int, cut bool) {
	share := len(s.WordNames)
	if cut {
		words := 0
		s.words[i].each(func(sp span) { words += int(sp.to - sp.from) })
		share = max(4, maxTried/nameCosts/2/words)
	}
	s.words[i].each(func(sp span) {
		for w := sp.from; w < sp.to; w++ {
			for k, name := range s.namesOf(span{from: w, to: w + 1}) {
				if k >= share && s.NamePlaces[s.FirstPlace[name]] >= uint32(s.firstInside) || s.tried > maxTried {
					break
				}
				s.tryName(name, cut && k >= share)
			}
		}
	})
}

// tryDistricts tries the places of the districts that hold what meets a word, the
// commune first.
func (s *search) tryDistricts(i int, cut bool) {
	share := len(s.Kind)
	s.words[i].each(func(sp span) {
		districts := s.districtsOf(sp)
		for _, d := range districts {
			commune := s.DistrictCommune[d]
			s.tryCommune(s.CommunePlace[commune], d)
			for _, p := range s.also[commune] {
				s.tryCommune(uint32(p), d)
			}
		}
		if cut && len(districts) > 0 {
			share = max(4, maxTried/nameCosts/2/len(districts))
		}
		for _, d := range districts {
			from, to := s.FirstOfDistrict[d], s.FirstOfDistrict[d+1]
			for p := from; p < min(to, from+uint32(share)) && s.tried <= maxTried; p++ {
				s.tryPlaceIn(PlaceID(p), d)
			}
		}
	})
}

// read or-s the marks of a name's words.
func (s *search) read(name uint32) mask {
	s.tried += nameCosts
	var m mask
	for _, w := range s.NameWords[s.FirstOfName[name]:s.FirstOfName[name+1]] {
		m |= s.marks[w]
	}
	return m
}

// hopeless tells whether no place of a name can be among the best: its words
// that are met at all are too few.
func (s *search) hopeless(name uint32) bool {
	if len(s.hits) < s.limit {
		return false
	}
	met, whole := 0, 0
	for _, w := range s.NameWords[s.FirstOfName[name]:s.FirstOfName[name+1]] {
		whole += int(s.light[w])
		if s.marks[w] != 0 {
			met += int(s.light[w])
		}
	}
	return nameShare(float64(met), float64(whole))+forMost < s.worst()
}

// lacks tells whether too much of the text is met by nothing.
func (s *search) lacks(met mask) bool {
	unmet := s.all &^ (met | s.optional)
	if unmet == 0 || s.spare == 0 {
		return unmet != 0
	}
	weight := 0.0
	for i := range s.words {
		if unmet.has(i) {
			weight += s.words[i].weight
		}
	}
	return weight > s.spare+slack
}

// tryName tries a name and each of its places, only communes and territories if so said.
func (s *search) tryName(name uint32, onlyFirst bool) {
	met := s.read(name)
	if s.lacks(met|s.anywhere) || s.hopeless(name) {
		return
	}
	var fit fit
	fitted := false
	for _, p := range s.NamePlaces[s.FirstPlace[name]:s.FirstPlace[name+1]] {
		if p >= uint32(s.firstInside) && (onlyFirst || s.tried > maxTried) {
			return
		}
		s.tried++
		d := s.District[p]
		first, last := d, d+1
		if d == NoRef {
			if s.lacks(met) {
				continue
			}
			last = d
		} else if s.Kind[p] == uint8(KindCommune) {
			first, last = s.districtsOfCommune(d)
		}
		if !fitted && (d == NoRef || !s.lacks(met|s.anywhere)) {
			fit, fitted = s.fit(name), true
		}
		if d == NoRef {
			s.score(PlaceID(p), NoRef, &fit)
		}
		for d := first; d < last; d++ {
			if !s.lacks(met | s.around[d]) {
				s.score(PlaceID(p), d, &fit)
			}
		}
	}
}

// tryCommune tries a commune in one of its districts.
func (s *search) tryCommune(p, d uint32) {
	met := s.read(s.Name[p])
	if s.lacks(met | s.around[d]) {
		return
	}
	fit := s.fit(s.Name[p])
	s.score(PlaceID(p), d, &fit)
}

// tryPlaceIn tries a place of a district.
func (s *search) tryPlaceIn(p PlaceID, d uint32) {
	met := s.read(s.Name[p])
	if met == 0 || s.lacks(met|s.around[d]) || s.hopeless(s.Name[p]) {
		return
	}
	fit := s.fit(s.Name[p])
	s.score(p, d, &fit)
}
