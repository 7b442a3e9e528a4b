package api

import (
	"container/list"
	"context"
	"sync"

	"maillage/geo/tile"
)

// tileBytes is how many bytes of tiles a snapshot keeps at most.
const tileBytes = 32 << 20

// tileOverhead is about what a kept tile costs beside its own bytes and those of the question, which may be the more.
const tileOverhead = 300

// tileKey is all that a layer's bytes depend on in one snapshot.
type tileKey struct {
	collection string
	at         tile.ID
	query      string
}

// tileCache keeps the tiles asked for last, those asked for longest ago making
// room for new ones, and has those who ask for the same at once wait for one
// drawing. The first of them draws, in its own goroutine; where it fails or
// leaves, the next of those who wait draws for itself.
type tileCache struct {
	mu      sync.Mutex
	limit   int // bytes
	used    int
	recent  list.List // of *keptTile, the latest first
	kept    map[tileKey]*list.Element
	flights map[tileKey]*tileFlight
}

type keptTile struct {
	key   tileKey
	bytes []byte
}

// cost is about how many bytes it takes to keep the tile.
func (t *keptTile) cost() int { return len(t.bytes) + len(t.key.query) + tileOverhead }

// tileFlight is a tile under way.
type tileFlight struct {
	ended chan struct{} // closed once bytes are set, or will never be
	drawn bool
	bytes []byte
}

func newTileCache(limit int) *tileCache {
	return &tileCache{limit: limit, kept: make(map[tileKey]*list.Element), flights: make(map[tileKey]*tileFlight)}
}

// get is the tile kept, or the one that somebody draws, or the one drawn now.
func (c *tileCache) get(ctx context.Context, key tileKey, draw func() ([]byte, error)) ([]byte, error) {
	for {
		b, d, first := c.join(key)
		switch {
		case d == nil:
			return b, nil
		case first:
			return c.drawOnce(key, d, draw)
		}
		select {
		case <-d.ended:
			if d.drawn {
				return d.bytes, nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// join finds a tile that is kept, or a drawing to wait for, or begins one.
func (c *tileCache) join(key tileKey) (bytes []byte, d *tileFlight, first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at, ok := c.kept[key]; ok {
		c.recent.MoveToFront(at)
		return at.Value.(*keptTile).bytes, nil, false
	}
	if d = c.flights[key]; d != nil {
		return nil, d, false
	}
	d = &tileFlight{ended: make(chan struct{})}
	c.flights[key] = d
	return nil, d, true
}

// drawOnce draws for all who wait.
func (c *tileCache) drawOnce(key tileKey, d *tileFlight, draw func() ([]byte, error)) ([]byte, error) {
	defer c.end(key, d) // after a panic too
	b, err := draw()
	if err == nil {
		d.bytes, d.drawn = b, true
	}
	return b, err
}

// end keeps what was drawn, and tells those who wait.
func (c *tileCache) end(key tileKey, d *tileFlight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.flights, key)
	if d.drawn {
		c.keep(key, d.bytes)
	}
	close(d.ended)
}

// keep puts a tile in front, and drops those behind until all are within the limit.
func (c *tileCache) keep(key tileKey, b []byte) {
	kept := &keptTile{key, b}
	c.kept[key] = c.recent.PushFront(kept)
	c.used += kept.cost()
	for c.used > c.limit {
		old := c.recent.Remove(c.recent.Back()).(*keptTile)
		delete(c.kept, old.key)
		c.used -= old.cost()
	}
}
