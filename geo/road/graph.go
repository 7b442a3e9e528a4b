package road

import (
	"math/bits"
	"slices"
)

const (
	maxPark = 1 << 24   // ds
	maxWalk = 1 << 24   // ds: what a walk to the street is cut down to; two and the parking are within the horizon
	noArc   = ^ArcID(0) // no arc
	maxRing = 1 << 16   // buckets
)

// Graph is the network of one profile. It never changes and may be shared by
// all goroutines.
type Graph struct {
	streets   *Streets
	columns   *GraphColumns
	nodes     NodeID // copies have ids from here
	snappable bitset
	reasons   Mask  // for which some arc is closed
	shift     uint8 // a bucket of a search is 1<<shift deciseconds wide
	ring      int   // how many buckets a search needs

	hierarchies hierarchies
}

func newGraph(s *Streets, c *GraphColumns) *Graph {
	g := &Graph{streets: s, columns: c, nodes: NodeID(s.NodeCount()), snappable: c.Snappable}
	g.shift, g.ring = bucketsFor(c.Time)
	for masks := range slices.Chunk(c.Mask, 8) { // opening a file waits for this
		if len(masks) == 8 {
			g.reasons |= masks[0] | masks[1] | masks[2] | masks[3] | masks[4] | masks[5] | masks[6] | masks[7]
			continue
		}
		for _, m := range masks {
			g.reasons |= m
		}
	}
	return g
}

// Profile is the code of the profile: "car", "bike", "walk".
func (g *Graph) Profile() string { return g.columns.Profile }

// Ends is what a journey costs off the streets.
func (g *Graph) Ends() Ends { return g.columns.Ends }

// Streets is what the graph is a network of.
func (g *Graph) Streets() *Streets { return g.streets }

// total is how many nodes and copies there are.
func (g *Graph) total() int { return len(g.columns.FirstOut) - 1 }

// Walk is how long it takes to walk between a place and the street it is
// snapped to, that many metres away in a straight line.
func (e Ends) Walk(metres float64) Deciseconds {
	if !(metres > 0) {
		return 0
	}
	t := metres * float64(e.Detour) * 360 / float64(e.WalkSpeed)
	return Deciseconds(min(t+0.5, maxWalk))
}

// arcOf is the arc along a run that leaves the node itself, never a copy of it.
func (g *Graph) arcOf(r Run) ArcID {
	c := g.columns
	v := g.streets.columns.from(r)
	for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
		if c.Run[a] == r {
			return a
		}
	}
	return noArc
}

// Closes tells whether some arc is closed for one of the reasons of a mask.
func (g *Graph) Closes(reasons Mask) bool { return g.reasons&reasons != 0 }

// openArc is the arc along a run unless it is closed.
func (g *Graph) openArc(r Run, closed Mask) (ArcID, bool) {
	a := g.arcOf(r)
	return a, a != noArc && g.columns.Mask[a]&closed == 0
}

// copies are the ids of a node's copies.
func (g *Graph) copies(v NodeID) (from, to NodeID) {
	i, found := slices.BinarySearch(g.columns.Origin, v)
	if !found {
		return 0, 0
	}
	j := i + 1
	for j < len(g.columns.Origin) && g.columns.Origin[j] == v {
		j++
	}
	return g.nodes + NodeID(i), g.nodes + NodeID(j)
}

// start is where a journey enters the network.
type start struct {
	node NodeID
	run  Run  // along which a part is gone to the node; nothing where the place is at the node itself
	cost cost // from the snap to the node
}

// starts are the nodes to which a place's street leads. A place at the very end
// of an edge is at the node, and may go on along any street.
func (g *Graph) starts(from Snap, closed Mask, out *[2]start) int {
	edges := g.streets.columns
	switch from.Fraction {
	case 0:
		out[0] = start{node: edges.Tail[from.Edge]}
		return 1
	case 1:
		out[0] = start{node: edges.Head[from.Edge]}
		return 1
	}
	n := 0
	for _, backward := range []bool{false, true} {
		rest := 1 - from.Fraction
		if backward {
			rest = from.Fraction
		}
		r := RunAlong(from.Edge, backward)
		if a, ok := g.openArc(r, closed); ok {
			out[n] = start{g.columns.Head[a], r, g.cost(a).part(rest)}
			n++
		}
	}
	return n
}

// direct is the cost along one edge from a fraction of it to another.
func (g *Graph) direct(e EdgeID, from, to float64, closed Mask) (cost, bool) {
	if from == to {
		return 0, true
	}
	a, ok := g.openArc(RunAlong(e, to < from), closed)
	if !ok {
		return 0, false
	}
	return g.cost(a).part(max(to-from, from-to)), true
}

// cost is an arc's.
func (g *Graph) cost(a ArcID) cost {
	c := g.columns
	return costOf(c.Time[a], g.streets.columns.Length[c.Run[a].Edge()])
}

// bucketsFor chooses the width of buckets, as a power of two, and how many of
// them hold the longest arc.
func bucketsFor(times []Deciseconds) (shift uint8, ring int) {
	longest, sum := Deciseconds(0), uint64(0)
	for _, t := range times {
		longest = max(longest, t)
		sum += uint64(t)
	}
	if len(times) > 0 {
		shift = uint8(bits.Len64(sum / uint64(len(times)) / widthShare))
	}
	for uint32(longest)>>shift >= maxRing {
		shift++
	}
	return shift, 1 << bits.Len32(uint32(longest)>>shift+1)
}

// widthShare: a bucket is about this share of the mean arc time wide.
const widthShare = 2
