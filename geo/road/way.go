package road

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Way is the way from a place to another.
type Way struct {
	Line   orb.LineString // along the streets, from where the one place meets them to where the other does; one point where that is the same
	Time   Deciseconds    // from door to door, as Reach has it
	Metres float64        // along the streets, as Reach has it
}

// leg is a stretch of a way along an edge: from a fraction of it to another.
type leg struct {
	run      Run
	from, to float64
}

// Way answers the way from a place to another that takes the Time and the
// Metres that Nearest tells, without arcs closed for a reason in closed. Of
// several such ways it is always the same one. ok is false when no way leads
// there. Both places must be snapped to this Search's Graph.
func (s *Search) Way(from, to Snap, closed Mask) (w Way, ok bool) {
	w = s.Ways(from, []Snap{to}, closed)[0]
	return w, w.Line != nil
}

// Ways answers the ways from a place to others as Way does each of them, with
// no Line where no way leads there. One search serves all: it costs the way to
// the farthest, or a look at all nodes where one cannot be reached.
func (s *Search) Ways(from Snap, to []Snap, closed Mask) []Way {
	if len(to) == 0 {
		return nil
	}
	s.begin(s.graph.targetsAt(to), nil, len(to), Unreachable, closed)
	defer s.reset()
	s.run(from)
	out := make([]Way, len(to))
	for i := range to {
		if c := s.podium.best[i]; c != never && s.trace(from, uint32(i), c) {
			out[i] = Way{s.line(from), c.time(), c.metres()}
		}
	}
	return out
}

// trace finds the legs of the way to a target just reached at a cost, from its
// end to its beginning: at each node it looks for an arc that bears the node's cost out. It
// finds none only in a damaged file, whose arcs are not the same both ways.
func (s *Search) trace(from Snap, target uint32, reached cost) bool {
	s.legs = s.legs[:0]
	to, walk := s.targets.list[target].Snap, costOf(s.graph.columns.Ends.Walk(from.Metres), 0)
	if c, ok := s.graph.direct(from.Edge, from.Fraction, to.Fraction, s.closed); ok && from.Edge == to.Edge && walk+c+s.targets.end(target) == reached {
		s.legs = append(s.legs, leg{RunAlong(to.Edge, to.Fraction < from.Fraction), from.Fraction, to.Fraction})
		return true
	}
	v, ok := s.arrival(to, reached)
	for ok && !s.departure(v, walk, from) {
		v, ok = s.before(v)
	}
	slices.Reverse(s.legs)
	return ok
}

// arrival is the node from which a place was reached at a cost.
func (s *Search) arrival(to Snap, reached cost) (v NodeID, ok bool) {
	s.doors = s.graph.doors(to, 0, s.doors[:0])
	for _, d := range s.doors {
		if d.mask&s.closed != 0 || s.label[d.node] == never || s.label[d.node]+d.cost != reached {
			continue
		}
		if to.Fraction > 0 && to.Fraction < 1 {
			s.legs = append(s.legs, leg{d.run, d.run.begin(), to.Fraction})
		}
		return d.node, true
	}
	return 0, false
}

// departure tells whether a node was reached from the origin's street.
func (s *Search) departure(v NodeID, walk cost, from Snap) bool {
	for _, at := range s.starts[:s.graph.starts(from, s.closed, &s.starts)] {
		if at.node != v || walk+at.cost != s.label[v] {
			continue
		}
		if from.Fraction > 0 && from.Fraction < 1 {
			s.legs = append(s.legs, leg{at.run, from.Fraction, 1 - at.run.begin()})
		}
		return true
	}
	return false
}

// before is the node from which a node was reached: the lowest.
func (s *Search) before(v NodeID) (u NodeID, ok bool) {
	c := s.graph.columns
	for _, u := range c.Tail[c.FirstIn[v]:c.FirstIn[v+1]] {
		if s.label[u] >= s.label[v] {
			continue
		}
		for a := c.FirstOut[u]; a < c.FirstOut[u+1]; a++ {
			if c.Head[a] == v && c.Mask[a]&s.closed == 0 && s.label[u]+s.graph.cost(a) == s.label[v] {
				s.legs = append(s.legs, leg{c.Run[a], c.Run[a].begin(), 1 - c.Run[a].begin()})
				return u, true
			}
		}
	}
	return 0, false
}

// begin is the fraction of its edge where a run begins.
func (r Run) begin() float64 { return float64(r & 1) }

// line draws the legs. A way of none is at a node.
func (s *Search) line(from Snap) orb.LineString {
	if len(s.legs) == 0 {
		return orb.LineString{s.graph.streets.cut(from.Edge, from.Fraction, from.Fraction, s.shape[:0])[0]}
	}
	var line orb.LineString
	for _, l := range s.legs {
		s.shape = s.graph.streets.cut(l.run.Edge(), min(l.from, l.to), max(l.from, l.to), s.shape[:0])
		if l.run.Backward() {
			slices.Reverse(s.shape)
		}
		for _, p := range s.shape {
			if len(line) == 0 || !samePlace(line[len(line)-1], p) {
				line = append(line, p)
			}
		}
	}
	return line
}

// samePlace tells whether two points of streets differ by rounding alone: nodes
// and bends are at least 1e-7 degree apart.
func samePlace(a, b orb.Point) bool {
	return math.Abs(a[0]-b[0]) < 1e-8 && math.Abs(a[1]-b[1]) < 1e-8
}

// cut appends the part of an edge's shape between two fractions of it, from ≤ to.
func (s *Streets) cut(e EdgeID, from, to float64, out orb.LineString) orb.LineString {
	c := s.columns
	first, t := c.locate(e, from)
	last, u := c.locate(e, to)
	out = append(out, c.between(e, first, t))
	for i := first + 1; i <= last; i++ {
		out = append(out, c.shapePoint(e, i))
	}
	return append(out, c.between(e, last, u))
}

// locate is where a fraction of an edge, by length, lies: a share of the way
// along a segment. It undoes fraction, and measures nothing at an end, where most legs begin and end.
func (c *Columns) locate(e EdgeID, fraction float64) (segment int, t float64) {
	last, whole := c.points(e)-2, 0.0
	switch fraction {
	case 0:
		return 0, 0
	case 1:
		return last, 1
	}
	length := func(i int) float64 { return geo.Metres(c.shapePoint(e, i), c.shapePoint(e, i+1)) }
	for i := range last + 1 {
		whole += length(i)
	}
	rest := fraction * whole
	for i := range last {
		if rest < length(i) {
			return i, rest / length(i)
		}
		rest -= length(i)
	}
	if rest >= length(last) {
		return last, 1
	}
	return last, max(rest, 0) / length(last)
}

// between is the point a share of the way along a segment of an edge.
func (c *Columns) between(e EdgeID, segment int, t float64) orb.Point {
	a, b := c.shapePoint(e, segment), c.shapePoint(e, segment+1)
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}
