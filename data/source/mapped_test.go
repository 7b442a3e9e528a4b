package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"

	"maillage/data"
	"maillage/geo"
)

// places is a directory as a Region may keep one.
const places = `N°;Intitulé;Réseau;Lat.;Long.;Rue;CP;Ville;INSEE;SIRET;Tél;Mél;Web;Publics reçus;Niveau;Modes;Horaires;Zone;PMR;Rattachée à
1;CIO du Centre;CIO;42,306;9,150;7 rue Haute;20250;Corte;2A004;130 025 265 00013;04 95 00 00 00;cio@example.org;www.example.org;lycéens, étudiants;1 et 2;en présentiel|à distance;Mo-Fr 09:00-17:00;2A, 2B;oui;
2;Antenne;Missions locales;42,1;9,1;Mairie;2000;Ajaccio;2A004;12;;;;jeunes;2;;;France;peut-être;1
3;Coiffeur;Salon;42,1;9,1;;;;;;;;;;;;;;;
2;Antenne encore;CIO;42,1;9,1;;;;;;;;;;;;;;;
;;;;;;;;;;;;;;;;;;;
4;;CIO;42,1;9,1;;;;;;;;;;;;;;;
5;Nulle part;CIO;;;;;;;;;;;;;;;;;
6;Bus CIO itinérant;Centre d'information et d'orientation;42,2;9,2;;;;;;;;;martiens;troisième;;lundi;nulle part;non;
`

var placesMapping = Mapping{Columns: map[Field]string{
	FieldID: "N°", FieldName: "Intitulé", FieldNetworks: "Réseau", FieldLatitude: "Lat.", FieldLongitude: "Long.",
	FieldAddress: "Rue", FieldPostalCode: "CP", FieldCity: "Ville", FieldCommuneCode: "INSEE", FieldSiret: "SIRET",
	FieldPhone: "Tél", FieldEmail: "Mél", FieldWebsite: "Web", FieldAudiences: "Publics reçus", FieldLevel: "Niveau",
	FieldReceptions: "Modes", FieldHours: "Horaires", FieldEligibility: "Zone", FieldAccessible: "PMR", FieldParent: "Rattachée à",
}}

// describe writes what was read of each structure.
func describe(ds *data.Dataset) []string {
	var out []string
	for _, st := range ds.Structures {
		site := ds.Sites[st.Site]
		line := fmt.Sprintf("%s %s %v %.5v %v %q %s %s", st.ID, st.Name, st.Networks, site.Position.Point, site.Position.Precision, site.Address, site.PostalCode, site.City)
		for _, s := range []string{st.Siret, st.Phone, st.Email, st.Website, string(st.Parent)} {
			if s != "" {
				line += " " + s
			}
		}
		line += fmt.Sprint(" accessible:", site.Accessible)
		out = append(out, line)
		for _, s := range st.Services {
			out = append(out, fmt.Sprintf("  %s %v %v %q %v", s.ID, s.Audiences, s.Receptions, s.Hours.Raw, s.Eligibility))
		}
	}
	return out
}

func readMapped(t *testing.T, r io.Reader, m Mapping) *data.Dataset {
	t.Helper()
	b := world(t)
	if err := ReadTable(t.Context(), r, b, TableOptions{Options: Options{Source: "test", File: "places"}, Mapping: m}); err != nil {
		t.Fatal(err)
	}
	return finish(t, b)
}

var wantPlaces = []string{
	`test--1 CIO du Centre [cio] [9.15 42.306] house "7 rue Haute" 20250 Corte 13002526500013 04 95 00 00 00 cio@example.org https://www.example.org accessible:1`,
	`  niveau-1 [lyceens etudiants] [en-presentiel a-distance] "Mo-Fr 09:00-17:00" [2A 2B]`,
	`  niveau-2 [lyceens etudiants] [en-presentiel a-distance] "Mo-Fr 09:00-17:00" [2A 2B]`,
	`test--2 Antenne [mission-locale] [9.1 42.1] unknown "Mairie" 02000 Ajaccio test--1 accessible:0`,
	`  niveau-2 [jeunes] [en-presentiel] "" [france]`,
}

func TestReadTable(t *testing.T) {
	ds := readMapped(t, strings.NewReader(places), placesMapping)
	got := describe(ds)
	if len(got) < len(wantPlaces) {
		t.Fatalf("got %q", got)
	}
	wantLines(t, "structures", got[:len(wantPlaces)], wantPlaces)
	all := strings.Join(defects(ds), "\n")
	for _, want := range []string{
		"leading_zero_lost 2 CP 2000 > 02000 corrected",
		"unknown_value 2 SIRET 12 kept",
		"unknown_value 2 PMR peut-être > oui, non kept",
		"hours_missing 2 Horaires  kept",
		"out_of_scope 3 Réseau Salon left_out",
		"duplicate 2 N° 2 left_out",
		"unreadable_record ligne 7 Intitulé  left_out",
		"position_missing 5 Lat., Long. ,  left_out",
		"itinerant 6",
		"unknown_value 6 Publics reçus martiens kept",
		"unknown_value 6 Niveau troisième > 1, 2 kept",
		"unknown_value 6 Zone nulle part",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no defect %q in\n%s", want, all)
		}
	}
}

// people writes a number as a French spreadsheet shows it: 1 206 000,5.
func people(v float64) string {
	whole, decimal, _ := strings.Cut(fmt.Sprintf("%.1f", v), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + " " + whole[i:]
	}
	return whole + "," + decimal
}

func TestReadTablePositions(t *testing.T) {
	lambert, err := geo.ProjectionOf(2154)
	if err != nil {
		t.Fatal(err)
	}
	metres := lambert.Forward(orb.Point{9.15, 42.306})
	for _, c := range []struct{ name, header, cells, want string }{
		{"degrees", "lat;lon", "42.306;9.15", "[9.15 42.306]"},
		{"a pair", "pos", "42.306, 9.15", "[9.15 42.306]"},
		{"a pair without a comma", "pos", "42.306 9.15", "[9.15 42.306]"},
		{"decimal commas", "pos", "42,306 / 9,15", "[9.15 42.306]"},
		{"a list", "pos", "[42.306,9.15]", "[9.15 42.306]"},
		{"Lambert-93", "x;y", fmt.Sprintf("%.1f;%.0f", metres[0], metres[1]), "[9.15 42.306]"},
		{"Lambert-93 as people write it", "x;y", people(metres[0]) + ";" + people(metres[1]), "[9.15 42.306]"},
		{"no pair", "pos", "Corte", ""},
		{"no metres", "x;y", "est;nord", ""},
		{"nothing", "x;y", "0;0", ""},
		{"off the earth", "pos", "95, 9", ""},
	} {
		m := Mapping{Network: "cio", Columns: map[Field]string{FieldName: "nom"}}
		switch c.header {
		case "pos":
			m.Columns[FieldPosition] = "pos"
		case "x;y":
			m.Columns[FieldX], m.Columns[FieldY], m.EPSG = "x", "y", 2154
		default:
			m.Columns[FieldLatitude], m.Columns[FieldLongitude] = "lat", "lon"
		}
		ds := readMapped(t, strings.NewReader("nom;"+c.header+"\nA;"+c.cells+"\n"), m)
		got := ""
		if len(ds.Structures) == 1 {
			got = fmt.Sprintf("%.5v", ds.Sites[0].Position.Point)
		} else if d := defects(ds); len(d) == 0 || !strings.HasPrefix(d[0], "position") {
			t.Errorf("%s: %d structures and defects %q", c.name, len(ds.Structures), d)
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestMappingCheck(t *testing.T) {
	columns := func(fields ...Field) map[Field]string {
		m := make(map[Field]string)
		for _, f := range fields {
			m[f] = "c"
		}
		return m
	}
	for _, c := range []struct {
		name string
		m    Mapping
		want string
	}{
		{"no name", Mapping{Network: "cio", Columns: columns(FieldPosition)}, "nom"},
		{"no network", Mapping{Columns: columns(FieldName, FieldPosition)}, "reseau"},
		{"two networks", Mapping{Network: "cio", Columns: columns(FieldName, FieldPosition, FieldNetworks)}, "reseau"},
		{"no position", Mapping{Network: "cio", Columns: columns(FieldName)}, "position"},
		{"half a position", Mapping{Network: "cio", Columns: columns(FieldName, FieldLatitude)}, "longitude"},
		{"two positions", Mapping{Network: "cio", Columns: columns(FieldName, FieldLatitude, FieldLongitude, FieldPosition)}, "one way"},
		{"no projection", Mapping{Network: "cio", Columns: columns(FieldName, FieldX, FieldY)}, "epsg"},
		{"a projection of nothing", Mapping{Network: "cio", EPSG: 2154, Columns: columns(FieldName, FieldPosition)}, "epsg"},
		{"an unknown projection", Mapping{Network: "cio", EPSG: 27572, Columns: columns(FieldName, FieldX, FieldY)}, "27572"},
		{"an unknown key", Mapping{Network: "cio", Columns: columns(FieldName, "couleur")}, "couleur"},
	} {
		wantSentence(t, c.m.Check(false), c.want)
	}
	if err := (Mapping{Network: "cio", Columns: columns(FieldName)}).Check(true); err != nil {
		t.Errorf("a layer has its geometry: %v", err)
	}
	if err := placesMapping.Check(false); err != nil {
		t.Error(err)
	}
}

func TestReadGeoJSON(t *testing.T) {
	const layer = `{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"nom":"A","publics":["jeunes","seniors"],"pmr":true},"geometry":{"type":"Point","coordinates":[9.15,42.306]}},
		{"type":"Feature","properties":{"nom":"B","publics":null,"pmr":false},"geometry":{"type":"MultiPoint","coordinates":[[9.1,42.1,300]]}},
		{"type":"Feature","properties":{"nom":"C"},"geometry":{"type":"Polygon","coordinates":[]}},
		{"type":"Feature","properties":{"nom":"D","tel":"0495000000"},"geometry":null},
		{"type":"Feature","properties":{"nom":"E"},"geometry":{"type":"Point","coordinates":[1206000,6150000]}}]}`
	b := world(t)
	m := Mapping{Network: "plie", Columns: map[Field]string{FieldName: "nom", FieldAudiences: "publics", FieldAccessible: "pmr", FieldPhone: "tel"}} // only the fourth has a telephone
	if err := ReadGeoJSON(t.Context(), strings.NewReader(layer), b, TableOptions{Options: Options{Source: "test"}, Mapping: m}); err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	var got []string
	for _, st := range ds.Structures {
		got = append(got, fmt.Sprintf("%s %v %d %v", st.Name, ds.Sites[st.Site].Position.Point, ds.Sites[st.Site].Accessible, st.Services[0].Audiences))
	}
	wantLines(t, "structures", got, []string{"A [9.15 42.306] 1 [jeunes seniors]", "B [9.1 42.1] 2 [demandeurs-emploi beneficiaires-des-minimas-sociaux]"})
	var positions []string
	for _, d := range defects(ds) {
		if kind, _, _ := strings.Cut(d, " "); strings.HasPrefix(kind, "position") {
			positions = append(positions, kind)
		}
	}
	wantLines(t, "defects", positions, []string{"position_invalid", "position_invalid", "position_missing"})
	err := ReadGeoJSON(t.Context(), strings.NewReader(strings.NewReplacer(`"pmr":true`, `"x":1`, `"pmr":false`, `"x":1`).Replace(layer)), world(t), TableOptions{Options: Options{Source: "test"}, Mapping: m})
	wantSentence(t, err, "no feature", `"pmr"`, "nom, publics, x")
	endless := io.MultiReader(strings.NewReader(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"`), &torrent{pattern: "x"})
	used := grown(func() {
		err = ReadGeoJSON(t.Context(), endless, world(t), TableOptions{Options: Options{Source: "test"}, Mapping: m})
	})
	wantSentence(t, err, "test")
	if used > 200<<20 {
		t.Errorf("a feature without end took %d MiB", used>>20)
	}
}

// inWorkbook is a workbook of sheets, each of rows of cells.
func inWorkbook(t testing.TB, sheets map[string][][]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	for name, rows := range sheets {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			at, err := excelize.CoordinatesToCellName(1, i+1)
			if err == nil {
				err = book.SetSheetRow(name, at, &cells)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook of the same cells reads as the CSV does, numbers being numbers.
func TestReadTableFromWorkbook(t *testing.T) {
	rows := [][]any{nil}
	for line := range strings.Lines(places) {
		var cells []any
		for cell := range strings.SplitSeq(strings.TrimSpace(line), ";") {
			var v float64
			if _, err := fmt.Sscanf(cell, "%f", &v); err == nil && fmt.Sprint(v) == cell {
				cells = append(cells, v)
			} else {
				cells = append(cells, cell)
			}
		}
		rows = append(rows, cells)
	}
	ds := readMapped(t, bytes.NewReader(inWorkbook(t, map[string][][]any{"Annuaire": rows})), placesMapping)
	wantLines(t, "structures", describe(ds)[:len(wantPlaces)], wantPlaces)
	want := describe(readMapped(t, strings.NewReader(places), placesMapping))
	wantLines(t, "as the CSV", describe(ds), want)
}

// However many empty rows stand between, none that is filled is lost.
func TestWorkbookReadsPastEmptyRows(t *testing.T) {
	book := excelize.NewFile()
	for at, cells := range map[string][]any{"A1": {"nom", "pos"}, "A2": {"A", "42.306, 9.15"}, "A40000": {"B", "42.31, 9.16"}} {
		if err := book.SetSheetRow("Sheet1", at, &cells); err != nil {
			t.Fatal(err)
		}
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	m := Mapping{Network: "cio", Columns: map[Field]string{FieldName: "nom", FieldPosition: "pos"}}
	if got := len(readMapped(t, bytes.NewReader(b.Bytes()), m).Structures); got != 2 {
		t.Errorf("got %d structures, want 2", got)
	}
}

func TestWorkbookRefuses(t *testing.T) {
	book := inWorkbook(t, map[string][][]any{"Liste": {{"nom", "pos"}, {"A", "42.3, 9.1"}, {"B", "42.3, 9.1", "", "x"}}})
	m := Mapping{Network: "cio", Columns: map[Field]string{FieldName: "nom", FieldPosition: "pos"}}
	lacks := Mapping{Network: "cio", Columns: map[Field]string{FieldName: "nom", FieldPosition: "place"}}
	for _, c := range []struct {
		name  string
		bytes []byte
		opt   TableOptions
		want  []string
	}{
		{"a sheet that is not there", book, TableOptions{Mapping: m, Sheet: "Autre"}, []string{"Autre", "Liste"}},
		{"a column that is not there", book, TableOptions{Mapping: lacks}, []string{"place", "nom, pos"}},
		{"an empty sheet", inWorkbook(t, map[string][][]any{"Vide": nil}), TableOptions{Mapping: m}, []string{"empty", "nom, pos"}},
		{"cut short", book[:len(book)/2], TableOptions{Mapping: m}, []string{"not a readable XLSX"}},
		{"an old workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), TableOptions{Mapping: m}, []string{"another format"}},
		{"a bomb", bomb(t, "[Content_Types].xml", ' ', workbookUnpacked>>20+1), TableOptions{Mapping: m}, []string{"not a readable XLSX"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.opt.Options = Options{Source: "test", File: "places.xlsx"}
			var err error
			used := grown(func() { err = ReadTable(t.Context(), bytes.NewReader(c.bytes), world(t), c.opt) })
			wantSentence(t, err, append(c.want, "places.xlsx")...)
			if used > 64<<20 {
				t.Errorf("it took %d MiB", used>>20)
			}
		})
	}
}

func FuzzReadTable(f *testing.F) {
	f.Add([]byte(places))
	f.Add([]byte("nom,pos\nA,\"42.3, 9.1\"\n\"B"))
	f.Add(inWorkbook(f, map[string][][]any{"Liste": {{"nom", "pos"}, {"A", "42.3, 9.1"}}}))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"A"},"geometry":{"type":"Point","coordinates":[9.15,42.306]}}]}`))
	small := Mapping{Network: "cio", Columns: map[Field]string{FieldName: "nom", FieldPosition: "pos"}}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, m := range []Mapping{placesMapping, small} {
			builder := world(t)
			opt := TableOptions{Options: Options{Source: "test"}, Mapping: m}
			err := errors.Join(
				said(ReadTable(t.Context(), bytes.NewReader(b), builder, opt)),
				said(ReadGeoJSON(t.Context(), bytes.NewReader(b), builder, opt)))
			if err != nil {
				t.Fatal(err)
			}
			finish(t, builder)
		}
	})
}

// said lets pass what is a sentence.
func said(err error) error {
	if err == nil || isSaid(err) {
		return nil
	}
	return err
}
