package analysis

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"sync"
	"testing"
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
		e.kept = newKept(5 * cellTimesOf(t, e, Query{}).bytes()) // some are dropped on the way
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

// What is kept is counted whole: in a region where nobody is counted too,
// where times are nothing and their questions without number.
func TestKeptTimesAreCountedWhole(t *testing.T) {
	e := (&world{land: `A-B`, communes: "a"}).engine(t)
	if n := e.Dataset().Cells.Len(); n != 0 {
		t.Fatalf("%d cells", n)
	}
	counted := 0
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	for set := range 4000 { // of audiences: each its own question
		var q Query
		for k, term := range data.Audiences()[:12] {
			if set>>k&1 == 1 {
				q.Filter.Audiences = append(q.Filter.Audiences, data.Audience(term.Code))
			}
		}
		key := keyOf(&q)
		counted += key.bytes() + cellTimesOf(t, e, q).bytes()
	}
	if grown := heap() - before; grown > counted {
		t.Errorf("%d bytes are kept, %d counted", grown, counted)
	}
	runtime.KeepAlive(e)
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
