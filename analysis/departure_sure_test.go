package analysis

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/gazetteer"
)

// Somebody who means a place that the region does not have is never taken
// elsewhere without a word: what is told for certain bears the text as it was typed.
func TestAWrongPlaceIsNeverTakenForCertain(t *testing.T) {
	e := (&world{land: `5-A-5`, communes: "aab"}).engine(t)
	at := center(t, 0, 0)
	b := gazetteer.NewBuilder()
	for code, name := range map[string]string{"0100a": "Murol", "0100b": "Saint-Floret"} {
		b.AddCommune(gazetteer.Commune{Code: code, Name: name, Departement: "63", DeptName: "Puy-de-Dôme", Point: at, Radius: 500, People: 100})
	}
	b.AddPostalCode("0100a", "63790")
	for _, name := range []string{"Avenue de Paris", "Rue de la Mairie", "Cours Paoli", "Rue Saint-Victor"} {
		b.AddStreet(gazetteer.Street{Commune: "0100a", Name: name, Point: at, Box: orb.Bound{Min: at, Max: at}})
	}
	b.AddStructure(gazetteer.Structure{Commune: "0100a", Name: "Agence - MUROL", Point: at, Radius: 200})
	places := b.Finish()
	const nowhere = "nowhere"
	for _, c := range []struct {
		text, label string
		sure        bool
	}{
		{"Murol", "Murol", true},
		{"63790", "Murol", true},
		{"0100a", "Murol", true},
		{"murol 63", "Murol", true},
		{"Cours Paoli", "Cours Paoli", true},
		{"cours paoli muro", "Cours Paoli", true}, // cut short, and one place only has the street
		{"cours paoli, 63790 Murol", "Cours Paoli", true},
		{"Muro", "Murol", false}, // another commune's whole name
		{"Mural", "Murol", false},
		{"Saint-Florent", "Saint-Floret", false},
		{"Paris", "Avenue de Paris", false},
		{"mairie", "Rue de la Mairie", false},
		{"Murol, Puy-de-Dôme, France", "Murol", true}, // the country says nothing
		{"Murol 75001", "Murol", false},
		{"12 cours paoli murol", "Cours Paoli", false}, // a door that nobody knows
		{"Marseille", nowhere, false},
		{"Paris, Texas", nowhere, false}, // less than half of it is in Avenue de Paris
	} {
		d, err := e.Depart(places, c.text, nil)
		if err != nil {
			if c.label != nowhere {
				t.Errorf("%q: %v", c.text, err)
			}
			continue
		}
		if d.Match.Name != c.label || (len(d.Warnings()) == 0) != c.sure {
			t.Errorf("%q: begins at %q, %.3f, warned %q; want %q, for certain: %v", c.text, d.Match.Name, d.Match.Score, english(d.Warnings()), c.label, c.sure)
		}
	}
}

// What a street of wrong houses extends over is no fault of whoever types its name.
func TestADepartureIsAlwaysAQuery(t *testing.T) {
	e := (&world{land: `5-A`, communes: "aa"}).engine(t)
	d, err := e.Depart(shelf{place(gazetteer.KindStreet, "Cours", "a", 1, center(t, 0, 0), 5*MaxRadius)}, "cours", nil)
	if err != nil {
		t.Fatal(err)
	}
	a := nearest(t, e, d.From(NearestQuery{Open: OpenAny}))
	if got := strings.Join(english(a.Warnings), " "); a.Origin.Radius != MaxRadius || !strings.Contains(got, "known only to within 100 km") {
		t.Errorf("the origin is %+v, warned %q", a.Origin, got)
	}
}
