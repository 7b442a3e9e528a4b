package gazetteer

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/internal/banworld"
	"maillage/internal/fold"
	"maillage/internal/realdata"
)

// deptNames are the départements of the real communes.
var deptNames = map[string]string{
	"2A": "Corse-du-Sud", "2B": "Haute-Corse", "01": "Ain", "03": "Allier", "07": "Ardèche", "15": "Cantal", "26": "Drôme", "38": "Isère",
	"42": "Loire", "43": "Haute-Loire", "63": "Puy-de-Dôme", "69": "Rhône", "73": "Savoie", "74": "Haute-Savoie",
}

// realCommunes are those of two regions, and a gazetteer of them, read once.
func realCommunes(t testing.TB) ([]Commune, *Gazetteer) {
	dir := realdata.Dir(t)
	if realOnce.gazetteer == nil {
		realOnce.communes, realOnce.gazetteer = readCommunes(t, dir)
	}
	return realOnce.communes, realOnce.gazetteer
}

var realOnce struct {
	communes  []Commune
	gazetteer *Gazetteer
}

func readCommunes(t testing.TB, dir string) ([]Commune, *Gazetteer) {
	var list []Commune
	b := NewBuilder()
	for _, region := range []string{"corse", "aura"} {
		raw, err := os.ReadFile(filepath.Join(dir, region, "communes.geojson"))
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Features []struct {
				Properties struct {
					Code   string `json:"INSEE_COM"`
					Name   string `json:"NOM"`
					Dept   string `json:"DEP"`
					People int    `json:"POP_2020"`
				}
			}
		}
		if err := json.Unmarshal(raw, &file); err != nil {
			t.Fatal(err)
		}
		for _, f := range file.Features {
			p := f.Properties
			c := Commune{Code: p.Code, Name: p.Name, Departement: p.Dept, DeptName: deptNames[p.Dept], People: p.People, Point: orb.Point{5, 45}}
			list = append(list, c)
			b.AddCommune(c)
		}
	}
	if len(list) != 4388 {
		t.Fatalf("%d communes, want 4,388", len(list))
	}
	addReal(b)
	return list, b.Finish()
}

// addReal adds the départements, some postal codes, and some streets and structures
// of towns.
func addReal(b *Builder) {
	for i, code := range slices.Sorted(maps.Keys(deptNames)) {
		b.AddTerritory(Territory{Name: deptNames[code], Code: code, People: 300_000, Point: orb.Point{5, 45}, Ref: uint32(i)})
	}
	for commune, codes := range map[string]string{
		"69123": "69001 69002 69003 69009", "2A004": "20000 20090 20167", "2B033": "20200 20600", "2B096": "20250", "2B074": "20250", "43157": "43000",
	} {
		for _, code := range strings.Fields(codes) {
			b.AddPostalCode(commune, code)
		}
	}
	for commune, streets := range map[string][]string{
		"2B033": {"Rue Joseph-Marie Multedo", "Rue Père André Marie", "Place de l'Hôtel de Ville", "Chemin de Francescholi"},
		"2A212": {"Rue de la Mairie"}, "2B096": {"Cours Paoli"},
	} {
		for _, name := range streets {
			b.AddStreet(Street{Commune: commune, Name: name, Point: orb.Point{9, 42}})
		}
	}
	for _, name := range []string{"Le Puy", "Bourg", "Saint-Martin"} { // as many communes have them
		b.AddLocality(Locality{Commune: "2B096", Name: name, Point: orb.Point{9, 42}})
	}
	b.AddStructure(Structure{Commune: "2B298", Name: "Mairie de Saint-Florent", Point: orb.Point{9.3, 42.7}})
}

// What people type first of all, and where they expect to go.
func TestRealPlacesAreFoundAsTyped(t *testing.T) {
	_, g := realCommunes(t)
	for _, c := range []struct {
		text  string
		whole bool
		want  string // the first labels, in order
		least float64
	}{
		{"le puy", false, "Le Puy-en-Velay (Haute-Loire)", 0.75},
		{"le puy", true, "Le Puy-en-Velay (Haute-Loire)", 0.75},
		{"puy en", false, "Le Puy-en-Velay (Haute-Loire)", 0},
		{"st martin", false, "Saint-Martin-d'Hères (Isère); Saint-Martin-le-Vinoux (Isère); Saint-Martin-d'Uriage (Isère)", 0},
		{"saint martin", false, "Saint-Martin-d'Hères (Isère); Saint-Martin-le-Vinoux (Isère); Saint-Martin-d'Uriage (Isère)", 0},
		{"bourg", false, "Bourg-en-Bresse (Ain); Bourg-lès-Valence (Drôme)", 0},
		{"saint e", false, "Saint-Étienne (Loire); Saint-Égrève (Isère)", 0},
		{"st e", false, "Saint-Étienne (Loire)", 0},
		{"cler", false, "Clermont-Ferrand (Puy-de-Dôme)", 0},
		{"lyo", false, "Lyon (Rhône)", 0},
		{"romans", false, "Romans (Ain); Romans-sur-Isère (Drôme)", 1},
		{"saint julien rhone", false, "Saint-Julien (Rhône)", 1},
		{"2B", false, "Haute-Corse; Bastia (Haute-Corse)", 1},
		{"2b", true, "Haute-Corse; Bastia (Haute-Corse)", 1},
		{"69", false, "Rhône; Lyon (Rhône)", 1},
		{"01", true, "Ain; Bourg-en-Bresse (Ain)", 1},
		{"rhone", false, "Rhône", 1},
		{"loire", true, "Loire", 1},
		{"haute corse", false, "Haute-Corse; Bastia (Haute-Corse)", 1},
		{"haute sav", false, "Haute-Savoie", 0.9},
		{"isere gren", false, "Grenoble (Isère)", 0.9},
		{"20250 cor", false, "Corte (Haute-Corse); Casanova (Haute-Corse)", 0.9},
		{"69001", false, "Lyon (Rhône); Affoux (Rhône)", 0.9},
		{"20250", true, "Corte (Haute-Corse); Casanova (Haute-Corse)", 0.9},
		{"Corte, France", false, "Corte (Haute-Corse)", 0.95},
		{"corte france", true, "Corte (Haute-Corse)", 0.95},
		{"avenue de france corte", false, "Corte (Haute-Corse)", 0},
		{"mairie bastia", false, "Bastia (Haute-Corse)", 0.95},
		{"bastia mairie", false, "Bastia (Haute-Corse)", 0.95},
		{"mairie de corte", false, "Corte (Haute-Corse)", 0.95},
		{"mairie du puy en velay", false, "Le Puy-en-Velay (Haute-Loire)", 0.75},
		{"hotel de ville ajaccio", false, "Ajaccio (Corse-du-Sud)", 0.95},
		{"Hôtel-de-Ville d'Ajaccio", true, "Ajaccio (Corse-du-Sud)", 0.95},
		{"centre ville bastia", false, "Bastia (Haute-Corse)", 0.95},
		{"centreville bastia", false, "Bastia (Haute-Corse)", 0.95},
		{"centre-bourg de corte", true, "Corte (Haute-Corse)", 0.95},
		{"mairie bsatia", false, "Bastia (Haute-Corse)", 0.6},
		{"mairie saint florent", false, "Mairie de Saint-Florent, Saint-Florent; Saint-Florent (Haute-Corse)", 0.85},
		{"rue de la mairie", false, "Rue de la Mairie, Piana", 1},
		{"place de l'hotel de ville bastia", false, "Place de l'Hôtel de Ville, Bastia", 0.9},
	} {
		found := g.Search(Query{Text: c.text, Whole: c.whole})
		var got []string
		for _, m := range found {
			got = append(got, m.Label)
		}
		if all := strings.Join(got, "; "); all != c.want && !strings.HasPrefix(all, c.want+"; ") {
			t.Errorf("%q: got %q, want first %q", c.text, got, c.want)
		} else if found[0].Score < c.least {
			t.Errorf("%q: score %.3f, want %.2f", c.text, found[0].Score, c.least)
		}
	}
}

// Of a commune with several postal codes only the one that is typed is told.
func TestRealPostalCodesAreThoseTyped(t *testing.T) {
	_, g := realCommunes(t)
	for text, want := range map[string]string{
		"lyon": "", "lyon 69003": "69003", "69009": "69009", "6900": "", "bastia": "", "20600 bastia": "20600", "corte": "20250", "mairie lyon": "",
	} {
		if m := g.Search(Query{Text: text}); len(m) == 0 || m[0].PostalCode != want {
			t.Errorf("%q: got %+v, want the postal code %q", text, m, want)
		}
	}
}

// among tells whether a commune is among the first matches of a text.
func among(g *Gazetteer, text, code string, first int) bool {
	for i, m := range g.Search(Query{Text: text}) {
		if i < first && m.Kind == KindCommune && m.CommuneCode == code {
			return true
		}
	}
	return false
}

// timesNamed tells how many communes have a name, folded.
func timesNamed(communes []Commune) map[string]int {
	named := map[string]int{}
	for _, c := range communes {
		named[fold.Text(c.Name)]++
	}
	return named
}

func TestRealCommunesAreFoundByName(t *testing.T) {
	communes, g := realCommunes(t)
	glued, missed, named := 0, 0, timesNamed(communes)
	for _, c := range communes {
		texts := []string{c.Name, fold.Text(c.Name), strings.ToUpper(c.Name)}
		if named[fold.Text(c.Name)] > 1 {
			texts = []string{c.Name + " " + c.DeptName, c.Name + " (" + c.Departement + ")", fold.Text(c.Name + " " + c.DeptName)}
		}
		for _, text := range texts {
			if !among(g, text, c.Code, 1) {
				t.Errorf("%q: %s is not found first", text, c.Code)
			}
		}
		if named[fold.Text(c.Name)] == 1 {
			glued++
			if text := strings.ReplaceAll(fold.Text(c.Name), " ", ""); !among(g, text, c.Code, 3) {
				missed++
				t.Logf("%q as one word: %s is not in the first three", text, c.Code)
			}
		}
	}
	t.Logf("%d of %d found in the first three with all of the name in one word", glued-missed, glued)
	if missed*100 > glued {
		t.Errorf("%d of %d names without any space are not found in the first three, want less than 1 %%", missed, glued)
	}
}

func TestRealCommunesAreFoundInSpiteOfASlip(t *testing.T) {
	communes, g := realCommunes(t)
	const seed = 2026
	rng := rand.New(rand.NewPCG(seed, 0))
	asked, missed, named := 0, 0, timesNamed(communes)
	for _, c := range communes {
		text := banworld.Typo(rng, c.Name)
		if named[fold.Text(c.Name)] > 1 {
			text += " " + c.DeptName
		}
		if len([]rune(c.Name)) < 6 {
			continue
		}
		asked++
		if !among(g, text, c.Code, 3) {
			missed++
			if missed < 60 {
				t.Logf("%q for %s", text, c.Name)
			}
		}
	}
	found := 100 * float64(asked-missed) / float64(asked)
	t.Logf("%d of %d communes in the first three with one slip: %.2f %% (seed %d)", asked-missed, asked, found, seed)
	if found < 98 {
		t.Errorf("%.2f %% of the communes are found in the first three with one slip, want 98 %% (seed %d)", found, seed)
	}
}
