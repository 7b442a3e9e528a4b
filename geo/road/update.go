package road

// Update makes a field that was filled for other targets what Field makes it,
// label for label. It looks only at the nodes whose nearest target is gone or
// has moved, and at those to which one that came or moved is nearer: soon done
// where few of many targets changed. Where many did, or the field is one of
// another Graph or of other closed arcs, it is filled afresh.
func (s *Search) Update(f *Field, ts *Targets, accept func(TargetID) bool, closed Mask) {
	if f.targets == nil || f.targets.graph != ts.graph || f.closed != closed {
		s.Field(ts, accept, closed, f)
		return
	}
	if ts.graph != s.graph {
		panic("road: targets of another graph")
	}
	old := f.targets
	accepted := ts.accepted(accept, s.spare)
	s.gone = missing(old, f.accepted, ts, accepted, s.gone[:0])
	s.came = missing(ts, accepted, old, f.accepted, s.came[:0])
	s.spare, f.targets, f.accepted = f.accepted, ts, accepted
	if len(s.gone)+len(s.came) > accepted.count()/manyChanges {
		s.fill(f)
		return
	}
	s.empty(f, old)
	s.refill(f)
}

// manyChanges: where more than this share of the targets changed, all labels are made anew.
const manyChanges = 2

// missing appends the places in a's list of accepted targets that are not
// accepted, at the same Snap, in b's; both lists are in the order of ids.
func missing(a *Targets, inA bitset, b *Targets, inB bitset, out []uint32) []uint32 {
	j := 0
	for i, t := range a.list {
		for j < len(b.list) && b.list[j].ID < t.ID {
			j++
		}
		same := j < len(b.list) && b.list[j].ID == t.ID && b.list[j].Snap == t.Snap && inB.has(uint32(j))
		if inA.has(uint32(i)) && !same {
			out = append(out, uint32(i))
		}
	}
	return out
}

// empty takes the labels from the nodes whose nearest target is gone. From each
// a way leads to a door of that target over nodes that have the same label.
func (s *Search) empty(f *Field, old *Targets) {
	c := s.graph.columns
	s.touched = s.touched[:0]
	for _, i := range s.gone {
		t := &old.list[i]
		next := len(s.touched)
		s.doors = s.graph.doors(t.Snap, i, s.doors[:0])
		for k := range s.doors {
			s.emptyNode(f, s.doors[k].node, t.ID)
		}
		for ; next < len(s.touched); next++ {
			v := s.touched[next]
			for _, tail := range c.Tail[c.FirstIn[v]:c.FirstIn[v+1]] {
				s.emptyNode(f, tail, t.ID)
			}
		}
	}
}

func (s *Search) emptyNode(f *Field, v NodeID, id TargetID) {
	if at := f.label[v]; at != nothingNear && at.number() == uint32(id) {
		f.label[v] = nothingNear
		s.touched = append(s.touched, v)
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
