package road

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"maillage/internal/damage"
)

// rankedWorld is a random world by car and its hierarchy's columns, always the same.
func rankedWorld(t testing.TB) (*Graph, *HierarchyColumns) {
	t.Helper()
	w := randomWorld(rand.New(rand.NewPCG(7, 1)))
	g := withHierarchies(t, w.build(t, NewBuilder())).Graph("car")
	c, err := g.columns.Hierarchies[0].Columns()
	if err != nil {
		t.Fatal(err)
	}
	return g, c
}

// withHierarchy is the graph with other columns for its hierarchy.
func (g *Graph) withHierarchy(c *HierarchyColumns) (*Hierarchy, error) {
	return newHierarchy(g, 0, c)
}

// TestDamagedHierarchies: columns that would lead a climb astray are refused.
func TestDamagedHierarchies(t *testing.T) {
	for name, damage := range map[string]func(*HierarchyColumns){
		"two nodes of one rank":        func(c *HierarchyColumns) { c.Rank[1] = c.Rank[2] },
		"a rank beyond the nodes":      func(c *HierarchyColumns) { c.Rank[1] = 1 << 31 },
		"ranks cut short":              func(c *HierarchyColumns) { c.Rank = c.Rank[1:] },
		"a link that goes down":        func(c *HierarchyColumns) { c.UpHead[len(c.UpHead)-1] = 0 },
		"a link to itself":             func(c *HierarchyColumns) { c.UpHead[0] = 0 },
		"a link from beyond the nodes": func(c *HierarchyColumns) { c.DownTail[0] = 1 << 31 },
		"a link without time":          func(c *HierarchyColumns) { c.UpCost[0] &= 1<<32 - 1 },
		"a link beyond the horizon":    func(c *HierarchyColumns) { c.DownCost[0] = horizon<<32 + 1<<32 },
		"a link faster than anything":  func(c *HierarchyColumns) { c.DownCost[0] = 1<<32 + fastest + 1 },
		"links out of order":           func(c *HierarchyColumns) { c.swapLinks() },
		"an arc without its link":      func(c *HierarchyColumns) { c.dropLink() },
		"links cut short":              func(c *HierarchyColumns) { c.UpHead, c.UpCost = c.UpHead[1:], c.UpCost[1:] },
		"costs cut short":              func(c *HierarchyColumns) { c.DownCost = c.DownCost[1:] },
		"links that go back":           func(c *HierarchyColumns) { c.FirstDown[1] = 1 << 30 },
		"nodes without links":          func(c *HierarchyColumns) { c.FirstUp = c.FirstUp[:1] },
	} {
		t.Run(name, func(t *testing.T) {
			g, c := rankedWorld(t)
			if _, err := g.withHierarchy(c); err != nil {
				t.Fatalf("undamaged: %v", err)
			}
			damage(c)
			if _, err := g.withHierarchy(c); err == nil {
				t.Error("taken")
			}
		})
	}
}

// swapLinks exchanges two links of one rank.
func (c *HierarchyColumns) swapLinks() {
	for rank := range c.Rank {
		if i := c.FirstUp[rank]; c.FirstUp[rank+1] > i+1 {
			c.UpHead[i], c.UpHead[i+1] = c.UpHead[i+1], c.UpHead[i]
			c.UpCost[i], c.UpCost[i+1] = c.UpCost[i+1], c.UpCost[i]
			return
		}
	}
}

// dropLink takes the first link out, which is of a rank below that none made a shortcut for.
func (c *HierarchyColumns) dropLink() {
	c.UpHead, c.UpCost = c.UpHead[1:], c.UpCost[1:]
	for rank := range c.FirstUp {
		c.FirstUp[rank] = max(c.FirstUp[rank], 1) - 1
	}
}

// TestLinkOfAnotherCost: a link is refused that costs a decimetre or a decisecond
// more or less than the way it stands for.
func TestLinkOfAnotherCost(t *testing.T) {
	g, c := rankedWorld(t)
	for _, costs := range [][]uint64{c.UpCost, c.DownCost} {
		for i, right := range costs {
			for _, wrong := range []uint64{right - 1, right + 1, right - 1<<32, right + 1<<32} {
				costs[i] = wrong
				if _, err := g.withHierarchy(c); err == nil {
					t.Errorf("link %d of %d: taken at %d for %d", i, len(costs), wrong, right)
				}
			}
			costs[i] = right
		}
	}
}

// TestHierarchyOfAnotherGraph: one that was ranked for other times than the
// graph's, or for other arcs, is found out by whoever asks for it and by the check of all.
func TestHierarchyOfAnotherGraph(t *testing.T) {
	for name, change := range map[string]func(*GraphColumns){
		"slower":           func(g *GraphColumns) { g.Time[3]++ },
		"quicker":          func(g *GraphColumns) { g.Time[3]-- },
		"closed in winter": func(g *GraphColumns) { g.Hierarchies[0], g.Hierarchies[1] = g.swapped() },
	} {
		g, _ := rankedWorld(t)
		columns := *g.streets.columns
		columns.Graphs = []GraphColumns{*g.columns}
		graph := &columns.Graphs[0]
		graph.Time, graph.Hierarchies = slices.Clone(graph.Time), slices.Clone(graph.Hierarchies)
		change(graph)
		s, err := FromColumns(&columns)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.CheckHierarchies(t.Context()); err == nil {
			t.Errorf("%s: the check takes it", name)
		}
		if _, err := s.Graph("car").Hierarchy(t.Context(), 0); err == nil {
			t.Errorf("%s: whoever asks for it gets it", name)
		}
	}
}

// swapped are the hierarchies of both seasons, each under the other's mask.
func (g *GraphColumns) swapped() (plain, winter StoredHierarchy) {
	plain, winter = g.Hierarchies[1], g.Hierarchies[0]
	plain.Closed, winter.Closed = winter.Closed, plain.Closed
	return plain, winter
}

// FuzzHierarchy damages columns and asks whatever is still taken for
// everything: nothing may panic nor last for ever, and no time may be too short.
func FuzzHierarchy(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{3, 3, 0, 255, 255, 255, 255, 5, 1, 0, 9, 0, 0, 0})
	f.Add([]byte{6, 1, 0, 1, 0, 0, 0, 255, 1, 0, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, edits []byte) {
		g, c := rankedWorld(t)
		var fields []reflect.Value
		for i := range reflect.TypeFor[HierarchyColumns]().NumField() {
			fields = append(fields, reflect.ValueOf(c).Elem().Field(i))
		}
		damage.Columns(fields, edits)
		h, err := g.withHierarchy(c)
		if err != nil {
			return
		}
		r := rand.New(rand.NewPCG(1, 1))
		var list []Target
		for i, s := range anySnaps(t, g, r, 6) {
			list = append(list, Target{TargetID(i), s})
		}
		ts := g.NewTargets(list)
		hubs, err := h.NewHubs(t.Context(), ts, nil)
		if err != nil {
			t.Fatal(err)
		}
		climb, search := h.NewClimb(), g.NewSearch()
		for _, target := range list {
			climb.Nearest(target.Snap, hubs, nil, len(list), 3, Unreachable, nil)
			climb.Nearest(target.Snap, hubs, nil, 1, 3, Unreachable, nil)
			row := climb.Row(target.Snap, hubs, nil)
			for _, want := range search.Nearest(target.Snap, ts, nil, len(list), Unreachable, 0, nil) {
				if got := row[want.Target]; got.Time < want.Time {
					t.Fatalf("to %d: got %d, the shortest is %d", want.Target, got.Time, want.Time)
				}
			}
		}
	})
}
