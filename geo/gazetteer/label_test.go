package gazetteer

import (
	"testing"

	"github.com/paulmach/orb"
)

// Labels are the communes by people, under their own names, then the localities;
// streets, territories and structures are none.
func TestLabels(t *testing.T) {
	b := NewBuilder()
	b.AddCommune(Commune{Code: "2B001", Name: "Petit-Lieu", Point: orb.Point{9, 42}, People: 50})
	b.AddCommune(Commune{Code: "2B002", Name: "Grand-Lieu", Point: orb.Point{9.2, 42.1}, People: 5000})
	b.AddTerritory(Territory{Name: "Pays des Lieux", Point: orb.Point{9.1, 42}})
	b.AddLocality(Locality{Commune: "2B001", Name: "Bergerie Vieille", Point: orb.Point{9.01, 42.01}})
	b.AddStructure(Structure{Commune: "2B001", Name: "Mission locale", Point: orb.Point{9, 42}})
	b.AddAddress(Address{Commune: "2B002", Street: "Rue Longue", Number: 3, Point: orb.Point{9.2, 42.1}})
	got := b.Finish().Labels()
	want := []Label{
		{Kind: KindCommune, Name: "Grand-Lieu", Point: orb.Point{9.2, 42.1}, People: 5000},
		{Kind: KindCommune, Name: "Petit-Lieu", Point: orb.Point{9, 42}, People: 50},
		{Kind: KindLocality, Name: "Bergerie Vieille", Point: orb.Point{9.01, 42.01}},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i := range got {
		got[i].Weight = 0
		if got[i] != want[i] {
			t.Errorf("%d: got %+v, want %+v", i, got[i], want[i])
		}
	}
}
