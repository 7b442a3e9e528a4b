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

// Times follow what is opened, closed and moved, and whom places receive, from
// one question to the next, and are those of an engine that was asked nothing before.
func TestTimesOverChangedViewsAreThoseOfAFreshEngine(t *testing.T) {
	compared := 0
	seeded(t, 12, func(t *testing.T, r *rand.Rand) {
		w := randomWorld(r, 9)
		ds, streets := w.dataset(t), w.streets(t)
		e, view := New(ds, streets), ds.View()
		for n := range 20 {
			view = changedView(t, r, view, n)
			q := Query{Mode: e.Modes()[r.IntN(2)], Winter: r.IntN(4) == 0, Eligible: []string{EligibleResident, EligibleAny}[r.IntN(2)]}
			if r.IntN(3) == 0 {
				q.Filter = randomFilter(r)
			}
			got, want := cellTimesOf(t, e.Over(view), q), cellTimesOf(t, New(ds, streets).Over(view), q)
			for i := range data.CellIndex(ds.Cells.Len()) {
				if got.Time[i] != want.Time[i] || got.Nearest(i) != want.Nearest(i) {
					t.Fatalf("change %d, %+v, cell %d: %d to %d, afresh %d to %d", n, q, i, got.Time[i], got.Nearest(i), want.Time[i], want.Nearest(i))
				}
				if got.Time[i] != road.Unreachable {
					compared++
				}
			}
		}
	})
	if compared < 1000 {
		t.Errorf("only %d cells reach a place", compared)
	}
}

// changedView opens, closes or moves a structure of a view.
func changedView(t *testing.T, r *rand.Rand, v *data.View, n int) *data.View {
	t.Helper()
	at := data.Position{Point: lonlat(t, 9*r.Float64(), 9*r.Float64()), Precision: data.PrecisionHouse}
	var all []*data.Structure
	for _, st := range v.All() {
		all = append(all, st)
	}
	if len(all) == 0 {
		return v
	}
	st := all[r.IntN(len(all))]
	var change data.Change
	switch r.IntN(3) {
	case 0:
		opened := *st
		opened.ID += data.StructureID(fmt.Sprint(" ", n)) // after it, before the next
		change = data.Open{Site: data.Site{Position: at}, Structure: opened}
	case 1:
		change = data.Close{ID: st.ID}
	default:
		change = data.Move{ID: st.ID, Position: at}
	}
	changed, err := v.With(change)
	if err != nil {
		t.Fatal(err)
	}
	return changed
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
