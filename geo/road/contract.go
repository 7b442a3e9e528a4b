package road

import (
	"context"
	"fmt"
	"slices"
)

// contraction takes the nodes of a graph away one after the other, the least
// important first, and keeps all costs between those that remain: where the only
// cheapest way between two of them led through the node taken away, an arc of
// that cost, a shortcut, takes its place. (Geisberger, Sanders, Schultes, Vetter,
// "Exact Routing in Large Road Networks Using Contraction Hierarchies",
// Transportation Science 46, 2012.)
//
//	u ──3── v ──4── w          u ──────7────── w    unless another way from
//	        │            ▶              (v gone)    u to w costs at most 7
//
// The links that a node has at that moment are those to more important nodes:
// they are the hierarchy.
type contraction struct {
	out, in   [][]link // of every node that remains; of one taken away, those it had then
	level     []uint32 // how many nodes were taken away below it, one above the other
	priority  []uint32
	queue     []uint64 // a heap of priority<<32 | node, of which some are out of date
	rank      []uint32
	taken     uint32
	witness   witness
	shortcuts []shortcut // that the node at hand would need
}

// link is an arc from or to a node.
type link struct {
	cost cost
	node uint32
	arcs uint32 // how many arcs of the graph it stands for
}

type shortcut struct {
	from uint32
	link
}

// contract ranks the nodes and copies of a graph without the arcs that are
// closed. Equal graphs are ranked equally. An error is the context's.
func (g *Graph) contract(ctx context.Context, closed Mask, progress func(more int)) (*HierarchyColumns, error) {
	c := newContraction(g, closed)
	n := uint32(len(c.out))
	for v := range n {
		if v%progressEvery == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("rank streets: %w", ctx.Err())
		}
		c.enqueue(v, c.weigh(v))
	}
	for c.taken < n {
		for range min(progressEvery, n-c.taken) {
			c.take(c.next())
		}
		if ctx.Err() != nil {
			return nil, fmt.Errorf("rank streets: %w", ctx.Err())
		}
		progress(int((c.taken-1)%progressEvery) + 1)
	}
	return c.columns(), nil
}

// progressEvery is how many nodes pass between two looks at the context.
const progressEvery = 1024

func newContraction(g *Graph, closed Mask) *contraction {
	n, star := g.total(), g.columns
	c := &contraction{
		out: make([][]link, n), in: make([][]link, n), level: make([]uint32, n),
		priority: make([]uint32, n), rank: make([]uint32, n),
	}
	c.witness = newWitness(c.out)
	for v := range uint32(n) {
		for a := star.FirstOut[v]; a < star.FirstOut[v+1]; a++ {
			if star.Mask[a]&closed == 0 && star.Time[a] <= horizon && uint32(star.Head[a]) != v {
				c.join(v, link{g.cost(a), uint32(star.Head[a]), 1})
			}
		}
	}
	return c
}

// join links two nodes at a cost, if that is less than the link they have.
func (c *contraction) join(from uint32, l link) {
	to := l.node
	if i := find(c.out[from], to); i >= 0 {
		if l.cost >= c.out[from][i].cost {
			return
		}
		c.out[from][i] = l
		c.in[to][find(c.in[to], from)] = link{l.cost, from, l.arcs}
		return
	}
	c.out[from] = append(c.out[from], l)
	c.in[to] = append(c.in[to], link{l.cost, from, l.arcs})
}

func find(links []link, node uint32) int {
	for i := range links {
		if links[i].node == node {
			return i
		}
	}
	return -1
}

// weigh finds the shortcuts that taking a node away would need, and tells how
// late it should be taken: the later the more nodes lie below it already, and the
// more shortcuts, and arcs in them, would stand for each link that goes.
func (c *contraction) weigh(v uint32) uint32 {
	c.findShortcuts(v)
	links, gone, made := 0, uint64(0), uint64(0)
	for _, list := range [][]link{c.out[v], c.in[v]} {
		links += len(list)
		for i := range list {
			gone += uint64(list[i].arcs)
		}
	}
	for i := range c.shortcuts {
		made += uint64(c.shortcuts[i].arcs)
	}
	weight := fineness * c.level[v]
	if links > 0 {
		weight += fineness*uint32(len(c.shortcuts))/uint32(links) + uint32(fineness*made/gone)
	}
	return weight
}

// fineness is how many parts of a level, or of a shortcut a link, are told apart.
const fineness = 1000

// findShortcuts lists the shortcuts that taking a node away would need.
func (c *contraction) findShortcuts(v uint32) {
	c.shortcuts = c.shortcuts[:0]
	for _, from := range c.in[v] {
		dearest := cost(0)
		for _, to := range c.out[v] {
			if to.node != from.node {
				dearest = max(dearest, to.cost)
			}
		}
		if dearest == 0 {
			continue
		}
		c.witness.search(c.out, from.node, v, min(from.cost+dearest, costOf(horizon+1, 0)))
		for _, to := range c.out[v] {
			through := from.cost + to.cost
			if to.node != from.node && through.time() <= horizon && c.witness.label[to.node] > through {
				c.shortcuts = append(c.shortcuts, shortcut{from.node, link{through, to.node, from.arcs + to.arcs}})
			}
		}
		c.witness.forget()
	}
}

// next is the node to take away now: first in the queue, and still so once it
// is weighed again. Its shortcuts are at hand.
func (c *contraction) next() uint32 {
	for {
		v := c.dequeue()
		weight := c.weigh(v)
		if len(c.queue) == 0 || uint64(weight)<<32|uint64(v) <= c.queue[0] {
			return v
		}
		c.enqueue(v, weight)
	}
}

// take takes a node away.
func (c *contraction) take(v uint32) {
	for _, from := range c.in[v] {
		c.out[from.node] = without(c.out[from.node], v)
		c.level[from.node] = max(c.level[from.node], c.level[v]+1)
	}
	for _, to := range c.out[v] {
		c.in[to.node] = without(c.in[to.node], v)
		c.level[to.node] = max(c.level[to.node], c.level[v]+1)
	}
	for _, s := range c.shortcuts {
		c.join(s.from, s.link)
	}
	c.rank[v] = c.taken
	c.taken++
}

// without takes a node out of links; their order does not matter, but is always the same.
func without(links []link, node uint32) []link {
	i := find(links, node)
	links[i] = links[len(links)-1]
	return links[:len(links)-1]
}

// enqueue puts a node in the queue, or puts it where it now belongs.
func (c *contraction) enqueue(v, priority uint32) {
	c.priority[v] = priority
	c.queue = append(c.queue, uint64(priority)<<32|uint64(v))
	for i := len(c.queue) - 1; i > 0 && c.queue[i] < c.queue[(i-1)/2]; i = (i - 1) / 2 {
		c.queue[i], c.queue[(i-1)/2] = c.queue[(i-1)/2], c.queue[i]
	}
}

// dequeue takes out the first node of the queue that is not out of date.
func (c *contraction) dequeue() uint32 {
	for {
		first, last := c.queue[0], len(c.queue)-1
		c.queue[0] = c.queue[last]
		c.queue = c.queue[:last]
		for i := 0; 2*i+1 < last; {
			child := 2*i + 1
			if child+1 < last && c.queue[child+1] < c.queue[child] {
				child++
			}
			if c.queue[i] <= c.queue[child] {
				break
			}
			c.queue[i], c.queue[child] = c.queue[child], c.queue[i]
			i = child
		}
		if v := uint32(first); c.priority[v] == uint32(first>>32) {
			return v
		}
	}
}

// columns lays the hierarchy out by rank.
func (c *contraction) columns() *HierarchyColumns {
	h := &HierarchyColumns{Rank: c.rank}
	at := make([]uint32, len(c.rank))
	for v, rank := range c.rank {
		at[rank] = uint32(v)
	}
	h.FirstUp, h.UpHead, h.UpCost = c.flat(at, c.out)
	h.FirstDown, h.DownTail, h.DownCost = c.flat(at, c.in)
	return h
}

// flat lays links out by rank, those of a node in the order of rank.
func (c *contraction) flat(at []uint32, links [][]link) (first, node []uint32, costs []uint64) {
	first = append(first, 0)
	for _, v := range at {
		slices.SortFunc(links[v], func(a, b link) int { return int(c.rank[a.node]) - int(c.rank[b.node]) })
		for _, l := range links[v] {
			node, costs = append(node, c.rank[l.node]), append(costs, uint64(l.cost))
		}
		first = append(first, uint32(len(node)))
	}
	return first, node, costs
}
