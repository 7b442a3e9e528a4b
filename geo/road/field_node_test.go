package road

import (
	"math/rand/v2"
	"testing"
)

// TestFieldNode holds what a field tells of a node against what it tells of a
// place there, on random worlds.
func TestFieldNode(t *testing.T) {
	reached := 0
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 4))
		b := NewBuilder()
		b.ScrapsBelow(0)
		g := randomWorld(r).build(t, b).Graph("car")
		if g.snappable.count() == 0 {
			continue
		}
		var list []Target
		for i, p := range randomPlaces(g, r, 3) {
			list = append(list, Target{TargetID(i + 1), snap(t, g, p)})
		}
		field := g.NewSearch().Field(g.NewTargets(list), nil, 0, nil)
		for e := range g.streets.columns.Tail {
			for end, v := range []NodeID{g.streets.columns.Tail[e], g.streets.columns.Head[e]} {
				gotTime, gotTarget := field.Node(v)
				wantTime, wantTarget := field.At(Snap{Edge: EdgeID(e), Fraction: float64(end)})
				if gotTime != wantTime || gotTarget != wantTarget {
					t.Fatalf("seed %d, node %d: got %d to target %d, want %d to %d", seed, v, gotTime, gotTarget, wantTime, wantTarget)
				}
				if gotTime != Unreachable {
					reached++
				}
			}
		}
	}
	if reached == 0 {
		t.Error("no node reaches a target")
	}
}
