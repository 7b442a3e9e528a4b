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
	work *sync.Pool    // of *road.Climb: one for all views
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
	first := n.first.of(closed)
	if first == nil {
		first = &climb{work: &sync.Pool{New: func() any { return h.NewClimb() }}}
	}
	hubs, err := h.NewHubs(ctx, ts, first.hubs)
	if err != nil {
		return
	}
	c.hubs, c.work = hubs, first.work
	n.first.keep(closed, c)
}

// likeness is the first climb that was made for each mask, of whatever view: the others are much like it.
type likeness struct {
	mu sync.Mutex
	by map[road.Mask]*climb
}

func (l *likeness) of(closed road.Mask) *climb {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.by[closed]
}

func (l *likeness) keep(closed road.Mask, c *climb) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = make(map[road.Mask]*climb)
	}
	if l.by[closed] == nil {
		l.by[closed] = c
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
	return w.Nearest(from, c.hubs, of.accept, of.count, k, cutoff, nil)
}
