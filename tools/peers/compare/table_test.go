package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/tools/peers/valhalla"
)

func TestQuantile(t *testing.T) {
	for _, test := range []struct {
		name   string
		values []float64
		share  float64
		want   float64
	}{
		{"one", []float64{4}, .5, 4},
		{"median of an even number is the lower", []float64{4, 1, 3, 2}, .5, 2},
		{"median of an odd number", []float64{5, 1, 3}, .5, 3},
		{"ninth decile", []float64{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, .9, 9},
		{"least", []float64{3, 2}, 0, 2},
	} {
		if got := quantile(test.values, test.share); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestRow(t *testing.T) {
	c := compared{onlyOurs: 1, onlyTheirs: 2, streetOurs: 3, streetTheirs: 4}
	for _, seconds := range []float64{110, 120, 89, 90} {
		c.pairs = append(c.pairs, pair{ours: valhalla.Trip{Seconds: seconds, Metres: 990}, theirs: valhalla.Trip{Seconds: 100, Metres: 1000}})
	}
	got, want := c.row("here", "car"), "| here | car | 4 | -10.0 % | 10.0 % | 20.0 % | 25.0 % | -1.0 % | 1.0 % | 1.0 % | 1, 2 | 3, 4 |"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := strings.Count(got, "|"), strings.Count(strings.Split(heading, "\n")[0], "|"); got != want {
		t.Errorf("the row has %d bars, its heading %d", got, want)
	}
}

func TestPairsOf(t *testing.T) {
	var places []orb.Point
	for i := range 30 {
		places = append(places, orb.Point{9 + .003*float64(i), 42}) // 248 m apart
	}
	pairs := slices.Collect(pairsOf(places, 2000))
	if got, want := len(pairs), 30*12-2*(3+4+5+6+7+8); got != want { // 3 to 8 places on, either way, but off the ends
		t.Fatalf("got %d pairs, want %d", got, want)
	}
	seen := map[[2]orb.Point]bool{}
	for _, p := range pairs {
		if d := geo.Metres(p.from, p.to); d < nearest || d > 2000 {
			t.Errorf("%v to %v are %.0f m apart", p.from, p.to, d)
		}
		if ends := [2]orb.Point{p.from, p.to}; seen[ends] {
			t.Errorf("%v comes twice", ends)
		} else {
			seen[ends] = true
		}
	}
	if got := len(slices.Collect(pairsOf(places[:2], 2000))); got != 0 {
		t.Errorf("of two places that are too near: got %d pairs, want none", got)
	}
}
