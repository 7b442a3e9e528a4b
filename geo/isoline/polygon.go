package isoline

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// draw makes the shapes of some pieces.
func draw(ctx context.Context, p *pieces, limits []road.Deciseconds, split bool, places int) (*Isochrones, error) {
	out := &Isochrones{}
	if !split {
		places = 1
	}
	for place := range places {
		for _, limit := range limits {
			shape := Shape{Place: place, Limit: limit}
			if !split {
				shape.Place = -1
			}
			out.Shapes = append(out.Shapes, shape)
		}
	}
	if p.reach.empty() {
		return out, nil
	}
	out.Cell = cellFor(p.reach)
	out.Tolerance, out.LeastArea = out.Cell*toleranceShare, out.Cell*out.Cell*leastCells
	c := newChart(ctx, p, limits, split, out.Cell)
	if err := c.draw(); err != nil {
		return nil, err
	}
	out.Timed = c.timed
	o := c.border.outline()
	o.thin(toleranceShare * steps)
	for i, area := range o.areas(&c.mesh, out.LeastArea, len(limits), places) {
		out.Shapes[i].Area = area
	}
	return out, nil
}

const (
	stripShare     = 0.6  // of a cell's side: half as wide as streets are drawn at least
	toleranceShare = 0.25 // of a cell's side
	leastCells     = 16   // cells: the least area
)

// cellFor chooses the side of cells, metres, for a box that all shapes lie in.
func cellFor(b box) float64 {
	wide := (b.east - b.west) * cosAt((b.south+b.north)/2)
	across := math.Hypot(wide, b.north-b.south) * unitSize
	cell := leastCell
	for cell*cellsAcross < across {
		cell *= 2
	}
	return float64(cell)
}

const (
	leastCell   = 10.0 // metres
	cellsAcross = 1500
)

// areas makes polygons of rings, by place and limit.
func (o *outline) areas(m *mesh, least float64, limits, places int) []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, limits*places)
	cell := float64(m.dx) * float64(m.dy)
	least *= cell / (float64(m.dx) * unitSize * cosAt(float64(m.south)+float64(m.side*m.dy)/2) * float64(m.dy) * unitSize)
	of := make([][]orderedRing, len(out))
	for _, r := range o.rings {
		a := o.area(r) * cell / (steps * steps)
		if math.Abs(a) < least {
			continue
		}
		i := int(r.of.place)*limits + int(r.of.limit)
		of[i] = append(of[i], orderedRing{a, o.degrees(m, r)})
	}
	for i, rings := range of {
		out[i] = nest(rings)
	}
	return out
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

type orderedRing struct {
	area float64
	ring orb.Ring
}

// nest gives holes to the polygons they lie in: the smallest that holds them.
func nest(rings []orderedRing) orb.MultiPolygon {
	var out orb.MultiPolygon
	var outer []orderedRing
	var bounds []orb.Bound
	for _, r := range rings {
		if r.area > 0 {
			outer = append(outer, r)
		}
	}
	slices.SortStableFunc(outer, func(a, b orderedRing) int { return cmp.Compare(a.area, b.area) })
	for _, r := range outer {
		out = append(out, orb.Polygon{r.ring})
		bounds = append(bounds, r.ring.Bound())
	}
	for _, r := range rings {
		if r.area > 0 {
			continue
		}
		for i := range outer {
			if outer[i].area > -r.area && bounds[i].Contains(r.ring[0]) && encloses(outer[i].ring, r.ring[0]) {
				out[i] = append(out[i], r.ring)
				break
			}
		}
	}
	slices.Reverse(out)
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
