package isoline

import "slices"

// thin drops spots that borders can do without: no dropped spot ends farther
// from its border than so many sixteenths of a cell.
//
// The borders of all regions together are straight lines between spots that
// meet at spots alone. Where just two meet, the spot may go:
//
//	a ──── b             a ╲
//	        ╲      →        ╲
//	         c               c
//
// unless the closed triangle a, b, c holds another spot: then no other line
// enters it either, since it would have to end inside or to cross a–b or b–c.
// So lines still meet at spots alone: nothing crosses or touches that did
// not before, whatever the region, and what lay inside lies inside.
func (o *outline) thin(tolerance float64) {
	t := newThinning(o)
	for _, share := range []float64{0.25, 0.5, 1} {
		limit := share * tolerance
		for again := true; again; {
			again = false
			for i := range t.chains {
				again = t.pass(&t.chains[i], limit*limit) || again
			}
		}
	}
	for i := range o.rings {
		r := &o.rings[i]
		r.spots = slices.DeleteFunc(r.spots, func(k int32) bool { return t.gone[k] })
	}
}

// chain is a run of spots from one where borders part to the next, or round to its beginning.
type chain struct {
	spots []int32
	left  []int32 // places in spots of those that are left
}

// thinning is the state of thin.
type thinning struct {
	spots  []spot
	chains []chain
	gone   []bool
	joined map[[2]int32]bool // spots where borders part with a straight line between them
	cells  spotCells
}

func newThinning(o *outline) *thinning {
	t := &thinning{spots: o.spots, gone: make([]bool, len(o.spots)), joined: make(map[[2]int32]bool)}
	t.cells.fill(o.spots)
	beside := make([]neighbours, len(o.spots))
	for _, r := range o.rings {
		for i, k := range r.spots {
			next := r.spots[(i+1)%len(r.spots)]
			beside[k].add(next)
			beside[next].add(k)
		}
	}
	done := make([]bool, len(o.spots))
	for _, r := range o.rings {
		t.chain(r.spots, beside, done)
	}
	return t
}

// neighbours are the spots that lines lead to from a spot: where they are more
// than two, borders part.
type neighbours struct {
	of    [2]int32
	count int
}

func (n *neighbours) add(k int32) {
	for i := range min(n.count, 2) {
		if n.of[i] == k {
			return
		}
	}
	if n.count < 2 {
		n.of[n.count] = k
	}
	n.count++
}

// chain cuts a ring into chains, those that it shares with an earlier one left out.
func (t *thinning) chain(ring []int32, beside []neighbours, done []bool) {
	start := max(0, slices.IndexFunc(ring, func(k int32) bool { return beside[k].count > 2 }))
	parts := func(k int32) bool { return beside[k].count > 2 || k == ring[start] }
	run := []int32{ring[start]}
	for i := range ring {
		k := ring[(start+i+1)%len(ring)]
		run = append(run, k)
		if !parts(k) {
			continue
		}
		if len(run) == 2 {
			t.join(run[0], k)
		} else if !done[run[1]] {
			c := chain{spots: slices.Clone(run)}
			for place, k := range run {
				c.left = append(c.left, int32(place))
				done[k] = true
			}
			t.chains = append(t.chains, c)
		}
		run = append(run[:0], k)
	}
}

// join notes a straight line between two spots where borders part, and tells
// whether it was there before.
func (t *thinning) join(a, b int32) (before bool) {
	key := [2]int32{min(a, b), max(a, b)}
	before = t.joined[key]
	t.joined[key] = true
	return before
}

// pass drops spots along a chain, never two in a row, and tells whether it did.
func (t *thinning) pass(c *chain, limit float64) (dropped bool) {
	left := c.left[:1]
	for i := 1; i < len(c.left); i++ {
		if i+1 < len(c.left) && t.droppable(c, left[len(left)-1], c.left[i], c.left[i+1], len(left)+len(c.left)-i-1, limit) {
			t.gone[c.spots[c.left[i]]] = true
			dropped = true
			i++
		}
		left = append(left, c.left[i])
	}
	c.left = left
	return dropped
}

// droppable tells whether the spot at place b of a chain, between those at a and
// c, may go, after which so many are left.
func (t *thinning) droppable(ch *chain, a, b, c int32, remaining int, limit float64) bool {
	from, to := ch.spots[a], ch.spots[c]
	if closed := ch.spots[0] == ch.spots[len(ch.spots)-1]; closed && remaining < 4 {
		return false
	}
	for _, k := range ch.spots[a+1 : c] {
		if awayFrom(t.spots[k], t.spots[from], t.spots[to]) > limit {
			return false
		}
	}
	if !t.cells.free(t, from, ch.spots[b], to) {
		return false
	}
	return remaining > 2 || !t.join(from, to)
}

// awayFrom is the square of the distance from p to the line from a to b.
func awayFrom(p, a, b spot) float64 {
	dx, dy := float64(b.i-a.i), float64(b.j-a.j)
	px, py := float64(p.i-a.i), float64(p.j-a.j)
	along, length := px*dx+py*dy, dx*dx+dy*dy
	switch {
	case along <= 0:
		return px*px + py*py
	case along >= length:
		return float64((p.i-b.i)*(p.i-b.i) + (p.j-b.j)*(p.j-b.j))
	}
	cross := px*dy - py*dx
	return cross * cross / length
}

// spotCells hold spots by where they are: squares of 64 sixteenths.
type spotCells struct {
	west, south   int64
	across, along int64
	first         []uint32
	in            []int32
}

const spotCell = 64

func (s *spotCells) fill(spots []spot) {
	if len(spots) == 0 {
		return
	}
	s.west, s.south = spots[0].i, spots[0].j
	east, north := s.west, s.south
	for _, p := range spots {
		s.west, s.south, east, north = min(s.west, p.i), min(s.south, p.j), max(east, p.i), max(north, p.j)
	}
	s.across, s.along = (east-s.west)/spotCell+1, (north-s.south)/spotCell+1
	s.first = make([]uint32, s.across*s.along+1)
	for _, p := range spots {
		s.first[s.of(p)+1]++
	}
	for i := range s.across * s.along {
		s.first[i+1] += s.first[i]
	}
	s.in = make([]int32, len(spots))
	next := slices.Clone(s.first)
	for k, p := range spots {
		s.in[next[s.of(p)]] = int32(k)
		next[s.of(p)]++
	}
}

func (s *spotCells) of(p spot) int64 {
	return (p.j-s.south)/spotCell*s.across + (p.i-s.west)/spotCell
}

// free tells whether the closed triangle of three spots holds no other that is left.
func (s *spotCells) free(t *thinning, a, b, c int32) bool {
	p, q, r := t.spots[a], t.spots[b], t.spots[c]
	if turn(p, q, r) < 0 {
		q, r = r, q
	}
	low := spot{min(p.i, q.i, r.i), min(p.j, q.j, r.j)}
	high := spot{max(p.i, q.i, r.i), max(p.j, q.j, r.j)}
	row, end := s.of(low), s.of(spot{low.i, high.j})
	width := (high.i-s.west)/spotCell - (low.i-s.west)/spotCell
	for ; row <= end; row += s.across {
		for _, k := range s.in[s.first[row]:s.first[row+width+1]] {
			if k == a || k == b || k == c || t.gone[k] {
				continue
			}
			at := t.spots[k]
			if at.i < low.i || at.i > high.i || at.j < low.j || at.j > high.j {
				continue
			}
			if turn(p, q, at) >= 0 && turn(q, r, at) >= 0 && turn(r, p, at) >= 0 {
				return false
			}
		}
	}
	return true
}

// turn is above 0 where one turns left at b on the way from a to c, and 0 on a
// straight line; exact.
func turn(a, b, c spot) int64 {
	return (b.i-a.i)*(c.j-a.j) - (b.j-a.j)*(c.i-a.i)
}
