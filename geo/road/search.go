package road

import "slices"

// Reach is a target reached.
type Reach struct {
	Target TargetID
	Time   Deciseconds // from door to door: the walk to the street, the streets, parking, the walk to the door
	Metres float64     // along the streets, the walks at both ends excluded; of equally quick ways the shortest's
}

// Search is the working memory of searches on a Graph: some 12 bytes a node. It
// serves one goroutine at a time, and allocates nothing once warm.
type Search struct {
	graph *Graph
	queue bucketQueue

	label   []cost // of the nodes; never where none is known
	touched []NodeID
	looked  int      // of the last search: see Looked
	seeds   []uint64 // of the next flood: time<<32 | node
	doors   []door   // of a place at hand

	// Of the search at hand.
	targets *Targets
	accept  func(TargetID) bool
	closed  Mask
	starts  [2]start
	k       int
	limit   Deciseconds // nothing later is of interest

	// Of the targets, by place in their list.
	best  []cost // never where none is known
	found []uint32
	top   []uint64 // the k best, time<<32 | place, ascending
}

// NewSearch makes a Search.
func (g *Graph) NewSearch() *Search {
	s := &Search{graph: g, queue: newBucketQueue(g), label: make([]cost, g.total())}
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
	walk := costOf(s.graph.columns.Ends.Walk(from.Metres), 0)
	s.alongEdge(from, walk)
	n := s.graph.starts(from, closed, &s.starts)
	for i, at := range s.starts[:n] {
		if t := (walk + at.cost).time(); i == 0 || Deciseconds(s.queue.start()) > t {
			s.queue.seek(t)
		}
	}
	for _, at := range s.starts[:n] {
		s.relax(at.node, walk+at.cost)
	}
	s.spread()
	for _, key := range s.top {
		target := uint32(key)
		out = append(out, Reach{ts.list[target].ID, s.best[target].time(), s.best[target].metres()})
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
	for len(s.best) < len(ts.list) {
		s.best = append(s.best, never)
	}
}

func (s *Search) reset() {
	for _, v := range s.touched {
		s.label[v] = never
	}
	for _, target := range s.found {
		s.best[target] = never
	}
	s.queue.clear()
	s.looked = len(s.touched)
	s.touched, s.found, s.top = s.touched[:0], s.found[:0], s.top[:0]
	s.targets, s.accept = nil, nil
}

// relax reaches a node at a cost, if that is less than known. A node of which
// only the length falls is put again too: what lies beyond it gets shorter.
func (s *Search) relax(v NodeID, c cost) {
	old := s.label[v]
	if c >= old || c.time() > s.limit {
		return
	}
	s.label[v] = c
	if old == never {
		s.touched = append(s.touched, v)
	}
	s.queue.put(c.time(), v)
}

// spread settles nodes, the soonest first, until none is within the limit.
func (s *Search) spread() {
	for q := &s.queue; q.held > 0 && q.start() <= uint64(s.limit); q.advance() {
		bucket := q.current()
		for i := 0; i < len(*bucket); i++ {
			entry := (*bucket)[i]
			v, t := NodeID(entry), Deciseconds(entry>>32)
			c := s.label[v]
			if c.time() != t || t > s.limit {
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

// offer reaches a target at a cost, if that is less than known.
func (s *Search) offer(target uint32, c cost) {
	old := s.best[target]
	if c.time() > s.limit || c >= old {
		return
	}
	if old == never {
		if s.accept != nil && !s.accept(s.targets.list[target].ID) {
			return
		}
		s.found = append(s.found, target)
	} else if i, held := slices.BinarySearch(s.top, rankOf(old, target)); held {
		s.top = slices.Delete(s.top, i, i+1)
	}
	s.best[target] = c
	s.rank(rankOf(c, target))
}

// rankOf orders targets by time, then by id as their list does.
func rankOf(c cost, target uint32) uint64 { return uint64(c.time())<<32 | uint64(target) }

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
