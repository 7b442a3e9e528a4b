package isoline

import (
	"fmt"
	"strings"
	"testing"
)

// TestKept leaves out what is small, and empty holes that are narrow: in cells.
func TestKept(t *testing.T) {
	for _, c := range []struct {
		name  string
		rings []string // limit:west,south,east,north and "hole"
		want  string
	}{
		{"a square", []string{"0:0,0,4,4"}, "0+"},
		{"too small", []string{"0:0,0,4,3"}, ""},
		{"a street, however narrow", []string{"0:0,0,40,0.5"}, "0+"},
		{"an empty hole", []string{"0:0,0,50,50", "0:1,1,41,2.5 hole"}, "0- 0+"},
		{"an empty narrow hole", []string{"0:0,0,50,50", "0:1,1,41,1.75 hole"}, "0+"},
		{"a narrow hole of two limits", []string{"1:0,0,50,50", "0:0,0,50,50", "0:1,1,41,1.75 hole", "1:1,1,41,1.75 hole"}, "1+ 0+"},
		{"a narrow hole round an island", []string{"0:0,0,90,90", "0:1,1,81,1.75 hole", "0:2,1.25,72,1.5"}, "0+ 0- 0+"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, got := &outline{}, []string{}
			for _, text := range c.rings {
				o.rectangle(t, text)
			}
			for _, e := range o.kept() {
				got = append(got, fmt.Sprintf("%d%c", e.of.limit, map[bool]rune{true: '+', false: '-'}[e.area > 0]))
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// rectangle adds a rectangle to an outline.
func (o *outline) rectangle(t *testing.T, text string) {
	t.Helper()
	var limit uint32
	var west, south, east, north float64
	sides, hole := strings.CutSuffix(text, " hole")
	if _, err := fmt.Sscanf(sides, "%d:%f,%f,%f,%f", &limit, &west, &south, &east, &north); err != nil {
		t.Fatal(err)
	}
	in := func(cells float64) int64 { return int64(cells * steps) }
	corners := []spot{{in(west), in(south)}, {in(east), in(south)}, {in(east), in(north)}, {in(west), in(north)}}
	r := ring{of: region{limit: limit}}
	for i := range corners {
		k := i
		if hole {
			k = 3 - i
		}
		r.spots = append(r.spots, int32(len(o.spots)))
		o.spots = append(o.spots, corners[k])
	}
	o.rings = append(o.rings, r)
}
