package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// complaint is what a bad input must be answered with.
type complaint struct {
	name   string
	args   []string
	code   int
	fr, en []string // what the one sentence says in each language
}

// hold runs the program in both languages and checks its one sentence. A
// complaint with words in one language alone is held in that one.
func (c complaint) hold(t *testing.T) {
	t.Run(c.name, func(t *testing.T) {
		if c.fr == nil && c.en == nil {
			t.Fatal("no words are wanted in either language: nothing would be held")
		}
		for lang, words := range map[string][]string{"fr_FR.UTF-8": c.fr, "en_GB.UTF-8": c.en} {
			if words == nil {
				continue
			}
			got := runWith(t.Context(), map[string]string{"LANG": lang}, c.args...)
			if got.code != c.code {
				t.Errorf("%s: exit %d, want %d: %s", lang, got.code, c.code, got.stderr)
			}
			if got.stdout != "" {
				t.Errorf("%s: wrote to standard output: %s", lang, got.stdout)
			}
			last := got.stderr[strings.LastIndex(strings.TrimSuffix(got.stderr, "\n"), "\n")+1:]
			for _, word := range words {
				if !strings.Contains(last, word) {
					t.Errorf("%s: %q does not say %q", lang, last, word)
				}
			}
			for _, never := range []string{"%!", "panic", "goroutine", "<nil>"} {
				if strings.Contains(got.stderr, never) {
					t.Errorf("%s: says %q: %s", lang, never, got.stderr)
				}
			}
		}
	})
}

func TestWrongUseIsSaidInOneSentence(t *testing.T) {
	file := demoFile(t)
	for _, c := range []complaint{
		{"no command", nil, exitMisuse, []string{"dites quoi faire"}, []string{"say what to do"}},
		{"unknown command", []string{"naerest"}, exitMisuse, []string{"naerest", "nearest", "--help"}, []string{"naerest", "did you mean"}},
		{"unknown flag", []string{"coverage", "--demo", "--targte", "30"}, exitMisuse, []string{"--targte", "--target", "maillage coverage --help"}, []string{"unknown option", "--target"}},
		{"missing flag", []string{"coverage", "--demo"}, exitMisuse, []string{"il manque", "--target"}, []string{"--target", "is missing"}},
		{"the way to nowhere", []string{"route", "--demo", "--lat", "42", "--lon", "9"}, exitMisuse, []string{"il manque --structure"}, []string{"--structure is missing"}},
		{"the way to what there is not", []string{"route", file, "--lat", "42", "--lon", "9", "--structure", "x--y"}, exitMisuse, []string{"x--y", "aucune structure"}, []string{"x--y", "no structure"}},
		{"isochrones of two kinds of places", []string{"isochrones", "--demo", "--lat", "42", "--lon", "9", "--structure", "x--y"}, exitMisuse, []string{"plusieurs façons", "--structure"}, []string{"several ways"}},
		{"isochrones beyond what is drawn", []string{"isochrones", file, "--lat", "42", "--lon", "9", "--minutes", "240"}, exitMisuse, []string{"minutes=240", "120"}, []string{"minutes=240", "120"}},
		{"half a start", []string{"nearest", "--demo", "--lat", "42"}, exitMisuse, []string{"il manque", "--lon"}, []string{"--lon", "is missing"}},
		{"no number", []string{"nearest", "--demo", "--lat", "nord", "--lon", "9"}, exitMisuse, []string{"--lat", "nombre", "nord"}, []string{"--lat", "number"}},
		{"no region", []string{"coverage", "--target", "30"}, exitMisuse, []string{"--demo"}, []string{"--demo"}},
		{"two regions", []string{"coverage", file, "--demo", "--target", "30"}, exitMisuse, []string{"pas les deux"}, []string{"not both"}},
		{"a workbook on the terminal", []string{"coverage", "--demo", "--target", "30", "-f", "xlsx"}, exitMisuse, []string{"-o resultat.xlsx"}, []string{"-o result.xlsx"}},
		{"no territory", []string{"gaps", file, "--target", "30", "--territoire", "pays:FR"}, exitMisuse, []string{"territoire=pays:FR", "departement:"}, []string{"territoire=pays:FR", "kind of territory"}},
		{"no territory of places", []string{"places", file, "port", "--territoire", "departement:99"}, exitMisuse, []string{"territoire=departement:99"}, []string{"is not accepted"}},
		{"lat 95", []string{"nearest", "--demo", "--lat", "95", "--lon", "9"}, exitMisuse, []string{"--lat=95", "-90 et 90"}, []string{"--lat=95", "-90 and 90"}},
		{"lon 200", []string{"nearest", "--demo", "--lat", "5", "--lon", "200"}, exitMisuse, []string{"--lon=200", "-180 et 180"}, []string{"--lon=200"}},
		{"lat NaN", []string{"nearest", "--demo", "--lat", "NaN", "--lon", "9"}, exitMisuse, []string{"--lat=NaN"}, []string{"--lat=NaN"}},
		{"isochrones of nowhere", []string{"isochrones", "--demo"}, exitMisuse, []string{"il manque le lieu", "--structure"}, []string{"place is missing", "--structure"}},
		{"no start", []string{"nearest", "--demo"}, exitMisuse, []string{"départ", "--lat", "--q", "--code-commune"}, []string{"start is missing", "--q"}},
		{"two starts", []string{"nearest", "--demo", "--q", "sarvielle", "--code-commune", "9A060"}, exitMisuse, []string{"plusieurs façons"}, []string{"several ways"}},
		{"a start too long", []string{"nearest", "--demo", "--q", strings.Repeat("é", 201)}, exitMisuse, []string{"--q", "201", "200"}, []string{"201", "200"}},
		{"a start that is nowhere", []string{"nearest", file, "--q", "qwxz vkj"}, exitMisuse, []string{"orthographe"}, []string{"spelling"}},
		{"a start that is too large", []string{"nearest", file, "--q", "Arvenne-Maritime"}, exitMisuse, []string{"territoire"}, []string{"territory"}},
		{"a commune of no region", []string{"nearest", file, "--code-commune", "2B096"}, exitMisuse, []string{"INSEE"}, []string{"INSEE"}},
		{"no place looked for", []string{"places", file}, exitMisuse, []string{"dites quoi chercher", "--lat"}, []string{"say what to look for"}},
		{"half a position", []string{"places", file, "x", "--lon", "2"}, exitMisuse, []string{"il manque --lat"}, []string{"--lat is missing"}},
		{"places without end", []string{"places", file, "x", "-k", "1000"}, exitMisuse, []string{"-k 1000", "50"}, []string{"1 to 50"}},
		{"a text without end", []string{"places", file, strings.Repeat("a ", 5000)}, exitMisuse, []string{"9999", "200"}, []string{"200"}},
		{"no table", []string{"geocode", file}, exitMisuse, []string{"tableau"}, []string{"table"}},
		{"a table that is packed", []string{"geocode", file, "a.csv", "-o", "b.csv.gz"}, exitMisuse, []string{"b.csv.gz", ".xlsx"}, []string{"b.csv.gz", ".csv"}},
		{"a table that is not there", []string{"geocode", file, "absent.csv"}, exitFailed, []string{"absent.csv n'existe pas"}, []string{"absent.csv does not exist"}},
		{"a score above all", []string{"geocode", file, "a.csv", "--min-score", "88"}, exitMisuse, []string{"--min-score=88", "0 à 1"}, []string{"0 to 1"}},
		{"a part of no address", []string{"geocode", file, "a.csv", "--columns", "pays=X"}, exitMisuse, []string{"pays=X", "code_insee"}, []string{"PART=COLUMN"}},
		{"a part without its column", []string{"geocode", file, "a.csv", "--columns", "adresse"}, exitMisuse, []string{"PARTIE=COLONNE"}, []string{"PART=COLUMN"}},
		{"a form that is not written", []string{"geocode", file, "a.csv", "-o", "b.ods"}, exitMisuse, []string{"b.ods", ".xlsx"}, []string{".xlsx"}},
		{"the region written over", []string{"geocode", file, "a.csv", "-o", file}, exitMisuse, []string{"remplacerait"}, []string{"would replace"}},
		{"a table that is not there", []string{"geocode", file, "absente.csv"}, exitFailed, []string{"absente.csv"}, []string{"absente.csv"}},
		{"stay of a day", []string{"nearest", "--demo", "--lat", "5", "--lon", "2", "--stay", "1440"}, exitMisuse, []string{"--stay=1440", "240"}, []string{"from 0 to 240"}},
		{"no structure wanted", []string{"nearest", "--demo", "--lat", "5", "--lon", "2", "-k", "0"}, exitMisuse, []string{"-k 0"}, []string{"-k 0"}},
		{"unknown audience", []string{"nearest", file, "--lat", "46", "--lon", "-4", "--publics", "martiens"}, exitMisuse, []string{"publics", "martiens", "jeunes"}, []string{"allowed"}},
		{"unknown network", []string{"coverage", file, "--target", "30", "--reseaux-porteurs", "nasa"}, exitMisuse, []string{"reseaux_porteurs", "nasa", "mission-locale"}, []string{"nasa"}},
		{"unknown mode", []string{"gaps", file, "--target", "30", "--mode", "fusée"}, exitMisuse, []string{"mode", "fusée", "car"}, []string{"car"}},
		{"unknown rows", []string{"coverage", file, "--target", "30", "--by", "canton"}, exitMisuse, []string{"canton", "epci"}, []string{"epci"}},
		{"unknown group", []string{"gaps", file, "--target", "30", "--group", "elfes"}, exitMisuse, []string{"elfes", "all"}, []string{"all"}},
		{"unknown level", []string{"gaps", file, "--target", "30", "--level", "3"}, exitMisuse, []string{"--level=3", "1, 2"}, []string{"1, 2"}},
		{"no target", []string{"gaps", file, "--target", "0"}, exitMisuse, []string{"target"}, []string{"target"}},
		{"no time", []string{"gaps", file, "--target", "30", "--at", "demain"}, exitMisuse, []string{"--at", "demain", "2026-11-25T14:00"}, []string{"--at", "demain"}},
		{"unknown form", []string{"gaps", file, "--target", "30", "-f", "pdf"}, exitMisuse, []string{"--format", "pdf", "geojson"}, []string{"pdf"}},
		{"check on a map", []string{"check", file, "-f", "geojson"}, exitMisuse, []string{"table, json, csv"}, []string{"table, json, csv"}},
		{"no address", []string{"serve", file, "--addr", "ici"}, exitMisuse, []string{"--addr=ici", "127.0.0.1:8080"}, []string{"--addr=ici"}},
	} {
		c.hold(t)
	}
}

func TestBadFilesAreSaidInOneSentence(t *testing.T) {
	whole := read(t, demoFile(t))
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	cut := write("cut.maillage", whole[:len(whole)*2/3])
	stub := write("stub.maillage", whole[:10])
	empty := write("empty.maillage", nil)
	text := write("text.maillage", bytes.Repeat([]byte("bonjour "), 1000))
	damaged := bytes.Clone(whole)
	damaged[len(damaged)*9/10] ^= 0x40
	flipped := write("flipped.maillage", damaged)
	recipe := write("broken.yaml", []byte("region:\n  nom: Corse\n"))
	nowhere := filepath.Join(dir, "nowhere", "out.json")
	before := listing(t, dir)
	for _, c := range []complaint{
		{"no such file", []string{"check", filepath.Join(dir, "absent.maillage")}, exitFailed, []string{"absent.maillage", "n'existe pas", "maillage build"}, []string{"absent.maillage"}},
		{"a folder", []string{"check", dir}, exitFailed, []string{"dossier"}, []string{"folder"}},
		{"a recipe", []string{"serve", recipe, "--addr", "127.0.0.1:0"}, exitFailed, []string{"recette", "maillage build"}, []string{"recipe", "maillage build"}},
		{"cut, checked", []string{"check", cut}, exitFailed, []string{"cut.maillage"}, []string{"cut.maillage"}},
		{"cut, asked", []string{"coverage", cut, "--target", "30"}, exitFailed, []string{"cut.maillage"}, []string{"cut.maillage"}},
		{"cut in its header", []string{"nearest", stub, "--lat", "46", "--lon", "-4"}, exitFailed, []string{"stub.maillage"}, []string{"stub.maillage"}},
		{"empty", []string{"gaps", empty, "--target", "30"}, exitFailed, []string{"empty.maillage"}, []string{"empty.maillage"}},
		{"another format", []string{"check", text}, exitFailed, []string{"text.maillage"}, []string{"text.maillage"}},
		{"one bit wrong", []string{"check", flipped}, exitFailed, []string{"flipped.maillage"}, []string{"flipped.maillage"}},
		{"unwritable output", []string{"coverage", demoFile(t), "--target", "30", "-f", "json", "-o", nowhere}, exitFailed, []string{nowhere, "n'existe pas", "-o"}, []string{nowhere, "does not exist"}},
		{"unwritable build", []string{"build", recipe, "-o", nowhere}, exitFailed, []string{"broken.yaml"}, []string{"broken.yaml"}},
		{"no recipe", []string{"build", filepath.Join(dir, "absent.yaml"), "-o", filepath.Join(dir, "x.maillage")}, exitFailed, []string{"absent.yaml"}, []string{"absent.yaml"}},
	} {
		c.hold(t)
	}
	if after := listing(t, dir); after != before {
		t.Errorf("files were left behind:\n%s\nbefore:\n%s", after, before)
	}
}

// Corsica's sources, each spoilt in its own way: the build says which and where,
// and leaves nothing. Each is built once, in the languages by turns: that one
// error is said in both is what data/region holds.
func TestBadSourcesAreSaidInOneSentence(t *testing.T) {
	recipe, offline := corsicaInputs(t)
	for i, c := range []struct {
		name, file string
		spoil      func([]byte) []byte
	}{
		{"truncated streets", "roads.osm.pbf", func(b []byte) []byte { return b[:len(b)/2] }},
		{"streets that are text", "roads.osm.pbf", func([]byte) []byte { return []byte(strings.Repeat("rue ", 5000)) }},
		{"GeoJSON that is not one", "communes.geojson", func([]byte) []byte { return []byte("<html>404</html>") }},
		{"truncated GeoJSON", "communes.geojson", func(b []byte) []byte { return b[:len(b)/2] }},
		{"GeoJSON of something else", "communes.geojson", func([]byte) []byte { return []byte(`{"type":"FeatureCollection","features":[]}`) }},
		{"CSV without its column", "france_travail.csv", func(b []byte) []byte { return bytes.Replace(b, []byte("lon"), []byte("lgt"), 1) }},
		{"empty CSV", "france_services.csv", func([]byte) []byte { return nil }},
		{"JSON cut short", "mednum_corse.json", func(b []byte) []byte { return b[:len(b)/3] }},
		{"GeoPackage that is not one", "population_1km.gpkg", func([]byte) []byte { return []byte("not a database") }},
		{"truncated GeoPackage", "population_1km.gpkg", func(b []byte) []byte { return b[:len(b)/2] }},
		{"a file that is not there", "france_travail.csv", nil},
	} {
		dir, out := spoilt(t, offline, c.file, c.spoil), t.TempDir()
		said := complaint{name: c.name, args: []string{"build", recipe, "--offline", dir, "-o", filepath.Join(out, "x.maillage")}, code: exitFailed}
		if i%2 == 0 {
			said.fr = []string{c.file}
		} else {
			said.en = []string{c.file}
		}
		said.hold(t)
		if left := listing(t, out); left != "" {
			t.Errorf("%s: the failed build left %s", c.name, left)
		}
	}
}

// spoilt is a folder of links to the sources, one of them spoilt or, without spoil, absent.
func spoilt(t *testing.T, from, file string, spoil func([]byte) []byte) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != file {
			if err := os.Symlink(filepath.Join(from, e.Name()), filepath.Join(dir, e.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
	// What regions share lies beside their folders.
	if err := os.Symlink(filepath.Join(filepath.Dir(from), "calendar"), filepath.Join(dir, "calendar")); err != nil {
		t.Fatal(err)
	}
	if spoil != nil {
		if err := os.WriteFile(filepath.Join(dir, file), spoil(read(t, filepath.Join(from, file))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// listing names every file below a folder, one a line.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b.WriteString(path + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
