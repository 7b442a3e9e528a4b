package region

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data"
	"maillage/say"
)

const inclusionRecipe = `region: {code: "94", name: Essai, timezone: Europe/Paris, buffer_km: 1}
sources:
  - {name: communes, format: communes, title: C, holder: H, licence: L, vintage: 2020, url: "https://example.org/c", file: communes.geojson}
  - {name: dora-services, format: inclusion-services, title: S, holder: H, licence: L, vintage: 2025, url: "https://example.org/s", file: inclusion_services.jsonl, options: {of: dora}}
  - {name: dora, format: inclusion-structures, title: D, holder: H, licence: L, vintage: 2025, url: "https://example.org/d", file: inclusion_structures.json}
  - {name: annuaire, format: service-public, title: A, holder: H, licence: L, vintage: 2025, url: "https://example.org/a", file: service_public.json}
`

// inclusionFolder holds one square commune and the samples of package source.
func inclusionFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{"communes.geojson": `{"type":"FeatureCollection","features":[{"type":"Feature",
		"properties":{"code":"2A004","nom":"Carré","population":10,"codeDepartement":"2A"},
		"geometry":{"type":"Polygon","coordinates":[[[8,41],[10,41],[10,43],[8,43],[8,41]]]}}]}`}
	for _, name := range []string{"inclusion_structures.json", "inclusion_services.jsonl", "service_public.json"} {
		text, err := os.ReadFile(filepath.Join("..", "source", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func buildInclusion(t *testing.T, recipe, dir string) (*data.Dataset, error) {
	t.Helper()
	r, err := parseRecipe("r.yaml", []byte(recipe))
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := Build(t.Context(), r, Options{Offline: dir})
	if err != nil {
		return nil, err
	}
	return c.Dataset, nil
}

func TestBuildInclusion(t *testing.T) {
	ds, err := buildInclusion(t, inclusionRecipe, inclusionFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	services := make(map[data.StructureID]int)
	for _, st := range ds.Structures {
		services[st.ID] = len(st.Services)
	}
	for id, want := range map[data.StructureID]int{"dora--exemple--ml-nord": 3, "dora--exemple--bus": 1, "dora--exemple--cma": 1, "annuaire--b7c5-2": 3} {
		if services[id] != want {
			t.Errorf("%s: got %d services, want %d of %v", id, services[id], want, services)
		}
	}
	bySource := make(map[string]int)
	for _, d := range ds.Defects {
		bySource[d.Source]++
	}
	if bySource["dora-services"] == 0 || bySource["dora"] == 0 || bySource["annuaire"] == 0 {
		t.Errorf("defects by source: %v, want some of each", bySource)
	}
}

// Structures alone offer what the catalogue says.
func TestBuildInclusionWithoutServices(t *testing.T) {
	lines := strings.Split(inclusionRecipe, "\n")
	ds, err := buildInclusion(t, strings.Join(append(lines[:3:3], lines[4:]...), "\n"), inclusionFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range ds.Structures {
		if st.ID == "dora--exemple--ml-nord" && len(st.Services) != 2 {
			t.Errorf("got services %+v, want the catalogue's two", st.Services)
		}
	}
}

func TestBuildInclusionSaysWhichFileIsWrong(t *testing.T) {
	for name, want := range map[string]string{
		"inclusion_structures.json": `source "dora"`, "inclusion_services.jsonl": "inclusion_services.jsonl", "service_public.json": `source "annuaire"`,
	} {
		dir := inclusionFolder(t)
		if err := os.WriteFile(filepath.Join(dir, name), []byte("[{"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := buildInclusion(t, inclusionRecipe, dir)
		if err == nil || !strings.Contains(say.Err(err, say.English), want) || !strings.Contains(say.Err(err, say.English), name) {
			t.Errorf("%s: got %v, want %s in it", name, err, want)
		}
	}
}

func TestRecipeOfServices(t *testing.T) {
	again := strings.Replace(strings.Split(inclusionRecipe, "\n")[3], "name: dora-services", "name: more", 1)
	again = strings.Replace(again, "inclusion_services.jsonl", "more.jsonl", 1) + "\n"
	for _, c := range []struct{ name, old, new, want string }{
		{"a source that is not there", "of: dora}", "of: nobody}", `line 4: "of" must name a source of format "inclusion-structures"; "nobody" is none`},
		{"a source of another format", "of: dora}", "of: annuaire}", `"annuaire" is none`},
		{"no options", ", options: {of: dora}", "", `"options" is missing`},
		{"no source named", "{of: dora}", "{}", `"of" is missing`},
		{"an unknown key", "{of: dora}", "{of: dora, for: x}", `"for"`},
		{"twice", "  - {name: annuaire", again + "  - {name: annuaire", "two sources give the services"},
		{"options of structures", "file: inclusion_structures.json", "file: inclusion_structures.json, options: {of: dora}", "no options"},
	} {
		text := strings.Replace(inclusionRecipe, c.old, c.new, 1)
		_, err := parseRecipe("r.yaml", []byte(text))
		if err == nil || !strings.Contains(say.Err(err, say.English), c.want) {
			t.Errorf("%s: got %v, want %q in it", c.name, err, c.want)
		}
	}
}
