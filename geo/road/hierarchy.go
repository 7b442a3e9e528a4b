package road

// HierarchyColumns are a graph's contraction hierarchy as flat slices, for the
// arcs that are open while Closed holds. Every node and copy has a rank; the
// cheapest way between two of them costs as much as one that first climbs, from
// rank to higher rank, and then descends. Only the links between a node and
// those of higher rank are kept, by rank, which is also their order in memory.
type HierarchyColumns struct {
	Closed Mask
	Rank   []uint32 // by node and copy

	FirstUp []uint32 // by rank, and one more: where its links to higher ranks begin
	UpHead  []uint32 // the rank a link leads to
	UpCost  []uint64 // time<<32 | decimetres

	FirstDown []uint32 // by rank, and one more: where the links from higher ranks to it begin
	DownTail  []uint32 // the rank a link comes from
	DownCost  []uint64
}

// Hierarchy answers for a Graph what a search would, looking at some hundred
// nodes wherever they are. It never changes and may be shared by all goroutines.
//
//	NewHubs lets the targets climb, once; a Climb asks about places
type Hierarchy struct {
	graph    *Graph
	columns  *HierarchyColumns
	up, down slope
}

// slope is one direction of a hierarchy: the links to higher ranks, by rank.
type slope struct {
	first []uint32
	node  []uint32
	cost  []uint64
}

// Hierarchy returns the one made for the arcs that are open while a mask holds;
// nil when there is none: a Search then answers the same.
func (g *Graph) Hierarchy(closed Mask) *Hierarchy {
	for _, h := range g.hierarchies {
		if h.columns.Closed == closed&g.reasons {
			return h
		}
	}
	return nil
}

func newHierarchy(g *Graph, c *HierarchyColumns) *Hierarchy {
	return &Hierarchy{g, c, slope{c.FirstUp, c.UpHead, c.UpCost}, slope{c.FirstDown, c.DownTail, c.DownCost}}
}

// climber finds the cheapest ways from some nodes up a slope. It serves one goroutine.
type climber struct {
	label   []cost // by rank; never where none is known
	touched []uint32
	queue   costHeap
}

func newClimber(h *Hierarchy) *climber {
	c := &climber{label: make([]cost, len(h.columns.Rank))}
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
