package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/data"
	snapshot "maillage/data/region"
	"maillage/geo"
	"maillage/geo/gazetteer"
)

// Houses stand in their commune beside a street, and no number is there twice.
func TestHousesStandAlongStreets(t *testing.T) {
	r := demoRegion(t)
	p := r.places
	if n := len(p.addresses); n < 20_000 || n > 80_000 {
		t.Errorf("%d house numbers", n)
	}
	seen := make(map[string]bool)
	communes := make(map[string]bool)
	car := r.Streets.Graph("car")
	for i, a := range p.addresses {
		key := fmt.Sprint(a.Commune, a.Street, a.Number, a.Suffix)
		if seen[key] {
			t.Fatalf("%s is there twice", key)
		}
		seen[key], communes[a.Commune] = true, true
		if i%37 != 0 {
			continue
		}
		at := r.Dataset.Home(a.Point)
		if a.Suffix == "" && (at == data.NoTerritory || r.Dataset.Territories[at].Code != a.Commune) {
			if _, metres := r.Dataset.NearestCommune(a.Point, 100); metres > 0 || at == data.NoTerritory {
				t.Errorf("%s stands in %v, %v", key, at, a.Point)
			}
		}
		if snap, ok := car.Snap(a.Point); !ok || snap.Metres > 120 {
			t.Errorf("%s stands %.0f m from any street", key, snap.Metres)
		}
	}
	if len(communes) < 20 {
		t.Errorf("houses in %d communes", len(communes))
	}
}

// What the demo tells is found: a house, a hamlet, a commune since merged, the
// city in its own language, a postal code, and every structure at its address.
func TestTheDemoIsFoundByItsNames(t *testing.T) {
	r := demoRegion(t)
	g := snapshot.NewGazetteer(r.Dataset, r.Streets, r.Tell)
	if s := g.Stats(); s.Communes != len(r.places.communes) || s.Houses != len(r.places.addresses) || s.LeftOut != 0 || s.Structures == 0 {
		t.Errorf("got %+v, want %d communes and %d houses", s, len(r.places.communes), len(r.places.addresses))
	}
	i := slices.IndexFunc(r.places.localities, func(l gazetteer.Locality) bool { return l.Former != "" })
	if i < 0 {
		t.Fatal("no commune since merged")
	}
	former := r.places.localities[i]
	city := r.places.communes[0]
	for text, want := range map[string]string{citySpelling: city, strings.ToLower(citySpelling[:7]): city, former.Name: former.Commune} {
		m := g.Search(gazetteer.Query{Text: text})
		if len(m) == 0 || m[0].CommuneCode != want {
			t.Errorf("%q: got %+v, want the commune %s first", text, m, want)
		}
	}
	for k := 0; k < len(r.places.addresses); k += 997 {
		a := r.places.addresses[k]
		at, _ := r.Dataset.TerritoryByCode(data.KindCommune, a.Commune)
		text := strings.TrimSpace(fmt.Sprintf("%d %s", a.Number, a.Suffix)) + " " + a.Street + " " + a.PostalCode + " " + r.Dataset.Territories[at].Name
		m := g.Search(gazetteer.Query{Text: text, Whole: true})
		if len(m) == 0 || m[0].Kind != gazetteer.KindHouse || geo.Metres(m[0].Point, a.Point) > 1 {
			t.Errorf("%q: got %+v, want a house at %v", text, m, a.Point)
		}
	}
}
