package road

// Climb is the working memory of questions to a Hierarchy: some 8 bytes a node.
// It serves one goroutine at a time, and allocates nothing once warm.
type Climb struct {
	hierarchy *Hierarchy
	climber   *climber
	podium    podium
	starts    [2]start
}

// NewClimb makes a Climb.
func (h *Hierarchy) NewClimb() *Climb {
	return &Climb{hierarchy: h, climber: newClimber(h)}
}

// Nearest appends to out what Search.Nearest does for the Hubs' targets, without
// the arcs closed for the hierarchy's reasons. count is how many targets accept
// takes: where they are few, each one's label is compared; where they are many,
// the buckets are looked through until nothing nearer can come.
func (c *Climb) Nearest(
	from Snap, hubs *Hubs, accept func(TargetID) bool, count, k int, cutoff Deciseconds, out []Reach,
) []Reach {
	c.mustBeOf(hubs)
	if k <= 0 || count <= 0 {
		return out
	}
	if accept == nil {
		accept = everyone
	}
	p, all := &c.podium, len(hubs.targets.list)
	p.begin(all, k, cutoff)
	c.alongEdge(from, hubs, accept, p.offer)
	c.setOut(from)
	// The first k of which one in so many fits are, in a bucket, among the first:
	sought := k * all / count
	switch {
	case dearer*count <= min(sought, all):
		c.compare(hubs, accept)
	case sought < all:
		c.lookThrough(hubs, accept, p.offer)
	default:
		c.lookThrough(hubs, accept, p.note)
		p.settle()
	}
	c.climber.forget()
	return p.reaches(hubs.targets, out)
}

// dearer is how many times longer it takes to compare a target's label than to look at its entry in one bucket.
const dearer = 4

func everyone(TargetID) bool { return true }

// Row appends to out the time and metres to every target of hubs, by TargetID;
// Unreachable where no way leads: a row of a table.
func (c *Climb) Row(from Snap, hubs *Hubs, out []Reach) []Reach {
	c.mustBeOf(hubs)
	p := &c.podium
	p.begin(len(hubs.targets.list), 0, Unreachable)
	c.alongEdge(from, hubs, everyone, p.note)
	c.setOut(from)
	c.lookThrough(hubs, everyone, p.note)
	c.climber.forget()
	for place := range hubs.targets.list {
		r := Reach{Target: hubs.targets.list[place].ID, Time: Unreachable}
		if best := p.best[place]; best != never {
			r.Time, r.Metres = best.time(), best.metres()
		}
		out = append(out, r)
	}
	return out
}

func (c *Climb) mustBeOf(hubs *Hubs) {
	if hubs.hierarchy != c.hierarchy {
		panic("road: hubs of another hierarchy")
	}
}

// setOut begins at the nodes that a place's street leads to.
func (c *Climb) setOut(from Snap) {
	h := c.hierarchy
	walk := costOf(h.graph.columns.Ends.Walk(from.Metres), 0)
	for _, at := range c.starts[:h.graph.starts(from, h.closed, &c.starts)] {
		c.climber.reach(h.rank[at.node], walk+at.cost)
	}
}

func (c *Climb) next(limit Deciseconds) (costAt, bool) {
	return c.climber.next(&c.hierarchy.up, &c.hierarchy.down, limit)
}

// alongEdge tells of the targets on the origin's own edge that are reached without leaving it.
func (c *Climb) alongEdge(from Snap, hubs *Hubs, accept func(TargetID) bool, tell func(uint32, cost)) {
	g, ts := c.hierarchy.graph, hubs.targets
	walk := costOf(g.columns.Ends.Walk(from.Metres), 0)
	for _, place := range ts.on(from.Edge) {
		t := &ts.list[place]
		along, ok := g.direct(from.Edge, from.Fraction, t.Snap.Fraction, c.hierarchy.closed)
		if ok && accept(t.ID) {
			tell(place, walk+along+ts.end(place))
		}
	}
}

// lookThrough climbs, and tells of the targets in the buckets on the way, in each
// the soonest first.
func (c *Climb) lookThrough(hubs *Hubs, accept func(TargetID) bool, tell func(uint32, cost)) {
	p := &c.podium
	for at, ok := c.next(p.limit); ok; at, ok = c.next(p.limit) {
		places, costs := hubs.buckets.at(at.node)
		for i, place := range places {
			through := at.cost + costs[i]
			if through.time() > p.limit {
				break
			}
			if through < p.best[place] && (p.best[place] != never || accept(hubs.targets.list[place].ID)) {
				tell(place, through)
			}
		}
	}
}

// compare climbs, and then tells of the targets one by one, each from where its
// label meets the climb.
func (c *Climb) compare(hubs *Hubs, accept func(TargetID) bool) {
	p := &c.podium
	for _, ok := c.next(p.limit); ok; _, ok = c.next(p.limit) {
	}
	for place := range uint32(len(hubs.targets.list)) {
		if !accept(hubs.targets.list[place].ID) {
			continue
		}
		best := never
		ranks, costs := hubs.labels.at(place)
		for i, rank := range ranks {
			if at := c.climber.label[rank]; at != never {
				best = min(best, at+costs[i])
			}
		}
		p.offer(place, best)
	}
}
