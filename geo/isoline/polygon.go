package isoline

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// areas makes polygons of rings, by place and limit.
func (o *outline) areas(m *mesh, limits, places int) []orb.MultiPolygon {
	of := make([][]sizedRing, limits*places)
	for _, e := range o.kept() {
		i := int(e.of.place)*limits + int(e.of.limit)
		of[i] = append(of[i], sizedRing{e.area, o.degrees(m, e.ring)})
	}
	out := make([]orb.MultiPolygon, len(of))
	for i, rings := range of {
		out[i] = nest(rings)
	}
	return out
}

// kept are the rings to be drawn, the smallest first. One too small is left out,
// be it a border or a hole, and so is a hole too narrow, unless another ring may
// lie in it. That keeps shapes valid and nested, since what lies inside a small ring
// is smaller still, and is left out too. Of rings that are one line, those inside
// come first: borders before holes, holes of greater limits before those of lesser ones.
func (o *outline) kept() []extent {
	var all []extent
	for _, r := range o.rings {
		if e := o.extent(r); math.Abs(e.area) >= leastCells*steps*steps {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b extent) int {
		return cmp.Or(cmp.Compare(math.Abs(a.area), math.Abs(b.area)), cmp.Compare(b.area, a.area), cmp.Compare(b.of.limit, a.of.limit))
	})
	kept := all[:0]
	for _, e := range all {
		if e.area > 0 || e.width() >= leastWide*steps || slices.ContainsFunc(kept, e.boxes) {
			kept = append(kept, e)
		}
	}
	return kept
}

// extent is how large a ring is, in sixteenths of cells.
type extent struct {
	ring
	area      float64 // that it encloses, exact; of a hole negative
	length    float64
	low, high spot
}

func (o *outline) extent(r ring) extent {
	e, twice := extent{ring: r, low: o.spots[r.spots[0]], high: o.spots[r.spots[0]]}, int64(0)
	for i, k := range r.spots {
		p, q := o.spots[k], o.spots[r.spots[(i+1)%len(r.spots)]]
		twice += p.i*q.j - q.i*p.j
		e.length += math.Hypot(float64(q.i-p.i), float64(q.j-p.j))
		e.low, e.high = spot{min(e.low.i, p.i), min(e.low.j, p.j)}, spot{max(e.high.i, p.i), max(e.high.j, p.j)}
	}
	e.area = float64(twice) / 2
	return e
}

// width is that of a strip of the same area, half as long as the ring.
func (e extent) width() float64 { return 2 * math.Abs(e.area) / e.length }

// boxes tells whether another ring lies in the box around this one, as all do that lie inside it.
func (e extent) boxes(other extent) bool {
	return e.low.i <= other.low.i && e.low.j <= other.low.j && other.high.i <= e.high.i && other.high.j <= e.high.j
}

// sizedRing is a ring in degrees and its area, negative of a hole.
type sizedRing struct {
	area float64
	ring orb.Ring
}

// degrees is a ring in degrees, closed.
func (o *outline) degrees(m *mesh, r ring) orb.Ring {
	first := 0
	for i, k := range r.spots {
		if k < r.spots[first] {
			first = i
		}
	}
	out := make(orb.Ring, 0, len(r.spots)+1)
	for i := range len(r.spots) + 1 {
		x, y := m.units(o.spots[r.spots[(first+i)%len(r.spots)]])
		out = append(out, orb.Point{float64(x) / unit, float64(y) / unit})
	}
	return out
}

// nest makes polygons of rings, the largest first: a hole is of the smallest that holds it.
func nest(rings []sizedRing) orb.MultiPolygon {
	rings = slices.Clone(rings)
	slices.SortStableFunc(rings, func(a, b sizedRing) int { return cmp.Compare(b.area, a.area) })
	holes := slices.IndexFunc(rings, func(r sizedRing) bool { return r.area < 0 })
	if holes < 0 {
		holes = len(rings)
	}
	var out orb.MultiPolygon
	var bounds []orb.Bound
	for _, r := range rings[:holes] {
		out = append(out, orb.Polygon{r.ring})
		bounds = append(bounds, r.ring.Bound())
	}
	for _, hole := range rings[holes:] {
		for i := holes - 1; i >= 0; i-- {
			if rings[i].area > -hole.area && bounds[i].Contains(hole.ring[0]) && encloses(rings[i].ring, hole.ring[0]) {
				out[i] = append(out[i], hole.ring)
				break
			}
		}
	}
	return out
}

// encloses tells whether a point is inside a ring, on which it does not lie.
func encloses(ring orb.Ring, p orb.Point) bool {
	inside := false
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			inside = !inside
		}
	}
	return inside
}
