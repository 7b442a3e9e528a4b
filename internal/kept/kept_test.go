package kept

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// newCache keeps texts, each of which costs its length and that of its key.
func newCache(limit int) *Cache[string, string] {
	return New(limit, func(key, value string) int { return len(key) + len(value) })
}

// computing tells of makings that each last a second.
type computing struct{ made, ended atomic.Int32 }

func (c *computing) run(ctx context.Context) (string, error) {
	c.made.Add(1)
	defer c.ended.Add(1)
	select {
	case <-time.After(time.Second):
		return "made", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func TestThoseWhoAskAtOnceShareOneComputation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, c := newCache(1000), &computing{}
		var all sync.WaitGroup
		got := make([]string, 10)
		for i := range got {
			all.Go(func() { got[i], _ = k.Get(t.Context(), "a", c.run) })
		}
		all.Wait()
		if made := c.made.Load(); made != 1 {
			t.Errorf("%d computations for one question", made)
		}
		if i := slices.IndexFunc(got, func(value string) bool { return value != "made" }); i >= 0 {
			t.Errorf("asker %d got %q", i, got[i])
		}
	})
}

// Whoever leaves is told at once and fails nobody; when all have left nothing goes on.
func TestACancelledAskerFailsNoOther(t *testing.T) {
	for _, c := range []struct {
		name    string
		leaving []int // of three who ask, who leaves after half a second
		made    int32 // computations in all
	}{
		{"the first, who computes", []int{0}, 1},
		{"one who waits", []int{1}, 1},
		{"all but one", []int{0, 2}, 1},
		{"all", []int{2, 0, 1}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k, work := newCache(1000), &computing{}
				var all sync.WaitGroup
				cancel := make([]context.CancelFunc, 3)
				for i := range 3 {
					var ctx context.Context
					ctx, cancel[i] = context.WithCancel(t.Context())
					all.Go(func() {
						value, err := k.Get(ctx, "a", work.run)
						switch left := slices.Contains(c.leaving, i); {
						case left && !errors.Is(err, context.Canceled):
							t.Errorf("%d left and got %q, %v", i, value, err)
						case !left && (err != nil || value != "made"):
							t.Errorf("%d stayed and got %q, %v", i, value, err)
						}
					})
					synctest.Wait() // they come in order
				}
				time.Sleep(500 * time.Millisecond)
				for _, i := range c.leaving {
					cancel[i]()
					synctest.Wait()
				}
				if went, all := work.ended.Load() == 0, len(c.leaving) == 3; went == all {
					t.Errorf("the computation goes on: %v", went)
				}
				all.Wait()
				for i := range cancel {
					cancel[i]()
				}
				if value, err := k.Get(t.Context(), "a", work.run); value != "made" || err != nil {
					t.Errorf("afterwards: %q, %v", value, err)
				}
				if made := work.made.Load(); made != c.made {
					t.Errorf("%d computations, want %d", made, c.made)
				}
			})
		})
	}
}

// A computation that fails, or panics, fails who made it; who waits makes another.
func TestAFailedComputationIsMadeAgain(t *testing.T) {
	for name, fail := range map[string]func() error{
		"an error": func() error { return errors.New("no") },
		"a panic":  func() error { panic("no") },
		"the goroutine ends": func() error {
			runtime.Goexit()
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k, work := newCache(1000), &computing{}
				var all sync.WaitGroup
				all.Go(func() {
					defer func() { _ = recover() }()
					if _, err := k.Get(t.Context(), "a", func(context.Context) (string, error) {
						time.Sleep(time.Second)
						return "", fail()
					}); err == nil {
						t.Error("no error")
					}
				})
				synctest.Wait()
				all.Go(func() {
					if value, err := k.Get(t.Context(), "a", work.run); value != "made" || err != nil {
						t.Errorf("who waited got %q, %v", value, err)
					}
				})
				all.Wait()
			})
		})
	}
}

func TestWhatWasAskedForLongestAgoMakesRoom(t *testing.T) {
	made := 0
	one := func(size int) func(context.Context) (string, error) {
		return func(context.Context) (string, error) {
			made++
			return string(make([]byte, size)), nil
		}
	}
	k := newCache(3 * (1 + 10))
	for step, c := range []struct {
		key  string
		size int
		made int // so far
	}{
		{"a", 10, 1}, {"b", 10, 2}, {"c", 10, 3}, {"a", 10, 3}, // all are kept
		{"d", 10, 4}, {"a", 10, 4}, {"c", 10, 4}, {"b", 10, 5}, // b was the oldest
		{"h", 33, 6}, {"h", 33, 7}, // larger than all there is, and empties nothing
		{"a", 10, 7}, {"c", 10, 7}, {"b", 10, 7},
		{"a key that is long", 0, 8}, {"b", 10, 8}, {"a", 10, 9}, // keys cost too
	} {
		if value, err := k.Get(context.Background(), c.key, one(c.size)); err != nil || len(value) != c.size || made != c.made {
			t.Errorf("step %d, %s: %d bytes, %d made, want %d and %d; %v", step, c.key, len(value), made, c.size, c.made, err)
		}
		used := 0
		for _, at := range k.kept {
			e := at.Value.(*entry[string, string])
			used += len(e.key) + len(e.value)
		}
		if used != k.used || used > k.limit || len(k.kept) != k.recent.Len() || len(k.flights) != 0 {
			t.Errorf("step %d: %d bytes told of %d kept, limit %d; %d under way", step, k.used, used, k.limit, len(k.flights))
		}
	}
}
