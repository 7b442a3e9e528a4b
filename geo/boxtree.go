package geo

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/say"
)

// BoxTree is a packed R-tree over boxes that never change: sorted once along
// Hilbert's curve, sixteen to a node, in two flat arrays that can be mapped
// from a file as they are. Items are named by their place in what was packed.
// Everyone may ask at once.
//
// Level 0 is the items' boxes in Hilbert order; a box of level n+1 bounds
// sixteen neighbours of level n (the last one what is left); the top is one box:
//
//	level 2   ■
//	level 1   ■■■ … ■          node j bounds places 16j … 16j+15 below
//	level 0   ■■■■■■■ … ■■■    place i is item Index[i]
//
// Where children lie follows from the count alone, so that a damaged file can
// name a wrong item, never lead a search astray. The method is Kamel and
// Faloutsos's packed Hilbert R-tree, "On packing R-trees", 1993.
type BoxTree struct {
	columns BoxColumns
	starts  [maxLevels + 1]int // level → its first box; the total after the last
	levels  int
}

// BoxColumns is a BoxTree's content. Boxes holds four numbers a box (west,
// south, east, north) in units of 1e-7 degree, rounded outwards, level 0 first;
// Index the item at each place of level 0; Count the items.
type BoxColumns struct {
	Boxes []int32
	Index []uint32
	Count int
}

const (
	nodeSize  = 16
	maxLevels = 9   // 16⁸ items need nine
	boxUnit   = 1e7 // a degree
)

// Columns returns the arrays, which are the tree's own: read them, keep them,
// never change them.
func (t *BoxTree) Columns() BoxColumns { return t.columns }

// Len is the number of items.
func (t *BoxTree) Len() int { return t.columns.Count }

// BoxTreeFrom makes a tree of columns, which it keeps and does not copy. It
// refuses columns whose lengths do not fit the count and items that are not
// there, reading Index once; boxes it trusts, since wrong ones can only make
// answers wrong (a checksum's business).
func BoxTreeFrom(c BoxColumns) (*BoxTree, error) {
	if c.Count < 0 || c.Count != len(c.Index) || uint64(c.Count) > math.MaxUint32 {
		return nil, say.Errorf(
			"index des boîtes : %d boîtes annoncées, %d présentes ; le fichier est abîmé, reconstruisez-le",
			"box index: %d boxes announced, %d present; the file is damaged, build it again", c.Count, len(c.Index))
	}
	t := &BoxTree{columns: c}
	t.layOut()
	if want := 4 * t.starts[t.levels]; len(c.Boxes) != want {
		return nil, say.Errorf(
			"index des boîtes : %d coordonnées pour %d boîtes, il en faut %d ; le fichier est abîmé, reconstruisez-le",
			"box index: %d coordinates for %d boxes instead of %d; the file is damaged, build it again", len(c.Boxes), c.Count, want)
	}
	for place, item := range c.Index {
		if uint64(item) >= uint64(c.Count) {
			return nil, say.Errorf(
				"index des boîtes : la place %d nomme la boîte %d, il n'y en a que %d ; le fichier est abîmé, reconstruisez-le",
				"box index: place %d names box %d of only %d; the file is damaged, build it again", place, item, c.Count)
		}
	}
	return t, nil
}

// layOut finds where the levels begin from the count of items.
func (t *BoxTree) layOut() {
	for n := t.columns.Count; n > 0; n = (n + nodeSize - 1) / nodeSize {
		t.starts[t.levels+1] = t.starts[t.levels] + n
		t.levels++
		if n == 1 {
			return
		}
	}
}

// node is a place of a level.
type node struct {
	key   float64
	place uint32
	level int32
}

// children are the places of the level below that a node bounds.
func (t *BoxTree) children(n node) (from, to int) {
	from = int(n.place) * nodeSize
	return from, min(from+nodeSize, t.starts[n.level]-t.starts[n.level-1])
}

// box is four coordinates of a place.
func (t *BoxTree) box(level int32, place int) []int32 {
	i := 4 * (t.starts[level] + place)
	return t.columns.Boxes[i : i+4 : i+4]
}

// Nearest finds the item with the fewest metres from p, of two equals the one
// with the lower number; ok is false when none is within (+Inf: anywhere).
//
// metres tells an item's exact distance, never less than the ground distance
// from p to its box, or +Inf to refuse it; it is asked only about items whose
// box is not farther than the best so far. The search goes down the nearest
// box first, drops what is beyond the best, and allocates nothing.
func (t *BoxTree) Nearest(p orb.Point, within float64, metres func(i uint32) float64) (i uint32, m float64, ok bool) {
	if t.levels == 0 || !finite(p) || !(within >= 0) {
		return 0, 0, false
	}
	v, cut, best := vantageOf(p), cutKey(within), within
	var stack [maxLevels * nodeSize]node // each level leaves at most its siblings behind
	stack[0] = node{level: int32(t.levels - 1)}
	for depth := 1; depth > 0; {
		depth--
		n := stack[depth]
		if n.key > cut {
			continue
		}
		if n.level > 0 {
			depth = t.descend(&v, n, cut, &stack, depth)
			continue
		}
		item := t.columns.Index[n.place]
		d := metres(item)
		if d < best || d == best && (!ok || item < i) && !math.IsInf(d, 1) {
			i, best, ok, cut = item, d, true, cutKey(d)
		}
	}
	if !ok {
		return 0, 0, false
	}
	return i, best, true
}

// descend puts a node's children that are within the cut on the stack, the
// nearest on top, and returns the new depth.
func (t *BoxTree) descend(v *vantage, n node, cut float64, stack *[maxLevels * nodeSize]node, depth int) int {
	from, to := t.children(n)
	base := depth
	for place := from; place < to; place++ {
		key := v.key(degreesOf(t.box(n.level-1, place)))
		if key > cut {
			continue
		}
		at := depth
		for at > base && stack[at-1].key < key {
			stack[at] = stack[at-1]
			at--
		}
		stack[at] = node{key: key, place: uint32(place), level: n.level - 1}
		depth++
	}
	return depth
}

func degreesOf(b []int32) (west, south, east, north float64) {
	const degree = 1 / boxUnit
	return float64(b[0]) * degree, float64(b[1]) * degree, float64(b[2]) * degree, float64(b[3]) * degree
}

// Search visits the items whose box, as rounded outwards, meets b, sides
// included, in the tree's order, until visit says false. It allocates nothing.
func (t *BoxTree) Search(b orb.Bound, visit func(i uint32) bool) {
	if t.levels == 0 || b.IsEmpty() || !finite(b.Min) || !finite(b.Max) {
		return
	}
	q := outwards(b)
	var stack [maxLevels * nodeSize]node
	stack[0] = node{level: int32(t.levels - 1)}
	for depth := 1; depth > 0; {
		depth--
		n := stack[depth]
		if !meet(t.box(n.level, int(n.place)), q) {
			continue
		}
		if n.level == 0 {
			if !visit(t.columns.Index[n.place]) {
				return
			}
			continue
		}
		from, to := t.children(n)
		for place := to - 1; place >= from; place-- {
			stack[depth] = node{place: uint32(place), level: n.level - 1}
			depth++
		}
	}
}

func meet(a []int32, b [4]int32) bool {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
