package data

import (
	"slices"

	"maillage/say"
)

// Level is one of the two levels of the Service public régional de l'orientation (SPRO).
type Level uint8

// The two levels, and its absence where neither the source nor the catalogue tells.
const (
	LevelUnknown        Level = 0
	LevelAccueil        Level = 1 // accueil-information: everyone, everywhere
	LevelAccompagnement Level = 2 // conseil-accompagnement: by audience
)

// Label says what one gets at this level, in plain words.
func (l Level) Label() say.Text {
	switch l {
	case LevelAccueil:
		return say.T("Premier accueil et information", "First welcome and information")
	case LevelAccompagnement:
		return say.T("Conseil et accompagnement", "Advice and support")
	default:
		return say.T("Niveau non précisé", "Level not stated")
	}
}

// Audience is a code of data.inclusion's vocabulary "publics", or one of ours in the same form.
type Audience string

// AudienceAll serves everyone: a service open to it matches any audience asked for.
const AudienceAll Audience = "tous-publics"

// Reception is a code of data.inclusion's vocabulary "modes_accueil".
type Reception string

// The two receptions.
const (
	ReceptionOnSite Reception = "en-presentiel"
	ReceptionRemote Reception = "a-distance"
)

// Term is one code of a vocabulary with our own words for it.
type Term struct {
	Code  string
	Label say.Text
}

// Audiences is data.inclusion v1's vocabulary "publics", and after it the
// audiences that only guidance distinguishes (cadres, lyceens, salaries).
func Audiences() []Term { return slices.Clone(audiences) }

var audiences = []Term{
	{"tous-publics", say.T("tous publics", "everyone")},
	{"actifs", say.T("personnes en activité", "people in work")},
	{"beneficiaires-des-minimas-sociaux", say.T("bénéficiaires de minima sociaux", "people on minimum benefits")},
	{"demandeurs-emploi", say.T("demandeurs d'emploi", "job seekers")},
	{"etudiants", say.T("étudiants", "students")},
	{"familles", say.T("familles", "families")},
	{"femmes", say.T("femmes", "women")},
	{"jeunes", say.T("jeunes", "young people")},
	{"personnes-en-situation-de-handicap", say.T("personnes en situation de handicap", "disabled people")},
	{"personnes-en-situation-durgence", say.T("personnes en situation d'urgence", "people in an emergency")},
	{"personnes-en-situation-juridique-specifique", say.T("personnes en situation juridique spécifique", "people in a specific legal situation")},
	{"personnes-exilees", say.T("personnes exilées", "exiled people")},
	{"residents-qpv-frr", say.T("habitants d'un quartier prioritaire ou d'une zone rurale à revitaliser", "residents of a priority area")},
	{"seniors", say.T("seniors", "older people")},
	{"cadres", say.T("cadres", "managers and executives")},
	{"lyceens", say.T("collégiens et lycéens", "secondary-school pupils")},
	{"salaries", say.T("salariés", "employees")},
}

// Receptions is data.inclusion v1's vocabulary "modes_accueil".
func Receptions() []Term { return slices.Clone(receptions) }

var receptions = []Term{
	{string(ReceptionOnSite), say.T("sur place", "on site")},
	{string(ReceptionRemote), say.T("à distance", "remotely")},
}

// LabelOf is a code's label in a vocabulary, the code itself where it has none.
func LabelOf(terms []Term, code string) say.Text {
	for _, t := range terms {
		if t.Code == code {
			return t.Label
		}
	}
	return say.Same(code)
}

// Precision tells how well a position is known.
type Precision uint8

// From nothing known to the house itself; a larger Precision is a finer one.
const (
	PrecisionUnknown  Precision = iota
	PrecisionCommune            // the commune's centre: kilometres
	PrecisionLocality           // a hamlet or lieu-dit: hundreds of metres
	PrecisionStreet             // somewhere on the street
	PrecisionHouse              // the house number
)

var precisions = [...]string{"unknown", "commune", "locality", "street", "house"}

// String is the precision's code.
func (p Precision) String() string {
	if int(p) < len(precisions) {
		return precisions[p]
	}
	return precisions[0]
}

// MarshalText writes the code.
func (p Precision) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Accessibility tells whether a site can be entered in a wheelchair.
type Accessibility uint8

// What the source says; silence is Unknown and matches no filter.
const (
	AccessibilityUnknown Accessibility = iota
	Accessible
	NotAccessible
)

// LevelOfType is the level that data.inclusion's service type tells: information
// is the first, accompagnement the second, every other type leaves it to the
// network's entry in the catalogue.
func LevelOfType(kind string) Level {
	switch kind {
	case "information":
		return LevelAccueil
	case "accompagnement":
		return LevelAccompagnement
	default:
		return LevelUnknown
	}
}
