package analysis

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/data"
)

// The naive twin asks for everything of level 2 from where the structure
// stands, and strikes out what may not receive who lives where the question begins.
func TestOnwardAgainstNaive(t *testing.T) {
	found, elsewhere := 0, 0
	seeded(t, 12, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 12).engine(t)
		ds, v := e.Dataset(), e.View()
		q := NearestQuery{Query: Query{Filter: randomFilter(r)}, MaxMinutes: 1, Limit: 3}
		for i := range ds.Cells.Len() {
			home := ds.Cells.Commune[i]
			q.Origin, q.Communes = ds.Cells.Center[i], nil
			if i%2 == 0 {
				q.Communes = []data.TerritoryIndex{home}
			}
			from := data.StructureIndex(r.IntN(v.Len()))
			got, err := e.Onward(context.Background(), from, q)
			if err != nil {
				t.Fatal(err)
			}
			second := NearestQuery{Query: q.Query, Origin: v.SiteOf(from).Position.Point, Open: OpenAny, Limit: MaxLimit}
			second.Filter.Level, second.Eligible = data.LevelAccompagnement, EligibleAny
			want := "none"
			for _, res := range nearest(t, e, second).Results {
				services := slices.DeleteFunc(res.Services, func(s int) bool {
					return !naiveAdmits(ds, v.Structure(res.Structure).Services[s].Eligibility, home)
				})
				if res.Structure != from && len(services) > 0 {
					want = fmt.Sprint(v.Structure(res.Structure).ID, res.Time, res.Metres, services)
					break
				}
			}
			told := "none"
			if got != nil {
				found++
				told = fmt.Sprint(v.Structure(got.Structure).ID, got.Time, got.Metres, got.Services)
			}
			if told != want {
				t.Fatalf("from %s, who lives in cell %d: got %s, want %s", v.Structure(from).ID, i, told, want)
			}
			if there := v.SiteOf(from).Commune; there != home && want != "none" {
				elsewhere++
			}
		}
	})
	if found == 0 || elsewhere == 0 {
		t.Errorf("%d ways onward, %d from another commune than one's own: the test proves nothing", found, elsewhere)
	}
}
