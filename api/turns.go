package api

import (
	"context"
	"runtime"
)

// turns lets a few long computations run at once and has the others wait for
// theirs, so that many at a time neither all come too late nor keep short
// questions from the processors.
type turns chan struct{}

// newTurns has a turn for every two processors: each computation spreads over all
// there are, so that more of them at a time would all come later, and none sooner.
func newTurns() turns { return make(turns, max(1, runtime.GOMAXPROCS(0)/2)) }

// take waits for a turn, which its taker gives back; the only error is the
// context's, and there is no turn then.
func (t turns) take(ctx context.Context) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// give gives a turn back.
func (t turns) give() { <-t }
