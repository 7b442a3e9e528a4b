package demo

import "math"

// summit is the height of the highest peak, metres.
const summit = 2350

// raise lifts the mountains and lets rivers carve them until valleys branch as
// they do on real maps: the stream-power law dh/dt = U - K·√A·S solved
// implicitly down the drainage tree (Braun & Willett, Geomorphology 2013), on
// ground whose hollows are filled first (priority flood, Barnes et al. 2014).
func (l *land) raise() {
	uplift := l.uplift()
	for v := range l.height {
		x, y := xy(int32(v))
		rough := (l.seed + 21).fractal(x*coarseStep, y*coarseStep, 5000, 5)
		l.height[v] = 1 + mul(1.5, rough) + mul(2, uplift[v])
		if l.mass[v] == sea {
			l.height[v] = 0
		}
	}
	for range 9 {
		order := l.drain()
		l.carve(order, uplift)
	}
	l.soften()
	l.drain()
	highest := 0.0
	for _, h := range l.height {
		highest = max(highest, h)
	}
	for v := range l.height {
		l.height[v] = max(1, mul(l.height[v], summit/highest))
		if l.mass[v] == sea {
			l.height[v] = -mul(6, float64(l.coast[v]))
		}
	}
}

// uplift is how fast each vertex rises: little in the plain, much along the
// spine, less at its saddles, where the passes will be.
func (l *land) uplift() []float64 {
	up := make([]float64, len(l.height))
	for v := range up {
		x, y := xy(int32(v))
		mx, my := x*coarseStep, y*coarseStep
		p := point{float64(mx) / 1000, float64(my) / 1000}
		saddles := 0.72 + mul(0.42, (l.seed+22).at(mx, my, 9000))
		p = p.add(point{(l.seed + 23).fractal(mx, my, 9000, 3), (l.seed + 24).fractal(mx, my, 9000, 3)}.scale(4))
		high := max(0, 1-toLine(p, spine)/15)
		low := max(0, 1-toLine(p, spur)/9)
		up[v] = 0.03 + mul(saddles, mul(0.35, high)+mul(0.65, mul(high, high))) + mul(0.33, mul(saddles, mul(low, low))) +
			mul(0.07, max(0, 0.4+(l.seed+25).fractal(mx, my, 11000, 3)))
		if l.mass[v] == island {
			up[v] = 0.07
		}
	}
	return up
}

// drain fills the hollows, points each vertex to its lowest neighbour and sums
// what flows. It returns the land from the coast upwards.
func (l *land) drain() []int32 {
	filled := make([]float64, len(l.height))
	order := make([]int32, 0, len(l.height))
	done := make([]bool, len(l.height))
	var queue heap
	for v := range int32(len(l.height)) {
		l.down[v], l.drains[v] = v, 1
		if l.mass[v] == sea {
			done[v] = true
			if l.coast[v] == 1 {
				queue.push(0, v)
			}
		}
	}
	for len(queue) > 0 {
		at := queue.pop()
		if l.mass[at.at] != sea {
			order = append(order, at.at)
		}
		for d := range 8 {
			w, ok := neighbour(at.at, d)
			if !ok || done[w] {
				continue
			}
			done[w] = true
			l.down[w] = at.at
			filled[w] = max(l.height[w], at.key+1e-5)
			queue.push(filled[w], w)
		}
	}
	for i := len(order) - 1; i >= 0; i-- {
		v := order[i]
		l.down[v] = l.steepest(v, filled)
	}
	for i := len(order) - 1; i >= 0; i-- {
		v := order[i]
		l.height[v] = filled[v]
		l.drains[l.down[v]] += l.drains[v]
	}
	return order
}

// steepest is the neighbour most downhill on filled ground.
func (l *land) steepest(v int32, filled []float64) int32 {
	best, most := l.down[v], 0.0
	for d := range 8 {
		w, ok := neighbour(v, d)
		if !ok {
			continue
		}
		if s := (filled[v] - filled[w]) / stride[d]; s > most {
			best, most = w, s
		}
	}
	return best
}

// carve is one implicit step of the stream-power law, from the coast upwards.
func (l *land) carve(order []int32, uplift []float64) {
	const erosion, years = 0.07, 6
	for _, v := range order {
		w := l.down[v]
		f := mul(erosion*years, math.Sqrt(l.drains[v]))
		l.height[v] = (l.height[v] + mul(years, uplift[v]) + mul(f, l.height[w])) / (1 + f)
	}
}

// soften spreads the ground a little, as soil creeps down slopes.
func (l *land) soften() {
	for range 2 {
		next := make([]float64, len(l.height))
		for v := range int32(len(l.height)) {
			sum, n := mul(4, l.height[v]), 4.0
			for d := range 8 {
				if w, ok := neighbour(v, d); ok && l.mass[v] != sea {
					sum, n = sum+l.height[w], n+1
				}
			}
			next[v] = sum / n
		}
		l.height = next
	}
}

// measureSlopes keeps the steepest grade at each vertex.
func (l *land) measureSlopes() {
	for v := range int32(len(l.height)) {
		for d := range 8 {
			if w, ok := neighbour(v, d); ok && l.mass[v] != sea && l.mass[w] != sea {
				l.slope[v] = max(l.slope[v], math.Abs(l.height[v]-l.height[w])/mul(coarseStep, stride[d]))
			}
		}
	}
}
