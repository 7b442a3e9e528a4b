package isoline

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

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

// TestRealPlaces draws around seeded places of real worlds, and holds every node
// of the graph, by its own time, against the shape of ten minutes.
func TestRealPlaces(t *testing.T) {
	long := []road.Deciseconds{10 * minute, 20 * minute, 30 * minute}
	for _, world := range []struct {
		file, mode string
		places     int
		limits     []road.Deciseconds
	}{
		{"corse/roads.osm.pbf", "car", 150, long},
		{"corse/roads.osm.pbf", "bike", 100, long},
		{"corse/roads.osm.pbf", "walk", 150, long},
		{"roads/porto.osm.pbf", "car", 30, []road.Deciseconds{10 * minute, 15 * minute}},
		{"roads/porto.osm.pbf", "walk", 70, long},
	} {
		t.Run(world.file+" "+world.mode, func(t *testing.T) {
			if testing.Short() {
				world.places /= 10
			}
			g := realStreets(t, world.file).Graph(world.mode)
			s, r := g.NewSearch(), rand.New(rand.NewPCG(1, 2))
			var all tally
			for i := range world.places {
				place, towards := somewhere(t, g, r), i%2 == 0
				got, err := Polygons(t.Context(), s, []road.Snap{place}, Question{Limits: world.limits, Towards: towards})
				if err != nil {
					t.Fatal(err)
				}
				checkShapes(t, got)
				all.count(g, s.Spread([]road.Snap{place}, towards, 30*minute, 0, nil), got.Shapes[0].Area)
			}
			t.Logf("within 10 minutes %d nodes, of which outside %d (%.2f %%); beyond 12 and within 30 minutes %d, of which inside %d (%.2f %%)",
				all.within, all.outside, 100*float64(all.outside)/float64(all.within), all.beyond, all.inside, 100*float64(all.inside)/float64(all.beyond))
			if all.within == 0 || all.outside*100 > all.within || all.inside*100 > all.beyond {
				t.Error("more than 1 %")
			}
		})
	}
}

// tally counts nodes by their own time and by where they lie.
type tally struct{ within, outside, beyond, inside int }

func (c *tally) count(g *road.Graph, sp *road.Spread, ten orb.MultiPolygon) {
	area := geo.PrepareArea(ten)
	for v := range road.NodeID(g.Streets().NodeCount()) {
		switch time, _ := sp.Node(v); {
		case time <= 10*minute:
			c.within++
			if !area.Contains(g.Streets().Node(v)) {
				c.outside++
			}
		case time > 12*minute && time <= sp.Limit():
			c.beyond++
			if area.Contains(g.Streets().Node(v)) {
				c.inside++
			}
		}
	}
}
