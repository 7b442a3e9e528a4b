package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
)

const heading = `| World | Mode | Pairs | Δ time: signed median | its size: median | ninth decile | ours shorter by over 10 % | Δ distance: signed median | its size: median | ninth decile | reached by one alone: us, Valhalla | nodes on streets of one alone: us, Valhalla |
|---|---|---|---|---|---|---|---|---|---|---|---|`

// tooShort is how much less than theirs a time of ours may be before it is counted apart.
const tooShort = -.1

// row is a world and mode's line of the table.
func (c compared) row(world, profile string) string {
	times, lengths, short := make([]float64, len(c.pairs)), make([]float64, len(c.pairs)), 0
	for i, p := range c.pairs {
		times[i], lengths[i] = p.time(), p.distance()
		if times[i] < tooShort {
			short++
		}
	}
	return fmt.Sprintf("| %s | %s | %d | %s | %.1f %% | %s | %d, %d | %d, %d |", world, profile, len(c.pairs), differences(times),
		100*float64(short)/float64(max(1, len(c.pairs))), differences(lengths), c.onlyOurs, c.onlyTheirs, c.streetOurs, c.streetTheirs)
}

// time and distance are ours relative to theirs: above 0 we are slower, longer.
func (p pair) time() float64     { return p.ours.Seconds/p.theirs.Seconds - 1 }
func (p pair) distance() float64 { return p.ours.Metres/p.theirs.Metres - 1 }

// differences are three cells: the signed median, the median and the ninth decile of sizes.
func differences(d []float64) string {
	if len(d) == 0 {
		return "– | – | –"
	}
	sizes := make([]float64, len(d))
	for i, x := range d {
		sizes[i] = math.Abs(x)
	}
	return fmt.Sprintf("%+.1f %% | %.1f %% | %.1f %%", 100*quantile(d, .5), 100*quantile(sizes, .5), 100*quantile(sizes, .9))
}

// quantile is the least value that a share of all are no greater than.
func quantile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, int(math.Ceil(share*float64(len(sorted))))-1)]
}

// tellWorst names the pairs whose times differ most, for whoever tunes.
func (c compared) tellWorst(w io.Writer, count int) {
	worst := slices.SortedFunc(slices.Values(c.pairs), func(a, b pair) int {
		return -cmp.Compare(math.Abs(a.time()), math.Abs(b.time()))
	})
	for _, p := range worst[:min(count, len(worst))] {
		fmt.Fprintf(w, "  %+.0f %% time, %+.0f %% distance: %.6f,%.6f to %.6f,%.6f: ours %.0f s %.0f m, theirs %.0f s %.0f m\n",
			100*p.time(), 100*p.distance(), p.from[1], p.from[0], p.to[1], p.to[0],
			p.ours.Seconds, p.ours.Metres, p.theirs.Seconds, p.theirs.Metres)
	}
}
