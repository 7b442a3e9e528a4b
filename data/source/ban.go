package source

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// AddressTaker takes house numbers as they are read; a gazetteer.Builder is one.
// The texts it is given are its own to keep.
type AddressTaker interface{ AddAddress(a gazetteer.Address) }

// LocalityTaker takes lieux-dits as they are read; a gazetteer.Builder is one.
type LocalityTaker interface{ AddLocality(l gazetteer.Locality) }

// ReadBAN reads the house numbers of a département from the CSV of the Base
// Adresse Nationale (adresses-2A.csv; out of gzip by Open), by the names of its
// columns. Of a département's several hundred thousand lines those that cannot be used are told
// a few times and then counted. An address without degrees is placed by its metres.
//
// Not read: aliases, the lieu-dit within a street (nom_ld), the parcels, and who
// certified what. A code of an arrondissement is its city's.
func ReadBAN(ctx context.Context, r io.Reader, b *data.Builder, to AddressTaker, opt Options) error {
	t, err := openBAN(r, b, opt, "nom_voie", "numero")
	if err != nil {
		return err
	}
	number, suffix := t.column("numero"), t.column("rep")
	err = t.each(ctx, func(p banPlace, row row) {
		a := gazetteer.Address{Commune: p.commune, Former: p.former, PostalCode: p.postal, Street: p.name, Point: p.point}
		a.Number, a.Suffix = banNumber(row.at(number), row.at(suffix))
		a.Suffix = t.suffix.keep(a.Suffix)
		to.AddAddress(a)
	})
	if err == nil && t.read == 0 {
		return say.Errorf("%s : aucune adresse utilisable dans ce fichier ; prenez celui d'un département sur adresse.data.gouv.fr (format « csv »)",
			"%s: no address in this file can be used; take that of a département from adresse.data.gouv.fr (format \"csv\")", t.file)
	}
	return err
}

// ReadBANLocalities reads the lieux-dits of a département from the CSV of the
// Base Adresse Nationale (lieux-dits-2A-beta.csv). Many are known to nobody
// but by name: without a position they are counted and left out. A département may have none.
func ReadBANLocalities(ctx context.Context, r io.Reader, b *data.Builder, to LocalityTaker, opt Options) error {
	t, err := openBAN(r, b, opt, "nom_lieu_dit")
	if err != nil {
		return err
	}
	return t.each(ctx, func(p banPlace, _ row) {
		to.AddLocality(gazetteer.Locality{Commune: p.commune, Former: p.former, PostalCode: p.postal, Name: p.name, Point: p.point})
	})
}

// banTable is a file of the Base Adresse Nationale. Its lines are sorted, so
// that most cells are those of the line before: each text is kept once in a row.
type banTable struct {
	*table
	told few
	read int // lines that were of use

	name, code, postalCode, formerName int // columns
	lon, lat, x, y                     int

	commune, former, postal, street, suffix same
	city                                    string // the commune's code, "" where it is none
}

// banPlace is what lines of both files tell.
type banPlace struct {
	commune, former, postal, name string
	point                         orb.Point
}

// toldOfAddresses is how many lines of a kind of defect are told one by one.
const toldOfAddresses = 5

// openBAN opens a file whose places are named in the first of the columns that it must have.
func openBAN(r io.Reader, b *data.Builder, opt Options, needed ...string) (*banTable, error) {
	t, err := openTable(r, opt.file(r), append(needed, "code_insee")...)
	if err != nil {
		return nil, err
	}
	if t.column("x") < 0 || t.column("y") < 0 {
		if err := t.need([]string{"lon", "lat"}); err != nil {
			return nil, err
		}
	}
	t.csv.ReuseRecord = true
	ban := &banTable{table: t, told: few{newLedger(reporter{b, opt.Source}, toldOfAddresses)}}
	ban.name, ban.code, ban.postalCode = ban.column(needed[0]), ban.column("code_insee"), ban.column("code_postal")
	ban.formerName = ban.column("nom_ancienne_commune")
	ban.lon, ban.lat, ban.x, ban.y = ban.column("lon"), ban.column("lat"), ban.column("x"), ban.column("y")
	return ban, nil
}

// column is where a column stands, -1 where there is none.
func (t *table) column(name string) int {
	if i, ok := t.columns[name]; ok {
		return i
	}
	return -1
}

// at is the cell of a column found beforehand, without the spaces around it; "" for no column.
func (r row) at(column int) string {
	if column < 0 {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}

// each calls visit with what every line tells that has a commune, a name and a position.
func (t *banTable) each(ctx context.Context, visit func(banPlace, row)) error {
	for row, err := range t.rows(ctx, t.told) {
		if err != nil {
			return err
		}
		if p, ok := t.place(row); ok {
			t.read++
			visit(p, row)
		}
	}
	t.told.flush()
	return nil
}

func (t *banTable) place(row row) (banPlace, bool) {
	if code := row.at(t.code); t.commune.changed(code) {
		t.city = cityCode(t.commune.keep(code))
	}
	p := banPlace{
		commune: t.city, former: t.former.keep(row.at(t.formerName)), postal: t.postal.keep(postalCode(row.at(t.postalCode))), name: t.street.keep(row.at(t.name)),
	}
	if p.commune == "" || p.name == "" {
		t.told.report(data.DefectUnreadable, data.LeftOut, lineID(row.line), "code_insee", row.at(t.code), "")
		return p, false
	}
	at, ok := t.point(row)
	if !ok {
		t.told.report(data.DefectAddressUnplaced, data.LeftOut, lineID(row.line), "lat, lon", row.at(t.lat)+", "+row.at(t.lon), "")
		return p, false
	}
	p.point = at
	return p, true
}

// point is a line's position on the globe, from its degrees or, where there are
// none, from its metres. Decimal commas are a spreadsheet's and say the same.
func (t *banTable) point(row row) (orb.Point, bool) {
	usable := func(kind data.DefectKind) bool { return kind == "" || kind == data.DefectDecimalComma }
	p, kind := spot{lon: row.at(t.lon), lat: row.at(t.lat)}.point()
	if kind == data.DefectPositionMissing {
		if p, kind = (spot{lon: row.at(t.x), lat: row.at(t.y)}).point(); usable(kind) {
			p = projectionOf(t.city).Inverse(p)
		}
	}
	return p, usable(kind) && onEarth(p)
}

// projectionOf is the one in which the metres of a commune's addresses are.
func projectionOf(commune string) geo.Projection {
	epsg := 2154
	if len(commune) > 3 {
		switch commune[:3] {
		case "971", "972", "977", "978":
			epsg = 5490
		case "973":
			epsg = 2972
		case "974":
			epsg = 2975
		case "975":
			epsg = 4467
		case "976":
			epsg = 4471
		}
	}
	p, err := geo.ProjectionOf(epsg)
	if err != nil {
		panic(err) // one of those above is not known to geo
	}
	return p
}

// cityCode is a commune's code: that of the city for an arrondissement's; "" for
// what is no code.
func cityCode(code string) string {
	if !communeCode.MatchString(code) {
		return ""
	}
	if city := data.ArrondissementCity(code); city != "" {
		return city
	}
	return code
}

// postalCode is a postal code, "" for what is none.
func postalCode(s string) string {
	if len(s) != 5 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

// noNumber stands for a lieu-dit in what communes publish.
const noNumber = 99999

// banNumber is a house number and its suffix. What is written after the number
// in its own column ("12B") is its suffix; what is no number is none.
func banNumber(number, suffix string) (int, string) {
	digits := 0
	for digits < len(number) && number[digits] >= '0' && number[digits] <= '9' {
		digits++
	}
	n, err := strconv.Atoi(number[:digits])
	if err != nil || n == noNumber || n == 0 {
		return 0, ""
	}
	if suffix == "" {
		suffix = strings.TrimSpace(number[digits:])
	}
	return n, suffix
}

// same keeps a text that comes many times in a row once, apart from the line it was cut from.
type same struct{ text string }

func (s *same) changed(text string) bool { return s.text != text }

func (s *same) keep(text string) string {
	if s.text != text {
		s.text = strings.Clone(text)
	}
	return s.text
}
