package geo

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// Union is the multipolygon that covers what any of the shapes covers:
// territories above the commune are the union of their communes. Outer rings
// run counter-clockwise, holes clockwise; rings, holes and polygons come in an
// order that depends on the outline alone. No shapes give no polygon.
//
// It is simplefeatures' UnionMany, which takes seconds for thousands of
// shapes and reports shapes it cannot make a valid outline of.
func Union(shapes []orb.MultiPolygon) (orb.MultiPolygon, error) {
	var parts []geom.Geometry
	for _, shape := range shapes {
		for _, polygon := range shape {
			if len(polygon) > 0 && len(polygon[0]) > 0 {
				parts = append(parts, toSimple(polygon).AsGeometry())
			}
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	union, err := geom.UnionMany(parts)
	if err != nil {
		return nil, fmt.Errorf("unite %d polygons: %w", len(parts), err)
	}
	out := fromSimple(union.ForceCCW())
	settle(out)
	return out, nil
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

// settle starts every ring at its westernmost, then southernmost vertex and
// sorts holes and polygons by where they start.
func settle(mp orb.MultiPolygon) {
	for _, polygon := range mp {
		for i, ring := range polygon {
			polygon[i] = startLowest(ring)
		}
		slices.SortFunc(polygon[1:], func(a, b orb.Ring) int { return comparePoints(a[0], b[0]) })
	}
	slices.SortFunc(mp, func(a, b orb.Polygon) int { return comparePoints(a[0][0], b[0][0]) })
}

// startLowest turns a closed ring so that its lowest vertex comes first.
func startLowest(ring orb.Ring) orb.Ring {
	open := ring[:len(ring)-1]
	first := 0
	for i, p := range open {
		if comparePoints(p, open[first]) < 0 {
			first = i
		}
	}
	turned := append(append(make(orb.Ring, 0, len(ring)), open[first:]...), open[:first]...)
	return append(turned, turned[0])
}

func comparePoints(a, b orb.Point) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}
