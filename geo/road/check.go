package road

import (
	"slices"
	"sync"

	"maillage/geo"
	"maillage/say"
)

// FromColumns makes Streets of columns, which it keeps and does not copy: they
// must not change any more. It reads them once and refuses whatever could lead
// a search astray: lengths that do not fit, numbers out of range, arcs without
// time. Wrong coordinates or times it cannot know; a checksum's business.
func FromColumns(c *Columns) (*Streets, error) {
	if err := c.checkEdges(); err != nil {
		return nil, err
	}
	tree, err := geo.BoxTreeFrom(c.Boxes)
	if err != nil {
		return nil, err
	}
	if tree.Len() != len(c.Tail) {
		return nil, damaged("Boxes")
	}
	s := &Streets{columns: c, tree: tree}
	if len(c.Barred.Name) > 0 {
		if s.barred, err = geo.BoxTreeFrom(c.Barred.Boxes); err != nil {
			return nil, err
		}
	}
	return s, s.checkGraphs()
}

// checkGraphs makes the graphs of columns that hold together, all at the same
// time: it is most of what opening a large region costs.
func (s *Streets) checkGraphs() error {
	columns := s.columns.Graphs
	s.graphs = make([]*Graph, len(columns))
	failed := make([]error, len(columns))
	var wg sync.WaitGroup
	for i := range columns {
		wg.Go(func() {
			if failed[i] = columns[i].check(s.columns); failed[i] == nil {
				s.graphs[i] = newGraph(s, &columns[i])
			}
		})
	}
	wg.Wait()
	for i := range columns {
		if failed[i] != nil {
			return failed[i]
		}
		same := func(g GraphColumns) bool { return g.Profile == columns[i].Profile }
		if slices.ContainsFunc(columns[:i], same) {
			return damaged("Profile")
		}
	}
	return nil
}

func damaged(column string) error {
	return say.Errorf(
		"réseau de rues : la colonne %[1]s ne s'accorde pas avec les autres ; le fichier est abîmé, reconstruisez-le",
		"street network: column %[1]s does not fit the others; the file is damaged, build it again", column)
}

func (c *Columns) checkEdges() error {
	nodes, edges := len(c.Nodes)/2, len(c.Tail)
	names := len(c.FirstName) - 1
	switch {
	case len(c.Nodes)%2 != 0 || nodes > maxNodes:
		return damaged("Nodes")
	case edges > maxNodes || !within(c.Tail, 0, nodes-1):
		return damaged("Tail")
	case len(c.Head) != edges || !within(c.Head, 0, nodes-1):
		return damaged("Head")
	case len(c.Length) != edges:
		return damaged("Length")
	case len(c.Way) != edges:
		return damaged("Way")
	case len(c.Category) != 0 && len(c.Category) != edges || !within(c.Category, 0, int(categories)-1):
		return damaged("Category")
	case len(c.Bends)%2 != 0 || len(c.FirstBend) != edges+1 || !climbs(c.FirstBend, len(c.Bends)/2):
		return damaged("FirstBend")
	case names < 1 || !climbs(c.FirstName, len(c.NameText)):
		return damaged("FirstName")
	case len(c.Name) != edges || !within(c.Name, 0, names-1):
		return damaged("Name")
	}
	return c.checkBarred()
}

// check tells whether a graph's columns fit each other and the edges.
func (g *GraphColumns) check(c *Columns) error {
	nodes, arcs := len(c.Nodes)/2, len(g.Head)
	total := nodes + len(g.Origin)
	switch {
	case g.Profile == "":
		return damaged("Profile")
	case g.Ends.WalkSpeed == 0 || g.Ends.Park > maxPark:
		return damaged("Ends")
	case total > maxNodes || !slices.IsSorted(g.Origin) || !within(g.Origin, 0, nodes-1):
		return damaged("Origin")
	case len(g.FirstOut) != total+1 || !climbs(g.FirstOut, arcs) || int64(arcs) >= int64(noArc):
		return damaged("FirstOut")
	case len(g.Time) != arcs || !within(g.Time, 1, maxArcTime):
		return damaged("Time")
	case len(g.Mask) != arcs:
		return damaged("Mask")
	case len(g.Run) != arcs || !g.checkRuns(c, nodes, total):
		return damaged("Run")
	case !g.checkSpeeds(c):
		return damaged("Length")
	case len(g.FirstIn) != total+1 || !climbs(g.FirstIn, arcs):
		return damaged("FirstIn")
	case len(g.Tail) != arcs || !within(g.Tail, 0, total-1):
		return damaged("Tail")
	case len(g.InTime) != arcs || !within(g.InTime, 1, maxArcTime):
		return damaged("InTime")
	case len(g.InMask) != arcs:
		return damaged("InMask")
	case len(g.Snappable) != (len(c.Tail)+63)/64:
		return damaged("Snappable")
	}
	return nil
}

// checkRuns tells whether every arc leaves and enters the nodes, or copies of
// them, that its run joins.
func (g *GraphColumns) checkRuns(c *Columns, nodes, total int) bool {
	origin := func(v NodeID) NodeID {
		if int(v) >= nodes {
			return g.Origin[int(v)-nodes]
		}
		return v
	}
	ends := [2][]NodeID{c.Tail, c.Head[:len(c.Tail)]} // looked up, not chosen by a branch nobody can predict
	for v := range total {
		from := origin(NodeID(v))
		first, last := g.FirstOut[v], g.FirstOut[v+1]
		heads := g.Head[first:last]
		for i, r := range g.Run[first:last] {
			e, head := r.Edge(), heads[i]
			if int64(e) >= int64(len(c.Tail)) || int64(head) >= int64(total) ||
				ends[r&1][e] != from || ends[r&1^1][e] != origin(head) {
				return false
			}
		}
	}
	return true
}

// checkSpeeds tells whether no arc is faster than costs allow.
func (g *GraphColumns) checkSpeeds(c *Columns) bool {
	for a, r := range g.Run {
		if uint64(c.Length[r.Edge()]) > uint64(g.Time[a])*fastest {
			return false
		}
	}
	return true
}

// climbs tells whether firsts go from 0 to n without ever falling.
func climbs[T ~uint32](firsts []T, n int) bool {
	if len(firsts) == 0 || firsts[0] != 0 || uint64(firsts[len(firsts)-1]) != uint64(n) {
		return false
	}
	last := T(0)
	for _, first := range firsts {
		if first < last {
			return false
		}
		last = first
	}
	return true
}

// within tells whether all numbers lie from least to most. It is most of what
// opening a file costs: no branch, no call.
func within[T ~uint8 | ~uint32](numbers []T, least, most int) bool {
	outside := int64(0) // negative as soon as one of the differences is
	for _, n := range numbers {
		outside |= (int64(n) - int64(least)) | (int64(most) - int64(n))
	}
	return outside >= 0
}

func all[T any](s []T, ok func(T) bool) bool {
	return !slices.ContainsFunc(s, func(v T) bool { return !ok(v) })
}
