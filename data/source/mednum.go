package source

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo"
	"maillage/internal/fold"
	"maillage/say"
)

const networkMissionLocale data.NetworkCode = "mission-locale"

// mednumNetworks gives the network of each type the file knows. Those outside
// the catalogue are left out, unless a recipe extends the catalogue by them.
var mednumNetworks = map[string]data.NetworkCode{
	"Mission locale":          networkMissionLocale,
	"France Services":         networkFranceServices,
	"Conseiller numérique":    "conseillers-numeriques",
	"Espace Public Numérique": "espaces-publics-numeriques",
	"Collectivité":            "communes",
}

// mednumHeadOffice is the type of the regional association of Missions locales, which receives nobody.
const mednumHeadOffice = "ARML"

// disputeMetres is how far apart a record's two positions may be: five decimals
// of a degree are about one metre.
const disputeMetres = 1.5

// ReadMednum reads a JSON list of places of digital mediation, as the Hub
// Corsica (mednum) publishes: Type, Structure, Adresse, Horaires, Site internet,
// long, lat, pointgeo. Records have no id: one is made from type, name and
// address. Hours are kept as written, in free French.
//
// A permanence of a Mission locale has its seat as parent where the address
// says for certain which: the areas of Missions locales are made of whole
// communes, so a permanence in the city of exactly one seat is that seat's.
func ReadMednum(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	m := mednum{
		reporter: reporter{b, opt.Source}, file: opt.file(r),
		seen: make(map[string]bool), seats: make(map[string][]string),
	}
	m.dec = json.NewDecoder(newTextReader(r, m.file))
	m.dec.UseNumber()
	if open, err := m.dec.Token(); err != nil || open != json.Delim('[') {
		return m.notList(err)
	}
	for m.dec.More() {
		m.number++
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.next(); err != nil {
			return err
		}
	}
	if _, err := m.dec.Token(); err != nil {
		return m.notList(err)
	}
	if _, err := m.dec.Token(); !errors.Is(err, io.EOF) { // two values in one file: the second would be lost
		return m.notList(err)
	}
	m.flush()
	return nil
}

type mednum struct {
	reporter
	file   string
	dec    *json.Decoder
	number int // of the record at hand, from 1
	seen   map[string]bool
	places []data.StructureRecord
	seats  map[string][]string // folded city → ids of the Missions locales that have their seat there
}

// notList says where the file stops being a list of records.
func (m *mednum) notList(err error) error {
	if isSaid(err) {
		return err
	}
	return say.Errorf(
		"%s, octet %d (fiche %d) : ce n'est pas une liste JSON lisible (%v) ; vérifiez que le fichier est entier",
		"%s, byte %d (record %d): this is not a readable JSON list (%v); check that the file is whole",
		m.file, m.dec.InputOffset(), m.number, jsonTrouble(err))
}

// next reads one record. Only JSON that cannot be read, or a first record
// without the properties that make this format, is an error.
func (m *mednum) next() error {
	var raw json.RawMessage
	if err := m.dec.Decode(&raw); err != nil {
		return m.notList(err)
	}
	var props map[string]any
	if err := decodeNumbers(raw, &props); err != nil || props == nil {
		m.report(data.DefectUnreadable, data.LeftOut, placeID("fiche", m.number), "", shorten(string(raw)), "")
		return nil
	}
	for _, name := range []string{"Type", "Structure", "Adresse", "Horaires", "long", "lat"} {
		if _, ok := props[name]; !ok && m.number == 1 {
			return say.Errorf("%s, fiche 1 : il manque la propriété « %s » ; propriétés trouvées : %s",
				"%s, record 1: the property %q is missing; properties found: %s",
				m.file, name, clean(strings.Join(slices.Sorted(maps.Keys(props)), ", ")))
		}
	}
	m.read(props)
	return nil
}

func decodeNumbers(raw json.RawMessage, v any) error {
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	return dec.Decode(v)
}

// read puts a record aside, or reports why not: scope first, since nobody need
// mend the rest of what is not used.
func (m *mednum) read(props map[string]any) {
	kind, name, address := text(props["Type"]), oneLine(text(props["Structure"]), " "), oneLine(text(props["Adresse"]), " ")
	id := contentID(name, kind, address)
	network, known := mednumNetworks[kind]
	if known {
		_, known = m.builder.Catalogue().Find(network)
	}
	switch {
	case kind == mednumHeadOffice:
		m.report(data.DefectHeadOffice, data.LeftOut, id, "Type", kind, "")
		return
	case !known:
		m.report(data.DefectOutOfScope, data.LeftOut, id, "Type", kind, "")
		return
	}
	p, ok := m.position(id, props)
	if !ok || !m.onceAt(m.seen, id, "Structure", p) {
		return
	}
	place := data.StructureRecord{
		Source: m.source, ID: id, Name: name,
		Networks: []data.NetworkCode{network},
		Website:  website(text(props["Site internet"])),
		Hours:    m.hours(id, name, text(props["Horaires"])),
	}
	place.Address, place.PostalCode, place.City = splitAddress(address)
	place.City = m.mailing(id, "Adresse", place.PostalCode, place.City)
	place.Position = data.Position{Point: p, Precision: precisionOf(place.Address)}
	if isSeat(name) && network == networkMissionLocale && place.City != "" {
		city := fold.Text(place.City)
		m.seats[city] = append(m.seats[city], id)
	}
	m.places = append(m.places, place)
}

// position reads long and lat, sets them against pointgeo, and takes pointgeo where they are of no use.
func (m *mednum) position(id string, props map[string]any) (orb.Point, bool) {
	own := spot{"long", "lat", text(props["long"]), text(props["lat"])}
	lat, lon, _ := strings.Cut(text(props["pointgeo"]), ",")
	second := spot{"pointgeo", "pointgeo", strings.TrimSpace(lon), strings.TrimSpace(lat)}
	p, kind := own.point()
	q, secondKind := second.point()
	switch {
	case secondKind != "":
		return m.place(id, own)
	case kind == data.DefectPositionMissing || kind == data.DefectPositionInvalid || !onEarth(p) && onEarth(q):
		m.report(cmp.Or(kind, data.DefectPositionInvalid), data.Corrected, id, own.field(), own.value(), second.value())
		return q, true
	case geo.Metres(p, q) > disputeMetres:
		m.report(data.DefectPositionDisputed, data.Kept, id, own.field(), own.value(), second.value())
	}
	return m.place(id, own)
}

func (m *mednum) hours(id, name, raw string) hours.Text {
	if raw = oneLine(raw, " ; "); raw == "" {
		m.report(data.DefectHoursMissing, data.Kept, id, "Horaires", "", "")
	}
	return m.unlessItinerant(id, name, hours.Text{Raw: raw})
}

var link = regexp.MustCompile(`https?://[^\s"<>]+`)

// website is the first address on the web in a text that may hold several and names of social networks.
func website(s string) string { return link.FindString(s) }

// isSeat tells a Mission locale's own office from its antennas and permanences.
func isSeat(name string) bool { return strings.HasPrefix(fold.Text(name), "mission locale") }

func isPermanence(name string) bool { return strings.HasPrefix(fold.Text(name), "permanence") }

// flush gives the permanences their parents and the places to the Builder.
func (m *mednum) flush() {
	for _, place := range m.places {
		if isPermanence(place.Name) && place.Networks[0] == networkMissionLocale {
			place.Parent = m.seat(place)
		}
		m.builder.AddStructure(place)
	}
}

// seat is the Mission locale that certainly holds a permanence, "" where the
// file does not tell, which is reported.
func (m *mednum) seat(place data.StructureRecord) string {
	if seats := m.seats[fold.Text(place.City)]; place.City != "" && len(seats) == 1 {
		return seats[0]
	}
	m.report(data.DefectParentUnknown, data.Kept, place.ID, "Adresse", place.City, "")
	return ""
}
