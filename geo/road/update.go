package road

// Update makes a field that was filled for other targets what Field makes it,
// label for label. It looks only at the nodes whose nearest target is gone or
// has moved, and at those to which one that came or moved is nearer: soon done
// where few of many targets changed. What stays may have another id, so long as
// it stays in order: whoever adds one in the midst may number all anew. Where many
// changed, or the field is one of another Graph or of other closed arcs, it is filled afresh.
func (s *Search) Update(f *Field, ts *Targets, accept func(TargetID) bool, closed Mask) {
	if f.targets == nil || f.targets.graph != ts.graph || f.closed != closed {
		s.Field(ts, accept, closed, f)
		return
	}
	if ts.graph != s.graph {
		panic("road: targets of another graph")
	}
	old, accepted := f.targets, ts.accepted(accept, s.spare)
	many := manyToFlood
	if s.graph.readied(closed) != nil {
		many = manyToSweep
	}
	few := s.align(f, ts, accepted, accepted.count()/many)
	s.spare, f.targets, f.accepted = f.accepted, ts, accepted
	if !few {
		s.fill(f)
		return
	}
	s.empty(f, old)
	if ts != old {
		f.renumber(s.now)
	}
	s.refill(f)
}

const (
	manyToFlood = 2          // where more than one in so many targets changed, all labels are flooded anew
	manyToSweep = 16         // or swept, where that can be: it takes a fifth of the time
	maxApart    = 16         // how far ahead two lists are searched for where they go on alike
	departed    = ^uint32(0) // the place of what is gone
)

// align goes along the field's targets and others. What has one Snap in both is
// the same, of whatever id: s.now tells, for each of the field's, its place among
// the others. The accepted that are not in both are s.gone, by place in the field's list, and s.came; where
// they are too many it gives up, and is false.
func (s *Search) align(f *Field, ts *Targets, accepted bitset, tooMany int) bool {
	s.gone, s.came, s.now = s.gone[:0], s.came[:0], s.now[:0]
	old, list := f.targets.list, ts.list
	for i, j := 0, 0; i < len(old) || j < len(list); {
		was, is := false, false
		switch left, joined := apart(old[i:], list[j:]); {
		case left > 0:
			was = f.accepted.has(uint32(i))
			s.now = append(s.now, departed)
			i++
		case joined > 0:
			is = accepted.has(uint32(j))
			j++
		default:
			was, is = f.accepted.has(uint32(i)), accepted.has(uint32(j))
			s.now = append(s.now, uint32(j))
			i, j = i+1, j+1
		}
		if was && !is {
			s.gone = append(s.gone, uint32(i-1))
		}
		if is && !was {
			s.came = append(s.came, uint32(j-1))
		}
		if len(s.gone)+len(s.came) > tooMany {
			return false
		}
	}
	return true
}

// apart is how many targets of two lists to pass over until both go on at one
// Snap: the fewest. Where that is too far ahead, one of a.
func apart(a, b []Target) (left, joined int) {
	if len(a) == 0 || len(b) == 0 {
		return len(a), len(b)
	}
	for passed := range maxApart {
		for left = range min(passed+1, len(a)) {
			if joined = passed - left; joined < len(b) && a[left].Snap == b[joined].Snap {
				return left, joined
			}
		}
	}
	return 1, 0
}

// empty takes the labels from the nodes whose nearest target is gone. From each
// a way leads to a door of that target over nodes that have the same label.
func (s *Search) empty(f *Field, old *Targets) {
	c := s.graph.columns
	s.touched = s.touched[:0]
	for _, i := range s.gone {
		next := len(s.touched)
		s.doors = s.graph.doors(old.list[i].Snap, i, s.doors[:0])
		for k := range s.doors {
			s.emptyNode(f, s.doors[k].node, i)
		}
		for ; next < len(s.touched); next++ {
			v := s.touched[next]
			for _, tail := range c.Tail[c.FirstIn[v]:c.FirstIn[v+1]] {
				s.emptyNode(f, tail, i)
			}
		}
	}
}

func (s *Search) emptyNode(f *Field, v NodeID, target uint32) {
	if at := f.label[v]; at != nothingNear && at.number() == target {
		f.label[v] = nothingNear
		s.touched = append(s.touched, v)
	}
}

// renumber has labels name targets by where they have come to lie. Their order is
// the same, and so is which of equally near ones is first.
func (f *Field) renumber(now []uint32) {
	for v, at := range f.label {
		if at == nothingNear {
			continue
		}
		f.label[v] = nothingNear
		if to := now[at.number()]; to != departed {
			f.label[v] = nearOf(at.time(), to)
		}
	}
}

// refill floods from the doors of the targets that came and into the nodes that
// were emptied, from the nodes around them and from the doors at them.
func (s *Search) refill(f *Field) {
	c := s.graph.columns
	for _, v := range s.touched {
		best := nothingNear
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			if c.Mask[a]&f.closed == 0 {
				best = min(best, f.label[c.Head[a]]+nearOf(c.Time[a], 0))
			}
		}
		s.seed(f.label, v, best)
		if f.targets.nodes.has(uint32(v)) {
			doors := f.targets.at(v)
			for i := range doors {
				f.open(s, &doors[i])
			}
		}
	}
	s.touched = s.touched[:0]
	for _, i := range s.came {
		s.doors = s.graph.doors(f.targets.list[i].Snap, i, s.doors[:0])
		for k := range s.doors {
			f.open(s, &s.doors[k])
		}
	}
	s.flood(s.graph.reverse(), f.label, f.closed)
}
