package isoline

import (
	"cmp"
	"slices"
)

// border is the borders of all regions, as they are found: crossings of cells'
// sides, each followed by the next along its ring, the region on the left.
type border struct {
	width uint64 // corners a row
	known map[crossingKey]int32
	at    []spot
	next  []int32
	of    []region
}

// crossingKey is a side of a cell, by the spot in its middle, and a region.
type crossingKey struct {
	side   uint64
	region region
}

func (b *border) init(m *mesh) {
	b.width = uint64(m.side+1) * steps
	b.known = make(map[crossingKey]int32)
}

// find is the crossing of a region's border and a side; one not known yet is
// added, its spot still to be found.
func (b *border) find(r region, in, out spot) (hit int32, known bool) {
	key := crossingKey{uint64((in.j+out.j)/2)*b.width + uint64((in.i+out.i)/2), r}
	if hit, known = b.known[key]; known {
		return hit, true
	}
	hit = int32(len(b.at))
	b.known[key] = hit
	b.at, b.next, b.of = append(b.at, spot{}), append(b.next, -1), append(b.of, r)
	return hit, false
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

// outline closes the borders into rings.
func (b *border) outline() *outline {
	o := &outline{}
	same := make([]int32, len(b.at)) // of each crossing, its spot
	order := make([]int32, len(b.at))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(b.at[x].j, b.at[y].j), cmp.Compare(b.at[x].i, b.at[y].i))
	})
	for n, i := range order {
		if n == 0 || b.at[order[n-1]] != b.at[i] {
			o.spots = append(o.spots, b.at[i])
		}
		same[i] = int32(len(o.spots) - 1)
	}
	done := make([]bool, len(b.at))
	for _, start := range order {
		if done[start] {
			continue
		}
		r := ring{of: b.of[start]}
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
