package demo

import "math"

// shape places the street vertices: the lattice's right angles are smoothed
// away, most along the great roads and least in the webs of towns.
type shape struct {
	land  *land
	slot  []int32 // by fine vertex, -1 where no street passes
	fine  []int32 // by slot
	at    []point // by slot, metres on the lattice
	top   []class // by slot, the greatest class that passes
	built []int16 // by coarse vertex: the place whose built-up area covers it, or nobody
}

// weight of a class among the neighbours that pull a vertex.
var weight = [...]float64{trunk: 10, primary: 8, secondary: 6, tertiary: 5, unclassified: 4,
	residential: 1, living: 1, pedestrian: 0.6, footway: 0.3, path: 0.3}

func newShape(w *world) *shape {
	s := &shape{land: w.land, slot: make([]int32, fineW*fineH), built: w.built}
	n := w.roads.net
	for f := range s.slot {
		s.slot[f] = -1
	}
	for d := range n.line {
		for f, c := range n.line[d] {
			if c != none {
				s.slot[f], s.slot[f+int(hop[d])] = 0, 0
			}
		}
	}
	for f, used := range s.slot {
		if used == 0 {
			s.slot[f] = int32(len(s.fine))
			s.fine = append(s.fine, int32(f))
			s.at = append(s.at, finePoint(int32(f)))
		}
	}
	s.relax(n)
	return s
}

// pull is one neighbour of a vertex and how strongly it draws.
type pull struct {
	slot   int32
	weight float64
}

// relax moves each vertex part of the way to the weighted middle of its
// neighbours, a few times; a spring holds the vertices of towns near their
// place on the lattice, which a seeded shake has already disordered.
func (s *shape) relax(n *network) {
	first, pulls := make([]int32, len(s.fine)+1), make([]pull, 0, 5*len(s.fine)/2)
	s.top = make([]class, len(s.fine))
	home := make([]point, len(s.fine))
	for v, f := range s.fine {
		s.top[v] = path
		for d := range 8 {
			if c := n.at(f, d); c != none {
				pulls = append(pulls, pull{s.slot[f+hop[d]], weight[c]})
				s.top[v] = min(s.top[v], c)
			}
		}
		first[v+1] = int32(len(pulls))
		home[v] = s.at[v].add(s.shake(f, s.top[v]))
		s.at[v] = home[v]
	}
	next := make([]point, len(s.at))
	for range 24 {
		for v := range s.at {
			near := pulls[first[v]:first[v+1]]
			next[v] = s.at[v]
			if len(near) < 2 {
				continue
			}
			sum, total := point{}, 0.0
			for _, p := range near {
				sum, total = sum.add(s.at[p.slot].scale(p.weight)), total+p.weight
			}
			spring := 0.015
			if s.top[v] >= residential {
				spring = 0.2
			}
			if s.land.coast[coarseOf(s.fine[v])] < 3 {
				spring = 0.5 // the beach is near
			}
			next[v] = s.at[v].towards(sum.scale(1/total), 0.5).towards(home[v], spring)
		}
		s.at, next = next, s.at
	}
}

// shake is the disorder of a vertex: some metres in towns, none on great roads.
func (s *shape) shake(f int32, c class) point {
	amplitude := 26.0
	switch {
	case c <= secondary:
		amplitude = 6
	case c <= unclassified:
		amplitude = 16
	}
	x, y := fineXY(f)
	n := s.land.seed + 81
	return point{n.pick(x, y) - 0.5, n.pick(y, -x-1) - 0.5}.scale(amplitude)
}

// heightAt is the ground's height between coarse vertices, metres.
func (s *shape) heightAt(p point) float64 {
	x, y := int(p.x/coarseStep), int(p.y/coarseStep)
	tx, ty := p.x/coarseStep-float64(x), p.y/coarseStep-float64(y)
	h := s.land.height
	lerp := func(a, b, t float64) float64 { return a + mul(b-a, t) }
	return lerp(lerp(h[coarse(x, y)], h[coarse(x+1, y)], tx), lerp(h[coarse(x, y+1)], h[coarse(x+1, y+1)], tx), ty)
}

// hairpins folds a road that climbs more than 8 % into bends, two vertices to
// the left of its axis and two to the right, so that it is longer and gentler.
func (s *shape) hairpins(v []int32, folded func(v int32) bool) {
	base := make([]point, len(v))
	for i, k := range v {
		base[i] = s.at[k]
	}
	for i := 1; i < len(v)-1; i++ {
		along := base[i+1].sub(base[i-1])
		length := along.norm()
		if length < 1 || folded(v[i]) {
			continue
		}
		grade := math.Abs(s.heightAt(base[i+1])-s.heightAt(base[i-1])) / length
		if grade < 0.08 {
			continue
		}
		side := mul(min(400*(grade-0.06), 42), float64(1-2*(i/2%2)))
		s.at[v[i]] = base[i].add(point{-along.y, along.x}.scale(side / length))
	}
}
