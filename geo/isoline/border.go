package isoline

import (
	"cmp"
	"slices"
)

// border is the borders of all regions, as they are found: crossings of cells'
// sides, each followed by the next along its ring, the region on the left.
type border struct {
	width uint64 // spots a row
	known map[crossing]int32
	list  []crossing
	at    []spot
	next  []int32 // none yet: -1
}

// crossing is a side of a cell, by the spot in its middle, and a region.
type crossing struct {
	side   uint64
	region region
}

func newBorder(m *mesh) border {
	return border{width: uint64(m.side+1) * steps, known: make(map[crossing]int32)}
}

// find is the crossing of a region's border and a side between two corners.
func (b *border) find(r region, in, out spot) (hit int32, known bool) {
	return b.take(crossing{uint64((in.j+out.j)/2)*b.width + uint64((in.i+out.i)/2), r})
}

// take is the place of a crossing; one not known yet is added, its spot still to be found.
func (b *border) take(c crossing) (hit int32, known bool) {
	if hit, known = b.known[c]; known {
		return hit, true
	}
	hit = int32(len(b.list))
	b.known[c] = hit
	b.list, b.at, b.next = append(b.list, c), append(b.at, spot{}), append(b.next, -1)
	return hit, false
}

// merge adds the borders found elsewhere on the mesh.
func (b *border) merge(other *border) {
	same := make([]int32, len(other.list))
	for i, c := range other.list {
		same[i], _ = b.take(c)
		b.at[same[i]] = other.at[i]
	}
	for i, next := range other.next {
		if next >= 0 {
			b.next[same[i]] = same[next]
		}
	}
}

// ring is a closed border of a region: its spots, each once, the region on the left.
type ring struct {
	of    region
	spots []int32 // places in outline.spots
}

// outline is the borders of all regions as rings. Where borders run together
// they share their spots.
type outline struct {
	spots []spot
	rings []ring
}

// outline closes the borders into rings, in an order that does not depend on the
// one they were found in.
func (b *border) outline() *outline {
	o := &outline{}
	same := make([]int32, len(b.list)) // of each crossing, its spot
	order := make([]int32, len(b.list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		p, q, r, s := b.at[x], b.at[y], b.list[x].region, b.list[y].region
		return cmp.Or(cmp.Compare(p.j, q.j), cmp.Compare(p.i, q.i), cmp.Compare(r.limit, s.limit), cmp.Compare(r.place, s.place))
	})
	for n, i := range order {
		if n == 0 || b.at[order[n-1]] != b.at[i] {
			o.spots = append(o.spots, b.at[i])
		}
		same[i] = int32(len(o.spots) - 1)
	}
	done := make([]bool, len(b.list))
	for _, start := range order {
		if done[start] {
			continue
		}
		r := ring{of: b.list[start].region}
		for i := start; !done[i]; i = b.next[i] {
			if b.next[i] < 0 {
				panic("isoline: a border ends")
			}
			done[i] = true
			r.spots = append(r.spots, same[i])
		}
		o.rings = append(o.rings, r)
	}
	return o
}
