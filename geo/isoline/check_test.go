package isoline

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/peterstace/simplefeatures/geom"

	"maillage/geo"
)

// checkShapes holds what every answer keeps: valid, oriented, nested, no slivers.
func checkShapes(t testing.TB, got *Isochrones) {
	t.Helper()
	for i, shape := range got.Shapes {
		if err := simple(shape.Area).Validate(); err != nil {
			t.Errorf("place %d, %d ds: %v", shape.Place, shape.Limit, err)
		}
		for _, polygon := range shape.Area {
			for k, ring := range polygon {
				if turn := ring.Orientation(); k == 0 && turn != orb.CCW {
					t.Error("an outer ring runs clockwise")
				} else if k > 0 && turn == orb.CCW {
					t.Error("a hole runs counter-clockwise")
				}
				area, round := size(ring)
				if area < got.LeastArea*0.97 {
					t.Errorf("place %d, %d ds: a ring of %.0f m², less than %.0f", shape.Place, shape.Limit, area, got.LeastArea)
				}
				least := leastWidth
				if k > 0 && alone(got, ring) {
					least = leastWide
				}
				if width := 2 * area / round; width < got.Cell*least*0.97 {
					t.Errorf("place %d, %d ds: ring %d is %.1f m wide on average, cells of %.0f m, first corner %v", shape.Place, shape.Limit, k, width, got.Cell, ring[0])
				}
			}
		}
		if i > 0 && got.Shapes[i-1].Place == shape.Place {
			checkNested(t, got.Shapes[i-1], shape)
		}
	}
}

// leastWidth is how wide, in cells, all rings that were ever drawn are: twice their area over their length.
const leastWidth = 0.75

// alone tells whether no other ring lies in the box around one.
func alone(got *Isochrones, ring orb.Ring) bool {
	box, inside := ring.Bound(), 0
	for _, shape := range got.Shapes {
		for _, polygon := range shape.Area {
			for _, other := range polygon {
				if b := other.Bound(); box.Contains(b.Min) && box.Contains(b.Max) {
					inside++
				}
			}
		}
	}
	return inside == 1
}

// size is the area within a ring, square metres, and its length.
func size(ring orb.Ring) (area, round float64) {
	o := ring[0]
	cos := cosAt(o[1] * unit)
	for i, q := range ring[1:] {
		p := ring[i]
		area += ((p[0]-o[0])*(q[1]-o[1]) - (q[0]-o[0])*(p[1]-o[1])) * cos / 2
		round += math.Hypot((q[0]-p[0])*cos, q[1]-p[1])
	}
	metre := unit * unitSize
	return math.Abs(area) * metre * metre, round * metre
}

// checkNested holds every corner, and the middle of every side, of the lesser shape to lie in the greater.
func checkNested(t testing.TB, less, more Shape) {
	t.Helper()
	if planar.Area(less.Area) > planar.Area(more.Area) {
		t.Errorf("place %d: %d ds covers more than %d ds", less.Place, less.Limit, more.Limit)
	}
	area := geo.PrepareArea(more.Area)
	for _, polygon := range less.Area {
		for _, ring := range polygon {
			for i, p := range ring[1:] {
				for _, q := range []orb.Point{p, {(p[0] + ring[i][0]) / 2, (p[1] + ring[i][1]) / 2}} {
					if area.Metres(q) > 1e-3 {
						t.Fatalf("place %d: %v of %d ds is outside %d ds by %v m", less.Place, q, less.Limit, more.Limit, area.Metres(q))
					}
				}
			}
		}
	}
}

func simple(mp orb.MultiPolygon) geom.MultiPolygon {
	var polygons []geom.Polygon
	for _, polygon := range mp {
		var rings []geom.LineString
		for _, ring := range polygon {
			var flat []float64
			for _, p := range ring {
				flat = append(flat, p[0], p[1])
			}
			rings = append(rings, geom.NewLineString(geom.NewSequence(flat, geom.DimXY)))
		}
		polygons = append(polygons, geom.NewPolygon(rings))
	}
	return geom.NewMultiPolygon(polygons)
}
