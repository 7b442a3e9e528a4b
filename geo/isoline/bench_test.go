package isoline

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// BenchmarkPolygons draws around Corte and Ajaccio, in Corsica, around the
// middle of Porto, and around forty places at once.
func BenchmarkPolygons(b *testing.B) {
	places := []struct {
		name, file string
		at         orb.Point
	}{
		{"Corte", "corse/roads.osm.pbf", orb.Point{9.150, 42.306}},
		{"Ajaccio", "corse/roads.osm.pbf", orb.Point{8.7386, 41.9192}},
		{"Porto", "roads/porto.osm.pbf", orb.Point{-8.61, 41.15}},
	}
	for _, place := range places {
		for _, c := range []struct {
			mode   string
			limits []road.Deciseconds
		}{
			{"walk", []road.Deciseconds{10 * minute, 20 * minute, 30 * minute}},
			{"car", []road.Deciseconds{10 * minute}},
			{"car", []road.Deciseconds{30 * minute}},
			{"car", []road.Deciseconds{10 * minute, 20 * minute, 30 * minute}},
			{"car", []road.Deciseconds{20 * minute, 40 * minute, 60 * minute, 80 * minute, 100 * minute, 120 * minute}},
		} {
			g := realStreets(b, place.file).Graph(c.mode)
			b.Run(fmt.Sprintf("%s %s %d limits to %v min", place.name, c.mode, len(c.limits), c.limits[len(c.limits)-1].Minutes()), func(b *testing.B) {
				benchmark(b, g, []road.Snap{snap(b, g, place.at)}, Question{Limits: c.limits, Towards: true})
			})
		}
	}
	g := realStreets(b, "corse/roads.osm.pbf").Graph("car")
	r := rand.New(rand.NewPCG(1, 2))
	var forty []road.Snap
	for range 40 {
		forty = append(forty, somewhere(b, g, r))
	}
	for kind, name := range []string{"union", "each", "split"} {
		b.Run("40 places, "+name, func(b *testing.B) {
			benchmark(b, g, forty, Question{Kind: Kind(kind), Limits: []road.Deciseconds{10 * minute, 20 * minute, 30 * minute}, Towards: true})
		})
	}
}

func benchmark(b *testing.B, g *road.Graph, places []road.Snap, q Question) {
	s, corners := g.NewSearch(), 0
	var got *Isochrones
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if got, err = Polygons(b.Context(), s, places, q); err != nil {
			b.Fatal(err)
		}
	}
	for _, shape := range got.Shapes {
		for _, polygon := range shape.Area {
			for _, ring := range polygon {
				corners += len(ring) - 1
			}
		}
	}
	b.ReportMetric(float64(got.Timed), "timed")
	b.ReportMetric(got.Cell, "cell-m")
	b.ReportMetric(float64(corners), "corners")
}

// BenchmarkCrow draws discs, and the parts of many.
func BenchmarkCrow(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var places []orb.Point
	for range 40 {
		places = append(places, orb.Point{8.6 + r.Float64(), 41.4 + 1.5*r.Float64()})
	}
	pace := road.Ends{WalkSpeed: 40000, Detour: 140}
	for _, some := range []int{1, 40} {
		for _, limit := range []road.Deciseconds{30 * minute, 120 * minute} {
			b.Run(fmt.Sprintf("%d places, %v min", some, limit.Minutes()), func(b *testing.B) {
				for b.Loop() {
					if _, err := Crow(b.Context(), places[:some], pace, Question{Limits: []road.Deciseconds{limit}, Kind: Split}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
