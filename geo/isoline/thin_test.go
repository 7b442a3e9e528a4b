package isoline

import (
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/geo/road"
)

// TestThin thins the borders of random towns and compares them with what they
// were: near, of the same side, and nowhere crossing or touching but where they met.
func TestThin(t *testing.T) {
	dropped, met := 0, 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 9))
		streets := randomTown(t, r)
		g := streets.Graph("walk")
		var places []road.Snap
		for range 4 {
			places = append(places, snap(t, g, streets.Node(road.NodeID(r.IntN(streets.NodeCount())))))
		}
		limits := []road.Deciseconds{6 * minute, 9 * minute, 12 * minute}
		p := streetPieces(g, g.NewSearch().Spread(places, true, 12*minute, 0, nil))
		c := newChart(t.Context(), p, limits, seed%2 == 0, 40)
		if err := c.draw(); err != nil {
			t.Fatal(err)
		}
		o := c.border.outline()
		met += checkPlanar(t, o, seed)
		before := make([][]int32, len(o.rings))
		for i, ring := range o.rings {
			before[i] = slices.Clone(ring.spots)
		}
		tolerance := 1 + r.Float64()*15
		o.thin(tolerance)
		checkPlanar(t, o, seed)
		for i, ring := range o.rings {
			dropped += len(before[i]) - len(ring.spots)
			if len(ring.spots) < 3 || (o.extent(ring).area > 0) != (o.extent(ringOf(before[i])).area > 0) {
				t.Errorf("seed %d: a ring of %d corners and area %v is left with %d and %v", seed, len(before[i]), o.extent(ringOf(before[i])).area, len(ring.spots), o.extent(ring).area)
			}
			for _, k := range before[i] {
				if away := o.away(k, ring.spots); away > tolerance*tolerance*(1+1e-9) {
					t.Errorf("seed %d: a corner is %v off what is left, more than %v", seed, away, tolerance*tolerance)
				}
			}
		}
	}
	if dropped < 10000 || met < 1000 {
		t.Errorf("only %d corners were dropped, and lines shared in %d places", dropped, met)
	}
}

func ringOf(spots []int32) ring { return ring{spots: spots} }

// away is the square of the distance from a spot to a ring.
func (o *outline) away(k int32, ring []int32) float64 {
	best := awayFrom(o.spots[k], o.spots[ring[0]], o.spots[ring[0]])
	for i := range ring {
		best = min(best, awayFrom(o.spots[k], o.spots[ring[i]], o.spots[ring[(i+1)%len(ring)]]))
	}
	return best
}

// checkPlanar looks at every two lines of all rings: they are the same, or share
// an end and part, or have nothing in common. It tells how many are shared.
func checkPlanar(t *testing.T, o *outline, seed uint64) (shared int) {
	t.Helper()
	type line struct{ a, b int32 }
	var lines []line
	for _, r := range o.rings {
		for i, k := range r.spots {
			next := r.spots[(i+1)%len(r.spots)]
			lines = append(lines, line{min(k, next), max(k, next)})
		}
	}
	slices.SortFunc(lines, func(x, y line) int { return int(x.a-y.a)<<20 + int(x.b-y.b) })
	whole := len(lines)
	lines = slices.Compact(lines)
	for i, x := range lines {
		a, b := o.spots[x.a], o.spots[x.b]
		for _, y := range lines[:i] {
			c, d := o.spots[y.a], o.spots[y.b]
			if max(a.i, b.i) < min(c.i, d.i) || max(c.i, d.i) < min(a.i, b.i) || max(a.j, b.j) < min(c.j, d.j) || max(c.j, d.j) < min(a.j, b.j) {
				continue
			}
			switch {
			case x.a == y.a || x.b == y.b || x.a == y.b || x.b == y.a:
				continue // lines that overlap from one end have a corner of one on the other: seen with its next line
			case opposite(turn(a, b, c), turn(a, b, d)) && opposite(turn(c, d, a), turn(c, d, b)):
				t.Fatalf("seed %d: %v–%v meets %v–%v", seed, a, b, c, d)
			}
		}
	}
	return whole - len(lines)
}

// opposite tells whether two turns are not to one side.
func opposite(a, b int64) bool { return a <= 0 && b >= 0 || a >= 0 && b <= 0 }
