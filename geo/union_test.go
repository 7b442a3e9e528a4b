package geo

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

func TestUnionDrawn(t *testing.T) {
	for _, c := range []struct {
		name   string
		shapes []string
		want   string
	}{
		{"two squares side by side, one running clockwise",
			[]string{`MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))`, `MULTIPOLYGON(((1 0,1 1,2 1,2 0,1 0)))`},
			`MULTIPOLYGON(((0 0,1 0,2 0,2 1,1 1,0 1,0 0)))`},
		{"an enclave fills the hole around it",
			[]string{`MULTIPOLYGON(((0 0,3 0,3 3,0 3,0 0),(1 1,1 2,2 2,2 1,1 1)))`, `MULTIPOLYGON(((1 1,2 1,2 2,1 2,1 1)))`},
			`MULTIPOLYGON(((0 0,3 0,3 3,0 3,0 0)))`},
		{"a hole stays, clockwise",
			[]string{`MULTIPOLYGON(((0 0,3 0,3 1,0 1,0 0)))`, `MULTIPOLYGON(((0 2,3 2,3 3,0 3,0 2)))`,
				`MULTIPOLYGON(((0 1,1 1,1 2,0 2,0 1)),((2 1,3 1,3 2,2 2,2 1)))`},
			`MULTIPOLYGON(((0 0,3 0,3 1,3 2,3 3,0 3,0 2,0 1,0 0),(1 1,1 2,2 2,2 1,1 1)))`},
		{"islands stay apart, from west to east",
			[]string{`MULTIPOLYGON(((5 0,6 0,6 1,5 1,5 0)))`, `MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))`},
			`MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 0,6 0,6 1,5 1,5 0)))`},
		{"one alone", []string{`MULTIPOLYGON(((0 0,0 1,1 1,1 0,0 0)))`}, `MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))`},
	} {
		var shapes []orb.MultiPolygon
		for _, text := range c.shapes {
			shapes = append(shapes, shape(t, text))
		}
		got, err := Union(shapes)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if want := shape(t, c.want); !reflect.DeepEqual(withoutStraight(got), withoutStraight(want)) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
		slices.Reverse(shapes)
		if again, err := Union(shapes); err != nil || !reflect.DeepEqual(again, got) {
			t.Errorf("%s: in another order got %v (%v), want %v", c.name, again, err, got)
		}
	}
	for name, shapes := range map[string][]orb.MultiPolygon{
		"nothing": nil, "no polygon": {nil}, "no ring": {{{}}}, "an empty ring": {{{{}}}},
	} {
		if got, err := Union(shapes); err != nil || len(got) != 0 {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
}

// withoutStraight drops vertices in the middle of level and upright lines,
// which a union may keep or not.
func withoutStraight(mp orb.MultiPolygon) orb.MultiPolygon {
	out := mp.Clone()
	for _, polygon := range out {
		for r, ring := range polygon {
			var kept orb.Ring
			for i := 1; i < len(ring); i++ {
				before, here, after := ring[i-1], ring[i], ring[i%(len(ring)-1)+1]
				if before[0] == here[0] && here[0] == after[0] || before[1] == here[1] && here[1] == after[1] {
					continue
				}
				kept = append(kept, here)
			}
			polygon[r] = startLowest(append(kept, kept[0]))
		}
	}
	return out
}

func TestUnionRefuses(t *testing.T) {
	got, err := Union([]orb.MultiPolygon{{{{{0, 0}, {math.NaN(), 1}, {1, 0}, {0, 0}}}}, {{{{0, 0}, {2, 0}, {2, 2}, {0, 0}}}}})
	if err == nil {
		t.Errorf("a coordinate that is not a number became part of %v", got)
	}
}

// The independent check of a union: an edge that two communes share lies
// within, so the edges that only one has are the outline.
func TestUnionIsWhatCancelsNot(t *testing.T) {
	for _, region := range []string{"corse", "aura"} {
		t.Run(region, func(t *testing.T) {
			shapes, epci := communes(t, region)
			groups := map[string][]orb.MultiPolygon{}
			for i, s := range shapes {
				groups[epci[i]] = append(groups[epci[i]], s)
			}
			if region == "corse" {
				groups["the region"] = shapes
			}
			codes := slices.Sorted(maps.Keys(groups))
			for _, code := range codes {
				checkUnion(t, code, groups[code])
			}
			t.Logf("%d territories", len(groups))
		})
	}
}

func checkUnion(t *testing.T, code string, members []orb.MultiPolygon) {
	t.Helper()
	union, err := Union(members)
	if err != nil {
		t.Errorf("%s: %v", code, err)
		return
	}
	shuffled := slices.Clone(members)
	slices.Reverse(shuffled)
	if again, err := Union(shuffled); err != nil || !reflect.DeepEqual(again, union) {
		t.Errorf("%s: members in another order give another union (%v)", code, err)
	}
	want := tally(members)
	maps.DeleteFunc(want, func(_ segment, n int) bool { return n%2 == 0 })
	got := tally([]orb.MultiPolygon{union})
	for s, n := range got {
		if want[s] != n {
			t.Errorf("%s: edge %v runs %d times in the union, %d in what is left of its members", code, s, n, want[s])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d edges in the union, want %d", code, len(got), len(want))
	}
	parts, whole := 0.0, 0.0
	for _, m := range members {
		parts += math.Abs(planar.Area(m))
	}
	for _, polygon := range union {
		whole += planar.Area(polygon)
		if polygon[0].Orientation() != orb.CCW {
			t.Errorf("%s: an outer ring does not run counter-clockwise", code)
		}
		for _, hole := range polygon[1:] {
			if hole.Orientation() != orb.CW {
				t.Errorf("%s: a hole does not run clockwise", code)
			}
		}
	}
	if math.Abs(whole-parts) > 1e-9*parts {
		t.Errorf("%s: the union has %v square degrees, its members %v", code, whole, parts)
	}
}
