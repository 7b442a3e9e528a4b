package road

import "slices"

// podium keeps the k targets that are reached soonest, by (time, place in their
// list), none later than a limit that sinks once there are k.
type podium struct {
	k     int
	limit Deciseconds // nothing later is of interest

	best  []cost // by place; never where none is known
	found []uint32
	top   []uint64 // the k best, time<<32 | place, ascending
}

// begin empties the podium for some targets.
func (p *podium) begin(targets, k int, cutoff Deciseconds) {
	p.k, p.limit = k, min(cutoff, horizon)
	for _, target := range p.found {
		p.best[target] = never
	}
	for len(p.best) < targets {
		p.best = append(p.best, never)
	}
	p.found, p.top = p.found[:0], p.top[:0]
}

// offer tells of a way to a target at a cost.
func (p *podium) offer(target uint32, c cost) {
	old := p.best[target]
	if c.time() > p.limit || c >= old {
		return
	}
	if old == never {
		p.found = append(p.found, target)
	} else if i, held := slices.BinarySearch(p.top, standing(old, target)); held {
		p.top = slices.Delete(p.top, i, i+1)
	}
	p.best[target] = c
	p.rank(standing(c, target))
}

// note tells of a way to a target, which settle will rank.
func (p *podium) note(target uint32, c cost) {
	old := p.best[target]
	if c.time() > p.limit || c >= old {
		return
	}
	if old == never {
		p.found = append(p.found, target)
	}
	p.best[target] = c
}

// settle ranks all of which ways were noted or offered.
func (p *podium) settle() {
	p.top = p.top[:0]
	for _, target := range p.found {
		p.top = append(p.top, standing(p.best[target], target))
	}
	slices.Sort(p.top)
	p.top = p.top[:min(len(p.top), p.k)]
}

// standing orders targets by time, then by id as their list does.
func standing(c cost, target uint32) uint64 { return uint64(c.time())<<32 | uint64(target) }

// rank puts a target among the k best; once they are k the last one's time is the limit.
func (p *podium) rank(key uint64) {
	i, _ := slices.BinarySearch(p.top, key)
	if i >= p.k {
		return
	}
	if len(p.top) == p.k {
		p.top = p.top[:p.k-1]
	}
	p.top = slices.Insert(p.top, i, key)
	if len(p.top) == p.k {
		p.limit = Deciseconds(p.top[p.k-1] >> 32)
	}
}

// reaches appends the k best.
func (p *podium) reaches(ts *Targets, out []Reach) []Reach {
	out = slices.Grow(out, len(p.top))
	for _, key := range p.top {
		target := uint32(key)
		out = append(out, Reach{ts.list[target].ID, p.best[target].time(), p.best[target].metres()})
	}
	return out
}
