package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestWholesAddUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		total float64
		parts []float64
		want  []float64
	}{
		{"halves", 270859, []float64{125893.5, 144965.5}, []float64{125894, 144965}},
		{"already whole", 6, []float64{1, 2, 3}, []float64{1, 2, 3}},
		{"the largest remainder first", 10, []float64{3.2, 3.3, 3.5}, []float64{3, 3, 4}},
		{"nobody", 0, []float64{0, 0}, []float64{0, 0}},
		{"no part", 0, nil, []float64{}},
	} {
		if got := wholes(c.total, c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	seed := uint64(7)
	random := rand.New(rand.NewPCG(seed, 0))
	for range 1000 {
		parts := make([]float64, 1+random.IntN(40))
		for i := range parts {
			parts[i] = random.Float64() * 1000
		}
		total := math.Round(sum(parts))
		got := wholes(total, parts)
		if sum(got) != total {
			t.Fatalf("seed %d: %v add up to %v, want %v", seed, got, sum(got), total)
		}
		for i := range parts {
			if math.Abs(got[i]-parts[i]) >= 1 {
				t.Fatalf("seed %d: %v became %v", seed, parts[i], got[i])
			}
		}
	}
}
