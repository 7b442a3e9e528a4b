package road

import (
	"cmp"
	"slices"
)

// Target is a place searched for.
type Target struct {
	ID   TargetID
	Snap Snap
}

// Targets are places ready to be searched for on one Graph. They never change
// and may be shared by all goroutines.
type Targets struct {
	graph  *Graph
	list   []Target // by ID
	doors  []door   // by node
	soon   []uint32 // doors by time
	onEdge []uint32 // places in list, by edge
	nodes  bitset   // nodes with a door
}

// door is a way into a target: from a node along a part of an edge.
type door struct {
	node   NodeID
	target uint32 // place in list
	cost   cost   // from the node: part of the edge, parking, walking to the door; the length is the edge's alone
	mask   Mask   // of the edge's arc
}

// NewTargets prepares targets for searches; their Snaps must be this Graph's. It
// reads ts and does not keep it, and panics when two have one ID.
func (g *Graph) NewTargets(ts []Target) *Targets {
	t := &Targets{graph: g, list: slices.Clone(ts), nodes: newBits(g.total())}
	slices.SortFunc(t.list, func(a, b Target) int { return cmp.Compare(a.ID, b.ID) })
	for i := range t.list {
		if i > 0 && t.list[i].ID == t.list[i-1].ID {
			panic("road: two targets have one id")
		}
		t.onEdge = append(t.onEdge, uint32(i))
		t.addDoors(uint32(i))
	}
	slices.SortStableFunc(t.onEdge, func(a, b uint32) int { return cmp.Compare(t.list[a].Snap.Edge, t.list[b].Snap.Edge) })
	slices.SortStableFunc(t.doors, func(a, b door) int { return cmp.Compare(a.node, b.node) })
	for i := range t.doors {
		t.soon = append(t.soon, uint32(i))
		t.nodes.set(uint32(t.doors[i].node))
	}
	slices.SortStableFunc(t.soon, func(a, b uint32) int { return cmp.Compare(t.doors[a].cost, t.doors[b].cost) })
	return t
}

// Len is the number of targets.
func (t *Targets) Len() int { return len(t.list) }

// addDoors adds a target's doors: every copy of its edge's ends from which an
// arc leads along the edge or, at the very end of an edge, every copy of that node.
func (t *Targets) addDoors(target uint32) {
	g, snap := t.graph, t.list[target].Snap
	edges := g.streets.columns
	switch snap.Fraction {
	case 0:
		t.atNode(edges.Tail[snap.Edge], target)
		return
	case 1:
		t.atNode(edges.Head[snap.Edge], target)
		return
	}
	for _, backward := range []bool{false, true} {
		r, part := RunAlong(snap.Edge, backward), snap.Fraction
		if backward {
			part = 1 - part
		}
		t.along(r, part, target)
	}
}

func (t *Targets) atNode(v NodeID, target uint32) {
	t.eachCopy(v, func(v NodeID) {
		t.doors = append(t.doors, door{node: v, target: target, cost: t.end(target)})
	})
}

// along adds the doors from which a run leads to a target after a part of it.
func (t *Targets) along(r Run, part float64, target uint32) {
	c := t.graph.columns
	t.eachCopy(t.graph.streets.columns.from(r), func(v NodeID) {
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			if c.Run[a] == r {
				t.doors = append(t.doors, door{v, target, t.graph.cost(a).part(part) + t.end(target), c.Mask[a]})
			}
		}
	})
}

// eachCopy visits a node and its copies.
func (t *Targets) eachCopy(v NodeID, visit func(NodeID)) {
	visit(v)
	from, to := t.graph.copies(v)
	for v = from; v < to; v++ {
		visit(v)
	}
}

// end is the cost from a target's street to its door: to park and to walk.
func (t *Targets) end(target uint32) cost {
	ends := t.graph.columns.Ends
	return costOf(ends.Park+ends.Walk(t.list[target].Snap.Metres), 0)
}

// at are the doors of a node.
func (t *Targets) at(v NodeID) []door {
	i, _ := slices.BinarySearchFunc(t.doors, v, func(d door, v NodeID) int { return cmp.Compare(d.node, v) })
	j := i
	for j < len(t.doors) && t.doors[j].node == v {
		j++
	}
	return t.doors[i:j]
}

// on are the targets, by place in list, that lie on an edge.
func (t *Targets) on(e EdgeID) []uint32 {
	i, _ := slices.BinarySearchFunc(t.onEdge, e, func(target uint32, e EdgeID) int {
		return cmp.Compare(t.list[target].Snap.Edge, e)
	})
	j := i
	for j < len(t.onEdge) && t.list[t.onEdge[j]].Snap.Edge == e {
		j++
	}
	return t.onEdge[i:j]
}
