package road

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestClosedDirections holds Nearest and Field to the twin, and to each other,
// where single directions are closed and places lie wherever they may: at the
// ends of an edge, a hair from them, on one another, days of walk away.
func TestClosedDirections(t *testing.T) {
	eachClosedWorld(t, 150, 2, func(t *testing.T, g *Graph, r *rand.Rand) {
		for _, closed := range []Mask{0, ClosedByScenario, ClosedInWinter | ClosedByScenario} {
			checkPlaces(t, g, r, closed)
		}
	})
}

// closeDirections closes a sixth of all runs, each with its copies' arcs, by scenario.
func closeDirections(t *testing.T, s *Streets, r *rand.Rand) *Streets {
	t.Helper()
	for i := range s.columns.Graphs {
		g := &s.columns.Graphs[i]
		closed := make(map[Run]bool)
		for a, run := range g.Run {
			if _, met := closed[run]; !met {
				closed[run] = r.IntN(6) == 0
			}
			if closed[run] {
				g.Mask[a] |= ClosedByScenario
			}
		}
		maker := &starMaker{GraphColumns: *g, edges: s.columns}
		maker.reverse()
		*g = maker.GraphColumns
	}
	s, err := FromColumns(s.columns)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// anySnaps are snaps to a graph that no position need have.
func anySnaps(t *testing.T, g *Graph, r *rand.Rand, n int) []Snap {
	t.Helper()
	fractions := []float64{0, 1, 1e-12, 1 - 1e-12, 0.5, r.Float64(), r.Float64()}
	metres := []float64{0, 0, 40, 12000, 3e6}
	snaps := make([]Snap, n)
	for i := range snaps {
		snaps[i] = snap(t, g, randomPlaces(g, r, 1)[0])
		if i > 0 && r.IntN(3) == 0 {
			snaps[i] = snaps[r.IntN(i)]
		}
		if r.IntN(4) > 0 {
			snaps[i].Fraction = fractions[r.IntN(len(fractions))]
		}
		snaps[i].Metres = metres[r.IntN(len(metres))]
	}
	return snaps
}

func checkPlaces(t *testing.T, g *Graph, r *rand.Rand, closed Mask) {
	t.Helper()
	snaps := anySnaps(t, g, r, 16)
	var list []Target
	for i, s := range snaps[:10] {
		list = append(list, Target{TargetID(i), s})
	}
	ts, search := g.NewTargets(list), g.NewSearch()
	accept := func(id TargetID) bool { return id%3 != 1 }
	field := search.Field(ts, accept, closed, nil)
	checkField(t, g, field, list, closed)
	for _, from := range snaps[5:] {
		costs := foldedCosts(g, from, closed)
		var want []Reach
		for _, target := range list {
			if at := foldedReach(g, costs, from, target.Snap, closed); at != never {
				want = append(want, Reach{target.ID, at.time(), at.metres()})
			}
		}
		slices.SortFunc(want, byTime)
		compareReaches(t, "all", search.Nearest(from, ts, nil, len(list), Unreachable, closed, nil), want)
		want = slices.DeleteFunc(want, func(r Reach) bool { return !accept(r.Target) })
		one := want[:min(1, len(want))]
		compareReaches(t, "one", search.Nearest(from, ts, accept, 1, Unreachable, closed, nil), one)
		if time, target := field.At(from); len(one) == 0 && time != Unreachable || len(one) == 1 && (time != one[0].Time || target != one[0].Target) {
			t.Fatalf("field at %v: got %d to target %d, want %v", from, time, target, one)
		}
	}
}

// eachClosedWorld runs a test on every graph of so many random worlds, of which a
// sixth of the runs are closed by scenario; of twenty at most where tests are to be short.
func eachClosedWorld(t *testing.T, worlds, stream uint64, test func(*testing.T, *Graph, *rand.Rand)) {
	t.Helper()
	if testing.Short() {
		worlds = min(worlds, 20)
	}
	for seed := range worlds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, stream))
			b := NewBuilder()
			b.ScrapsBelow(int(seed%3) * 2)
			s := closeDirections(t, randomWorld(r).build(t, b), r)
			for _, code := range s.Profiles() {
				if g := s.Graph(code); g.snappable.count() > 0 {
					test(t, g, r)
				}
			}
		})
	}
}
