package geo

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// InnerPoint is a position that stands for a whole shape and lies inside it:
// the centroid where the shape holds it, else the pole of inaccessibility, the
// position farthest from every border. Spread evenly, people are nearest to the
// centroid; it moves little when an outline is drawn anew. False: the shape has no inside.
func InnerPoint(shape orb.MultiPolygon) (orb.Point, bool) {
	if len(shape) == 0 {
		return orb.Point{}, false
	}
	// Degrees serve: a centroid does not change with the scale of an axis.
	c, size := planar.CentroidArea(shape)
	if !(size > 0) {
		return orb.Point{}, false
	}
	if area := PrepareArea(shape); !area.Contains(c) {
		return area.pole()
	}
	return c, true
}

// poleSlack is how much nearer to a border than the very pole the answer may
// lie, metres: far less than outlines are drawn to.
const poleSlack = 10

// poleTries bounds the search where a shape is all but a line: a commune's takes some hundreds.
const poleTries = 20000

// pole searches the position inside that is farthest from every border:
// quarters of boxes, the most promising first, until none can beat the best by
// poleSlack (V. Agafonkin, "polylabel", 2016). A box of a given half diagonal
// holds nothing farther from the border than its centre is, plus that diagonal.
func (a *Area) pole() (orb.Point, bool) {
	bound := a.bound
	side := max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1])
	queue := patchQueue{a.candidate(bound.Center(), side/2)}
	best := queue[0]
	for range poleTries {
		p := heap.Pop(&queue).(patch)
		if p.depth > best.depth {
			best = p
		}
		if best.depth > 0 && p.most-best.depth <= poleSlack {
			break
		}
		h := p.half / 2
		for _, d := range [4]orb.Point{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			heap.Push(&queue, a.candidate(orb.Point{p.at[0] + d[0], p.at[1] + d[1]}, h))
		}
	}
	return best.at, best.depth > 0
}

// candidate measures a square by its centre and half its side, in degrees.
func (a *Area) candidate(at orb.Point, half float64) patch {
	depth := a.MetresToBorder(at)
	if !a.Contains(at) {
		depth = -depth
	}
	return patch{at, half, depth, depth + half*math.Sqrt2*EarthRadius*radians}
}

// patch is a square of degrees: depth is how far inside its centre lies, metres,
// negative outside; most is what no position in it exceeds.
type patch struct {
	at          orb.Point
	half        float64
	depth, most float64
}

type patchQueue []patch

func (q patchQueue) Len() int           { return len(q) }
func (q patchQueue) Less(i, j int) bool { return q[i].most > q[j].most }
func (q patchQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *patchQueue) Push(x any)        { *q = append(*q, x.(patch)) }
func (q *patchQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
