package road

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestCategoryOf(t *testing.T) {
	for highway, want := range map[string]Category{
		"motorway": Motorway, "motorway_link": Motorway, "trunk": Trunk, "trunk_link": Trunk,
		"primary": Primary, "primary_link": Primary, "secondary": Secondary, "tertiary_link": Tertiary,
		"residential": Minor, "living_street": Minor, "service": Minor, "pedestrian": Minor, "": Minor,
		"track": Path, "footway": Path, "steps": Path, "cycleway": Path,
	} {
		if got := categoryOf(TagMap{"highway": highway}); got != want {
			t.Errorf("%q: got %s, want %s", highway, got.Code(), want.Code())
		}
	}
}

// An edge is of one category: two streets of one name and speed that differ in
// it are two edges. Streets built before categories were kept are all minor.
func TestEdgesHaveOneCategory(t *testing.T) {
	b := NewBuilder()
	b.ScrapsBelow(0)
	for i, highway := range []string{"residential", "residential", "unclassified", "tertiary"} {
		b.AddWay(int64(i+1), []int64{int64(i), int64(i + 1)}, TagMap{"highway": highway, "maxspeed": "30", "name": "Rue Droite"})
	}
	for i := range int64(5) {
		b.SetNode(i, orb.Point{float64(i) / 1000, 0}, nil)
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	count := map[Category]int{}
	whole := orb.Bound{Max: orb.Point{1, 1}}
	s.InBox(whole, func(e EdgeID) bool { count[s.Category(e)]++; return true })
	if count[Minor] == 0 || count[Tertiary] != 1 || len(count) != 2 {
		t.Errorf("got %v, want minor edges and one tertiary", count)
	}
	old := *s.Columns()
	old.Category = nil
	again, err := FromColumns(&old)
	if err != nil {
		t.Fatal(err)
	}
	again.InBox(whole, func(e EdgeID) bool {
		if got := again.Category(e); got != Minor {
			t.Errorf("edge %d without a category: got %s", e, got.Code())
		}
		return true
	})
}

// TestInBox visits what a naive look at every shape finds, and allocates nothing.
func TestInBox(t *testing.T) {
	s, _ := draw(t, "A-B-C\n|   |\nD---E").build(t)
	for _, box := range []orb.Bound{s.box(0), s.box(EdgeID(s.EdgeCount() - 1)), {Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}} {
		want := map[EdgeID]bool{}
		for e := range EdgeID(s.EdgeCount()) {
			want[e] = s.box(e).Intersects(box)
		}
		s.InBox(box, func(e EdgeID) bool {
			if !want[e] {
				t.Errorf("edge %d does not meet %v, or was visited twice", e, box)
			}
			want[e] = false
			return true
		})
		for e, missed := range want {
			if missed {
				t.Errorf("edge %d was not visited in %v", e, box)
			}
		}
	}
	visits, first := 0, s.box(0)
	if n := testing.AllocsPerRun(10, func() { s.InBox(first, func(EdgeID) bool { visits++; return false }) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if visits != 11 { // stopped at the first, each time
		t.Errorf("%d visits, want one a search", visits)
	}
}

func (s *Streets) box(e EdgeID) orb.Bound { return s.Shape(e, nil).Bound() }
