package demo

import (
	"cmp"
	"math"
	"slices"
)

// roads plans the roads between places: each is the least-cost path over the
// relief, existing roads being cheaper than new ground, the greatest first, so
// that lesser roads join greater ones as they do in a real network.
type roads struct {
	land   *land
	net    *network
	places []place
	owner  []int16
	built  []int16

	rough  []float64 // price of a vertex's ground that no map explains: roads wind
	ground float64   // the least price of a metre of new road

	cost  []float64
	from  []int32
	round []int32 // the search that last touched a vertex
	turn  int32
	queue heap
}

func newRoads(l *land, places []place, owner, built []int16) *roads {
	n := len(l.mass)
	r := &roads{land: l, net: newNetwork(), places: places, owner: owner, built: built, rough: make([]float64, n),
		cost: make([]float64, n), from: make([]int32, n), round: make([]int32, n)}
	for v := range int32(n) {
		if x, y := xy(v); l.mass[v] != sea {
			r.rough[v] = mul(0.7, 1+(l.seed+61).fractal(x, y, 22, 3))
		}
	}
	r.ground = 1 + slices.Min(r.rough)
	return r
}

// manner is how a road is planned.
type manner struct {
	steep float64 // weight of grades
	reuse float64 // price of a metre of existing road
	shore int32   // steps it keeps from the sea
	wide  bool    // keeps out of built-up areas
}

var (
	fast  = manner{steep: 1.6, reuse: 0.42, shore: 3}
	plain = manner{steep: 1, reuse: 0.38, shore: 2}
	loose = manner{steep: 0.7, reuse: 0.8, shore: 2}
)

// connect is the cheapest path from a vertex to the first one that is a goal;
// nil beyond the limit (metres at the price of flat ground).
func (r *roads) connect(from int32, goal func(v int32) bool, m manner, limit float64) []int32 {
	r.turn++
	r.queue = r.queue[:0]
	r.cost[from], r.from[from], r.round[from] = 0, from, r.turn
	r.queue.push(0, from)
	least := mul(coarseStep, min(m.reuse, r.ground))
	for len(r.queue) > 0 {
		e := r.queue.pop()
		if e.key > r.cost[e.at] {
			continue
		}
		if e.key > limit {
			return nil
		}
		if goal(e.at) {
			return r.trail(e.at)
		}
		for d := range 8 {
			w, ok := neighbour(e.at, d)
			if !ok || r.land.mass[w] == sea || r.land.coast[w] < m.shore {
				continue
			}
			reached := r.round[w] == r.turn
			if reached && r.cost[w] <= e.key+least {
				continue // no step is so cheap
			}
			c := e.key + r.step(e.at, w, d, m)
			if !reached || c < r.cost[w] {
				r.cost[w], r.from[w], r.round[w] = c, e.at, r.turn
				r.queue.push(c, w)
			}
		}
	}
	return nil
}

// trail is the path that led to a vertex, from its start.
func (r *roads) trail(v int32) []int32 {
	var path []int32
	for ; ; v = r.from[v] {
		path = append(path, v)
		if r.from[v] == v {
			slices.Reverse(path)
			return path
		}
	}
}

// step is the price of a coarse step.
func (r *roads) step(v, w int32, d int, m manner) float64 {
	length := mul(coarseStep, stride[d])
	if r.net.at(fineOf(v), d) != none {
		return mul(length, m.reuse)
	}
	grade := math.Abs(r.land.height[v]-r.land.height[w]) / length / 0.06
	price := 1 + mul(m.steep, min(mul(grade, grade), 14)) + r.rough[w]
	if r.land.coast[w] < 4 {
		price += 1.5
	}
	if r.land.drains[w] > 250 && r.land.down[v] != w && r.land.down[w] != v {
		price += 1.2 // a bridge
	}
	if m.wide && r.built[w] != nobody {
		price += 6
	}
	if r.net.express[w] {
		price += 4
		if r.net.express[v] {
			price += 60 // across the motorway, not along it
		}
	}
	return mul(length, price)
}

// between draws a road between two places of one land mass, along the beach
// where an isthmus leaves no other ground.
func (r *roads) between(a, b int, c class, m manner) {
	goal := func(v int32) bool { return v == r.places[b].at }
	path := r.connect(r.places[a].at, goal, m, math.Inf(1))
	if path == nil {
		m.shore = 1
		path = r.connect(r.places[a].at, goal, m, math.Inf(1))
	}
	r.net.lay(path, c)
}

// plan draws the roads between places, the greatest first.
func (r *roads) plan(edges []border) {
	towns := 1
	for towns < len(r.places) && r.places[towns].rank == town {
		towns++
	}
	for _, e := range r.tree(pairs(5)) {
		r.between(e[0], e[1], trunk, fast)
	}
	for _, e := range r.tree(pairs(towns)) {
		r.between(e[0], e[1], primary, fast)
	}
	for i := range towns {
		for _, j := range r.nearest(i, 3, func(j int) bool { return j < towns }) {
			r.between(i, j, primary, fast)
		}
	}
	for _, p := range r.places[:towns] {
		r.boulevards(p)
	}
	for i, p := range r.places {
		if p.rank == bourg {
			for _, j := range r.nearest(i, 2, func(j int) bool { return r.places[j].rank >= bourg && r.places[j].people > p.people }) {
				r.between(i, j, secondary, plain)
			}
		}
	}
	r.local(edges)
}

// local joins neighbouring communes: always where that makes the network
// whole, elsewhere where the ground allows it without a great detour.
func (r *roads) local(edges []border) {
	list := make([][2]int, len(edges))
	for i, e := range edges {
		list[i] = [2]int{int(e.a), int(e.b)}
	}
	whole := r.tree(list)
	for _, e := range whole {
		r.between(e[0], e[1], tertiary, plain)
	}
	for _, e := range r.byLength(list) {
		a, b := r.places[e[0]].at, r.places[e[1]].at
		limit := mul(1.9, apart(a, b))
		if path := r.connect(a, func(v int32) bool { return v == b }, plain, limit); path != nil {
			r.net.lay(path, tertiary)
		}
	}
}

// nearest lists the k places nearest to place i that are wanted.
func (r *roads) nearest(i, k int, wanted func(j int) bool) []int {
	var list []int
	for j := range r.places {
		if j != i && wanted(j) && r.places[j].mass == r.places[i].mass {
			list = append(list, j)
		}
	}
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(apart(r.places[a].at, r.places[i].at), apart(r.places[b].at, r.places[i].at)), cmp.Compare(a, b))
	})
	return list[:min(k, len(list))]
}

// pairs lists all pairs of the first n places.
func pairs(n int) [][2]int {
	var list [][2]int
	for i := range n {
		for j := range i {
			list = append(list, [2]int{j, i})
		}
	}
	return list
}

// byLength sorts pairs of places by their distance.
func (r *roads) byLength(list [][2]int) [][2]int {
	list = slices.Clone(list)
	slices.SortFunc(list, func(p, q [2]int) int {
		return cmp.Or(cmp.Compare(apart(r.places[p[0]].at, r.places[p[1]].at), apart(r.places[q[0]].at, r.places[q[1]].at)),
			cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
	return list
}

// tree is the shortest set of pairs that joins all they can join (Kruskal).
func (r *roads) tree(list [][2]int) [][2]int {
	of := make([]int, len(r.places))
	for i := range of {
		of[i] = i
	}
	var find func(i int) int
	find = func(i int) int {
		if of[i] != i {
			of[i] = find(of[i])
		}
		return of[i]
	}
	var kept [][2]int
	for _, e := range r.byLength(list) {
		if a, b := find(e[0]), find(e[1]); a != b {
			of[a] = b
			kept = append(kept, e)
		}
	}
	return kept
}
