package isoline

import (
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
				if got, want := ring.Orientation(), orb.CCW; k == 0 && got != want {
					t.Error("an outer ring runs clockwise")
				} else if k > 0 && got == want {
					t.Error("a hole runs counter-clockwise")
				}
			}
		}
		if i > 0 && got.Shapes[i-1].Place == shape.Place {
			checkNested(t, got.Shapes[i-1], shape)
		}
	}
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
