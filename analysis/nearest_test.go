package analysis

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/say"
)

func nearest(t *testing.T, e *Engine, q NearestQuery) *NearestAnswer {
	t.Helper()
	a, err := e.Nearest(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func service(level data.Level, audience data.Audience, receptions ...data.Reception) data.Service {
	return data.Service{
		ID: string(audience), Level: level,
		Audiences: []data.Audience{audience}, Receptions: receptions,
	}
}

func offering(services ...data.Service) data.StructureRecord {
	return data.StructureRecord{Networks: []data.NetworkCode{"cio"}, Services: services}
}

// filters is a world where each structure meets half of what is asked, but for E and F; D and G
// offer it remotely.
func filters() *world {
	onSite, remote := data.ReceptionOnSite, data.ReceptionRemote
	return &world{
		land:     `5-A-B-C-D-E-F-G`,
		communes: "aaaaaaaa",
		structures: map[byte]data.StructureRecord{
			'A': offering(service(1, "jeunes", onSite), service(2, "femmes", onSite)), // two halves
			'B': offering(service(1, "jeunes", onSite)),
			'C': offering(service(2, "femmes", onSite)),
			'D': offering(service(2, "jeunes", remote), service(1, "femmes", onSite)), // asked for, but remote
			'E': offering(service(2, "jeunes", onSite), service(2, "femmes", remote)),
			'F': offering(service(2, "tous-publics", onSite, remote)),
			'G': {Name: "Antenne", Networks: []data.NetworkCode{"cio"}, Services: []data.Service{service(2, "jeunes", remote)}},
		},
	}
}

func TestFiltersComeBeforeTheLimit(t *testing.T) {
	e := filters().engine(t)
	origin := e.Dataset().Cells.Center[0]
	for _, mode := range e.Modes() {
		for _, c := range []struct {
			name         string
			filter       data.Filter
			limit        int
			want, remote string
		}{
			{"no filter", data.Filter{}, 3, "A B C", "G"},
			{"one service meets all at once", data.Filter{Level: 2, Audiences: []data.Audience{"jeunes"}}, 0, "E F", "G D"},
			{"the limit counts what fits", data.Filter{Level: 2, Audiences: []data.Audience{"jeunes"}}, 1, "E", "G"},
			{"any of the audiences", data.Filter{Level: 2, Audiences: []data.Audience{"jeunes", "femmes"}}, 9, "A C E F", "G D"},
			{"remote only where asked and nothing on site", data.Filter{Audiences: []data.Audience{"jeunes"}, Receptions: []data.Reception{data.ReceptionRemote}}, 9, "", "G D F"},
			{"a network nobody is of", data.Filter{Networks: []data.NetworkCode{"apec"}}, 9, "", ""},
			{"nobody is known to be accessible", data.Filter{Accessible: true}, 9, "", ""},
		} {
			a := nearest(t, e, NearestQuery{Query: Query{Mode: mode, Filter: c.filter}, Origin: origin, Limit: c.limit})
			if got := ids(e, a.Results); got != c.want {
				t.Errorf("%s, %s: results %q, want %q", mode, c.name, got, c.want)
			}
			if got := ids(e, a.Remote); got != c.remote {
				t.Errorf("%s, %s: remote %q, want %q", mode, c.name, got, c.remote)
			}
			for _, r := range slices.Concat(a.Results, a.Remote) {
				for _, s := range r.Services {
					st := e.View().Structure(r.Structure)
					fits := slices.Contains(e.View().Match(&c.filter, r.Structure, nil), s)
					here := c.filter.OnSite() && st.Services[s].OnSite()
					if ranked := r.Rank > 0; !fits || here != ranked {
						t.Errorf("%s, %s: service %d of %s fits: %v; ranked: %v", mode, c.name, s, st.ID, fits, ranked)
					}
				}
			}
			if len(a.Results) == 0 && len(a.Warnings) == 0 {
				t.Errorf("%s, %s: an empty answer without a word", mode, c.name)
			}
		}
	}
}

// Equal times are ordered by id, whatever the order structures were added in.
func TestTiesAreOrderedById(t *testing.T) {
	w := &world{land: `B-5-A`, communes: "aaa"}
	e := w.engine(t)
	origin := e.Dataset().Cells.Center[0]
	b := e.View().Site(1).Position
	v, err := e.View().With(data.Open{
		Site:      data.Site{Position: b},
		Structure: data.Structure{ID: "a-scenario--0", Name: "Nouveau", Services: []data.Service{{Level: 1}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	over := e.Over(v)
	for _, mode := range e.Modes() {
		q := NearestQuery{Query: Query{Mode: mode}, Origin: origin}
		a := nearest(t, e, q)
		if a.Results[0].Time == a.Results[1].Time && ids(e, a.Results) != "A B" {
			t.Errorf("%s: %q, want A B", mode, ids(e, a.Results))
		}
		a = nearest(t, over, q)
		place := func(id data.StructureID) int {
			return slices.IndexFunc(a.Results, func(r Result) bool { return over.View().Structure(r.Structure).ID == id })
		}
		added, at := place("a-scenario--0"), place("src--B")
		if added < 0 || added > at {
			t.Errorf("%s: the scenario's structure comes %d, B of the same place and a later id %d", mode, added, at)
		}
		if why := a.Results[at].Why.In(say.English); !strings.Contains(why, "same time") {
			t.Errorf("%s: a tie is explained by %q", mode, why)
		}
	}
}

// Straight lines that differ by less than a tenth of a second are equal: the id decides.
func TestStraightLinesAreComparedInTenthsOfASecond(t *testing.T) {
	e := (&world{land: `5 Z`, communes: "aa"}).straight(t)
	origin, z := e.Dataset().Cells.Center[0], e.Dataset().Sites[0].Position.Point
	var changes []data.Change
	for k, id := range []data.StructureID{"src--B", "src--A"} { // each some millimetres further, each with a lower id
		p := orb.Point{z[0], z[1] + float64(k+1)*1e-5}
		if geo.Metres(origin, p) <= geo.Metres(origin, z) || CrowTime(geo.Metres(origin, p)) != CrowTime(geo.Metres(origin, z)) {
			t.Fatalf("the drawing is wrong: %v and %v m", geo.Metres(origin, p), geo.Metres(origin, z))
		}
		changes = append(changes, data.Open{
			Site:      data.Site{Position: data.Position{Point: p}},
			Structure: data.Structure{ID: id, Services: []data.Service{{Level: 1}}},
		})
	}
	v, err := e.View().With(changes...)
	if err != nil {
		t.Fatal(err)
	}
	over := e.Over(v)
	for limit, want := range map[int]string{1: "A", 2: "A B", 3: "A B Z"} {
		if got := ids(over, nearest(t, over, NearestQuery{Origin: origin, Limit: limit}).Results); got != want {
			t.Errorf("limit %d: %q, want %q", limit, got, want)
		}
	}
}

// A time is within the maximum or not once it is rounded to a tenth of a second, never before.
func TestStraightLinesStopAtTheMaximum(t *testing.T) {
	e := (&world{land: `5 A`, communes: "aa"}).straight(t)
	a := e.Dataset().Sites[0].Position.Point
	for step := range 20 { // a tenth of a second is a metre
		origin := orb.Point{a[0], a[1] + .01 + float64(step)*1e-6}
		tenths := CrowTime(geo.Metres(origin, a))
		for maximum, want := range map[road.Deciseconds]int{tenths: 1, tenths - 1: 0} {
			if got := nearest(t, e, NearestQuery{Origin: origin, MaxMinutes: maximum.Minutes()}).Results; len(got) != want {
				t.Errorf("%v m within %d deciseconds: %d results, want %d", geo.Metres(origin, a), maximum, len(got), want)
			}
		}
	}
}

func TestNearestWarns(t *testing.T) {
	w := &world{
		land:      `5-A-B`,
		communes:  "aaa",
		fictional: true,
		structures: map[byte]data.StructureRecord{
			'A': {Networks: []data.NetworkCode{"apec"}, Appointment: true, Position: data.Position{Precision: data.PrecisionCommune}},
			'B': {Networks: []data.NetworkCode{"cma"}, Services: []data.Service{service(1, "femmes", data.ReceptionRemote)}},
		},
	}
	e := w.engine(t)
	home := e.Dataset().Cells.Center[0]
	women := data.Filter{Audiences: []data.Audience{"femmes"}}
	for _, c := range []struct {
		name  string
		query NearestQuery
		want  []string // words of the warnings, in order
	}{
		{"fictional, position in doubt, by appointment", NearestQuery{Origin: home}, []string{"Fictional", "known only to its commune", "certain to be open"}},
		{"hours do not matter", NearestQuery{Origin: home, Open: OpenAny}, []string{"Fictional", "known only to its commune"}},
		{"crow", NearestQuery{Origin: home, Open: OpenAny, Query: Query{Mode: Crow}}, []string{"Fictional", "straight line × 1.4 ÷ 40 km/h", "known only"}},
		{"far from any street", NearestQuery{Origin: lonlat(t, .5, 1.1), Open: OpenAny}, []string{"Fictional", "600 m from the nearest street", "known only"}},
		{"outside", NearestQuery{Origin: lonlat(t, .5, 11), Open: OpenAny}, []string{"Fictional", "from the nearest street", "outside the region Dessin, 10 km from Commune a", "known only"}},
		{"out of reach", NearestQuery{Origin: home, MaxMinutes: .1}, []string{"Fictional", "within 0.1 min by car; the nearest is", "remotely"}},
		{"only remote", NearestQuery{Origin: home, Query: Query{Filter: women}}, []string{"Fictional", "drop one", "remotely"}},
		{"nothing at all", NearestQuery{Origin: home, Query: Query{Filter: data.Filter{Level: 2, Audiences: women.Audiences}}}, []string{"Fictional", "drop one"}},
	} {
		a := nearest(t, e, c.query)
		var got []string
		for _, w := range a.Warnings {
			got = append(got, plain(w.In(say.English)))
		}
		if !slices.EqualFunc(got, c.want, strings.Contains) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := nearest(t, e, NearestQuery{Origin: home}).Results[0].State; got != hours.ByAppointment {
		t.Errorf("state %v, want by appointment", got)
	}
}

// Told that a longer journey is needed, who allows the minutes told arrives.
func TestTheMinutesToAllowSuffice(t *testing.T) {
	e := (&world{land: `5 A`, communes: "aa"}).straight(t)
	a := e.Dataset().Sites[0].Position.Point
	said := regexp.MustCompile(`the nearest is (\d+) min away`)
	for step := range 20 {
		origin := orb.Point{a[0], a[1] + .01 + float64(step)*1e-3}
		warnings := nearest(t, e, NearestQuery{Origin: origin, MaxMinutes: .1}).Warnings
		minutes := said.FindStringSubmatch(plain(warnings[len(warnings)-1].In(say.English)))
		if minutes == nil {
			t.Fatalf("%v: %v", origin, warnings)
		}
		allowed, _ := strconv.ParseFloat(minutes[1], 64)
		if got := nearest(t, e, NearestQuery{Origin: origin, MaxMinutes: allowed}).Results; len(got) != 1 {
			t.Errorf("%v: %v min are said to suffice and do not", origin, allowed)
		}
	}
}

func TestUnreachablePlacesAreSaid(t *testing.T) {
	e := (&world{land: `A>5`, communes: "aa"}).engine(t)
	a := nearest(t, e, NearestQuery{Origin: e.Dataset().Cells.Center[0], Query: Query{Mode: "car"}})
	if len(a.Results) != 0 || len(a.Warnings) != 1 || !strings.Contains(a.Warnings[0].In(say.English), "try on foot") {
		t.Errorf("got %v, %v", a.Results, a.Warnings)
	}
}

func TestWinterClosesStreets(t *testing.T) {
	e := (&world{land: `5~A`, communes: "aa"}).engine(t)
	q := NearestQuery{Origin: e.Dataset().Cells.Center[0], Query: Query{Mode: "car"}}
	if a := nearest(t, e, q); len(a.Results) != 1 {
		t.Errorf("summer: %d results, want 1", len(a.Results))
	}
	q.Winter = true
	if a := nearest(t, e, q); len(a.Results) != 0 {
		t.Errorf("winter: %d results, want none", len(a.Results))
	}
}

func TestInvalidQueriesNameWhatIsAllowed(t *testing.T) {
	streets, straight := filters().engine(t), filters().straight(t)
	home := NearestQuery{Origin: orb.Point{2, 45}}
	with := func(change func(*NearestQuery)) NearestQuery { q := home; change(&q); return q }
	for _, c := range []struct {
		name    string
		engine  *Engine
		query   NearestQuery
		param   string
		allowed []string
	}{
		{"mode", streets, with(func(q *NearestQuery) { q.Mode = "train" }), "mode", []string{"car", "bike", "walk", "wheelchair", "crow"}},
		{"car without streets", straight, with(func(q *NearestQuery) { q.Mode = "car" }), "mode", []string{"crow"}},
		{"open", streets, with(func(q *NearestQuery) { q.Open = "now" }), "open", []string{"arrival", "any"}},
		{"latitude", streets, with(func(q *NearestQuery) { q.Origin = orb.Point{2, 95} }), "lat", []string{"-90 ≤ lat ≤ 90"}},
		{"longitude", streets, with(func(q *NearestQuery) { q.Origin = orb.Point{math.NaN(), 45} }), "lon", []string{"-180 ≤ lon ≤ 180"}},
		{"minutes", streets, with(func(q *NearestQuery) { q.MaxMinutes = -1 }), "max_minutes", []string{"0 ≤ max_minutes ≤ 1440"}},
		{"stay", streets, with(func(q *NearestQuery) { q.Stay = 5 * time.Hour }), "stay", []string{"0 ≤ stay ≤ 240"}},
		{"limit", streets, with(func(q *NearestQuery) { q.Limit = -1 }), "limit", []string{"1 ≤ limit ≤ 1000"}},
		{"level", streets, with(func(q *NearestQuery) { q.Filter.Level = 3 }), "level", []string{"1", "2"}},
		{"reception", streets, with(func(q *NearestQuery) { q.Filter.Receptions = []data.Reception{"fax"} }), "modes_accueil", []string{"en-presentiel", "a-distance"}},
		{"audience", streets, with(func(q *NearestQuery) { q.Filter.Audiences = []data.Audience{"jeune"} }), "publics", codesOf(data.Audiences())},
		{"network", streets, with(func(q *NearestQuery) { q.Filter.Networks = []data.NetworkCode{"anpe"} }), "reseaux_porteurs", nil},
	} {
		_, err := c.engine.Nearest(context.Background(), c.query)
		var bad *InvalidError
		if !errors.As(err, &bad) || bad.Param != c.param || c.allowed != nil && !slices.Equal(bad.Allowed, c.allowed) {
			t.Errorf("%s: got %#v, want %s among %q", c.name, err, c.param, c.allowed)
			continue
		}
		if en := say.Err(err, say.English); !strings.Contains(en, "is not accepted; allowed: ") || en == err.Error() {
			t.Errorf("%s: says %q in English", c.name, en)
		}
	}
}

// The first law: what Nearest answers from a cell's centre is that cell's time.
func TestNearestAtACellIsTheCellsTime(t *testing.T) {
	seeded(t, 25, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 6).engine(t)
		for _, mode := range e.Modes() {
			q := Query{Mode: mode, Filter: randomFilter(r), Winter: r.IntN(2) == 0}
			c := cover(t, e, CoverageQuery{Query: q, TargetMinutes: 5})
			for i, center := range e.Dataset().Cells.Center {
				a := nearest(t, e, NearestQuery{Query: q, Origin: center, Limit: 1})
				want := road.Unreachable
				if len(a.Results) > 0 {
					want = a.Results[0].Time
				}
				if c.CellTimes[i] != want {
					t.Fatalf("%s, %+v: cell %d counts %d deciseconds, Nearest says %d", mode, q.Filter, i, c.CellTimes[i], want)
				}
			}
		}
	})
}

// Limits only cut the list short, and times within a maximum are those there were.
func TestLimitsOnlyCut(t *testing.T) {
	seeded(t, 15, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 6).engine(t)
		for _, mode := range e.Modes() {
			q := NearestQuery{Query: Query{Mode: mode, Filter: randomFilter(r)}, Origin: center(t, r.IntN(6), r.IntN(6)), Limit: MaxLimit}
			all := nearest(t, e, q)
			if len(all.Results) == 0 {
				continue
			}
			k := r.IntN(len(all.Results))
			q.Limit = k + 1
			if got, want := ids(e, nearest(t, e, q).Results), ids(e, all.Results[:k+1]); got != want {
				t.Errorf("%s: limit %d gives %q, want %q", mode, k+1, got, want)
			}
			q.Limit, q.MaxMinutes = MaxLimit, all.Results[k].Time.Minutes()
			last := k
			for last+1 < len(all.Results) && all.Results[last+1].Time == all.Results[k].Time {
				last++
			}
			if q.MaxMinutes == 0 {
				continue // no maximum
			}
			if got, want := ids(e, nearest(t, e, q).Results), ids(e, all.Results[:last+1]); got != want {
				t.Errorf("%s: within %v min %q, want %q", mode, q.MaxMinutes, got, want)
			}
		}
	})
}
