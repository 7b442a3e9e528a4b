package region

import (
	"reflect"
	"strings"
	"testing"

	"maillage/data"
)

const apartRecipe = `region: { code: "94", name: Corse, timezone: Europe/Paris }
sources:
  - { name: communes, format: communes, title: T, holder: H, licence: L, vintage: "1", url: https://a.org, file: c.json }
  - { name: agences, format: france-travail, title: T, holder: H, licence: L, vintage: "1", url: https://a.org, file: a.csv }
keep_apart:
`

func TestKeepApart(t *testing.T) {
	r, err := parseRecipe("x.yaml", []byte(apartRecipe+"  - [agences--20400, agences--20431]\n  - [agences--1, communes--a--b]\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]data.StructureID{{"agences--20400", "agences--20431"}, {"agences--1", "communes--a--b"}}
	if !reflect.DeepEqual(r.Apart, want) {
		t.Errorf("got %v, want %v", r.Apart, want)
	}
}

func TestKeepApartSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{"one id", "  - [agences--1]\n", "ligne 6"},
		{"no pair", "  - agences--1\n", "une paire d'identifiants"},
		{"no source", "  - [agences--1, 20431]\n", "« 20431 »"},
		{"another source", "  - [agences--1, autre--2]\n", "parmi communes, agences"},
		{"the same twice", "  - [agences--1, agences--2]\n  - [agences--1, agences--1]\n", "ligne 7"},
	} {
		_, err := parseRecipe("x.yaml", []byte(apartRecipe+c.lines))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "keep_apart[") && !strings.Contains(err.Error(), "ligne") {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}
