package analysis

import (
	"slices"
	"strings"

	"maillage/data"
)

// Whose services count.
const (
	EligibleResident = "resident" // those that may receive the inhabitants of the commune one starts from
	EligibleAny      = "any"      // all, whatever their eligibility area
)

// residence is a class of communes whose inhabitants every service of a roster
// receives alike: a search for one of them is a search for all.
type residence int

const (
	anyResidence residence = -1 // everyone is received
	noCommune    residence = 0  // who lives outside the region's communes
)

// residences parts a region's communes into classes. Eligibility areas are few
// (a Mission locale's communes, a département) and so are the classes.
type residences struct {
	zone   [][]uint32  // by StructureIndex, then by service: its eligibility area; 0 leaves nobody out
	class  []residence // by TerritoryIndex of a commune
	admits [][]bool    // by residence, then by area
}

// areas numbers the eligibility areas of a roster from 1; 0 is everyone's.
type areas struct {
	number map[string]uint32   // by the area's codes
	naming map[string][]uint32 // by a code: the areas it is part of
}

func newResidences(v *data.View) *residences {
	r := &residences{
		zone:  make([][]uint32, v.Len()),
		class: make([]residence, len(v.Dataset().Territories)),
	}
	known := areas{make(map[string]uint32), make(map[string][]uint32)}
	for i, st := range v.All() {
		r.zone[i] = make([]uint32, len(st.Services))
		for s := range st.Services {
			r.zone[i][s] = known.add(st.Services[s].Eligibility)
		}
	}
	r.part(v.Dataset(), &known)
	return r
}

// add numbers an eligibility area.
func (a *areas) add(e data.Eligibility) uint32 {
	if e.Everyone() {
		return 0
	}
	codes := slices.Compact(slices.Sorted(slices.Values(e)))
	name := strings.Join(codes, " ")
	n, known := a.number[name]
	if !known {
		n = uint32(len(a.number) + 1)
		a.number[name] = n
		for _, code := range codes {
			a.naming[code] = append(a.naming[code], n)
		}
	}
	return n
}

// part puts communes that the same areas admit in one class. Cost: that of the
// areas that name each commune; nothing where no service restricts whom it receives.
func (r *residences) part(ds *data.Dataset, known *areas) {
	admitted := func(commune data.TerritoryIndex) []bool {
		out := make([]bool, len(known.number)+1)
		out[0] = true
		for _, code := range ds.HomeCodes(commune) {
			for _, area := range known.naming[code] {
				out[area] = true
			}
		}
		return out
	}
	r.admits = [][]bool{admitted(data.NoTerritory)}
	if len(known.number) == 0 {
		return
	}
	classes := map[string]residence{key(r.admits[noCommune]): noCommune}
	for i := range ds.Territories {
		if ds.Territories[i].Kind != data.KindCommune {
			continue
		}
		admits := admitted(data.TerritoryIndex(i))
		class, met := classes[key(admits)]
		if !met {
			class = residence(len(r.admits))
			classes[key(admits)] = class
			r.admits = append(r.admits, admits)
		}
		r.class[i] = class
	}
}

// of is the class of the inhabitants of a commune.
func (r *residences) of(commune data.TerritoryIndex) residence {
	if commune == data.NoTerritory {
		return noCommune
	}
	return r.class[commune]
}

// receives tells whether a service may receive whoever lives in one of these.
func (r *residences) receives(homes []residence, i data.StructureIndex, service int) bool {
	for _, home := range homes {
		if home != anyResidence && !r.admits[home][r.zone[i][service]] {
			return false
		}
	}
	return true
}

// key makes a list of answers comparable.
func key(answers []bool) string {
	b := make([]byte, (len(answers)+7)/8)
	for i, yes := range answers {
		if yes {
			b[i/8] |= 1 << (i % 8)
		}
	}
	return string(b)
}

// share is the cells whose inhabitants the same places fit.
type share struct {
	choice *choice
	cells  []data.CellIndex
}

// shares deals every cell out to the places that fit its inhabitants. Classes
// of communes for which the same places fit make one share: where the filter
// leaves only services open to everyone, there is one.
func (r *roster) shares(q *Query, cells *data.Cells) []share {
	var out []share
	known := make(map[string]int) // by the places that fit
	place := make(map[residence]int)
	for i, commune := range cells.Commune {
		home := anyResidence
		if q.Eligible != EligibleAny {
			home = r.residences.of(commune)
		}
		at, met := place[home]
		if !met {
			c := r.choose(&q.Filter, home)
			if at, met = known[key(c.fits)]; !met {
				at = len(out)
				known[key(c.fits)] = at
				out = append(out, share{choice: c})
			}
			place[home] = at
		}
		out[at].cells = append(out[at].cells, data.CellIndex(i))
	}
	return out
}
