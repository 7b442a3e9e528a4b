package analysis

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/data"
	"maillage/geo/road"
	"maillage/internal/racing"
	"maillage/say"
)

func isochrones(t testing.TB, e *Engine, q IsochroneQuery) *Isochrones {
	t.Helper()
	out, err := e.Isochrones(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whoever lies within an isochrone is told by nearest to be so near, and whoever does not is not.
func TestIsochronesAreWhatNearestTells(t *testing.T) {
	racing.Long(t)
	held, within := 0, 0
	seeded(t, 4, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 7).engine(t)
		for _, mode := range e.Modes() {
			to := e.roster.structures[r.IntN(len(e.roster.structures))]
			q := IsochroneQuery{Structures: []data.StructureIndex{to}, Minutes: []float64{20, 60}}
			q.Mode, q.Winter = mode, r.IntN(2) == 0
			got := isochrones(t, e, q)
			if len(got.Areas) != 2 || got.Areas[0].Minutes != 60 {
				t.Fatalf("%s: areas %+v, want that of 60 minutes, then that of 20", mode, got.Areas)
			}
			for range 60 {
				p := lonlat(t, r.Float64()*8-0.5, r.Float64()*8-0.5)
				route, err := e.Route(context.Background(), NearestQuery{Query: q.Query, Origin: p}, to)
				if err != nil {
					t.Fatal(err)
				}
				for _, area := range got.Areas {
					inside := planar.MultiPolygonContains(area.Area, p)
					near := route.Time != road.Unreachable && route.Time.Minutes() < area.Minutes*0.9
					far := route.Time == road.Unreachable || route.Time.Minutes() > area.Minutes*1.1
					if inside && far || !inside && near {
						t.Errorf("%s: %v is %.1f min away; inside that of %v min: %v", mode, p, route.Time.Minutes(), area.Minutes, inside)
					}
					if held++; inside {
						within++
					}
				}
			}
		}
	})
	if held < 500 || within < 50 || held-within < 50 {
		t.Errorf("%d places were held, %d of them within: too few", held, within)
	}
}

// Several places are one area, one each, or parted by who is nearer.
func TestIsochronesOfSeveralPlaces(t *testing.T) {
	e := (&world{land: "A-2-3-B", communes: "aaaa"}).engine(t)
	a, _ := e.View().ByID("src--A")
	b, _ := e.View().ByID("src--B")
	middle := center(t, 1, 0) // nearer to A
	for _, c := range []struct {
		together string
		areas    int
		inA, inB bool
	}{{TogetherUnion, 1, true, false}, {TogetherEach, 2, true, true}, {TogetherSplit, 2, true, false}} {
		q := IsochroneQuery{Structures: []data.StructureIndex{a, b}, Minutes: []float64{60}, Together: c.together}
		q.Mode = "walk"
		got := isochrones(t, e, q)
		if len(got.Areas) != c.areas || len(got.Places) != 2 {
			t.Fatalf("%s: %d areas of %d places, want %d", c.together, len(got.Areas), len(got.Places), c.areas)
		}
		in := func(k int) bool { return k < len(got.Areas) && planar.MultiPolygonContains(got.Areas[k].Area, middle) }
		if in(0) != c.inA || in(1) != c.inB {
			t.Errorf("%s: the place nearer to A is within A's: %v, B's: %v", c.together, in(0), in(1))
		}
	}
}

func TestIsochroneRefusals(t *testing.T) {
	e := filters().engine(t)
	remote, _ := e.View().ByID("src--G")
	for _, c := range []struct {
		param  string
		change func(q *IsochroneQuery)
	}{
		{"minutes", func(q *IsochroneQuery) { q.Minutes = nil }},
		{"minutes", func(q *IsochroneQuery) { q.Minutes = []float64{1, 2, 3, 4, 5, 6, 7} }},
		{"minutes", func(q *IsochroneQuery) { q.Minutes = []float64{121} }},
		{"direction", func(q *IsochroneQuery) { q.Direction = "up" }},
		{"together", func(q *IsochroneQuery) { q.Together = "apart" }},
		{"mode", func(q *IsochroneQuery) { q.Mode = "tank" }},
		{"structure", func(q *IsochroneQuery) { q.Structures = make([]data.StructureIndex, MaxIsochronePlaces+1) }},
		{"structure", func(q *IsochroneQuery) {
			q.Structures, q.Together = make([]data.StructureIndex, MaxIsochronesEach+1), TogetherEach
		}},
		{"structure", func(q *IsochroneQuery) { q.Structures = []data.StructureIndex{remote} }},
	} {
		q := IsochroneQuery{Minutes: []float64{10}}
		q.Origin = orb.Point{2, 46}
		c.change(&q)
		_, err := e.Isochrones(context.Background(), q)
		if bad := (*InvalidError)(nil); !errors.As(err, &bad) || bad.Param != c.param {
			t.Errorf("%s: %v", c.param, err)
		}
	}
}

// What is in doubt is told of the place as it is: where journeys end, unless one asks from it.
func TestIsochroneWarningsNameThePlace(t *testing.T) {
	e := (&world{land: "5-3-A", communes: "aaa"}).engine(t)
	for direction, want := range map[string]string{DirectionTo: "Le lieu est à", DirectionFrom: "Le départ est à"} {
		q := IsochroneQuery{Minutes: []float64{10}, Direction: direction}
		q.Mode, q.Origin = "car", lonlat(t, 0.5, 1.5) // a kilometre from its street
		if got := isochrones(t, e, q).Warnings; len(got) != 1 || !strings.HasPrefix(got[0].In(say.French), want) {
			t.Errorf("%s: warned %v, want %q", direction, got, want)
		}
	}
}
