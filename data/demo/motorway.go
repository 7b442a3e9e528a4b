package demo

import "math"

// carriageway is a motorway on the coarse lattice and its interchanges.
type carriageway struct {
	path  []int32
	exits []exit
}

// exit joins the i-th vertex of a motorway to an ordinary road vertex.
type exit struct {
	i    int
	road int32
}

const (
	exitSpacing = 38  // coarse vertices between interchanges, at least
	exitPeople  = 900 // of the smallest place that has one
)

// motorways runs one from the edge of the city towards its largest neighbour
// and one towards the largest in another direction, before any other road, and
// a feeder to every interchange.
func (r *roads) motorways() []carriageway {
	var out []carriageway
	for _, to := range r.twoWays() {
		goal := r.places[to].at
		line := manner{steep: 4, reuse: 1, shore: 4, wide: true}
		path := r.outsideTowns(r.connect(r.places[0].at, func(v int32) bool { return v == goal }, line, math.Inf(1)), 0, to)
		if len(path) < exitSpacing/2 {
			continue // an isthmus, or towns that touch
		}
		m := carriageway{path: path}
		for _, v := range path {
			r.net.express[v] = true
		}
		m.exits = r.interchanges(path, to)
		out = append(out, m)
	}
	for _, m := range out {
		for _, e := range m.exits {
			near := r.placeNear(e.road, 0)
			r.net.lay(r.connect(e.road, func(v int32) bool { return v == r.places[near].at }, fast, math.Inf(1)), primary)
		}
	}
	return out
}

// twoWays are the largest town and the largest whose direction from the city
// differs by more than 50°.
func (r *roads) twoWays() []int {
	from := func(i int) point { return coarsePoint(r.places[i].at).sub(coarsePoint(r.places[0].at)) }
	a := from(1)
	for i := 2; i <= len(townSizes); i++ {
		if b := from(i); a.dot(b) < mul(0.64, mul(a.norm(), b.norm())) {
			return []int{1, i}
		}
	}
	return []int{1}
}

// outsideTowns cuts the ends of a path that lie in the built-up areas of its two towns.
func (r *roads) outsideTowns(path []int32, a, b int) []int32 {
	inside := func(v int32, p place) bool { return apart(v, p.at) < mul(0.95, p.radius)+2*coarseStep }
	for len(path) > 2 && inside(path[0], r.places[a]) {
		path = path[1:]
	}
	for len(path) > 2 && inside(path[len(path)-1], r.places[b]) {
		path = path[:len(path)-1]
	}
	return path
}

// interchanges are the two ends and, between, wherever a place lies near.
func (r *roads) interchanges(path []int32, to int) []exit {
	exits := []exit{{0, r.beside(path, 0, 0)}}
	last := len(path) - 1
	for i := 2; i < last-exitSpacing/2; i++ {
		p := r.placeNear(path[i], exitPeople)
		near := apart(path[i], r.places[p].at) < r.places[p].radius+3500
		if near && i-exits[len(exits)-1].i >= exitSpacing {
			exits = append(exits, exit{i, r.beside(path, i, p)})
		}
	}
	return append(exits, exit{last, r.beside(path, last, to)})
}

// beside is the vertex off the motorway, two steps away, that is nearest to a place.
func (r *roads) beside(path []int32, i, p int) int32 {
	best := int32(-1)
	for d := range 8 {
		v, _ := neighbour(path[i], d)
		v, ok := neighbour(v, d)
		if !ok || r.land.coast[v] < 3 || r.land.mass[v] == sea || r.net.express[v] {
			continue
		}
		if best < 0 || apart(v, r.places[p].at) < apart(best, r.places[p].at) {
			best = v
		}
	}
	return best
}

// placeNear is the place of at least some people nearest to a vertex, on the mainland.
func (r *roads) placeNear(v int32, people int) int {
	best := 0
	for i, p := range r.places {
		if p.people >= people && p.mass == mainland && apart(p.at, v) < apart(r.places[best].at, v) {
			best = i
		}
	}
	return best
}

// line is the axis of a motorway on the lattice, one point a fine step, smoothed.
func (m *carriageway) line() []point {
	var line []point
	for i := 1; i < len(m.path); i++ {
		a, b := coarsePoint(m.path[i-1]), coarsePoint(m.path[i])
		for k := range subdivision {
			line = append(line, a.towards(b, float64(k)/subdivision))
		}
	}
	line = append(line, coarsePoint(m.path[len(m.path)-1]))
	for range 60 {
		next := append([]point(nil), line...)
		for i := 1; i < len(line)-1; i++ {
			next[i] = line[i].towards(line[i-1].towards(line[i+1], 0.5), 0.7)
		}
		line = next
	}
	return line
}

// side is a line moved to the right of its direction, metres.
func side(line []point, metres float64) []point {
	out := make([]point, len(line))
	for i := range line {
		a, b := line[max(0, i-1)], line[min(len(line)-1, i+1)]
		along := b.sub(a)
		out[i] = line[i].add(point{along.y, -along.x}.scale(metres / along.norm()))
	}
	return out
}
