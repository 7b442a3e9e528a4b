package source

import (
	"cmp"
	"context"
	"hash/fnv"
	"io"
	"regexp"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/internal/fold"
)

// InclusionOptions tells ReadInclusion what it reads.
type InclusionOptions struct {
	Options          // of the structures
	Services Options // of the services
}

// ReadInclusion reads the structures of data.inclusion's schema v1 and, unless
// nil, their services: JSON lists, or one object a line. A structure without
// services offers what the catalogue says of its networks. A service is received
// at its structure's place, at its structure's hours where it tells none.
//
// The whole of France may be read for one region: a structure is kept when one
// of its networks is in the catalogue and its position or declared code is
// within the region's reach; the others are counted. Of those only a hash of the
// id is remembered (8 bytes), by which their services are told from services of
// no structure. Communes must have been read before.
//
// Not read: score_qualite and date_maj (neither makes a place nearer),
// thematiques, frais, conditions, modes_mobilisation.
func ReadInclusion(ctx context.Context, structures, services io.Reader, b *data.Builder, opt InclusionOptions) error {
	in := newInclusion(b, opt)
	err := eachObject(ctx, structures, opt.file(structures), []string{"id", "nom", "reseaux_porteurs"}, in.structure)
	if err != nil {
		return err
	}
	if services != nil {
		slices.Sort(in.left)
		err = eachObject(ctx, services, opt.Services.file(services), []string{"id", "structure_id", "nom"}, in.service)
	}
	if err == nil {
		in.flush()
	}
	return err
}

// inclusion gathers the structures that are kept until their services are read.
type inclusion struct {
	reporter // of the structures
	reach    data.Reach
	kept     []data.StructureRecord
	at       map[string]int // id → its place in kept
	left     []uint64       // hashes of the ids of structures that are not kept
	others   *ledger        // structures outside the scope or the region, counted
	unread   *ledger
	services *inclusionServices
}

func newInclusion(b *data.Builder, opt InclusionOptions) *inclusion {
	r := reporter{b, opt.Source}
	return &inclusion{
		reporter: r, reach: b.Reach(), at: make(map[string]int),
		others: newLedger(r, 0), unread: newLedger(r, toldOneByOne), services: newInclusionServices(reporter{b, opt.Services.Source}),
	}
}

type inclusionStructure struct {
	ID            loose     `json:"id"`
	Name          loose     `json:"nom"`
	Address       loose     `json:"adresse"`
	Complement    loose     `json:"complement_adresse"`
	PostalCode    loose     `json:"code_postal"`
	City          loose     `json:"commune"`
	CommuneCode   loose     `json:"code_insee"`
	Longitude     loose     `json:"longitude"`
	Latitude      loose     `json:"latitude"`
	Accessibility loose     `json:"accessibilite_lieu"`
	Email         loose     `json:"courriel"`
	Phone         loose     `json:"telephone"`
	Website       loose     `json:"site_web"`
	Hours         loose     `json:"horaires_accueil"`
	Networks      looseList `json:"reseaux_porteurs"`
	Siret         loose     `json:"siret"`
}

func (s *inclusionStructure) spot() spot {
	return spot{"longitude", "latitude", s.Longitude.text(), s.Latitude.text()}
}

// structure keeps one structure, or tells why not: scope and region first,
// since nobody need mend what is not used.
func (in *inclusion) structure(n int, s *inclusionStructure, readable bool) {
	if !readable || s.ID == "" && s.Name == "" {
		in.unread.note(data.DefectUnreadable, placeID("fiche", n), "", "", false)
		return
	}
	id := s.ID.line()
	if id == "" {
		id = contentID(s.Name.line(), s.Address.line(), s.CommuneCode.text())
	}
	if _, twice := in.at[id]; twice {
		in.report(data.DefectDuplicate, data.LeftOut, id, "id", id, "")
		return
	}
	networks := in.networks(s)
	if len(networks) == 0 || !in.within(s) {
		in.leave(id, s, len(networks) == 0)
		return
	}
	p, ok := in.place(id, s.spot())
	if !ok {
		in.left = append(in.left, hashID(id))
		return
	}
	in.at[id] = len(in.kept)
	in.kept = append(in.kept, in.record(id, s, networks, p))
}

// within tells whether the region's reach may hold the structure.
func (in *inclusion) within(s *inclusionStructure) bool {
	p, _ := s.spot().point() // the zero point where it tells none
	return in.reach.MayHold(p, cmp.Or(s.CommuneCode.text(), s.PostalCode.text()))
}

// leave counts a structure that is not kept.
func (in *inclusion) leave(id string, s *inclusionStructure, outOfScope bool) {
	in.left = append(in.left, hashID(id))
	if !outOfScope {
		in.others.note(data.DefectOutsideRegion, id, "latitude, longitude", s.spot().value(), false)
		return
	}
	value := ""
	if len(s.Networks) > 0 {
		value = shorten(s.Networks[0])
	}
	in.others.note(data.DefectOutOfScope, id, "reseaux_porteurs", value, true)
}

func (in *inclusion) record(id string, s *inclusionStructure, networks []data.NetworkCode, p orb.Point) data.StructureRecord {
	address := s.Address.line()
	r := data.StructureRecord{
		Source: in.source, ID: id, Name: s.Name.line(), Networks: networks,
		Position: data.Position{Point: p, Precision: precisionOf(address)},
		Address:  joinAddress(address, s.Complement.line()), PostalCode: s.PostalCode.line(),
		City:        s.City.line(),
		CommuneCode: s.CommuneCode.text(),
		Accessible:  accessibility(s.Accessibility.text()),
		Siret:       s.Siret.text(), Phone: s.Phone.line(), Email: s.Email.line(), Website: website(s.Website.text()),
	}
	r.Hours = hours.Text{Raw: oneLine(s.Hours.text(), " ; ")}
	return r
}

func joinAddress(street, complement string) string {
	if street == "" || complement == "" {
		return street + complement
	}
	return street + ", " + complement
}

// data.inclusion has one code for the three kinds of chambers; names tell them apart.
const networkChambers = "chambres-consulaires"

var (
	craftsName   = regexp.MustCompile(`\b(?:cma|crma|chambre (?:regionale |departementale )?(?:de |des )?metiers)\b`)
	commerceName = regexp.MustCompile(`\b(?:cci|chambre (?:regionale |departementale )?(?:de |du )?commerce)\b`)
)

// networks are those of a structure that are in the catalogue.
func (in *inclusion) networks(s *inclusionStructure) []data.NetworkCode {
	var out []data.NetworkCode
	for _, written := range s.Networks {
		code := data.NetworkCode(written)
		_, known := in.builder.Catalogue().Find(code)
		if !known && code == networkChambers {
			code = chamberOf(s.Name.text())
			_, known = in.builder.Catalogue().Find(code)
		}
		if known && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

func chamberOf(name string) data.NetworkCode {
	switch folded := fold.Text(name); {
	case craftsName.MatchString(folded):
		return "cma"
	case commerceName.MatchString(folded):
		return "cci"
	default:
		return networkChambers
	}
}

// flush gives the structures, with their services and hours, to the Builder.
func (in *inclusion) flush() {
	for i := range in.kept {
		place := &in.kept[i]
		slices.SortStableFunc(place.Services, func(x, y data.Service) int { return cmp.Compare(x.ID, y.ID) })
		in.settleHours(place)
		in.builder.AddStructure(*place)
	}
	for _, l := range []*ledger{in.others, in.unread, in.services.orphans, in.services.unread} {
		l.flush()
	}
}

// settleHours gives a structure's hours to its services that tell none, and
// says of a place that moves about that they are not those of its position.
// Where none are told at all, data.Builder says so.
func (in *inclusion) settleHours(place *data.StructureRecord) {
	moves := itinerantName.MatchString(fold.Text(place.Name))
	if moves {
		place.Hours = in.elsewhere(data.DefectItinerant, place.ID, "nom", place.Name, place.Hours)
	}
	for i := range place.Services {
		switch s := &place.Services[i]; {
		case !s.Hours.Known():
			s.Hours = place.Hours
		case moves:
			s.Hours = itinerantHours(s.Hours)
		}
	}
}

// hashID is 64 bits of an id, the same on every machine.
func hashID(id string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, id) // a hash takes everything
	return h.Sum64()
}
