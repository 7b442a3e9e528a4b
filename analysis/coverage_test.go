package analysis

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

func cover(t testing.TB, e *Engine, q CoverageQuery) *Coverage {
	t.Helper()
	c, err := e.Coverage(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestACellAtTheTargetIsCovered(t *testing.T) {
	e := (&world{land: `A-.-.-7`, communes: "aaaa"}).engine(t)
	for _, mode := range e.Modes() {
		q := CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: 60}
		time := cover(t, e, q).CellTimes[0]
		if time == road.Unreachable || time == 0 {
			t.Fatalf("%s: time %d", mode, time)
		}
		for _, c := range []struct {
			name    string
			target  float64
			covered float64
		}{
			{"at the target", time.Minutes(), 7},
			{"a tenth of a second less", (time - 1).Minutes(), 0},
			{"a hair less", math.Nextafter(time.Minutes(), 0) - 1e-6, 0},
		} {
			q.TargetMinutes = c.target
			if got := cover(t, e, q).Total; got.Covered != c.covered || got.Uncovered != 7-c.covered {
				t.Errorf("%s, %s: covered %v, uncovered %v", mode, c.name, got.Covered, got.Uncovered)
			}
		}
	}
}

func TestRemoteServicesCoverNobody(t *testing.T) {
	w := &world{land: `9-A`, communes: "aa", structures: map[byte]data.StructureRecord{
		'A': offering(service(1, "jeunes", data.ReceptionRemote), service(2, "jeunes", data.ReceptionOnSite)),
	}}
	e := w.engine(t)
	for _, mode := range e.Modes() {
		for level, want := range map[data.Level]float64{0: 9, 1: 0, 2: 9} {
			q := CoverageQuery{Query: Query{Mode: mode, Filter: data.Filter{Level: level}}, TargetMinutes: 60}
			if got := cover(t, e, q).Total; got.Covered != want || got.Unreachable != 9-want {
				t.Errorf("%s, level %d: covered %v, unreachable %v", mode, level, got.Covered, got.Unreachable)
			}
		}
	}
}

// 1 is estimated; the street into 8 does not lead out; the 4 live in a commune of no département,
// the 9 in no commune of the region: they are not its people.
func TestRowsTellEachFigureApart(t *testing.T) {
	e := (&world{land: `A-1-6>8 . . 4 . 9`, communes: "aab...z.."}).engine(t)
	c := cover(t, e, CoverageQuery{Query: Query{Mode: "car"}, TargetMinutes: 600, By: data.KindDepartement})
	type row struct {
		name                                             string
		cells                                            int
		people, covered, uncovered, unreachable, guessed float64
		census                                           int
		source                                           string
	}
	want := []row{
		{"Ain", 2, 14, 6, 8, 8, 0, 100, "census"},
		{"Aisne", 1, 1, 1, 0, 0, 1, 100, "census"},
		{"hors département", 1, 4, 0, 4, 4, 0, 0, ""},
		{"Ensemble", 4, 19, 7, 12, 12, 1, 300, "census"},
	}
	for k, r := range append(c.Rows, c.Total) {
		got := row{r.Name.In(say.French), r.Cells, r.People, r.Covered, r.Uncovered, r.Unreachable, r.Estimated, r.Census, r.CensusSource}
		if k >= len(want) || got != want[k] {
			t.Errorf("row %d: got %+v, want %+v", k, got, want)
		}
	}
	if !math.IsNaN(c.Rows[2].MeanMinutes) || !math.IsInf(c.Rows[2].MedianMinutes, 1) || !math.IsInf(c.Total.P90Minutes, 1) {
		t.Errorf("the unreachable count as %v, %v, %v", c.Rows[2].MeanMinutes, c.Rows[2].MedianMinutes, c.Total.P90Minutes)
	}
	if got, want := c.Total.EstimatedShare(), 1./19; got != want {
		t.Errorf("estimated share %v, want %v", got, want)
	}
	if c.PeopleSource.Vintage != "2015" || c.Group.Code != data.GroupAll || c.By != data.KindDepartement || c.Mode != "car" {
		t.Errorf("people of %+v, group %+v, by %s, mode %s", c.PeopleSource, c.Group, c.By, c.Mode)
	}
	if len(c.Warnings) != 0 {
		t.Errorf("warnings %v, want none", c.Warnings)
	}
}

func TestCoverageWarns(t *testing.T) {
	w := &world{land: `A-5`, communes: "aa"}
	nobody := &world{land: `A-B`, communes: "aa"}
	for _, c := range []struct {
		name   string
		engine *Engine
		query  Query
		want   string
	}{
		{"crow", w.straight(t), Query{}, "as the crow flies"},
		{"nothing fits", w.engine(t), Query{Filter: data.Filter{Level: 2}}, "out of reach"},
		{"no cells", nobody.engine(t), Query{}, "nobody is counted"},
	} {
		got := cover(t, c.engine, CoverageQuery{Query: c.query, TargetMinutes: 10}).Warnings
		if len(got) != 1 || !strings.Contains(got[0].In(say.English), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, got, c.want)
		}
	}
}

func TestInvalidCoverage(t *testing.T) {
	e := (&world{land: `A-5`, communes: "aa"}).engine(t)
	for _, c := range []struct {
		name    string
		query   CoverageQuery
		param   string
		allowed []string
	}{
		{"no target", CoverageQuery{}, "target", []string{"0 < target ≤ 1440"}},
		{"not a number", CoverageQuery{TargetMinutes: math.NaN()}, "target", []string{"0 < target ≤ 1440"}},
		{"too long", CoverageQuery{TargetMinutes: 1441}, "target", []string{"0 < target ≤ 1440"}},
		{"a kind the region lacks", CoverageQuery{TargetMinutes: 5, By: data.KindEPCI}, "by", []string{"commune", "departement"}},
		{"group", CoverageQuery{TargetMinutes: 5, Group: "cats"}, "group", []string{"all", "young"}},
		{"mode", CoverageQuery{TargetMinutes: 5, Query: Query{Mode: "boat"}}, "mode", e.Modes()},
	} {
		var bad *InvalidError
		if _, err := e.Coverage(context.Background(), c.query); !errors.As(err, &bad) || bad.Param != c.param || !slices.Equal(bad.Allowed, c.allowed) {
			t.Errorf("%s: coverage says %#v", c.name, err)
		}
		if _, err := e.Gaps(context.Background(), c.query); !errors.As(err, &bad) || bad.Param != c.param {
			t.Errorf("%s: gaps says %#v", c.name, err)
		}
	}
}

func TestRowsAreDepartementsUnlessTheRegionHasNone(t *testing.T) {
	for want, kinds := range map[data.TerritoryKind][]string{
		data.KindDepartement: {"commune", "departement", "region"},
		data.KindZoneEmploi:  {"commune", "epci", "zone_emploi"},
	} {
		if got := defaultKind(kinds); got != want {
			t.Errorf("of %v: %s, want %s", kinds, got, want)
		}
	}
	if got := defaultKind(nil); got != data.KindDepartement {
		t.Errorf("without territories: %s", got)
	}
}

func TestADoneContextStops(t *testing.T) {
	e := (&world{land: `A-5`, communes: "aa"}).engine(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Coverage(ctx, CoverageQuery{TargetMinutes: 5}); !errors.Is(err, context.Canceled) {
		t.Errorf("coverage: %v", err)
	}
	if _, err := e.Gaps(ctx, CoverageQuery{TargetMinutes: 5}); !errors.Is(err, context.Canceled) {
		t.Errorf("gaps: %v", err)
	}
	if _, err := e.Nearest(ctx, NearestQuery{}); !errors.Is(err, context.Canceled) {
		t.Errorf("nearest: %v", err)
	}
}

// Coverage counts what a loop that asks Nearest for every cell counts, by
// every kind and for every group.
func TestCoverageAgreesWithAskingEachCell(t *testing.T) {
	seeded(t, 25, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 6).engine(t)
		ds := e.Dataset()
		for _, mode := range e.Modes() {
			q := CoverageQuery{Query: Query{Mode: mode, Filter: randomFilter(r)}, TargetMinutes: 1 + 10*r.Float64()}
			q.By = data.TerritoryKind(e.kinds()[r.IntN(len(e.kinds()))])
			q.Group = ds.Cells.Groups[r.IntN(2)].Code
			got := cover(t, e, q)
			want := make(map[data.TerritoryIndex]Row)
			for i := range ds.Cells.Len() {
				people := ds.Cells.Count[ds.Cells.Group(q.Group)][i]
				if people == 0 {
					continue
				}
				a := nearest(t, e, NearestQuery{Query: q.Query, Origin: ds.Cells.Center[i], Limit: 1})
				at := ds.Holder(ds.Cells.Commune[i], q.By)
				for _, at := range []data.TerritoryIndex{at, total} {
					row := want[at]
					row.Cells++
					row.People += people
					if len(a.Results) == 0 {
						row.Unreachable += people
					}
					if len(a.Results) > 0 && a.Results[0].Time.Minutes() <= q.TargetMinutes {
						row.Covered += people
					} else {
						row.Uncovered += people
					}
					want[at] = row
				}
			}
			checkRows(t, got, want)
		}
	})
}

// total is the key of the naive twin's total.
const total = data.NoTerritory - 1

func checkRows(t *testing.T, c *Coverage, want map[data.TerritoryIndex]Row) {
	t.Helper()
	var sum Row
	check := func(r Row, at data.TerritoryIndex) {
		w := want[at]
		if r.Cells != w.Cells || r.People != w.People || r.Covered != w.Covered || r.Uncovered != w.Uncovered || r.Unreachable != w.Unreachable {
			t.Errorf("%s, %s, row %d: got %+v, want %+v", c.Mode, c.By, at, r, w)
		}
		if r.Covered+r.Uncovered != r.People || r.Unreachable > r.Uncovered {
			t.Errorf("%s, row %d does not add up: %+v", c.Mode, at, r)
		}
	}
	for _, r := range c.Rows {
		check(r, r.Territory)
		sum.add(&r)
	}
	check(c.Total, total)
	if sum.People != c.Total.People || sum.Covered != c.Total.Covered || sum.Uncovered != c.Total.Uncovered ||
		sum.Unreachable != c.Total.Unreachable || sum.Cells != c.Total.Cells || sum.Estimated != c.Total.Estimated {
		t.Errorf("rows add up to %+v, the total is %+v", sum, c.Total)
	}
	if rows := len(want); rows > 0 && len(c.Rows) < rows-1 {
		t.Errorf("%d rows, want at least %d", len(c.Rows), rows-1)
	}
}

// As the target grows, nobody who was covered is left uncovered.
func TestCoverageGrowsWithTheTarget(t *testing.T) {
	seeded(t, 10, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 6).engine(t)
		for _, mode := range e.Modes() {
			before := math.Inf(1)
			for target := .5; target < 40; target *= 1.5 {
				c := cover(t, e, CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: target})
				if c.Total.Uncovered > before {
					t.Errorf("%s: uncovered grew from %v to %v at %v min", mode, before, c.Total.Uncovered, target)
				}
				before = c.Total.Uncovered
			}
		}
	})
}

// A view's engine answers as one built anew from the changed records.
func TestOverAnswersAsIfBuiltAnew(t *testing.T) {
	seeded(t, 10, func(t *testing.T, r *rand.Rand) {
		w := randomWorld(r, 6)
		for len(w.structures) < 3 {
			w = randomWorld(r, 6)
		}
		w.structures['A'] = data.StructureRecord{Networks: []data.NetworkCode{"cio"}}
		streets := w.streets(t)
		e := New(w.dataset(t), streets)
		cover(t, e, CoverageQuery{TargetMinutes: 5}) // snapped before the view is made
		to := data.Position{Point: center(t, r.IntN(6), r.IntN(6))}
		v, err := e.View().With(data.Close{ID: "src--B"}, data.Move{ID: "src--A", Position: to})
		if err != nil {
			t.Fatal(err)
		}
		tables := e.Dataset().Tables
		tables.Sites, tables.Structures = slices.Clone(tables.Sites), nil
		for _, st := range e.Dataset().Structures {
			if st.ID == "src--A" {
				tables.Sites = append(tables.Sites, data.Site{Position: to})
				st.Site = data.SiteIndex(len(tables.Sites) - 1)
			}
			if st.ID != "src--B" {
				tables.Structures = append(tables.Structures, st)
			}
		}
		anew, err := data.FromTables(tables)
		if err != nil {
			t.Fatal(err)
		}
		for _, mode := range e.Modes() {
			q := CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: 5}
			got, want := cover(t, e.Over(v), q), cover(t, New(anew, streets), q)
			if !slices.Equal(got.CellTimes, want.CellTimes) {
				t.Errorf("%s: times %v, want %v", mode, got.CellTimes, want.CellTimes)
			}
		}
	})
}

// Engines are shared by all requests: the race detector watches this one.
func TestManyAskAtOnce(t *testing.T) {
	e := randomWorld(rngOf(7), 6).engine(t)
	home := e.Dataset().Cells.Center[0]
	want := cover(t, e, CoverageQuery{TargetMinutes: 5}).CellTimes
	fresh := New(e.Dataset(), e.ground.networks[0].streets)
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			mode := fresh.Modes()[n%4]
			if _, err := fresh.Nearest(context.Background(), NearestQuery{Query: Query{Mode: mode}, Origin: home}); err != nil {
				t.Error(err)
			}
			if _, err := fresh.Gaps(context.Background(), CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: 5}); err != nil {
				t.Error(err)
			}
			c, err := fresh.Coverage(context.Background(), CoverageQuery{TargetMinutes: 5})
			if err != nil || !slices.Equal(c.CellTimes, want) {
				t.Errorf("got %v, %v", c, err)
			}
		})
	}
	wg.Wait()
}

func rngOf(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }
