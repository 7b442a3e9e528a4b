package main

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo/road"
)

func corsicanEngine(t *testing.T) *analysis.Engine {
	t.Helper()
	path, _ := corsica(t)
	opened, err := openFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.close() })
	return opened.engine
}

// One function, whatever the mode, the filter and the season: every tenth cell is asked.
func TestEveryModeAndFilterObeysTheFirstLaw(t *testing.T) {
	e := corsicanEngine(t)
	centers := e.Dataset().Cells.Center
	for _, mode := range e.Modes() {
		for name, filter := range map[string]data.Filter{
			"all":                       {},
			"advice for young people":   {Level: data.LevelAccompagnement, Audiences: []data.Audience{"jeunes"}},
			"five agencies":             {Networks: []data.NetworkCode{"france-travail"}},
			"a network without a place": {Networks: []data.NetworkCode{"apec"}},
		} {
			q := analysis.Query{Mode: mode, Filter: filter, Winter: name == "all"}
			coverage, err := e.Coverage(t.Context(), analysis.CoverageQuery{Query: q, TargetMinutes: 30})
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i < len(centers); i += 10 {
				answer, err := e.Nearest(t.Context(), analysis.NearestQuery{Query: q, Origin: centers[i], Open: analysis.OpenAny, Limit: 1})
				if err != nil {
					t.Fatal(err)
				}
				got := road.Unreachable
				if len(answer.Results) > 0 {
					got = answer.Results[0].Time
				}
				if want := coverage.CellTimes[i]; got != want {
					t.Errorf("%s, %s, cell %d: nearest is %v, coverage says %v", mode, name, i, got, want)
				}
			}
		}
	}
}

// By every kind of territory and for every group, rows add up to the total;
// and as the target grows, nobody who was covered is left out.
func TestFiguresOfCorsicaAddUp(t *testing.T) {
	e := corsicanEngine(t)
	groups := e.Dataset().Cells.Groups
	if len(groups) < 2 {
		t.Fatalf("%d groups, want several", len(groups))
	}
	for _, group := range groups {
		before := math.Inf(1)
		for _, target := range []float64{5, 15, 30, 60, 120} {
			for _, by := range []data.TerritoryKind{data.KindCommune, data.KindEPCI, data.KindBassinVie, data.KindZoneEmploi, data.KindDepartement} {
				c, err := e.Coverage(t.Context(), analysis.CoverageQuery{TargetMinutes: target, By: by, Group: group.Code})
				if err != nil {
					t.Fatal(err)
				}
				var sum analysis.Row
				for _, r := range c.Rows {
					sum.People, sum.Covered, sum.Uncovered = sum.People+r.People, sum.Covered+r.Covered, sum.Uncovered+r.Uncovered
				}
				if sum.People != c.Total.People || sum.Covered != c.Total.Covered || sum.Uncovered != c.Total.Uncovered {
					t.Errorf("%s by %s: rows add up to %v, %v, %v; the total is %+v", group.Code, by, sum.People, sum.Covered, sum.Uncovered, c.Total)
				}
				if c.Total.Uncovered > before*(1+1e-12) { // decimals add up a little differently by kind
					t.Errorf("%s: uncovered grew from %v to %v at %v min", group.Code, before, c.Total.Uncovered, target)
				}
				before = c.Total.Uncovered
			}
		}
	}
}

// Zones hold the uncovered, and every outline is closed, the outer ones
// counter-clockwise, the holes clockwise, and as large as its cells.
func TestZonesOfCorsicaAreSound(t *testing.T) {
	e := corsicanEngine(t)
	for _, mode := range e.Modes() {
		for _, target := range []float64{5, 20, 60} {
			g, err := e.Gaps(t.Context(), analysis.CoverageQuery{Query: analysis.Query{Mode: mode}, TargetMinutes: target})
			if err != nil {
				t.Fatal(err)
			}
			people := 0.0
			for _, z := range g.Zones {
				people += z.People
				checkZoneShape(t, &z)
			}
			if people != g.Total.Uncovered {
				t.Errorf("%s, %v min: zones hold %v people, uncovered are %v", mode, target, people, g.Total.Uncovered)
			}
		}
	}
}

func checkZoneShape(t *testing.T, z *analysis.WhiteZone) {
	t.Helper()
	squares := 0.0
	for _, polygon := range z.Shape {
		for k, ring := range polygon {
			want := orb.CCW
			if k > 0 {
				want = orb.CW
			}
			if !ring.Closed() || ring.Orientation() != want {
				t.Errorf("zone %d, ring %d: closed %v, orientation %v, want %v", z.Rank, k, ring.Closed(), ring.Orientation(), want)
			}
			squares += squareKilometres(ring)
		}
	}
	if want := float64(len(z.Cells)); math.Abs(squares-want) > .03*want { // EPSG:3035 keeps areas; the plane here is rough
		t.Errorf("zone %d: its shape holds %.2f km², its %v cells as many", z.Rank, squares, want)
	}
}

// squareKilometres is the signed area of a small ring, in a plane about its first point.
func squareKilometres(ring orb.Ring) float64 {
	const degree = 111.195
	east := degree * math.Cos(ring[0].Lat()*math.Pi/180)
	twice := 0.0
	for k := 1; k < len(ring); k++ {
		ax, ay := (ring[k-1].Lon()-ring[0].Lon())*east, (ring[k-1].Lat()-ring[0].Lat())*degree
		bx, by := (ring[k].Lon()-ring[0].Lon())*east, (ring[k].Lat()-ring[0].Lat())*degree
		twice += ax*by - bx*ay
	}
	return twice / 2
}
