package road

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSpread holds a spread to Nearest, place by place, and its rays and edges to what it says.
func TestSpread(t *testing.T) {
	eachClosedWorld(t, 50, 4, func(t *testing.T, g *Graph, r *rand.Rand) {
		var sp *Spread
		search := g.NewSearch()
		for _, closed := range []Mask{0, ClosedByScenario} {
			limit := []Deciseconds{Unreachable, Deciseconds(r.IntN(5000))}[r.IntN(2)]
			places := anySnaps(t, g, r, 1+r.IntN(4))
			for _, towards := range []bool{false, true} {
				sp = search.Spread(places, towards, limit, closed, sp)
				checkSpread(t, sp, search, anySnaps(t, g, r, 12))
				checkRays(t, sp, search, r)
			}
		}
	})
}

// checkSpread asks Nearest what the spread is asked.
func checkSpread(t *testing.T, sp *Spread, search *Search, others []Snap) {
	t.Helper()
	var places []Snap
	for _, target := range sp.places.list {
		places = append(places, target.Snap)
	}
	others = append(others, places...)
	for _, p := range others {
		want := Reach{Time: Unreachable}
		for i, place := range places {
			from, to := place, p
			if sp.towards {
				from, to = p, place
			}
			ts := sp.graph.NewTargets([]Target{{TargetID(i), to}})
			for _, reach := range search.Nearest(from, ts, nil, 1, sp.limit, sp.closed, nil) {
				if reach.Time < want.Time {
					want = reach
				}
			}
		}
		if got, place := sp.At(p); got != want.Time || TargetID(place) != want.Target {
			t.Fatalf("towards %v within %d of %v at %+v: got %d of place %d, want %d of place %d",
				sp.towards, sp.limit, places, p, got, place, want.Time, want.Target)
		}
	}
}

// checkRays tells whether every edge with a time has rays or a place, and only those.
func checkRays(t *testing.T, sp *Spread, search *Search, r *rand.Rand) {
	t.Helper()
	var edges []EdgeID
	sp.Edges(func(e EdgeID) { edges = append(edges, e) })
	if !slices.IsSorted(edges) {
		t.Fatalf("edges out of order: %v", edges)
	}
	for e := range EdgeID(sp.graph.streets.EdgeCount()) {
		p := Snap{Edge: e, Fraction: 0.01 + 0.98*r.Float64()}
		checkSpread(t, sp, search, []Snap{p})
		best, rays := Unreachable, sp.Rays(e, nil)
		placed := slices.ContainsFunc(sp.places.list, func(t Target) bool { return t.Snap.Edge == e })
		if slices.Contains(edges, e) != (placed || len(rays) > 0) {
			t.Fatalf("edge %d: %d rays, %v that it has a place; the edges are %v", e, len(rays), placed, edges)
		}
		for _, ray := range rays {
			if ray.Time > sp.limit {
				t.Fatalf("edge %d: %+v begins later than %d", e, ray, sp.limit)
			}
			best = min(best, ray.At(p.Fraction))
		}
		if best > sp.limit {
			best = Unreachable
		}
		if got, _ := sp.At(p); got != best {
			t.Fatalf("edge %d at %v: got %d, its rays say %d", e, p.Fraction, got, best)
		}
	}
}

// TestRealSpread holds spreads over real streets to Nearest.
func TestRealSpread(t *testing.T) {
	for _, name := range realNames {
		s := realStreets(t, name).streets
		r := rand.New(rand.NewPCG(8, 4))
		for _, code := range s.Profiles() {
			g := s.Graph(code)
			search, some := g.NewSearch(), anySnaps(t, g, r, 30)
			for _, towards := range []bool{false, true} {
				sp := search.Spread(some[:3], towards, 9000, ClosedInWinter, nil)
				checkSpread(t, sp, search, some[3:])
			}
		}
	}
}
