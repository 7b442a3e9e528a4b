package gazetteer

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
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
	for _, name := range deptNames {
		b.AddTerritory(Territory{Name: name, People: 300_000, Point: orb.Point{5, 45}})
	}
	return list, b.Finish()
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
	for i, c := range communes {
		if racing && i%20 > 0 {
			continue
		}
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
	for i, c := range communes {
		text := banworld.Typo(rng, c.Name)
		if named[fold.Text(c.Name)] > 1 {
			text += " " + c.DeptName
		}
		if len([]rune(c.Name)) < 6 || racing && i%20 > 0 {
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
