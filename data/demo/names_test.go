package demo

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"maillage/internal/fold"
	"maillage/internal/realdata"
)

func TestOf(t *testing.T) {
	for _, c := range []struct{ what, name, want string }{
		{"Route", "Sarvielle", "Route de Sarvielle"},
		{"Route", "Orgouvac", "Route d'Orgouvac"},
		{"Route", "Le Mas-Malgouvon", "Route du Mas-Malgouvon"},
		{"Chemin", "les Vignes", "Chemin des Vignes"},
		{"Sentier", "la Combe", "Sentier de la Combe"},
	} {
		if got := of(c.what, c.name); got != c.want {
			t.Errorf("of(%q, %q) = %q, want %q", c.what, c.name, got, c.want)
		}
	}
}

// No commune bears the name of a real one, as far as the test data tells.
func TestNamesInvented(t *testing.T) {
	root := realdata.Dir(t)
	files, _ := filepath.Glob(filepath.Join(root, "*", "communes.geojson"))
	if len(files) == 0 {
		t.Fatalf("no communes.geojson under %s", root)
	}
	ds, _ := demo(t)
	ours := map[string]bool{}
	for _, tr := range ds.Territories {
		ours[fold.Text(tr.Name)] = true
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var real struct {
			Features []struct {
				Properties struct{ NOM string }
			}
		}
		if err := json.Unmarshal(raw, &real); err != nil {
			t.Fatal(err)
		}
		if len(real.Features) == 0 {
			t.Errorf("%s holds no commune", file)
		}
		for _, f := range real.Features {
			if ours[fold.Text(f.Properties.NOM)] {
				t.Errorf("%s is a real commune", f.Properties.NOM)
			}
		}
	}
}
