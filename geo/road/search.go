package road

import (
	"math"
	"slices"
)

// startArc and startArc+1 mark, where a label names the arc it was reached by,
// the two starts of a search: arcs have lower numbers.
const startArc = noArc - 1

// alongEdge marks a target reached along the origin's own edge.
const alongEdge = ^uint32(0)

// Reach is a target reached.
type Reach struct {
	Target TargetID
	Time   Deciseconds // from door to door: the walk to the street, the streets, parking, the walk to the door
	Metres float64     // along the streets, the walks at both ends excluded
}

// Search is the working memory of searches on a Graph: some 12 bytes a node. It
// serves one goroutine at a time, and allocates nothing once warm.
type Search struct {
	graph *Graph
	queue bucketQueue

	// Of the nodes; time<<32 | the arc by which it is reached, never when it is
	// not. Of arcs that give one time the first counts, whatever the order met.
	label   []uint64
	touched []NodeID
	looked  int // of the last search: see Looked

	// Of the search at hand.
	targets *Targets
	accept  func(TargetID) bool
	closed  Mask
	starts  [2]start
	k       int
	limit   Deciseconds // nothing later is of interest

	// Of the targets, by place in their list.
	time  []Deciseconds
	door  []uint32 // or alongEdge
	found []uint32
	top   []uint64 // the k best, time<<32 | place, ascending
}

// NewSearch makes a Search.
func (g *Graph) NewSearch() *Search {
	s := &Search{graph: g, queue: newBucketQueue(g), label: make([]uint64, g.total())}
	for v := range s.label {
		s.label[v] = never
	}
	return s
}

// Nearest appends to out the k targets that accept takes (nil takes all) that
// are reached soonest from a place, by (Time, TargetID), none later than
// cutoff, without arcs closed for a reason in closed. Both the place and the
// targets must be snapped to this Search's Graph. accept may be asked about one
// target more than once.
//
// It goes forth from the place and stops as soon as nothing nearer can come:
// its cost is that of the nodes within the k-th target's time.
func (s *Search) Nearest(
	from Snap, ts *Targets, accept func(TargetID) bool, k int, cutoff Deciseconds, closed Mask, out []Reach,
) []Reach {
	if ts.graph != s.graph {
		panic("road: targets of another graph")
	}
	if k <= 0 {
		return out
	}
	s.begin(ts, accept, k, cutoff, closed)
	walk := s.graph.columns.Ends.Walk(from.Metres)
	s.alongEdge(from, walk)
	n := s.graph.starts(from, closed, &s.starts)
	for i, at := range s.starts[:n] {
		if t := walk + at.time; i == 0 || Deciseconds(s.queue.start()) > t {
			s.queue.seek(t)
		}
	}
	for i, at := range s.starts[:n] {
		s.relax(at.node, walk+at.time, startArc+ArcID(i))
	}
	s.spread()
	for _, key := range s.top {
		out = append(out, s.reach(uint32(key), from))
	}
	s.reset()
	return out
}

// Looked is at how many nodes the last Nearest looked: what it cost, told
// without a clock.
func (s *Search) Looked() int { return s.looked }

func (s *Search) begin(ts *Targets, accept func(TargetID) bool, k int, cutoff Deciseconds, closed Mask) {
	s.targets, s.accept, s.closed = ts, accept, closed
	s.k, s.limit = k, min(cutoff, horizon)
	for len(s.time) < len(ts.list) {
		s.time = append(s.time, Unreachable)
		s.door = append(s.door, 0)
	}
}

func (s *Search) reset() {
	for _, v := range s.touched {
		s.label[v] = never
	}
	for _, target := range s.found {
		s.time[target] = Unreachable
	}
	s.queue.clear()
	s.looked = len(s.touched)
	s.touched, s.found, s.top = s.touched[:0], s.found[:0], s.top[:0]
	s.targets, s.accept = nil, nil
}

// relax reaches a node at a time by an arc, if that is sooner than known.
func (s *Search) relax(v NodeID, t Deciseconds, by ArcID) {
	label, old := uint64(t)<<32|uint64(by), s.label[v]
	if label >= old || t > s.limit {
		return
	}
	s.label[v] = label
	if old == never {
		s.touched = append(s.touched, v)
	}
	if old>>32 != uint64(t) {
		s.queue.put(t, v)
	}
}

// spread settles nodes, the soonest first, until none is within the limit.
func (s *Search) spread() {
	for q := &s.queue; q.held > 0 && q.start() <= uint64(s.limit); q.advance() {
		bucket := q.current()
		for i := 0; i < len(*bucket); i++ {
			entry := (*bucket)[i]
			v, t := NodeID(entry), Deciseconds(entry>>32)
			if s.label[v]>>32 != uint64(t) || t > s.limit {
				continue
			}
			if s.targets.nodes.has(uint32(v)) {
				s.enter(v, t)
			}
			s.expand(v, t)
		}
	}
}

// expand relaxes the arcs that leave a node.
func (s *Search) expand(v NodeID, t Deciseconds) {
	c := s.graph.columns
	from, to := c.FirstOut[v], c.FirstOut[v+1]
	heads, times := c.Head[from:to], c.Time[from:to]
	for i, head := range heads {
		if s.closed != 0 && c.Mask[from+ArcID(i)]&s.closed != 0 {
			continue
		}
		s.relax(head, t+times[i], from+ArcID(i))
	}
}

// enter reaches the targets that have a door at a node.
func (s *Search) enter(v NodeID, t Deciseconds) {
	first, doors := s.targets.at(v)
	for i := range doors {
		if d := &doors[i]; d.mask&s.closed == 0 {
			s.offer(d.target, t+d.time, first+uint32(i))
		}
	}
}

// alongEdge reaches the targets on the origin's own edge without leaving it.
func (s *Search) alongEdge(from Snap, walk Deciseconds) {
	for _, target := range s.targets.on(from.Edge) {
		t, ok := s.graph.direct(from.Edge, from.Fraction, s.targets.list[target].Snap.Fraction, s.closed)
		if ok {
			s.offer(target, walk+t+s.targets.end(target), alongEdge)
		}
	}
}

// offer reaches a target at a time; among equal times it is by the last door in
// order, the origin's own edge before all.
func (s *Search) offer(target uint32, t Deciseconds, door uint32) {
	old := s.time[target]
	if t > s.limit || t > old {
		return
	}
	if t == old {
		s.door[target] = max(s.door[target], door)
		return
	}
	if old == Unreachable {
		if s.accept != nil && !s.accept(s.targets.list[target].ID) {
			return
		}
		s.found = append(s.found, target)
	} else if i, held := slices.BinarySearch(s.top, uint64(old)<<32|uint64(target)); held {
		s.top = slices.Delete(s.top, i, i+1)
	}
	s.time[target], s.door[target] = t, door
	s.rank(uint64(t)<<32 | uint64(target))
}

// rank puts a target among the k best; once they are k the last one's time is the limit.
func (s *Search) rank(key uint64) {
	i, _ := slices.BinarySearch(s.top, key)
	if i >= s.k {
		return
	}
	if len(s.top) == s.k {
		s.top = s.top[:s.k-1]
	}
	s.top = slices.Insert(s.top, i, key)
	if len(s.top) == s.k {
		s.limit = Deciseconds(s.top[s.k-1] >> 32)
	}
}

// reach tells a target's time and the length of the way there.
func (s *Search) reach(target uint32, from Snap) Reach {
	t := &s.targets.list[target]
	r := Reach{Target: t.ID, Time: s.time[target]}
	if s.door[target] == alongEdge {
		r.Metres = math.Abs(t.Snap.Fraction-from.Fraction) * s.graph.streets.Metres(from.Edge)
		return r
	}
	d := &s.targets.doors[s.door[target]]
	r.Metres = s.metres(d.node) + d.metres
	return r
}

// metres is the length of the way to a node, back along the arcs it was reached by.
func (s *Search) metres(v NodeID) float64 {
	decimetres := uint64(0)
	for {
		a := ArcID(s.label[v])
		if a >= startArc {
			return float64(decimetres)/10 + s.starts[a-startArc].metres
		}
		decimetres += uint64(s.graph.streets.columns.Length[s.graph.columns.Run[a].Edge()])
		v = s.graph.tailOf(a)
	}
}
