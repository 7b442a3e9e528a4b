// Package stitch makes one large connected world of copies of a small one: to
// learn what a larger region costs, where no larger region is to be had.
//
// A [Sheet] takes a world as a road.Builder does, ways before nodes, and lays copies of it side by
// side, about as many across as up, joined to their neighbours by bridges:
//
//	┌────┐ ┌────┐ ┌────┐
//	│ 3  ├─┤ 4  ├─┤ 5  │     copies are shifted in degrees: those farther
//	└─┬──┘ └─┬──┘ └─┬──┘     north are narrower in metres than the first
//	┌─┴──┐ ┌─┴──┐ ┌─┴──┐
//	│ 0  ├─┤ 1  ├─┤ 2  │
//	└────┘ └────┘ └────┘
package stitch

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/road"
	"maillage/say"
)

// Taker takes a world: a road.Builder, or a Sheet. Ways come before nodes.
type Taker interface {
	AddWay(id int64, nodes []int64, tags road.Tags)
	AddRestriction(road.Restriction)
	Needs(node int64) bool
	SetNode(id int64, p orb.Point, tags road.Tags)
}

// Sheet is a world kept as it came, to be copied. It keeps the tags it is given. One goroutine at a time.
type Sheet struct {
	ways  []way
	refs  []int64 // the nodes of all ways, one after the other
	turns []road.Restriction

	// The nodes that ways use, by ascending id; listed once the ways are there.
	ids  []int64
	of   []int32 // ref → its node's place in ids
	at   []orb.Point
	set  []bool
	tags []road.Tags
}

// way is refs[first:end].
type way struct {
	id         int64
	first, end int
	tags       road.Tags
}

// AddWay keeps a way.
func (s *Sheet) AddWay(id int64, nodes []int64, tags road.Tags) {
	first := len(s.refs)
	s.refs = append(s.refs, nodes...)
	s.ways = append(s.ways, way{id, first, len(s.refs), tags})
}

// AddRestriction keeps a turn restriction.
func (s *Sheet) AddRestriction(r road.Restriction) { s.turns = append(s.turns, r) }

// Needs tells whether a way so far added uses the node.
func (s *Sheet) Needs(node int64) bool {
	_, found := s.find(node)
	return found
}

// SetNode keeps a node that some way uses.
func (s *Sheet) SetNode(id int64, p orb.Point, tags road.Tags) {
	if i, found := s.find(id); found {
		s.at[i], s.set[i], s.tags[i] = p, true, tags
	}
}

// find is a node's place in ids.
func (s *Sheet) find(node int64) (int, bool) {
	s.list()
	return slices.BinarySearch(s.ids, node)
}

// list lists the nodes, unless they are.
func (s *Sheet) list() {
	if len(s.of) == len(s.refs) {
		return
	}
	s.ids = slices.Clone(s.refs)
	slices.Sort(s.ids)
	s.ids = slices.Compact(s.ids)
	s.at, s.set, s.tags = make([]orb.Point, len(s.ids)), make([]bool, len(s.ids)), make([]road.Tags, len(s.ids))
	s.of = s.of[:0]
	for _, ref := range s.refs {
		v, _ := slices.BinarySearch(s.ids, ref)
		s.of = append(s.of, int32(v))
	}
}

// Junctions counts the nodes that are a way's end, or of two ways or more.
func (s *Sheet) Junctions() int {
	s.list()
	uses := make([]int, len(s.ids))
	for _, w := range s.ways {
		nodes := s.of[w.first:w.end]
		for i, v := range nodes {
			uses[v]++
			if i == 0 || i == len(nodes)-1 {
				uses[v]++
			}
		}
	}
	n := 0
	for _, times := range uses {
		if times > 1 {
			n++
		}
	}
	return n
}

// gap is how far apart neighbours are, degrees.
const gap = 0.02

// Lay gives copies of the world to a Taker: all ways, bridges and restrictions,
// then all nodes by ascending id. Ids are its own. An error says that so many
// copies do not fit on the Earth.
func (s *Sheet) Lay(copies int, to Taker) error {
	box, ok := s.bound()
	if !ok {
		return say.Errorf("le réseau n'a pas de nœud", "the network has no node")
	}
	l := newLayout(box, copies)
	if north := box.Max[1] + float64(l.rows()-1)*l.up; north > 80 || float64(l.across)*l.right > 300 {
		return say.Errorf("%d copies de %.1f° sur %.1f° ne tiennent pas sur la Terre ; demandez-en moins",
			"%d copies of %.1f° by %.1f° do not fit on the Earth; ask for fewer", copies, l.right, l.up)
	}
	for i := range copies {
		s.layWays(i, to)
	}
	s.bridge(l, to)
	for i := range copies {
		shift := l.shift(i)
		for v, p := range s.at {
			if s.set[v] {
				to.SetNode(s.nodeID(i, v), orb.Point{p[0] + shift[0], p[1] + shift[1]}, s.tags[v])
			}
		}
	}
	return nil
}

// nodeID is the id of a node in a copy.
func (s *Sheet) nodeID(copy, v int) int64 { return int64(copy)*int64(len(s.ids)) + int64(v) + 1 }

// layWays gives the ways and restrictions of one copy.
func (s *Sheet) layWays(copy int, to Taker) {
	wayID := func(i int) int64 { return int64(copy)*int64(len(s.ways)) + int64(i) + 1 }
	number := make(map[int64]int64, len(s.ways))
	var nodes []int64
	for i, w := range s.ways {
		nodes = nodes[:0]
		for _, v := range s.of[w.first:w.end] {
			nodes = append(nodes, s.nodeID(copy, int(v)))
		}
		to.AddWay(wayID(i), nodes, w.tags)
		number[w.id] = wayID(i)
	}
	for _, r := range s.turns {
		r.From, r.To = number[r.From], number[r.To]
		if v, found := s.find(r.Via); found {
			r.Via = s.nodeID(copy, v)
		} else {
			r.Via = 0
		}
		to.AddRestriction(r)
	}
}

// bound is the box of the nodes.
func (s *Sheet) bound() (orb.Bound, bool) {
	var b orb.Bound
	any := false
	for v, p := range s.at {
		switch {
		case !s.set[v]:
		case any:
			b = b.Extend(p)
		default:
			b, any = orb.Bound{Min: p, Max: p}, true
		}
	}
	return b, any
}

// layout says where copies lie.
type layout struct {
	copies, across int
	right, up      float64 // from a copy to its neighbours, degrees
}

// newLayout chooses how many copies lie across, so that all are about as wide as high.
func newLayout(b orb.Bound, copies int) layout {
	l := layout{copies: copies, right: b.Max[0] - b.Min[0] + gap, up: b.Max[1] - b.Min[1] + gap}
	ratio := l.up / (l.right * math.Cos(b.Center()[1]*math.Pi/180))
	l.across = min(max(1, int(math.Round(math.Sqrt(float64(copies)*ratio)))), copies)
	return l
}

func (l layout) rows() int { return (l.copies + l.across - 1) / l.across }

// shift is how far a copy lies from the first.
func (l layout) shift(copy int) orb.Point {
	return orb.Point{float64(copy%l.across) * l.right, float64(copy/l.across) * l.up}
}
