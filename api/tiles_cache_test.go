package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"maillage/geo/tile"
)

func keyOf(i int) tileKey { return tileKey{collection: "x", at: tile.ID{X: uint32(i)}} }

// The tiles asked for last are kept, within the limit; those asked for longest ago are drawn again.
func TestTheCacheIsBounded(t *testing.T) {
	const size, room = 1000, 5
	c := newTileCache(room*(size+tileOverhead) + 10)
	var drawn []int
	ask := func(i int) {
		t.Helper()
		b, err := c.get(t.Context(), keyOf(i), func() ([]byte, error) {
			drawn = append(drawn, i)
			return make([]byte, size), nil
		})
		if err != nil || len(b) != size {
			t.Fatalf("tile %d: %d bytes, %v", i, len(b), err)
		}
		if c.used > c.limit {
			t.Fatalf("%d bytes kept of %d", c.used, c.limit)
		}
	}
	for _, i := range []int{1, 2, 3, 4, 5, 1, 6, 1, 2, 6, 5} {
		ask(i)
	}
	if want := []int{1, 2, 3, 4, 5, 6, 2}; !slices.Equal(drawn, want) {
		t.Errorf("drawn %v, want %v", drawn, want)
	}
	if len(c.kept) != room || len(c.flights) != 0 {
		t.Errorf("%d kept, %d under way", len(c.kept), len(c.flights))
	}
	large, err := c.get(t.Context(), keyOf(99), func() ([]byte, error) { return make([]byte, 10*c.limit), nil })
	if err != nil || len(large) != 10*c.limit || c.used > c.limit {
		t.Errorf("a tile larger than the cache: %d bytes, %v, %d kept", len(large), err, c.used)
	}
}

// Empty tiles under ever other filters cost their filters.
func TestTheCacheCountsWhatItIsAskedWith(t *testing.T) {
	c := newTileCache(1 << 20)
	kept := func() (bytes int) {
		for key := range c.kept {
			bytes += len(key.query)
		}
		return bytes
	}
	for i := range 2000 {
		if _, err := c.get(t.Context(), tileKey{query: fmt.Sprintf("%4000d", i)}, func() ([]byte, error) { return nil, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if got := kept(); got > c.limit || got < c.limit/2 {
		t.Errorf("%d bytes of questions kept in a cache of %d", got, c.limit)
	}
}

// Those who ask at once wait for one drawing.
func TestOneDrawingForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTileCache(1 << 20)
		var drawings atomic.Int32
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				b, err := c.get(t.Context(), keyOf(1), func() ([]byte, error) {
					drawings.Add(1)
					time.Sleep(time.Second)
					return []byte("tile"), nil
				})
				if err != nil || string(b) != "tile" {
					t.Errorf("got %q, %v", b, err)
				}
			})
		}
		all.Wait()
		if n := drawings.Load(); n != 1 {
			t.Errorf("drawn %d times", n)
		}
	})
}

// Whoever fails, leaves or panics while drawing fails no other.
func TestADrawingThatFailsFailsNoOther(t *testing.T) {
	for name, fail := range map[string]func() ([]byte, error){
		"fails":  func() ([]byte, error) { return nil, errors.New("no ink") },
		"leaves": func() ([]byte, error) { return nil, context.Canceled },
		"panics": func() ([]byte, error) { panic("no paper") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newTileCache(1 << 20)
				var all sync.WaitGroup
				all.Go(func() {
					defer func() { _ = recover() }()
					if _, err := c.get(t.Context(), keyOf(1), func() ([]byte, error) { time.Sleep(time.Second); return fail() }); err == nil {
						t.Error("the one that fails is not told")
					}
				})
				synctest.Wait()
				for range 9 {
					all.Go(func() {
						b, err := c.get(t.Context(), keyOf(1), func() ([]byte, error) { return []byte("tile"), nil })
						if err != nil || string(b) != "tile" {
							t.Errorf("another got %q, %v", b, err)
						}
					})
				}
				hurried, cancel := context.WithTimeout(t.Context(), time.Millisecond)
				defer cancel()
				all.Go(func() {
					if _, err := c.get(hurried, keyOf(1), func() ([]byte, error) { return nil, nil }); !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("who does not wait gets %v", err)
					}
				})
				all.Wait()
				if len(c.flights) != 0 {
					t.Errorf("%d under way", len(c.flights))
				}
			})
		})
	}
}
