package data

import (
	"cmp"
	"slices"

	"maillage/say"
)

// Network is a réseau porteur: an operator of the SPRO whose structures receive people.
type Network struct {
	Code   NetworkCode
	FR, EN string // its name, for people
	Offers []Offer
	// Everywhere says that every département has it: its absence from one is a defect of the sources.
	Everywhere bool
}

// Offer is what a network offers wherever its source does not say better.
type Offer struct {
	Level     Level
	Audiences []Audience
}

// Label is the network's name.
func (n Network) Label() say.Text { return say.T(n.FR, n.EN) }

// Catalogue lists the networks whose structures count.
type Catalogue struct{ networks []Network }

// SPRO is the catalogue of the networks that take part in the Service public
// régional de l'orientation everywhere in France. Codes are those of
// data.inclusion's vocabulary "reseaux_porteurs" where it has one, ours in the same form elsewhere
// (apec, cci, cibc, cio, cma, scuio, transitions-pro). A Region adds its own in its recipe.
func SPRO() *Catalogue { return &Catalogue{slices.Clone(sproNetworks)} }

// Extend adds networks, replacing those of the same code.
func (c *Catalogue) Extend(networks ...Network) {
	for _, n := range networks {
		if i := slices.IndexFunc(c.networks, func(m Network) bool { return m.Code == n.Code }); i >= 0 {
			c.networks[i] = n
		} else {
			c.networks = append(c.networks, n)
		}
	}
}

// Find returns the network of a code.
func (c *Catalogue) Find(code NetworkCode) (Network, bool) {
	if i := slices.IndexFunc(c.networks, func(m Network) bool { return m.Code == code }); i >= 0 {
		return c.networks[i], true
	}
	return Network{}, false
}

// Networks lists the networks by code.
func (c *Catalogue) Networks() []Network {
	out := slices.Clone(c.networks)
	slices.SortFunc(out, func(a, b Network) int { return cmp.Compare(a.Code, b.Code) })
	return out
}

// services are what a structure of these networks offers when its source lists no services.
func (c *Catalogue) services(codes []NetworkCode) []Service {
	var out []Service
	for _, code := range codes {
		n, _ := c.Find(code)
		for _, o := range n.Offers {
			out = append(out, Service{
				ID:         string(code) + "-" + string('0'+rune(o.Level)),
				Level:      o.Level,
				Audiences:  o.Audiences,
				Receptions: []Reception{ReceptionOnSite},
			})
		}
	}
	return out
}

func offers(level1, level2 []Audience) []Offer {
	var out []Offer
	if level1 != nil {
		out = append(out, Offer{LevelAccueil, level1})
	}
	if level2 != nil {
		out = append(out, Offer{LevelAccompagnement, level2})
	}
	return out
}

// Whether a network is in every département.
const everywhere, somewhere = true, false

var everyone = []Audience{AudienceAll}

var sproNetworks = []Network{
	{"afpa", "AFPA", "AFPA (adult vocational training)", offers(everyone, []Audience{"demandeurs-emploi", "salaries"}), somewhere},
	{"apec", "APEC", "APEC (executive employment)", offers(nil, []Audience{"cadres"}), somewhere},
	{"cap-emploi-reseau-cheops", "Cap emploi", "Cap emploi (employment of disabled people)", offers(nil, []Audience{"personnes-en-situation-de-handicap"}), everywhere},
	{"cci", "Chambre de commerce et d'industrie", "Chamber of commerce and industry", offers(everyone, nil), somewhere},
	{"cibc", "CIBC (bilans de compétences)", "CIBC (skills assessment)", offers(nil, []Audience{"actifs", "salaries", "demandeurs-emploi"}), somewhere},
	{"cidff", "CIDFF (droits des femmes et des familles)", "CIDFF (rights of women and families)", offers(everyone, []Audience{"femmes"}), somewhere},
	{"cio", "Centre d'information et d'orientation (CIO)", "Guidance and information centre (CIO)", offers(everyone, []Audience{"lyceens", "etudiants", "jeunes"}), everywhere},
	{"cma", "Chambre de métiers et de l'artisanat", "Chamber of trades and crafts", offers(everyone, nil), somewhere},
	{"cnam", "CNAM", "CNAM (lifelong higher education)", offers(everyone, []Audience{"actifs", "salaries"}), somewhere},
	{"ecoles-de-la-deuxieme-chance", "École de la 2ᵉ chance", "Second-chance school", offers(nil, []Audience{"jeunes"}), somewhere},
	{"epide", "EPIDE", "EPIDE (youth insertion centre)", offers(nil, []Audience{"jeunes"}), somewhere},
	{"france-service", "France services", "France services", offers(everyone, nil), everywhere},
	{"france-travail", "France Travail", "France Travail (public employment service)", offers(everyone, []Audience{"demandeurs-emploi"}), everywhere},
	{"maisons-de-l-emploi", "Maison de l'emploi", "Employment centre", offers(everyone, nil), somewhere},
	{"mission-locale", "Mission locale", "Mission locale (16–25 year-olds)", offers([]Audience{"jeunes"}, []Audience{"jeunes"}), everywhere},
	{"plie", "PLIE", "PLIE (local insertion plan)", offers(nil, []Audience{"demandeurs-emploi", "beneficiaires-des-minimas-sociaux"}), somewhere},
	{"reseau-app", "Atelier de pédagogie personnalisée (APP)", "Personalised learning workshop (APP)", offers(everyone, nil), somewhere},
	{"reseau-information-jeunesse", "Information Jeunesse (CRIJ, BIJ, PIJ)", "Youth information centre", offers([]Audience{"jeunes"}, nil), somewhere},
	{"scuio", "Service d'orientation de l'université (SCUIO)", "University guidance service (SCUIO)", offers([]Audience{"etudiants", "lyceens"}, []Audience{"etudiants"}), somewhere},
	{"transitions-pro", "Transitions Pro", "Transitions Pro (career change)", offers(nil, []Audience{"salaries"}), somewhere},
}
