package road

import (
	"math"
	"slices"
)

// foldable tells whether nothing changes at a node of two pieces: one name, one
// category, one manner both ways, no barrier, no restriction. Along a folded edge
// every profile then has one speed each way, and its name and category are true.
//
//	a──┬──b      a──•──b       a══•──b      ──▶•──▶
//	   │         folded        stays:       folded (one-way both)
//	stays: three               another speed
func (w *weave) foldable(v uint32) bool {
	out := w.leave.at(v)
	if len(out) != 2 || w.marked[v] || out[0]>>1 == out[1]>>1 {
		return false
	}
	in, on := w.wayOf(out[0]), w.wayOf(out[1])
	if in.name != on.name || in.category != on.category || in.aloof != on.aloof {
		return false
	}
	if in.manner == on.manner && (out[0]^1)&1 == out[1]&1 {
		return true
	}
	return w.mannerOf(out[0]^1) == w.mannerOf(out[1])
}

// follow walks from a run over foldable nodes and visits each run on the way;
// it answers the kept node it ends at.
func (w *weave) follow(r Run, visit func(Run)) uint32 {
	for {
		visit(r)
		v := w.head(r)
		if w.kept[v] {
			return v
		}
		out := w.leave.at(v)
		if out[0] == r^1 {
			r = out[1]
		} else {
			r = out[0]
		}
	}
}

// chooseNodes finds the nodes that stay, and numbers them along Hilbert's
// curve: who are neighbours on the ground are neighbours in memory. A ring on
// which nothing ever happens keeps the first node it was given.
func (w *weave) chooseNodes() error {
	w.kept = make([]bool, len(w.ids))
	done := make([]bool, len(w.pieces))
	mark := func(r Run) { done[r>>1] = true }
	for v := range w.ids {
		w.kept[v] = len(w.leave.at(uint32(v))) > 0 && !w.foldable(uint32(v))
	}
	for v := range w.ids {
		if w.kept[v] {
			for _, r := range w.leave.at(uint32(v)) {
				w.follow(r, mark)
			}
		}
	}
	for i := range w.pieces {
		if !done[i] {
			w.kept[w.pieces[i].tail] = true
			w.follow(Run(i)<<1, mark)
		}
	}
	w.number()
	return nil
}

// number gives the kept nodes their ids.
func (w *weave) number() {
	for v, keep := range w.kept {
		if keep {
			w.nodes = append(w.nodes, uint32(v))
		}
	}
	order := hilbertOrder(w.places, w.nodes)
	w.nodes = order
	w.newID = make([]NodeID, len(w.ids))
	w.columns.Nodes = make([]int32, 0, 2*len(order))
	for id, v := range order {
		w.newID[v] = NodeID(id)
		w.columns.Nodes = append(w.columns.Nodes, w.places[v].lon, w.places[v].lat)
	}
	w.columns.Stats.Nodes = len(order)
}

// fold joins pieces into edges, in the order of their first node.
func (w *weave) fold() error {
	c := w.columns
	w.along = make([]Run, len(w.pieces))
	done := make([]bool, len(w.pieces))
	for id, v := range w.nodes {
		for _, r := range w.leave.at(v) {
			if !done[r>>1] {
				w.edge(NodeID(id), r, done)
			}
		}
	}
	c.FirstBend = append(c.FirstBend, uint32(len(c.Bends)/2))
	c.Stats.Edges = len(c.Tail)
	w.writeNames()
	return w.boxes()
}

// edge appends the edge that begins at a node with a piece's run.
func (w *weave) edge(tail NodeID, r Run, done []bool) {
	c := w.columns
	e := EdgeID(len(c.Tail))
	c.FirstBend = append(c.FirstBend, uint32(len(c.Bends)/2))
	metres := 0.0
	bend := func(v uint32) { c.Bends = append(c.Bends, w.places[v].lon, w.places[v].lat) }
	head := w.follow(r, func(p Run) {
		if p != r {
			bend(w.head(p ^ 1))
		}
		w.bends(p, bend)
		metres += w.metres(&w.pieces[p>>1])
		w.along[p>>1] = RunAlong(e, p.Backward())
		done[p>>1] = true
	})
	c.Tail = append(c.Tail, tail)
	c.Head = append(c.Head, w.newID[head])
	c.Length = append(c.Length, uint32(min(metres*10+0.5, math.MaxUint32))) // a chain around the world is no short one
	c.Name = append(c.Name, w.wayOf(r).name)
	c.Way = append(c.Way, w.wayOf(r).id)
	c.Category = append(c.Category, w.wayOf(r).category)
	w.first = append(w.first, r)
}

// edgeRun is the run of an edge that a piece's run is part of.
func (w *weave) edgeRun(r Run) Run { return w.along[r>>1] ^ r&1 }

// writeNames stores the names that edges and barred streets bear, numbered in their order.
func (w *weave) writeNames() {
	c := w.columns
	numbers := make([]uint32, len(w.names.values))
	var names []string
	for _, bearers := range [][]uint32{c.Name, c.Barred.Name} {
		for i, old := range bearers {
			if old != 0 && numbers[old] == 0 {
				names = append(names, w.names.values[old])
				numbers[old] = uint32(len(names))
			}
			bearers[i] = numbers[old]
		}
	}
	c.FirstName = append(c.FirstName, 0, 0)
	for _, name := range names {
		c.NameText = append(c.NameText, name...)
		c.FirstName = append(c.FirstName, uint32(len(c.NameText)))
	}
}

// hilbertOrder sorts nodes along Hilbert's curve over their bounding box, of
// 2^16 steps a side; nodes of one step keep their order.
func hilbertOrder(places []place, nodes []uint32) []uint32 {
	low, high := places[nodes[0]], places[nodes[0]]
	for _, v := range nodes {
		p := places[v]
		low = place{min(low.lon, p.lon), min(low.lat, p.lat)}
		high = place{max(high.lon, p.lon), max(high.lat, p.lat)}
	}
	keys := make([]uint64, len(nodes))
	for i, v := range nodes {
		p := places[v]
		keys[i] = uint64(hilbert(step(p.lon, low.lon, high.lon), step(p.lat, low.lat, high.lat)))<<32 | uint64(v)
	}
	slices.Sort(keys)
	order := make([]uint32, len(nodes))
	for i, key := range keys {
		order[i] = uint32(key)
	}
	return order
}

// step is where x lies between low and high, from 0 to 65,535.
func step(x, low, high int32) uint32 {
	span := int64(high) - int64(low)
	if span == 0 {
		return 0
	}
	return uint32((int64(x) - int64(low)) * 65535 / span)
}

// hilbert is the place of a cell on Hilbert's curve of order 16 (Warren,
// "Hacker's Delight", 2nd edition, figure 16–8).
func hilbert(x, y uint32) uint32 {
	place := uint32(0)
	for side := uint32(1 << 15); side > 0; side /= 2 {
		east, north := x/side&1, y/side&1
		place = place<<2 | 3*east ^ north
		if north == 0 {
			if east == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return place
}
