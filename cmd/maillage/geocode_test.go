package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"maillage/data/region"
	"maillage/internal/addok"
)

// inTable writes a table into a folder of the test's.
func inTable(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// placedIn runs geocode and returns, of each row, some of its columns, and what was said.
func placedIn(t testing.TB, columns []string, args ...string) (rows []string, said string) {
	t.Helper()
	got := run(t, append([]string{"geocode", demoFile(t)}, args...)...)
	if got.code != exitDone {
		t.Fatalf("geocode %v: exit %d: %s", args, got.code, got.stderr)
	}
	read := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.stdout, "\uFEFF")))
	read.FieldsPerRecord = -1
	if head, _, _ := strings.Cut(got.stdout, "\n"); strings.Contains(head, ";") {
		read.Comma = ';'
	}
	cells, err := read.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := make(map[string]int)
	for i, name := range cells[0] {
		at[name] = i
	}
	for _, row := range cells[1:] {
		var out []string
		for _, c := range columns {
			i, ok := at[c]
			if !ok {
				t.Fatalf("no column %s in %q", c, cells[0])
			}
			out = append(out, row[i])
		}
		rows = append(rows, strings.Join(out, "|"))
	}
	return rows, got.stderr
}

const adresses = `Nom;Adresse;CP;Ville
A;112 Rue de la Paix;96101;Sarvielle
B;112 r de la paix;96109;SARVIELLE CEDEX 9
C;9 chemin elise dourlens petit;;sarvielle
D;999 rue de la paix;96101;sarvielle
E;rue qui n'existe pas;96101;Sarvielle
F;;;
G;12 rue du clos;;
H;12 rue du clos;96302;Falguozole
I;12 rue du clos;96302;Falgouzole;x
J;rue qui n'existe pas;99999;Nulle-Part
K;;96101;Sarvielle
`

// What became of each address, and with what precision.
func TestGeocodePlacesEveryRow(t *testing.T) {
	got, said := placedIn(t, []string{"Nom", "result_status", "result_precision", "result_type", "result_housenumber", "result_street", "result_postcode", "result_city", "result_citycode"},
		inTable(t, "a.csv", adresses))
	want := []string{
		"A|ok|house|housenumber|112|Rue de la Paix|96101|Sarvielle|9A060",
		"B|ok|house|housenumber|112|Rue de la Paix|96101|Sarvielle|9A060",
		"C|ok|house|housenumber|9|Chemin Élise-Dourlens-Petit|96101|Sarvielle|9A060",
		"D|ok|street|street||Rue de la Paix|96101|Sarvielle|9A060",
		"E|ok|commune|municipality|||96101|Sarvielle|9A060",
		"F|skipped|||||||",
		"G|ambiguous|||||||",
		"H|ok|house|housenumber|12|Rue du Clos|96302|Falgouzole|9C006",
		"I|error|||||||",
		"J|not-found|||||||",
		"K|ok|commune|municipality|||96101|Sarvielle|9A060",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, words := range []string{"adresse = Adresse, code_postal = CP, commune = Ville", "11 lignes", "4 (36 %) au numéro", "1 (9 %) à la rue", "2 (18 %) à la commune",
		"1 (9 %) dans plusieurs communes", "1 (9 %) introuvables", "1 (9 %) sans adresse", "1 (9 %) de plus de cellules", "lignes 10", "Sources"} {
		if !strings.Contains(said, words) {
			t.Errorf("no %q in\n%s", words, said)
		}
	}
}

// The table's own cells come out as they are, in its own form; a street not found halves the score.
func TestGeocodeKeepsTheTable(t *testing.T) {
	path := inTable(t, "a.csv", adresses)
	out := done(t, "geocode", demoFile(t), path)
	for i, line := range strings.Split(strings.TrimSpace(adresses), "\n") {
		if got := strings.Split(out, "\n")[i]; i != 9 && !strings.HasPrefix(got, line+";") || i == 9 && !strings.HasSuffix(got, ";x") {
			t.Errorf("line %d: got %q of %q", i+1, got, line)
		}
	}
	scores, _ := placedIn(t, []string{"latitude", "longitude", "result_score", "result_label", "result_name", "result_source"}, path)
	if want := "45.962929|-4.648218|1|112 Rue de la Paix, 96101 Sarvielle|112 Rue de la Paix|region"; scores[0] != want {
		t.Errorf("got %q, want %q", scores[0], want)
	}
	if !strings.Contains(scores[4], "|0.5|Sarvielle") || !strings.Contains(scores[10], "|1|Sarvielle") {
		t.Errorf("a street not found: %q; no street: %q", scores[4], scores[10])
	}
}

func TestGeocodeWritesFiles(t *testing.T) {
	path, dir := inTable(t, "a.csv", adresses), t.TempDir()
	for _, c := range []struct {
		name, begins string
		args         []string
	}{
		{"b.csv", "Nom;Adresse;CP;Ville;latitude;", nil},
		{"c.csv", "Nom,Adresse,CP,Ville,latitude,", []string{"--csv-dialect", "standard"}},
		{"d.csv", "\uFEFFNom;Adresse;CP;Ville;latitude;", []string{"--csv-dialect", "excel"}},
		{"e.xlsx", "PK", nil},
	} {
		out := filepath.Join(dir, c.name)
		if got := done(t, append([]string{"geocode", demoFile(t), path, "-o", out}, c.args...)...); got != "" {
			t.Errorf("%s: wrote to standard output: %s", c.name, got)
		}
		if text := string(read(t, out)); !strings.HasPrefix(text, c.begins) {
			t.Errorf("%s: begins with %.60q", c.name, text)
		}
	}
	if text := string(read(t, filepath.Join(dir, "d.csv"))); !strings.Contains(text, "45,962929") {
		t.Error("Excel's decimals are points")
	}
	// The workbook written is read again, and written into once more.
	again := filepath.Join(dir, "f.xlsx")
	done(t, "geocode", demoFile(t), filepath.Join(dir, "e.xlsx"), "-o", again, "--columns", "adresse=Adresse,code_postal=CP,commune=Ville")
	rows, said := placedIn(t, []string{"Nom", "result_label", "result_label_2"}, again, "--columns", "adresse=Adresse", "--columns", "commune=Ville")
	if len(rows) != 11 || rows[0] != "A|112 Rue de la Paix, 96101 Sarvielle|112 Rue de la Paix, 96101 Sarvielle" || !strings.Contains(said, "latitude_3") {
		t.Errorf("got %d rows, the first %q; said %s", len(rows), rows, said)
	}
}

// A separator too many at the end of rows is no cell; a header alone is a table of no rows.
func TestGeocodeOfUnevenRows(t *testing.T) {
	got, _ := placedIn(t, []string{"adresse", "result_status"}, inTable(t, "a.csv", "adresse;ville\n112 rue de la paix;sarvielle;\n112 rue de la paix;sarvielle;; \n112 rue de la paix\nx;y;z\n"))
	if want := "[112 rue de la paix|ok 112 rue de la paix|ok 112 rue de la paix|ok x|error]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if got, said := placedIn(t, []string{"adresse"}, inTable(t, "b.csv", "adresse;ville\n")); len(got) != 0 || !strings.Contains(said, "0 ligne\n") {
		t.Errorf("got %v; said %s", got, said)
	}
	twice := inTable(t, "c.csv", "adresse;ville;adresse\n112 rue de la paix;sarvielle;1 rue du clos\n")
	complaint{"two columns of one name", []string{"geocode", demoFile(t), twice}, exitFailed, []string{"c.csv", "adresse", "2 fois", "renommez"}, []string{"2 times", "rename"}}.hold(t)
}

// A failure leaves the file as it was.
func TestGeocodeLeavesNoHalf(t *testing.T) {
	out := inTable(t, "out.csv", "avant")
	cut := inTable(t, "a.csv", adresses+"\"sans fin"+strings.Repeat("x\n", 1<<20))
	if got := run(t, "geocode", demoFile(t), cut, "-o", out); got.code != exitFailed || !strings.Contains(got.stderr, "a.csv") {
		t.Errorf("exit %d: %s", got.code, got.stderr)
	}
	if got := string(read(t, out)); got != "avant" {
		t.Errorf("the file is now %.100q", got)
	}
	if got := run(t, "geocode", demoFile(t), inTable(t, "b.csv", "a,b\n1,2\n")); got.code != exitFailed || !strings.Contains(got.stderr, "--columns") {
		t.Errorf("no address: exit %d: %s", got.code, got.stderr)
	}
}

// A file without house numbers says so.
func TestGeocodeSaysWhatTheFileLacks(t *testing.T) {
	r, err := openFile(demoFile(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "bare.maillage")
	file, err := region.Open(demoFile(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	defer r.release()
	contents, err := file.Contents()
	if err == nil {
		err = region.Write(path, &region.Contents{Dataset: contents.Dataset, Streets: contents.Streets, Recipe: "bare", Gazetteer: region.NewGazetteer(contents.Dataset, contents.Streets)})
	}
	if err != nil {
		t.Fatal(err)
	}
	got := run(t, "geocode", path, inTable(t, "a.csv", adresses))
	if got.code != exitDone || !strings.Contains(got.stderr, "aucun numéro de rue") || !strings.Contains(got.stdout, "A;112 Rue de la Paix;96101;Sarvielle;") {
		t.Errorf("exit %d: %s%s", got.code, got.stderr, got.stdout)
	}
}

// The national geocoder is asked about what is not found well, and about nothing else.
func TestGeocodeNationally(t *testing.T) {
	known := func(kind, house, street, code string) addok.Result {
		return addok.Result{"longitude": "-4.6", "latitude": "45.9", "result_score": "0.9", "result_type": kind, "result_label": "trouvé", "result_housenumber": house,
			"result_name": street, "result_street": street, "result_postcode": "96101", "result_city": "Sarvielle", "result_citycode": code}
	}
	s := addok.New(t, map[string]addok.Result{
		"999 rue de la paix sarvielle":   known("housenumber", "999", "Rue de la Paix", "9A060"),
		"rue qui n'existe pas sarvielle": known("municipality", "", "", "9A060"),
		"997 avenue neuve":               known("housenumber", "997", "Avenue Neuve", "69123"), // a town it does not name
		"997 avenue neuve sarvielle":     known("housenumber", "997", "Avenue Neuve", "9A060"),
		"998 rue de la paix sarvielle":   known("housenumber", "998", "Rue de la Paix", "69123"), // not where it was found
	})
	got, said := placedIn(t, []string{"Nom", "result_status", "result_precision", "result_label", "result_score", "result_source"},
		inTable(t, "a.csv", adresses+"L;998 rue de la paix;;sarvielle\nM;997 avenue neuve;;\nN;997 avenue neuve Sarvielle;;\n"), "--national", s.URL)
	for i, want := range map[int]string{
		0:  "A|ok|house|112 Rue de la Paix, 96101 Sarvielle|1|region",
		3:  "D|ok|house|trouvé|0.9|national",
		4:  "E|ok|commune|Sarvielle (Arvenne-Maritime)|0.5|region", // no finer
		9:  "J|not-found||||",
		11: "L|ok|street|Rue de la Paix, 96101 Sarvielle|1|region",
		12: "M|not-found||||",
		13: "N|ok|house|trouvé|0.9|national",
	} {
		if got[i] != want {
			t.Errorf("got %q, want %q", got[i], want)
		}
	}
	if want := "[999 rue de la paix sarvielle rue qui n'existe pas Sarvielle rue qui n'existe pas Nulle-Part 998 rue de la paix sarvielle 997 avenue neuve 997 avenue neuve Sarvielle]"; fmt.Sprint(s.Texts()) != want {
		t.Errorf("asked about %v, want %s", s.Texts(), want)
	}
	if received := s.Received(); strings.Contains(received, "112") || strings.Contains(received, "Nom") {
		t.Errorf("what was found, or another column, was sent: %s", received)
	}
	if !strings.Contains(said, "géocodeur national, 2") || s.Requests() != 1 {
		t.Errorf("%d requests; said %s", s.Requests(), said)
	}
}

func TestGeocodeNationallySaysWhatIsWrong(t *testing.T) {
	s := addok.New(t, nil)
	s.Refuse = func(w http.ResponseWriter, _ int) bool { addok.Refusal(w, 400, "no such column"); return true }
	out := filepath.Join(t.TempDir(), "out.csv")
	path := inTable(t, "a.csv", adresses)
	complaint{"refused", []string{"geocode", demoFile(t), path, "-o", out, "--national", s.URL}, exitFailed, []string{s.URL, "400", "sans --national"}, []string{"no such column", "no --national"}}.hold(t)
	complaint{"unencrypted", []string{"geocode", demoFile(t), path, "--national", "http://example.org"}, exitMisuse, []string{"--national", "https"}, []string{"https"}}.hold(t)
	if _, err := os.Stat(out); err == nil {
		t.Error("a half was left")
	}
}

// A table of more than one batch comes out in its order; on a terminal a bar is drawn and taken away.
func TestGeocodeLargeTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,adresse,commune\n")
	const rows = 2*batchRows + 7
	for i := range rows {
		fmt.Fprintf(&b, "%d,%d rue de la paix,Sarvielle\n", i, 1+i%150)
	}
	got, said := placedIn(t, []string{"id", "result_status"}, inTable(t, "a.csv", b.String()))
	if len(got) != rows || !strings.Contains(strings.ReplaceAll(said, thin, " "), "4 007 lignes") {
		t.Fatalf("got %d rows of %d; said %s", len(got), rows, said)
	}
	for i, row := range got {
		if row != fmt.Sprintf("%d|ok", i) {
			t.Fatalf("row %d is %q", i, row)
		}
	}
	var stdout, stderr bytes.Buffer
	m := &Main{Stdout: &stdout, Stderr: &stderr, Env: func(string) string { return "" }, Now: clock, Terminal: true}
	if code := m.Run(t.Context(), []string{"geocode", demoFile(t), inTable(t, "b.csv", adresses)}); code != exitDone || !strings.Contains(stderr.String(), "adresses") {
		t.Errorf("exit %d: %q", code, stderr.String())
	}
}

// The score that geocode asks for is the one that was measured for records.
func TestGeocodeAsksForTheScoreMeasured(t *testing.T) {
	field, _ := reflect.TypeFor[geocodeCommand]().FieldByName("MinScore")
	if got, want := field.Tag.Get("default"), fmt.Sprint(region.LeastScore); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
