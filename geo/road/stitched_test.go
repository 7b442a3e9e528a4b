package road

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// stitchedCopies of Corsica are a world of a million junctions before folding.
const stitchedCopies = 32

var stitchedWorlds = map[int]*Graph{}

// stitched is Corsica by car some times over, its copies laid on a grid and each
// joined to its neighbours by three roads: a whole Region, always the same. Its
// edges are straight and nameless.
func stitched(t testing.TB, copies int) *Graph {
	t.Helper()
	g, ok := stitchedWorlds[copies]
	if !ok {
		one := realStreets(t, "corse/roads.osm.pbf").streets.Columns()
		s, err := FromColumns((&stitcher{one: one, car: &one.Graphs[0], copies: copies}).columns())
		if err != nil {
			t.Fatal(err)
		}
		g = s.Graph("car")
		t.Logf("%d copies: %d junctions, %d nodes, %d copies of them, %d arcs", copies,
			copies*one.Stats.Junctions, g.nodes, len(g.columns.Origin), len(g.columns.Head))
		stitchedWorlds[copies] = g
	}
	return g
}

// stitcher lays copies of one graph side by side.
type stitcher struct {
	one    *Columns
	car    *GraphColumns
	copies int
	out    Columns
	arcs   [][]stitchedArc // by node and copy of it
}

type stitchedArc struct {
	head NodeID
	time Deciseconds
	run  Run
	mask Mask
}

func (s *stitcher) columns() *Columns {
	s.arcs = make([][]stitchedArc, s.copies*(len(s.one.Nodes)/2+len(s.car.Origin)))
	for i := range s.copies {
		s.copy(i)
	}
	s.bridge()
	s.finish()
	return &s.out
}

// node is where a node, or a copy of one, comes to lie in the i-th copy of the graph.
func (s *stitcher) node(i int, v NodeID) NodeID {
	nodes := len(s.one.Nodes) / 2
	if int(v) < nodes {
		return NodeID(i*nodes) + v
	}
	return NodeID((s.copies-1)*nodes+i*len(s.car.Origin)) + v
}

const stitchedAcross = 6 // copies side by side, a degree and a half each; two of latitude

func (s *stitcher) copy(i int) {
	one, car, out := s.one, s.car, &s.out
	for v := 0; v < len(one.Nodes); v += 2 {
		east, north := int32(i%stitchedAcross*15_000_000), int32(i/stitchedAcross*20_000_000)
		out.Nodes = append(out.Nodes, one.Nodes[v]+east, one.Nodes[v+1]-north)
	}
	firstEdge := Run(2 * i * len(one.Tail))
	for e := range one.Tail {
		s.edge(s.node(i, one.Tail[e]), s.node(i, one.Head[e]), one.Length[e])
	}
	for v := range NodeID(len(car.FirstOut) - 1) {
		at := s.node(i, v)
		for a := car.FirstOut[v]; a < car.FirstOut[v+1]; a++ {
			s.arcs[at] = append(s.arcs[at], stitchedArc{s.node(i, car.Head[a]), car.Time[a], car.Run[a] + firstEdge, car.Mask[a]})
		}
	}
}

func (s *stitcher) edge(tail, head NodeID, decimetres uint32) {
	s.out.Tail, s.out.Head = append(s.out.Tail, tail), append(s.out.Head, head)
	s.out.Length = append(s.out.Length, decimetres)
}

// bridge joins neighbours by roads of 20 km both ways, between ends of edges that may be snapped to.
func (s *stitcher) bridge() {
	r := rand.New(rand.NewPCG(31, 7))
	anywhere := func(i int) NodeID {
		for {
			if e := r.IntN(len(s.one.Tail)); bitset(s.car.Snappable).has(uint32(e)) {
				return s.node(i, s.one.Tail[e])
			}
		}
	}
	for i := range s.copies {
		for _, j := range []int{i + 1, i + stitchedAcross} {
			if j >= s.copies || j == i+1 && j%stitchedAcross == 0 {
				continue
			}
			for range 3 {
				a, b := anywhere(i), anywhere(j)
				there := Run(2 * len(s.out.Tail))
				s.edge(a, b, 200_000)
				s.arcs[a] = append(s.arcs[a], stitchedArc{b, 9000, there, 0})
				s.arcs[b] = append(s.arcs[b], stitchedArc{a, 9000, there ^ 1, 0})
			}
		}
	}
}

func (s *stitcher) finish() {
	out, edges := &s.out, len(s.out.Tail)
	out.Name, out.Way, out.FirstBend = make([]uint32, edges), make([]int64, edges), make([]uint32, edges+1)
	out.FirstName = []uint32{0, 0}
	boxes := make([]orb.Bound, edges)
	for e := range boxes {
		boxes[e] = orb.LineString{out.nodePoint(out.Tail[e]), out.nodePoint(out.Head[e])}.Bound()
	}
	out.Boxes = geo.PackBoxes(boxes).Columns()
	g := &starMaker{edges: out}
	g.Profile, g.Ends = s.car.Profile, s.car.Ends
	for i := range s.copies {
		for _, v := range s.car.Origin {
			g.Origin = append(g.Origin, s.node(i, v))
		}
	}
	for _, arcs := range s.arcs {
		g.FirstOut = append(g.FirstOut, ArcID(len(g.Head)))
		for _, a := range arcs {
			g.Head, g.Time = append(g.Head, a.head), append(g.Time, a.time)
			g.Run, g.Mask = append(g.Run, a.run), append(g.Mask, a.mask)
		}
	}
	g.FirstOut = append(g.FirstOut, ArcID(len(g.Head)))
	g.reverse()
	columns, _ := g.finish(scrapsBelow)
	out.Graphs = append(out.Graphs, columns)
}

// TestStitched: all copies are one connected world, as long as Corsica and its bridges.
func TestStitched(t *testing.T) {
	one, two := stitched(t, 1), stitched(t, 2)
	if got, want := len(two.columns.Head), 2*len(one.columns.Head)+6; got != want {
		t.Errorf("got %d arcs, want %d", got, want)
	}
	if got, want := two.snappable.count(), 2*one.snappable.count(); got < want {
		t.Errorf("got %d edges that may be snapped to, want at least %d: the bridges join the largest components", got, want)
	}
}

// anySnap is somewhere on an edge that may be snapped to.
func (g *Graph) anySnap(r *rand.Rand) Snap {
	for {
		if e := uint32(r.IntN(g.streets.EdgeCount())); g.snappable.has(e) {
			return Snap{Edge: EdgeID(e), Fraction: r.Float64(), Metres: 40 * r.Float64()}
		}
	}
}
