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
			if n += nameCosts + len(s.placesNamed(name)); n >= most {
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

// placesNamed are the places that bear a name: none where only a district's context does.
func (s *search) placesNamed(name uint32) []uint32 {
	return s.NamePlaces[s.FirstPlace[name]:s.FirstPlace[name+1]]
}

func (s *search) placesIn(d uint32) int { return int(s.FirstOfDistrict[d+1] - s.FirstOfDistrict[d]) }

// tryNames tries the names that hold what meets a word: first those of communes
// and territories, to the end, then others. Where these are too many (cut), the
// first of each word's are tried, which are the most important.
func (s *search) tryNames(i int, cut bool) {
	words := 0
	s.words[i].each(func(sp span) {
		words += int(sp.to - sp.from)
		for w := sp.from; w < sp.to; w++ {
			for _, name := range s.namesOf(span{from: w, to: w + 1}) {
				if places := s.placesNamed(name); len(places) == 0 || places[0] >= uint32(s.firstInside) {
					break // names stand by their first place, those of none last
				}
				s.tryName(name, true)
			}
		}
	})
	share := len(s.WordNames)
	if cut {
		share = max(4, maxTried/nameCosts/2/words)
	}
	s.words[i].each(func(sp span) {
		for w := sp.from; w < sp.to; w++ {
			names := s.namesOf(span{from: w, to: w + 1})
			for _, name := range names[:min(len(names), share)] {
				if s.tried > maxTried {
					return
				}
				s.tryName(name, false)
			}
		}
	})
}

// tryDistricts tries the places of the districts that hold what meets a word, the
// communes first, to the end.
func (s *search) tryDistricts(i int, cut bool) {
	s.words[i].each(func(sp span) {
		for _, d := range s.districtsOf(sp) {
			commune := s.DistrictCommune[d]
			s.tryPlaceIn(PlaceID(s.CommunePlace[commune]), d)
			for _, p := range s.also[commune] {
				s.tryPlaceIn(p, d)
			}
		}
	})
	s.words[i].each(func(sp span) {
		districts, share := s.districtsOf(sp), len(s.Kind)
		if cut && len(districts) > 0 {
			share = max(4, maxTried/nameCosts/2/len(districts))
		}
		for _, d := range districts {
			from, to := int(s.FirstOfDistrict[d]), int(s.FirstOfDistrict[d+1])
			for p := from; p < min(to, from+share) && s.tried <= maxTried; p++ {
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

// hopeless tells whether no place of a name, or none inside districts, can be
// among the best: its words that are met at all are too few.
func (s *search) hopeless(t *trial, inside bool) bool {
	if len(s.hits) < s.limit {
		return false
	}
	met, whole := 0, 0
	for _, w := range s.NameWords[s.FirstOfName[t.name]:s.FirstOfName[t.name+1]] {
		whole += int(s.light[w])
		if s.marks[w] != 0 {
			met += int(s.light[w])
		}
	}
	most := nameShare(float64(met), float64(whole))
	if t.met == s.all {
		most = max(most, begunWords)
	}
	if inside {
		return most+forImportance*s.insiders+forNearness < s.worst()
	}
	return most+forMost < s.worst()
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

// trial is a name being tried.
type trial struct {
	name   uint32
	met    mask // by its words
	fit    fit  // once fitted
	fitted bool
}

// tryName tries a name's communes and territories, or its other places.
func (s *search) tryName(name uint32, communes bool) {
	t := trial{name: name, met: s.read(name)}
	if s.lacks(t.met|s.anywhere) || s.hopeless(&t, !communes) {
		return
	}
	places := s.placesNamed(name)
	inside, _ := slices.BinarySearch(places, uint32(s.firstInside))
	if communes {
		for _, p := range places[:inside] {
			s.tryWhole(PlaceID(p), &t)
		}
		return
	}
	for _, p := range places[inside:] {
		if s.tried++; s.tried > maxTried {
			return
		}
		s.tryIn(PlaceID(p), s.District[p], &t)
	}
}

// tryWhole tries a commune in each of its districts, or a territory.
func (s *search) tryWhole(p PlaceID, t *trial) {
	s.tried++
	if s.District[p] == NoRef {
		s.tryIn(p, NoRef, t)
		return
	}
	for d, last := s.districtsOfCommune(s.District[p]); d < last; d++ {
		s.tryIn(p, d, t)
	}
}

// tryPlaceIn tries a place of a district.
func (s *search) tryPlaceIn(p PlaceID, d uint32) {
	s.tryIn(p, d, &trial{name: s.Name[p], met: s.read(s.Name[p])})
}

// tryIn scores a place in a district, or in none, if enough of the text is met
// there and some of it by the name: the context alone says where, not what.
// Only a commune is what its context says.
func (s *search) tryIn(p PlaceID, d uint32, t *trial) {
	met := t.met
	if s.Kind[p] != uint8(KindCommune) && (met == 0 || s.seat) {
		return
	}
	if d != NoRef {
		met |= s.around[d]
	}
	if s.lacks(met) {
		return
	}
	if !t.fitted {
		t.fit, t.fitted = s.fit(t.name), true
	}
	s.score(p, d, &t.fit)
}
