package road

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
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

func hierarchyOf(t testing.TB, g *Graph, closed Mask) *Hierarchy {
	t.Helper()
	h, err := g.Hierarchy(t.Context(), closed)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func hubsOf(t testing.TB, h *Hierarchy, ts *Targets, like *Hubs) *Hubs {
	t.Helper()
	hubs, err := h.NewHubs(t.Context(), ts, like)
	if err != nil {
		t.Fatal(err)
	}
	return hubs
}

// checkHierarchy holds Nearest and Row of a Climb to the twin on the folded
// graph and to Search, with few targets that fit and with many.
func checkHierarchy(t *testing.T, g *Graph, r *rand.Rand, origins, targets int, closed Mask) {
	t.Helper()
	h := hierarchyOf(t, g, closed)
	var list []Target
	for i, s := range anySnaps(t, g, r, targets) {
		list = append(list, Target{TargetID(i * 3), s})
	}
	ts := g.NewTargets(list)
	checkSweep(t, g, ts, closed)
	hubs := hubsOf(t, h, ts, nil)
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
			if len(want) > 0 && r.IntN(2) == 0 { // to the decisecond
				cutoff = want[r.IntN(len(want))].Time
			}
			got := climb.Nearest(from, hubs, accept, count, k, Unreachable, nil)
			compareReaches(t, fmt.Sprintf("%d nearest of 1 in %d", k, share), got, fit[:min(k, len(fit))])
			compareReaches(t, "all that fit", climb.Nearest(from, hubs, accept, count, targets, Unreachable, nil), fit)
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
	for name, profiles := range map[string][]string{
		"roads/monaco.osm.pbf":  {"car", "bike", "walk", "wheelchair"},
		"roads/andorra.osm.pbf": {"car", "bike", "walk"},
		"corse/roads.osm.pbf":   {"car"},
		"roads/porto.osm.pbf":   {"car"}, // the largest, and most restrictions: some seconds
	} {
		t.Run(name, func(t *testing.T) {
			s, r := realStreets(t, name).streets, rand.New(rand.NewPCG(2, 3))
			for _, code := range profiles {
				g := s.Graph(code)
				checkHierarchy(t, g, r, 10, 40, 0)
				if g.Closes(ClosedInWinter) {
					checkHierarchy(t, g, r, 5, 40, ClosedInWinter)
				}
			}
		})
	}
}

// TestHubsLikeOthers: hubs made from others are those made anew, whichever
// targets came, went, moved or share a street with another.
func TestHubsLikeOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	g := withHierarchies(t, randomWorld(r).build(t, NewBuilder())).Graph("walk")
	h := hierarchyOf(t, g, 0)
	snaps := anySnaps(t, g, r, 12)
	twin := snaps[2]
	targets := func(first TargetID, snaps ...Snap) *Targets {
		var list []Target
		for i, s := range snaps {
			list = append(list, Target{first + TargetID(i), s})
		}
		return g.NewTargets(list)
	}
	first := hubsOf(t, h, targets(0, snaps[:8]...), nil)
	for name, ts := range map[string]*Targets{
		"the same":          targets(0, snaps[:8]...),
		"other ids":         targets(70, snaps[:8]...),
		"one more":          targets(0, snaps[:9]...),
		"one before":        targets(0, append([]Snap{snaps[9]}, snaps[:8]...)...),
		"one less":          targets(0, snaps[1:8]...),
		"another order":     targets(0, snaps[5], snaps[1], snaps[7]),
		"a twin":            targets(0, append([]Snap{twin}, snaps[:8]...)...),
		"two twins, others": targets(0, twin, twin, snaps[10], twin),
		"none":              targets(0),
	} {
		got, want := hubsOf(t, h, ts, first), hubsOf(t, h, ts, nil)
		climb := h.NewClimb()
		for _, from := range snaps {
			compareReaches(t, name+": row", climb.Row(from, got, nil), climb.Row(from, want, nil))
			compareReaches(t, name+": nearest", climb.Nearest(from, got, nil, 1, 9, Unreachable, nil), climb.Nearest(from, want, nil, 1, 9, Unreachable, nil))
			all := climb.Nearest(from, got, nil, ts.Len(), 9, Unreachable, nil)
			compareReaches(t, name+": buckets", all, climb.Nearest(from, want, nil, ts.Len(), 9, Unreachable, nil))
		}
		if !reflect.DeepEqual(got.labels, want.labels) {
			t.Errorf("%s: got labels %v, want %v", name, got.labels, want.labels)
		}
		for rank := range h.rank {
			_, costs := got.buckets.at(uint32(rank))
			if _, anew := want.buckets.at(uint32(rank)); !slices.IsSorted(costs) || !slices.Equal(costs, anew) {
				t.Fatalf("%s: the bucket of rank %d holds %v, want %v", name, rank, costs, anew)
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.NewHubs(ctx, first.targets, nil); err == nil {
		t.Error("hubs were made though nobody waits for them")
	}
}

// TestHierarchyOfOtherTimes: where arcs take weeks nothing beyond the horizon is
// reached, and no length runs over into a time; where many ways take one time, the
// shortest counts, to the decimetre.
func TestHierarchyOfOtherTimes(t *testing.T) {
	for name, worlds := range map[string]struct {
		most       Deciseconds
		decimetres int
	}{"weeks": {horizon * 5 / 4, 1 << 20}, "ties": {2, 3}} {
		for seed := range uint64(30) {
			t.Run(fmt.Sprintf("%s, seed %d", name, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 9))
				columns := *randomWorld(r).build(t, NewBuilder(Walk())).columns
				for e := range columns.Length {
					columns.Length[e] = 1 + uint32(r.IntN(worlds.decimetres))
				}
				star := starMaker{GraphColumns: columns.Graphs[0]}
				for a := range star.Time {
					least := columns.Length[star.Run[a].Edge()]/fastest + 1
					star.Time[a] = max(1+Deciseconds(r.IntN(int(worlds.most))), Deciseconds(least))
				}
				star.reverse()
				columns.Graphs[0] = star.GraphColumns
				s, err := FromColumns(&columns)
				if err != nil {
					t.Fatal(err)
				}
				checkHierarchy(t, s.Graph("walk"), r, 8, 12, 0)
			})
		}
	}
}

// TestHierarchiesAsStored: one for each season that closes arcs; each is made once,
// whatever else is closed; and progress comes to its end.
func TestHierarchiesAsStored(t *testing.T) {
	streets := randomWorld(rand.New(rand.NewPCG(7, 1))).build(t, NewBuilder(Car(), Walk()))
	var done, total int64
	ranked, err := streets.Ranked(t.Context(), func(d, of int64) { done, total = d, of })
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(2*ranked.Graph("car").total() + ranked.Graph("walk").total()); done != want || total != want {
		t.Errorf("progress: got %d of %d, want %d", done, total, want)
	}
	for code, want := range map[string][]Mask{"car": {0, ClosedInWinter}, "walk": {0}} {
		var got []Mask
		for _, stored := range ranked.Graph(code).columns.Hierarchies {
			got = append(got, stored.Closed)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got hierarchies of %v, want %v", code, got, want)
		}
	}
	g := ranked.Graph("car")
	for _, closed := range []Mask{0, ClosedInWinter} {
		if h := hierarchyOf(t, g, closed); h.closed != closed || h != hierarchyOf(t, g, closed|ClosedByScenario) {
			t.Errorf("closed %d: made twice, or not for it", closed)
		}
	}
}

// TestHierarchyIsSmall: contraction picks its nodes so well, and finds so many
// ways past them, that few links are needed and a climb is short.
func TestHierarchyIsSmall(t *testing.T) {
	g := realStreets(t, "roads/andorra.osm.pbf").streets.Graph("walk")
	h := hierarchyOf(t, g, 0)
	if got, most := len(h.up.node)+len(h.down.node), len(g.columns.Head)*8/5; got > most {
		t.Errorf("got %d links, want %d at most", got, most)
	}
	passed, c := 0, newClimber(h)
	for rank := range uint32(len(h.rank)) {
		c.reach(rank, 0)
		for _, ok := c.next(&h.up, &h.down, horizon); ok; _, ok = c.next(&h.up, &h.down, horizon) {
			passed++
		}
		c.forget()
	}
	if mean := float64(passed) / float64(len(h.rank)); mean > 15 {
		t.Errorf("a climb passes %.1f ranks, want 15 at most", mean)
	}
}

// TestPodium: once as many as asked stand on it, nothing later is of interest.
func TestPodium(t *testing.T) {
	var p podium
	p.begin(4, 2, 900)
	for _, c := range []struct {
		target uint32
		at     Deciseconds
		limit  Deciseconds // then
	}{{0, 901, 900}, {3, 500, 900}, {1, 700, 700}, {2, 700, 700}, {0, 700, 700}, {1, 600, 600}, {3, 400, 600}, {2, 300, 400}} {
		p.offer(c.target, costOf(c.at, 0))
		if p.limit != c.limit {
			t.Errorf("after %d in %d: the limit is %d, want %d", c.target, c.at, p.limit, c.limit)
		}
	}
	if want := []uint64{300<<32 | 2, 400<<32 | 3}; !slices.Equal(p.top, want) {
		t.Errorf("got %x, want %x", p.top, want)
	}
}

// TestClimbAllocatesNothing once warm.
func TestClimbAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	g := withHierarchies(t, randomWorld(r).build(t, NewBuilder())).Graph("walk")
	h := hierarchyOf(t, g, 0)
	var list []Target
	for i, s := range anySnaps(t, g, r, 20) {
		list = append(list, Target{TargetID(i), s})
	}
	hubs, climb, from := hubsOf(t, h, g.NewTargets(list), nil), h.NewClimb(), list[3].Snap
	out := make([]Reach, 0, 20)
	for name, ask := range map[string]func(){
		"few":  func() { out = climb.Nearest(from, hubs, nil, 1, 5, Unreachable, out[:0]) },
		"many": func() { out = climb.Nearest(from, hubs, nil, 20, 5, Unreachable, out[:0]) },
		"row":  func() { out = climb.Row(from, hubs, out[:0]) },
	} {
		if got := testing.AllocsPerRun(20, ask); got != 0 {
			t.Errorf("%s: got %v allocations, want none", name, got)
		}
	}
}

// TestLinksAreBorneOut: every link of a hierarchy costs what an arc does, or what
// two links do that meet at a node below both its ends; and no arc costs less
// than the hierarchy says.
func TestLinksAreBorneOut(t *testing.T) {
	for seed := range uint64(20) {
		g := withHierarchies(t, randomWorld(rand.New(rand.NewPCG(seed, 6))).build(t, NewBuilder())).Graph("bike")
		h := hierarchyOf(t, g, 0)
		type ends struct{ from, to uint32 }
		links, arcs := map[ends]cost{}, map[ends]cost{}
		for rank := range uint32(len(h.rank)) {
			for i := h.up.first[rank]; i < h.up.first[rank+1]; i++ {
				links[ends{rank, h.up.node[i]}] = cost(h.up.cost[i])
			}
			for i := h.down.first[rank]; i < h.down.first[rank+1]; i++ {
				links[ends{h.down.node[i], rank}] = cost(h.down.cost[i])
			}
		}
		for v := range g.total() {
			for a := g.columns.FirstOut[v]; a < g.columns.FirstOut[v+1]; a++ {
				e := ends{h.rank[v], h.rank[g.columns.Head[a]]}
				if old, ok := arcs[e]; e.from != e.to && (!ok || g.cost(a) < old) {
					arcs[e] = g.cost(a)
				}
			}
		}
		for e, c := range links {
			borne := arcs[e] == c
			for via := range min(e.from, e.to) {
				in, ok := links[ends{e.from, via}]
				out, too := links[ends{via, e.to}]
				borne = borne || ok && too && in+out == c
			}
			if !borne {
				t.Fatalf("seed %d: nothing bears out the link from %d to %d of cost %d", seed, e.from, e.to, c)
			}
		}
		up, down := newClimber(h), newClimber(h)
		for e, c := range arcs {
			up.reach(e.from, 0)
			for _, ok := up.next(&h.up, &h.down, horizon); ok; _, ok = up.next(&h.up, &h.down, horizon) {
			}
			down.reach(e.to, 0)
			met := never
			for at, ok := down.next(&h.down, &h.up, horizon); ok; at, ok = down.next(&h.down, &h.up, horizon) {
				if up.label[at.node] != never {
					met = min(met, at.cost+up.label[at.node])
				}
			}
			if met > c {
				t.Fatalf("seed %d: from %d to %d the hierarchy says %d, an arc takes %d", seed, e.from, e.to, met, c)
			}
			up.forget()
			down.forget()
		}
	}
}
