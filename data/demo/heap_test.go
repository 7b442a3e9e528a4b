package demo

import (
	"cmp"
	"slices"
	"testing"
)

func TestHeapSorts(t *testing.T) {
	const seed = 5
	rng := dice(seed, 0)
	var h heap
	var want []entry
	for at := range int32(3000) {
		e := entry{float64(rng.IntN(400)), at}
		h.push(e.key, e.at)
		want = append(want, e)
	}
	slices.SortFunc(want, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.at, b.at)) })
	for i, w := range want {
		if got := h.pop(); got != w {
			t.Fatalf("seed %d, pop %d: got %v, want %v", seed, i, got, w)
		}
	}
}

func TestNoise(t *testing.T) {
	n := noise(9)
	low, high := 0.0, 0.0
	for i := range 40000 {
		x, y := i%200*7-700, i/200*7-700
		v := n.at(x, y, 50)
		low, high = min(low, v), max(high, v)
		if step := v - n.at(x+1, y, 50); step > 0.07 || step < -0.07 {
			t.Errorf("at %d,%d: noise jumps by %v in one fiftieth of its wave", x, y, step)
		}
	}
	if low < -1 || high >= 1 || low > -0.7 || high < 0.7 {
		t.Errorf("noise spans %v to %v, want most of [-1, 1)", low, high)
	}
}
