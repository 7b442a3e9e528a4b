package road

import (
	"math/rand/v2"
	"testing"
)

// checkSweep holds a field filled over the graph's hierarchy to the one flooded
// without it, label for label, copies included.
func checkSweep(t *testing.T, g *Graph, ts *Targets, closed Mask) {
	t.Helper()
	h := &g.hierarchies
	for name, accept := range map[string]func(TargetID) bool{
		"all": nil, "half": func(id TargetID) bool { return id%2 == 0 }, "none": func(TargetID) bool { return false },
	} {
		search := g.NewSearch()
		h.mu.Lock() // while one is being made a field does without
		want := search.Field(ts, accept, closed, nil)
		h.mu.Unlock()
		if search.swept != nil {
			t.Fatal("a hierarchy was used that is being made")
		}
		got := search.Field(ts, accept, closed, nil)
		if search.swept == nil || len(search.seeds) > 0 {
			t.Fatalf("the hierarchy was not used, or %d seeds are left over", len(search.seeds))
		}
		for v, label := range want.label {
			if got := got.label[v]; got != label {
				t.Fatalf("%s, node %d: got %d to target %d, want %d to target %d", name, v, got.time(), got.number(), label.time(), label.number())
			}
		}
	}
}

func TestSweepAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	g := randomWorld(r).build(t, NewBuilder()).Graph("walk")
	hierarchyOf(t, g, 0)
	ts, search := g.NewTargets(targetsAt(anySnaps(t, g, r, 20))), g.NewSearch()
	field := search.Field(ts, nil, 0, nil)
	if got := testing.AllocsPerRun(20, func() { search.Field(ts, nil, 0, field) }); got != 0 || search.swept == nil {
		t.Errorf("got %v allocations, want none", got)
	}
}

// BenchmarkSweep: the nearest of 1,000 targets from every node of a world of a
// million junctions, over the hierarchy and by the flood that does without.
func BenchmarkSweep(b *testing.B) {
	g, r := stitched(b, stitchedCopies), rand.New(rand.NewPCG(1, 1))
	list := make([]Target, 1000)
	for i := range list {
		list[i] = Target{TargetID(i), g.anySnap(r)}
	}
	ts, search, field := g.NewTargets(list), g.NewSearch(), &Field{}
	g.hierarchies.made = nil
	b.Run("flood", func(b *testing.B) {
		for b.Loop() {
			search.Field(ts, nil, 0, field)
		}
	})
	hierarchyOf(b, g, 0)
	b.Run("sweep", func(b *testing.B) {
		for b.Loop() {
			search.Field(ts, nil, 0, field)
		}
	})
}
