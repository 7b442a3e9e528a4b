package geo

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// ID is what a caller calls a thing it indexes; geo gives it no meaning.
type ID uint32

// Near is a thing found and its metres on the ground.
type Near struct {
	ID     ID
	Metres float64
}

// Index holds points and prepared areas, in an R-tree of tidwall/rtree, and
// finds the nearest, those that hold a position, and those that meet a box.
//
// Any number of goroutines may read, and Copy, at once. Add and Remove want
// the Index for themselves; they never show in its copies, which may go on
// being read meanwhile.
type Index struct {
	copying sync.Mutex // Copy marks the original too, so copies take turns
	tree    rtree.RTreeGN[float64, entry]
}

// entry is a point when it has no area.
type entry struct {
	id   ID
	area *Area
}

// NewIndex returns an empty Index.
func NewIndex() *Index { return &Index{} }

// AddPoint adds a point. Two points may share a position and even an id.
// It panics when a coordinate is not a number.
func (ix *Index) AddPoint(id ID, p orb.Point) {
	if !finite(p) {
		panic(fmt.Sprintf("geo: the position of %d is not a number: %v", id, p))
	}
	ix.tree.Insert(p, p, entry{id: id})
}

// AddArea adds an area, which the Index keeps. An empty area is nowhere: it is
// not added.
func (ix *Index) AddArea(id ID, a *Area) {
	if b := a.Bound(); !b.IsEmpty() {
		ix.tree.Insert(b.Min, b.Max, entry{id: id, area: a})
	}
}

// RemovePoint removes the point added with this id at this very position, and
// does nothing where there is none.
func (ix *Index) RemovePoint(id ID, p orb.Point) {
	ix.tree.Delete(p, p, entry{id: id})
}

// Len is the number of points and areas.
func (ix *Index) Len() int { return ix.tree.Len() }

// Copy returns an Index with the same content, at once: nodes are shared until
// either of the two changes.
func (ix *Index) Copy() *Index {
	ix.copying.Lock()
	defer ix.copying.Unlock()
	return &Index{tree: *ix.tree.Copy()}
}

// Nearest appends to out the k nearest things that accept (nil: all) takes and
// that are at most within metres away (+Inf: anywhere), ordered by (Metres,
// ID). An area that holds p is at 0 metres, another at its border. It finds
// nothing when k is not positive or p is not a number.
//
// accept is asked once about each candidate, in no order to rely on. Nothing
// is allocated beyond out's growth.
func (ix *Index) Nearest(p orb.Point, k int, within float64, accept func(ID) bool, out []Near) []Near {
	if k <= 0 || !finite(p) || !(within >= 0) {
		return out
	}
	v, cut, start := vantageOf(p), cutKey(within), len(out)
	ix.tree.Nearby(
		func(low, high [2]float64, _ entry, _ bool) float64 {
			return v.key(low[0], low[1], high[0], high[1])
		},
		func(low, _ [2]float64, e entry, key float64) bool {
			if key > cut {
				return false
			}
			if accept != nil && !accept(e.id) {
				return true
			}
			n := Near{e.id, e.metres(p, low)}
			if n.Metres > within {
				return true
			}
			out = insertNear(out, start, k, n)
			if len(out)-start == k {
				cut = cutKey(out[len(out)-1].Metres)
			}
			return true
		})
	return out
}

// metres is the distance from p to an entry; at is a point's position.
func (e entry) metres(p, at orb.Point) float64 {
	if e.area == nil {
		return Metres(p, at)
	}
	return e.area.Metres(p)
}

// insertNear puts n in its place among the at most k best, which begin at start.
func insertNear(out []Near, start, k int, n Near) []Near {
	at, _ := slices.BinarySearchFunc(out[start:], n, compareNear)
	if at == k {
		return out
	}
	if len(out)-start == k {
		out = out[:len(out)-1]
	}
	return slices.Insert(out, start+at, n)
}

func compareNear(a, b Near) int {
	return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.ID, b.ID))
}

// Containing appends to out the areas that hold p, by ascending id.
func (ix *Index) Containing(p orb.Point, out []ID) []ID {
	start := len(out)
	ix.tree.Search(p, p, func(_, _ [2]float64, e entry) bool {
		if e.area != nil && e.area.Contains(p) {
			out = append(out, e.id)
		}
		return true
	})
	slices.Sort(out[start:])
	return out
}

// Search visits the points in a box, its sides included, and the areas whose
// bounds meet it, in no order to rely on, until visit says false.
func (ix *Index) Search(b orb.Bound, visit func(ID) bool) {
	if b.IsEmpty() {
		return
	}
	ix.tree.Search(b.Min, b.Max, func(_, _ [2]float64, e entry) bool { return visit(e.id) })
}
