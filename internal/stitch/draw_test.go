package stitch

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

func TestPlacesAreDrawnWhereStreetsAre(t *testing.T) {
	sheet, builder := &Sheet{}, road.NewBuilder(road.Car())
	drawing(sheet)
	if err := sheet.Lay(4, builder); err != nil {
		t.Fatal(err)
	}
	streets, _, err := builder.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		draw func(*road.Streets, int, uint64) []orb.Point
		near float64 // degrees, of a node, east or north
	}{{"dense", Dense, 0.001}, {"sparse", Sparse, 0.02}} {
		got := c.draw(streets, 200, 7)
		if !slices.Equal(got, c.draw(streets, 200, 7)) || slices.Equal(got, c.draw(streets, 200, 8)) {
			t.Errorf("%s: one seed does not draw the same places, or two do", c.name)
		}
		for _, p := range got {
			if !nodeWithin(streets, p, c.near) {
				t.Errorf("%s: no node within %v degrees of %v", c.name, c.near, p)
			}
		}
	}
}

func nodeWithin(s *road.Streets, p orb.Point, degrees float64) bool {
	for v := range s.NodeCount() {
		q := s.Node(road.NodeID(v))
		if math.Abs(p[0]-q[0]) <= degrees && math.Abs(p[1]-q[1]) <= degrees {
			return true
		}
	}
	return false
}
