package analysis

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// A crowd that comes to set out from fewer places while it searches answers as
// one that set out from those from the beginning: no list is half of one and half of the other.
func TestACrowdThatSparesSearchesAnswersAsASmallerOne(t *testing.T) {
	const n = 9
	spared, midway := 0, 0
	seeded(t, 60, func(t *testing.T, r *rand.Rand) {
		w := randomHours(r, n)
		w.communes = strings.Repeat("a", n)
		e := w.engine(t)
		q := NearestQuery{
			Query:    Query{Mode: "car", Eligible: EligibleAny, At: randomMoment(t, r)},
			Communes: communesOf(t, e, "a"), Limit: 1, Stay: time.Duration(r.IntN(2)) * DefaultStay,
		}
		if err := e.checkNearest(&q); err != nil {
			t.Fatal(err)
		}
		got, want := e.ask(&q), e.ask(&q)
		all := len(got.crowd.starts)
		got.crowd.budget = r.IntN(all * n * n)
		got.reach(t.Context(), got.choice, 1)
		early := got.crowd.fewer
		m, err := got.meet(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.crowd.fewer {
			spared++
			if !early {
				midway++
			}
		} else if len(got.crowd.starts) != all {
			t.Fatalf("%d starts became %d in silence", all, len(got.crowd.starts))
		}
		want.crowd = e.crowd(&q, want.travel, want.choice, len(got.crowd.starts))
		smaller, err := want.meet(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if want.crowd.fewer || !slices.Equal(m.open, smaller.open) || !slices.Equal(m.unsure, smaller.unsure) || !slices.Equal(m.closed, smaller.closed) {
			t.Errorf("%d of %d starts: got\n%+v\nwant\n%+v", len(got.crowd.starts), all, m, smaller)
		}
		if o := got.origin(); o.Starts != len(want.crowd.starts) || o.People != want.crowd.people || o.Cells != len(want.crowd.homes) {
			t.Errorf("the origin is told as %+v", o)
		}
	})
	if spared < 20 || midway < 5 {
		t.Errorf("spared %d times, %d of them midway: too few to test anything", spared, midway)
	}
}
