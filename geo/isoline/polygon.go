package isoline

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// areas makes polygons of rings, by place and limit. A ring too small is left
// out, be it a border or a hole. That keeps shapes valid and nested, since what lies
// inside a ring is smaller still, and is left out too.
func (o *outline) areas(m *mesh, limits, places int) []orb.MultiPolygon {
	of := make([][]sizedRing, limits*places)
	for _, r := range o.rings {
		if size := o.area(r); math.Abs(size) >= leastCells*steps*steps {
			i := int(r.of.place)*limits + int(r.of.limit)
			of[i] = append(of[i], sizedRing{size, o.degrees(m, r)})
		}
	}
	out := make([]orb.MultiPolygon, len(of))
	for i, rings := range of {
		out[i] = nest(rings)
	}
	return out
}

// sizedRing is a ring in degrees and its area, negative of a hole.
type sizedRing struct {
	area float64
	ring orb.Ring
}

// area is the area a ring encloses, in sixteenths by sixteenths of cells, exact;
// of a hole it is negative.
func (o *outline) area(r ring) float64 {
	twice := int64(0)
	for i, k := range r.spots {
		p, q := o.spots[k], o.spots[r.spots[(i+1)%len(r.spots)]]
		twice += p.i*q.j - q.i*p.j
	}
	return float64(twice) / 2
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
