package road

import (
	"cmp"
	"iter"
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
	onEdge []uint32 // places in list, by edge
	nodes  bitset   // nodes with a door
}

// door is a way into a target: from a node along a part of an edge.
type door struct {
	node   NodeID
	target uint32 // place in list
	run    Run    // along which a part is gone; nothing where the target is at the node itself
	mask   Mask   // of the run's arc
	cost   cost   // from the node: part of the edge, parking, walking to the door; the length is the edge's alone
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
		t.doors = g.doors(t.list[i].Snap, uint32(i), t.doors)
	}
	slices.SortFunc(t.onEdge, func(a, b uint32) int {
		if left, right := t.list[a].Snap.Edge, t.list[b].Snap.Edge; left != right {
			return cmp.Compare(left, right)
		}
		return cmp.Compare(a, b)
	})
	slices.SortFunc(t.doors, func(a, b door) int {
		if a.node != b.node { // nearly always
			return cmp.Compare(a.node, b.node)
		}
		return cmp.Or(cmp.Compare(a.target, b.target), cmp.Compare(a.run, b.run))
	})
	for i := range t.doors {
		t.nodes.set(uint32(t.doors[i].node))
	}
	return t
}

// targetsAt are targets at some places, numbered in their order.
func (g *Graph) targetsAt(places []Snap) *Targets {
	list := make([]Target, len(places))
	for i, p := range places {
		list[i] = Target{TargetID(i), p}
	}
	return g.NewTargets(list)
}

// Len is the number of targets.
func (t *Targets) Len() int { return len(t.list) }

// accepted is the set of targets, by place in the list, that accept takes (nil
// takes all), made of an old set if it is large enough.
func (t *Targets) accepted(accept func(TargetID) bool, old bitset) bitset {
	words := (len(t.list) + 63) / 64
	if cap(old) < words {
		old = make(bitset, words)
	}
	old = old[:words]
	clear(old)
	for i := range t.list {
		if accept == nil || accept(t.list[i].ID) {
			old.set(uint32(i))
		}
	}
	return old
}

// doors appends a place's doors to out: every copy of its edge's ends from which
// an arc leads along the edge or, at the very end of an edge, every copy of that
// node. Each costs its part of the edge and what the end of the journey does.
func (g *Graph) doors(to Snap, target uint32, out []door) []door {
	end, edges := g.end(to), g.streets.columns
	switch to.Fraction {
	case 0:
		return g.atNode(edges.Tail[to.Edge], door{target: target, cost: end}, out)
	case 1:
		return g.atNode(edges.Head[to.Edge], door{target: target, cost: end}, out)
	}
	out = g.along(door{target: target, run: RunAlong(to.Edge, false), cost: end}, to.Fraction, out)
	return g.along(door{target: target, run: RunAlong(to.Edge, true), cost: end}, 1-to.Fraction, out)
}

// atNode appends a door at a node and at each of its copies.
func (g *Graph) atNode(v NodeID, d door, out []door) []door {
	for v := range g.withCopies(v) {
		d.node = v
		out = append(out, d)
	}
	return out
}

// along appends a door wherever its run leaves a node or a copy, after a part of the run.
func (g *Graph) along(d door, part float64, out []door) []door {
	c, end := g.columns, d.cost
	for v := range g.withCopies(g.streets.columns.from(d.run)) {
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			if c.Run[a] == d.run {
				d.node, d.cost, d.mask = v, g.cost(a).part(part)+end, c.Mask[a]
				out = append(out, d)
			}
		}
	}
	return out
}

// withCopies visits a node and its copies.
func (g *Graph) withCopies(v NodeID) iter.Seq[NodeID] {
	return func(visit func(NodeID) bool) {
		from, to := g.copies(v)
		for more := visit(v); more && from < to; from++ {
			more = visit(from)
		}
	}
}

// end is the cost from a place's street to its door: to park and to walk.
func (g *Graph) end(to Snap) cost {
	ends := g.columns.Ends
	return costOf(ends.Park+ends.Walk(to.Metres), 0)
}

// end is the cost from a target's street to its door.
func (t *Targets) end(target uint32) cost { return t.graph.end(t.list[target].Snap) }

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
