package region

import (
	"strings"

	"maillage/data"
	"maillage/geo"
	"maillage/internal/fold"
)

// LeastScore is how well a place must agree with an address to stand for it.
// docs/method/data-quality.md tells how it was chosen.
const LeastScore = 0.88

// LeastNational is the same of the national geocoder's own score: it answers something to nearly any text.
const LeastNational = 0.6

// finder finds the addresses of records without a position: the build's data.Locator.
type finder struct {
	*Lookup // nil where the build has failed meanwhile: nothing is found
	// ask asks the national geocoder, nil where the recipe names none or nothing is to be downloaded.
	ask func(a []data.Address) ([]Geocoded, error)
	err error // of the geocoder, which is not asked again, or of the build
}

// Locate looks for the house, the street or the lieu-dit, here and then at the
// national geocoder; and for the commune where there is none. What it finds lies
// in the commune that the record declares, or that its address names: a street
// of which the region has one may be meant anywhere.
func (f *finder) Locate(a data.Address) (data.Found, bool) {
	if f.Lookup == nil {
		return data.Found{}, false
	}
	s := f.seek(a, LeastScore)
	m, outcome := f.Find(a, LeastScore)
	found := outcome == Found && s.names(m.Commune, m.PostalCode)
	precision := precisionOf(&m)
	if !found || precision <= data.PrecisionCommune {
		if national, ok := f.nationally(a, s); ok {
			return national, true
		}
	}
	return data.Found{Position: data.Position{Point: m.Point, Precision: precision}, Label: m.Label, Score: m.Score}, found
}

// names tells whether an address says of itself that it is in a commune, apart
// from its text or in it.
func (s *sought) names(commune, postal string) bool {
	text := " " + fold.Text(s.text) + " "
	return s.declared || strings.Contains(text, " "+fold.Text(commune)+" ") || postal != "" && strings.Contains(text, " "+postal+" ")
}

// nationally asks the national geocoder.
func (f *finder) nationally(a data.Address, s *sought) (data.Found, bool) {
	if f.ask == nil || f.err != nil || !s.told || s.elsewhere {
		return data.Found{}, false
	}
	answers, err := f.ask([]data.Address{a})
	if err != nil {
		f.err = err
		return data.Found{}, false
	}
	g := answers[0]
	if g.Status != GeocodedOK || g.Score < LeastNational || g.Precision <= data.PrecisionCommune || !f.liesThere(&g) ||
		!s.within(g.CommuneCode, g.Commune, g.PostalCode) || !s.names(g.Commune, g.PostalCode) {
		return data.Found{}, false
	}
	return data.Found{Position: data.Position{Point: g.Point, Precision: g.Precision}, Label: g.Label, Score: g.Score}, true
}

// borderMetres is how far outside its commune an address may lie: published outlines are generalised.
const borderMetres = 500

// liesThere tells whether an answer's position is in the commune it names, and that is of the region.
func (f *finder) liesThere(g *Geocoded) bool {
	i, ok := f.ds.TerritoryByCode(data.KindCommune, todaysCity(g.CommuneCode))
	return ok && geo.PrepareArea(f.ds.Territories[i].Shape).Metres(g.Point) <= borderMetres
}
