package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// nameCommunes gathers the other names of each commune, but for those that a
// lieu-dit or a former commune of its own bears: it says better where that is.
func (s *settling) nameCommunes() {
	s.also = make([][]nameRank, len(s.communes))
	for _, n := range s.b.alsoNamed {
		c, ok := s.communeOf[s.b.texts.list[n.commune]]
		name := s.rank[n.name]
		if ok && s.fold[name] != 0 && s.fold[name] != s.ownFold(c) {
			s.also[c] = append(s.also[c], name)
		}
	}
	for c, list := range s.also {
		slices.Sort(list)
		s.also[c] = s.oneOfEach(list)
	}
}

// oneOfEach keeps the first of names that fold to the same.
func (s *settling) oneOfEach(names []nameRank) []nameRank {
	seen := map[foldRank]bool{}
	return slices.DeleteFunc(names, func(n nameRank) bool {
		again := seen[s.fold[n]]
		seen[s.fold[n]] = true
		return again
	})
}

// recallFormers makes a lieu-dit of each former commune that none was told of,
// amid its addresses.
func (s *settling) recallFormers() {
	lived := map[formerKey][]int32{}
	named := map[formerKey]bool{}
	for i := range s.places {
		p := &s.places[i]
		if k := (formerKey{p.district.commune, p.district.former}); k.former != 0 {
			lived[k] = append(lived[k], int32(i))
			named[k] = named[k] || p.fold == k.former
		}
	}
	keys := make([]formerKey, 0, len(lived))
	for k := range lived {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b formerKey) int {
		return cmp.Or(cmp.Compare(a.commune, b.commune), cmp.Compare(a.former, b.former))
	})
	for _, k := range keys {
		if !named[k] {
			s.recall(k, lived[k])
		}
	}
}

// recall makes a lieu-dit of a former commune and its places.
func (s *settling) recall(k formerKey, places []int32) {
	at := s.amid(places)
	far := float64(hamletRadius)
	for _, i := range places {
		p := &s.places[i]
		far = math.Max(far, at.metres(p.at)+float64(p.radius))
	}
	postal, known := s.formerCode[k]
	if !known {
		postal = s.places[places[0]].district.postal
	}
	p := place{
		district: districtKey{k.commune, postal, k.former}, fold: k.former, name: s.formerName[k],
		kind: KindLocality, told: around(at, 0), at: at, radius: wholeMetres(far),
		first: uint32(len(s.houses)), end: uint32(len(s.houses)),
	}
	p.weight = s.importance(&p)
	s.places = append(s.places, p)
}

// amid is the position of the place that is nearest to the median longitude and latitude of all.
func (s *settling) amid(places []int32) unit {
	lons, lats := make([]int32, 0, len(places)), make([]int32, 0, len(places))
	for _, i := range places {
		lons, lats = append(lons, s.places[i].at.lon), append(lats, s.places[i].at.lat)
	}
	slices.Sort(lons)
	slices.Sort(lats)
	middle := unit{lons[len(lons)/2], lats[len(lats)/2]}
	at := s.places[places[0]].at
	for _, i := range places {
		here := s.places[i].at
		if cmp.Or(cmp.Compare(middle.metres(here), middle.metres(at)), here.compare(at)) < 0 {
			at = here
		}
	}
	return at
}

// importance orders places: 12 for each doubling of a commune's people; half
// of that for what lies in it, and 6 for each doubling of a street's houses. A
// place that receives people is what most who type its name look for.
func (s *settling) importance(p *place) uint8 {
	w := doublings(s.communes[p.district.commune].People, 12) / 2
	switch p.kind {
	case KindStructure:
		w += 40
	default:
		w += doublings(int(p.end-p.first), 6)
	}
	return uint8(min(w, 255))
}

// doublings is how often 1 doubles to reach 1 + n, each worth so many; in
// between it grows evenly. Whole numbers, the same on every machine.
func doublings(n, each int) int {
	if n <= 0 {
		return 0
	}
	count, top := 0, 1
	for top*2 <= n+1 {
		top *= 2
		count++
	}
	return each*count + each*(n+1-top)/top
}

// beginsLikeStreet tells whether a folded name begins with a kind of street.
func beginsLikeStreet(folded string) bool {
	first, _, _ := strings.Cut(folded, " ")
	return streetKinds[first]
}
