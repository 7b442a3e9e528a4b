package analysis

import (
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/data"
)

// Where one place fits, a commune's median and ninth decile are the planner's.
func TestPlannerAndCitizenGetTheSameMinutes(t *testing.T) {
	compared := 0
	seeded(t, 40, func(t *testing.T, r *rand.Rand) {
		w := randomWorld(r, 7)
		w.gridless = r.IntN(6) == 0
		w.land = strings.Map(func(c rune) rune {
			if c > 'A' && c <= 'Z' {
				return '3'
			}
			return c
		}, w.land)
		delete(w.structures, 'A')
		e := w.engine(t)
		for _, mode := range e.Modes() {
			q := Query{Mode: mode, Winter: r.IntN(3) == 0}
			table, err := e.Coverage(t.Context(), CoverageQuery{Query: q, TargetMinutes: 30, By: data.KindCommune})
			if err != nil {
				if strings.Trim(w.communes, ".") == "" {
					return
				}
				t.Fatal(err)
			}
			for _, row := range table.Rows {
				if row.Territory == data.NoTerritory || row.Cells == 0 {
					continue
				}
				a := nearest(t, e, NearestQuery{Query: q, Communes: []data.TerritoryIndex{row.Territory}, Open: OpenAny, Limit: 1})
				if a.Origin.People != row.People || a.Origin.Cells != row.Cells {
					t.Errorf("%s, %v: %v people in %d cells, the planner has %v in %d", mode, row.Name, a.Origin.People, a.Origin.Cells, row.People, row.Cells)
				}
				for _, p := range a.Results {
					compared++
					if p.Time.Minutes() != row.MedianMinutes || p.P90.Minutes() != row.P90Minutes {
						t.Errorf("%s, %v: %v and %v min, the planner has %v and %v", mode, row.Name, p.Time.Minutes(), p.P90.Minutes(), row.MedianMinutes, row.P90Minutes)
					}
				}
			}
		}
	})
	if compared < 100 {
		t.Errorf("compared %d times only", compared)
	}
}
