package source

import (
	"bufio"
	"context"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo"
)

// TableOptions tells ReadTable and ReadGeoJSON what they read.
type TableOptions struct {
	Options
	Mapping Mapping
	Sheet   string // the worksheet of a workbook; empty: the first
}

// ReadTable reads structures from any table that names its columns, as the
// mapping says: CSV, or an XLSX workbook, which its first bytes tell. Records
// without an id get one from their name and place. An empty row is no record.
func ReadTable(ctx context.Context, r io.Reader, b *data.Builder, opt TableOptions) error {
	if err := opt.Mapping.Check(false); err != nil {
		return err
	}
	file := opt.file(r)
	m := newMapper(b, opt)
	rows, err := openRows(r, file, opt.Sheet, opt.Mapping.columns()...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.close() }()
	for row, err := range rows.rows(ctx, m.reporter) {
		if err != nil {
			return err
		}
		if record, ok := m.read(rowCells{row, opt.Mapping}); ok {
			b.AddStructure(record)
		}
	}
	return nil
}

// openRows opens a table of either kind.
func openRows(r io.Reader, file, sheet string, needed ...string) (tableRows, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if head, _ := buffered.Peek(64); isWorkbook(head) || isOldWorkbook(head) {
		return openWorkbook(buffered, file, sheet, needed...)
	}
	return openTable(buffered, file, needed...)
}

// cells are a record's values by field, "" where the mapping has no such column.
type cells interface {
	cell(Field) string
	name() string // what names the record where it has no id
	// point is the position that no column gives, if any.
	point() (p orb.Point, written string, ok bool)
}

// rowCells are the cells of a table's row.
type rowCells struct {
	row
	mapping Mapping
}

func (r rowCells) cell(f Field) string {
	if column := r.mapping.Columns[f]; column != "" {
		return r.get(column)
	}
	return ""
}

func (r rowCells) name() string { return lineID(r.line) }

func (r rowCells) point() (orb.Point, string, bool) { return orb.Point{}, "", false }

// mapper makes structures of records by a mapping.
type mapper struct {
	reporter
	mapping                         Mapping
	networks, audiences, receptions words
	plane                           geo.Projection // of x and y
	seen                            map[string]bool
}

// newMapper needs a mapping that was checked.
func newMapper(b *data.Builder, opt TableOptions) *mapper {
	m := &mapper{
		reporter: reporter{b, opt.Source}, mapping: opt.Mapping, seen: make(map[string]bool),
		networks:   networkWords(b.Catalogue()),
		audiences:  newWords(data.Audiences()),
		receptions: newWords(data.Receptions()),
	}
	m.receptions.add(string(data.ReceptionOnSite), "présentiel", "sur site", "physique")
	m.receptions.add(string(data.ReceptionRemote), "distanciel", "téléphone", "visio")
	if opt.Mapping.EPSG != 0 {
		m.plane, _ = geo.ProjectionOf(opt.Mapping.EPSG) // checked
	}
	return m
}

// doubt reports a defect under the source's own name of the field.
func (m *mapper) doubt(kind data.DefectKind, done data.Action, id string, f Field, value, other string) {
	m.report(kind, done, id, m.column(f), shorten(value), other)
}

// column is the source's own name of a field.
func (m *mapper) column(f Field) string {
	if name := m.mapping.Columns[f]; name != "" {
		return name
	}
	return string(f)
}

// read makes a structure of one record; false means it was left out, and why was reported.
func (m *mapper) read(c cells) (data.StructureRecord, bool) {
	if m.isEmpty(c) {
		return data.StructureRecord{}, false
	}
	name, address := oneLine(c.cell(FieldName), " "), oneLine(c.cell(FieldAddress), ", ")
	id := c.cell(FieldID)
	if id == "" {
		id = contentID(name, address, c.cell(FieldPostalCode), c.cell(FieldCommuneCode), c.cell(FieldCity))
	}
	if name == "" {
		m.doubt(data.DefectUnreadable, data.LeftOut, c.name(), FieldName, "", "")
		return data.StructureRecord{}, false
	}
	networks, ok := m.networksOf(id, c.cell(FieldNetworks))
	if !ok || !m.once(m.seen, id, m.column(FieldID)) {
		return data.StructureRecord{}, false
	}
	p, ok := m.position(id, c)
	if !ok {
		return data.StructureRecord{}, false
	}
	record := data.StructureRecord{
		Source: m.source, ID: id, Name: name, Networks: networks,
		Position: data.Position{Point: p, Precision: precisionOf(address)},
		Address:  address, Phone: oneLine(c.cell(FieldPhone), " "), Email: c.cell(FieldEmail),
		Website: siteWeb(c.cell(FieldWebsite)), Siret: m.siret(id, c.cell(FieldSiret)),
		Accessible: m.accessible(id, c.cell(FieldAccessible)), Parent: c.cell(FieldParent),
		Hours:       m.hours(id, name, c.cell(FieldHours)),
		Eligibility: m.eligible(id, c.cell(FieldEligibility)),
	}
	m.locality(&record, c)
	record.Services = m.services(record, c)
	return record, true
}

func (m *mapper) isEmpty(c cells) bool {
	for f := range m.mapping.Columns {
		if c.cell(f) != "" {
			return false
		}
	}
	_, _, ok := c.point()
	return !ok
}

// networksOf reads a record's networks. A record of none that the region knows is out of scope.
func (m *mapper) networksOf(id, cell string) ([]data.NetworkCode, bool) {
	if m.mapping.Network != "" {
		return []data.NetworkCode{m.mapping.Network}, true
	}
	var known []data.NetworkCode
	for _, word := range append([]string{cell}, m.mapping.list(cell)...) { // a name may hold a separator
		if code, ok := m.networks[alike(word)]; ok {
			known = append(known, data.NetworkCode(code))
			if word == cell {
				break
			}
		}
	}
	if len(known) == 0 {
		m.doubt(data.DefectOutOfScope, data.LeftOut, id, FieldNetworks, cell, "")
		return nil, false
	}
	return known, true
}

// locality reads what says in which commune a structure is.
func (m *mapper) locality(r *data.StructureRecord, c cells) {
	r.PostalCode = m.code5(r.ID, FieldPostalCode, c.cell(FieldPostalCode))
	r.City = m.mailing(r.ID, m.column(FieldPostalCode), r.PostalCode, oneLine(c.cell(FieldCity), " "))
	r.CommuneCode = m.code5(r.ID, FieldCommuneCode, c.cell(FieldCommuneCode))
	r.Departement = m.departement(r.ID, c.cell(FieldDepartement))
	if r.PostalCode == "" && r.City == "" {
		if street, postal, city := splitAddress(r.Address); postal != "" {
			r.Address, r.PostalCode = street, postal
			r.City = m.mailing(r.ID, m.column(FieldAddress), postal, city)
		}
	}
}

func (m *mapper) hours(id, name, cell string) hours.Text {
	raw := oneLine(cell, " ; ")
	if raw == "" && m.mapping.Columns[FieldHours] != "" {
		m.doubt(data.DefectHoursMissing, data.Kept, id, FieldHours, "", "")
	}
	return m.unlessItinerant(id, name, hours.Text{Raw: raw})
}

// services are what the record itself says of level, audiences and reception;
// nil where it says nothing, and the catalogue speaks.
func (m *mapper) services(r data.StructureRecord, c cells) []data.Service {
	levels := m.levels(r.ID, c.cell(FieldLevel))
	audiences := m.codes(r.ID, FieldAudiences, c.cell(FieldAudiences), m.audiences)
	receptions := m.codes(r.ID, FieldReceptions, c.cell(FieldReceptions), m.receptions)
	if len(levels)+len(audiences)+len(receptions) == 0 {
		return nil
	}
	if receptions == nil {
		receptions = []string{string(data.ReceptionOnSite)}
	}
	var out []data.Service
	for _, o := range m.offers(r.Networks, levels) {
		s := data.Service{
			ID: "niveau-" + string('0'+rune(o.Level)), Level: o.Level, Audiences: o.Audiences,
			Hours: r.Hours, Eligibility: r.Eligibility,
		}
		if len(audiences) > 0 {
			s.Audiences = nil
			for _, a := range audiences {
				s.Audiences = append(s.Audiences, data.Audience(a))
			}
		}
		for _, reception := range receptions {
			s.Receptions = append(s.Receptions, data.Reception(reception))
		}
		out = append(out, s)
	}
	return out
}

// offers are those of the networks, one a level for the audiences of all of
// them, at the levels the record tells if any.
func (m *mapper) offers(networks []data.NetworkCode, levels []data.Level) []data.Offer {
	known := make(map[data.Level]data.Offer)
	for _, code := range networks {
		network, _ := m.builder.Catalogue().Find(code)
		for _, o := range network.Offers {
			audiences := slices.Clone(known[o.Level].Audiences)
			for _, a := range o.Audiences {
				if !slices.Contains(audiences, a) {
					audiences = append(audiences, a)
				}
			}
			known[o.Level] = data.Offer{Level: o.Level, Audiences: audiences}
		}
	}
	if len(levels) == 0 {
		for _, level := range []data.Level{data.LevelAccueil, data.LevelAccompagnement} {
			if _, ok := known[level]; ok {
				levels = append(levels, level)
			}
		}
	}
	var out []data.Offer
	for _, level := range levels {
		out = append(out, data.Offer{Level: level, Audiences: known[level].Audiences})
	}
	if len(out) == 0 {
		out = append(out, data.Offer{})
	}
	return out
}

// position reads a record's position in the mapping's way, else its geometry's.
func (m *mapper) position(id string, c cells) (orb.Point, bool) {
	switch {
	case m.mapping.Columns[FieldPosition] != "":
		lat, lon := splitPair(c.cell(FieldPosition))
		return m.place(id, spot{m.column(FieldPosition), m.column(FieldPosition), lon, lat})
	case m.mapping.Columns[FieldX] != "":
		return m.projected(id, c.cell(FieldX), c.cell(FieldY))
	case m.mapping.Columns[FieldLatitude] != "":
		return m.place(id, spot{m.column(FieldLongitude), m.column(FieldLatitude), number(c.cell(FieldLongitude)), number(c.cell(FieldLatitude))})
	}
	p, written, ok := c.point()
	if !ok && written == "" {
		field := "geometry"
		if m.mapping.addressed() {
			field = m.column(FieldAddress)
		}
		m.report(data.DefectPositionMissing, data.LeftOut, id, field, "", "")
		return p, m.sought(data.DefectPositionMissing)
	} else if !ok {
		m.report(data.DefectPositionInvalid, data.LeftOut, id, "geometry", written, "")
	}
	return p, ok
}

// number takes away the spaces that part thousands.
func number(s string) string { return strings.Join(strings.Fields(s), "") }

// pair finds two numbers, with decimal points or, where something else parts
// them, decimal commas: "42.306, 9.15", "42.306 9.15", "42,306 ; 9,15".
var pair = regexp.MustCompile(`^[\[(]?\s*(-?\d+(?:\.\d+)?)\s*[,;/ ]\s*(-?\d+(?:\.\d+)?)\s*[\])]?$|^(-?\d+(?:,\d+)?)\s*[;/ ]\s*(-?\d+(?:,\d+)?)$`)

// splitPair parts "latitude, longitude"; what it cannot part is all latitude, for the message.
func splitPair(s string) (lat, lon string) {
	found := pair.FindStringSubmatch(s)
	switch {
	case s == "":
		return "", ""
	case found == nil:
		return s, "?"
	case found[1] != "":
		return found[1], found[2]
	default:
		return found[3], found[4]
	}
}

// projected reads eastings and northings in metres.
func (m *mapper) projected(id, x, y string) (orb.Point, bool) {
	field := m.column(FieldX) + ", " + m.column(FieldY)
	const metres = 1e8 // no projection in use goes as far
	east, _, eastOK := degrees(number(x), metres)
	north, _, northOK := degrees(number(y), metres)
	kind := data.DefectPositionInvalid
	switch {
	case x == "" || y == "" || eastOK && northOK && east == 0 && north == 0:
		kind = data.DefectPositionMissing
	case eastOK && northOK:
		p := m.plane.Inverse(orb.Point{east, north})
		if p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90 { // false for NaN
			return p, true
		}
	}
	m.report(kind, data.LeftOut, id, field, shorten(x+", "+y), "")
	return orb.Point{}, m.sought(kind)
}
