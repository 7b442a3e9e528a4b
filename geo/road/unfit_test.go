package road

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// What lies beside a place and cannot serve it is told, with why.
func TestUnfit(t *testing.T) {
	d := draw(t, `
A---B---C
|   |   |
D---E---F
|   |   |
J---K---L
P.......Q

G-H
`)
	b := NewBuilder()
	b.ScrapsBelow(3)
	s, _ := d.buildWith(t, b)
	for _, c := range []struct {
		name, profile, from string
		within              float64
		want                string // where the street lies; "" is none
		cutOff              bool
	}{
		{"a path, to a car", "car", "PQ", math.Inf(1), "PQ", false},
		{"what lies beyond is not told", "car", "AB", 1, "", false},
		{"a street that leads nowhere", "car", "GH", 50, "GH", true},
		{"of two, the nearer", "walk", "JK", math.Inf(1), "PQ", true}, // the path is joined to nothing
	} {
		g := s.Graph(c.profile)
		got, ok := g.Unfit(d.place(c.from), c.within)
		if ok != (c.want != "") {
			t.Errorf("%s: found %v %+v", c.name, ok, got)
			continue
		}
		if !ok {
			continue
		}
		line := s.Shape(got.Edge, nil)
		if want := d.at[rune(c.want[0])]; line[0] != want && line[len(line)-1] != want {
			t.Errorf("%s: got the street %v, want that at %s", c.name, line, c.want)
		}
		if got.CutOff != c.cutOff {
			t.Errorf("%s: cut off %v, want %v", c.name, got.CutOff, c.cutOff)
		}
	}
}

// Unfit is what a look at everything finds among the streets that are not snapped to.
func TestUnfitIsNearest(t *testing.T) {
	found := 0
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 9))
		b := NewBuilder()
		b.ScrapsBelow(8)
		g := randomWorld(r).build(t, b).Graph("car")
		for _, p := range randomPlaces(g, r, 40) {
			want := math.Inf(1)
			for e := range EdgeID(g.streets.EdgeCount()) { // none of them a ferry
				if !g.snappable.has(uint32(e)) {
					want = min(want, naiveMetres(g, e, p))
				}
			}
			got, ok := g.Unfit(p, math.Inf(1))
			if ok != !math.IsInf(want, 1) || ok && math.Abs(got.Metres-want) > 0.001*(1+want) {
				t.Fatalf("seed %d, %v: got %+v %v, want %v m", seed, p, got, ok, want)
			}
			if ok {
				found++
			}
		}
	}
	if found == 0 {
		t.Error("no random world has a street that cannot be snapped to")
	}
}

func naiveMetres(g *Graph, e EdgeID, p orb.Point) float64 {
	c, best := g.streets.columns, math.Inf(1)
	for i := 1; i < c.points(e); i++ {
		_, _, m := geo.ClosestOnSegment(p, c.shapePoint(e, i-1), c.shapePoint(e, i))
		best = min(best, m)
	}
	return best
}

// Who stands on a quay, or beside a motorway, is not told of a street that leads nowhere.
func TestFerriesAndMotorwaysAreNoStreetsNearby(t *testing.T) {
	for _, tags := range []TagMap{inks['%'], {"highway": "motorway"}, {"highway": "motorway_link"}} {
		d := draw(t, "A---B%%%%%C---D")
		d.ways[1].tags = tags
		s, _ := d.build(t)
		for _, profile := range []string{"car", "walk", "wheelchair"} { // the last may use none
			if got, ok := s.Graph(profile).Unfit(d.place("BC"), math.Inf(1)); ok {
				t.Errorf("%s, %v: %v m away, cut off: %v", profile, tags, got.Metres, got.CutOff)
			}
		}
	}
}
