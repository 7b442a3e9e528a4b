package demo

import "math"

// Land masses.
const (
	sea uint8 = iota
	mainland
	island
)

// land is the ground on the coarse lattice: relief, coast and rivers.
type land struct {
	seed   noise
	mass   []uint8   // sea, mainland or island
	height []float64 // metres above the sea; negative in the sea
	coast  []int32   // steps to the nearest vertex of the other kind (land from the sea, the sea from land)
	down   []int32   // the neighbour a vertex drains to; itself in the sea
	drains []float64 // vertices that drain through this one, itself included
	slope  []float64 // steepest grade to a neighbour, rise over run
}

func newLand(seed noise) *land {
	n := coarseW * coarseH
	l := &land{seed: seed, mass: make([]uint8, n), height: make([]float64, n), coast: make([]int32, n),
		down: make([]int32, n), drains: make([]float64, n), slope: make([]float64, n)}
	for v := range int32(n) {
		l.height[v] = l.inland(v)
	}
	l.keepTwoMasses()
	l.smoothCoast()
	l.measureCoast()
	l.raise()
	l.measureSlopes()
	return l
}

// inland is, in kilometres, about how far a vertex lies from the coast, negative
// at sea: a few plain shapes (two bodies, the mountain's foot, a bay, a
// peninsula, an island) blended together and frayed by noise.
func (l *land) inland(v int32) float64 {
	cx, cy := xy(v)
	mx, my := cx*coarseStep, cy*coarseStep
	p := point{float64(mx) / 1000, float64(my) / 1000}
	body := blend(ellipse(p, point{55, 43}, 33, 27), ellipse(p, point{67, 60}, 20, 18), 8)
	body = blend(body, 10.5-toLine(p, spine), 6)
	body = blend(body, 6-toLine(p, peninsula), 5)
	body = -blend(-body, ellipse(p, point{15, 45}, 20, 12.5), 5)
	isle := ellipse(point{mul(0.87, p.x-18) + mul(0.5, p.y-17), mul(0.87, p.y-17) - mul(0.5, p.x-18)}, point{}, 11.5, 3.4)
	fray := mul(4.2, (l.seed+11).fractal(mx, my, 17000, 2)) + mul(2.3, (l.seed+12).fractal(mx, my, 5200, 5))
	body += fray
	isle += mul(0.5, fray)
	// A strait of open water parts the island from the rest.
	if isle > -5 {
		body = min(body, -4-isle)
	}
	edge := min(p.x, p.y, float64(coarseW*coarseStep)/1000-p.x, float64(coarseH*coarseStep)/1000-p.y) - 3
	return min(max(body, isle), edge)
}

// spine is the crest of the mountains and peninsula the axis of the cape, in km.
var (
	spine     = []point{{75, 73}, {71, 60}, {78, 44}, {66, 26}, {50, 20}}
	spur      = []point{{71, 60}, {52, 65}, {38, 64}}
	peninsula = []point{{44, 66}, {29, 70}, {15, 76}}
)

// ellipse is the inside depth of an ellipse, km: its least radius at the centre, 0 on the edge.
func ellipse(p, centre point, rx, ry float64) float64 {
	x, y := (p.x-centre.x)/rx, (p.y-centre.y)/ry
	return mul(min(rx, ry), 1-math.Sqrt(mul(x, x)+mul(y, y)))
}

// blend is the greater of two depths, the crease between them filled over k km.
func blend(a, b, k float64) float64 {
	h := max(k-math.Abs(a-b), 0) / k
	return max(a, b) + mul(mul(h, h), k/4)
}

// toLine is the distance from p to a broken line.
func toLine(p point, line []point) float64 {
	least := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, ab := line[i-1], line[i].sub(line[i-1])
		t := min(max(p.sub(a).dot(ab)/ab.dot(ab), 0), 1)
		least = min(least, p.sub(a.add(ab.scale(t))).norm())
	}
	return least
}

// keepTwoMasses keeps the largest piece of land and the largest whose first
// vertex lies in the south-west, where the island is drawn; it sinks the
// skerries and fills the lagoons.
func (l *land) keepTwoMasses() {
	pieces := l.pieces(func(v int32) bool { return l.height[v] > 0 })
	isle := func(piece []int32) bool {
		x, y := xy(piece[0])
		return x < coarseW*2/5 && y < coarseH*2/5
	}
	largest, second := 0, 0
	for i, piece := range pieces {
		if len(piece) > len(pieces[largest]) {
			largest = i
		}
	}
	for i, piece := range pieces {
		if i != largest && len(piece) > len(pieces[second]) && isle(piece) {
			second = i
		}
	}
	for _, v := range pieces[largest] {
		l.mass[v] = mainland
	}
	for _, v := range pieces[second] {
		l.mass[v] = island
	}
	for _, lagoon := range l.pieces(func(v int32) bool { return l.mass[v] == sea })[2:] {
		for _, v := range lagoon {
			l.mass[v] = mainland
		}
	}
}

// smoothCoast fills the sea vertices that would make the coast touch itself at
// a corner: land at two opposite corners of a square and sea at the others.
func (l *land) smoothCoast() {
	for again := true; again; {
		again = false
		for y := range coarseH - 1 {
			for x := range coarseW - 1 {
				sw, se, nw, ne := coarse(x, y), coarse(x+1, y), coarse(x, y+1), coarse(x+1, y+1)
				if l.mass[sw] == sea {
					sw, se, nw, ne = se, sw, ne, nw
				}
				if l.mass[sw] != sea && l.mass[ne] != sea && l.mass[se] == sea && l.mass[nw] == sea {
					l.mass[se] = l.mass[sw]
					again = true
				}
			}
		}
	}
}

// pieces lists the 4-connected pieces of a set in the order of their first
// vertex, after an empty piece 0. The open sea, which holds vertex 0, is piece 1 of its set.
func (l *land) pieces(in func(v int32) bool) [][]int32 {
	seen := make([]bool, len(l.mass))
	pieces := [][]int32{nil}
	for v := range int32(len(l.mass)) {
		if seen[v] || !in(v) {
			continue
		}
		seen[v] = true
		piece := []int32{v}
		for i := 0; i < len(piece); i++ {
			for d := 0; d < 8; d += 2 {
				if w, ok := neighbour(piece[i], d); ok && !seen[w] && in(w) {
					seen[w] = true
					piece = append(piece, w)
				}
			}
		}
		pieces = append(pieces, piece)
	}
	return pieces
}

// measureCoast counts the steps from each vertex to the other kind, breadth first.
func (l *land) measureCoast() {
	var queue []int32
	for v := range int32(len(l.mass)) {
		for d := range 8 {
			if w, ok := neighbour(v, d); ok && (l.mass[v] == sea) != (l.mass[w] == sea) {
				l.coast[v] = 1
				queue = append(queue, v)
				break
			}
		}
	}
	for i := 0; i < len(queue); i++ {
		for d := range 8 {
			if w, ok := neighbour(queue[i], d); ok && l.coast[w] == 0 {
				l.coast[w] = l.coast[queue[i]] + 1
				queue = append(queue, w)
			}
		}
	}
}
