package region

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/realdata"
	"maillage/say"
)

const minimal = `region:
  code: 94
  name: Corse
  timezone: Europe/Paris
  buffer_km: 2.5
networks:
  - code: maison
    label: {fr: Maison, en: House}
    offers:
      - {level: 1, audiences: [tous-publics]}
      - {level: 2, audiences: [jeunes, seniors]}
sources:
  - name: communes
    format: communes
    title: Communes
    holder: IGN
    licence: LO
    vintage: 2020
    url: https://example.org/communes
    file: communes.geojson
  - name: people
    format: grid
    title: Grid
    holder: INSEE
    licence: LO
    vintage: 2015
    url: https://example.org/grid
    file: grid.gpkg
    sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    by_hand: true
    options:
      layer: cells
      groups:
        - {code: all, column: Ind, label: tous, unit: personnes}
`

func TestParseRecipe(t *testing.T) {
	r, err := parseRecipe("somewhere/corse.yaml", []byte(minimal))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.Region, (data.Region{Code: "94", Name: "Corse", TimeZone: "Europe/Paris"}); got != want {
		t.Errorf("region: got %+v, want %+v", got, want)
	}
	if r.Name != "corse" || r.BufferKM != 2.5 {
		t.Errorf("got name %q, buffer %g; want corse, 2.5", r.Name, r.BufferKM)
	}
	if n := r.Networks[0]; n.Code != "maison" || n.FR != "Maison" || n.EN != "House" || len(n.Offers) != 2 ||
		n.Offers[1].Level != 2 || len(n.Offers[1].Audiences) != 2 || n.Offers[1].Audiences[1] != "seniors" {
		t.Errorf("network: got %+v", n)
	}
	s := r.Sources[1]
	if s.Name != "people" || s.Format != FormatGrid || s.Vintage != "2015" || s.File != "grid.gpkg" || !s.ByHand || s.Line != 21 ||
		s.Layer != "cells" || len(s.Groups) != 1 || s.Groups[0].Column != "Ind" || s.Groups[0].Unit != "personnes" {
		t.Errorf("source: got %+v", s)
	}
}

func TestRecipeSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new string   // what is changed in the minimal recipe
		want     []string // found in the English sentence
	}{
		{"unknown key at the root", "networks:", "network:", []string{"r.yaml, line 6", `"network"`, "region, networks, sources"}},
		{"unknown key of a source", "    holder: IGN", "    editor: IGN", []string{"line 16", `"editor"`, "sources[1]", "holder"}},
		{"unknown key of the region", "  name: Corse", "  nom: Corse", []string{"line 3", `"nom"`, "timezone"}},
		{"missing key", "    licence: LO\n    vintage: 2020", "    vintage: 2020", []string{"line 13", `"licence"`, "sources[1]"}},
		{"empty value", "  name: Corse", "  name:", []string{`"name"`, "missing"}},
		{"unknown format", "format: grid", "format: shapefile", []string{"line 22", `"shapefile"`, "communes, movements, ", "grid, grid-csv, ", "france-travail, ", "osm-pbf"}},
		{"unknown audience", "seniors", "aines", []string{"line 11", `"aines"`, "tous-publics"}},
		{"a network that offers nothing", "    offers:\n      - {level: 1, audiences: [tous-publics]}\n      - {level: 2, audiences: [jeunes, seniors]}\n", "", []string{"line 7", `"maison"`, "offers"}},
		{"unknown level", "level: 2", "level: 3", []string{"line 11", `"3"`, "1, 2"}},
		{"time zone", "Europe/Paris", "Europe/Ajaccio", []string{"Europe/Ajaccio", "IANA"}},
		{"buffer", "2.5", "-1", []string{"line 5", "0", "500"}},
		{"buffer that is no number", "2.5", "nan", []string{"line 5", "number"}},
		{"checksum", "sha256: 0123", "sha256: 123", []string{"line 29", "64 hexadecimal"}},
		{"truth", "by_hand: true", "by_hand: perhaps", []string{"line 30", "true, false"}},
		{"url", "https://example.org/grid", "ftp://example.org/grid", []string{"https://"}},
		{"file above the folder", "grid.gpkg", "../grid.gpkg", []string{"plain file name"}},
		{"file above its folder", "grid.gpkg", "a/../grid.gpkg", []string{"one folder"}},
		{"file above, by a backslash", "grid.gpkg", `a\..\grid.gpkg`, []string{"one folder"}},
		{"file on a drive", "grid.gpkg", "'C:/grid.gpkg'", []string{"one folder"}},
		{"file that is a folder", "grid.gpkg", "a/..", []string{"one folder"}},
		{"file in two folders", "grid.gpkg", "a/b/grid.gpkg", []string{"one folder"}},
		{"file in a folder without a name", "grid.gpkg", "/grid.gpkg", []string{"one folder"}},
		{"file without a name", "grid.gpkg", "a/", []string{"one folder"}},
		{"file in a hidden folder", "grid.gpkg", ".a/grid.gpkg", []string{"one folder"}},
		{"code", "code: maison", "code: Maison !", []string{"line 7", "lower-case"}},
		{"two of a name", "name: people", "name: communes", []string{"line 21", "line 13", `"communes"`}},
		{"two of a file", "file: grid.gpkg", "file: communes.geojson", []string{"line 21", "line 13"}},
		{"two calendars", "    options:\n      layer: cells\n      groups:\n        - {code: all, column: Ind, label: tous, unit: personnes}\n",
			"  - {name: a, format: school-holidays, title: T, holder: H, licence: L, vintage: V, url: 'https://example.org', file: calendar/a.csv}\n" +
				"  - {name: b, format: school-holidays, title: T, holder: H, licence: L, vintage: V, url: 'https://example.org', file: calendar/b.csv}\n", []string{"two sources of format", "school-holidays"}},
		{"no communes", "format: communes", "format: mednum", []string{"communes"}},
		{"options where there are none", "file: communes.geojson", "file: communes.geojson\n    options: {layer: a}", []string{"line 21", `"layer"`, "demand"}},
		{"a list that is none", "audiences: [tous-publics]", "audiences: tous-publics", []string{"line 10", "list"}},
		{"an object that is none", "label: {fr: Maison, en: House}", "label: Maison", []string{"line 8", `"label"`}},
		{"a text that is none", "title: Grid", "title: [a]", []string{"line 23", "text"}},
		{"key twice", "    holder: IGN", "    holder: IGN\n    holder: IGN", []string{"line 17", "holder"}},
		{"not YAML", "region:", "region: {", []string{"r.yaml", "YAML"}},
		{"two documents", "sources:", "---\nsources:", []string{"one YAML document"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(minimal, c.old, c.new, 1)
			if text == minimal {
				t.Fatalf("%q is not in the minimal recipe", c.old)
			}
			_, err := parseRecipe("r.yaml", []byte(text))
			if err == nil {
				t.Fatal("no error")
			}
			got := say.Err(err, say.English)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("got %q, want %q in it", got, want)
				}
			}
			if french := say.Err(err, say.French); french == got || strings.Contains(french, "%!") || strings.Contains(got, "%!") {
				t.Errorf("French %q, English %q", french, got)
			}
		})
	}
}

func TestEmptyRecipe(t *testing.T) {
	for _, text := range []string{"", "# nothing", "a", "[1]", "---"} {
		if _, err := parseRecipe("r.yaml", []byte(text)); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

// Every recipe the project ships must read.
func TestShippedRecipes(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(realdata.Root(t), "regions", "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no recipe found: %v", err)
	}
	for _, path := range paths {
		if _, err := LoadRecipe(path); err != nil {
			t.Error(err)
		}
	}
}

func FuzzRecipe(f *testing.F) {
	f.Add([]byte(minimal))
	f.Add([]byte("region: &a {code: *a}\nsources: [!!map {}]"))
	f.Add([]byte("<<: {a: b}\n? [a]\n: b"))
	if b, err := os.ReadFile("../../regions/corse.yaml"); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := parseRecipe("r.yaml", b)
		if (r == nil) == (err == nil) {
			t.Fatalf("recipe %v with error %v", r, err)
		}
		if r != nil && (r.Region.Code == "" || len(r.Sources) == 0) {
			t.Fatalf("an empty recipe passed: %+v", r)
		}
	})
}
