package demo

import "maillage/data"

// office is how a network settles in the region.
type office struct {
	network data.NetworkCode
	name    string // of each, before its place's
	city    int    // in the city
	towns   int    // one in each of this many towns, the largest first
	bourgs  int    // one in each of this many bourgs
	rounds  int    // permanences in this many smaller places, held from the city or a town
	remote  bool   // also advises at a distance
	hours   []string
}

// Hours as sources write them: OSM's syntax, French, or nothing.
var (
	officeHours = []string{"Mo-Fr 09:00-12:00,13:30-17:00", "Mo-Th 08:30-12:30,13:30-16:30; Fr 08:30-12:30",
		"Mo-We,Fr 09:00-12:30,14:00-17:00; Th 14:00-18:00", "Mo-Fr 08:30-12:15,13:15-16:15", ""}
	schoolHours = []string{"Mo-Fr 09:00-12:00,13:30-17:00; SH Tu,Th 09:00-12:00", "Mo-Fr 08:30-12:00,13:00-17:30; PH off"}
	deskHours   = []string{"Mo-Fr 09:00-12:00,13:30-17:00", "Mo,Tu,Th 09:00-12:00,14:00-17:00; We,Fr 09:00-12:00",
		"Mo-Fr 08:45-12:15,13:30-16:45; Sa 09:00-12:00", "Tu-Sa 09:00-12:00; We 14:00-17:30", "Du lundi au vendredi de 9h00 à 12h00 et de 14h00 à 17h00"}
	roundHours = []string{"We[2,4] 14:00-17:00", "Le premier mardi du mois de 9h00 à 12h00", "Th 09:00-12:00",
		"Les deuxième et quatrième jeudis du mois de 14h00 à 17h00", "Mo[1,3] 09:00-12:00", "Tous les mardis de 9h30 à 12h30",
		"Fr 13:30-16:30", "", "Tu[1] 09:30-12:00; Tu[3] 14:00-17:00"}
)

var offices = []office{
	{"france-travail", "Agence France Travail", 3, 4, 0, 0, true, officeHours},
	{"mission-locale", "Mission locale", 2, 4, 0, 16, false, officeHours},
	{"cap-emploi-reseau-cheops", "Cap emploi", 1, 2, 0, 3, false, officeHours},
	{"france-service", "France services", 3, 5, 12, 0, false, deskHours},
	{"cio", "CIO", 2, 4, 0, 0, false, schoolHours},
	{"reseau-information-jeunesse", "Information Jeunesse", 2, 3, 1, 0, false, deskHours},
	{"apec", "APEC", 1, 0, 0, 0, true, officeHours},
	{"cci", "Chambre de commerce et d'industrie", 1, 2, 0, 0, false, officeHours},
	{"cma", "Chambre de métiers et de l'artisanat", 1, 2, 0, 0, false, officeHours},
	{"cidff", "CIDFF", 1, 1, 0, 5, false, officeHours},
	{"cibc", "CIBC", 1, 1, 0, 2, true, officeHours},
	{"afpa", "AFPA", 1, 1, 0, 0, false, officeHours},
	{"transitions-pro", "Transitions Pro", 1, 0, 0, 0, true, officeHours},
	{"ecoles-de-la-deuxieme-chance", "École de la 2ᵉ chance", 1, 1, 0, 0, false, officeHours},
	{"scuio", "Service d'orientation de l'université", 1, 0, 0, 0, true, schoolHours},
	{"epide", "EPIDE", 0, 1, 0, 0, false, officeHours},
	{"maisons-de-l-emploi", "Maison de l'emploi", 1, 2, 0, 0, false, officeHours},
	{"plie", "PLIE", 1, 2, 0, 0, false, officeHours},
	{"cnam", "CNAM", 1, 0, 0, 0, true, officeHours},
	{"reseau-app", "Atelier de pédagogie personnalisée", 1, 2, 0, 0, false, officeHours},
}

// officesOf lists how every network of a catalogue settles; one that is not
// told of above has a single office in the city.
func officesOf(c *data.Catalogue) []office {
	list := append([]office(nil), offices...)
	told := make(map[data.NetworkCode]bool)
	for _, o := range offices {
		told[o.network] = true
	}
	for _, n := range c.Networks() {
		if !told[n.Code] {
			list = append(list, office{network: n.Code, name: n.FR, city: 1, hours: officeHours})
		}
	}
	return list
}
