package geo

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// west tells whether p is strictly west of the edge, on the latitudes of which
// it lies. The answer is exact, so that neighbours who share an edge never
// differ on it: the sign of the determinant in floating point when it is
// farther from 0 than rounding can bring it (J. R. Shewchuk, "Adaptive
// Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates",
// 1997, §4.3), else in rational numbers, which happens on the edge itself.
func west(p orb.Point, e *edge) bool {
	if p[0] < min(e.a[0], e.b[0]) {
		return true
	}
	if p[0] >= max(e.a[0], e.b[0]) {
		return false
	}
	// The conversions forbid fused multiply-add, which the bound does not cover.
	left := float64((e.b[0] - e.a[0]) * (p[1] - e.a[1]))
	right := float64((e.b[1] - e.a[1]) * (p[0] - e.a[0]))
	det := left - right
	const epsilon = 1.0 / (1 << 53)
	// The smallest normal numbers keep underflow out of the bound.
	if bound := (3 + 16*epsilon) * epsilon * (math.Abs(left) + math.Abs(right)); math.Abs(det) > bound && bound > 1e-290 {
		return det > 0
	}
	return exactlyWest(p, e)
}

// exactlyWest compares the two products in rational numbers.
func exactlyWest(p orb.Point, e *edge) bool {
	diff := func(x, y float64) *big.Rat {
		return new(big.Rat).Sub(new(big.Rat).SetFloat64(x), new(big.Rat).SetFloat64(y))
	}
	left := diff(e.b[0], e.a[0])
	left.Mul(left, diff(p[1], e.a[1]))
	right := diff(e.b[1], e.a[1])
	right.Mul(right, diff(p[0], e.a[0]))
	return left.Cmp(right) > 0
}
