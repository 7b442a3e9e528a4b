package road

import "slices"

// near is how soon the nearest of some places is met and which that is:
// time<<32 | its number. Of two equally near the lower number counts.
type near uint64

func nearOf(t Deciseconds, number uint32) near { return near(t)<<32 | near(number) }

func (n near) time() Deciseconds { return Deciseconds(n >> 32) }

func (n near) number() uint32 { return uint32(n) }

// beyond is nearer than nothing: what labels bear before anything within a limit is known.
func beyond(limit Deciseconds) near { return nearOf(limit+1, 0) }

// nothingNear is the label of what is beyond the horizon.
const nothingNear = near(horizon+1) << 32

// star is a graph's arcs by one of their ends: those of node v lead to, or come
// from, next[first[v]:first[v+1]].
type star struct {
	first []ArcID
	next  []NodeID
	time  []Deciseconds
	mask  []Mask
}

func (g *Graph) forward() star {
	c := g.columns
	return star{c.FirstOut, c.Head, c.Time, c.Mask}
}

func (g *Graph) reverse() star {
	c := g.columns
	return star{c.FirstIn, c.Tail, c.InTime, c.InMask}
}

// prepare makes n labels that say nothing is within a limit, of old ones if they are enough.
func prepare(label []near, n int, limit Deciseconds) []near {
	if cap(label) < n {
		label = make([]near, n)
	}
	label = label[:n]
	for v := range label {
		label[v] = beyond(limit)
	}
	return label
}

// seed lets a node's label fall before a flood.
func (s *Search) seed(label []near, v NodeID, at near) {
	if at < label[v] {
		label[v] = at
		s.seeds = append(s.seeds, uint64(at.time())<<32|uint64(v))
	}
}

// flood lets nearness run along the arcs of a star from the nodes seeded, and
// labels fall until none falls any more. Labels at or above what they were
// prepared with never fall, which keeps a flood within its limit. Seeds of any
// time may be given: one enters the ring when its bucket comes, and never laps it.
func (s *Search) flood(along star, label []near, closed Mask) {
	slices.Sort(s.seeds)
	q, next := &s.queue, 0
	for ; q.held > 0 || next < len(s.seeds); q.advance() {
		if q.held == 0 {
			q.seek(Deciseconds(s.seeds[next] >> 32))
		}
		end := q.start() + 1<<q.shift
		for ; next < len(s.seeds) && s.seeds[next]>>32 < end; next++ {
			q.put(Deciseconds(s.seeds[next]>>32), NodeID(s.seeds[next]))
		}
		bucket := q.current()
		for i := 0; i < len(*bucket); i++ {
			entry := (*bucket)[i]
			if at := label[NodeID(entry)]; at.time() == Deciseconds(entry>>32) {
				q.expand(along, label, closed, NodeID(entry), at)
			}
		}
	}
	s.seeds = s.seeds[:0]
}

// expand lets the labels fall that a node's arcs lead to.
func (q *bucketQueue) expand(along star, label []near, closed Mask, v NodeID, at near) {
	from, to := along.first[v], along.first[v+1]
	others, times := along.next[from:to], along.time[from:to]
	for i, u := range others {
		if closed != 0 && along.mask[from+ArcID(i)]&closed != 0 {
			continue
		}
		if through := at + nearOf(times[i], 0); through < label[u] {
			label[u] = through
			q.put(through.time(), u)
		}
	}
}
