package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"maillage/tools/peers/valhalla"
)

// streets are how fast both sides are on the kinds of street that Valhalla's
// ways use: for whoever tunes a profile.
type streets map[string]*held

// held is what a kind of street takes: theirs with the turns at its ends, ours
// with what our arcs hold of them.
type held struct{ metres, theirs, ours float64 }

// classes adds up the streets along the ways of Valhalla.
func (s sides) classes(pairs []pair) (streets, error) {
	pace := s.pace()
	sum := streets{}
	for _, p := range pairs {
		stretches, err := s.actor.Trace(s.mode.costing, p.theirs)
		if refusal := valhalla.Refusal(""); errors.As(err, &refusal) {
			continue
		} else if err != nil {
			return nil, err
		}
		before := 0.
		for _, stretch := range stretches {
			seconds := stretch.EndNode.Elapsed - before
			before = stretch.EndNode.Elapsed
			ours, ok := pace[stretch.Way]
			if !ok { // no street of ours: nothing to compare
				continue
			}
			kind := stretch.Class + ", " + stretch.Use
			if sum[kind] == nil {
				sum[kind] = &held{}
			}
			metres := stretch.Length * 1000
			sum[kind].metres += metres
			sum[kind].theirs += seconds
			sum[kind].ours += metres * ours
		}
	}
	return sum, nil
}

// pace is how many seconds a metre of each way takes us, on average of its edges and directions.
func (s sides) pace() map[int64]float64 {
	all, seconds, metres := s.graph.Streets(), map[int64]float64{}, map[int64]float64{}
	for i, c := 0, all.Columns(); i < len(c.Graphs); i++ {
		if c.Graphs[i].Profile != s.graph.Profile() {
			continue
		}
		for a, r := range c.Graphs[i].Run {
			way := all.Way(r.Edge())
			seconds[way] += float64(c.Graphs[i].Time[a]) / 10
			metres[way] += all.Metres(r.Edge())
		}
	}
	for way := range seconds {
		seconds[way] /= max(metres[way], .1)
	}
	return seconds
}

// told is the least share of all metres that a kind of street has to be told.
const told = .002

// tell writes a line a kind of street, the most used first.
func (sum streets) tell(w io.Writer) {
	all := 0.
	for _, h := range sum {
		all += h.metres
	}
	kinds := slices.SortedFunc(maps.Keys(sum), func(a, b string) int { return int(sum[b].metres - sum[a].metres) })
	for _, kind := range kinds {
		h := sum[kind]
		if h.metres < told*all {
			break
		}
		fmt.Fprintf(w, "  %-30s %7.0f km   theirs %5.1f km/h   ours %5.1f   %+.0f %% time\n", kind, h.metres/1000,
			3.6*h.metres/h.theirs, 3.6*h.metres/h.ours, 100*(h.ours/h.theirs-1))
	}
}
