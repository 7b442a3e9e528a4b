package analysis

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"maillage/data"
)

// stand waits until a query's places have climbed.
func stand(t testing.TB, e *Engine, q *Query) {
	t.Helper()
	if travel, over := e.travel(q.Mode).(*streetTravel); over {
		hubs := travel.climb(q.closed())
		if hubs.await(t.Context()); !hubs.ready() {
			t.Fatal("no hubs were made")
		}
		if travel.climb(q.closed()) != hubs {
			t.Fatal("each question has its own hubs made")
		}
	}
}

// The answer is the same before the places have climbed, once they have, over
// another view, and of an engine that was closed.
func TestNearestIsTheSameByHubs(t *testing.T) {
	seeded(t, 40, func(t *testing.T, r *rand.Rand) {
		w := randomHours(r, 7)
		e, closed := w.engine(t), w.engine(t)
		closed.Close()
		for _, mode := range e.Modes() {
			for range 6 {
				q := NearestQuery{Query: Query{
					Mode: mode, Filter: randomFilter(r), Winter: r.IntN(2) == 0, At: randomMoment(t, r), Eligible: EligibleAny,
				}, Limit: 1 + r.IntN(4)}
				centers := e.Dataset().Cells.Center
				q.Origin = centers[r.IntN(len(centers))]
				if r.IntN(3) == 0 {
					q.Communes = []data.TerritoryIndex{e.Dataset().Cells.Commune[r.IntN(len(centers))]}
				}
				if r.IntN(2) == 0 {
					q.MaxMinutes = 1 + 20*r.Float64()
				}
				want := nearest(t, closed, q)
				over := e.Over(e.View())
				if got := nearest(t, over, q); !reflect.DeepEqual(got, want) {
					t.Fatalf("at once: got %+v, want %+v", got, want)
				}
				for name, engine := range map[string]*Engine{"by hubs": e, "by hubs of another view": over} {
					stand(t, engine, &q.Query)
					if got := nearest(t, engine, q); !reflect.DeepEqual(got, want) {
						t.Fatalf("%s: got %+v, want %+v", name, got, want)
					}
				}
			}
		}
	})
}

// Closing tells what is under way that nobody waits for it, waits for its end, and lets nothing begin.
func TestBackgroundCloses(t *testing.T) {
	b, ended := newBackground(), false
	b.begin(func(ctx context.Context) {
		<-ctx.Done()
		ended = true
	})
	b.close()
	if !ended {
		t.Error("closed before the work ended")
	}
	if b.begin(func(context.Context) {}) {
		t.Error("some work began after the end")
	}
}

// A closed engine does nothing more in the background, whatever was under way:
// what its streets lie in may be unmapped.
func TestCloseEndsWhatIsUnderWay(t *testing.T) {
	for range 20 {
		e := randomWorld(rngOf(1), 20).engine(t)
		q := NearestQuery{Query: Query{Mode: "car"}, Origin: e.Dataset().Cells.Center[0]}
		want := ids(e, nearest(t, e, q).Results)
		e.Close()
		select {
		case <-e.travel("car").(*streetTravel).climb(0).done:
		default:
			t.Fatal("places still climb")
		}
		later := q
		later.Mode = "walk"
		nearest(t, e, later)
		if e.travel("walk").(*streetTravel).climb(0).ready() {
			t.Fatal("places climbed after the engine was closed")
		}
		if got := ids(e, nearest(t, e, q).Results); got != want {
			t.Errorf("closed, it answers %q, before %q", got, want)
		}
		e.Close()
	}
}
