package road

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

func TestSnap(t *testing.T) {
	d := draw(t, `
A--------B

C
`)
	d.ways = append(d.ways, drawnWay{'B', 'C', inks['-']})
	s, _ := d.build(t)
	g := s.Graph("walk")
	t.Run("to the middle of a street rather than a nearer junction", func(t *testing.T) {
		// C is 2 steps away, A 4, the street A–B 1.
		p := orb.Point{4 * step1, 1 * step1}
		got := snap(t, g, p)
		if want := (orb.Point{4 * step1, 0}); math.Abs(got.Point[0]-want[0]) > 1e-9 || math.Abs(got.Point[1]) > 1e-9 {
			t.Errorf("got %v, want %v", got.Point, want)
		}
		if math.Abs(got.Metres-stepMetres) > 0.01 {
			t.Errorf("got %v metres, want %v", got.Metres, stepMetres)
		}
	})
	t.Run("the fraction is by length", func(t *testing.T) {
		got := snap(t, g, orb.Point{3 * step1, 0})
		along := got.Fraction * s.Metres(got.Edge) / stepMetres
		back := (1 - got.Fraction) * s.Metres(got.Edge) / stepMetres
		if min(math.Abs(along-3), math.Abs(back-3)) > 0.01 {
			t.Errorf("got fraction %v of %v steps, want 3 steps from A", got.Fraction, s.Metres(got.Edge)/stepMetres)
		}
	})
	t.Run("an end is exactly an end", func(t *testing.T) {
		if got := snap(t, g, d.place("A")).Fraction; got != 0 && got != 1 {
			t.Errorf("got fraction %v, want 0 or 1", got)
		}
	})
	t.Run("what is no position is refused", func(t *testing.T) {
		if got, ok := g.Snap(orb.Point{math.NaN(), 0}); ok {
			t.Errorf("got %v, want none", got)
		}
	})
}

// TestScraps: who stands beside a scrap is taken to the network.
func TestScraps(t *testing.T) {
	d := draw(t, `
A---B---C
|   |   |
D---E---F
|   |   |
J---K---L

G-H
`)
	near := d.place("GH")
	for _, test := range []struct {
		below int
		want  string
	}{{0, "GH"}, {2, "GH"}, {3, "JK"}, {1000, "JK"}} {
		b := NewBuilder()
		b.ScrapsBelow(test.below)
		s, stats := d.buildWith(t, b)
		got := snap(t, s.Graph("car"), near)
		if want := d.place(test.want); math.Abs(got.Point[1]-want[1]) > 1e-9 {
			t.Errorf("scraps below %d nodes: snapped to %v, want %v", test.below, got.Point, want)
		}
		wantScraps := 0
		if test.want == "JK" {
			wantScraps = 1
		}
		if car := stats.Graphs[0]; car.Scraps != wantScraps || car.ScrapEdges != wantScraps {
			t.Errorf("scraps below %d nodes: counted %d, %d edges, want %d", test.below, car.Scraps, car.ScrapEdges, wantScraps)
		}
	}
	t.Run("a street one can only enter is a scrap", func(t *testing.T) {
		d := draw(t, "A--B\n|  |\nC--D->-E")
		b := NewBuilder()
		b.ScrapsBelow(1)
		s, _ := d.buildWith(t, b)
		if got := snap(t, s.Graph("car"), d.place("E")).Point; math.Abs(got[0]-d.place("D")[0]) > 1e-9 {
			t.Errorf("snapped to %v, want D", got)
		}
	})
}

// naiveSnap looks at every segment of every edge, with geo's own measure.
func naiveSnap(g *Graph, p orb.Point) (e EdgeID, metres float64) {
	metres = math.Inf(1)
	for i := range g.streets.EdgeCount() {
		if !g.snappable.has(uint32(i)) {
			continue
		}
		c := g.streets.columns
		for j := 1; j < c.points(EdgeID(i)); j++ {
			if _, _, m := geo.ClosestOnSegment(p, c.shapePoint(EdgeID(i), j-1), c.shapePoint(EdgeID(i), j)); m < metres {
				e, metres = EdgeID(i), m
			}
		}
	}
	return e, metres
}

// TestSnapIsNearest holds Snap against a look at everything.
func TestSnapIsNearest(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 4))
		g := randomWorld(r).build(t, NewBuilder()).Graph("walk")
		for _, p := range randomPlaces(g, r, 60) {
			got := snap(t, g, p)
			_, want := naiveSnap(g, p)
			if math.Abs(got.Metres-want) > 0.001*(1+want) {
				t.Fatalf("seed %d, %v: got %v m, want %v", seed, p, got.Metres, want)
			}
			if m := geo.Metres(p, got.Point); math.Abs(m-got.Metres) > 1e-6 {
				t.Fatalf("seed %d, %v: %v m to a point %v m away", seed, p, got.Metres, m)
			}
		}
	}
}
