package analysis

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/say"
)

// TestCoverageByQuarter lays two quarters over a street of five cells: Q1 holds
// the centres of the first two, whatever commune they lie in; Q2 none.
//
//	5-5-5-5-A     communes P, Q, Q, Q, Q
//	[-1-] ²
func TestCoverageByQuarter(t *testing.T) {
	for _, gridless := range []bool{false, true} {
		w := world{land: "5-5-5-5-A", communes: "PQQQQ", gridless: gridless}
		ds := w.dataset(t)
		around := func(from, to orb.Point, slack float64) orb.MultiPolygon {
			b := orb.MultiPoint{from, to}.Bound().Pad(slack)
			return orb.MultiPolygon{{b.ToRing()}}
		}
		tables := ds.Tables
		tables.Territories = append(slices.Clone(tables.Territories),
			data.Territory{Kind: data.KindQPV, Code: "QP1", Name: "Un", Shape: around(center(t, 0, 0), center(t, 1, 0), .002)},
			data.Territory{Kind: data.KindQPV, Code: "QP2", Name: "Deux", Shape: around(lonlat(t, 3, .5), lonlat(t, 3, .5), .001)})
		ds, err := data.FromTables(tables)
		if err != nil {
			t.Fatal(err)
		}
		c, err := New(ds, nil).Coverage(t.Context(), CoverageQuery{Query: Query{Mode: Crow}, TargetMinutes: 30, By: data.KindQPV})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range c.Rows {
			got = append(got, r.Name.In(say.English)+" "+strings.Repeat("*", int(r.People)))
		}
		want := []string{"Un **********", "Deux ", "outside every priority neighbourhood (QPV) **********"}
		if !slices.Equal(got, want) || c.Total.People != 20 {
			t.Errorf("got rows %q, %g people in all; want %q, 20", got, c.Total.People, want)
		}
		told := plain(c.Warnings[len(c.Warnings)-1].In(say.English))
		if word := map[bool]string{false: "a cell of 1 km", true: "A grid is needed"}[gridless]; !strings.Contains(told, word) {
			t.Errorf("the last warning is %q, want %q in it", told, word)
		}
	}
}
