package isoline

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
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

// allPlaces are those of TestRealPlaces; places are how many of them it draws around, or PLACES in the environment.
const allPlaces, places = 500, 25

// share is the part of some of all places that is drawn around, rounded up.
func share(t testing.TB, some int) int {
	t.Helper()
	want := places
	if text := os.Getenv("PLACES"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > allPlaces {
			t.Fatalf("PLACES=%q: a whole number from 1 to %d is wanted", text, allPlaces)
		}
		want = n
	}
	return (some*want + allPlaces - 1) / allPlaces
}

// TestRealPlaces draws around seeded places of real worlds. It holds every node
// where one may set out, by its own time, against the shape of ten minutes, and
// random positions against the shapes of all limits.
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
			g := realStreets(t, world.file).Graph(world.mode)
			s, r := g.NewSearch(), rand.New(rand.NewPCG(1, 2))
			at := rand.New(rand.NewPCG(3, 4))
			all := tally{nodes: nodesOf(g)}
			j := judge{graph: g}
			for i := range share(t, world.places) {
				place, towards := somewhere(t, g, r), i%2 == 0
				got, err := Polygons(t.Context(), s, []road.Snap{place}, Question{Limits: world.limits, Towards: towards})
				if err != nil {
					t.Fatal(err)
				}
				checkShapes(t, got)
				j.spread, j.near = s.Spread([]road.Snap{place}, towards, 31*minute, 0, j.spread), 2.5*got.Cell
				all.count(j.spread, got.Shapes[0].Area)
				for _, shape := range got.Shapes {
					j.compare(t, shape, 40, func() orb.Point { return within(shape.Area.Bound(), at) })
				}
			}
			all.tell(t)
			t.Logf("of %d positions in shapes %d beyond the limit (%.2f %%), %d by more than a minute (%.2f %%)", j.in, j.late, percent(j.late, j.in), j.lateByOne, percent(j.lateByOne, j.in))
			if j.in == 0 || percent(j.lateByOne, j.in) > 2 {
				t.Error("more than 2 %")
			}
		})
	}
}

// within is a random position in a box.
func within(b orb.Bound, r *rand.Rand) orb.Point {
	return orb.Point{b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1])}
}

// tally counts nodes by their own time and by where they lie. Nodes beyond 30
// minutes, or out of reach, count where they lie inside alone.
type tally struct {
	nodes                           []road.Snap
	within, outside, beyond, inside int
}

// nodesOf are the nodes where one may set out: not those of motorways, tunnels and scraps alone.
func nodesOf(g *road.Graph) []road.Snap {
	var out []road.Snap
	for v := range road.NodeID(g.Streets().NodeCount()) {
		if s, ok := g.Snap(g.Streets().Node(v)); ok && s.Metres < 0.1 {
			out = append(out, s)
		}
	}
	return out
}

func (c *tally) count(sp *road.Spread, ten orb.MultiPolygon) {
	area := geo.PrepareArea(ten)
	for _, node := range c.nodes {
		switch time, _ := sp.At(node); {
		case time <= 10*minute:
			c.within++
			c.outside += number(!area.Contains(node.Point))
		case time > 12*minute:
			c.beyond += number(time <= 30*minute)
			c.inside += number(area.Contains(node.Point))
		}
	}
}

func (c *tally) tell(t *testing.T) {
	t.Helper()
	outside, inside := percent(c.outside, c.within), percent(c.inside, c.beyond)
	t.Logf("within 10 minutes %d nodes, of which outside %d (%.2f %%); beyond 12 and within 30 minutes %d, inside and beyond 12 or out of reach %d (%.2f %%)",
		c.within, c.outside, outside, c.beyond, c.inside, inside)
	if c.within == 0 || c.beyond == 0 || outside > 1 || inside > 1 {
		t.Error("more than 1 %")
	}
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(1, whole)) }
