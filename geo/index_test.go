package geo

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"maillage/internal/racing"
)

// thing is what the naive twin of an Index holds.
type thing struct {
	id   ID
	at   orb.Point
	area *Area // nil: a point
}

func (x thing) metres(p orb.Point) float64 {
	if x.area != nil {
		return x.area.Metres(p)
	}
	return Metres(p, x.at)
}

// naiveNearest measures everything and sorts.
func naiveNearest(things []thing, p orb.Point, k int, within float64, accept func(ID) bool) []Near {
	var all []Near
	for _, x := range things {
		if m := x.metres(p); m <= within && (accept == nil || accept(x.id)) {
			all = append(all, Near{x.id, m})
		}
	}
	slices.SortFunc(all, compareNear)
	return all[:min(k, len(all))]
}

// randomThings are points, some sharing a position, and areas, some overlapping.
func randomThings(r *rand.Rand, points, areas int, within orb.Bound) []thing {
	var things []thing
	for i := range points {
		at := somewhere(r, within)
		if i > 0 && r.IntN(5) == 0 {
			at = things[r.IntN(i)].at
		}
		things = append(things, thing{id: ID(i), at: at})
	}
	for i := range areas {
		ring := star(r, somewhere(r, within), 3+r.IntN(20), 0.1, 1)
		things = append(things, thing{id: ID(points + i), area: PrepareArea(orb.MultiPolygon{{ring}})})
	}
	return things
}

func indexOf(things []thing) *Index {
	ix := NewIndex()
	for _, x := range things {
		if x.area != nil {
			ix.AddArea(x.id, x.area)
		} else {
			ix.AddPoint(x.id, x.at)
		}
	}
	return ix
}

func TestIndexNearest(t *testing.T) {
	r := seeded(t, 9)
	even := func(id ID) bool { return id%2 == 0 }
	rare := func(id ID) bool { return id%97 == 5 }
	none := func(ID) bool { return false }
	for _, c := range []struct {
		name          string
		points, areas int
		area          orb.Bound
	}{
		{"nothing", 0, 0, metropole},
		{"one point", 1, 0, metropole},
		{"points of a region", 3000, 0, metropole},
		{"territories", 0, 300, metropole},
		{"both", 500, 100, metropole},
		{"points of the world", 3000, 0, world},
	} {
		things := randomThings(r, c.points, c.areas, c.area)
		ix := indexOf(things)
		for range 60 {
			p := somewhere(r, c.area)
			k, within := 1+r.IntN(30), math.Inf(1)
			if r.IntN(2) == 0 {
				within = math.Exp(20 * r.Float64())
			}
			for _, accept := range []func(ID) bool{nil, even, rare, none} {
				got := ix.Nearest(p, k, within, accept, nil)
				if want := naiveNearest(things, p, k, within, accept); !slices.Equal(got, want) {
					t.Fatalf("%s: %d nearest of %v within %v: got %v, want %v", c.name, k, p, within, got, want)
				}
			}
		}
	}
}

func TestIndexNearestDrawn(t *testing.T) {
	ix := NewIndex()
	here := orb.Point{9, 42}
	ix.AddPoint(7, here)
	ix.AddPoint(3, here)
	ix.AddPoint(5, orb.Point{9, 42.01})
	ix.AddPoint(6, orb.Point{-179.99, 0})
	far := math.Inf(1)
	if got := ix.Nearest(here, 2, far, nil, nil); len(got) != 2 || got[0].ID != 3 || got[1].ID != 7 {
		t.Errorf("equals: got %v, want 3 then 7", got)
	}
	if got := ix.Nearest(here, 1, far, nil, nil); len(got) != 1 || got[0].ID != 3 {
		t.Errorf("one of two equals: got %v, want 3", got)
	}
	if got := ix.Nearest(here, 9, 0, nil, nil); len(got) != 2 {
		t.Errorf("within nothing: got %v, want the two here", got)
	}
	if got := ix.Nearest(here, 9, Metres(here, orb.Point{9, 42.01}), nil, nil); len(got) != 3 {
		t.Errorf("within just enough: got %v, want three", got)
	}
	if got := ix.Nearest(orb.Point{179.99, 0}, 1, far, nil, nil); len(got) != 1 || got[0].ID != 6 {
		t.Errorf("over the antimeridian: got %v, want 6", got)
	}
	kept := []Near{{ID: 99, Metres: 1e9}}
	if got := ix.Nearest(here, 1, far, nil, kept); len(got) != 2 || got[0].ID != 99 || got[1].ID != 3 {
		t.Errorf("appended: got %v, want 99 kept, then 3", got)
	}
	for _, c := range []struct {
		name   string
		p      orb.Point
		k      int
		within float64
	}{
		{"none asked", here, 0, far}, {"fewer than none asked", here, -1, far}, {"less than no distance", here, 1, -1},
		{"no number", orb.Point{math.NaN(), 42}, 1, far}, {"no distance", here, 1, math.NaN()},
	} {
		if got := ix.Nearest(c.p, c.k, c.within, nil, nil); len(got) != 0 {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

func TestIndexContaining(t *testing.T) {
	r := seeded(t, 10)
	things := randomThings(r, 200, 300, metropole)
	ix := indexOf(things)
	for range 2000 {
		p := somewhere(r, metropole)
		want := []ID{4242}
		for _, x := range things {
			if x.area != nil && x.area.Contains(p) {
				want = append(want, x.id)
			}
		}
		if got := ix.Containing(p, []ID{4242}); !slices.Equal(got, want) {
			t.Fatalf("%v: got %v, want %v", p, got, want)
		}
	}
}

func TestIndexSearch(t *testing.T) {
	r := seeded(t, 11)
	things := randomThings(r, 500, 100, metropole)
	ix := indexOf(things)
	for range 300 {
		b := somewhere(r, metropole).Bound().Extend(somewhere(r, metropole))
		var want []ID
		for _, x := range things {
			if x.area == nil && b.Contains(x.at) || x.area != nil && b.Intersects(x.area.Bound()) {
				want = append(want, x.id)
			}
		}
		var got []ID
		ix.Search(b, func(id ID) bool { got = append(got, id); return true })
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%v: got %v, want %v", b, got, want)
		}
	}
	visits := 0
	ix.Search(metropole, func(ID) bool { visits++; return visits < 3 })
	if visits != 3 {
		t.Errorf("visited %d after being told to stop at 3", visits)
	}
}

// Copies and their original change on their own, like lists that are cloned.
func TestIndexCopies(t *testing.T) {
	r := seeded(t, 12)
	type pair struct {
		ix     *Index
		things []thing
	}
	first := randomThings(r, 400, 0, metropole)
	pairs := []pair{{indexOf(first), first}}
	for id := ID(1000); id < 3000; id++ {
		one := &pairs[r.IntN(len(pairs))]
		switch r.IntN(9) {
		case 0:
			if len(pairs) < 6 {
				pairs = append(pairs, pair{one.ix.Copy(), slices.Clone(one.things)})
			}
		case 1, 2, 3, 4:
			x := thing{id: id, at: somewhere(r, metropole)}
			one.ix.AddPoint(x.id, x.at)
			one.things = append(one.things, x)
		default:
			if len(one.things) > 0 {
				i := r.IntN(len(one.things))
				one.ix.RemovePoint(one.things[i].id, one.things[i].at)
				one.things = slices.Delete(one.things, i, i+1)
			}
			one.ix.RemovePoint(id, orb.Point{1, 45}) // was never there
		}
		if id%50 != 0 {
			continue
		}
		for i, x := range pairs {
			p := somewhere(r, metropole)
			got, want := x.ix.Nearest(p, 20, math.Inf(1), nil, nil), naiveNearest(x.things, p, 20, math.Inf(1), nil)
			if !slices.Equal(got, want) || x.ix.Len() != len(x.things) {
				t.Fatalf("copy %d: got %d things, %v, want %d, %v", i, x.ix.Len(), got, len(x.things), want)
			}
		}
	}
}

// Everyone reads and copies the original while copies change (for the race
// detector), and the original's answers stay what they were.
func TestIndexReadWhileCopiesChange(t *testing.T) {
	r := seeded(t, 13)
	ix := indexOf(randomThings(r, 2000, 200, metropole))
	p := somewhere(r, metropole)
	want := ix.Nearest(p, 25, math.Inf(1), nil, nil)
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			own := rand.New(rand.NewPCG(14, uint64(n)))
			mine := ix.Copy()
			for i := range 300 {
				mine.AddPoint(ID(i), somewhere(own, metropole))
				mine.AddPoint(ID(i), p)
				mine.RemovePoint(ID(i), p)
				if i%50 == 0 {
					mine = mine.Copy()
				}
				if got := ix.Nearest(p, 25, math.Inf(1), nil, nil); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
					return
				}
				ix.Containing(p, nil)
				ix.Search(p.Bound().Pad(0.1), func(ID) bool { return true })
			}
		})
	}
	wait.Wait()
}

func TestIndexAllocatesNothing(t *testing.T) {
	r := seeded(t, 15)
	ix := indexOf(randomThings(r, 2000, 100, metropole))
	p, near, ids := somewhere(r, metropole), make([]Near, 0, 20), make([]ID, 0, 100)
	count := 0
	accept := func(id ID) bool { return id%3 != 0 }
	visit := func(ID) bool { count++; return true }
	for name, f := range map[string]func(){
		"Nearest":    func() { ix.Nearest(p, 20, 1e6, accept, near) },
		"Containing": func() { ix.Containing(p, ids) },
		"Search":     func() { ix.Search(metropole, visit) },
	} {
		if n := testing.AllocsPerRun(200, f); n > 0 && !racing.On {
			t.Errorf("%s: got %v allocations", name, n)
		}
	}
}

func TestIndexRefusesNoNumber(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a position that is not a number was added")
		}
	}()
	NewIndex().AddPoint(1, orb.Point{math.NaN(), 42})
}

func TestIndexLeavesEmptyAreasOut(t *testing.T) {
	ix := NewIndex()
	ix.AddArea(1, PrepareArea(nil))
	if ix.Len() != 0 || len(ix.Nearest(orb.Point{0, 0}, 1, math.Inf(1), nil, nil)) != 0 {
		t.Error("an area that is nowhere was added")
	}
}
