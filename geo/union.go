package geo

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"maillage/say"
)

// Union is the multipolygon that covers what any of the shapes covers:
// territories above the commune are the union of their communes. Outer rings
// run counter-clockwise, holes clockwise; rings, holes and polygons come in an
// order that depends on the outline alone. No shapes give no polygon.
//
// Edges that stay are the shapes' own, to the last bit, so that unions of
// neighbours still tile the plane (see Area). It is simplefeatures' UnionMany,
// which takes milliseconds a commune, without the vertices
// it leaves where its working lines met an edge.
func Union(shapes []orb.MultiPolygon) (orb.MultiPolygon, error) {
	var parts []geom.Geometry
	given := linework{map[orb.Point]bool{}, map[[2]orb.Point]bool{}}
	for _, shape := range shapes {
		for _, polygon := range shape {
			if len(polygon) == 0 || len(polygon[0]) == 0 {
				continue
			}
			if !given.add(polygon) {
				return nil, say.Errorf("réunir des polygones : une coordonnée n'est pas un nombre ; corrigez le contour",
					"unite polygons: a coordinate is not a number; correct the outline")
			}
			parts = append(parts, toSimple(polygon).AsGeometry())
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	union, err := geom.UnionMany(parts)
	if err != nil {
		return nil, say.Errorf("réunir %[1]d polygones : %[2]v ; vérifiez que leurs contours ne se croisent pas",
			"unite %[1]d polygons: %[2]v; check that their outlines do not cross themselves", len(parts), err)
	}
	out := fromSimple(union.ForceCCW())
	for _, polygon := range out {
		for i, ring := range polygon {
			polygon[i] = startLowest(given.restore(ring))
		}
	}
	settle(out)
	return out, nil
}

// linework is the vertices and edges (either way round) that shapes were given with.
type linework struct {
	vertices map[orb.Point]bool
	edges    map[[2]orb.Point]bool
}

// add tells whether all coordinates are numbers.
func (l linework) add(polygon orb.Polygon) bool {
	for _, ring := range polygon {
		for i, p := range ring {
			if !finite(p) {
				return false
			}
			before := ring[(i+len(ring)-1)%len(ring)]
			l.vertices[p] = true
			l.edges[[2]orb.Point{before, p}], l.edges[[2]orb.Point{p, before}] = true, true
		}
	}
	return true
}

// restore drops the vertices that split an edge as it was given:
//
//	A ───·──·─── B  becomes  A ────────── B
//
// What is new for a reason, where two outlines cross, joins no given edge's ends.
func (l linework) restore(ring orb.Ring) orb.Ring {
	start := slices.IndexFunc(ring, func(p orb.Point) bool { return l.vertices[p] })
	if start < 0 {
		return ring
	}
	ring = startAt(ring, start)
	out := ring[:1:1]
	last := 0 // where in out the latest given vertex is
	for _, p := range ring[1:] {
		if l.vertices[p] {
			if len(out) > last+1 && l.edges[[2]orb.Point{out[last], p}] {
				out = out[:last+1]
			}
			last = len(out)
		}
		out = append(out, p)
	}
	return out
}

func toSimple(polygon orb.Polygon) geom.Polygon {
	rings := make([]geom.LineString, 0, len(polygon))
	for _, ring := range polygon {
		flat := make([]float64, 0, 2*len(ring)+2)
		for _, p := range ring {
			flat = append(flat, p[0], p[1])
		}
		if len(ring) > 0 && !ring.Closed() {
			flat = append(flat, ring[0][0], ring[0][1])
		}
		rings = append(rings, geom.NewLineString(geom.NewSequence(flat, geom.DimXY)))
	}
	return geom.NewPolygon(rings)
}

// fromSimple keeps the polygons of a geometry, in whatever it holds them.
func fromSimple(g geom.Geometry) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, part := range g.Dump() {
		if part.Type() != geom.TypePolygon {
			continue
		}
		var polygon orb.Polygon
		for _, sequence := range part.MustAsPolygon().Coordinates() {
			ring := make(orb.Ring, sequence.Length())
			for i := range ring {
				xy := sequence.GetXY(i)
				ring[i] = orb.Point{xy.X, xy.Y}
			}
			polygon = append(polygon, ring)
		}
		out = append(out, polygon)
	}
	return out
}

// settle sorts polygons, and the holes of each, by where they start.
func settle(mp orb.MultiPolygon) {
	for _, polygon := range mp {
		slices.SortFunc(polygon[1:], func(a, b orb.Ring) int { return comparePoints(a[0], b[0]) })
	}
	slices.SortFunc(mp, func(a, b orb.Polygon) int { return comparePoints(a[0][0], b[0][0]) })
}

// startLowest turns a closed ring so that its westernmost, then southernmost
// vertex comes first.
func startLowest(ring orb.Ring) orb.Ring {
	first := 0
	for i, p := range ring {
		if comparePoints(p, ring[first]) < 0 {
			first = i
		}
	}
	return startAt(ring, first)
}

// startAt turns a closed ring so that it begins, and ends, with its i-th vertex.
func startAt(ring orb.Ring, i int) orb.Ring {
	open := ring[:len(ring)-1]
	turned := append(append(make(orb.Ring, 0, len(ring)), open[i:]...), open[:i]...)
	return append(turned, turned[0])
}

func comparePoints(a, b orb.Point) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}
