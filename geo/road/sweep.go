package road

// readied is the hierarchy for a mask if it has been made, nil while one is being made.
func (g *Graph) readied(closed Mask) *Hierarchy {
	if !g.hierarchies.mu.TryLock() {
		return nil
	}
	defer g.hierarchies.mu.Unlock()
	return g.hierarchies.made[closed&g.reasons]
}

// sweep lets labels fall as a flood along the reverse star from the nodes seeded
// does, label for label, over a hierarchy: nearness climbs from the seeds, then
// every node, the highest first, takes what those above it have. Nodes are passed
// in the order in which they lie in memory, twice, without a queue: where all of
// a graph is flooded, this takes a fifth of the time. The method is Delling,
// Goldberg, Nowatzyk and Werneck's, "PHAST: Hardware-accelerated shortest path
// trees", 2011.
func (s *Search) sweep(h *Hierarchy, label []near) {
	s.swept = prepare(s.swept, len(label), horizon)
	at := s.swept // by rank
	for _, seed := range s.seeds {
		v := NodeID(seed)
		at[h.rank[v]] = label[v]
	}
	s.seeds = s.seeds[:0]
	for rank, here := range at {
		if here == nothingNear {
			continue
		}
		for i := h.down.first[rank]; i < h.down.first[rank+1]; i++ {
			from := h.down.node[i]
			at[from] = min(at[from], here+nearOf(cost(h.down.cost[i]).time(), 0))
		}
	}
	for rank := len(at) - 1; rank >= 0; rank-- {
		from, to := h.up.first[rank], h.up.first[rank+1]
		above, costs := h.up.node[from:to], h.up.cost[from:to]
		best := at[rank]
		for i, other := range above {
			best = min(best, at[other]+nearOf(cost(costs[i]).time(), 0))
		}
		at[rank] = best
	}
	for v, rank := range h.rank {
		label[v] = at[rank]
	}
}
