package demo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// outline draws the communes' borders as a surface net: each lattice square
// whose corners have different owners holds one border vertex, somewhere inside
// it, and vertices of adjacent squares are joined.
//
//	a   a   b        A segment stays within the two squares it joins, so no
//	  ·---·          two of them cross wherever the vertices lie; neighbours
//	a | b   b        share their vertices, so communes tile the land exactly.
type outline struct {
	owner []int16
	at    []point // of each square, by its south-west corner
	globe []orb.Point
}

func newOutline(owner []int16, seed noise, c *chart) *outline {
	o := &outline{owner, make([]point, len(owner)), make([]orb.Point, len(owner))}
	var squares []int32
	for y := range coarseH - 1 {
		for x := range coarseW - 1 {
			if s := coarse(x, y); o.sides(s) > 0 {
				squares = append(squares, s)
				o.at[s] = o.rough(s, seed)
			}
		}
	}
	for range 3 {
		o.relax(squares)
	}
	for _, s := range squares {
		o.globe[s] = c.lonLat(o.at[s])
	}
	return o
}

// corners are a square's four, counter-clockwise from its south-west; side i
// runs from corner i to corner i+1 and leads to the square in direction 6, 0, 2, 4.
func corners(s int32) [4]int32 { return [4]int32{s, s + 1, s + 1 + coarseW, s + coarseW} }

var beyond = [4]int32{-coarseW, 1, coarseW, -1}

// sides counts the sides of a square that a border crosses.
func (o *outline) sides(s int32) int {
	c, n := corners(s), 0
	for i := range c {
		if o.owner[c[i]] != o.owner[c[(i+1)%4]] {
			n++
		}
	}
	return n
}

// rough is the middle of the places where borders cross a square's sides.
func (o *outline) rough(s int32, seed noise) point {
	c, sum, n := corners(s), point{}, 0.0
	for i := range c {
		a, b := min(c[i], c[(i+1)%4]), max(c[i], c[(i+1)%4])
		if o.owner[a] != o.owner[b] {
			t := 0.2 + mul(0.6, (seed+51).pick(int(a), int(b)))
			sum, n = sum.add(coarsePoint(a).towards(coarsePoint(b), t)), n+1
		}
	}
	return sum.scale(1 / n)
}

// relax moves each vertex towards the middle of its neighbours on the border,
// never out of its square.
func (o *outline) relax(squares []int32) {
	moved := make([]point, len(squares))
	for k, s := range squares {
		c, sum, n := corners(s), point{}, 0.0
		for i := range c {
			if o.owner[c[i]] != o.owner[c[(i+1)%4]] {
				sum, n = sum.add(o.at[s+beyond[i]]), n+1
			}
		}
		p, low := o.at[s].towards(sum.scale(1/n), 0.5), coarsePoint(s)
		const margin = 0.06 * coarseStep
		moved[k] = point{min(max(p.x, low.x+margin), low.x+coarseStep-margin), min(max(p.y, low.y+margin), low.y+coarseStep-margin)}
	}
	for k, s := range squares {
		o.at[s] = moved[k]
	}
}

// shapes returns the polygons of communes 0 to n-1.
func (o *outline) shapes(n int) []orb.MultiPolygon {
	outer, holes := make([][]orb.Ring, n), make([][]orb.Ring, n)
	walked := make([]uint8, len(o.owner))
	for v := range int32(len(o.owner)) {
		for d := range 4 {
			if a := o.owner[v]; a != nobody && o.edge(v, d) && walked[v]&(1<<d) == 0 {
				ring, lattice := o.walk(v, d, walked)
				if lattice > 0 {
					outer[a] = append(outer[a], ring)
				} else {
					holes[a] = append(holes[a], ring)
				}
			}
		}
	}
	shapes := make([]orb.MultiPolygon, n)
	for a := range shapes {
		for _, ring := range outer[a] {
			shapes[a] = append(shapes[a], orb.Polygon{ring})
		}
		for _, hole := range holes[a] {
			i := slices.IndexFunc(shapes[a], func(p orb.Polygon) bool { return planar.RingContains(p[0], hole[0]) })
			shapes[a][max(i, 0)] = append(shapes[a][max(i, 0)], hole)
		}
	}
	return shapes
}

// edge tells whether a border passes between a vertex and its neighbour east
// (0), north (1), west (2) or south (3).
func (o *outline) edge(v int32, d int) bool {
	w, ok := neighbour(v, 2*d)
	return ok && o.owner[w] != o.owner[v]
}

// walk follows a border from the outer side d of a vertex, the owner's land on
// its left, and returns the closed ring and its signed area on the lattice.
//
//	q ┆ p      going north past the east side of v: left where p is not ours,
//	──┼──      straight where p is and q is not, right where both are
//	w ┆ v      (drawn mirrored: w and q lie east of v and p)
func (o *outline) walk(v int32, d int, walked []uint8) (orb.Ring, float64) {
	a := o.owner[v]
	var ring orb.Ring
	area := 0.0
	last := point{math.NaN(), 0}
	first := last
	for walked[v]&(1<<d) == 0 {
		walked[v] |= 1 << d
		w, _ := neighbour(v, 2*d)
		ahead := (d + 1) % 4
		p, _ := neighbour(v, 2*ahead)
		q, _ := neighbour(w, 2*ahead)
		s := min(v, w, p, q) // the square's south-west corner
		if here := o.at[s]; len(ring) == 0 {
			first, last = here, here
		} else {
			area += mul(last.x, here.y) - mul(here.x, last.y)
			last = here
		}
		ring = append(ring, o.globe[s])
		switch {
		case o.owner[p] != a:
			d = ahead
		case o.owner[q] != a:
			v = p
		default:
			v, d = q, (d+3)%4
		}
	}
	area += mul(last.x, first.y) - mul(first.x, last.y)
	return append(ring, ring[0]), area
}
