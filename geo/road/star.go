package road

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// maxArcTime bounds an arc's time (ds) so that sums never overflow: see bucketQueue.
const maxArcTime = 1 << 30

// star makes every profile's graph.
func (w *weave) star() error {
	turns := w.readTurns()
	for i := range w.profiles {
		g := w.newStar(i, turns[i])
		g.turn(turns[i])
		g.reverse()
		columns, stats := g.finish(w.scraps)
		w.columns.Graphs = append(w.columns.Graphs, columns)
		w.columns.Stats.Graphs = append(w.columns.Stats.Graphs, stats)
	}
	return nil
}

// boxes packs the boxes of the edges' shapes.
func (w *weave) boxes() error {
	c := w.columns
	boxes := make([]orb.Bound, len(c.Tail))
	for e := range boxes {
		a, b := c.nodePoint(c.Tail[e]), c.nodePoint(c.Head[e])
		box := orb.Bound{Min: a, Max: a}.Extend(b)
		for i := c.FirstBend[e]; i < c.FirstBend[e+1]; i++ {
			box = box.Extend(pointAt(c.Bends, i))
		}
		boxes[e] = box
	}
	c.Boxes = geo.PackBoxes(boxes).Columns()
	return nil
}

// starMaker makes one profile's graph: arcs of the edges, then copies of the
// nodes where turns are restricted, then the reverse star.
type starMaker struct {
	GraphColumns
	edges *Columns
	aloof bitset // edges nobody is snapped to
}

// newStar makes the forward star without copies.
func (w *weave) newStar(profile int, turns turnRules) *starMaker {
	c := w.columns
	g := &starMaker{edges: c, aloof: newBits(len(c.Tail))}
	g.Profile, g.Ends = w.profiles[profile].code, w.profiles[profile].ends
	lanes := make([]lane, 2*len(c.Tail)) // by run
	for e, r := range w.first {
		p := w.manners.values[w.wayOf(r).manner][profile]
		if r.Backward() {
			p = p.reversed()
		}
		lanes[2*e], lanes[2*e+1] = p.forward, p.backward
		if w.wayOf(r).aloof {
			g.aloof.set(uint32(e))
		}
	}
	g.FirstOut = make([]ArcID, len(w.nodes)+2)
	for run, l := range lanes {
		if l.speed > 0 {
			g.FirstOut[g.from(Run(run))+2]++
		}
	}
	for v := 2; v < len(g.FirstOut); v++ {
		g.FirstOut[v] += g.FirstOut[v-1]
	}
	g.size(int(g.FirstOut[len(w.nodes)+1]))
	var shape course
	for run, l := range lanes {
		if l.speed > 0 {
			r := Run(run)
			a := g.FirstOut[g.from(r)+1]
			g.FirstOut[g.from(r)+1]++
			g.Head[a], g.Run[a], g.Mask[a] = g.to(r), r, l.mask
			lost := w.lost(profile, w.pieceOf(r), turns.rule[r])
			if d := &w.profiles[profile].delays; d.winds() && !w.wayOf(w.first[r.Edge()]).afloat {
				if !r.Backward() || lanes[r^1].speed == 0 {
					c.course(r.Edge(), &shape) // both runs of an edge follow each other
				}
				lost += d.lostInBends(&shape, l.speed)
			}
			g.Time[a] = min(arcTime(c.Length[r.Edge()], l.speed)+lost, maxArcTime)
		}
	}
	g.FirstOut = g.FirstOut[:len(w.nodes)+1]
	return g
}

func (g *starMaker) size(arcs int) {
	g.Head, g.Time = make([]NodeID, arcs), make([]Deciseconds, arcs)
	g.Run, g.Mask = make([]Run, arcs), make([]Mask, arcs)
}

// from and to are the nodes a run joins, copies aside.
func (g *starMaker) from(r Run) NodeID {
	if r.Backward() {
		return g.edges.Head[r.Edge()]
	}
	return g.edges.Tail[r.Edge()]
}

func (g *starMaker) to(r Run) NodeID { return g.from(r ^ 1) }

// arcTime is how long a length takes at a speed, rounded to the nearest
// decisecond, at least 1 and never faster than fastest: 1 m/s is 1 dm/ds, and
// speed is in hundredths of km/h.
func arcTime(decimetres uint32, speed uint16) Deciseconds {
	t := (uint64(decimetres)*360 + uint64(speed)/2) / uint64(speed)
	return Deciseconds(min(max(t, 1, (uint64(decimetres)+fastest-1)/fastest), maxArcTime))
}

// out are the arcs that leave a node.
func (g *starMaker) out(v NodeID) (from, to ArcID) { return g.FirstOut[v], g.FirstOut[v+1] }

// turn adds the copies of nodes that turns need. A run that may not go on into
// all that leaves a node enters a copy of it that has just what it may go on
// into; runs with equal choices share a copy.
//
//	     │n                     │n        from w the turn to s is banned:
//	w ───v─── e         w ──v'──┼── e     w's arc enters v', whose arcs
//	     │s                 └── v         go to n and e (and back) alone
//	                            │s
func (g *starMaker) turn(t turnRules) {
	nodes := len(g.FirstOut) - 1
	heads := make(map[Run]NodeID)
	for _, v := range t.nodes() {
		shared := make(map[string]NodeID)
		for _, r := range t.into[v] {
			arcs := g.allowed(v, t.rule[r])
			if from, to := g.out(v); len(arcs) == int(to-from) {
				continue
			}
			key := keyOf(arcs)
			copied, known := shared[key]
			if !known {
				copied = NodeID(nodes + len(g.Origin))
				shared[key] = copied
				g.Origin = append(g.Origin, v)
				g.addCopy(arcs)
			}
			heads[r] = copied
		}
	}
	for a, r := range g.Run {
		if copied, ok := heads[r]; ok {
			g.Head[a] = copied
		}
	}
}

// allowed are the arcs out of a node that a rule leaves.
func (g *starMaker) allowed(v NodeID, rule turnRule) (arcs []ArcID) {
	from, to := g.out(v)
	for a := from; a < to; a++ {
		if rule.allows(g.Run[a]) {
			arcs = append(arcs, a)
		}
	}
	return arcs
}

// addCopy appends a node with some arcs of another.
func (g *starMaker) addCopy(arcs []ArcID) {
	for _, a := range arcs {
		g.Head = append(g.Head, g.Head[a])
		g.Time = append(g.Time, g.Time[a])
		g.Run = append(g.Run, g.Run[a])
		g.Mask = append(g.Mask, g.Mask[a])
	}
	g.FirstOut = append(g.FirstOut, ArcID(len(g.Head)))
}

func keyOf(arcs []ArcID) string {
	var key []byte
	for _, a := range arcs {
		key = append(key, byte(a), byte(a>>8), byte(a>>16), byte(a>>24))
	}
	return string(key)
}

// reverse makes the reverse star of the forward one.
func (g *starMaker) reverse() {
	n := len(g.FirstOut) - 1
	g.FirstIn = make([]ArcID, n+2)
	for _, head := range g.Head {
		g.FirstIn[head+2]++
	}
	for v := 2; v < len(g.FirstIn); v++ {
		g.FirstIn[v] += g.FirstIn[v-1]
	}
	g.Tail = make([]NodeID, len(g.Head))
	g.InTime, g.InMask = make([]Deciseconds, len(g.Head)), make([]Mask, len(g.Head))
	for v := range NodeID(n) {
		for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
			i := g.FirstIn[g.Head[a]+1]
			g.FirstIn[g.Head[a]+1]++
			g.Tail[i], g.InTime[i], g.InMask[i] = v, g.Time[a], g.Mask[a]
		}
	}
	g.FirstIn = g.FirstIn[:n+1]
}

// finish finds what may be snapped to and counts.
func (g *starMaker) finish(smallest int) (GraphColumns, GraphStats) {
	stats := GraphStats{Profile: g.Profile, Arcs: len(g.Head), Copies: len(g.Origin)}
	component, sizes := components(&g.GraphColumns)
	largest := slices.Max(append(sizes, 0))
	kept := func(c uint32) bool { return int(sizes[c]) >= smallest || sizes[c] == largest }
	for c, size := range sizes {
		if size > 1 && kept(uint32(c)) {
			stats.Components++
		} else if size > 1 {
			stats.Scraps++
		}
	}
	usable, snappable := newBits(len(g.edges.Tail)), newBits(len(g.edges.Tail))
	for v := range len(g.FirstOut) - 1 {
		for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
			e := uint32(g.Run[a].Edge())
			if g.aloof != nil && g.aloof.has(e) {
				continue
			}
			usable.set(e)
			if smallest <= 0 || component[v] == component[g.Head[a]] && kept(component[v]) {
				snappable.set(e)
			}
		}
	}
	if snappable.count() == 0 {
		snappable = usable
	}
	g.Snappable = snappable
	stats.UsableEdges = usable.count()
	stats.ScrapEdges = stats.UsableEdges - snappable.count()
	return g.GraphColumns, stats
}
