package road

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Snap is where a place meets the streets.
type Snap struct {
	Edge     EdgeID
	Fraction float64   // from the edge's tail (0) to its head (1), by length
	Point    orb.Point // the closest point of the street
	Metres   float64   // from the place to Point, as the crow flies
}

// Snap finds the closest point of a street that the profile may use and that is
// no scrap of network cut off from the rest. Of two streets equally near it is
// the one with the lower EdgeID. ok is false only when the profile has no
// street, or p is not a position.
func (g *Graph) Snap(p orb.Point) (s Snap, ok bool) {
	v := viewFrom(p)
	i, metres, ok := g.streets.tree.Nearest(p, math.Inf(1), func(i uint32) float64 {
		if !g.snappable.has(i) {
			return math.Inf(1)
		}
		_, _, q := v.closest(g.streets.columns, EdgeID(i))
		return geo.Metres(p, q)
	})
	if !ok {
		return Snap{}, false
	}
	e := EdgeID(i)
	segment, t, q := v.closest(g.streets.columns, e)
	return Snap{Edge: e, Fraction: g.streets.columns.fraction(e, segment, t), Point: q, Metres: metres}, true
}

// view is the plane around a place in which segments are compared, in units of
// 1e-7 degree from it: one of longitude weighs the cosine of its latitude.
type view struct{ lon, lat, cos float64 }

func viewFrom(p orb.Point) view {
	return view{p[0] * 1e7, p[1] * 1e7, math.Cos(p[1] * math.Pi / 180)}
}

// see is the i-th pair of coordinates as the view has it.
func (v *view) see(pairs []int32, i uint32) (x, y float64) {
	return (float64(pairs[2*i]) - v.lon) * v.cos, float64(pairs[2*i+1]) - v.lat
}

// closest is the point of an edge's shape that is closest to the view's place:
// a share t of the way along a segment.
func (v *view) closest(c *Columns, e EdgeID) (segment int, t float64, q orb.Point) {
	best := math.Inf(1)
	ax, ay := v.see(c.Nodes, uint32(c.Tail[e]))
	first, last := c.FirstBend[e], c.FirstBend[e+1]
	for i := first; i <= last; i++ {
		var bx, by float64
		if i < last {
			bx, by = v.see(c.Bends, i)
		} else {
			bx, by = v.see(c.Nodes, uint32(c.Head[e]))
		}
		if u, d := closestOnSegment(ax, ay, bx, by); d < best {
			best, segment, t = d, int(i-first), u
		}
		ax, ay = bx, by
	}
	a, b := c.shapePoint(e, segment), c.shapePoint(e, segment+1)
	return segment, t, orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// closestOnSegment is how far along a segment, from 0 to 1, its point closest to
// the origin lies, and the square of that point's distance.
func closestOnSegment(ax, ay, bx, by float64) (u, square float64) {
	dx, dy := bx-ax, by-ay
	along, length := -(ax*dx + ay*dy), dx*dx+dy*dy
	switch {
	case along >= length:
		return 1, bx*bx + by*by
	case along > 0:
		u = along / length
		ax, ay = ax+u*dx, ay+u*dy
	}
	return u, ax*ax + ay*ay
}

// atEnd is how near an end of an edge a place is taken to be at the end itself,
// metres: a decimetre, the unit of lengths. The node then serves, with all its streets.
const atEnd = 0.1

// fraction is how far along an edge, by length, a share of one of its segments
// lies: 0 at its tail and 1 at its head.
func (c *Columns) fraction(e EdgeID, segment int, t float64) float64 {
	before, whole := 0.0, 0.0
	a := c.shapePoint(e, 0)
	for i := 1; i < c.points(e); i++ {
		b := c.shapePoint(e, i)
		length := geo.Metres(a, b)
		if i-1 == segment {
			before = whole + t*length
		}
		whole += length
		a = b
	}
	switch {
	case before < atEnd:
		return 0
	case whole-before < atEnd:
		return 1
	}
	return before / whole
}
