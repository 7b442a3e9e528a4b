package stitch

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// Dense draws places as people live: near nodes of the streets, so that there
// are most where streets are closest. The same seed draws the same places.
func Dense(s *road.Streets, n int, seed uint64) []orb.Point {
	const near = 0.001 // degrees: about a hundred metres
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]orb.Point, n)
	for i := range out {
		p := s.Node(road.NodeID(r.IntN(s.NodeCount())))
		out[i] = orb.Point{p[0] + near*(2*r.Float64()-1), p[1] + near*(2*r.Float64()-1)}
	}
	return out
}

// Sparse draws places evenly over the surface that streets cover: in squares of
// about two kilometres that hold a node, however many it holds.
func Sparse(s *road.Streets, n int, seed uint64) []orb.Point {
	const side = 0.02 // degrees
	held := make(map[[2]int]bool)
	for v := range s.NodeCount() {
		p := s.Node(road.NodeID(v))
		held[[2]int{int(math.Floor(p[0] / side)), int(math.Floor(p[1] / side))}] = true
	}
	squares := make([][2]int, 0, len(held))
	for square := range held {
		squares = append(squares, square)
	}
	slices.SortFunc(squares, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]orb.Point, n)
	for i := range out {
		square := squares[r.IntN(len(squares))]
		out[i] = orb.Point{(float64(square[0]) + r.Float64()) * side, (float64(square[1]) + r.Float64()) * side}
	}
	return out
}
