package gazetteer

import (
	"cmp"
	"math"
	"slices"

	"maillage/geo"
)

// place is a place of a district.
type place struct {
	district   districtKey
	fold       foldRank
	name       nameRank
	nameHouses uint32
	kind       Kind
	told       area
	at         unit
	radius     uint32
	ref        uint32
	weight     uint8
	first, end uint32 // its houses
}

// plant makes places of seeds. Streets that houses name and whose district is
// known stand first; what is told of a street or a lieu-dit without its
// district goes to the nearest of its name in the commune.
func (s *settling) plant() {
	firm := func(d seed) bool {
		return d.street != noStreet && (d.district.postal != NoRef || len(s.codes[d.district.commune]) == 0)
	}
	byName := map[placeKey][]int32{} // of a district that is but a commune
	home := make([]int32, len(s.streets))
	for _, d := range s.seeds {
		if !firm(d) {
			continue
		}
		before := len(s.places)
		i := s.put(d)
		home[d.street] = i
		if len(s.places) > before {
			k := placeKey{districtKey{commune: d.district.commune}, d.fold}
			byName[k] = append(byName[k], i)
		}
	}
	for _, d := range s.seeds {
		if firm(d) {
			continue
		}
		if i, known := s.join(d, byName[placeKey{districtKey{commune: d.district.commune}, d.fold}]); known {
			s.places[i].take(s.ranking, d)
			if d.street != noStreet {
				home[d.street] = i
			}
			continue
		}
		d = s.inFormer(d)
		if d.kind == KindLocality && d.fold == s.ownFold(d.district.commune) {
			continue // the commune itself
		}
		i := s.put(d)
		if d.street != noStreet {
			home[d.street] = i
		}
	}
	for i := range s.houses {
		s.houses[i].street = streetID(home[s.houses[i].street])
	}
}

// join finds the nearest of the streets of a seed's name that may be its own.
func (s *settling) join(d seed, list []int32) (best int32, ok bool) {
	if d.kind == KindStructure {
		return 0, false
	}
	nearest := math.Inf(1)
	for _, i := range list {
		p := &s.places[i]
		if d.district.former != 0 && d.district.former != p.district.former ||
			d.district.postal != NoRef && d.district.postal != p.district.postal {
			continue
		}
		if m := geo.Metres(d.told.at.point(), p.told.at.point()); m < nearest {
			best, nearest, ok = i, m, true
		}
	}
	return best, ok
}

// inFormer puts a lieu-dit that bears a former commune's name into it.
func (s *settling) inFormer(d seed) seed {
	if d.kind != KindLocality {
		return d
	}
	k := formerKey{d.district.commune, d.fold}
	if _, known := s.formerName[k]; known && d.district.former == 0 {
		d.district.former = d.fold
	}
	if code, known := s.formerCode[k]; known && d.district.former == d.fold {
		d.district.postal = code
	}
	return d
}

// put adds a seed to the place of its name and district, or makes one.
func (s *settling) put(d seed) int32 {
	k := placeKey{d.district, d.fold}
	if d.kind != KindStructure {
		if i, ok := s.at[k]; ok {
			s.places[i].take(s.ranking, d)
			return i
		}
	}
	i := int32(len(s.places))
	s.places = append(s.places, place{
		district: d.district, fold: d.fold, name: d.name, nameHouses: d.houses,
		kind: d.kind, told: d.told, ref: d.ref,
	})
	if d.kind != KindStructure {
		s.at[k] = i
	}
	return i
}

// take adds what a seed tells to a place: a street's kind goes before a lieu-dit's.
func (p *place) take(r *ranking, d seed) {
	if r.better(d.name, int(d.houses), p.name, int(p.nameHouses)) {
		p.name, p.nameHouses = d.name, d.houses
	}
	if d.kind == KindStreet {
		p.kind = KindStreet
	}
	p.told = p.told.with(d.told)
}

// moveIn puts houses into the order of their places and numbers, keeps each
// once, and finds each place's position and weight.
func (s *settling) moveIn() {
	slices.SortFunc(s.houses, compareHouses)
	from, kept := 0, uint32(0)
	for i := range s.places {
		to := from
		for to < len(s.houses) && int(s.houses[to].street) == i {
			to++
		}
		p := &s.places[i]
		run := s.houses[from:to]
		numbers := firstNumberless(run)
		houses := distinctHouses(run[:numbers])
		p.locate(s.folds[p.fold], houses, run[numbers:])
		p.first = kept
		kept += uint32(copy(s.houses[kept:], houses))
		p.end = kept
		p.weight = s.importance(p)
		from = to
	}
	s.houses = s.houses[:kept]
}

func compareHouses(a, b houseAdded) int {
	return cmp.Or(
		cmp.Compare(a.street, b.street), compareBool(a.rank == numberless, b.rank == numberless),
		cmp.Compare(a.number, b.number), cmp.Compare(a.suffix, b.suffix),
		cmp.Compare(a.rank, b.rank), a.at.compare(b.at))
}

// firstNumberless is how many of a street's houses have a number.
func firstNumberless(run []houseAdded) int {
	if i := slices.IndexFunc(run, func(h houseAdded) bool { return h.rank == numberless }); i >= 0 {
		return i
	}
	return len(run)
}

// distinctHouses keeps the first of each number and suffix.
func distinctHouses(run []houseAdded) []houseAdded {
	return slices.CompactFunc(run, func(a, b houseAdded) bool { return a.number == b.number && a.suffix == b.suffix })
}

// locate finds where a place is: at the house in the middle of its numbers,
// else where it was told to be.
func (p *place) locate(fold string, houses, numberless []houseAdded) {
	p.at = p.told.at
	if n := len(numberless); n > 0 {
		p.at = numberless[n/2].at
	}
	if n := len(houses); n > 0 {
		p.at = houses[n/2].at
	}
	for _, h := range numberless {
		p.told = p.told.with(around(h.at, 0))
	}
	far := p.told.reach(p.at)
	for _, h := range houses {
		far = math.Max(far, p.at.metres(h.at))
	}
	switch {
	case p.kind == KindStructure:
	case p.kind == KindStreet && len(houses) == 0 && len(numberless) > 0 && !beginsLikeStreet(fold):
		p.kind = KindLocality // the BAN writes lieux-dits as streets without numbers
		far = math.Max(far, hamletRadius)
	case p.kind == KindStreet:
		far = math.Max(far, streetRadius)
	}
	p.radius = wholeMetres(far)
}
