package gazetteer

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/internal/banworld"
)

// TestReverseIsItsTwin compares with the distances to everything.
func TestReverseIsItsTwin(t *testing.T) {
	const seed = 4
	w := banworld.New(seed, 20, 3000)
	b := NewBuilder()
	addWorld(b, w)
	b.AddStructure(Structure{Commune: w.Communes[0].Code, Name: "Mairie", Point: w.Communes[0].Point})
	b.AddStreet(Street{Commune: w.Communes[1].Code, Name: "Voie Longue", Point: w.Communes[1].Point,
		Box: orb.Bound{Min: orb.Point{w.Communes[1].Point[0] - 0.1, w.Communes[1].Point[1]}, Max: orb.Point{w.Communes[1].Point[0], w.Communes[1].Point[1] + 0.1}}})
	g := b.Finish()
	rng := rand.New(rand.NewPCG(seed, 1))
	for range 100 {
		near := w.Communes[rng.IntN(len(w.Communes))].Point
		p := orb.Point{near[0] + rng.NormFloat64()/50, near[1] + rng.NormFloat64()/50}
		within, limit := 5000*rng.Float64(), 1+rng.IntN(12)
		got, want := g.Reverse(p, within, limit), naiveReverse(g, p, within, limit)
		if len(got) != len(want) {
			t.Fatalf("%v within %.0f m: got %d, want %d (seed %d)", p, within, len(got), len(want), seed)
		}
		for i := range got {
			if got[i].Metres != want[i] || got[i].Score != 1 || math.Abs(geo.Metres(p, got[i].Point)-want[i]) > 1e-6 {
				t.Fatalf("%v: match %d is %s at %v m, want %v m (seed %d)", p, i, got[i].Label, got[i].Metres, want[i], seed)
			}
		}
	}
}

func naiveReverse(g *Gazetteer, p orb.Point, within float64, limit int) (metres []float64) {
	c := g.columns
	for place := range c.Kind {
		if Kind(c.Kind[place]) != KindStreet && Kind(c.Kind[place]) != KindLocality {
			continue
		}
		nearest := geo.Metres(p, degrees(c.Point, place))
		for i := c.FirstHouse[place]; i < c.FirstHouse[place+1]; i++ {
			if m := geo.Metres(p, degrees(c.House, int(i))); i == c.FirstHouse[place] || m < nearest {
				nearest = m
			}
		}
		if nearest <= within {
			metres = append(metres, nearest)
		}
	}
	slices.SortFunc(metres, cmp.Compare[float64])
	return metres[:min(len(metres), limit)]
}

func TestReverseOfNothing(t *testing.T) {
	for _, c := range []struct {
		name   string
		g      *Gazetteer
		p      orb.Point
		within float64
	}{
		{"nothing known", NewBuilder().Finish(), orb.Point{9, 42}, 1e6},
		{"too far", island(), orb.Point{2, 48}, 1000},
		{"no position", island(), orb.Point{math.NaN(), 42}, math.Inf(1)},
		{"no distance", island(), orb.Point{9.15, 42.3}, math.NaN()},
	} {
		if got := c.g.Reverse(c.p, c.within, 3); len(got) != 0 {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}
