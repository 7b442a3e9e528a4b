package analysis

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// headings is a set of sides.
type headings uint8

func (s headings) has(h heading) bool { return s>>h&1 != 0 }

// ring is an outline's closed line: corners, the first one the lowest and of
// those the leftmost, where it leaves by a side.
type ring struct {
	corners []uint32
	leaves  heading
}

// outline draws the tiles of a zone: first the outer ring, counter-clockwise, then the
// holes, clockwise, all closed, with every corner of the grid they pass.
func (s *squares) outline(z *zoning, tiles []uint32) (orb.MultiPolygon, error) {
	polygon := make(orb.Polygon, 0, 1)
	for _, r := range s.trace(z, tiles) {
		out := make(orb.Ring, len(r.corners)+1)
		for k, corner := range r.corners {
			out[k] = s.corners[corner]
		}
		out[len(r.corners)] = out[0]
		polygon = append(polygon, out)
	}
	return orb.MultiPolygon{polygon}, nil
}

// trace walks along every side that has a tile of the zone on its left and none
// on its right, once. The ring with the lowest corner of all is the outer one. Cost: that of the sides.
func (s *squares) trace(z *zoning, tiles []uint32) []ring {
	var rings []ring
	for _, t := range tiles {
		for h := east; h <= south; h++ {
			if !z.sides[t].has(h) && !s.within(z, z.zone[t], s.across[t][h]) {
				rings = append(rings, s.walk(z, t, h))
			}
		}
	}
	slices.SortFunc(rings, func(a, b ring) int {
		return cmp.Or(cmp.Compare(a.corners[0], b.corners[0]), cmp.Compare(a.leaves, b.leaves))
	})
	return rings
}

// within tells whether a tile, if it is one, lies in a zone.
func (s *squares) within(z *zoning, zone int32, tile uint32) bool {
	return tile != noTile && z.zone[tile] == zone
}

// walk goes along the outline from a side of a tile until it is back, with the land on its left.
//
//	┌─←─┐
//	↓ A ↑
//	└─→─●─←─┐
//	    ↓ B ↑
//	    └─→─┘
//
// Where A and B share only the corner ●, a ring that comes along A may go on
// along A or along B. It turns right, to B: A and B hang together elsewhere, so
// what is outside above ● and what is outside below it are parted by land, and
// each gets a ring of its own. Turning left would make one ring that touches itself.
func (s *squares) walk(z *zoning, tile uint32, h heading) ring {
	zone, least := z.zone[tile], 0
	var r ring
	for t := tile; ; {
		corner := s.begin[t][h]
		if k := len(r.corners); k == 0 || corner < r.corners[least] {
			least, r.leaves = k, h
		}
		r.corners = append(r.corners, corner)
		z.sides[t] |= 1 << h
		switch beside, ahead := s.corner[t][h], s.across[t][h.left()]; {
		case s.within(z, zone, beside):
			t, h = beside, h.right()
		case s.within(z, zone, ahead):
			t = ahead
		default:
			h = h.left()
		}
		if z.sides[t].has(h) { // where it began: each side is the next of one side only
			break
		}
	}
	r.corners = slices.Concat(r.corners[least:], r.corners[:least])
	return r
}
