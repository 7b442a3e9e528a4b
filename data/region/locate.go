package region

import (
	"regexp"
	"strings"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/internal/fold"
)

// leastScore is how well a place must agree with an address to stand for it.
// docs/method/data-quality.md tells how it was chosen.
const leastScore = 0.75

// finder finds the addresses of records without a position: the build's data.Locator.
type finder struct {
	places   *gazetteer.Gazetteer
	communes *listing
}

// Locate looks for the house, the street or the lieu-dit, and for the commune
// where there is none. What it finds lies in the commune that the record declares.
func (f *finder) Locate(a data.Address) (data.Found, bool) {
	if found, ok := f.address(a); ok {
		return found, true
	}
	return f.commune(a)
}

// mailOnly are the parts of an address that only the post reads.
var mailOnly = regexp.MustCompile(`(?i)\b(?:B\.?P|C\.?S|TSA)\.? *\d+|\bcedex\b(?: *\d+)?`)

// address looks for the number and the street.
func (f *finder) address(a data.Address) (data.Found, bool) {
	text := mailOnly.ReplaceAllString(a.Text, " ")
	if fold.Text(text) == "" {
		return data.Found{}, false
	}
	city := f.city(a)
	for _, where := range []string{a.PostalCode + " " + city, city} {
		for _, m := range f.places.Search(gazetteer.Query{Text: text + " " + where, Whole: true}) {
			if precision := precisionOf(&m); m.Score >= leastScore && precision > data.PrecisionCommune && f.within(&m, a) {
				return data.Found{Position: data.Position{Point: m.Point, Precision: precision}, Label: m.Label, Score: m.Score}, true
			}
		}
	}
	return data.Found{}, false
}

// city is the commune's own name where the record tells its code, else the city as it is written.
func (f *finder) city(a data.Address) string {
	if i, ok := f.communes.ds.TerritoryByCode(data.KindCommune, a.CommuneCode); ok {
		return f.communes.ds.Territories[i].Name
	}
	return data.TrimCedex(a.City)
}

// within tells whether a match lies where the record says: in its commune or,
// where it tells none, under its postal code or in a commune of that name.
func (f *finder) within(m *gazetteer.Match, a data.Address) bool {
	if _, known := f.communes.ds.TerritoryByCode(data.KindCommune, a.CommuneCode); known {
		return m.CommuneCode == a.CommuneCode
	}
	return m.PostalCode != "" && m.PostalCode == strings.TrimSpace(a.PostalCode) || fold.Text(m.Commune) == fold.Text(f.city(a))
}

// commune is the commune that the record declares, by its code or by its name.
func (f *finder) commune(a data.Address) (data.Found, bool) {
	if p, ok := f.communes.points[a.CommuneCode]; ok {
		i, _ := f.communes.ds.TerritoryByCode(data.KindCommune, a.CommuneCode)
		return data.Found{Position: data.Position{Point: p, Precision: data.PrecisionCommune}, Label: f.communes.ds.Territories[i].Name, Score: 1}, true
	}
	if fold.Text(a.City) == "" {
		return data.Found{}, false
	}
	for _, m := range f.places.Search(gazetteer.Query{Text: a.PostalCode + " " + f.city(a), Whole: true}) {
		if m.Kind == gazetteer.KindCommune && m.Score >= leastScore {
			return data.Found{Position: data.Position{Point: m.Point, Precision: data.PrecisionCommune}, Label: m.Label, Score: m.Score}, true
		}
	}
	return data.Found{}, false
}

// precisionOf is how precisely a match tells where something is; unknown for what is no address.
func precisionOf(m *gazetteer.Match) data.Precision {
	switch m.Kind {
	case gazetteer.KindHouse:
		return data.PrecisionHouse
	case gazetteer.KindStreet:
		return data.PrecisionStreet
	case gazetteer.KindLocality:
		return data.PrecisionLocality
	case gazetteer.KindCommune:
		return data.PrecisionCommune
	default:
		return data.PrecisionUnknown
	}
}
