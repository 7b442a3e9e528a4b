package geo

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// PackBoxes sorts boxes into a tree. The same boxes give the same tree on
// every machine. It panics when a box is empty or has a coordinate that is not
// a number. Boxes beyond ±214° are cut there.
func PackBoxes(boxes []orb.Bound) *BoxTree {
	t := &BoxTree{columns: BoxColumns{Count: len(boxes), Index: make([]uint32, len(boxes))}}
	t.layOut()
	t.columns.Boxes = make([]int32, 4*t.starts[t.levels])
	if len(boxes) == 0 {
		return t
	}
	units := make([][4]int32, len(boxes))
	for i, b := range boxes {
		if b.IsEmpty() || !finite(b.Min) || !finite(b.Max) {
			panic(fmt.Sprintf("geo: box %d is empty or not a number: %v", i, b))
		}
		units[i] = outwards(b)
	}
	for place, key := range hilbertOrder(units) {
		item := uint32(key)
		t.columns.Index[place] = item
		copy(t.box(0, place), units[item][:])
	}
	for level := 1; level < t.levels; level++ {
		t.boundLevel(int32(level))
	}
	return t
}

// boundLevel fills a level's boxes from the level below.
func (t *BoxTree) boundLevel(level int32) {
	for place := range t.starts[level+1] - t.starts[level] {
		from, to := t.children(node{place: uint32(place), level: level})
		b := t.box(level, place)
		copy(b, t.box(level-1, from))
		for child := from + 1; child < to; child++ {
			c := t.box(level-1, child)
			b[0], b[1] = min(b[0], c[0]), min(b[1], c[1])
			b[2], b[3] = max(b[2], c[2]), max(b[3], c[3])
		}
	}
}

// outwards rounds a box to units of 1e-7 degree so that it holds the original.
func outwards(b orb.Bound) [4]int32 {
	clamp := func(x float64) int32 { return int32(min(max(x, math.MinInt32), math.MaxInt32)) }
	return [4]int32{
		clamp(math.Floor(b.Min[0] * boxUnit)), clamp(math.Floor(b.Min[1] * boxUnit)),
		clamp(math.Ceil(b.Max[0] * boxUnit)), clamp(math.Ceil(b.Max[1] * boxUnit)),
	}
}

// hilbertOrder sorts boxes by their centre's place on Hilbert's curve, then by
// number, which is the lower half of each key. Integers only, so that no
// machine's rounding shows.
func hilbertOrder(boxes [][4]int32) []uint64 {
	all := boxes[0]
	for _, b := range boxes {
		all = [4]int32{min(all[0], b[0]), min(all[1], b[1]), max(all[2], b[2]), max(all[3], b[3])}
	}
	// Twice the centre less twice the corner, brought to sixteen bits.
	scaled := func(low, high, from, to int32) uint32 {
		span := 2 * (uint64(int64(to) - int64(from)))
		if span == 0 {
			return 0
		}
		return uint32(uint64(int64(low)+int64(high)-2*int64(from)) * 0xffff / span)
	}
	keys := make([]uint64, len(boxes))
	for i, b := range boxes {
		h := hilbert(scaled(b[0], b[2], all[0], all[2]), scaled(b[1], b[3], all[1], all[3]))
		keys[i] = uint64(h)<<32 | uint64(i)
	}
	slices.Sort(keys)
	return keys
}

// hilbert is the place of a cell of a 65,536 × 65,536 grid on Hilbert's curve:
// from the coarsest quadrant to the finest, each is turned so that the curve
// enters it where it left the last one (H. S. Warren, "Hacker's Delight", 2nd
// ed. 2012, §16–2).
func hilbert(x, y uint32) uint32 {
	var place uint32
	for side := uint32(1 << 15); side > 0; side >>= 1 {
		var right, up uint32
		if x&side != 0 {
			right = 1
		}
		if y&side != 0 {
			up = 1
		}
		place = place<<2 | (3*right ^ up)
		if up == 0 {
			if right == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return place
}
