package region

import (
	"regexp"
	"slices"
	"strings"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/internal/fold"
)

// leastScore is how well a place must agree with an address to stand for it.
// docs/method/data-quality.md tells how it was chosen.
const leastScore = 0.88

// leastNational is the same of the national geocoder's own score.
const leastNational = 0.6

// finder finds the addresses of records without a position: the build's data.Locator.
type finder struct {
	places   *gazetteer.Gazetteer
	communes *listing
	// ask asks the national geocoder, nil where the recipe names none or nothing is to be downloaded.
	ask func(a []data.Address) ([]Geocoded, error)
	err error // of the geocoder; it is not asked again
}

// Locate looks for the house, the street or the lieu-dit, here and then at the
// national geocoder; and for the commune where there is none. What it finds lies
// in the commune that the record declares.
func (f *finder) Locate(a data.Address) (data.Found, bool) {
	if found, ok := f.address(a); ok {
		return found, true
	}
	if found, ok := f.nationally(a); ok {
		return found, true
	}
	return f.commune(a)
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
	if g.Status != GeocodedOK || g.Score < leastNational || g.Precision <= data.PrecisionCommune || !f.within(g.CommuneCode, g.Commune, g.PostalCode, a) {
		return data.Found{}, false
	}
	return data.Found{Position: data.Position{Point: g.Point, Precision: g.Precision}, Label: g.Label, Score: g.Score}, true
}

// mailOnly are the parts of an address that only the post reads.
var mailOnly = regexp.MustCompile(`(?i)\b(?:B\.?P|C\.?S|TSA)\.? *\d+|\bcedex\b(?: *\d+)?`)

// address looks for the number and the street: by the whole text, then by its
// parts, since one names the building and another the floor. The finest answer
// is kept, of like ones the best and then the first.
func (f *finder) address(a data.Address) (best data.Found, ok bool) {
	text := mailOnly.ReplaceAllString(a.Text, " ")
	for _, part := range append([]string{text}, addressParts.Split(text, maxParts)...) {
		if f.saysNoMore(part, a) {
			continue
		}
		found, sure := f.part(part, a)
		if sure && (!ok || found.Position.Precision > best.Position.Precision) {
			best, ok = found, true
		}
	}
	return best, ok
}

// saysNoMore tells whether a part of an address is but its city, with or without
// the postal code: "Corte" is no street, though a street be named after it.
func (f *finder) saysNoMore(part string, a data.Address) bool {
	part = fold.Text(strings.TrimPrefix(strings.TrimSpace(part), strings.TrimSpace(a.PostalCode)))
	return part == "" || part == fold.Text(f.city(a)) || part == fold.Text(a.City)
}

// What parts the lines of an address, and how many are looked at.
var addressParts = regexp.MustCompile(`[,;()/\n]| [-–] `)

const maxParts = 6

// houseNumber is what an address begins with: "12", "12 bis", "12-14".
var houseNumber = regexp.MustCompile(`(?i)^\s*(?:n° *)?\d+(?: *- *\d+)? *(?:bis|ter|quater|[a-d]\b)?[ ,]+`)

// part looks for one part of an address in the place the record names: with its
// postal code, then without; and last for the street alone, of which the number may not be known.
func (f *finder) part(text string, a data.Address) (data.Found, bool) {
	city := f.city(a)
	queries := []string{text + " " + a.PostalCode + " " + city, text + " " + city}
	if street := houseNumber.ReplaceAllString(text, ""); street != text {
		queries = append(queries, street+" "+city)
	}
	for _, query := range queries {
		for _, m := range f.places.Search(gazetteer.Query{Text: query, Whole: true}) {
			if precision := precisionOf(&m); m.Score >= leastScore && precision > data.PrecisionCommune && f.within(m.CommuneCode, m.Commune, m.PostalCode, a) {
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

// within tells whether what was found lies where the record says: in its commune
// or, where it tells no code of one, under its postal code or in a commune of that name.
func (f *finder) within(code, commune, postal string, a data.Address) bool {
	if f.communes.knows(a.CommuneCode) {
		return code == a.CommuneCode
	}
	return postal != "" && postal == strings.TrimSpace(a.PostalCode) || fold.Text(commune) == fold.Text(f.city(a))
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
	for _, where := range []string{a.PostalCode + " " + f.city(a), f.city(a)} {
		matches := slices.DeleteFunc(f.places.Search(gazetteer.Query{Text: where, Whole: true}), func(m gazetteer.Match) bool {
			return m.Kind != gazetteer.KindCommune || m.Score < leastScore
		})
		if len(matches) > 1 && matches[1].Score == matches[0].Score && matches[1].CommuneCode != matches[0].CommuneCode {
			return data.Found{}, false // two of one name
		}
		if len(matches) > 0 {
			m := &matches[0]
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
