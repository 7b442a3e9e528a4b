package data

import (
	"slices"
	"testing"
	"time"
)

// What is called by whom, of a region with everything. Where there is no grid,
// people are counted by the communes, whose source tells their names too.
func TestNameSources(t *testing.T) {
	testNameSources(t, Cells{Grid: Grid{Size: 1000}, Groups: []Group{{Source: "grid"}}, Count: [][]float64{nil}}, "communes", "streets")
	testNameSources(t, Cells{Groups: []Group{{Source: "communes"}}, Count: [][]float64{nil}}, "communes", "grid", "streets")
}

func testNameSources(t *testing.T, cells Cells, always ...string) {
	t.Helper()
	sources := func(names ...string) (out []Source) {
		for _, name := range names {
			out = append(out, Source{Name: name})
		}
		return out
	}
	ds, err := FromTables(Tables{
		Region:      Region{TimeZone: time.UTC.String()},
		Sources:     sources("communes", "grid", "holidays", "agencies", "rooms", "streets"),
		Territories: []Territory{{Kind: KindCommune, Code: "01001", PopulationSource: "communes (POP_2020)"}},
		Sites:       []Site{{}},
		Structures:  []Structure{{ID: "a", Provenance: []Provenance{{Source: "agencies"}}}, {ID: "b", Provenance: []Provenance{{Source: "agencies"}, {Source: "rooms"}}}},
		Cells:       cells,
		Calendars:   []SchoolCalendar{{Source: "holidays"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		listed []StructureIndex
		more   []string
	}{
		{nil, nil},
		{[]StructureIndex{0}, []string{"agencies"}},
		{[]StructureIndex{0, 1}, []string{"agencies", "rooms"}},
	} {
		var got []string
		for _, s := range ds.View().NameSources(c.listed...) {
			got = append(got, s.Name)
		}
		want := append(slices.Clone(always), c.more...)
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%d structures: got %v, want %v", len(c.listed), got, want)
		}
	}
}
