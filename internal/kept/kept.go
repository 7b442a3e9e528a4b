// Package kept keeps what was made of late, and has those who ask for the same
// at once wait for one making.
package kept

import (
	"container/list"
	"context"
	"sync"
)

// Cache keeps values by their keys within a number of bytes: those asked for
// longest ago make room for new ones. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	mu      sync.Mutex
	limit   int
	used    int
	cost    func(K, V) int
	recent  list.List // of *entry[K, V], the latest first
	kept    map[K]*list.Element
	flights map[K]*flight[V]
}

type entry[K comparable, V any] struct {
	key   K
	value V
	cost  int
}

// flight is a making under way, for as many as are asking.
type flight[V any] struct {
	asking int
	shared context.Context // done when nobody asks any more
	cancel context.CancelFunc
	landed chan struct{} // closed once it is made, or has failed
	made   bool
	value  V
}

// New makes a cache of at most limit bytes; cost is about how many a value
// takes, its key and its place in the cache included.
func New[K comparable, V any](limit int, cost func(K, V) int) *Cache[K, V] {
	return &Cache[K, V]{limit: limit, cost: cost, kept: make(map[K]*list.Element), flights: make(map[K]*flight[V])}
}

// Get is the value of a key, kept or made. The first who asks makes it, in its
// own goroutine, so that nothing goes on once all have left; it goes on for the
// others when it is cancelled itself. Whoever is cancelled gets the context's
// error. A making that fails, or panics, fails the one that made it, and the next
// of those who wait makes its own; what failed is not kept.
func (c *Cache[K, V]) Get(ctx context.Context, key K, make func(context.Context) (V, error)) (V, error) {
	for {
		if err := ctx.Err(); err != nil {
			var none V
			return none, err
		}
		value, f, first := c.join(ctx, key)
		switch {
		case f == nil:
			return value, nil
		case first:
			return c.fly(ctx, key, f, make)
		}
		select {
		case <-f.landed:
			if f.made {
				return f.value, nil
			}
		case <-ctx.Done():
			c.leave(key, f)
		}
	}
}

// join finds what is kept (no flight), or a making to wait for, or begins one to be flown.
func (c *Cache[K, V]) join(ctx context.Context, key K) (value V, f *flight[V], first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at, ok := c.kept[key]; ok {
		c.recent.MoveToFront(at)
		return at.Value.(*entry[K, V]).value, nil, false
	}
	if f = c.flights[key]; f != nil {
		f.asking++
		return value, f, false
	}
	f = &flight[V]{asking: 1, landed: make(chan struct{})}
	f.shared, f.cancel = context.WithCancel(context.WithoutCancel(ctx))
	c.flights[key] = f
	return value, f, true
}

// leave takes one of those who ask away. The last one ends the making, which
// nobody joins any more.
func (c *Cache[K, V]) leave(key K, f *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.asking--; f.asking == 0 {
		f.cancel()
		c.forget(key, f)
	}
}

func (c *Cache[K, V]) forget(key K, f *flight[V]) {
	if c.flights[key] == f {
		delete(c.flights, key)
	}
}

// fly makes the value for all who ask, until none does.
func (c *Cache[K, V]) fly(ctx context.Context, key K, f *flight[V], make func(context.Context) (V, error)) (V, error) {
	stop := context.AfterFunc(ctx, func() { c.leave(key, f) })
	defer stop()
	defer c.land(key, f) // after a panic too
	value, err := make(f.shared)
	if err == nil {
		f.value, f.made = value, true
	}
	if ctx.Err() != nil {
		var none V
		return none, ctx.Err()
	}
	return value, err
}

// land ends a making, keeps what it came to and tells those who wait.
func (c *Cache[K, V]) land(key K, f *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.cancel()
	c.forget(key, f)
	if f.made {
		c.store(key, f.value)
	}
	close(f.landed)
}

// store keeps a value, and drops those asked for longest ago until all are
// within the limit. What is larger than the cache is not kept: it would empty it.
func (c *Cache[K, V]) store(key K, value V) {
	if at, ok := c.kept[key]; ok {
		c.drop(at)
	}
	e := &entry[K, V]{key, value, c.cost(key, value)}
	if e.cost > c.limit {
		return
	}
	c.kept[key] = c.recent.PushFront(e)
	c.used += e.cost
	for c.used > c.limit {
		c.drop(c.recent.Back())
	}
}

func (c *Cache[K, V]) drop(at *list.Element) {
	old := c.recent.Remove(at).(*entry[K, V])
	delete(c.kept, old.key)
	c.used -= old.cost
}
