// Package road tells how long it takes to go from one place to another along streets.
//
// Data walks one way. A [Builder] takes OpenStreetMap's ways, nodes and turn
// restrictions; Finish folds them into [Streets], which never change again and
// may be shared by all goroutines. Streets hold one [Graph] a [Profile] (car,
// bike, walk). A Graph snaps places to its streets ([Snap]); a [Search] answers
// which targets are nearest to a place, or fills a [Field]: the time from
// everywhere to the nearest target. They give the same times to the decisecond,
// because they add the same integers.
//
// The words of the field: a street graph has nodes (junctions and ends) and
// undirected edges, each with a shape, a length and a name. A profile turns an
// edge into no, one or two arcs. Every arc takes a whole number of deciseconds,
// rounded once. Positions are orb.Point{lon, lat} in degrees.
package road

import "math"

// NodeID is a node's place in its Streets. In a Graph, ids from the number of
// nodes up are copies of nodes at which turns are restricted.
type NodeID uint32

// EdgeID is an undirected edge's place in its Streets.
type EdgeID uint32

// ArcID is an arc's place in the forward star of its Graph.
type ArcID uint32

// TargetID is what the caller knows a target by. Road asks no more of it than its order.
type TargetID uint32

// Deciseconds is a time in tenths of a second.
type Deciseconds uint32

// Unreachable is the time to where no way leads. As a cutoff it means none.
const Unreachable Deciseconds = math.MaxUint32

// Minutes returns the time in minutes, unrounded; +Inf when it is Unreachable.
func (t Deciseconds) Minutes() float64 {
	if t == Unreachable {
		return math.Inf(1)
	}
	return float64(t) / 600
}

// Mask is a set of reasons for which an arc may be closed. A search is given
// the reasons that hold; an arc that has one of them is then not used.
type Mask uint8

// The reasons.
const (
	ClosedInWinter   Mask = 1 << iota // a mountain pass: `access:conditional = no @ (Nov-Apr)`
	ClosedByScenario                  // set by a planner's what-if
)

// Run is one direction along an edge: edge<<1, plus 1 when it runs from the edge's head to its tail.
type Run uint32

// RunAlong returns the run of an edge, from its tail to its head or backward.
func RunAlong(e EdgeID, backward bool) Run {
	if backward {
		return Run(e)<<1 | 1
	}
	return Run(e) << 1
}

// Edge returns the edge run along.
func (r Run) Edge() EdgeID { return EdgeID(r >> 1) }

// Backward tells whether the run goes from the edge's head to its tail.
func (r Run) Backward() bool { return r&1 != 0 }
