package analysis

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"maillage/data"
	"maillage/geo/road"
)

func cellTimesOf(t testing.TB, e *Engine, q Query) *CellTimes {
	t.Helper()
	times, err := e.CellTimes(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return times
}

// A cell's time and place are those that Nearest gives from its centre.
func TestCellTimesAreNearestOfEachCell(t *testing.T) {
	seeded(t, 10, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 8).engine(t)
		for _, mode := range e.Modes() {
			q := Query{Mode: mode, Filter: randomFilter(r), Winter: r.IntN(2) == 0}
			times := cellTimesOf(t, e, q)
			for i, center := range e.Dataset().Cells.Center {
				a, err := e.Nearest(context.Background(), NearestQuery{Query: q, Origin: center, Open: OpenAny, Limit: 1})
				if err != nil {
					t.Fatal(err)
				}
				want, place := road.Unreachable, NoStructure
				if len(a.Results) > 0 {
					want, place = a.Results[0].Time, a.Results[0].Structure
				}
				if got, to := times.Time[i], times.Nearest(data.CellIndex(i)); got != want || to != place {
					t.Fatalf("%s, cell %d: %d to %d, want %d to %d", mode, i, got, to, want, place)
				}
			}
		}
	})
}

// An engine that keeps times answers as one that never was asked before.
func TestKeptTimesAnswerAsFreshOnes(t *testing.T) {
	seeded(t, 10, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 8).engine(t)
		e.kept.limit = 5 * cellTimesOf(t, e, Query{}).bytes() // some are dropped on the way
		var queries []CoverageQuery
		for range 8 {
			queries = append(queries, CoverageQuery{
				Query: Query{Mode: e.Modes()[r.IntN(len(e.Modes()))], Filter: randomFilter(r), Eligible: []string{"", EligibleAny}[r.IntN(2)], Winter: r.IntN(2) == 0},
				Group: []string{"", "young"}[r.IntN(2)],
			})
		}
		var all sync.WaitGroup
		for worker := range 4 {
			r := rand.New(rand.NewPCG(uint64(worker), 2))
			all.Go(func() {
				for range 12 {
					q := queries[r.IntN(len(queries))]
					q.TargetMinutes = 1 + 10*r.Float64()
					fresh := e.Over(e.View())
					if got, want := fmt.Sprintf("%+v", cover(t, e, q)), fmt.Sprintf("%+v", cover(t, fresh, q)); got != want {
						t.Errorf("%+v: got\n%s\nwant\n%s", q, got, want)
					}
					if got, want := fmt.Sprintf("%+v", gaps(t, e, q)), fmt.Sprintf("%+v", gaps(t, fresh, q)); got != want {
						t.Errorf("%+v: got\n%s\nwant\n%s", q, got, want)
					}
				}
			})
		}
		all.Wait()
	})
}

// Two questions share times where nothing that times depend on differs, and only there.
func TestEachPropertyOfAQueryHasItsTimes(t *testing.T) {
	seen := map[timesKey]string{keyOf(&Query{}): "the zero query"}
	add := func(name string, q Query) {
		if other, met := seen[keyOf(&q)]; met {
			t.Errorf("%s has the key of %s", name, other)
		}
		seen[keyOf(&q)] = name
	}
	for field := range reflect.TypeFor[Query]().Fields() {
		var q Query
		v := reflect.ValueOf(&q).Elem().FieldByIndex(field.Index)
		switch field.Name {
		case "At", "Filter":
			continue
		case "Winter":
			v.SetBool(true)
		default:
			v.SetString("x")
		}
		add(field.Name, q)
	}
	add("the filter", Query{Filter: data.Filter{Level: 1}})
	if keyOf(&Query{}) != keyOf(&Query{At: time.Unix(1, 0)}) {
		t.Error("the instant changes the key, and no time")
	}
}

// computing tells of computations of a keep that each last a second.
type computing struct{ made, ended atomic.Int32 }

func (c *computing) run(ctx context.Context) (*CellTimes, error) {
	c.made.Add(1)
	defer c.ended.Add(1)
	select {
	case <-time.After(time.Second):
		return &CellTimes{Time: make([]road.Deciseconds, 10)}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func TestThoseWhoAskAtOnceShareOneComputation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, c := newKeep(1000), &computing{}
		var all sync.WaitGroup
		got := make([]*CellTimes, 10)
		for i := range got {
			all.Go(func() { got[i], _ = k.get(t.Context(), timesKey{}, c.run) })
		}
		all.Wait()
		if made := c.made.Load(); made != 1 {
			t.Errorf("%d computations for one question", made)
		}
		if i := slices.IndexFunc(got, func(times *CellTimes) bool { return times == nil || times != got[0] }); i >= 0 {
			t.Errorf("asker %d got %v, the first %v", i, got[i], got[0])
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
				k, work := newKeep(1000), &computing{}
				var all sync.WaitGroup
				cancel := make([]context.CancelFunc, 3)
				for i := range 3 {
					var ctx context.Context
					ctx, cancel[i] = context.WithCancel(t.Context())
					all.Go(func() {
						times, err := k.get(ctx, timesKey{}, work.run)
						switch left := slices.Contains(c.leaving, i); {
						case left && !errors.Is(err, context.Canceled):
							t.Errorf("%d left and got %v, %v", i, times, err)
						case !left && (err != nil || times == nil):
							t.Errorf("%d stayed and got %v, %v", i, times, err)
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
				if times, err := k.get(t.Context(), timesKey{}, work.run); times == nil || err != nil {
					t.Errorf("afterwards: %v, %v", times, err)
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
				k, work := newKeep(1000), &computing{}
				var all sync.WaitGroup
				all.Go(func() {
					defer func() { _ = recover() }()
					if _, err := k.get(t.Context(), timesKey{}, func(context.Context) (*CellTimes, error) {
						time.Sleep(time.Second)
						return nil, fail()
					}); err == nil {
						t.Error("no error")
					}
				})
				synctest.Wait()
				all.Go(func() {
					if times, err := k.get(t.Context(), timesKey{}, work.run); times == nil || err != nil {
						t.Errorf("who waited got %v, %v", times, err)
					}
				})
				all.Wait()
			})
		})
	}
}

func TestTimesAskedForLongestAgoMakeRoom(t *testing.T) {
	made := 0
	one := func(n int) func(context.Context) (*CellTimes, error) {
		return func(context.Context) (*CellTimes, error) {
			made++
			return &CellTimes{Time: make([]road.Deciseconds, n)}, nil
		}
	}
	k := newKeep(3 * (&CellTimes{Time: make([]road.Deciseconds, 10)}).bytes())
	for step, c := range []struct {
		key  string
		size int
		made int // computations so far
	}{
		{"a", 10, 1}, {"b", 10, 2}, {"c", 10, 3}, {"a", 10, 3}, // all are kept
		{"d", 10, 4}, {"a", 10, 4}, {"c", 10, 4}, {"b", 10, 5}, // b was the oldest
		{"huge", 31, 6}, {"huge", 31, 7}, // larger than all there is
		{"a", 10, 8},
	} {
		if _, err := k.get(context.Background(), timesKey{mode: c.key}, one(c.size)); err != nil || made != c.made {
			t.Errorf("step %d, %s: %d computations, want %d; %v", step, c.key, made, c.made, err)
		}
		used := 0
		for at := range k.kept {
			used += k.kept[at].Value.(*kept).times.bytes()
		}
		if used != k.used || used > k.limit || len(k.kept) != k.recent.Len() {
			t.Errorf("step %d: %d bytes told of %d kept, limit %d", step, k.used, used, k.limit)
		}
	}
}
