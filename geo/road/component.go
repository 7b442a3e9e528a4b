package road

// components finds the strongly connected components of a graph, all arcs open:
// each node's component, and how many nodes each has, copies not counted (Tarjan,
// "Depth-first search and linear graph algorithms", 1972, without recursion).
func components(g *GraphColumns) (component, sizes []uint32) {
	n := len(g.FirstOut) - 1
	t := tarjan{
		g:         g,
		originals: NodeID(n - len(g.Origin)),
		order:     make([]uint32, n),
		low:       make([]uint32, n),
		next:      make([]ArcID, n),
		component: make([]uint32, n),
	}
	for v := range NodeID(n) {
		if t.order[v] == 0 {
			t.visit(v)
		}
	}
	return t.component, t.sizes
}

type tarjan struct {
	g         *GraphColumns
	originals NodeID
	seen      uint32
	order     []uint32 // when a node was met, from 1; 0 is not yet
	low       []uint32 // the earliest node known to be reached from it and not yet in a component
	next      []ArcID  // the arc to look at
	path      []NodeID // being visited
	open      []NodeID // met, in no component yet
	component []uint32
	sizes     []uint32
}

const closedNode = 1<<32 - 1 // low of a node whose component is known

func (t *tarjan) visit(root NodeID) {
	t.enter(root)
	for len(t.path) > 0 {
		v := t.path[len(t.path)-1]
		if t.next[v] < t.g.FirstOut[v+1] {
			u := t.g.Head[t.next[v]]
			t.next[v]++
			if t.order[u] == 0 {
				t.enter(u)
			} else {
				t.low[v] = min(t.low[v], t.low[u])
			}
			continue
		}
		t.path = t.path[:len(t.path)-1]
		low := t.low[v]
		if low == t.order[v] {
			t.close(v)
			continue
		}
		parent := t.path[len(t.path)-1]
		t.low[parent] = min(t.low[parent], low)
	}
}

func (t *tarjan) enter(v NodeID) {
	t.seen++
	t.order[v], t.low[v], t.next[v] = t.seen, t.seen, t.g.FirstOut[v]
	t.path, t.open = append(t.path, v), append(t.open, v)
}

// close makes a component of what was met since v.
func (t *tarjan) close(v NodeID) {
	size := uint32(0)
	for {
		u := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.component[u], t.low[u] = uint32(len(t.sizes)), closedNode
		if u < t.originals {
			size++
		}
		if u == v {
			t.sizes = append(t.sizes, size)
			return
		}
	}
}
