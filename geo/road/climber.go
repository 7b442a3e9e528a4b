package road

// climber finds the cheapest ways from some nodes up a slope. It serves one goroutine.
type climber struct {
	label   []cost // by rank; never where none is known
	touched []uint32
	queue   costHeap
}

func newClimber(h *Hierarchy) *climber {
	c := &climber{label: make([]cost, len(h.rank))}
	for rank := range c.label {
		c.label[rank] = never
	}
	return c
}

// reach sets out from a rank, or reaches it, at a cost.
func (c *climber) reach(rank uint32, at cost) {
	old := c.label[rank]
	if at >= old {
		return
	}
	if old == never {
		c.touched = append(c.touched, rank)
	}
	c.label[rank] = at
	c.queue.push(at, rank)
}

// next goes on to the next rank by cost, from which it climbs on, none later
// than a limit. One that is reached at less by a way that descends is passed over
// (stalled): no cheapest way climbs through it.
func (c *climber) next(up, down *slope, limit Deciseconds) (costAt, bool) {
	for len(c.queue) > 0 && c.queue[0].cost.time() <= limit {
		at := c.queue.pop()
		if at.cost > c.label[at.node] || c.stalls(down, at) {
			continue
		}
		for i := up.first[at.node]; i < up.first[at.node+1]; i++ {
			c.reach(up.node[i], at.cost+cost(up.cost[i]))
		}
		return at, true
	}
	return costAt{}, false
}

func (c *climber) stalls(down *slope, at costAt) bool {
	for i := down.first[at.node]; i < down.first[at.node+1]; i++ {
		if above := c.label[down.node[i]]; above != never && above+cost(down.cost[i]) < at.cost {
			return true
		}
	}
	return false
}

func (c *climber) forget() {
	for _, rank := range c.touched {
		c.label[rank] = never
	}
	c.touched, c.queue = c.touched[:0], c.queue[:0]
}
