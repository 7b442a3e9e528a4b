package road

import (
	"container/heap"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// The twins are slow and plain: Dijkstra with container/heap on the folded
// graph, which must agree to the decisecond, and Dijkstra in seconds on the
// ways as they came, which must agree within rounding.

// timed is a thing reached at a time, in a heap.
type timed[T ~uint32 | ~uint64 | ~float64] struct {
	at   uint32
	time T
	hops int
}

type timedHeap[T ~uint32 | ~uint64 | ~float64] []timed[T]

func (h timedHeap[T]) Len() int { return len(h) }

func (h timedHeap[T]) Less(i, j int) bool { return h[i].time < h[j].time }

func (h timedHeap[T]) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *timedHeap[T]) Push(x any) { *h = append(*h, x.(timed[T])) }

func (h *timedHeap[T]) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// foldedCosts is the cost from a place to every node and copy of a graph.
func foldedCosts(g *Graph, from Snap, closed Mask) []cost {
	c, edges := g.columns, g.streets.columns
	costs := slices.Repeat([]cost{never}, len(c.FirstOut)-1)
	var queue timedHeap[cost]
	reach := func(v NodeID, at cost) {
		if at < costs[v] {
			costs[v] = at
			heap.Push(&queue, timed[cost]{at: uint32(v), time: at})
		}
	}
	walk := cost(c.Ends.Walk(from.Metres)) << 32
	for a, r := range c.Run {
		inside := from.Fraction > 0 && from.Fraction < 1
		if !inside || r.Edge() != from.Edge || c.Mask[a]&closed != 0 || a >= int(c.FirstOut[g.nodes]) {
			continue
		}
		rest := 1 - from.Fraction
		if r.Backward() {
			rest = from.Fraction
		}
		reach(c.Head[a], walk+costOfPart(g, ArcID(a), rest))
	}
	switch from.Fraction {
	case 0:
		reach(edges.Tail[from.Edge], walk)
	case 1:
		reach(edges.Head[from.Edge], walk)
	}
	for queue.Len() > 0 {
		e := heap.Pop(&queue).(timed[cost])
		if costs[e.at] != e.time {
			continue
		}
		for a := c.FirstOut[e.at]; a < c.FirstOut[e.at+1]; a++ {
			if c.Mask[a]&closed == 0 {
				reach(c.Head[a], e.time+costOfPart(g, a, 1))
			}
		}
	}
	return costs
}

// costOfPart is what a share of an arc costs.
func costOfPart(g *Graph, a ArcID, share float64) cost {
	time := math.Floor(share*float64(g.columns.Time[a]) + 0.5)
	length := math.Floor(share*float64(g.streets.columns.Length[g.columns.Run[a].Edge()]) + 0.5)
	return cost(time)<<32 | cost(length)
}

// foldedReach is the cost to a target, of the costs to all nodes.
func foldedReach(g *Graph, costs []cost, from, to Snap, closed Mask) cost {
	c, edges := g.columns, g.streets.columns
	best := never
	end := cost(c.Ends.Park+c.Ends.Walk(to.Metres)) << 32
	offer := func(at, more cost) {
		if at != never {
			best = min(best, at+more+end)
		}
	}
	walk := cost(c.Ends.Walk(from.Metres)) << 32
	if from.Edge == to.Edge && from.Fraction == to.Fraction {
		offer(walk, 0)
	}
	for v := range costs {
		node := NodeID(v)
		if node >= g.nodes {
			node = c.Origin[node-g.nodes]
		}
		if to.Fraction == 0 && node == edges.Tail[to.Edge] || to.Fraction == 1 && node == edges.Head[to.Edge] {
			offer(costs[v], 0)
		}
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			if c.Run[a].Edge() != to.Edge || c.Mask[a]&closed != 0 {
				continue
			}
			part, along := to.Fraction, to.Fraction-from.Fraction
			if c.Run[a].Backward() {
				part, along = 1-part, -along
			}
			if to.Fraction > 0 && to.Fraction < 1 {
				offer(costs[v], costOfPart(g, a, part))
			}
			if from.Edge == to.Edge && along > 0 {
				offer(walk, costOfPart(g, a, along))
			}
		}
	}
	return best
}

// randomPlaces are places in a graph's box, and on it.
func randomPlaces(g *Graph, r *rand.Rand, n int) []orb.Point {
	s := g.streets
	places := make([]orb.Point, n)
	for i := range places {
		e := EdgeID(r.IntN(s.EdgeCount()))
		shape := s.Shape(e, nil)
		a, b := shape[0], shape[1]
		u := r.Float64()
		p := orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])}
		switch i % 3 {
		case 0: // off the street
			p[0] += (r.Float64() - 0.5) * 0.004
			p[1] += (r.Float64() - 0.5) * 0.004
		case 1: // at an end
			p = a
		}
		places[i] = p
	}
	return places
}

// checkFolded holds Nearest and Field against the twin on the folded graph.
func checkFolded(t *testing.T, g *Graph, r *rand.Rand, origins, targets int, closed Mask) {
	t.Helper()
	var list []Target
	for i, p := range randomPlaces(g, r, targets) {
		list = append(list, Target{TargetID(i * 3), snap(t, g, p)})
	}
	ts, search := g.NewTargets(list), g.NewSearch()
	accept := func(id TargetID) bool { return id%2 == 0 }
	field := search.Field(ts, accept, closed, nil)
	checkField(t, g, field, list, closed)
	places := randomPlaces(g, r, origins)
	for i, p := range places {
		from := snap(t, g, p)
		if i%5 == 0 { // on a target's own street
			from.Edge = list[i%len(list)].Snap.Edge
		}
		costs := foldedCosts(g, from, closed)
		var want []Reach
		for _, target := range list {
			if at := foldedReach(g, costs, from, target.Snap, closed); at != never {
				want = append(want, Reach{target.ID, at.time(), at.metres()})
			}
		}
		slices.SortFunc(want, byTime)
		compareReaches(t, "all", search.Nearest(from, ts, nil, len(list), Unreachable, closed, nil), want)
		cutoff := Deciseconds(r.IntN(20000))
		want = slices.DeleteFunc(want, func(r Reach) bool { return !accept(r.Target) })
		near := want
		if i := slices.IndexFunc(near, func(r Reach) bool { return r.Time > cutoff }); i >= 0 {
			near = near[:i]
		}
		k := 1 + r.IntN(5)
		compareReaches(t, "k", search.Nearest(from, ts, accept, k, cutoff, closed, nil), near[:min(k, len(near))])
		gotTime, gotTarget := field.At(from)
		if len(want) == 0 {
			want = []Reach{{Time: Unreachable}}
		}
		if gotTime != want[0].Time || gotTarget != want[0].Target {
			t.Fatalf("field at %v: got %d to target %d, want %d to %d", from, gotTime, gotTarget, want[0].Time, want[0].Target)
		}
	}
}

func byTime(a, b Reach) int {
	if a.Time != b.Time {
		return int(int64(a.Time) - int64(b.Time))
	}
	return int(a.Target) - int(b.Target)
}

func compareReaches(t *testing.T, what string, got, want []Reach) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

// checkField holds the certificate of a field: no open arc makes any time
// shorter, and every time is borne out by a tight arc or by a door.
func checkField(t *testing.T, g *Graph, f *Field, list []Target, closed Mask) {
	t.Helper()
	c := g.columns
	door := make(map[NodeID]near)
	for i := range f.targets.doors {
		d := &f.targets.doors[i]
		if !f.accepted.has(d.target) || d.mask&closed != 0 {
			continue
		}
		label := nearOf(d.cost.time(), d.target)
		if old, ok := door[d.node]; !ok || label < old {
			door[d.node] = label
		}
	}
	for v, label := range f.label {
		borne := false
		if at, ok := door[NodeID(v)]; ok {
			if at < label {
				t.Fatalf("node %d: %d, its door gives %d", v, label.time(), at.time())
			}
			borne = at == label
		}
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			next := f.label[c.Head[a]]
			if c.Mask[a]&closed != 0 || next.time()+c.Time[a] > horizon {
				continue
			}
			through := next + nearOf(c.Time[a], 0)
			if through < label {
				t.Fatalf("node %d: %d, arc %d gives %d", v, label.time(), a, through.time())
			}
			borne = borne || through == label
		}
		if label != nothingNear && !borne {
			t.Fatalf("node %d: nothing bears %d out", v, label.time())
		}
	}
}
