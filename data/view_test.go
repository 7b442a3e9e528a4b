package data

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

func liveIDs(v *View) []StructureID {
	var out []StructureID
	for _, st := range v.All() {
		out = append(out, st.ID)
	}
	return out
}

func indexed(v *View) []StructureID {
	var out []StructureID
	v.Index().Search(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}, func(id geo.ID) bool {
		out = append(out, v.Structure(StructureIndex(id)).ID)
		return true
	})
	slices.Sort(out)
	return out
}

func TestViewLaysChangesOver(t *testing.T) {
	b := drawn()
	b.AddStructure(record("lead", "1", "a", at(.05, 45.05)))
	b.AddStructure(record("lead", "2", "b", at(.15, 45.05)))
	d := finish(t, b)
	base := d.View()
	added := Structure{ID: "scenario--new", Services: []Service{{Level: LevelAccueil}}}
	for _, c := range []struct {
		name    string
		changes []Change
		want    []StructureID
		err     bool
	}{
		{"nothing", nil, []StructureID{"lead--1", "lead--2"}, false},
		{"open", []Change{Open{Site{Position: at(.05, 45.15)}, added}}, []StructureID{"lead--1", "lead--2", "scenario--new"}, false},
		{"close", []Change{Close{"lead--1"}}, []StructureID{"lead--2"}, false},
		{"open then close", []Change{Open{Site{}, added}, Close{"scenario--new"}}, []StructureID{"lead--1", "lead--2"}, false},
		{"move", []Change{Move{"lead--1", at(.15, 45.15)}}, []StructureID{"lead--2", "lead--1"}, false},
		{"close twice", []Change{Close{"lead--1"}, Close{"lead--1"}}, nil, true},
		{"open what exists", []Change{Open{Site{}, Structure{ID: "lead--1"}}}, nil, true},
		{"open nowhere", []Change{Open{Site{Position: at(math.NaN(), 45)}, added}}, nil, true},
		{"move off the Earth", []Change{Move{"lead--1", at(.05, 95)}}, nil, true},
		{"move what does not", []Change{Move{"lead--9", at(0, 0)}}, nil, true},
	} {
		v, err := base.With(c.changes...)
		if (err != nil) != c.err {
			t.Errorf("%s: error %v", c.name, err)
		}
		if err == nil {
			if got := liveIDs(v); !slices.Equal(got, c.want) {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
			}
			sorted := slices.Sorted(slices.Values(c.want))
			if got := indexed(v); !slices.Equal(got, sorted) {
				t.Errorf("%s: the index holds %v, want %v", c.name, got, sorted)
			}
		}
		if got := liveIDs(base); len(got) != 2 || len(indexed(base)) != 2 {
			t.Fatalf("%s: the base changed: %v", c.name, got)
		}
	}
}

// A structure of a scenario is in the commune that a build would put it in.
func TestViewFindsTheCommune(t *testing.T) {
	for _, c := range []struct {
		name string
		to   Position
		want string
	}{
		{"inside", at(.15, 45.15), "02002"},
		{"on the shore", at(.05, 45.205), "01002"},
		{"abroad", at(1, 45.05), ""},
	} {
		b := drawn()
		b.AddStructure(record("lead", "1", "a", at(.05, 45.05)))
		d := finish(t, b)
		v, err := d.View().With(Move{"lead--1", c.to}, Open{Site{Position: c.to}, Structure{ID: "scenario--new"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []StructureID{"lead--1", "scenario--new"} {
			i, _ := v.ByID(id)
			got := ""
			if commune := v.SiteOf(i).Commune; commune != NoTerritory {
				got = d.Territories[commune].Code
			}
			if got != c.want {
				t.Errorf("%s: %s is in commune %q, want %q", c.name, id, got, c.want)
			}
		}
		if i, _ := v.ByID("lead--1"); v.Closed(i) || !v.Closed(0) || i == 0 {
			t.Errorf("%s: the move kept index %d", c.name, i)
		}
	}
}
