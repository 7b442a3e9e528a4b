package analysis

import (
	"context"
	"sync"

	"maillage/geo/road"
)

// climbs are the hubs of one view's places over a network, by what is closed.
// They are made in the background once somebody asks; until they stand, and
// where none can be made, searches answer the same.
type climbs struct {
	mu sync.Mutex
	by map[road.Mask]*climb
}

// climb is the hubs of one mask.
type climb struct {
	done chan struct{} // closed once hubs are there, or will not be
	hubs *road.Hubs    // nil where none could be made
	work sync.Pool     // of *road.Climb
}

// climb returns the hubs for a mask, which may still be under way.
func (t *streetTravel) climb(closed road.Mask) *climb {
	if !t.graph.Closes(closed) {
		closed = 0
	}
	c := &t.climbs
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.by[closed]; known != nil {
		return known
	}
	one := &climb{done: make(chan struct{})}
	if c.by == nil {
		c.by = make(map[road.Mask]*climb)
	}
	c.by[closed] = one
	begun := t.background.begin(func(ctx context.Context) {
		defer close(one.done)
		one.make(ctx, t.network, t.targets(), closed)
	})
	if !begun {
		close(one.done)
	}
	return one
}

// make lets the targets climb; what an earlier view of the network did serves again.
func (c *climb) make(ctx context.Context, n *network, ts *road.Targets, closed road.Mask) {
	h, err := n.graph.Hierarchy(ctx, closed)
	if err != nil {
		return
	}
	hubs, err := h.NewHubs(ctx, ts, n.like.of(closed))
	if err != nil {
		return
	}
	n.like.keep(closed, hubs)
	c.work.New = func() any { return h.NewClimb() }
	c.hubs = hubs
}

// likeness is the first hubs that were made for a mask, of whatever view.
type likeness struct {
	mu sync.Mutex
	by map[road.Mask]*road.Hubs
}

func (l *likeness) of(closed road.Mask) *road.Hubs {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.by[closed]
}

func (l *likeness) keep(closed road.Mask, hubs *road.Hubs) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = make(map[road.Mask]*road.Hubs)
	}
	if l.by[closed] == nil {
		l.by[closed] = hubs
	}
}

// ready tells whether questions may be asked of the hubs.
func (c *climb) ready() bool {
	select {
	case <-c.done:
		return c.hubs != nil
	default:
		return false
	}
}

// await waits until the hubs stand, or will not.
func (c *climb) await(ctx context.Context) {
	select {
	case <-c.done:
	case <-ctx.Done():
	}
}

func (c *climb) nearest(from road.Snap, of *choice, k int, cutoff road.Deciseconds) []road.Reach {
	w := c.work.Get().(*road.Climb)
	defer c.work.Put(w)
	return w.Nearest(from, c.hubs, of.accept, of.count, k, cutoff, make([]road.Reach, 0, k))
}
