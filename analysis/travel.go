package analysis

import (
	"context"
	"runtime"
	"sync"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/isoline"
	"maillage/geo/road"
)

// travel is one mode over one view. Both its questions come out of the same
// function of geo/road (or of CrowTime), so their times agree to the decisecond.
type travel interface {
	mode() string
	// start finds where a journey from p begins.
	start(p orb.Point) start
	// startIn is start at the centre of a cell, once for all questions.
	startIn(i data.CellIndex) start
	// nearest returns at most k of the places that fit, within a cutoff (inclusive), by (time, target).
	nearest(from start, c *choice, k int, cutoff road.Deciseconds, closed road.Mask) []road.Reach
	// ways are the journeys from a start to some places, drawn, each in the time that
	// nearest tells of it; nil where none leads there.
	ways(from start, to []orb.Point, closed road.Mask) []*Way
	// nearer is a street much nearer to where a journey was to begin than where it does; nil where there is none.
	nearer(from start) *Nearer
	// isochrones draws how far some places are.
	isochrones(ctx context.Context, places []start, q isoline.Question) (*isoline.Isochrones, error)
	// await waits until nearest answers as fast as it ever will: whoever asks it from hundreds of starts does well to.
	await(ctx context.Context, closed road.Mask)
	// cells tells, for some cells, the time to the nearest place that fits and that
	// place, as nearest finds them with k = 1, and leaves those that reach none as they are.
	cells(ctx context.Context, some []data.CellIndex, c *choice, closed road.Mask, out *cellTimes) error
}

// start is where a journey begins. Over streets snap holds only when snapped.
type start struct {
	point   orb.Point
	snap    road.Snap
	snapped bool
	street  string
}

// cellTimes are by CellIndex.
type cellTimes struct {
	time   []road.Deciseconds
	target []road.TargetID
}

// newCellTimes reaches no cell.
func newCellTimes(n int) *cellTimes {
	out := &cellTimes{make([]road.Deciseconds, n), make([]road.TargetID, n)}
	for i := range n {
		out.time[i], out.target[i] = road.Unreachable, noTarget
	}
	return out
}

// noLimit is the cutoff of a search without one.
const noLimit = road.Unreachable

// stride is how many cells pass between two looks at the context.
const stride = 1024

// inParallel splits [0, n) into parts of at most stride for every processor,
// and stops between two parts once the context is done.
func inParallel(ctx context.Context, n, stride int, do func(from, to int)) error {
	parts := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+stride-1)/stride) {
		wg.Go(func() {
			for from := range parts {
				do(from, min(from+stride, n))
			}
		})
	}
	for from := 0; from < n && ctx.Err() == nil; from += stride {
		parts <- from
	}
	close(parts)
	wg.Wait()
	return ctx.Err()
}
