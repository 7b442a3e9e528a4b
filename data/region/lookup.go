package region

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/internal/fold"
)

// Lookup finds whole addresses, as records and tables have them, in a region's
// gazetteer. Everyone may ask at once.
type Lookup struct {
	places       *gazetteer.Gazetteer
	ds           *data.Dataset
	departements map[string]bool // that have communes here, as postal codes begin
}

// NewLookup looks up in the gazetteer of a Dataset.
func NewLookup(places *gazetteer.Gazetteer, ds *data.Dataset) *Lookup {
	l := &Lookup{places, ds, make(map[string]bool)}
	for i := range ds.Territories {
		if t := &ds.Territories[i]; t.Kind == data.KindCommune {
			l.departements[data.PostalDepartement(t.Code)] = true
		}
	}
	return l
}

// Outcome is how a lookup ends.
type Outcome uint8

// The outcomes.
const (
	NotFound  Outcome = iota // nothing agrees well enough
	Found                    // one place
	Ambiguous                // as good in several communes, and the address tells none
	Empty                    // the address says nothing
)

// Find finds what an address leads to: its house, street or lieu-dit with a
// score of least or more, else the commune it names. What is found lies where the address says:
// in the commune of its code; where it tells none, in the commune of its city's name and the postal code's
// département; where it tells no city, under its postal code. An address of another region's commune is not found.
func (l *Lookup) Find(a data.Address, least float64) (gazetteer.Match, Outcome) {
	s := l.seek(a, least)
	if !s.told && !s.declared {
		return gazetteer.Match{}, Empty
	}
	if s.elsewhere {
		return gazetteer.Match{}, NotFound
	}
	if m, outcome := s.address(); outcome != NotFound {
		return m, outcome
	}
	return s.commune()
}

// sought is an address that is looked up.
type sought struct {
	*Lookup
	text   string // number and street
	postal string
	city   string // as it is written
	code   string // the commune's, empty where the region knows none of that code
	least  float64

	told      bool // there is a text
	declared  bool // it is told apart from the text where it is
	elsewhere bool // by the code, in a département of another region
	towns     []string
}

func (l *Lookup) seek(a data.Address, least float64) *sought {
	s := &sought{Lookup: l, least: least, postal: strings.TrimSpace(a.PostalCode), city: data.TrimCedex(a.City)}
	s.text = mailOnly.ReplaceAllString(a.Text, " ")
	if code := todaysCity(strings.ToUpper(strings.TrimSpace(a.CommuneCode))); l.name(code) != "" {
		s.code = code
	} else {
		s.elsewhere = cityCode.MatchString(code) && !l.departements[data.PostalDepartement(code)]
	}
	if fold.Text(s.city) == "" {
		s.city = ""
	}
	s.told, s.declared = fold.Text(s.text) != "", s.code != "" || s.postal != "" || s.city != ""
	return s
}

// todaysCity is a commune's code, the city's for an arrondissement.
func todaysCity(code string) string { return cmp.Or(data.ArrondissementCity(code), code) }

// name is that of the commune of a code, empty where the region has none.
func (l *Lookup) name(code string) string {
	i, ok := l.ds.TerritoryByCode(data.KindCommune, code)
	if !ok {
		return ""
	}
	return l.ds.Territories[i].Name
}

// address looks for the number and the street: by the whole text, then by its
// parts, since one names the building and another the floor. The finest answer
// is kept, of like ones the first.
func (s *sought) address() (best gazetteer.Match, outcome Outcome) {
	parts := []string{s.text}
	if s.declared {
		parts = append(parts, addressParts.Split(s.text, maxParts)...)
	}
	for k, part := range parts {
		if k == 1 && len(parts) == 2 {
			break // the text itself once more
		}
		if s.saysNoMore(part) {
			continue
		}
		found, how := s.part(part)
		if how == Ambiguous && outcome == NotFound || how == Found && (outcome != Found || precisionOf(&found) > precisionOf(&best)) {
			best, outcome = found, how
		}
		if outcome == Found && best.Kind == gazetteer.KindHouse {
			break
		}
	}
	return best, outcome
}

// What parts the lines of an address, and how many are looked at.
var addressParts = regexp.MustCompile(`[,;()/\n]| [-–] `)

const maxParts = 6

// mailOnly are the parts of an address that only the post reads.
var mailOnly = regexp.MustCompile(`(?i)\b(?:B\.?P|C\.?S|TSA)\.? *\d+|\bcedex\b(?: *\d+)?`)

// houseNumber is what an address begins with: "12", "12 bis", "12-14".
var houseNumber = regexp.MustCompile(`(?i)^\s*(?:n° *)?\d+(?: *- *\d+)? *(?:bis|ter|quater|[a-d]\b)?[ ,]+`)

// saysNoMore tells whether a part of an address is but its city, with or without
// the postal code: "Corte" is no street, though a street be named after it.
func (s *sought) saysNoMore(part string) bool {
	part = fold.Text(strings.TrimPrefix(strings.TrimSpace(part), s.postal))
	return part == "" || s.declared && (part == fold.Text(s.city) || part == fold.Text(s.name(s.code)))
}

// part looks for one part of an address in the place the address names; and last
// for the street alone, of which the number may not be known.
func (s *sought) part(text string) (gazetteer.Match, Outcome) {
	wheres := s.wheres()
	var queries []string
	for _, where := range wheres {
		queries = append(queries, text+" "+where)
	}
	if street := houseNumber.ReplaceAllString(text, ""); street != text && fold.Text(street) != "" {
		queries = append(queries, street+" "+wheres[len(wheres)-1])
	}
	for _, query := range queries {
		found := s.places.Search(gazetteer.Query{Text: query, Whole: true})
		i := slices.IndexFunc(found, s.fits)
		if i < 0 {
			continue
		}
		if s.declared || !elsewhere(found[i], found[i+1:]) {
			return found[i], Found
		}
		return gazetteer.Match{}, Ambiguous
	}
	return gazetteer.Match{}, NotFound
}

// fits tells whether a place can be what is sought. A commune can, of a text that
// is all the address says.
func (s *sought) fits(m gazetteer.Match) bool {
	precision := precisionOf(&m)
	finer := precision > data.PrecisionCommune || precision == data.PrecisionCommune && !s.declared
	return m.Score >= s.least && finer && s.within(m.CommuneCode, m.Commune, m.PostalCode)
}

// asGood is by how much less a place may agree with an address and still be meant.
const asGood = 0.02

// elsewhere tells whether another commune has as good a match.
func elsewhere(best gazetteer.Match, others []gazetteer.Match) bool {
	return slices.ContainsFunc(others, func(m gazetteer.Match) bool {
		return m.Score >= best.Score-asGood && m.CommuneCode != best.CommuneCode && precisionOf(&m) == precisionOf(&best)
	})
}

// wheres are the ways to say where the street is, the surest first: with the
// commune's own name, then the city as it is written, which may be a commune
// since merged; then without the postal code, which may be that of business mail.
func (s *sought) wheres() []string {
	own := cmp.Or(s.name(s.code), s.city)
	var out []string
	for _, where := range []string{s.postal + " " + own, s.postal + " " + s.city, own, s.city} {
		if where = strings.TrimSpace(where); !slices.Contains(out, where) && (where != "" || len(out) == 0) {
			out = append(out, where)
		}
	}
	return out
}

// within tells whether what was found lies where the address says. A postal code
// says less than a city: of two villages under one code, each has a road named after the other.
func (s *sought) within(code, commune, postal string) bool {
	switch {
	case !s.declared:
		return true
	case s.code != "":
		return todaysCity(code) == s.code
	case s.city != "" && fold.Text(commune) == fold.Text(s.city):
		return s.delivered(code, postal)
	case s.city != "" && s.town() != "":
		return code == s.town()
	default:
		return postal != "" && postal == s.postal
	}
}

// delivered tells whether mail of the address's postal code, if it has one, may
// go to a place: the code is of its commune's département, or of that of its own
// postal code, though it may be one of business mail. Towns of one name are in many départements.
func (s *sought) delivered(commune, postal string) bool {
	if !postalCode.MatchString(s.postal) {
		return true
	}
	from := data.PostalDepartement(s.postal)
	return from == data.PostalDepartement(commune) || from == data.PostalDepartement(postal)
}

// town is the code of the commune that the city leads to, empty for none: the
// city may be written otherwise, or be a commune since merged.
func (s *sought) town() string {
	if s.towns == nil {
		m, _ := s.commune()
		s.towns = []string{m.CommuneCode}
	}
	return s.towns[0]
}

// commune is the commune of the code or of the city, which may be one since
// merged. What the text alone says is not enough: a street may bear a commune's name.
func (s *sought) commune() (gazetteer.Match, Outcome) {
	wheres := s.wheres()
	switch {
	case s.code != "":
		wheres = append(wheres, s.code)
	case s.city == "":
		return gazetteer.Match{}, NotFound
	}
	for _, kind := range []gazetteer.Kind{gazetteer.KindCommune, gazetteer.KindLocality} {
		for _, where := range wheres {
			found := slices.DeleteFunc(s.places.Search(gazetteer.Query{Text: where, Whole: true}), func(m gazetteer.Match) bool {
				return m.Kind != kind || m.Score < s.least || s.code != "" && m.CommuneCode != s.code ||
					s.code == "" && !s.delivered(m.CommuneCode, m.PostalCode)
			})
			switch {
			case len(found) > 1 && found[1].Score == found[0].Score && found[1].CommuneCode != found[0].CommuneCode:
				return gazetteer.Match{}, Ambiguous // two of one name
			case len(found) > 0:
				return found[0], Found
			}
		}
		if s.code != "" {
			break // the commune itself is known
		}
	}
	return gazetteer.Match{}, NotFound
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
