package api

import (
	"container/list"
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/singleflight"

	"maillage/geo/tile"
)

// tileBytes is how many bytes of tiles a snapshot keeps at most.
const tileBytes = 32 << 20

// tileKey is all that a layer's bytes depend on in one snapshot.
type tileKey struct {
	collection string
	at         tile.ID
	query      string
}

// tileCache keeps the tiles asked for last, up to a number of bytes; those who
// ask for the same at once wait for one computation.
type tileCache struct {
	room   int // bytes that may still be kept
	mu     sync.Mutex
	kept   map[tileKey]*list.Element
	order  list.List // of *keptTile, the last asked for in front
	flight singleflight.Group
}

type keptTile struct {
	key   tileKey
	bytes []byte
}

// overhead is about what a kept tile costs beside its bytes.
const overhead = 300

func newTileCache(room int) *tileCache {
	return &tileCache{room: room, kept: make(map[tileKey]*list.Element)}
}

// get is the tile kept, or the one that draw makes. Whoever gives up waiting
// fails no other: the drawing goes on, with the values of the context that began it.
func (c *tileCache) get(ctx context.Context, key tileKey, draw func(context.Context) ([]byte, error)) ([]byte, error) {
	if b, ok := c.find(key); ok {
		return b, nil
	}
	begun := context.WithoutCancel(ctx)
	drawn := c.flight.DoChan(fmt.Sprint(key), func() (any, error) {
		b, err := draw(begun)
		if err == nil {
			c.keep(key, b)
		}
		return b, err
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-drawn:
		b, _ := r.Val.([]byte)
		return b, r.Err
	}
}

func (c *tileCache) find(key tileKey) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.kept[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*keptTile).bytes, true
}

// keep puts a tile in front, and lets go of those behind until there is room.
func (c *tileCache) keep(key tileKey, b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, kept := c.kept[key]; kept {
		return
	}
	c.kept[key] = c.order.PushFront(&keptTile{key, b})
	for c.room -= len(b) + overhead; c.room < 0 && c.order.Len() > 0; {
		last := c.order.Remove(c.order.Back()).(*keptTile)
		delete(c.kept, last.key)
		c.room += len(last.bytes) + overhead
	}
}
