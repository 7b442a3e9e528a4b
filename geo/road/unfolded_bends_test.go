package road

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// cuts are the nodes where the ways that somebody may use meet, where somebody
// is stopped or where a turn is restricted.
func cuts(w *rawWorld) map[int64]bool {
	profiles := []*Profile{Car(), Bike(), Walk(), Wheelchair()}
	used, cut := map[int64]int{}, map[int64]bool{}
	for _, way := range w.ways {
		open := false
		for _, p := range profiles {
			open = open || p.passage(way.tags).open()
		}
		nodes := distinct(way.nodes)
		for j, v := range nodes {
			if !open || !known(w, v) {
				continue
			}
			used[v]++
			if j == 0 || !known(w, nodes[j-1]) || j == len(nodes)-1 || !known(w, nodes[j+1]) {
				used[v]++
			}
		}
	}
	for v, n := range used {
		cut[v] = n > 1
	}
	for _, r := range w.restrictions {
		cut[r.Via] = true
	}
	for v, tags := range w.tags {
		for _, p := range profiles {
			cut[v] = cut[v] || p.blockedBy(tags)
		}
	}
	return cut
}

// distinct leaves out nodes that follow themselves.
func distinct(nodes []int64) (out []int64) {
	for i, v := range nodes {
		if i == 0 || v != nodes[i-1] {
			out = append(out, v)
		}
	}
	return out
}

// leastTurn is how many seconds the least turn open after a segment takes.
func (u *unfolded) leastTurn(w *rawWorld, p *Profile, i int) float64 {
	s := &u.segments[i]
	if p.delays.turn == nil || !u.turning[s.to] {
		return 0
	}
	back := u.ahead(w, s.way, s.at, s.to, s.from)
	least, degrees, arms := math.Inf(1), 0.0, map[[2]int]bool{}
	for _, list := range [][]int{u.in[s.to], u.out[s.to]} {
		for _, j := range list {
			arms[[2]int{u.segments[j].way, u.segments[j].at}] = true
		}
	}
	for _, next := range u.out[s.to] {
		n := &u.segments[next]
		if n.way == s.way && n.at == s.at || u.banned[[2]int{i, next}] || u.only[i] != nil && !u.only[i][next] || u.blocked[s.to] {
			continue
		}
		degrees = turnAt(back, w.at[s.to], u.ahead(w, n.way, n.at, n.from, n.to))
		least = min(least, p.delays.turn(degrees))
	}
	switch {
	case math.IsInf(least, 1) || len(arms) == 2 && math.Abs(degrees) < cornerTurn:
		return 0
	case len(arms) == 2:
		return p.delays.turn(math.Abs(degrees))
	}
	return least
}

// ahead is the point sightOver along a way from one node of its at-th segment
// over the other, or where the way is cut before.
func (u *unfolded) ahead(w *rawWorld, way, at int, from, over int64) orb.Point {
	nodes, step := w.ways[way].nodes, 1
	if nodes[at] == from {
		step = -1
		at--
	}
	left, here := float64(sightOver), w.at[from]
	for ; ; at += step {
		next := w.at[nodes[at]]
		if d := geo.Metres(here, next); d < left {
			left, here = left-d, next
		} else {
			return orb.Point{here[0] + (next[0]-here[0])*left/d, here[1] + (next[1]-here[1])*left/d}
		}
		if u.cut[nodes[at]] {
			return here
		}
	}
}

// wind adds what is lost because streets wind, from one turning node to the next.
func (u *unfolded) wind(w *rawWorld, p *Profile) {
	lost := make([]float64, len(u.segments))
	for i := range u.segments {
		if !u.turning[u.segments[i].from] {
			continue
		}
		chain := u.chain(i)
		var shape course
		shape.add(w.at[u.segments[i].from])
		for _, j := range chain {
			shape.add(w.at[u.segments[j].to])
		}
		extra := float64(p.delays.lostInBends(&shape, p.laneAlong(w, &u.segments[i]).speed)) / 10
		lost[chain[len(chain)-1]] += extra // the whole of it is known where the street ends
	}
	for i := range u.segments {
		u.segments[i].seconds += lost[i]
	}
}

// chain are the segments from one on to the next turning node.
func (u *unfolded) chain(i int) []int {
	chain := []int{i}
	for !u.turning[u.segments[i].to] {
		for _, next := range u.out[u.segments[i].to] {
			if u.segments[i].back != next && !(u.segments[next].way == u.segments[i].way && u.segments[next].at == u.segments[i].at) {
				i = next
				break
			}
		}
		chain = append(chain, i)
	}
	return chain
}

// laneAlong is the lane that a segment goes by.
func (p *Profile) laneAlong(w *rawWorld, s *segment) lane {
	pass := p.passage(w.ways[s.way].tags)
	if s.to == w.ways[s.way].nodes[s.at] {
		return pass.forward
	}
	return pass.backward
}
