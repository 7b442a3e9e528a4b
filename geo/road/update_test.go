package road

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestUpdate holds a field that is updated again and again to one made afresh each time.
func TestUpdate(t *testing.T) {
	eachClosedWorld(t, 100, 6, func(t *testing.T, g *Graph, r *rand.Rand) {
		search, targets := g.NewSearch(), 12
		if r.IntN(3) == 0 {
			hierarchyOf(t, g, 0)
			targets = 3 * manyToSweep // enough for one that changed to be mended
		}
		for _, closed := range []Mask{0, ClosedByScenario} {
			u := &updating{search: search, r: r, closed: closed, field: &Field{}}
			u.list = targetsAt(anySnaps(t, g, r, targets))
			for range 12 {
				u.change(anySnaps(t, g, r, 2))
				u.check(t)
			}
		}
	})
}

// updating is a field whose targets change.
type updating struct {
	search *Search
	r      *rand.Rand
	closed Mask
	field  *Field
	list   []Target
	closes TargetID // one that accept does not take
	pruned int      // updates that did not fill afresh
}

func targetsAt(snaps []Snap) []Target {
	list := make([]Target, len(snaps))
	for i, s := range snaps {
		list[i] = Target{TargetID(i), s}
	}
	return list
}

// change adds, moves or takes away a target, has others accepted, or numbers all anew.
func (u *updating) change(snaps []Snap) {
	switch i := u.r.IntN(max(len(u.list), 1)); u.r.IntN(7) {
	case 0, 1:
		id := TargetID(u.r.IntN(1000))
		if !slices.ContainsFunc(u.list, func(t Target) bool { return t.ID == id }) {
			u.list = append(u.list, Target{id, snaps[0]})
		}
	case 2, 3:
		if len(u.list) > 0 {
			u.list[i].Snap = snaps[1]
		}
	case 4:
		if len(u.list) > 0 {
			u.list = slices.Delete(u.list, i, i+1)
		}
	case 5:
		if len(u.list) > 0 {
			u.closes = u.list[i].ID
		}
	case 6:
		slices.SortFunc(u.list, func(a, b Target) int { return cmp.Compare(a.ID, b.ID) })
		for i := range u.list {
			u.list[i].ID = TargetID(i*7 + u.r.IntN(7))
		}
	}
}

func (u *updating) check(t *testing.T) {
	t.Helper()
	ts := u.search.graph.NewTargets(u.list)
	asked := map[TargetID]int{}
	accept := func(id TargetID) bool { asked[id]++; return id != u.closes }
	u.search.Update(u.field, ts, accept, u.closed)
	for id, n := range asked {
		if n > 1 {
			t.Fatalf("target %d: accept was asked %d times", id, n)
		}
	}
	if 2*(len(u.search.gone)+len(u.search.came)) <= len(u.list)-1 {
		u.pruned++
	}
	want := u.search.Field(ts, accept, u.closed, nil)
	if !slices.Equal(u.field.accepted, want.accepted) || u.field.targets != ts {
		t.Fatalf("accepted: got %b, want %b", u.field.accepted, want.accepted)
	}
	for v := range want.label {
		if got, want := u.field.label[v], want.label[v]; got != want {
			t.Fatalf("node %d: got %d to target %d, want %d to target %d", v, got.time(), got.number(), want.time(), want.number())
		}
	}
}

// TestUpdateOfAnother: a field of other closed arcs or another graph is filled afresh.
func TestUpdateOfAnother(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	w := randomWorld(r)
	field, list := &Field{}, targetsAt(anySnaps(t, w.build(t, NewBuilder()).Graph("car"), r, 12))
	for range 2 {
		s := w.build(t, NewBuilder())
		for _, closed := range []Mask{ClosedInWinter, 0} {
			for _, code := range []string{"walk", "car"} {
				g := s.Graph(code)
				u := &updating{search: g.NewSearch(), r: r, closed: closed, field: field, closes: 1000, list: list}
				u.check(t)
			}
		}
	}
}

// TestUpdateIsPruned: targets that are not accepted change nothing, and what
// they might have changed is left alone unless most have changed.
func TestUpdateIsPruned(t *testing.T) {
	g := randomWorld(rand.New(rand.NewPCG(3, 6))).build(t, NewBuilder()).Graph("walk")
	list := targetsAt(anySnaps(t, g, rand.New(rand.NewPCG(4, 6)), 40))
	moved := slices.Clone(list)
	moved[6].Snap, moved[7].Snap = list[9].Snap, list[8].Snap
	midst := slices.Insert(slices.Clone(list), 3, Target{Snap: list[30].Snap})
	for i := range midst {
		midst[i].ID = TargetID(i)
	}
	rare := func(id TargetID) bool { return id < 8 }
	for _, test := range []struct {
		name       string
		list       []Target
		accept     func(TargetID) bool
		gone, came int
		pruned     bool
	}{
		{"nothing changed", list, rare, 0, 0, true},
		{"two of the few moved", moved, rare, 2, 2, true},
		{"one of the few is gone", list[1:], rare, 1, 0, true},
		{"of the others all are gone", list[:8], rare, 0, 0, true},
		{"one came in the midst, and all are numbered anew", midst, func(id TargetID) bool { return id < 9 }, 0, 1, true},
		{"one is no longer accepted", list, func(id TargetID) bool { return id < 7 }, 1, 0, true},
		{"another is accepted", list, func(id TargetID) bool { return id < 9 }, 0, 1, true},
		{"most are others: given up at the third", list, func(id TargetID) bool { return id >= 5 && id < 10 }, 3, 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			search := g.NewSearch()
			field := search.Field(g.NewTargets(list), rare, 0, nil)
			search.Update(field, g.NewTargets(test.list), test.accept, 0)
			if gone, came := len(search.gone), len(search.came); gone != test.gone || came != test.came {
				t.Errorf("got %d gone and %d that came, want %d and %d", gone, came, test.gone, test.came)
			}
			field = search.Field(g.NewTargets(list), rare, 0, nil)
			for v := range field.label {
				field.label[v] = nearOf(0, 2) // nothing is nearer
			}
			search.Update(field, g.NewTargets(test.list), test.accept, 0)
			left := 0
			for _, at := range field.label {
				if at.time() == 0 {
					left++
				}
			}
			if got, want := left > len(field.label)/2, test.pruned; got != want {
				t.Errorf("%d of %d labels left alone, want most of them: %v", left, len(field.label), want)
			}
		})
	}
}

// TestUpdateSweepsSooner: where all can be swept, fewer changes are worth mending.
func TestUpdateSweepsSooner(t *testing.T) {
	g := randomWorld(rand.New(rand.NewPCG(3, 6))).build(t, NewBuilder()).Graph("walk")
	list, search := targetsAt(anySnaps(t, g, rand.New(rand.NewPCG(4, 6)), 40)), g.NewSearch()
	afresh := func(targets int) bool {
		field := search.Field(g.NewTargets(list[:targets]), nil, 0, nil)
		for v := range field.label {
			field.label[v] = nearOf(0, 2) // nothing is nearer
		}
		search.Update(field, g.NewTargets(list[1:targets]), nil, 0)
		return field.label[0].time() != 0 || field.label[1].time() != 0
	}
	flooded, floodedMany := afresh(8), afresh(40)
	hierarchyOf(t, g, 0)
	if swept, sweptMany := afresh(8), afresh(40); flooded || floodedMany || !swept || sweptMany {
		t.Errorf("one of 8 is gone: afresh %v, with a hierarchy %v; one of 40: %v, %v: want it for one of 8 with a hierarchy alone", flooded, swept, floodedMany, sweptMany)
	}
}

// TestRealUpdate holds updated fields of real streets to fields made afresh.
func TestRealUpdate(t *testing.T) {
	for _, name := range realNames {
		s := realStreets(t, name).streets
		r := rand.New(rand.NewPCG(9, 6))
		for _, code := range s.Profiles() {
			g := s.Graph(code)
			u := &updating{search: g.NewSearch(), r: r, closed: ClosedInWinter, field: &Field{}}
			for i := range 60 {
				u.list = append(u.list, Target{TargetID(i), snap(t, g, randomPlaces(g, r, 1)[0])})
			}
			for range 20 {
				u.change([]Snap{snap(t, g, randomPlaces(g, r, 1)[0]), snap(t, g, randomPlaces(g, r, 1)[0])})
				u.check(t)
			}
			if u.pruned < 10 {
				t.Errorf("%s, %s: %d of 20 updates were pruned", name, code, u.pruned)
			}
		}
	}
}
