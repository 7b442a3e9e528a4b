package road

import "slices"

// borneOut tells whether a hierarchy can be the graph's. Every link must climb, be
// kept once, and cost what an open arc does or what two links do that meet at a
// node below both its ends: from the lowest up, each then stands for a way along arcs,
// and no time told is too short. And every open arc must have a link that costs no more.
//
// Columns that were stored beside another graph are so found out, which no checksum
// tells. That no shortcut is missing is not looked for: a time would be too long.
func (h *Hierarchy) borneOut() bool {
	p := proof{h, newBits(len(h.up.node)), newBits(len(h.down.node))}
	if !p.arcs() {
		return false
	}
	for via := range uint32(len(h.rank)) {
		p.through(via)
	}
	return p.up.count() == len(h.up.node) && p.down.count() == len(h.down.node)
}

// proof is the links of a hierarchy that are borne out.
type proof struct {
	h        *Hierarchy
	up, down bitset
}

// arcs bears out the links that are arcs; false when an arc has none or a dearer one.
func (p *proof) arcs() bool {
	h, g := p.h, p.h.graph
	for v, from := range h.rank {
		for a := g.columns.FirstOut[v]; a < g.columns.FirstOut[v+1]; a++ {
			to, c := h.rank[g.columns.Head[a]], g.cost(a)
			if g.columns.Mask[a]&h.closed != 0 || c.time() > horizon || to == from {
				continue
			}
			if link, ok := p.bear(from, to, c); !ok || link > c {
				return false
			}
		}
	}
	return true
}

// through bears out the links that stand for two that meet at a rank.
func (p *proof) through(via uint32) {
	in, out := &p.h.down, &p.h.up
	for i := in.first[via]; i < in.first[via+1]; i++ {
		for k := out.first[via]; k < out.first[via+1]; k++ {
			p.bear(in.node[i], out.node[k], cost(in.cost[i])+cost(out.cost[k]))
		}
	}
}

// bear bears out the link from a rank to another if it costs just so; it returns its cost.
func (p *proof) bear(from, to uint32, c cost) (link cost, ok bool) {
	s, borne := &p.h.up, p.up
	if from > to {
		from, to, s, borne = to, from, &p.h.down, p.down
	}
	first := s.first[from]
	i, ok := slices.BinarySearch(s.node[first:s.first[from+1]], to)
	if !ok {
		return 0, false
	}
	i += int(first)
	if link = cost(s.cost[i]); link == c {
		borne.set(uint32(i))
	}
	return link, true
}
