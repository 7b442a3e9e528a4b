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
// takes: where they are few, each one's label is compared; else the buckets are
// looked through, until nothing nearer can come.
func (c *Climb) Nearest(
	from Snap, hubs *Hubs, accept func(TargetID) bool, count, k int, cutoff Deciseconds, out []Reach,
) []Reach {
	c.mustBeOf(hubs)
	if k <= 0 || count <= 0 {
		return out
	}
	p := &c.podium
	p.begin(len(hubs.targets.list), k, cutoff)
	c.alongEdge(from, hubs, accept)
	c.setOut(from)
	// The first k of which one in so many fits lie in a bucket's first k·all/count.
	if few := count <= k*len(hubs.targets.list)/count; few {
		for _, ok := c.next(p.limit); ok; _, ok = c.next(p.limit) {
		}
		c.compare(hubs, accept)
	} else {
		for at, ok := c.next(p.limit); ok; at, ok = c.next(p.limit) {
			c.lookThrough(hubs, at, accept)
		}
	}
	c.climber.forget()
	return p.reaches(hubs.targets, out)
}

// Row appends to out the time and metres to every target of hubs, by TargetID;
// Unreachable where no way leads: a row of a table.
func (c *Climb) Row(from Snap, hubs *Hubs, out []Reach) []Reach {
	c.mustBeOf(hubs)
	n := len(hubs.targets.list)
	p := &c.podium
	p.begin(n, 0, horizon)
	c.alongEdge(from, hubs, nil)
	c.setOut(from)
	for at, ok := c.next(horizon); ok; at, ok = c.next(horizon) {
		places, costs := hubs.buckets.at(at.node)
		for i, place := range places {
			p.best[place] = min(p.best[place], at.cost+costs[i])
		}
	}
	c.climber.forget()
	for place, best := range p.best[:n] {
		r := Reach{Target: hubs.targets.list[place].ID, Time: Unreachable}
		if best.time() <= horizon {
			r.Time, r.Metres = best.time(), best.metres()
		}
		out = append(out, r)
		p.best[place] = never
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

// alongEdge reaches the targets on the origin's own edge without leaving it.
func (c *Climb) alongEdge(from Snap, hubs *Hubs, accept func(TargetID) bool) {
	g, ts := c.hierarchy.graph, hubs.targets
	walk := costOf(g.columns.Ends.Walk(from.Metres), 0)
	for _, place := range ts.on(from.Edge) {
		t := &ts.list[place]
		along, ok := g.direct(from.Edge, from.Fraction, t.Snap.Fraction, c.hierarchy.closed)
		if ok && (accept == nil || accept(t.ID)) {
			c.podium.offer(place, walk+along+ts.end(place))
		}
	}
}

// lookThrough reaches the targets of a rank's bucket, the soonest first.
func (c *Climb) lookThrough(hubs *Hubs, at costAt, accept func(TargetID) bool) {
	places, costs := hubs.buckets.at(at.node)
	p := &c.podium
	for i, place := range places {
		through := at.cost + costs[i]
		if through.time() > p.limit {
			return
		}
		if through < p.best[place] && (accept == nil || p.best[place] != never || accept(hubs.targets.list[place].ID)) {
			p.offer(place, through)
		}
	}
}

// compare reaches the targets one by one, each from where its label meets the climb.
func (c *Climb) compare(hubs *Hubs, accept func(TargetID) bool) {
	for place := range uint32(len(hubs.targets.list)) {
		if accept != nil && !accept(hubs.targets.list[place].ID) {
			continue
		}
		best := c.podium.best[place]
		ranks, costs := hubs.labels.at(place)
		for i, rank := range ranks {
			if at := c.climber.label[rank]; at != never {
				best = min(best, at+costs[i])
			}
		}
		c.podium.offer(place, best)
	}
}
