package analysis

import (
	"cmp"
	"slices"
)

// heading is a direction along the grid, counter-clockwise from east.
type heading int8

const (
	east heading = iota
	north
	west
	south
)

// step is the corner one side further.
func (c square) step(h heading) square {
	switch h {
	case east:
		return square{c.col + 1, c.row}
	case north:
		return square{c.col, c.row + 1}
	case west:
		return square{c.col - 1, c.row}
	default:
		return square{c.col, c.row - 1}
	}
}

// trace draws the outline of squares that hang together by their edges: first
// the outer ring, counter-clockwise, then the holes, clockwise, all closed,
// with every corner of the grid they pass. At least one square is needed.
//
// Each square gives its four sides, counter-clockwise; two squares that share
// a side give it in both directions, and the two cancel. What is left is the
// outline, with the land on its left:
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
func trace(squares []square) [][]square {
	sides := outlineSides(squares)
	starts := make([]square, 0, len(sides))
	for c := range sides {
		starts = append(starts, c)
	}
	// The lowest corner, and of those the leftmost, lies on the outer ring.
	slices.SortFunc(starts, func(a, b square) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
	var rings [][]square
	for _, c := range starts {
		for h := east; h <= south; h++ {
			if sides[c].has(h) {
				rings = append(rings, walk(sides, c, h))
			}
		}
	}
	return rings
}

// headings is the set of sides that leave a corner.
type headings uint8

func (s headings) has(h heading) bool { return s>>h&1 != 0 }

// outlineSides are the sides left once shared ones have cancelled, by the corner they leave.
func outlineSides(squares []square) map[square]headings {
	sides := make(map[square]headings)
	for _, at := range squares {
		c := at
		for h := east; h <= south; h++ {
			to := c.step(h)
			if back := (h + 2) % 4; sides[to].has(back) {
				sides[to] &^= 1 << back
			} else {
				sides[c] |= 1 << h
			}
			c = to
		}
	}
	return sides
}

// walk takes one ring away from the sides: from a corner, along a heading, back
// to it. Rings are simple, so coming back is closing.
func walk(sides map[square]headings, from square, h heading) []square {
	ring := []square{from}
	for c := from; ; {
		sides[c] &^= 1 << h
		c = c.step(h)
		ring = append(ring, c)
		if c == from {
			return ring
		}
		for _, turn := range [3]heading{3, 0, 1} { // right, straight on, left
			if next := (h + turn) % 4; sides[c].has(next) {
				h = next
				break
			}
		}
	}
}
