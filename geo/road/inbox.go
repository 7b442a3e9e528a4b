package road

import "github.com/paulmach/orb"

// InBox visits the edges whose shape may meet a box in degrees, until visit says
// false, always in the same order. It allocates nothing.
func (s *Streets) InBox(b orb.Bound, visit func(EdgeID) bool) {
	s.tree.Search(b, func(i uint32) bool { return visit(EdgeID(i)) })
}

// Points is how many points an edge's shape has, its ends included.
func (s *Streets) Points(e EdgeID) int { return s.columns.points(e) }

// Point is the i-th point of an edge's shape, from its tail.
func (s *Streets) Point(e EdgeID, i int) orb.Point { return s.columns.shapePoint(e, i) }

// Snappable tells whether places are snapped to an edge: the profile may use it,
// and it is no scrap.
func (g *Graph) Snappable(e EdgeID) bool { return g.snappable.has(uint32(e)) }
