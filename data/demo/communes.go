package demo

import (
	"cmp"
	"math"
	"slices"
)

// nobody owns the sea.
const nobody int16 = -1

// partition gives each land vertex to the place it is easiest to reach from, so
// that borders follow crests and rivers as real ones do (Dijkstra from all
// places at once, large towns with a
// head start that leaves every other its own ground).
func partition(l *land, places []place) []int16 {
	owner := make([]int16, len(l.mass))
	cost := make([]float64, len(l.mass))
	for v := range owner {
		owner[v], cost[v] = nobody, math.Inf(1)
	}
	var queue heap
	for i, p := range places {
		start := p.radius
		for j, q := range places {
			if j != i {
				start = min(start, apart(p.at, q.at)/3)
			}
		}
		owner[p.at], cost[p.at] = int16(i), -start/coarseStep
		queue.push(cost[p.at], p.at)
	}
	for len(queue) > 0 {
		at := queue.pop()
		if at.key > cost[at.at] {
			continue
		}
		for d := range 8 {
			w, ok := neighbour(at.at, d)
			if !ok || l.mass[w] == sea || l.mass[w] != l.mass[at.at] {
				continue
			}
			if c := at.key + mul(stride[d], l.crossing(at.at, w)); c < cost[w] {
				cost[w], owner[w] = c, owner[at.at]
				queue.push(c, w)
			}
		}
	}
	tidy(places, owner)
	return owner
}

// crossing is the price of a step for whoever draws a border.
func (l *land) crossing(v, w int32) float64 {
	x, y := xy(w)
	c := 1 + mul(7, l.slope[w]) + mul(0.5, (l.seed+41).at(x, y, 6))
	if l.drains[w] > 250 && l.down[v] != w && l.down[w] != v {
		c += 5
	}
	return max(0.2, c)
}

// tidy undoes the squares whose border would touch itself at a corner. A
// vertex only ever goes to an owner of lower number, so it comes to an end.
func tidy(places []place, owner []int16) {
	for again := true; again; {
		again = false
		for y := range coarseH - 1 {
			for x := range coarseW - 1 {
				if uncross(places, owner, [4]int32{coarse(x, y), coarse(x+1, y), coarse(x+1, y+1), coarse(x, y+1)}) {
					again = true
				}
			}
		}
	}
}

// uncross looks at a square whose two opposite corners have one owner and
// whose other two have others, and gives one of the four away:
//
//	a b        a a
//	c a   →    c a
//
// No place's own vertex is given away, and neither land nor sea changes.
func uncross(places []place, owner []int16, q [4]int32) bool {
	if owner[q[0]] != owner[q[2]] {
		q = [4]int32{q[1], q[2], q[3], q[0]}
	}
	a, b, c := owner[q[0]], owner[q[1]], owner[q[3]]
	if a != owner[q[2]] || a == b || a == c {
		return false
	}
	for _, move := range [...]struct {
		at int32
		to int16
	}{{q[1], a}, {q[3], a}, {q[0], b}, {q[2], b}, {q[0], c}, {q[2], c}} {
		old := owner[move.at]
		if move.to != nobody && move.to < old && places[old].at != move.at {
			owner[move.at] = move.to
			return true
		}
	}
	panic("demo: a border touches itself and cannot be mended")
}

// border is a pair of communes that touch, a < b.
type border struct{ a, b int16 }

// borders lists the pairs of communes that share a border, in order.
func borders(owner []int16) []border {
	var pairs []border
	for v := range int32(len(owner)) {
		for d := 0; d < 4; d += 2 {
			w, ok := neighbour(v, d)
			if ok && owner[v] != nobody && owner[w] != nobody && owner[v] != owner[w] {
				pairs = append(pairs, border{min(owner[v], owner[w]), max(owner[v], owner[w])})
			}
		}
	}
	slices.SortFunc(pairs, func(p, q border) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	return slices.Compact(pairs)
}
