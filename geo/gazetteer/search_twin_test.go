package gazetteer

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/internal/banworld"
	"maillage/internal/racing"
)

// TestSearchIsItsTwin compares Search with the twin on drawn worlds and texts,
// all small enough for no bound to be reached.
func TestSearchIsItsTwin(t *testing.T) {
	racing.Long(t)
	for seed := uint64(1); seed <= 4; seed++ {
		rng := rand.New(rand.NewPCG(seed, 77))
		w := banworld.New(seed, 14, 350)
		b := NewBuilder()
		addWorld(b, w)
		b.AddTerritory(Territory{Name: "Pays de " + w.Communes[0].Name, Code: w.Communes[0].Departement, People: 5000, Point: w.Communes[0].Point})
		for i := range 4 {
			b.AddCommuneName(w.Communes[i].Code, w.Communes[i+5].Name+" Vieux")
			b.AddStructure(Structure{Commune: w.Communes[i].Code, Name: "Mairie de " + w.Communes[i].Name, Point: w.Communes[i].Point})
		}
		g := b.Finish()
		for k := range 120 {
			q := Query{Text: drawText(rng, w), Limit: 1 + rng.IntN(12), Whole: rng.IntN(3) == 0}
			if rng.IntN(3) == 0 {
				q.Near = &w.Communes[rng.IntN(len(w.Communes))].Point
			}
			if rng.IntN(4) == 0 { // some communes only, whatever the kind
				modulus := 2 + uint32(rng.IntN(3))
				q.Keep = func(kind Kind, ref, commune uint32, at orb.Point) bool {
					return kind != KindStructure && (commune%modulus == 0 || at[0] < w.Communes[0].Point[0])
				}
			}
			if !compareTwin(t, g, q) {
				t.Fatalf("seed %d, text %d", seed, k)
			}
		}
	}
}

// drawText is what someone may type of a world: an address damaged, cut, mixed with another.
func drawText(rng *rand.Rand, w *banworld.World) string {
	street := rng.IntN(len(w.Streets))
	a := w.House(street, rng.IntN(w.Streets[street].Houses))
	text := w.Damaged(rng, a, banworld.Damage(rng.IntN(256)))
	words := strings.Fields(text)
	switch rng.IntN(8) {
	case 0:
		commune := w.Communes[rng.IntN(len(w.Communes))]
		text = []string{commune.Name, commune.Name + ", France", "centre-ville de " + commune.Name, commune.Departement, commune.Code}[rng.IntN(5)]
	case 1:
		text = banworld.Typo(rng, w.Communes[rng.IntN(len(w.Communes))].Name)
	case 2:
		text = strings.ReplaceAll(w.Communes[rng.IntN(len(w.Communes))].Name, "-", "")
	case 3:
		rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		text = strings.Join(words[:1+rng.IntN(len(words))], " ")
	case 4:
		text += " " + words[rng.IntN(len(words))]
	case 5:
		text = text[:1+rng.IntN(len(text))]
	case 6:
		text = "mairie " + banworld.Typo(rng, text)
	}
	return text
}

// compareTwin tells whether both find as good a list: the same ranks, each
// place with the rank the twin gives it. Equals may stand in either order.
func compareTwin(t *testing.T, g *Gazetteer, q Query) bool {
	t.Helper()
	tw := &twin{c: g.columns}
	want := tw.search(g, q)
	got := g.hits(q)
	ok := len(got) == len(want)
	for i := 0; ok && i < len(got); i++ {
		ok = math.Abs(got[i].rank-want[i].rank) < 1e-9
		same := false
		for _, h := range tw.best {
			same = same || h.place == got[i].place && h.house == got[i].house && math.Abs(h.rank-got[i].rank) < 1e-9
		}
		ok = ok && same
	}
	if !ok {
		t.Errorf("%+v", q)
		for i := range max(len(got), len(want)) {
			if i < len(got) {
				t.Logf("  got  %.4f %.4f %s", got[i].rank, got[i].score, g.columns.match(got[i].place, got[i].district, got[i].house).Label)
			}
			if i < len(want) {
				t.Logf("  want %.4f %.4f %s", want[i].rank, want[i].score, g.columns.match(want[i].place, want[i].district, want[i].house).Label)
			}
		}
	}
	return ok
}

// hits are those of a search.
func (g *Gazetteer) hits(q Query) []hit {
	s := g.borrow()
	defer g.giveBack(s)
	s.find(q)
	return slices.Clone(s.hits)
}
