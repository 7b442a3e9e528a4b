package demo

import "math"

// within is how the great streets of a town are planned: on ground of their own.
var within = manner{steep: 1, reuse: 1.9, shore: 3}

// longest is the most a boulevard may cost, metres of flat ground: none is
// built around a bay.
const longest = 14000

// boulevards draws the great streets of a town of more than 10,000 people: rings
// around its centre, the outermost of the city being a bypass, and the spokes
// that join the centre to the last of them.
func (r *roads) boulevards(p place) {
	if p.people < 10000 {
		return
	}
	rings := []float64{0.42, 0.8}
	if p.rank == city {
		rings = []float64{0.3, 0.58, 0.88}
	}
	for k, share := range rings {
		c := secondary
		if k > 0 {
			c = tertiary
		}
		if p.rank == city && k == len(rings)-1 {
			c = primary
		}
		r.ring(r.around(p, share), c)
	}
	for _, stop := range r.around(p, rings[len(rings)-1]) {
		r.net.lay(r.connect(stop, func(v int32) bool { return v == p.at }, within, longest), tertiary)
	}
}

// around lists the vertices in the eight directions from a place at a share of
// its radius, where there is ground for a street.
func (r *roads) around(p place, share float64) []int32 {
	var stops []int32
	x, y := xy(p.at)
	for _, d := range directions {
		k := mul(share, p.radius/coarseStep)
		if d.dx*d.dy != 0 {
			k = mul(k, math.Sqrt2/2)
		}
		v := coarse(x+int(math.Round(mul(k, float64(d.dx)))), y+int(math.Round(mul(k, float64(d.dy)))))
		if r.land.mass[v] == p.mass && r.land.coast[v] > 3 {
			stops = append(stops, v)
		}
	}
	return stops
}

// ring joins vertices in a circle.
func (r *roads) ring(stops []int32, c class) {
	for k, v := range stops {
		to := stops[(k+1)%len(stops)]
		r.net.lay(r.connect(v, func(w int32) bool { return w == to }, within, longest), c)
	}
}
