package analysis

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/say"
)

// checkWay holds a way against what is told of its journey.
func checkWay(t *testing.T, e *Engine, q *NearestQuery, r *Result) {
	t.Helper()
	w := r.Way
	if w == nil {
		t.Fatalf("%s to %d: no way, but %d ds", q.Mode, r.Structure, r.Time)
	}
	if w.Time != r.Time || w.Metres != r.Metres {
		t.Errorf("%s to %d: the way takes %d ds and %v m, told are %d and %v", q.Mode, r.Structure, w.Time, w.Metres, r.Time, r.Metres)
	}
	var time road.Deciseconds
	var at *orb.Point
	for _, leg := range w.Legs {
		time += leg.Time
		if leg.Kind == LegPark {
			continue
		}
		if len(leg.Line) < 2 {
			t.Fatalf("%s: a %s leg of %d points", q.Mode, leg.Kind, len(leg.Line))
		}
		if at != nil && geo.Metres(*at, leg.Line[0]) > 0.1 {
			t.Errorf("%s: the %s leg begins %v m from where the one before ends", q.Mode, leg.Kind, geo.Metres(*at, leg.Line[0]))
		}
		at = &leg.Line[len(leg.Line)-1]
	}
	if time != w.Time {
		t.Errorf("%s: legs take %d ds, the way %d", q.Mode, time, w.Time)
	}
	line, to := w.Line(), e.View().SiteOf(r.Structure).Position.Point
	if geo.Metres(line[len(line)-1], to) > 0.1 {
		t.Errorf("%s: the way ends %v m from the structure", q.Mode, geo.Metres(line[len(line)-1], to))
	}
	if from := line[0]; len(q.Communes) == 0 && geo.Metres(from, q.Origin) > 0.1 {
		t.Errorf("%s: the way begins %v m from the origin", q.Mode, geo.Metres(from, q.Origin))
	}
}

// The way drawn is that of the time told, in every mode, from a place and from communes.
func TestWaysAreThoseOfTheTimesTold(t *testing.T) {
	drawn := 0
	seeded(t, 12, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 7).engine(t)
		for _, mode := range e.Modes() {
			q := NearestQuery{
				Query: Query{Mode: mode, Winter: r.IntN(2) == 0, Eligible: EligibleAny}, Open: OpenAny, Limit: 20, Ways: true,
				Origin: lonlat(t, r.Float64()*7, r.Float64()*7),
			}
			if r.IntN(3) == 0 && len(e.Dataset().Territories) > 0 && e.Dataset().Territories[0].Kind == data.KindCommune {
				q.Communes, q.Origin = []data.TerritoryIndex{0}, orb.Point{}
			}
			for _, found := range nearest(t, e, q).Results {
				checkWay(t, e, &q, &found)
				route, err := e.Route(context.Background(), q, found.Structure)
				if err != nil {
					t.Fatal(err)
				}
				if route.Time != found.Time || route.Metres != found.Metres || !slices.Equal(route.Way.Line(), found.Way.Line()) {
					t.Errorf("%s to %d: alone %d ds and %v m, in a list %d and %v", mode, found.Structure, route.Time, route.Metres, found.Time, found.Metres)
				}
				drawn++
			}
		}
	})
	if drawn < 100 {
		t.Errorf("only %d ways were drawn", drawn)
	}
}

// A way is told in its parts, and in as many words as it takes.
func TestWayInParts(t *testing.T) {
	origin := center(t, 0, 0)
	e := (&world{land: "5-3-A", communes: "aaa"}).engine(t)
	q := NearestQuery{Query: Query{Mode: "car"}, Origin: lonlat(t, 0.5, 0.8), Ways: true, Open: OpenAny}
	a := nearest(t, e, q)
	var kinds []LegKind
	for _, leg := range a.Results[0].Way.Legs {
		kinds = append(kinds, leg.Kind)
	}
	if want := []LegKind{LegWalk, LegStreets, LegPark}; !slices.Equal(kinds, want) {
		t.Errorf("legs %v, want %v: the structure stands on its street", kinds, want)
	}
	if walk := a.Results[0].Way.Legs[0]; math.Abs(walk.Metres-300) > 1 {
		t.Errorf("the walk is %v m, want 300", walk.Metres)
	}
	if got := geo.Metres(origin, a.Results[0].Way.Legs[1].Line[0]); got > 1 {
		t.Errorf("the streets begin %v m from the cell", got)
	}
}

func TestRouteRefusals(t *testing.T) {
	e := filters().engine(t)
	origin := e.Dataset().Cells.Center[0]
	remote, _ := e.View().ByID("src--G")
	_, err := e.Route(context.Background(), NearestQuery{Origin: origin}, remote)
	if bad := (*InvalidError)(nil); !errors.As(err, &bad) || bad.Param != "structure" {
		t.Errorf("to a structure that only answers remotely: %v", err)
	}
	_, err = e.Nearest(context.Background(), NearestQuery{Origin: origin, Ways: true, Limit: MaxWays + 1})
	if bad := (*InvalidError)(nil); !errors.As(err, &bad) || bad.Param != "limit" {
		t.Errorf("more ways than are drawn: %v", err)
	}
}

// Where no way leads, the answer says why and what to try.
func TestWhyNoWay(t *testing.T) {
	for _, c := range []struct {
		name, land string
		winter     bool
		want       string
	}{
		{"a pass closed in winter", "5-3~A", true, "fermées en hiver"},
		{"the same in summer", "5-3~A", false, ""},
		{"the structure is on an island", "5-B A-3", false, "aucune rue n'y mène"},
		{"the origin is on an island", "5-3 A-3", false, "aucune rue ne relie ce départ"},
	} {
		e := (&world{land: c.land, communes: "aaaa"}).engine(t)
		to, _ := e.View().ByID("src--A")
		q := NearestQuery{Query: Query{Mode: "car", Winter: c.winter}, Origin: e.Dataset().Cells.Center[0]}
		r, err := e.Route(context.Background(), q, to)
		if err != nil {
			t.Fatal(err)
		}
		if reached := r.Time != road.Unreachable; reached != (c.want == "") || reached != (r.Way != nil) {
			t.Errorf("%s: %d ds, way %v", c.name, r.Time, r.Way)
		}
		q.Communes = []data.TerritoryIndex{0} // most of whose people live where that journey begins, or beside
		all, err := e.Route(context.Background(), q, to)
		if err != nil {
			t.Fatal(err)
		}
		if (all.Time == road.Unreachable) != (r.Time == road.Unreachable) || (all.Way == nil) != (r.Way == nil) || all.P90 < all.Time {
			t.Errorf("%s: its people take %d ds, nine in ten %d, way %v", c.name, all.Time, all.P90, all.Way)
		}
		if why := r.Why.In(say.French); !strings.Contains(why, c.want) {
			t.Errorf("%s: %q, want %q", c.name, why, c.want)
		}
	}
}

// What nobody has mapped counts as passable: who comes by wheelchair is told, and nobody else.
func TestWheelchairTimesAreTheLeast(t *testing.T) {
	e := (&world{land: "5-A", communes: "aa", structures: map[byte]data.StructureRecord{'A': {Networks: []data.NetworkCode{"cio"}}}}).engine(t)
	for _, mode := range []string{"wheelchair", "walk", "car"} {
		q := NearestQuery{Query: Query{Mode: mode}, Origin: e.Dataset().Cells.Center[0], Open: OpenAny, Limit: 1}
		got := slices.ContainsFunc(nearest(t, e, q).Warnings, func(w say.Text) bool { return strings.Contains(w.In(say.English), "nobody has mapped") })
		if want := mode == "wheelchair"; got != want {
			t.Errorf("%s: warned %v, want %v", mode, got, want)
		}
	}
}

// Who comes by wheelchair is told that not every place is said to let them in, and so of one alone.
func TestWheelchairWarnsOfPlaces(t *testing.T) {
	e := (&world{land: "5-A-B", communes: "aaa", structures: map[byte]data.StructureRecord{
		'A': {Networks: []data.NetworkCode{"cio"}, Accessible: data.Accessible}, 'B': {Networks: []data.NetworkCode{"cio"}},
	}}).engine(t)
	warned := func(warnings []say.Text) bool {
		return slices.ContainsFunc(warnings, func(w say.Text) bool { return strings.Contains(w.In(say.English), "by wheelchair") })
	}
	for _, c := range []struct {
		mode   string
		filter data.Filter
		limit  int
		want   bool
	}{
		{"wheelchair", data.Filter{}, 2, true},
		{"wheelchair", data.Filter{}, 1, false}, // A alone, which is accessible
		{"wheelchair", data.Filter{Accessible: true}, 2, false},
		{"walk", data.Filter{}, 2, false},
	} {
		q := NearestQuery{Query: Query{Mode: c.mode, Filter: c.filter}, Origin: e.Dataset().Cells.Center[0], Open: OpenAny, Limit: c.limit}
		if got := warned(nearest(t, e, q).Warnings); got != c.want {
			t.Errorf("%s, accessible %v, %d places: warned %v", c.mode, c.filter.Accessible, c.limit, got)
		}
	}
	for id, want := range map[data.StructureID]bool{"src--A": false, "src--B": true} {
		to, _ := e.View().ByID(id)
		r, err := e.Route(t.Context(), NearestQuery{Query: Query{Mode: "wheelchair"}, Origin: e.Dataset().Cells.Center[0]}, to)
		if err != nil || warned(r.Warnings) != want {
			t.Errorf("to %s: warned %v, want it of wheelchairs: %v; %v", id, r.Warnings, want, err)
		}
	}
}
