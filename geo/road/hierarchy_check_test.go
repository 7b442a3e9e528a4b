package road

import (
	"math/rand/v2"
	"reflect"
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

// FuzzHierarchy damages columns and asks whatever is still taken for
// everything: nothing may panic, nor last for ever.
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
		hubs, err := h.NewHubs(t.Context(), g.NewTargets(list), nil)
		if err != nil {
			t.Fatal(err)
		}
		climb := h.NewClimb()
		for _, target := range list {
			climb.Nearest(target.Snap, hubs, nil, len(list), 3, Unreachable, nil)
			climb.Nearest(target.Snap, hubs, nil, 1, 3, Unreachable, nil)
			climb.Row(target.Snap, hubs, nil)
		}
	})
}
