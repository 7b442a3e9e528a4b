package road

import (
	"context"
	"sync"
)

// HierarchyColumns are a graph's contraction hierarchy as flat slices. Every
// node and copy has a rank; the cheapest way between two of them costs as much as
// one that first climbs, from rank to higher rank, and then descends. Only the
// links between a node and those of higher rank are kept, by rank, which is also
// their order in memory; those of a rank ascend.
type HierarchyColumns struct {
	Rank []uint32 // by node and copy

	FirstUp []uint32 // by rank, and one more: where its links to higher ranks begin
	UpHead  []uint32 // the rank a link leads to
	UpCost  []uint64 // time<<32 | decimetres

	FirstDown []uint32 // by rank, and one more: where the links from higher ranks to it begin
	DownTail  []uint32 // the rank a link comes from
	DownCost  []uint64
}

// StoredHierarchy is a hierarchy for the arcs that are open while a mask holds.
type StoredHierarchy struct {
	Closed  Mask
	Columns func() (*HierarchyColumns, error) // must not change any more; called when a search first needs them
}

// Hierarchy answers for a Graph what a Search would, looking at some hundred
// nodes wherever they are: NewHubs lets the targets climb, once, and a Climb asks
// about places. It never changes and may be shared by all goroutines.
type Hierarchy struct {
	graph    *Graph
	closed   Mask
	rank     []uint32
	up, down slope
}

// slope is one direction of a hierarchy: the links to higher ranks, by rank.
type slope struct {
	first []uint32
	node  []uint32
	cost  []uint64
}

// hierarchies are those of a graph that somebody asked for.
type hierarchies struct {
	mu   sync.Mutex
	made map[Mask]*Hierarchy
}

// Hierarchy returns the one for the arcs that are open while a mask holds. It is
// made when it is first asked for: read and held against the graph where the columns
// store it, in a fifth of a microsecond a node, else ranked, which takes some ten. An
// error is the context's, or tells that what is stored is damaged; a Search then
// answers the same.
func (g *Graph) Hierarchy(ctx context.Context, closed Mask) (*Hierarchy, error) {
	closed &= g.reasons
	g.hierarchies.mu.Lock()
	defer g.hierarchies.mu.Unlock()
	if h := g.hierarchies.made[closed]; h != nil {
		return h, nil
	}
	c, err := g.hierarchyColumns(ctx, closed)
	if err != nil {
		return nil, err
	}
	h, err := newHierarchy(g, closed, c)
	if err != nil {
		return nil, err
	}
	if g.hierarchies.made == nil {
		g.hierarchies.made = make(map[Mask]*Hierarchy)
	}
	g.hierarchies.made[closed] = h
	return h, nil
}

// hierarchyColumns are those that are stored, or made now.
func (g *Graph) hierarchyColumns(ctx context.Context, closed Mask) (*HierarchyColumns, error) {
	for _, stored := range g.columns.Hierarchies {
		if stored.Closed == closed {
			return stored.Columns()
		}
	}
	return g.contract(ctx, closed, func(int) {})
}

// newHierarchy makes a hierarchy of columns that fit each other and the graph, and are borne out by it.
func newHierarchy(g *Graph, closed Mask, c *HierarchyColumns) (*Hierarchy, error) {
	h := &Hierarchy{
		graph: g, closed: closed, rank: c.Rank,
		up: slope{c.FirstUp, c.UpHead, c.UpCost}, down: slope{c.FirstDown, c.DownTail, c.DownCost},
	}
	switch n := g.total(); {
	case len(c.Rank) != n || !permutes(c.Rank):
		return nil, damaged("Rank")
	case !h.up.fits(n):
		return nil, damaged("UpHead")
	case !h.down.fits(n):
		return nil, damaged("DownTail")
	case !h.borneOut():
		return nil, damaged("UpCost")
	}
	return h, nil
}

// fits tells whether a slope is one of so many ranks, none of its costs beyond the
// horizon: two of them add up without running over.
func (s *slope) fits(ranks int) bool {
	return len(s.first) == ranks+1 && climbs(s.first, len(s.node)) && within(s.node, 0, ranks-1) &&
		len(s.cost) == len(s.node) && all(s.cost, func(c uint64) bool { return cost(c).time() <= horizon })
}

// permutes tells whether numbers are those from 0 up, each once.
func permutes(numbers []uint32) bool {
	met := newBits(len(numbers))
	return all(numbers, func(i uint32) bool {
		if int64(i) >= int64(len(numbers)) || met.has(i) {
			return false
		}
		met.set(i)
		return true
	})
}
