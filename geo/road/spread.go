package road

import "slices"

// Spread is how long it takes from some places to everywhere within a limit,
// or from everywhere to them: door to door, as Nearest tells it, but for the
// walk at the end that is not a place's. A Search fills it; then it does not
// change, and everyone may ask it at once, until it is given to a Search to fill
// again. It holds 8 bytes a node.
type Spread struct {
	graph   *Graph
	places  *Targets // by their place in the list
	towards bool
	limit   Deciseconds
	closed  Mask

	label []near // of the nodes and copies: a number is a place's in the list
}

// Spread fills sp, or a new Spread when sp is nil, with the time from the
// nearest of some places to everywhere or, towards them, from everywhere to the
// nearest: none later than limit, without arcs closed for a reason in closed.
// The places must be snapped to this Search's Graph; they are copied. Of two
// equally near the first counts.
func (s *Search) Spread(places []Snap, towards bool, limit Deciseconds, closed Mask, sp *Spread) *Spread {
	if sp == nil {
		sp = &Spread{}
	}
	sp.graph, sp.towards, sp.closed, sp.limit = s.graph, towards, closed, min(limit, horizon)
	sp.places = s.graph.targetsAt(places)
	sp.label = prepare(sp.label, s.graph.total(), sp.limit)
	if towards {
		sp.seedDoors(s)
		s.flood(s.graph.reverse(), sp.label, closed)
	} else {
		sp.seedStarts(s)
		s.flood(s.graph.forward(), sp.label, closed)
	}
	return sp
}

func (sp *Spread) seedDoors(s *Search) {
	for i := range sp.places.doors {
		if d := &sp.places.doors[i]; d.mask&sp.closed == 0 {
			s.seed(sp.label, d.node, nearOf(d.cost.time(), d.target))
		}
	}
}

func (sp *Spread) seedStarts(s *Search) {
	for i := range sp.places.list {
		n, at := s.graph.starts(sp.places.list[i].Snap, sp.closed, &s.starts), sp.places.end(uint32(i)).time()
		for _, start := range s.starts[:n] {
			s.seed(sp.label, start.node, nearOf(at+start.cost.time(), uint32(i)))
		}
	}
}

// Limit is the time within which it tells: the one asked for, or what searches look at most.
func (sp *Spread) Limit() Deciseconds { return sp.limit }

// Node answers the time to or from a node, and which of the places that is;
// Unreachable, and 0, beyond the limit.
func (sp *Spread) Node(v NodeID) (Deciseconds, uint32) { return sp.told(sp.node(v)) }

// node is the best of a node's label and its copies': who arrives may have come
// from anywhere. Who sets out stands on the node itself, whose label is then the best.
func (sp *Spread) node(v NodeID) near {
	best := sp.label[v]
	from, to := sp.graph.copies(v)
	for ; from < to; from++ {
		best = min(best, sp.label[from])
	}
	return best
}

func (sp *Spread) told(at near) (Deciseconds, uint32) {
	if at.time() > sp.limit {
		return Unreachable, 0
	}
	return at.time(), at.number()
}

// At answers the time to or from any place and which of the places that is:
// exactly what Nearest answers for k = 1. Unreachable, and 0, beyond the limit.
// It allocates nothing.
func (sp *Spread) At(p Snap) (Deciseconds, uint32) {
	best := beyond(sp.limit)
	sp.eachRay(p.Edge, func(r Ray) {
		if t := r.At(p.Fraction); t != Unreachable {
			best = min(best, nearOf(t, r.Place))
		}
	})
	tail, head := sp.graph.streets.Ends(p.Edge)
	switch p.Fraction {
	case 0:
		best = min(best, sp.node(tail))
	case 1:
		best = min(best, sp.node(head))
	}
	for _, i := range sp.places.on(p.Edge) {
		if sp.places.list[i].Snap.Fraction == p.Fraction {
			best = min(best, nearOf(sp.places.end(i).time(), i))
		}
	}
	return sp.told(best + nearOf(sp.graph.columns.Ends.Walk(p.Metres), 0))
}

// Ray is how the time grows along an edge, from a point of it to one of its
// ends. The time at a position of an edge is the least of the edge's Rays there.
type Ray struct {
	Fraction float64     // of the edge, by length, where the ray begins
	Backward bool        // it runs to the edge's tail (0), else to its head (1)
	Time     Deciseconds // where it begins
	Whole    Deciseconds // that the whole edge would add
	Place    uint32      // which of the places it is the time of
}

// At is the ray's time at a fraction of its edge, Unreachable behind where it begins.
func (r Ray) At(fraction float64) Deciseconds {
	along := fraction - r.Fraction
	if r.Backward {
		along = -along
	}
	if along < 0 {
		return Unreachable
	}
	return r.Time + costOf(r.Whole, 0).part(along).time()
}

// Rays appends an edge's rays to out: at most one from each of its ends, where
// one may go on along the edge or, towards the places, come along it, and those
// of places on the edge itself. They begin within the limit and may run beyond it.
func (sp *Spread) Rays(e EdgeID, out []Ray) []Ray {
	sp.eachRay(e, func(r Ray) { out = append(out, r) })
	return out
}

func (sp *Spread) eachRay(e EdgeID, visit func(Ray)) {
	for _, backward := range []bool{false, true} {
		a, ok := sp.graph.openArc(RunAlong(e, backward != sp.towards), sp.closed)
		if !ok {
			continue
		}
		ray := Ray{Backward: backward, Whole: sp.graph.columns.Time[a]}
		if backward {
			ray.Fraction = 1
		}
		ray.Time, ray.Place = sp.told(sp.through(a))
		if ray.Time != Unreachable {
			visit(ray)
		}
		for _, i := range sp.places.on(e) {
			ray.Fraction, ray.Time, ray.Place = sp.places.list[i].Snap.Fraction, sp.places.end(i).time(), i
			if ray.Time <= sp.limit {
				visit(ray)
			}
		}
	}
}

// through is the label with which an arc is gone along: of its head where one
// goes towards the places, else the best of its tail and the copies of it that the arc leaves too.
func (sp *Spread) through(a ArcID) near {
	c := sp.graph.columns
	if sp.towards {
		return sp.label[c.Head[a]]
	}
	v := sp.graph.streets.columns.from(c.Run[a])
	best := sp.label[v]
	from, to := sp.graph.copies(v)
	for ; from < to; from++ {
		if slices.Contains(c.Run[c.FirstOut[from]:c.FirstOut[from+1]], c.Run[a]) {
			best = min(best, sp.label[from])
		}
	}
	return best
}

// Edges visits, in their order, the edges that have a place or a ray: beyond
// them nothing is within the limit.
func (sp *Spread) Edges(visit func(EdgeID)) {
	reached := newBits(sp.graph.streets.EdgeCount())
	for i := range sp.places.list {
		reached.set(uint32(sp.places.list[i].Snap.Edge))
	}
	for v, at := range sp.label {
		if at.time() <= sp.limit {
			sp.edgesAt(NodeID(v), reached)
		}
	}
	reached.each(func(e uint32) { visit(EdgeID(e)) })
}

// edgesAt adds the edges of the open arcs that leave a node or, towards the places, enter it.
func (sp *Spread) edgesAt(v NodeID, out bitset) {
	c := sp.graph.columns
	if !sp.towards {
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			if c.Mask[a]&sp.closed == 0 {
				out.set(uint32(c.Run[a].Edge()))
			}
		}
		return
	}
	for _, u := range c.Tail[c.FirstIn[v]:c.FirstIn[v+1]] {
		for a := c.FirstOut[u]; a < c.FirstOut[u+1]; a++ {
			if c.Head[a] == v && c.Mask[a]&sp.closed == 0 {
				out.set(uint32(c.Run[a].Edge()))
			}
		}
	}
}
