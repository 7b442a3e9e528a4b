package gazetteer

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// layout writes what is settled into Columns.
type layout struct {
	*settling
	c         *Columns
	top       []topPlace
	districts []districtKey
	order     []int32 // the places of districts, as they will stand
	perCount  map[districtKey]int
	nameID    map[nameRank]NameID
	wordID    map[string]WordID
}

// topPlace is a commune by one of its names, or a territory.
type topPlace struct {
	kind    Kind
	commune CommuneID // noCommune for a territory
	other   bool      // not its own name
	name    nameRank
	point   unit
	radius  uint32
	people  int
	ref     uint32
}

// Finish sorts what was added by importance and lays it out. The Builder may
// be added to afterwards, and finished again.
func (b *Builder) Finish() *Gazetteer {
	l := &layout{
		settling: b.settle(), c: &Columns{}, perCount: map[districtKey]int{},
		nameID: map[nameRank]NameID{}, wordID: map[string]WordID{},
	}
	l.orderTop()
	l.orderDistricts()
	l.orderPlaces()
	l.layPlaces()
	l.layHouses()
	l.layNames()
	l.layWords()
	l.layDistricts()
	l.layCommunes()
	l.c.layTrie()
	l.layBoxes()
	g, err := FromColumns(l.c)
	if err != nil {
		panic(fmt.Sprintf("gazetteer: Finish made columns that do not fit each other: %v", err))
	}
	g.leftOut = l.leftOut
	return g
}

// orderTop lists communes, by each of their names, and territories, each followed
// by its code, the most people first.
func (l *layout) orderTop() {
	apart := l.localities()
	for i, c := range l.communes {
		at, _ := unitOf(c.Point)
		p := topPlace{KindCommune, CommuneID(i), false, l.rankOf(c.Name), at, wholeMetres(c.Radius), c.People, c.Ref}
		l.top = append(l.top, p)
		for _, p.name = range l.also[i] {
			if !apart[formerKey{CommuneID(i), l.fold[p.name]}] {
				p.other = true
				l.top = append(l.top, p)
			}
		}
	}
	for _, t := range l.b.territories {
		at, _ := unitOf(t.Point)
		name := l.rankOf(t.Name)
		if l.fold[name] == 0 {
			l.leftOut++
			continue
		}
		p := topPlace{KindTerritory, noCommune, false, name, at, wholeMetres(t.Radius), t.People, t.Ref}
		l.top = append(l.top, p)
		if p.name, p.other = l.rankOf(t.Code), true; l.fold[p.name] != 0 && l.fold[p.name] != l.fold[name] {
			l.top = append(l.top, p)
		}
	}
	slices.SortStableFunc(l.top, func(a, b topPlace) int {
		return cmp.Or(
			-cmp.Compare(a.people, b.people), cmp.Compare(a.commune, b.commune), cmp.Compare(a.ref, b.ref), compareBool(a.other, b.other),
			cmp.Compare(a.name, b.name), a.point.compare(b.point), cmp.Compare(a.radius, b.radius))
	})
}

// localities tells of which names each commune has a lieu-dit.
func (l *layout) localities() map[formerKey]bool {
	all := map[formerKey]bool{}
	for i := range l.places {
		if p := &l.places[i]; p.kind == KindLocality {
			all[formerKey{p.district.commune, p.fold}] = true
		}
	}
	return all
}

// orderDistricts lists districts by commune: those of no former commune, then
// the others, the one with most places first. A
// commune without any place has those of its postal codes, or one without.
func (l *layout) orderDistricts() {
	type code struct {
		commune CommuneID
		postal  uint32
	}
	met := map[code]bool{}
	for i := range l.places {
		d := l.places[i].district
		l.perCount[d]++
		met[code{d.commune, d.postal}] = true
	}
	for c := range l.communes {
		id := CommuneID(c)
		for _, postal := range l.codes[id] {
			if !met[code{id, postal}] {
				l.perCount[districtKey{commune: id, postal: postal}] = 0
			}
		}
		if len(l.codes[id]) == 0 && !met[code{id, NoRef}] {
			l.perCount[districtKey{commune: id, postal: NoRef}] = 0
		}
	}
	for d := range l.perCount {
		l.districts = append(l.districts, d)
	}
	slices.SortFunc(l.districts, func(a, b districtKey) int {
		return cmp.Or(
			cmp.Compare(a.commune, b.commune), compareBool(a.former != 0, b.former != 0),
			-cmp.Compare(l.perCount[a], l.perCount[b]),
			cmp.Compare(a.postal, b.postal), cmp.Compare(a.former, b.former))
	})
}

// orderPlaces lists places by district, the most important first.
func (l *layout) orderPlaces() {
	rank := make(map[districtKey]int, len(l.districts))
	for i, d := range l.districts {
		rank[d] = i
	}
	for i := range l.places {
		l.order = append(l.order, int32(i))
	}
	slices.SortFunc(l.order, func(i, j int32) int {
		a, b := &l.places[i], &l.places[j]
		return cmp.Or(
			cmp.Compare(rank[a.district], rank[b.district]), -cmp.Compare(a.weight, b.weight),
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.name, b.name), cmp.Compare(a.ref, b.ref),
			a.at.compare(b.at), cmp.Compare(a.radius, b.radius))
	})
}

// layPlaces writes what there is to say of each place but its name and houses.
func (l *layout) layPlaces() {
	c := l.c
	firstDistrict := make([]uint32, len(l.communes))
	for i := len(l.districts) - 1; i >= 0; i-- {
		firstDistrict[l.districts[i].commune] = uint32(i)
	}
	c.CommunePlace = make([]uint32, len(l.communes))
	for _, t := range l.top {
		district := NoRef
		if t.kind == KindCommune {
			district = firstDistrict[t.commune]
			if !t.other {
				c.CommunePlace[t.commune] = uint32(len(c.Kind))
			}
		}
		c.layPlace(t.kind, district, t.ref, uint8(min(doublings(t.people, 12), 255)), t.radius, t.point)
	}
	at := 0
	for d, key := range l.districts {
		c.FirstOfDistrict = append(c.FirstOfDistrict, uint32(len(c.Kind)))
		for n := l.perCount[key]; n > 0; n-- {
			p := &l.places[l.order[at]]
			c.layPlace(p.kind, uint32(d), p.ref, p.weight, p.radius, p.at)
			at++
		}
	}
	c.FirstOfDistrict = append(c.FirstOfDistrict, uint32(len(c.Kind)))
}

func (c *Columns) layPlace(kind Kind, district, ref uint32, weight uint8, radius uint32, at unit) {
	c.Kind = append(c.Kind, uint8(kind))
	c.District = append(c.District, district)
	c.Ref = append(c.Ref, ref)
	c.Weight = append(c.Weight, weight)
	c.Radius = append(c.Radius, radius)
	c.Point = append(c.Point, at.lon, at.lat)
}

// layHouses writes the houses of each place in turn.
func (l *layout) layHouses() {
	c := l.c
	c.FirstHouse = make([]uint32, len(l.top), len(c.Kind)+1)
	c.Number = make([]uint16, 0, len(l.houses))
	c.Suffix = make([]uint8, 0, len(l.houses))
	c.House = make([]int32, 0, 2*len(l.houses))
	for _, i := range l.order {
		c.FirstHouse = append(c.FirstHouse, uint32(len(c.Number)))
		for _, h := range l.houses[l.places[i].first:l.places[i].end] {
			c.Number = append(c.Number, h.number)
			c.Suffix = append(c.Suffix, h.suffix)
			c.House = append(c.House, h.at.lon, h.at.lat)
		}
	}
	c.FirstHouse = append(c.FirstHouse, uint32(len(c.Number)))
}

// layBoxes packs the boxes of the places of districts with their houses.
func (l *layout) layBoxes() {
	boxes := make([]orb.Bound, 0, len(l.order))
	for _, i := range l.order {
		p := &l.places[i]
		box := around(p.at, 0)
		if p.first == p.end {
			box = box.with(p.told)
		}
		for _, h := range l.houses[p.first:p.end] {
			box = box.with(around(h.at, 0))
		}
		boxes = append(boxes, box.bound())
	}
	l.c.Boxes = geo.PackBoxes(boxes).Columns()
}
