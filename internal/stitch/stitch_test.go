package stitch

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// drawing is a square of streets with a dead end, a forbidden turn, and a
// private yard that sticks out farthest east:
//
//	3───2
//	│   ├──5   7─8 (private)
//	0───1
func drawing(to Taker) {
	to.AddWay(10, []int64{0, 1}, road.TagMap{"highway": "residential", "name": "Rue du Sud"})
	to.AddWay(11, []int64{1, 4, 2}, road.TagMap{"highway": "secondary"})
	to.AddWay(12, []int64{2, 3}, road.TagMap{"highway": "residential"})
	to.AddWay(13, []int64{3, 0}, road.TagMap{"highway": "residential"})
	to.AddWay(14, []int64{4, 5, 6}, road.TagMap{"highway": "residential"}) // 6 is never set
	to.AddWay(15, []int64{7, 8}, road.TagMap{"highway": "residential", "access": "private"})
	to.AddRestriction(road.Restriction{From: 10, Via: 1, To: 11, Kind: "no_left_turn"})
	to.AddRestriction(road.Restriction{From: 10, Via: 0, To: 99, Kind: "no_left_turn"})
	for id, p := range map[int64]orb.Point{0: {0, 45}, 1: {.01, 45}, 2: {.01, 45.01}, 3: {0, 45.01}, 4: {.01, 45.005}, 5: {.02, 45.005},
		7: {.03, 45.005}, 8: {.04, 45.005}, 9: {70, 45}} {
		if to.Needs(id) != (id != 9) {
			panic("a node is needed that no way uses, or the other way round")
		}
		to.SetNode(id, p, road.TagMap{})
	}
}

func TestCopiesAreOneWorld(t *testing.T) {
	for _, copies := range []int{1, 2, 4, 7} {
		sheet := &Sheet{}
		drawing(sheet)
		builder := road.NewBuilder(road.Car())
		builder.ScrapsBelow(0)
		if err := sheet.Lay(copies, builder); err != nil {
			t.Fatal(err)
		}
		streets, stats, err := builder.Finish(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := stats.Junctions, sheet.Junctions()*copies; got < want {
			t.Errorf("%d copies: %d junctions, want %d at least", copies, got, want)
		}
		if got, want := stats.Restrictions.Applied, copies; got != want {
			t.Errorf("%d copies: %d restrictions obeyed, want %d", copies, got, want)
		}
		g := streets.Graph("car")
		at, _ := g.Snap(orb.Point{0, 45})
		field := g.NewSearch().Field(g.NewTargets([]road.Target{{ID: 1, Snap: at}}), nil, 0, nil)
		for e := range road.EdgeID(streets.EdgeCount()) {
			if time, _ := field.At(road.Snap{Edge: e, Fraction: .5}); time == road.Unreachable {
				t.Errorf("%d copies: street %q at %v is cut off", copies, streets.StreetName(e), streets.Shape(e, nil))
			}
		}
	}
}

func TestCopiesLieInASquare(t *testing.T) {
	wide := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{4, 1}}
	l := newLayout(wide, 16)
	if l.across != 2 || l.rows() != 8 {
		t.Errorf("16 copies four times as wide as high: got %d across and %d up, want 2 and 8", l.across, l.rows())
	}
	if got, want := l.shift(3), (orb.Point{4.02, 1.02}); math.Abs(got.Lon()-want.Lon()) > 1e-9 || math.Abs(got.Lat()-want.Lat()) > 1e-9 {
		t.Errorf("the fourth copy: got %v, want %v", got, want)
	}
}

func TestTooManyCopiesAreRefused(t *testing.T) {
	sheet := &Sheet{}
	drawing(sheet)
	if err := sheet.Lay(10_000_000, road.NewBuilder()); err == nil || !strings.Contains(err.Error(), "Terre") {
		t.Errorf("ten million copies: got %v", err)
	}
	if err := (&Sheet{}).Lay(1, road.NewBuilder()); err == nil {
		t.Error("a world of nothing was laid")
	}
}
