package region

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data/source"
	"maillage/say"
)

const mappedSource = `  - name: cio
    format: table
    title: CIO
    holder: R
    licence: LO
    vintage: 2026
    url: https://example.org/cio
    file: cio.zip
    member: cio.csv
    encoding: latin1
    options:
      mapping:
        nom: Intitulé
        x: X
        y: Y
        epsg: 2154
        reseau: cio
        publics: Publics
        separateurs: "+"
`

// smallRecipe is a recipe of one commune and whatever follows.
func smallRecipe(sources string) []byte {
	return []byte(minimal[:strings.Index(minimal, "  - name: people")] + sources)
}

func TestRecipeReadsAMapping(t *testing.T) {
	r, err := parseRecipe("r.yaml", smallRecipe(mappedSource))
	if err != nil {
		t.Fatal(err)
	}
	s := r.Sources[1]
	if s.Member != "cio.csv" || !s.Latin1 || s.Mapping.EPSG != 2154 || s.Mapping.Network != "cio" || s.Mapping.Separators != "+" ||
		s.Mapping.Columns[source.FieldName] != "Intitulé" || s.Mapping.Columns[source.FieldY] != "Y" || len(s.Mapping.Columns) != 4 {
		t.Errorf("got %+v", s)
	}
	for _, c := range []struct {
		name     string
		old, new string
		want     []string
	}{
		{"unknown field", "publics: Publics", "couleur: Publics", []string{"line 38", `"couleur"`, "horaires_accueil", "reseau"}},
		{"no options", mappedSource[strings.Index(mappedSource, "    options:"):], "", []string{"line 21", `"options"`}},
		{"no mapping", mappedSource[strings.Index(mappedSource, "      mapping:"):], "      sheet: a\n", []string{"line 31", `"mapping"`}},
		{"no position", "        x: X\n        y: Y\n        epsg: 2154\n", "", []string{"line 32", "latitude"}},
		{"half of one", "        y: Y\n", "", []string{"line 32", `"x" and "y"`}},
		{"projection", "2154", "27572", []string{"line 32", "27572"}},
		{"network", "reseau: cio", "reseau: CIO !", []string{"line 37", "lower-case"}},
		{"encoding", "latin1", "ebcdic", []string{"line 30", "utf-8, latin1"}},
		{"sheet of a layer", "format: table", "format: geojson", nil},
	} {
		text := strings.Replace(mappedSource, c.old, c.new, 1)
		_, err := parseRecipe("r.yaml", smallRecipe(text))
		if (err == nil) != (c.want == nil) {
			t.Errorf("%s: got %v", c.name, err)
			continue
		}
		for _, want := range c.want {
			if got := say.Err(err, say.English); !strings.Contains(got, want) {
				t.Errorf("%s: got %q, want %q in it", c.name, got, want)
			}
		}
	}
}

// A build reads what is packed as if it were plain.
func TestBuildReadsPackedFiles(t *testing.T) {
	dir := t.TempDir()
	commune := `{"type":"FeatureCollection","features":[{"type":"Feature",
		"properties":{"code":"2B096","nom":"Corte","population":7000,"codeEpci":"200073120","codeDepartement":"2B","codeRegion":"94"},
		"geometry":{"type":"Polygon","coordinates":[[[9,42],[9.2,42],[9.2,42.4],[9,42.4],[9,42]]]}}]}`
	var packed, archive bytes.Buffer
	g := gzip.NewWriter(&packed)
	_, err := g.Write([]byte(commune))
	check(t, err, g.Close())
	z := zip.NewWriter(&archive)
	for name, text := range map[string]string{"lisezmoi.txt": "x", "cio.csv": "Intitul\xe9;X;Y;Publics\nCIO l'\xc9toile;1206000;6150000;jeunes+seniors\n"} {
		f, err := z.Create(name)
		check(t, err)
		_, err = f.Write([]byte(text))
		check(t, err)
	}
	check(t, z.Close(),
		os.WriteFile(filepath.Join(dir, "communes.geojson"), packed.Bytes(), 0o600),
		os.WriteFile(filepath.Join(dir, "cio.zip"), archive.Bytes(), 0o600))
	r, err := parseRecipe("r.yaml", smallRecipe(mappedSource))
	check(t, err)
	c, report, err := Build(t.Context(), r, Options{Offline: dir})
	check(t, err)
	if report.Communes != 1 || report.Structures != 1 || c.Dataset.Structures[0].Name != "CIO l'Étoile" || len(c.Dataset.Structures[0].Services[0].Audiences) != 2 {
		t.Errorf("got %+v, %+v", report, c.Dataset.Structures)
	}
	r, err = parseRecipe("r.yaml", smallRecipe(strings.Replace(mappedSource, "    member: cio.csv\n", "", 1)))
	check(t, err)
	_, _, err = Build(t.Context(), r, Options{Offline: dir})
	for _, want := range []string{"cio.zip", "member", "lisezmoi.txt"} {
		if got := say.Err(err, say.English); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

func check(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
