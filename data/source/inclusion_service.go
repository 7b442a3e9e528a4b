package source

import (
	"slices"
	"strings"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo"
)

// inclusionServices makes services of records, checked against the vocabularies.
type inclusionServices struct {
	reporter
	seen    map[string]bool // ids of the services of structures that are kept
	orphans *ledger         // services of no structure: beside the services of all France there are more than anyone reads
	unread  *ledger

	audiences, receptions, types []string
}

// elsewhereMetres is how far from its structure a service may be placed before it is said.
const elsewhereMetres = 1000

func newInclusionServices(r reporter) *inclusionServices {
	return &inclusionServices{
		reporter: r, seen: make(map[string]bool), orphans: newLedger(r, toldOneByOne), unread: newLedger(r, toldOneByOne),
		audiences: codesOf(data.Audiences()), receptions: codesOf(data.Receptions()),
		types: []string{"accompagnement", "aide-financiere", "aide-materielle", "atelier", "formation", "information"},
	}
}

func codesOf(terms []data.Term) []string {
	codes := make([]string, len(terms))
	for i, t := range terms {
		codes[i] = t.Code
	}
	return codes
}

type inclusionService struct {
	ID          loose     `json:"id"`
	StructureID loose     `json:"structure_id"`
	Name        loose     `json:"nom"`
	Type        loose     `json:"type"`
	Audiences   looseList `json:"publics"`
	Receptions  looseList `json:"modes_accueil"`
	Zones       codeList  `json:"zone_eligibilite"`
	Hours       loose     `json:"horaires_accueil"`
	Longitude   loose     `json:"longitude"`
	Latitude    loose     `json:"latitude"`
}

// service gives a service to its structure, or tells why not. A service whose
// structure is there but not kept needs no word: its structure had it.
func (in *inclusion) service(n int, s *inclusionService, readable bool) {
	of := in.services
	if !readable || s.ID == "" && s.StructureID == "" {
		of.unread.note(data.DefectUnreadable, placeID("fiche", n), "", "", false)
		return
	}
	structure := s.StructureID.line()
	id := s.ID.line()
	if id == "" {
		id = contentID(s.Name.line(), structure)
	}
	at, ok := in.at[structure]
	if !ok {
		if _, left := slices.BinarySearch(in.left, hashID(structure)); !left {
			of.orphans.note(data.DefectServiceOrphan, id, "structure_id", shorten(structure), false)
		}
		return
	}
	if of.once(of.seen, id, "id") {
		place := &in.kept[at]
		service := of.service(id, s, in.networkLevel(place))
		place.Services = append(place.Services, service)
		if service.OnSite() {
			of.checkPlace(id, s, place)
		}
	}
}

// networkLevel is the level of the first thing the structure's first network offers.
func (in *inclusion) networkLevel(place *data.StructureRecord) data.Level {
	network, _ := in.builder.Catalogue().Find(place.Networks[0])
	if len(network.Offers) == 0 {
		return data.LevelUnknown
	}
	return network.Offers[0].Level
}

func (of *inclusionServices) service(id string, s *inclusionService, otherwise data.Level) data.Service {
	out := data.Service{
		ID: id, Name: s.Name.line(), Level: data.LevelOfType(s.Type.text()),
		Hours:       hours.Text{Raw: oneLine(s.Hours.text(), " ; ")},
		Eligibility: of.eligibility(id, "zone_eligibilite", s.Zones),
	}
	if out.Level == data.LevelUnknown {
		out.Level = otherwise
	}
	if s.Type != "" {
		of.known(id, "type", []string{s.Type.text()}, of.types)
	}
	for _, code := range of.known(id, "publics", s.Audiences, of.audiences) {
		out.Audiences = append(out.Audiences, data.Audience(code))
	}
	for _, code := range of.known(id, "modes_accueil", s.Receptions, of.receptions) {
		out.Receptions = append(out.Receptions, data.Reception(code))
	}
	return out
}

// known keeps of a list the codes of its vocabulary, each once, in the vocabulary's words.
func (of *inclusionServices) known(id, field string, codes, vocabulary []string) []string {
	var out []string
	for _, code := range codes {
		i := slices.Index(vocabulary, code)
		if i >= 0 && !slices.Contains(out, code) {
			out = append(out, vocabulary[i])
		}
	}
	for _, code := range codes {
		if !slices.Contains(vocabulary, code) {
			of.report(data.DefectUnknownValue, data.Corrected, id, field, shorten(code), strings.Join(out, ", "))
		}
	}
	return out
}

// checkPlace tells of a service that is received far from its structure, where it is left.
func (of *inclusionServices) checkPlace(id string, s *inclusionService, place *data.StructureRecord) {
	own := spot{"longitude", "latitude", s.Longitude.text(), s.Latitude.text()}
	p, kind := own.point()
	told := (kind == "" || kind == data.DefectDecimalComma) && onEarth(p) && onEarth(place.Position.Point)
	if told && geo.Metres(p, place.Position.Point) > elsewhereMetres {
		of.report(data.DefectServiceElsewhere, data.Kept, id, own.field(), own.value(), sayPoint(place.Position.Point))
	}
}
