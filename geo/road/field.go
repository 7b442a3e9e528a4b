package road

// Field is the time from everywhere to the nearest of some targets. A Search
// fills it; then it does not change, and everyone may ask it at once, until it
// is given to a Search to fill again. It holds 8 bytes a node.
type Field struct {
	targets  *Targets
	accepted bitset // of the targets, by place in their list
	closed   Mask

	label []near // of the nodes: a number is a target's place in the list
}

// Field fills f, or a new Field when f is nil, with the time from everywhere to
// the nearest target that accept takes (nil takes all; asked once a target),
// without arcs closed for a reason in closed. It searches backward from all
// targets at once, and visits every node that leads to one; where the Graph's
// Hierarchy for closed has been made it goes over that, several times sooner.
func (s *Search) Field(ts *Targets, accept func(TargetID) bool, closed Mask, f *Field) *Field {
	if ts.graph != s.graph {
		panic("road: targets of another graph")
	}
	if f == nil {
		f = &Field{}
	}
	f.targets, f.closed = ts, closed
	f.accepted = ts.accepted(accept, f.accepted)
	s.fill(f)
	return f
}

// fill fills a field of which all but the labels is known.
func (s *Search) fill(f *Field) {
	f.label = prepare(f.label, s.graph.total(), horizon)
	for i := range f.targets.doors {
		f.open(s, &f.targets.doors[i])
	}
	if h := s.graph.readied(f.closed); h != nil {
		s.sweep(h, f.label)
		return
	}
	s.flood(s.graph.reverse(), f.label, f.closed)
}

// open seeds a door, if its target is accepted and its arc open.
func (f *Field) open(s *Search, d *door) {
	if d.mask&f.closed == 0 && f.accepted.has(d.target) {
		s.seed(f.label, d.node, nearOf(d.cost.time(), d.target))
	}
}

// Node answers from a node, as At does from the end of an edge that is there.
func (f *Field) Node(v NodeID) (Deciseconds, TargetID) {
	return f.told(f.label[v])
}

func (f *Field) told(at near) (Deciseconds, TargetID) {
	if at.time() > horizon {
		return Unreachable, 0
	}
	return at.time(), f.targets.list[at.number()].ID
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
		best = min(best, f.label[at.node]+nearOf(at.cost.time(), 0))
	}
	for _, target := range f.targets.on(from.Edge) {
		if !f.accepted.has(target) {
			continue
		}
		if c, ok := g.direct(from.Edge, from.Fraction, f.targets.list[target].Snap.Fraction, f.closed); ok {
			best = min(best, nearOf((c+f.targets.end(target)).time(), target))
		}
	}
	return f.told(best + nearOf(g.columns.Ends.Walk(from.Metres), 0))
}
