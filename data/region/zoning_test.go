package region

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/realdata"
	"maillage/say"
)

const noGrid = `region:
  code: 84
  name: Auvergne-Rhône-Alpes
  timezone: Europe/Paris
sources:
  - name: communes
    format: communes
    title: Communes
    holder: IGN, INSEE
    licence: LO
    vintage: 2020
    url: https://example.org/communes
    file: communes.geojson
    options: {demand: true}
`

// another is one more source of a recipe.
func another(name, format, file, options string) string {
	s := "  - name: " + name + "\n    format: " + format + "\n    title: T\n    holder: H\n    licence: LO\n    vintage: 2024\n    url: https://example.org/x\n    file: " + file + "\n"
	if options != "" {
		s += "    options: " + options + "\n"
	}
	return s
}

func TestRecipeOfPeopleAndTerritories(t *testing.T) {
	for _, c := range []struct {
		name, added string
		want        []string // in the English sentence; none: it is right
	}{
		{"every format", another("m", "movements", "m.csv", "") + another("e", "epci", "e.json", "") + another("n", "names", "n.csv", "{kind: zone_emploi}") +
			another("t", "territories", "t.csv", "") + another("b", "territories", "b.csv", "{kind: bassin_vie}") + another("q", "qpv", "q.geojson", "") + another("f", "frr", "f.csv", ""), nil},
		{"a grid besides communes", another("g", "grid-csv", "g.csv", ""), []string{"line 15", "line 6", "demand: true"}},
		{"names of what", another("n", "names", "n.csv", ""), []string{"line 15", `"options"`}},
		{"names of nothing known", another("n", "names", "n.csv", "{kind: canton}"), []string{`"canton"`, "epci, bassin_vie, zone_emploi"}},
		{"quarters are not made of communes", another("t", "territories", "t.csv", "{kind: qpv}"), []string{`"qpv"`, "territoire_projet"}},
		{"options where there are none", another("f", "frr", "f.csv", "{kind: frr}"), []string{`"frr"`, "no options"}},
		{"a layer of a CSV", strings.Replace(another("g", "grid-csv", "g.csv", "{layer: a}"), "communes", "", 1), []string{`"layer"`, "groups"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := parseRecipe("r.yaml", []byte(noGrid+c.added))
			if c.want == nil {
				if err != nil || !r.Sources[0].Demand || r.Sources[3].Kind != data.KindZoneEmploi || r.Sources[5].Kind != data.KindBassinVie {
					t.Errorf("got %v", err)
				}
				return
			}
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if got := say.Err(err, say.English); !strings.Contains(got, want) {
					t.Errorf("got %q, want %q in it", got, want)
				}
			}
		})
	}
}

// TestBuildTerritories builds a region of two communes with every source of
// people and territories, and reads it back from its file.
func TestBuildTerritories(t *testing.T) {
	dir := t.TempDir()
	square := func(w, e string) string {
		return `{"type":"Polygon","coordinates":[[[` + w + `,45],[` + e + `,45],[` + e + `,45.1],[` + w + `,45.1],[` + w + `,45]]]}`
	}
	feature := func(properties, geometry string) string {
		return `{"type":"Feature","properties":{` + properties + `},"geometry":` + geometry + `}`
	}
	collection := func(features ...string) string {
		return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
	}
	for name, text := range map[string]string{
		"communes.geojson": collection(
			feature(`"code":"01001","nom":"Ici","population":10,"codeEpci":"200000001","codeDepartement":"01"`, square("4", "4.1")),
			feature(`"code":"01002","nom":"Là","population":20,"codeEpci":"200000001","codeDepartement":"01"`, square("4.1", "4.2"))),
		"m.csv":     "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n32,2019-01-01,COM,01900,COM,01001\n",
		"e.json":    `[{"code":"200000001","nom":"Communauté d'Ici"}]`,
		"t.csv":     "code_territoire;nom_territoire;code_commune\nT1;Plaine;01900\nT2;Mont;01002\n",
		"f.csv":     "code,frr\n01002,FRR\n",
		"q.geojson": collection(feature(`"code_qp":"QN00101M","lib_qp":"Le Port"`, square("4.14", "4.16"))),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := parseRecipe("t.yaml", []byte(noGrid+another("t", "territories", "t.csv", "")+another("q", "qpv", "q.geojson", "")+
		another("f", "frr", "f.csv", "")+another("e", "epci", "e.json", "")+another("m", "movements", "m.csv", "")))
	if err != nil {
		t.Fatal(err)
	}
	c, report, err := Build(t.Context(), r, Options{Offline: dir})
	if err != nil {
		t.Fatal(err)
	}
	if report.People != 30 || report.Cells != 2 {
		t.Errorf("%g people in %d cells, want 30 in 2", report.People, report.Cells)
	}
	ds := throughFile(t, c).Dataset
	if got, want := ds.Territories, c.Dataset.Territories; !reflect.DeepEqual(got, want) {
		t.Errorf("the territories read back are\n%+v\nwant\n%+v", got, want)
	}
	if !reflect.DeepEqual(ds.Cells, c.Dataset.Cells) {
		t.Errorf("the cells read back are\n%+v\nwant\n%+v", ds.Cells, c.Dataset.Cells)
	}
	for i, want := range []map[data.TerritoryKind]string{
		{data.KindProjet: "Plaine", data.KindEPCI: "Communauté d'Ici"},
		{data.KindProjet: "Mont", data.KindEPCI: "Communauté d'Ici", data.KindFRR: "France ruralités revitalisation", data.KindQPV: "Le Port"},
	} {
		for _, kind := range []data.TerritoryKind{data.KindProjet, data.KindEPCI, data.KindFRR, data.KindQPV} {
			got := ""
			if at := ds.TerritoryOf(kind, ds.Cells.Commune[i], ds.Cells.Center[i]); at != data.NoTerritory {
				got = ds.Territories[at].Name
			}
			if got != want[kind] {
				t.Errorf("cell %d lies in the %s %q, want %q", i, kind, got, want[kind])
			}
		}
	}
}

// TestBuildWithoutGrid: the real communes of a region whose people are counted
// by them. The program's own test builds Auvergne-Rhône-Alpes so, by its recipe.
func TestBuildWithoutGrid(t *testing.T) {
	dir := filepath.Join(realdata.Dir(t), "corse")
	corse := strings.NewReplacer("code: 84", "code: 94", "Auvergne-Rhône-Alpes", "Corse").Replace(noGrid)
	r, err := parseRecipe("corse.yaml", []byte(corse))
	if err != nil {
		t.Fatal(err)
	}
	c, report, err := Build(t.Context(), r, Options{Offline: dir})
	if err != nil {
		t.Fatal(err)
	}
	if report.Communes != 360 || report.Cells != 360 || report.People != 343701 || report.Census != 343701 {
		t.Errorf("got %d communes, %d cells of %.0f people, census %d; want 360, 360, 343701, the same", report.Communes, report.Cells, report.People, report.Census)
	}
	cells := &c.Dataset.Cells
	if g := cells.Groups; len(g) != 1 || g[0].Code != data.GroupAll || g[0].Source != "communes" || cells.Grid.Size != 0 {
		t.Errorf("groups %+v on the grid %+v", g, cells.Grid)
	}
	for i, commune := range cells.Commune {
		if at := c.Dataset.CommuneAt(cells.Center[i]); at != commune || c.Dataset.Territories[commune].Code != cells.ID[i] {
			t.Errorf("the people of %s are placed in territory %d at %v", cells.ID[i], at, cells.Center[i])
		}
	}
}
