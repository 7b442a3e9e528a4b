package road

import "github.com/paulmach/orb"

// Reach is a target reached.
type Reach struct {
	Target TargetID
	Time   Deciseconds // from door to door: the walk to the street, the streets, parking, the walk to the door
	Metres float64     // along the streets, the walks at both ends excluded; of equally quick ways the shortest's
}

// Search is the working memory of searches on a Graph: some 12 bytes a node, and
// 8 more once it has filled a Field over a Hierarchy. It serves one goroutine at
// a time, and allocates nothing once warm.
type Search struct {
	graph *Graph
	queue bucketQueue

	label   []cost // of the nodes; never where none is known
	touched []NodeID

	seeds []uint64       // of the next flood or sweep: time<<32 | node
	swept []near         // of a sweep, by rank
	doors []door         // of a place at hand
	spare bitset         // of targets: what an updated field accepted before
	gone  []uint32       // of an updated field, places in the old list
	came  []uint32       // and in the new one; a target that moved is in both
	now   []uint32       // by place in the old list: that in the new one
	legs  []leg          // of a way
	shape orb.LineString // of a leg

	// Of the search at hand.
	targets *Targets
	accept  func(TargetID) bool
	closed  Mask
	starts  [2]start
	podium  podium
}

// NewSearch makes a Search.
func (g *Graph) NewSearch() *Search {
	s := &Search{graph: g, queue: newBucketQueue(g), label: make([]cost, g.total())}
	for v := range s.label {
		s.label[v] = never
	}
	return s
}

// Graph is what is searched.
func (s *Search) Graph() *Graph { return s.graph }

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
	s.run(from)
	s.reset()
	return s.podium.reaches(ts, out)
}

// run searches from a place.
func (s *Search) run(from Snap) {
	walk := costOf(s.graph.columns.Ends.Walk(from.Metres), 0)
	s.alongEdge(from, walk)
	n := s.graph.starts(from, s.closed, &s.starts)
	for i, at := range s.starts[:n] {
		if t := (walk + at.cost).time(); i == 0 || Deciseconds(s.queue.start()) > t {
			s.queue.seek(t)
		}
	}
	for _, at := range s.starts[:n] {
		s.relax(at.node, walk+at.cost)
	}
	s.settle()
}

func (s *Search) begin(ts *Targets, accept func(TargetID) bool, k int, cutoff Deciseconds, closed Mask) {
	s.targets, s.accept, s.closed = ts, accept, closed
	s.podium.begin(len(ts.list), k, cutoff)
}

func (s *Search) reset() {
	for _, v := range s.touched {
		s.label[v] = never
	}
	s.queue.clear()
	s.touched = s.touched[:0]
	s.targets, s.accept = nil, nil
}

// relax reaches a node at a cost, if that is less than known. A node of which
// only the length falls is put again too: what lies beyond it gets shorter.
func (s *Search) relax(v NodeID, c cost) {
	old := s.label[v]
	if c >= old || c.time() > s.podium.limit {
		return
	}
	s.label[v] = c
	if old == never {
		s.touched = append(s.touched, v)
	}
	s.queue.put(c.time(), v)
}

// settle visits nodes, the soonest first, until none is within the limit.
func (s *Search) settle() {
	for q := &s.queue; q.held > 0 && q.start() <= uint64(s.podium.limit); q.advance() {
		bucket := q.current()
		for i := 0; i < len(*bucket); i++ {
			entry := (*bucket)[i]
			v, t := NodeID(entry), Deciseconds(entry>>32)
			c := s.label[v]
			if c.time() != t || t > s.podium.limit {
				continue
			}
			if s.targets.nodes.has(uint32(v)) {
				s.enter(v, c)
			}
			s.expand(v, c)
		}
	}
}

// expand relaxes the arcs that leave a node. Their lengths are looked up only
// for those that are not later than known.
func (s *Search) expand(v NodeID, at cost) {
	c, lengths := s.graph.columns, s.graph.streets.columns.Length
	from, to := c.FirstOut[v], c.FirstOut[v+1]
	heads, times, runs := c.Head[from:to], c.Time[from:to], c.Run[from:to]
	for i, head := range heads {
		if s.closed != 0 && c.Mask[from+ArcID(i)]&s.closed != 0 {
			continue
		}
		if next := at + costOf(times[i], 0); next < s.label[head] {
			s.relax(head, next+cost(lengths[runs[i].Edge()]))
		}
	}
}

// enter reaches the targets that have a door at a node.
func (s *Search) enter(v NodeID, at cost) {
	doors := s.targets.at(v)
	for i := range doors {
		if d := &doors[i]; d.mask&s.closed == 0 {
			s.offer(d.target, at+d.cost)
		}
	}
}

// alongEdge reaches the targets on the origin's own edge without leaving it.
func (s *Search) alongEdge(from Snap, walk cost) {
	for _, target := range s.targets.on(from.Edge) {
		c, ok := s.graph.direct(from.Edge, from.Fraction, s.targets.list[target].Snap.Fraction, s.closed)
		if ok {
			s.offer(target, walk+c+s.targets.end(target))
		}
	}
}

// offer reaches a target at a cost, if it is accepted.
func (s *Search) offer(target uint32, c cost) {
	if c.time() > s.podium.limit {
		return
	}
	if s.accept != nil && s.podium.best[target] == never && !s.accept(s.targets.list[target].ID) {
		return
	}
	s.podium.offer(target, c)
}
