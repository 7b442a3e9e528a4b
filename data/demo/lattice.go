package demo

import "math"

// The world is drawn on a lattice of vertices and then bent, all together, by
// one smooth warp into the plane of EPSG:3035:
//
//	coarse vertex (relief, communes, roads)  every 240 m    ●───┬───┬───┬───●
//	fine vertex (streets)                    every  60 m    │   │   │   │   │
//
// A line between two coarse vertices, straight or diagonal, passes through fine
// vertices only, so two lines on the lattice never cross between vertices; the
// warp is one-to-one, so they do not cross on the map either.
const (
	coarseW, coarseH = 408, 368 // coarse vertices
	coarseStep       = 240      // metres
	subdivision      = 4
	fineStep         = coarseStep / subdivision
	fineW            = (coarseW-1)*subdivision + 1
	fineH            = (coarseH-1)*subdivision + 1

	// South-west corner of the lattice in EPSG:3035: about 46° N, 4.5° W, over
	// the deep water of the Bay of Biscay.
	originX, originY = 3156000, 2608000
)

// directions are the eight neighbours of a vertex, counter-clockwise from east.
var directions = [8]struct{ dx, dy int }{{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}

// stride is the length of a step in each direction, in steps.
var stride = [8]float64{1, math.Sqrt2, 1, math.Sqrt2, 1, math.Sqrt2, 1, math.Sqrt2}

// coarse is the index of a coarse vertex.
func coarse(x, y int) int32 { return int32(y*coarseW + x) }

// xy is the place of a coarse vertex on the coarse lattice.
func xy(v int32) (x, y int) { return int(v) % coarseW, int(v) / coarseW }

// neighbour is the coarse vertex in a direction; false past the lattice's edge.
func neighbour(v int32, d int) (int32, bool) {
	x, y := xy(v)
	x, y = x+directions[d].dx, y+directions[d].dy
	if x < 0 || y < 0 || x >= coarseW || y >= coarseH {
		return 0, false
	}
	return coarse(x, y), true
}

// apart is the distance of two coarse vertices on the lattice, metres.
func apart(a, b int32) float64 {
	ax, ay := xy(a)
	bx, by := xy(b)
	return mul(coarseStep, math.Sqrt(float64((ax-bx)*(ax-bx)+(ay-by)*(ay-by))))
}

// point is a position on the lattice, in metres from its south-west corner.
type point struct{ x, y float64 }

func (p point) add(q point) point                { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point                { return point{p.x - q.x, p.y - q.y} }
func (p point) scale(k float64) point            { return point{mul(p.x, k), mul(p.y, k)} }
func (p point) dot(q point) float64              { return mul(p.x, q.x) + mul(p.y, q.y) }
func (p point) norm() float64                    { return math.Sqrt(p.dot(p)) }
func (p point) towards(q point, t float64) point { return p.add(q.sub(p).scale(t)) }

func coarsePoint(v int32) point {
	x, y := xy(v)
	return point{float64(x * coarseStep), float64(y * coarseStep)}
}
