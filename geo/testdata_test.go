package geo

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/internal/realdata"
)

// seeded returns random numbers of a fixed seed and says which.
func seeded(t testing.TB, seed uint64) *rand.Rand {
	t.Helper()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// somewhere is a random position in a box.
func somewhere(r *rand.Rand, b orb.Bound) orb.Point {
	return orb.Point{
		b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]),
		b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1]),
	}
}

var (
	metropole = orb.Bound{Min: orb.Point{-5, 42}, Max: orb.Point{8, 51}}
	world     = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
)

// communes reads a region's communes and their EPCI, or skips the test.
func communes(t testing.TB, region string) (shapes []orb.MultiPolygon, epci []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(realdata.Dir(t), region, "communes.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	collection, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range collection.Features {
		shape, ok := f.Geometry.(orb.MultiPolygon)
		if !ok {
			shape = orb.MultiPolygon{f.Geometry.(orb.Polygon)}
		}
		shapes = append(shapes, shape)
		epci = append(epci, f.Properties.MustString("EPCI", ""))
	}
	return shapes, epci
}

// box is a bound from its four sides.
func box(west, south, east, north float64) orb.Bound {
	return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
}
