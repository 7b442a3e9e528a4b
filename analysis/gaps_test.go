package analysis

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb/planar"

	"maillage/data"
	"maillage/geo/road"
)

func gaps(t testing.TB, e *Engine, q CoverageQuery) *Gaps {
	t.Helper()
	g, err := e.Gaps(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestZonesArePartedWhereCellsTouchByACorner(t *testing.T) {
	for _, c := range []struct {
		name, land string
		people     []float64 // by zone
		rings      []int
	}{
		{"one cell", "5", []float64{5}, []int{1}},
		{"a corner parts", "5  \n   \n  4", []float64{5, 4}, []int{1, 1}},
		{"an edge joins", "5 4", []float64{9}, []int{1}},
		{"empty cells do not join", "5 0 4", []float64{5, 4}, []int{1, 1}},
		{"a hole", "1 1 1\n     \n1   1\n     \n1 1 1", []float64{8}, []int{2}},
		{"a zone in the hole of another", "1 1 1 1 1\n         \n1       1\n         \n1   1   1\n         \n1       1\n         \n1 1 1 1 1", []float64{16, 1}, []int{2, 1}},
	} {
		e := (&world{land: c.land, communes: "aaaaa"}).straight(t)
		g := gaps(t, e, CoverageQuery{TargetMinutes: 30})
		var people []float64
		var rings []int
		for _, z := range g.Zones {
			people = append(people, z.People)
			rings = append(rings, len(z.Shape[0]))
			checkShape(t, z.Shape)
		}
		if !slices.Equal(people, c.people) || !slices.Equal(rings, c.rings) {
			t.Errorf("%s: people %v in rings %v, want %v in %v", c.name, people, rings, c.people, c.rings)
		}
	}
}

// 3 is at 2 km of A, 7 at 5 km; from 2 no street leads to A.
func TestZonesTellTheirWorst(t *testing.T) {
	e := (&world{land: `
		A-.-3 . .-. 2
		  |
		  .-.-.-7
	`, communes: "aabbbcc"}).engine(t)
	q := CoverageQuery{Query: Query{Mode: "car"}, TargetMinutes: .1}
	times := cover(t, e, q).CellTimes
	g := gaps(t, e, q)
	if len(g.Zones) != 3 {
		t.Fatalf("%d zones, want 3: %+v", len(g.Zones), g.Zones)
	}
	for k, z := range g.Zones {
		if z.Rank != k+1 || len(z.Communes) != 1 || z.Communes[0].People != z.People {
			t.Errorf("zone %d: rank %d, communes %v of %v people", k, z.Rank, z.Communes, z.People)
		}
		if want := times[z.WorstCell].Minutes() - .1; z.WorstGapMinutes != want {
			t.Errorf("zone %d: worst gap %v, want %v", k, z.WorstGapMinutes, want)
		}
	}
}

func TestAZoneThatCannotBeLeft(t *testing.T) {
	e := (&world{land: `A>5`, communes: "aa"}).engine(t)
	z := gaps(t, e, CoverageQuery{Query: Query{Mode: "car"}, TargetMinutes: 60}).Zones[0]
	if z.Nearest != NoStructure || !math.IsInf(z.WorstGapMinutes, 1) || z.Unreachable != 5 || z.People != 5 {
		t.Errorf("got %+v", z)
	}
}

// Without a grid the cells are communes, which touch by their borders.
func TestZonesWithoutAGrid(t *testing.T) {
	for _, c := range []struct {
		name, land, communes string
		zones                []float64
		cells                []int
	}{
		{"neighbours are one zone", "1 2 3", "abc", []float64{6}, []int{3}},
		{"a covered commune parts", "1 A 3", "abc", []float64{3, 1}, []int{1, 1}},
	} {
		e := (&world{land: c.land, communes: c.communes, gridless: true}).straight(t)
		checkTouching(t, e)
		g := gaps(t, e, CoverageQuery{TargetMinutes: .01})
		var people []float64
		var cells []int
		for _, z := range g.Zones {
			people, cells = append(people, z.People), append(cells, len(z.Cells))
			checkShape(t, z.Shape)
		}
		if !slices.Equal(people, c.zones) || !slices.Equal(cells, c.cells) {
			t.Errorf("%s: zones of %v people in %v cells, want %v in %v", c.name, people, cells, c.zones, c.cells)
		}
	}
}

// Every uncovered person lives in exactly one zone, zones are those of a naive
// flood, and a zone's shape holds its cells' centres and no others.
func TestZonesHoldTheUncovered(t *testing.T) {
	seeded(t, 30, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 7).engine(t)
		cells := &e.Dataset().Cells
		for _, mode := range e.Modes() {
			q := CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: 1 + 5*r.Float64(), Group: cells.Groups[r.IntN(2)].Code}
			c, g := cover(t, e, q), gaps(t, e, q)
			count := cells.Count[cells.Group(q.Group)]
			land := make(map[square]bool)
			var people, unreachable float64
			for i, time := range c.CellTimes {
				if count[i] > 0 && time.Minutes() > q.TargetMinutes {
					land[square{cells.Col[i], cells.Row[i]}] = true
				}
			}
			for k, z := range g.Zones {
				people += z.People
				unreachable += z.Unreachable
				checkZone(t, e, c, count, &g.Zones[k])
			}
			if people != c.Total.Uncovered || unreachable != c.Total.Unreachable {
				t.Errorf("%s: zones hold %v people, %v unreachable; uncovered are %v, %v", mode, people, unreachable, c.Total.Uncovered, c.Total.Unreachable)
			}
			if g.Total.Uncovered != c.Total.Uncovered || g.Total.People != c.Total.People {
				t.Errorf("%s: totals differ: %+v, %+v", mode, g.Total, c.Total)
			}
			if want := len(floods(land)); len(g.Zones) != want {
				t.Errorf("%s: %d zones, a flood finds %d", mode, len(g.Zones), want)
			}
			for k := range g.Zones {
				g.Zones[k].Shape = nil
			}
			if listed, err := e.Zones(t.Context(), q); err != nil || !reflect.DeepEqual(listed.Zones, g.Zones) {
				t.Errorf("%s: listed without their shapes, %v, they are %+v, want %+v", mode, err, listed.Zones, g.Zones)
			}
		}
	})
}

func checkZone(t *testing.T, e *Engine, c *Coverage, count []float64, z *WhiteZone) {
	t.Helper()
	var people, worst float64
	first := z.Cells[0]
	for _, i := range z.Cells {
		people += count[i]
		if time := c.CellTimes[i]; time != road.Unreachable && time.Minutes() > worst {
			worst, first = time.Minutes(), i
		}
	}
	if people != z.People || z.WorstCell != first {
		t.Errorf("zone %d says %v people and its worst cell %d, want %v and %d", z.Rank, z.People, z.WorstCell, people, first)
	}
	for k, commune := range z.Communes {
		people -= commune.People
		if k > 0 && commune.People > z.Communes[k-1].People {
			t.Errorf("zone %d: communes are not by people: %v", z.Rank, z.Communes)
		}
	}
	if people != 0 {
		t.Errorf("zone %d: communes leave %v people out", z.Rank, people)
	}
	if z.Nearest == NoStructure != (worst == 0) {
		t.Errorf("zone %d: nearest %d, worst time %v", z.Rank, z.Nearest, worst)
	}
	if z.Nearest != NoStructure {
		a := nearest(t, e, NearestQuery{Query: Query{Mode: c.Mode}, Origin: e.Dataset().Cells.Center[z.WorstCell], Limit: 1})
		if first := a.Results[0]; first.Time.Minutes() != worst || first.Structure != z.Nearest {
			t.Errorf("zone %d: from its worst cell Nearest says %d in %v min, the zone %d in %v", z.Rank, first.Structure, first.Time.Minutes(), z.Nearest, worst)
		}
	}
	checkShape(t, z.Shape)
	for i, p := range e.Dataset().Cells.Center {
		if got, want := planar.MultiPolygonContains(z.Shape, p), slices.Contains(z.Cells, data.CellIndex(i)); got != want {
			t.Errorf("zone %d holds cell %d: %v, want %v", z.Rank, i, got, want)
		}
	}
}

// checkTouching refuses neighbours that are so one way round only, or of themselves.
func checkTouching(t *testing.T, e *Engine) {
	t.Helper()
	m, err := e.ground.mosaic()
	if err != nil {
		t.Fatal(err)
	}
	of := func(tile uint32) []uint32 { return m.next[m.first[tile]:m.first[tile+1]] }
	for tile := range uint32(len(m.first) - 1) {
		for _, n := range of(tile) {
			if n == tile || !slices.Contains(of(n), tile) {
				t.Errorf("tile %d touches %d, which touches %v", tile, n, of(n))
			}
		}
	}
}
