package region

import (
	"maillage/data"
	"maillage/internal/fold"
)

// LeastScore is how well a place must agree with an address to stand for it.
// docs/method/data-quality.md tells how it was chosen.
const LeastScore = 0.88

// LeastNational is the same of the national geocoder's own score: it answers something to nearly any text.
const LeastNational = 0.6

// finder finds the addresses of records without a position: the build's data.Locator.
type finder struct {
	*Lookup
	// ask asks the national geocoder, nil where the recipe names none or nothing is to be downloaded.
	ask func(a []data.Address) ([]Geocoded, error)
	err error // of the geocoder; it is not asked again
}

// Locate looks for the house, the street or the lieu-dit, here and then at the
// national geocoder; and for the commune where there is none. What it finds lies
// in the commune that the record declares.
func (f *finder) Locate(a data.Address) (data.Found, bool) {
	m, outcome := f.Find(a, LeastScore)
	precision := precisionOf(&m)
	if outcome != Found || precision <= data.PrecisionCommune {
		if found, ok := f.nationally(a); ok {
			return found, true
		}
	}
	return data.Found{Position: data.Position{Point: m.Point, Precision: precision}, Label: m.Label, Score: m.Score}, outcome == Found
}

// nationally asks the national geocoder.
func (f *finder) nationally(a data.Address) (data.Found, bool) {
	if f.ask == nil || f.err != nil || fold.Text(a.Text) == "" {
		return data.Found{}, false
	}
	answers, err := f.ask([]data.Address{a})
	if err != nil {
		f.err = err
		return data.Found{}, false
	}
	g := answers[0]
	if g.Status != GeocodedOK || g.Score < LeastNational || g.Precision <= data.PrecisionCommune || !f.seek(a, LeastScore).within(g.CommuneCode, g.Commune, g.PostalCode) {
		return data.Found{}, false
	}
	return data.Found{Position: data.Position{Point: g.Point, Precision: g.Precision}, Label: g.Label, Score: g.Score}, true
}
