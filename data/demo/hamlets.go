package demo

import (
	"math"
	"math/rand/v2"
)

// hamlet is a few houses away from their commune's chief place.
type hamlet struct {
	at     int32 // coarse vertex
	owner  int16
	radius float64 // metres
}

// hamletArea is the land of a commune that has one hamlet more, in coarse vertices (about 2 km²).
const hamletArea = 30

// settleHamlets strews hamlets over each commune where the ground is gentle,
// and draws the lanes that join them to the roads and, some, to each other.
func (r *roads) settleHamlets(rng *rand.Rand) []hamlet {
	members := make([][]int32, len(r.places))
	for v, a := range r.owner {
		if a != nobody && r.land.coast[v] > 3 && r.land.slope[v] < 0.24 && r.land.height[v] < 1500 {
			members[a] = append(members[a], int32(v))
		}
	}
	var hamlets []hamlet
	for a, p := range r.places {
		want := int(math.Round(float64(len(members[a])) / hamletArea))
		first := len(hamlets)
		for try := 0; try < 6*want && len(hamlets)-first < want; try++ {
			v := members[a][rng.IntN(len(members[a]))]
			if apart(v, p.at) > p.radius+500 && !r.crowded(v, hamlets[first:]) {
				hamlets = append(hamlets, hamlet{at: v, owner: int16(a), radius: 90 + float64(rng.IntN(130))})
			}
		}
	}
	for _, h := range hamlets {
		r.net.lay(r.connect(h.at, func(v int32) bool { return r.net.touched[v] != none && v != h.at }, plain, math.Inf(1)), unclassified)
	}
	for i, h := range hamlets {
		if i > 0 && hamlets[i-1].owner == h.owner && rng.IntN(100) < 45 {
			to := hamlets[i-1].at
			r.net.lay(r.connect(h.at, func(v int32) bool { return v == to }, loose, mul(2.6, apart(h.at, to))), unclassified)
		}
	}
	return hamlets
}

func (r *roads) crowded(v int32, hamlets []hamlet) bool {
	for _, h := range hamlets {
		if apart(h.at, v) < 800 {
			return true
		}
	}
	return false
}

// footpaths draws walks from some hamlets to others of the next commune, over
// ground no road takes.
func (r *roads) footpaths(rng *rand.Rand, hamlets []hamlet) {
	walk := manner{steep: 0.15, reuse: 1.6, shore: 2}
	for i, h := range hamlets {
		if rng.IntN(100) >= 22 {
			continue
		}
		best := -1
		for j, o := range hamlets {
			if j != i && o.owner != h.owner && (best < 0 || apart(o.at, h.at) < apart(hamlets[best].at, h.at)) {
				best = j
			}
		}
		if best >= 0 && apart(hamlets[best].at, h.at) < 7000 {
			to := hamlets[best].at
			r.net.lay(r.connect(h.at, func(v int32) bool { return v == to }, walk, 30000), path)
		}
	}
}
