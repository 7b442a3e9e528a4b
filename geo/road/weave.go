package road

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/say"
)

// weave is Finish at work, in the order of its files:
//
//	ways ─cut→ pieces ─fold→ edges ─star→ arcs, one graph a profile
//
// A piece is a stretch of one way between two nodes where something may happen;
// its nodes are known by their place in Builder.ids. Runs of pieces are numbered
// like runs of edges: piece<<1, plus 1 backward.
type weave struct {
	*Builder
	columns *Columns

	nodeOf []uint32 // ref → place in ids
	pieces []piece
	leave  fan // node → the runs of pieces that leave it
	marked []bool
	kept   []bool   // node → it stays a node of the Streets
	nodes  []uint32 // NodeID → place in ids
	newID  []NodeID // place in ids → NodeID, where kept
	along  []Run    // piece → the run of its edge that goes its way
	first  []Run    // edge → the run of the piece at its tail
}

// piece is refs[from:to+1] of a way.
type piece struct {
	tail, head uint32
	from, to   int
	way        uint32
}

// fan lists runs by node: those of v are runs[first[v]:first[v+1]].
type fan struct {
	first []uint32
	runs  []Run
}

func (f *fan) at(v uint32) []Run { return f.runs[f.first[v]:f.first[v+1]] }

func newWeave(b *Builder) *weave {
	w := &weave{Builder: b, columns: &Columns{}}
	w.columns.Stats = Stats{Ways: len(b.ways), WaysLeftOut: b.leftOut}
	w.nodeOf = make([]uint32, len(b.refs))
	for i, id := range b.refs {
		v, _ := b.find(id)
		w.nodeOf[i] = uint32(v)
	}
	return w
}

// uses counts how often nodes are used; a use at an end counts twice, so that 2 is a junction.
type uses []uint8

func (u uses) add(v uint32, n uint8) { u[v] = min(u[v]+n, 4) }

// span counts one stretch of nodes.
func (u uses) span(nodes []uint32) {
	for _, v := range nodes {
		u.add(v, 1)
	}
	u.add(nodes[0], 1)
	u.add(nodes[len(nodes)-1], 1)
}

// countJunctions counts what the sources have, before anything is left out.
func (w *weave) countJunctions() error {
	u := make(uses, len(w.ids))
	for i := range w.ways {
		from := w.ways[i].first
		u.span(w.nodeOf[from : from+len(w.refsOf(i))])
	}
	for v, n := range u {
		if n >= 2 {
			w.columns.Stats.Junctions++
		}
		if w.places[v] == unset {
			w.columns.Stats.MissingNodes++
		}
	}
	return nil
}

// cut makes the pieces of the ways some profile may use: cut where ways meet,
// at what stops somebody, where a turn is restricted, and around missing nodes.
func (w *weave) cut() error {
	u := make(uses, len(w.ids))
	w.marked = make([]bool, len(w.ids))
	for v, blocked := range w.barrier {
		w.marked[v] = blocked != 0
	}
	for _, r := range w.turns {
		if v, found := w.find(r.Via); found {
			w.marked[v] = true
		}
	}
	w.spans(func(_, from, to int) { u.span(w.nodeOf[from : to+1]) })
	w.spans(func(way, from, to int) {
		for last := from; last < to; {
			next := last + 1
			for next < to && u[w.nodeOf[next]] < 2 && !w.marked[w.nodeOf[next]] {
				next++
			}
			w.pieces = append(w.pieces, piece{w.nodeOf[last], w.nodeOf[next], last, next, uint32(way)})
			last = next
		}
	})
	if len(w.pieces) == 0 {
		return say.Errorf(
			"aucune rue utilisable : aucune des %d voies lues n'a deux nœuds connus et un accès ouvert ; vérifiez que l'extrait couvre la région et contient highway=*",
			"no usable street: none of the %d ways read has two known nodes and an open access; check that the extract covers the region and holds highway=*",
			len(w.ways))
	}
	if len(w.pieces) > maxNodes {
		return tooLarge(len(w.pieces))
	}
	w.leave = fanOf(len(w.ids), w.pieces)
	return nil
}

func tooLarge(n int) error {
	return say.Errorf(
		"réseau trop grand : %d nœuds ou tronçons, %d au plus ; découpez la région",
		"network too large: %d nodes or stretches, %d at most; divide the region", n, maxNodes)
}

// spans visits the stretches of open ways.
func (w *weave) spans(visit func(way, from, to int)) {
	for i := range w.ways {
		if !w.manners.values[w.ways[i].manner].open() {
			continue
		}
		w.knownSpans(i, func(from, to int) { visit(i, from, to) })
	}
}

// knownSpans visits the stretches of a way without missing nodes, of two nodes or more.
func (w *weave) knownSpans(way int, visit func(from, to int)) {
	from := w.ways[way].first
	end := from + len(w.refsOf(way))
	for from < end {
		to := from
		for to < end && w.places[w.nodeOf[to]] != unset {
			to++
		}
		if to-from >= 2 {
			visit(from, to-1)
		}
		from = to + 1
	}
}

// fanOf lists the runs that leave each of n nodes, in the pieces' order.
func fanOf(n int, pieces []piece) fan {
	f := fan{first: make([]uint32, n+2), runs: make([]Run, 2*len(pieces))}
	for i := range pieces {
		f.first[pieces[i].tail+2]++
		f.first[pieces[i].head+2]++
	}
	for v := 2; v < len(f.first); v++ {
		f.first[v] += f.first[v-1]
	}
	put := func(v uint32, r Run) {
		f.runs[f.first[v+1]] = r
		f.first[v+1]++
	}
	for i := range pieces {
		put(pieces[i].tail, Run(i)<<1)
		put(pieces[i].head, Run(i)<<1|1)
	}
	f.first = f.first[:n+1]
	return f
}

// pieceOf is the run of the first piece along an edge's run.
func (w *weave) pieceOf(r Run) Run {
	first := w.first[r.Edge()]
	if !r.Backward() {
		return first
	}
	last := first
	w.follow(first, func(p Run) { last = p })
	return last ^ 1
}

// head is the node that a piece's run leads to.
func (w *weave) head(r Run) uint32 {
	if r.Backward() {
		return w.pieces[r>>1].tail
	}
	return w.pieces[r>>1].head
}

func (w *weave) wayOf(r Run) *way { return &w.ways[w.pieces[r>>1].way] }

// mannerOf is what profiles may do along a piece's run, forward being its way.
func (w *weave) mannerOf(r Run) manner {
	m := w.manners.values[w.wayOf(r).manner]
	if r.Backward() {
		return m.reversed()
	}
	return m
}

func (w *weave) point(v uint32) orb.Point { return w.places[v].point() }

// point is the place in degrees.
func (p place) point() orb.Point { return orb.Point{float64(p.lon) / 1e7, float64(p.lat) / 1e7} }

// metres is the length of a piece.
func (w *weave) metres(p *piece) float64 {
	sum := 0.0
	for i := p.from; i < p.to; i++ {
		sum += geo.Metres(w.point(w.nodeOf[i]), w.point(w.nodeOf[i+1]))
	}
	return sum
}

// bends visits the nodes between the ends of a piece's run, in its order.
func (w *weave) bends(r Run, visit func(v uint32)) {
	p := &w.pieces[r>>1]
	inner := w.nodeOf[p.from+1 : p.to]
	if !r.Backward() {
		for _, v := range inner {
			visit(v)
		}
		return
	}
	for _, v := range slices.Backward(inner) {
		visit(v)
	}
}
