package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/geo/road"
)

func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

func TestSpreadOfTimes(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name              string
		samples           []sample
		mean, median, p90 float64
	}{
		{"nobody", nil, nan, nan, nan},
		{"one", []sample{{600, 3}}, 1, 1, 1},
		{"half is reached exactly at the first", []sample{{600, 5}, {1200, 5}}, 1.5, 1, 2},
		{"one person more moves the median", []sample{{600, 5}, {1200, 6}}, 17. / 11, 2, 2},
		{"nine in ten are reached exactly at the first", []sample{{600, 9}, {1200, 1}}, 1.1, 1, 1},
		{"the unreachable are beyond everyone", []sample{{600, 6}, {road.Unreachable, 4}}, 1, 1, inf},
		{"nobody arrives", []sample{{road.Unreachable, 4}}, nan, inf, inf},
	} {
		if got := meanMinutes(c.samples); !same(got, c.mean) {
			t.Errorf("%s: mean %v, want %v", c.name, got, c.mean)
		}
		if got := quantileMinutes(c.samples, 1, 2); !same(got, c.median) {
			t.Errorf("%s: median %v, want %v", c.name, got, c.median)
		}
		if got := quantileMinutes(c.samples, 9, 10); !same(got, c.p90) {
			t.Errorf("%s: p90 %v, want %v", c.name, got, c.p90)
		}
	}
}

// Whoever lists every person one by one finds the same quantiles.
func TestQuantilesAgreeWithPeopleInARow(t *testing.T) {
	seeded(t, 50, func(t *testing.T, r *rand.Rand) {
		var samples []sample
		var times []road.Deciseconds
		for range 1 + r.IntN(12) {
			s := sample{road.Deciseconds(r.IntN(2000)), float64(1 + r.IntN(6))}
			samples = append(samples, s)
			for range int(s.people) {
				times = append(times, s.time)
			}
		}
		slices.SortFunc(samples, func(a, b sample) int { return int(a.time) - int(b.time) })
		slices.Sort(times)
		for _, q := range [][2]int{{1, 2}, {9, 10}, {1, 10}} {
			want := times[(len(times)*q[0]+q[1]-1)/q[1]-1].Minutes()
			if got := quantileMinutes(samples, float64(q[0]), float64(q[1])); got != want {
				t.Errorf("quantile %d/%d of %v: got %v, want %v", q[0], q[1], samples, got, want)
			}
		}
	})
}

func TestWithinComparesDecimalMinutes(t *testing.T) {
	for _, c := range []struct {
		minutes float64
		want    road.Deciseconds
	}{{0.7, 420}, {30, 18000}, {0.1, 60}, {1. / 3, 200}, {29.9999, 17999}, {0.001, 0}, {MaxMinutes, 864000}} {
		if got := within(c.minutes); got != c.want {
			t.Errorf("within(%v) = %d, want %d", c.minutes, got, c.want)
		}
	}
	for tenths := range 6000 { // every time that a decimal number of minutes names is within it
		if got := within(road.Deciseconds(tenths).Minutes()); got != road.Deciseconds(tenths) {
			t.Fatalf("within of %d deciseconds in minutes = %d", tenths, got)
		}
	}
}
