package road

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// rawWay is a way as it came.
type rawWay struct {
	id    int64
	nodes []int64
	tags  Tags
}

// rawWorld is ways, nodes and restrictions as they came.
type rawWorld struct {
	ways         []rawWay
	at           map[int64]orb.Point
	tags         map[int64]Tags
	restrictions []Restriction
}

// nodeTags are what stands at nodes of random worlds.
var nodeTags = []TagMap{
	{"barrier": "bollard"}, {"barrier": "gate"}, {"barrier": "toll_booth"}, {"highway": "traffic_signals"}, {"highway": "mini_roundabout"},
	{"highway": "stop", "direction": "forward"}, {"highway": "give_way", "direction": "backward"}, {"highway": "crossing", "crossing": "traffic_signals"},
}

// randomWorld makes ways between neighbours on a jittered grid, with every kind
// of tag that changes a graph.
func randomWorld(r *rand.Rand) *rawWorld {
	side := 3 + r.IntN(6)
	w := &rawWorld{at: map[int64]orb.Point{}, tags: map[int64]Tags{}}
	for i := range side * side {
		x, y := float64(i%side)+r.Float64()*0.8, float64(i/side)+r.Float64()*0.8
		w.at[int64(i+1)] = orb.Point{9 + x*0.002, 42 + y*0.002}
		if r.IntN(3) == 0 {
			w.tags[int64(i+1)] = nodeTags[r.IntN(len(nodeTags))]
		}
	}
	pick := func(values ...string) string { return values[r.IntN(len(values))] }
	for id := range int64(side * side) {
		x, y := r.IntN(side), r.IntN(side)
		nodes := []int64{int64(y*side + x + 1)}
		for range 1 + r.IntN(6) {
			x = min(max(x+r.IntN(3)-1, 0), side-1)
			y = min(max(y+r.IntN(3)-1, 0), side-1)
			nodes = append(nodes, int64(y*side+x+1))
		}
		tags := TagMap{
			"highway":  pick("residential", "residential", "primary", "service", "footway", "tertiary", "pedestrian", "primary_link"),
			"junction": pick("", "", "", "", "roundabout"), "incline": pick("", "", "", "6%"),
			"oneway": pick("", "", "", "yes", "-1"), "oneway:bicycle": pick("", "", "no"),
			"access": pick("", "", "", "", "private", "destination"), "name": pick("", "", "Rue Haute"),
			"motor_vehicle:conditional": pick("", "", "", "no @ (winter)"), "maxspeed": pick("", "", "50", "30"),
		}
		w.ways = append(w.ways, rawWay{id + 1, nodes, tags})
	}
	for range side * 4 {
		way := w.ways[r.IntN(len(w.ways))]
		via := way.nodes[(len(way.nodes)-1)*r.IntN(2)]
		w.restrictions = append(w.restrictions, Restriction{
			From: way.id, Via: via, To: int64(1 + r.IntN(len(w.ways))), Kind: pick("no_left_turn", "only_straight_on"),
			Except: pick("", "", "bicycle"),
		}, Restriction{From: way.id, Via: via, To: way.id, Kind: "no_u_turn"})
	}
	return w
}

// give gives the world to a Builder, or to whoever takes what one does.
func (w *rawWorld) give(to Taker) {
	for _, way := range w.ways {
		to.AddWay(way.id, way.nodes, way.tags)
	}
	for _, r := range w.restrictions {
		to.AddRestriction(r)
	}
	for id, p := range w.at {
		if to.Needs(id) {
			to.SetNode(id, p, w.tags[id])
		}
	}
}

func (w *rawWorld) build(t testing.TB, b *Builder) *Streets {
	t.Helper()
	w.give(b)
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRandomWorlds(t *testing.T) {
	worlds := uint64(150)
	if testing.Short() {
		worlds = 30
	}
	for seed := range worlds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			w := randomWorld(r)
			b := NewBuilder()
			b.ScrapsBelow(int(seed%3) * 2)
			s := w.build(t, b)
			for _, p := range []*Profile{Car(), Bike(), Walk()} {
				for _, closed := range []Mask{0, ClosedInWinter} {
					g := s.Graph(p.code)
					if g.snappable.count() == 0 {
						continue
					}
					checkFolded(t, g, r, 8, 12, closed)
					checkUnfolded(t, w, g, p, r, 5, 20, closed)
				}
			}
		})
	}
}
