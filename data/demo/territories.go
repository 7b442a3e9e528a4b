package demo

import (
	"cmp"
	"math"
	"slices"
)

// group gathers the members of a graph into k contiguous groups, each around a
// seed: the weightiest members far enough from each other. It returns each
// member's group and each group's seed. Members joined by no edge to a seed
// are in no group, -1.
func group(weight []int, at []point, edges []border, k int) (of, seeds []int) {
	seeds = spread(weight, at, k)
	links := make([][]int, len(weight))
	for _, e := range edges {
		links[e.a] = append(links[e.a], int(e.b))
		links[e.b] = append(links[e.b], int(e.a))
	}
	of = slices.Repeat([]int{-1}, len(weight))
	cost := slices.Repeat([]float64{math.Inf(1)}, len(weight))
	var queue heap
	for g, s := range seeds {
		of[s], cost[s] = g, 0
		queue.push(0, int32(s))
	}
	for len(queue) > 0 {
		e := queue.pop()
		if e.key > cost[e.at] {
			continue
		}
		for _, w := range links[e.at] {
			if c := e.key + at[e.at].sub(at[w]).norm(); c < cost[w] {
				cost[w], of[w] = c, of[e.at]
				queue.push(c, int32(w))
			}
		}
	}
	return of, seeds
}

// spread picks k members, the weightiest first, as far from each other as k of
// them can be.
func spread(weight []int, at []point, k int) []int {
	order := make([]int, len(weight))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b)) })
	for spacing := 60000.0; ; spacing = mul(spacing, 0.93) {
		var seeds []int
		for _, i := range order {
			if len(seeds) < k && !slices.ContainsFunc(seeds, func(s int) bool { return at[s].sub(at[i]).norm() < spacing }) {
				seeds = append(seeds, i)
			}
		}
		if len(seeds) == k {
			return seeds
		}
	}
}

// territories are the groups above the communes, by commune, and the commune
// each group is named after.
type territories struct {
	departement, epci, bassin, zone                 []int
	departementSeat, epciSeat, bassinSeat, zoneSeat []int
}

const (
	departementCount = 3
	epciCount        = 14
	bassinCount      = 10
	zoneCount        = 4
)

// newTerritories groups the communes: EPCI, bassins de vie and zones d'emploi
// around their towns, départements as whole EPCI. The island, which touches no
// commune, goes with the nearest one over the water.
func newTerritories(places []place, edges []border) territories {
	edges = append(slices.Clone(edges), overWater(places))
	weight, at := make([]int, len(places)), make([]point, len(places))
	for i, p := range places {
		weight[i], at[i] = p.people, coarsePoint(p.at)
	}
	var t territories
	t.epci, t.epciSeat = group(weight, at, edges, epciCount)
	t.bassin, t.bassinSeat = group(weight, at, edges, bassinCount)
	t.zone, t.zoneSeat = group(weight, at, edges, zoneCount)

	sum, centre := make([]int, epciCount), make([]point, epciCount)
	for i, e := range t.epci {
		sum[e] += weight[i]
	}
	for e, s := range t.epciSeat {
		centre[e] = at[s]
	}
	var between []border
	for _, b := range edges {
		if a, c := t.epci[b.a], t.epci[b.b]; a != c {
			between = append(between, border{int16(a), int16(c)})
		}
	}
	of, seats := group(sum, centre, between, departementCount)
	t.departement = make([]int, len(places))
	for i, e := range t.epci {
		t.departement[i] = of[e]
	}
	for _, e := range seats {
		t.departementSeat = append(t.departementSeat, t.epciSeat[e])
	}
	return t
}

// overWater is the shortest crossing from the island to the mainland.
func overWater(places []place) border {
	best, least := border{}, math.Inf(1)
	for i, p := range places {
		for j, q := range places {
			if p.mass == mainland && q.mass == island && apart(p.at, q.at) < least {
				best, least = border{int16(i), int16(j)}, apart(p.at, q.at)
			}
		}
	}
	return best
}
