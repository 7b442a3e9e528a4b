package road

import "sync"

// HierarchyColumns are a graph's contraction hierarchy as flat slices. Every
// node and copy has a rank; the cheapest way between two of them costs as much as
// one that first climbs, from rank to higher rank, and then descends. Only the
// links between a node and those of higher rank are kept, by rank, which is also
// their order in memory.
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
// Its columns are read, and checked, when it is first asked for.
type StoredHierarchy struct {
	Closed  Mask
	Columns func() (*HierarchyColumns, error) // must not change any more; called once
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

// lateHierarchy is a graph's hierarchy that may not have been read yet.
type lateHierarchy struct {
	closed Mask
	get    func() (*Hierarchy, error) // once
}

func (g *Graph) late(stored StoredHierarchy) lateHierarchy {
	return lateHierarchy{stored.Closed, sync.OnceValues(func() (*Hierarchy, error) {
		c, err := stored.Columns()
		if err == nil {
			err = c.check(g)
		}
		if err != nil {
			return nil, err
		}
		up, down := slope{c.FirstUp, c.UpHead, c.UpCost}, slope{c.FirstDown, c.DownTail, c.DownCost}
		return &Hierarchy{g, stored.Closed, c.Rank, up, down}, nil
	})}
}

// Hierarchy returns the one made for the arcs that are open while a mask holds,
// nil when there is none: a Search then answers the same. It is read and checked
// when it is first asked for; an error tells that it is damaged.
func (g *Graph) Hierarchy(closed Mask) (*Hierarchy, error) {
	for _, h := range g.hierarchies {
		if h.closed == closed&g.reasons {
			return h.get()
		}
	}
	return nil, nil
}

// check tells whether the columns fit each other and a graph, and whether every
// link climbs, in some time and no faster than costs allow.
func (c *HierarchyColumns) check(g *Graph) error {
	n := g.total()
	switch {
	case len(c.Rank) != n || !permutes(c.Rank):
		return damaged("Rank")
	case !climbs(c.FirstUp, len(c.UpHead)) || !linksClimb(n, c.FirstUp, c.UpHead, c.UpCost):
		return damaged("UpHead")
	case !climbs(c.FirstDown, len(c.DownTail)) || !linksClimb(n, c.FirstDown, c.DownTail, c.DownCost):
		return damaged("DownTail")
	}
	return nil
}

func linksClimb(n int, first, node []uint32, costs []uint64) bool {
	if len(first) != n+1 || len(node) != len(costs) {
		return false
	}
	for rank := range uint32(n) {
		for i := first[rank]; i < first[rank+1]; i++ {
			t, decimetres := costs[i]>>32, costs[i]&(1<<32-1)
			if node[i] <= rank || int64(node[i]) >= int64(n) || t < 1 || t > horizon || decimetres > t*fastest {
				return false
			}
		}
	}
	return true
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
