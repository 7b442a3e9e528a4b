package main

import (
	"cmp"
	"math"
	"slices"
)

// wholes rounds parts to whole numbers that add up to a whole one, by the
// largest remainders (A. Hamilton's method): each part is off by less than 1.
// The total must be within len(parts) of the parts' sum.
func wholes(total float64, parts []float64) []float64 {
	out := make([]float64, len(parts))
	order := make([]int, len(parts))
	missing := total
	for i, p := range parts {
		out[i], order[i] = math.Floor(p), i
		missing -= out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(parts[b]-out[b], parts[a]-out[a])
	})
	for _, i := range order[:max(0, min(int(missing), len(order)))] {
		out[i]++
	}
	return out
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}
