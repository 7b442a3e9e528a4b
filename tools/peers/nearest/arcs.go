package main

import (
	"math"

	"maillage/geo/road"
)

// arcs are the whole work as a plain directed graph, for peers who know no
// place along a street. Its vertices are the graph's nodes and their copies,
// then a vertex a structure, then a vertex a cell. An arc leads from every door
// of a structure to it, parking and the walk included, and from a cell to where
// its street leads. The least time to any structure is then ours to the decisecond.
type arcs struct {
	vertices         int
	structure, cell  uint32 // the first vertex of either
	tail, head, time []uint32
}

func (a *arcs) add(tail, head, time uint32) {
	a.tail, a.head, a.time = append(a.tail, tail), append(a.head, head), append(a.time, time)
}

// arcsOf makes them.
func arcsOf(w *work) *arcs {
	n := newNetwork(w.graph)
	a := &arcs{structure: uint32(n.vertices())}
	a.cell = a.structure + uint32(len(w.structures))
	a.vertices = int(a.cell) + len(w.cells)
	for v := range uint32(n.vertices()) {
		for i := n.columns.FirstOut[v]; i < n.columns.FirstOut[v+1]; i++ {
			a.add(v, uint32(n.columns.Head[i]), uint32(n.columns.Time[i]))
		}
	}
	structures := snapped(w.graph, w.structures)
	for i, s := range structures {
		n.doors(a, s, a.structure+uint32(i))
	}
	for i, from := range snapped(w.graph, w.cells) {
		n.starts(a, from, a.cell+uint32(i))
		for j, to := range structures {
			if t, ok := n.direct(from, to); ok {
				a.add(a.cell+uint32(i), a.structure+uint32(j), t)
			}
		}
	}
	return a
}

// network is a graph with what its arcs run along at hand.
type network struct {
	graph   *road.Graph
	streets *road.Streets
	columns *road.GraphColumns
	copies  map[road.NodeID][]uint32 // of a node, itself the first
	along   map[road.Run][]runArc    // arcs by what they run along, that of the node itself the first
}

type runArc struct{ tail, head, time uint32 }

func newNetwork(g *road.Graph) *network {
	n := &network{graph: g, streets: g.Streets(), copies: map[road.NodeID][]uint32{}, along: map[road.Run][]runArc{}}
	graphs := n.streets.Columns().Graphs
	for i := range graphs {
		if graphs[i].Profile == g.Profile() {
			n.columns = &graphs[i]
		}
	}
	c := n.columns
	for v := range uint32(n.vertices()) {
		origin := road.NodeID(v)
		if copied := int(v) - n.streets.NodeCount(); copied >= 0 {
			origin = c.Origin[copied]
		}
		n.copies[origin] = append(n.copies[origin], v)
		for i := c.FirstOut[v]; i < c.FirstOut[v+1]; i++ {
			n.along[c.Run[i]] = append(n.along[c.Run[i]], runArc{v, uint32(c.Head[i]), uint32(c.Time[i])})
		}
	}
	return n
}

func (n *network) vertices() int { return len(n.columns.FirstOut) - 1 }

// end is what a journey takes from a structure's street to its door.
func (n *network) end(to road.Snap) uint32 {
	return uint32(n.graph.Ends().Park + n.graph.Ends().Walk(to.Metres))
}

// doors adds the arcs into a structure.
func (n *network) doors(a *arcs, to road.Snap, vertex uint32) {
	if v, ok := n.corner(to); ok {
		for _, v := range n.copies[v] {
			a.add(v, vertex, n.end(to))
		}
		return
	}
	for _, backward := range []bool{false, true} {
		share := to.Fraction
		if backward {
			share = 1 - share
		}
		for _, arc := range n.along[road.RunAlong(to.Edge, backward)] {
			a.add(arc.tail, vertex, part(arc.time, share)+n.end(to))
		}
	}
}

// starts adds the arcs out of a cell.
func (n *network) starts(a *arcs, from road.Snap, vertex uint32) {
	walk := uint32(n.graph.Ends().Walk(from.Metres))
	if v, ok := n.corner(from); ok {
		a.add(vertex, uint32(v), walk)
		return
	}
	for _, backward := range []bool{false, true} {
		rest := 1 - from.Fraction
		if backward {
			rest = from.Fraction
		}
		if arc, ok := n.own(road.RunAlong(from.Edge, backward)); ok {
			a.add(vertex, arc.head, walk+part(arc.time, rest))
		}
	}
}

// direct is the time from a cell to a structure along the one street of both.
func (n *network) direct(from, to road.Snap) (uint32, bool) {
	if from.Edge != to.Edge {
		return 0, false
	}
	ends := uint32(n.graph.Ends().Walk(from.Metres)) + n.end(to)
	if from.Fraction == to.Fraction {
		return ends, true
	}
	arc, ok := n.own(road.RunAlong(from.Edge, to.Fraction < from.Fraction))
	return ends + part(arc.time, math.Abs(to.Fraction-from.Fraction)), ok
}

// own is the arc along a run that leaves the node itself, no copy of it.
func (n *network) own(r road.Run) (runArc, bool) {
	if arcs := n.along[r]; len(arcs) > 0 && int(arcs[0].tail) < n.streets.NodeCount() {
		return arcs[0], true
	}
	return runArc{}, false
}

// corner is the node a place is at, if it is at the end of its street.
func (n *network) corner(s road.Snap) (road.NodeID, bool) {
	tail, head := n.streets.Ends(s.Edge)
	if s.Fraction == 1 {
		return head, true
	}
	return tail, s.Fraction == 0
}

// part is a share of an arc's time.
func part(time uint32, share float64) uint32 { return uint32(share*float64(time) + 0.5) }
