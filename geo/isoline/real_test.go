package isoline

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/data/source"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/internal/realdata"
)

var worlds = map[string]*road.Streets{}

// realStreets are a real world's streets, read once.
func realStreets(t testing.TB, name string) *road.Streets {
	t.Helper()
	path := filepath.Join(realdata.Dir(t), filepath.FromSlash(name))
	if worlds[name] == nil {
		b := road.NewBuilder()
		if err := source.ReadStreets(t.Context(), path, b, source.StreetsOptions{Source: "osm"}); err != nil {
			t.Fatal(err)
		}
		s, _, err := b.Finish(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		worlds[name] = s
	}
	return worlds[name]
}

// somewhere is a place up to some hundred metres from a random street.
func somewhere(t testing.TB, g *road.Graph, r *rand.Rand) road.Snap {
	s := g.Streets()
	p := s.Node(road.NodeID(r.IntN(s.NodeCount())))
	snap, ok := g.Snap(orb.Point{p[0] + r.NormFloat64()*0.001, p[1] + r.NormFloat64()*0.001})
	if !ok {
		t.Fatal("no street")
	}
	return snap
}

func TestRealPlaces(t *testing.T) {
	for _, world := range []struct {
		file, mode string
		places     int
	}{
		{"corse/roads.osm.pbf", "car", 150},
		{"corse/roads.osm.pbf", "bike", 100},
		{"corse/roads.osm.pbf", "walk", 150},
		{"roads/porto.osm.pbf", "car", 20},
		{"roads/porto.osm.pbf", "walk", 80},
	} {
		t.Run(world.file+" "+world.mode, func(t *testing.T) {
			g := realStreets(t, world.file).Graph(world.mode)
			s := g.NewSearch()
			r := rand.New(rand.NewPCG(1, 2))
			var within, outside, beyond, inside int
			limits := []road.Deciseconds{10 * minute, 20 * minute, 30 * minute}
			var spent time.Duration
			if testing.Short() {
				world.places /= 10
			}
			for i := range world.places {
				place := somewhere(t, g, r)
				towards := i%2 == 0
				start := time.Now()
				got, err := Polygons(t.Context(), s, []road.Snap{place}, Question{Limits: limits, Towards: towards})
				if err != nil {
					t.Fatal(err)
				}
				spent += time.Since(start)
				checkShapes(t, got)
				sp := s.Spread([]road.Snap{place}, towards, 30*minute, 0, nil)
				area := geo.PrepareArea(got.Shapes[0].Area)
				for v := range road.NodeID(g.Streets().NodeCount()) {
					time, _ := sp.Node(v)
					if time == road.Unreachable {
						continue
					}
					in := area.Contains(g.Streets().Node(v))
					if time <= 10*minute {
						within++
						if !in {
							outside++
						}
					} else if time > 12*minute {
						beyond++
						if in {
							inside++
						}
					}
				}
			}
			t.Logf("%v each; within 10 minutes %d, of which outside %d (%.2f %%); beyond 12 and within 30 minutes %d, of which inside %d (%.2f %%)",
				spent/time.Duration(world.places), within, outside, 100*float64(outside)/float64(within), beyond, inside, 100*float64(inside)/float64(beyond))
			if outside*100 > within || inside*100 > beyond {
				t.Error("more than 1 %")
			}
		})
	}
}
