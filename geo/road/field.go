package road

// Field is the time from everywhere to the nearest of some targets. A Search
// fills it; then it does not change, and everyone may ask it at once, until it
// is given to a Search to fill again. It holds 8 bytes a node.
type Field struct {
	targets  *Targets
	accepted bitset // of the targets, by place in their list
	closed   Mask

	label []near // of the nodes
}

// near is how soon a target is reached and which: time<<32 | TargetID. Of two
// equally near the lower id counts.
type near uint64

const nothingNear = ^near(0)

func nearOf(t Deciseconds, id TargetID) near { return near(t)<<32 | near(id) }

func (n near) time() Deciseconds { return Deciseconds(n >> 32) }

func (n near) target() TargetID { return TargetID(n) }

// Field fills f, or a new Field when f is nil, with the time from everywhere to
// the nearest target that accept takes (nil takes all; asked once a target),
// without arcs closed for a reason in closed. It searches backward from all
// targets at once, and visits every node that leads to one.
func (s *Search) Field(ts *Targets, accept func(TargetID) bool, closed Mask, f *Field) *Field {
	if ts.graph != s.graph {
		panic("road: targets of another graph")
	}
	if f == nil {
		f = &Field{}
	}
	f.prepare(ts, accept, closed)
	c := s.graph.columns
	q := &s.queue
	for next := 0; q.held > 0 || next < len(ts.soon); q.advance() {
		if q.held == 0 {
			q.seek(ts.doors[ts.soon[next]].cost.time())
		}
		next = f.seed(q, next)
		bucket := q.current()
		for i := 0; i < len(*bucket); i++ {
			entry := (*bucket)[i]
			label := f.label[NodeID(entry)]
			if label.time() != Deciseconds(entry>>32) || label.time() > horizon {
				continue
			}
			f.expand(c, q, NodeID(entry), label)
		}
	}
	return f
}

func (f *Field) prepare(ts *Targets, accept func(TargetID) bool, closed Mask) {
	f.targets, f.closed = ts, closed
	n := ts.graph.total()
	if cap(f.label) < n {
		f.label = make([]near, n)
	}
	f.label = f.label[:n]
	for v := range f.label {
		f.label[v] = nothingNear
	}
	if words := (len(ts.list) + 63) / 64; cap(f.accepted) < words {
		f.accepted = make(bitset, words)
	} else {
		f.accepted = f.accepted[:words]
		clear(f.accepted)
	}
	for i := range ts.list {
		if accept == nil || accept(ts.list[i].ID) {
			f.accepted.set(uint32(i))
		}
	}
}

// seed puts the doors that fall due before the bucket being emptied ends, and
// returns the next one. Doors of any time thus never lap the ring.
func (f *Field) seed(q *bucketQueue, next int) int {
	end := q.start() + 1<<q.shift
	for ; next < len(f.targets.soon); next++ {
		d := &f.targets.doors[f.targets.soon[next]]
		if uint64(d.cost.time()) >= end {
			break
		}
		if d.mask&f.closed == 0 && f.accepted.has(d.target) {
			f.relax(q, d.node, nearOf(d.cost.time(), f.targets.list[d.target].ID))
		}
	}
	return next
}

func (f *Field) relax(q *bucketQueue, v NodeID, label near) {
	if label < f.label[v] {
		f.label[v] = label
		q.put(label.time(), v)
	}
}

// expand relaxes the arcs that enter a node.
func (f *Field) expand(c *GraphColumns, q *bucketQueue, v NodeID, label near) {
	from, to := c.FirstIn[v], c.FirstIn[v+1]
	tails, times := c.Tail[from:to], c.InTime[from:to]
	for i, tail := range tails {
		if f.closed != 0 && c.InMask[from+ArcID(i)]&f.closed != 0 {
			continue
		}
		f.relax(q, tail, label+nearOf(times[i], 0))
	}
}

// At answers how long it takes from a place to the nearest target, door to
// door, and which that is: exactly what Search.Nearest answers for k = 1.
// Unreachable, and target 0, when no target can be reached. It costs a look at
// the place's edge, and allocates nothing.
func (f *Field) At(from Snap) (Deciseconds, TargetID) {
	g := f.targets.graph
	var starts [2]start
	best := nothingNear
	for _, at := range starts[:g.starts(from, f.closed, &starts)] {
		if label := f.label[at.node]; label != nothingNear {
			best = min(best, label+nearOf(at.cost.time(), 0))
		}
	}
	for _, target := range f.targets.on(from.Edge) {
		if !f.accepted.has(target) {
			continue
		}
		t := &f.targets.list[target]
		if c, ok := g.direct(from.Edge, from.Fraction, t.Snap.Fraction, f.closed); ok {
			best = min(best, nearOf((c+f.targets.end(target)).time(), t.ID))
		}
	}
	walk := g.columns.Ends.Walk(from.Metres)
	if best == nothingNear || best.time()+walk > horizon {
		return Unreachable, 0
	}
	return best.time() + walk, best.target()
}
