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
// places at once, large towns with a head start).
func partition(l *land, places []place) []int16 {
	owner := make([]int16, len(l.mass))
	cost := make([]float64, len(l.mass))
	for v := range owner {
		owner[v], cost[v] = nobody, math.Inf(1)
	}
	var queue heap
	for i, p := range places {
		owner[p.at], cost[p.at] = int16(i), -p.radius/coarseStep
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

// tidy undoes the squares whose border would touch itself at a corner.
func tidy(places []place, owner []int16) {
	free := func(v int32) bool { return owner[v] != nobody && places[owner[v]].at != v }
	for range 40 {
		if !uncross(owner, free) {
			return
		}
	}
	panic("demo: borders that touch themselves remain")
}

// uncross looks at every square whose two opposite corners have one owner and
// whose other two have others, and gives one of these to that owner:
//
//	a b        a a
//	c a   →    c a
//
// It tells whether there was any such square.
func uncross(owner []int16, free func(v int32) bool) bool {
	found := false
	for y := range coarseH - 1 {
		for x := range coarseW - 1 {
			sw, se, nw, ne := coarse(x, y), coarse(x+1, y), coarse(x, y+1), coarse(x+1, y+1)
			if owner[sw] != owner[ne] {
				sw, se, nw, ne = se, sw, ne, nw
			}
			if a := owner[sw]; a != owner[ne] || owner[se] == a || owner[nw] == a {
				continue
			}
			found = true
			for _, v := range [...]int32{nw, se} {
				if free(v) {
					owner[v] = owner[sw]
					break
				}
			}
		}
	}
	return found
}

// border is a pair of communes that touch, a < b.
type border struct{ a, b int16 }

// borders lists the pairs of communes with at least three steps of common
// border, in order.
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
	var out []border
	for i := 0; i < len(pairs); {
		j := i
		for j < len(pairs) && pairs[j] == pairs[i] {
			j++
		}
		if j-i >= 3 {
			out = append(out, pairs[i])
		}
		i = j
	}
	return out
}
