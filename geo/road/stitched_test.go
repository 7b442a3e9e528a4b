package road

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// stitchedCopies of Corsica are a world of a million junctions before folding.
const stitchedCopies = 32

var stitchedWorlds = map[int]*Graph{}

// Taker takes a world: a Builder, or a sheet of package stitch.
type Taker interface {
	AddWay(id int64, nodes []int64, tags Tags)
	AddRestriction(Restriction)
	Needs(node int64) bool
	SetNode(id int64, p orb.Point, tags Tags)
}

// Stitch gives a Taker copies of a world, joined to their neighbours. It is what
// package stitch does, which imports this one: only tests from outside can bring it in.
var Stitch func(world func(Taker), copies int, to Taker) error

// stitched is Corsica by car some times over: a whole Region, always the same.
func stitched(t testing.TB, copies int) *Graph {
	t.Helper()
	g, ok := stitchedWorlds[copies]
	if !ok {
		b := NewBuilder(Car())
		if err := Stitch(readWorld(t, "corse/roads.osm.pbf").give, copies, b); err != nil {
			t.Fatal(err)
		}
		s, stats, err := b.Finish(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		g = s.Graph("car")
		t.Logf("%d copies: %d junctions, %d nodes, %d copies of them, %d arcs", copies,
			stats.Junctions, g.nodes, len(g.columns.Origin), len(g.columns.Head))
		stitchedWorlds[copies] = g
	}
	return g
}

// anySnap is somewhere on an edge that may be snapped to.
func (g *Graph) anySnap(r *rand.Rand) Snap {
	for {
		if e := uint32(r.IntN(g.streets.EdgeCount())); g.snappable.has(e) {
			return Snap{Edge: EdgeID(e), Fraction: r.Float64(), Metres: 40 * r.Float64()}
		}
	}
}
