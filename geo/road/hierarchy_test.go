package road

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// withHierarchies are streets with hierarchies for all masks their arcs may bear.
func withHierarchies(t testing.TB, s *Streets) *Streets {
	t.Helper()
	ranked, err := s.Ranked(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return ranked
}

// checkHierarchy holds Nearest and Row of a Climb to the twin on the folded
// graph and to Search, with few targets that fit and with many.
func checkHierarchy(t *testing.T, g *Graph, r *rand.Rand, origins, targets int, closed Mask) {
	t.Helper()
	h := g.Hierarchy(closed)
	if h == nil {
		t.Fatalf("no hierarchy for mask %b", closed)
	}
	var list []Target
	for i, s := range anySnaps(t, g, r, targets) {
		list = append(list, Target{TargetID(i * 3), s})
	}
	ts := g.NewTargets(list)
	hubs := h.NewHubs(ts, nil)
	search, climb := g.NewSearch(), h.NewClimb()
	for i := range origins {
		from := anySnaps(t, g, r, 1)[0]
		if i%5 == 0 { // on a target's own street
			from.Edge = list[i%len(list)].Snap.Edge
		}
		want := naiveReaches(g, list, from, closed)
		compareReaches(t, "row", slices.DeleteFunc(climb.Row(from, hubs, nil), unreached), byTarget(want))
		for _, share := range []TargetID{1, 2, TargetID(targets)} {
			accept := func(id TargetID) bool { return id%share == 0 }
			fit := slices.DeleteFunc(slices.Clone(want), func(r Reach) bool { return !accept(r.Target) })
			count := (targets + int(share) - 1) / int(share)
			k, cutoff := 1+r.IntN(5), Deciseconds(r.IntN(20000))
			got := climb.Nearest(from, hubs, accept, count, k, Unreachable, nil)
			compareReaches(t, fmt.Sprintf("%d nearest of 1 in %d", k, share), got, fit[:min(k, len(fit))])
			got = climb.Nearest(from, hubs, accept, count, k, cutoff, nil)
			compareReaches(t, "within a cutoff", got, search.Nearest(from, ts, accept, k, cutoff, closed, nil))
		}
	}
}

func unreached(r Reach) bool { return r.Time == Unreachable }

func byTarget(reaches []Reach) []Reach {
	out := slices.Clone(reaches)
	slices.SortFunc(out, func(a, b Reach) int { return int(a.Target) - int(b.Target) })
	return out
}

// naiveReaches are the targets that a place reaches, by time.
func naiveReaches(g *Graph, list []Target, from Snap, closed Mask) (reaches []Reach) {
	costs := foldedCosts(g, from, closed)
	for _, target := range list {
		if at := foldedReach(g, costs, from, target.Snap, closed); at.time() <= horizon {
			reaches = append(reaches, Reach{target.ID, at.time(), at.metres()})
		}
	}
	slices.SortFunc(reaches, byTime)
	return reaches
}

func TestHierarchyOfRandomWorlds(t *testing.T) {
	worlds := uint64(150)
	if testing.Short() {
		worlds = 20
	}
	for seed := range worlds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 5))
			b := NewBuilder()
			b.ScrapsBelow(int(seed%3) * 2)
			s := withHierarchies(t, randomWorld(r).build(t, b))
			for _, code := range s.Profiles() {
				g := s.Graph(code)
				if g.snappable.count() == 0 {
					continue
				}
				for _, closed := range []Mask{0, ClosedInWinter} {
					checkHierarchy(t, g, r, 8, 12, closed)
				}
			}
		})
	}
}

func TestHierarchyOfRealWorlds(t *testing.T) {
	for _, name := range []string{"roads/monaco.osm.pbf", "roads/andorra.osm.pbf", "corse/roads.osm.pbf"} {
		t.Run(name, func(t *testing.T) {
			s := withHierarchies(t, realStreets(t, name).streets)
			r := rand.New(rand.NewPCG(2, 3))
			for _, code := range s.Profiles() {
				if code == "car" || !strings.HasPrefix(name, "corse") {
					checkHierarchy(t, s.Graph(code), r, 10, 40, 0)
					checkHierarchy(t, s.Graph(code), r, 5, 40, ClosedInWinter)
				}
			}
		})
	}
}
