package data

import (
	"fmt"
	"testing"
	"time"
)

// Of a region with everything, what is called by whom.
func TestNameSources(t *testing.T) {
	sources := func(names ...string) (out []Source) {
		for _, name := range names {
			out = append(out, Source{Name: name})
		}
		return out
	}
	ds, err := FromTables(Tables{
		Region:      Region{TimeZone: time.UTC.String()},
		Sources:     sources("communes", "grid", "holidays", "agencies", "rooms", "streets"),
		Territories: []Territory{{Kind: KindCommune, Code: "01001", PopulationSource: "communes"}},
		Sites:       []Site{{}},
		Structures:  []Structure{{ID: "a", Provenance: []Provenance{{Source: "agencies"}}}, {ID: "b", Provenance: []Provenance{{Source: "agencies"}, {Source: "rooms"}}}},
		Cells:       Cells{Groups: []Group{{Source: "communes"}, {Source: "grid"}}, Count: [][]float64{nil, nil}},
		Calendars:   []SchoolCalendar{{Source: "holidays"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		listed []StructureIndex
		want   []Source
	}{
		{nil, sources("communes", "streets")},
		{[]StructureIndex{0}, sources("communes", "agencies", "streets")},
		{[]StructureIndex{0, 1}, sources("communes", "agencies", "rooms", "streets")},
	} {
		if got := ds.View().NameSources(c.listed...); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%d structures: got %v, want %v", len(c.listed), got, c.want)
		}
	}
}
