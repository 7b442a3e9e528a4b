package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// TestInnerPoint draws shapes of a degree's cells:
//
//	square  L, whose centroid it holds not   ring
//	+--+    +-+                              +---+
//	|  |    | |                              |+-+|
//	+--+    | +------+                       |+-+|
//	        +--------+                       +---+
func TestInnerPoint(t *testing.T) {
	square := orb.Ring{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}
	for _, c := range []struct {
		name  string
		shape orb.MultiPolygon
		want  orb.Point
		near  float64 // degrees
	}{
		{"a square's centroid", orb.MultiPolygon{{square}}, orb.Point{1, 1}, 1e-9},
		{"a square's, the other way round", orb.MultiPolygon{{{{0, 0}, {0, 2}, {2, 2}, {2, 0}, {0, 0}}}}, orb.Point{1, 1}, 1e-9},
		{"an L's elbow", orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 1}, {1, 1}, {1, 9}, {0, 9}, {0, 0}}}}, orb.Point{0.59, 0.59}, 0.02},
		{"the wide arm around a hole", orb.MultiPolygon{{
			{{0, 0}, {10, 0}, {10, 6}, {0, 6}, {0, 0}}, {{1, 1}, {1, 5}, {7, 5}, {7, 1}, {1, 1}},
		}}, orb.Point{8.5, 0}, 3},
		{"the larger of two islands", orb.MultiPolygon{{square}, {{{5, 0}, {6, 0}, {6, 1}, {5, 1}, {5, 0}}}}, orb.Point{1, 1}, 1},
	} {
		got, ok := InnerPoint(c.shape)
		if area := PrepareArea(c.shape); !ok || !area.Contains(got) {
			t.Errorf("%s: %v (%v) is not inside", c.name, got, ok)
		}
		if math.Abs(got[0]-c.want[0]) > c.near {
			t.Errorf("%s: got %v, want near %v", c.name, got, c.want)
		}
	}
	for name, shape := range map[string]orb.MultiPolygon{
		"nothing": nil, "an empty ring": {{{}}}, "a line": {{{{0, 0}, {1, 1}, {0, 0}}}}, "a point": {{{{1, 1}, {1, 1}}}},
	} {
		if p, ok := InnerPoint(shape); ok {
			t.Errorf("%s has the inner point %v", name, p)
		}
	}
}

// TestPoleIsDeepest holds the pole against the best of many random positions.
func TestPoleIsDeepest(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 1))
	for range 20 {
		ring := make(orb.Ring, 0, 13) // a star: no edge crosses another
		for k := range 12 {
			angle, r := float64(k)*math.Pi/6, 0.02+0.1*random.Float64()
			ring = append(ring, orb.Point{6 + r*math.Cos(angle), 45 + r*math.Sin(angle)})
		}
		area := PrepareArea(orb.MultiPolygon{{append(ring, ring[0])}})
		pole, ok := area.pole()
		if !ok || !area.Contains(pole) {
			t.Fatalf("seed %d: the pole %v is not inside %v", seed, pole, ring)
		}
		deepest := area.MetresToBorder(pole)
		for range 2000 {
			p := orb.Point{6 + 0.24*(random.Float64()-.5), 45 + 0.24*(random.Float64()-.5)}
			if d := area.MetresToBorder(p); area.Contains(p) && d > deepest+poleSlack+1 {
				t.Errorf("seed %d: %v is %.0f m inside, the pole %v only %.0f", seed, p, d, pole, deepest)
			}
		}
	}
}
