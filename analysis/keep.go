package analysis

import (
	"container/list"
	"context"
	"sync"
)

// keptBytes bounds the times that an engine keeps: those of some sixty
// questions about a region of 90,000 cells.
const keptBytes = 64 << 20

// keep holds the times of the questions of late, those asked for longest ago
// making room for new ones, and has those who ask the same at once wait for one
// computation. The first of them computes, in its own goroutine, so that nothing
// goes on once all have left; it goes on for the others when it is cancelled itself.
type keep struct {
	mu      sync.Mutex
	limit   int // bytes
	used    int
	recent  list.List // of *kept, the latest first
	kept    map[timesKey]*list.Element
	flights map[timesKey]*flight
}

type kept struct {
	key   timesKey
	times *CellTimes
}

// flight is a computation under way, for as many as are asking.
type flight struct {
	asking int
	shared context.Context // done when nobody asks any more
	cancel context.CancelFunc
	landed chan struct{} // closed when times is set, or stays nil because it failed
	times  *CellTimes
}

func newKeep(limit int) *keep {
	return &keep{limit: limit, kept: make(map[timesKey]*list.Element), flights: make(map[timesKey]*flight)}
}

// get is the times of a key, kept or computed. Whoever is cancelled gets the
// context's error; a computation that fails fails the one that made it, and the next of those who wait makes its own.
func (k *keep) get(ctx context.Context, key timesKey, compute func(context.Context) (*CellTimes, error)) (*CellTimes, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		times, f, first := k.join(ctx, key)
		switch {
		case times != nil:
			return times, nil
		case first:
			return k.fly(ctx, key, f, compute)
		}
		select {
		case <-f.landed:
			if f.times != nil {
				return f.times, nil
			}
		case <-ctx.Done():
			k.leave(key, f)
		}
	}
}

// join finds times that are kept, or a computation to wait for, or makes one to be flown.
func (k *keep) join(ctx context.Context, key timesKey) (times *CellTimes, f *flight, first bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at, ok := k.kept[key]; ok {
		k.recent.MoveToFront(at)
		return at.Value.(*kept).times, nil, false
	}
	if f = k.flights[key]; f != nil {
		f.asking++
		return nil, f, false
	}
	f = &flight{asking: 1, landed: make(chan struct{})}
	f.shared, f.cancel = context.WithCancel(context.WithoutCancel(ctx))
	k.flights[key] = f
	return nil, f, true
}

// leave takes one of those who ask away. The last one ends the computation,
// which nobody joins any more.
func (k *keep) leave(key timesKey, f *flight) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if f.asking--; f.asking == 0 {
		f.cancel()
		k.forget(key, f)
	}
}

func (k *keep) forget(key timesKey, f *flight) {
	if k.flights[key] == f {
		delete(k.flights, key)
	}
}

// fly computes for all who ask, until none does.
func (k *keep) fly(ctx context.Context, key timesKey, f *flight, compute func(context.Context) (*CellTimes, error)) (*CellTimes, error) {
	stop := context.AfterFunc(ctx, func() { k.leave(key, f) })
	defer stop()
	defer k.land(key, f) // after a panic too
	times, err := compute(f.shared)
	if err == nil {
		f.times = times
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return times, err
}

// land ends a computation, keeps what it came to and tells those who wait.
func (k *keep) land(key timesKey, f *flight) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f.cancel()
	k.forget(key, f)
	if f.times != nil {
		k.store(key, f.times)
	}
	close(f.landed)
}

// store keeps times, and drops those asked for longest ago until they are within the limit.
func (k *keep) store(key timesKey, times *CellTimes) {
	if at, ok := k.kept[key]; ok {
		k.drop(at)
	}
	k.kept[key] = k.recent.PushFront(&kept{key, times})
	k.used += times.bytes()
	for k.used > k.limit {
		k.drop(k.recent.Back())
	}
}

func (k *keep) drop(at *list.Element) {
	old := k.recent.Remove(at).(*kept)
	delete(k.kept, old.key)
	k.used -= old.times.bytes()
}
