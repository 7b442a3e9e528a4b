package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/internal/banworld"
)

// register writes down the places it is given, a line each.
type register struct{ lines []string }

func (r *register) AddAddress(a gazetteer.Address) {
	r.lines = append(r.lines, fmt.Sprintf("%s|%s|%s|%s|%d|%s|%.4f %.4f", a.Commune, a.Former, a.PostalCode, a.Street, a.Number, a.Suffix, a.Point[0], a.Point[1]))
}

func (r *register) AddLocality(l gazetteer.Locality) {
	r.lines = append(r.lines, fmt.Sprintf("%s|%s|%s|%s|%.4f %.4f", l.Commune, l.Former, l.PostalCode, l.Name, l.Point[0], l.Point[1]))
}

// readBAN reads a table and returns what was taken and what was told.
func readBAN(t testing.TB, text string) (taken, told []string, err error) {
	t.Helper()
	b, r := world(t), &register{}
	err = ReadBAN(t.Context(), strings.NewReader(text), b, r, Options{Source: "ban", File: "adresses-2B.csv"})
	for _, d := range b.Defects() {
		told = append(told, fmt.Sprintf("%s %s %s %s +%d", d.Kind, d.Record, d.Field, d.Value, d.More))
	}
	return r.lines, told, err
}

// banLine is a line of the file, of the cells that a test is about.
func banLine(number, suffix, street, postal, commune, former, lon, lat string) string {
	return strings.Join([]string{"id", "", number, suffix, street, postal, commune, "Corte", "", former, "", "", lon, lat,
		"entrée", "", "", "CORTE", "", "commune", "commune", "1", ""}, ";") + "\n"
}

func TestReadBAN(t *testing.T) {
	for _, c := range []struct {
		name, line, want, told string
	}{
		{"a house", banLine("12", "bis", "Cours Paoli", "20250", "2B096", "", "9.15", "42.306"), "2B096||20250|Cours Paoli|12|bis|9.1500 42.3060", ""},
		{"a quoted street", banLine("3", "", `"Rue ""A""; Bas"`, "20250", "2B096", "", "9.15", "42.306"), `2B096||20250|Rue "A"; Bas|3||9.1500 42.3060`, ""},
		{"a commune since merged", banLine("1", "", "Rue X", "20250", "2B096", "Vallon", "9.15", "42.306"), "2B096|Vallon|20250|Rue X|1||9.1500 42.3060", ""},
		{"an arrondissement", banLine("1", "", "Rue X", "69001", "69381", "", "4.83", "45.77"), "69123||69001|Rue X|1||4.8300 45.7700", ""},
		{"no number", banLine("99999", "", "Le Bourg", "20250", "2B096", "", "9.15", "42.306"), "2B096||20250|Le Bourg|0||9.1500 42.3060", ""},
		{"a number zero", banLine("0", "bis", "Le Bourg", "20250", "2B096", "", "9.15", "42.306"), "2B096||20250|Le Bourg|0||9.1500 42.3060", ""},
		{"an empty number", banLine("", "bis", "Le Bourg", "20250", "2B096", "", "9.15", "42.306"), "2B096||20250|Le Bourg|0||9.1500 42.3060", ""},
		{"a suffix in the number's column", banLine("12B", "", "Rue X", "20250", "2B096", "", "9.15", "42.306"), "2B096||20250|Rue X|12|B|9.1500 42.3060", ""},
		{"a number of too many digits", banLine("99999999999999999999", "", "Rue X", "20250", "2B096", "", "9.15", "42.306"), "2B096||20250|Rue X|0||9.1500 42.3060", ""},
		{"no postal code", banLine("1", "", "Rue X", "2025", "2B096", "", "9.15", "42.306"), "2B096|||Rue X|1||9.1500 42.3060", ""},
		{"decimal commas", banLine("1", "", "Rue X", "20250", "2B096", "", "9,15", "42,306"), "2B096||20250|Rue X|1||9.1500 42.3060", ""},
		{"no commune", banLine("1", "", "Rue X", "20250", "Corte", "", "9.15", "42.306"), "", "unreadable_record ligne 3 code_insee Corte +0"},
		{"no street", banLine("1", "", "", "20250", "2B096", "", "9.15", "42.306"), "", "unreadable_record ligne 3 code_insee 2B096 +0"},
		{"no position", banLine("1", "", "Rue X", "20250", "2B096", "", "", ""), "", "address_without_position ligne 3 lat, lon ,  +0"},
		{"a position that is none", banLine("1", "", "Rue X", "20250", "2B096", "", "E9", "42"), "", "address_without_position ligne 3 lat, lon 42, E9 +0"},
		{"metres for degrees", banLine("1", "", "Rue X", "20250", "2B096", "", "1210000", "6150000"), "", "address_without_position ligne 3 lat, lon 6150000, 1210000 +0"},
		{"a line cut short", "a;b\n", "", "unreadable_record ligne 3  2 cellules +0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := banLine("1", "", "Rue Première", "20250", "2B096", "", "9.15", "42.3")
			taken, told, err := readBAN(t, banworld.Header+"\n"+first+c.line)
			if err != nil {
				t.Fatal(err)
			}
			wantLines(t, "taken", taken[1:], lines(c.want))
			wantLines(t, "told", told, lines(c.told))
		})
	}
}

// lines is one line, or none.
func lines(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// Metres are read in the département's own projection where there are no degrees.
func TestReadBANFromMetres(t *testing.T) {
	const header = "numero;nom_voie;code_postal;code_insee;x;y;lon;lat\n"
	for _, c := range []struct {
		name, line, want string
	}{
		{"Corsica", "1;Rue X;20250;2B096;1207000.5;6155000;;\n", "42.3"},
		{"Corsica, decimal commas", "1;Rue X;20250;2B096;1207000,5;6155000;;\n", "42.3"},
		{"Guadeloupe", "1;Rue X;97100;97105;640000;1770000;;\n", "16.0"},
		{"La Réunion", "1;Rue X;97400;97411;340000;7690000;;\n", "-20.8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			taken, told, err := readBAN(t, header+c.line)
			if err != nil || len(told) > 0 || len(taken) != 1 {
				t.Fatalf("got %v, told %v, %v", taken, told, err)
			}
			if _, lat, _ := strings.Cut(taken[0][strings.LastIndexByte(taken[0], '|')+1:], " "); !strings.HasPrefix(lat, c.want) {
				t.Errorf("latitude %s, want %s", lat, c.want)
			}
		})
	}
}

func TestReadBANWithoutDegrees(t *testing.T) {
	taken, told, err := readBAN(t, "numero;nom_voie;code_insee;x;y\n1;Rue X;2B096;1207000;6155000\n")
	if err != nil || len(told) > 0 || len(taken) != 1 || !strings.HasSuffix(taken[0], " 42.3174") {
		t.Errorf("got %v, told %v, %v", taken, told, err)
	}
}

// On its central meridian a projection gives away which it is.
func TestEveryProjectionOfAddressesIsKnown(t *testing.T) {
	for _, c := range []struct {
		commune   string
		east, lon float64
	}{
		{"", 700000, 3}, {"2B096", 700000, 3}, {"97105", 500000, -63}, {"97209", 500000, -63}, {"97302", 500000, -51},
		{"97411", 500000, 57}, {"97502", 500000, -57}, {"97608", 500000, 45}, {"97701", 500000, -63}, {"97801", 500000, -63},
	} {
		if got := projectionOf(c.commune).Inverse(orb.Point{c.east, 6_600_000}); math.Abs(got[0]-c.lon) > 1e-9 {
			t.Errorf("%s: %.0f m are at %v, want longitude %v", c.commune, c.east, got, c.lon)
		}
	}
}

func TestReadBANNowhere(t *testing.T) {
	_, told, err := readBAN(t, "numero;nom_voie;code_postal;code_insee;x;y;lon;lat\n1;R;20250;2B096;;;9;42\n2;R;20250;2B096;;;;\n3;R;20250;2B096;1e300;0;;\n4;R;20250;2B096;x;y;;\n")
	if err != nil || len(told) != 3 {
		t.Errorf("told %v, %v, want three addresses nowhere", told, err)
	}
}

func TestReadBANTellsFewOfMany(t *testing.T) {
	bad := strings.Repeat(banLine("1", "", "Rue X", "20250", "Corte", "", "9.15", "42.3"), 100)
	_, told, err := readBAN(t, banworld.Header+"\n"+bad+strings.Repeat("cut;short\n", 50)+banLine("1", "", "Rue X", "20250", "2B096", "", "9.15", "42.3"))
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 2*(toldOfAddresses+1) {
		t.Errorf("%d defects, want five of each kind and one for the rest: %v", len(told), told)
	}
}

func TestReadBANRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"adresses-2B.csv", "empty"}},
		{"another table", "a;b\n1;2\n", []string{"adresses-2B.csv", "nom_voie"}},
		{"lieux-dits", banworld.LocalitiesHeader + "\n", []string{"nom_voie"}},
		{"no position", "numero;nom_voie;code_insee;x\n", []string{`"lon"`, "columns found: numero, nom_voie"}},
		{"no address", banworld.Header + "\n", []string{"no address", "département"}},
		{"nothing of use", banworld.Header + "\n" + banLine("1", "", "Rue X", "", "", "", "", ""), []string{"no address"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := readBAN(t, c.text)
			wantSentence(t, err, c.want...)
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := ReadBAN(ctx, strings.NewReader(banworld.Header+"\n"+banLine("1", "", "R", "20250", "2B096", "", "9", "42")), world(t), &register{}, Options{Source: "ban"})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

func TestReadBANLocalities(t *testing.T) {
	text := banworld.LocalitiesHeader + `
1;Campu di Mela;20250;2B096;Corte;;Vallon;1;2;9.15;42.3;commune;commune
2;U Pratu;20250;2B096;Corte;;;;;;;commune;commune
`
	b, r := world(t), &register{}
	if err := ReadBANLocalities(t.Context(), strings.NewReader(text), b, r, Options{Source: "ban"}); err != nil {
		t.Fatal(err)
	}
	wantLines(t, "taken", r.lines, []string{"2B096|Vallon|20250|Campu di Mela|9.1500 42.3000"})
	if d := b.Defects(); len(d) != 1 || d[0].Kind != data.DefectAddressUnplaced {
		t.Errorf("told %v, want the one without a position", d)
	}
	if err := ReadBANLocalities(t.Context(), strings.NewReader(banworld.LocalitiesHeader+"\n"), b, r, Options{Source: "ban"}); err != nil {
		t.Errorf("a département without lieux-dits: %v", err)
	}
}

// A drawn world comes through its files as it was drawn.
func TestReadBANReadsWholeWorlds(t *testing.T) {
	w := banworld.New(11, 12, 3000)
	var addresses, localities bytes.Buffer
	if err := w.WriteCSV(&addresses); err != nil {
		t.Fatal(err)
	}
	if err := w.WriteLocalities(&localities); err != nil {
		t.Fatal(err)
	}
	b, got, want := world(t), &register{}, &register{}
	if err := ReadBAN(t.Context(), &addresses, b, got, Options{Source: "ban"}); err != nil {
		t.Fatal(err)
	}
	if err := ReadBANLocalities(t.Context(), &localities, b, got, Options{Source: "ban"}); err != nil {
		t.Fatal(err)
	}
	for a := range w.All() {
		want.AddAddress(gazetteer.Address(a))
	}
	for _, l := range w.Localities {
		want.AddLocality(gazetteer.Locality(l))
	}
	wantLines(t, "places", got.lines, want.lines)
	if told := b.Defects(); len(told) > 0 {
		t.Errorf("told %v", told)
	}
}

func FuzzReadBAN(f *testing.F) {
	f.Add(banworld.Header + "\n" + banLine("12", "bis", "Cours Paoli", "20250", "2B096", "", "9.15", "42.306"))
	f.Add("numero;nom_voie;code_insee;x;y;lon;lat\n1;R;97411;340000;7690000;;\n")
	f.Add("nom_voie,numero,code_insee,lon,lat\nX,1B,2B096,\"9,1\",42\n")
	f.Fuzz(func(t *testing.T, text string) {
		_ = ReadBAN(t.Context(), strings.NewReader(text), new(data.Builder), onEarthOnly{t}, Options{Source: "ban"})
	})
}

// onEarthOnly holds what a taker may count on.
type onEarthOnly struct{ t *testing.T }

func (o onEarthOnly) AddAddress(a gazetteer.Address) {
	if !onEarth(a.Point) || a.Street == "" || a.Number < 0 || a.Number == 0 && a.Suffix != "" || len(a.Commune) != 5 || a.PostalCode != "" && len(a.PostalCode) != 5 {
		o.t.Errorf("taken: %+v", a)
	}
}

// BenchmarkReadBAN reads a tenth of a million lines into nothing.
func BenchmarkReadBAN(b *testing.B) {
	const n = 100_000
	var text bytes.Buffer
	if err := banworld.New(1, 400, n).WriteCSV(&text); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if err := ReadBAN(b.Context(), bytes.NewReader(text.Bytes()), world(b), nowhere{}, Options{Source: "ban"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

type nowhere struct{}

func (nowhere) AddAddress(gazetteer.Address) {}

// A gazetteer's Builder takes whatever is read here.
var _ PlaceTaker = (*gazetteer.Builder)(nil)
