package road

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// TestWayIsDrawn follows ways over drawn worlds from letter to letter.
func TestWayIsDrawn(t *testing.T) {
	block := `
A---B---C
|   |   |
D---E---F
`
	noTurn := []Restriction{{From: wayID("AB"), Via: 'B', To: wayID("BE"), Kind: "no_left_turn"}}
	for _, test := range []struct {
		name, world  string
		restrictions []Restriction
		closed       Mask
		from, to     string
		want         []string // places; none: there is no way
	}{
		{"straight on", "A--B--C", nil, 0, "A", "C", []string{"A", "B", "C"}},
		{"from the middle of a street to the middle of another", "A--B--C", nil, 0, "BC", "AB", []string{"BC", "B", "AB"}},
		{"along one street", "A----B", nil, 0, "AB", "B", []string{"AB", "B"}},
		{"backward along one street", "A----B", nil, 0, "AB", "A", []string{"AB", "A"}},
		{"where one is", "A--B--C", nil, 0, "AB", "AB", []string{"AB"}},
		{"where one is, at a junction", "A--B--C", nil, 0, "B", "B", []string{"B"}},
		{"against a one-way street", "A-->--B", nil, 0, "B", "A", nil},
		{"around a banned turn", block, noTurn, 0, "AB", "BE", []string{"AB", "A", "D", "E", "BE"}},
		{"the turn is free from the other side", block, noTurn, 0, "BC", "BE", []string{"BC", "B", "BE"}},
		{"around a pass closed in winter", `
A-~-B
|   |
D---E
`, nil, ClosedInWinter, "A", "B", []string{"A", "D", "E", "B"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, test.world)
			s, _ := d.build(t, test.restrictions...)
			g := s.Graph("car")
			got, ok := g.NewSearch().Way(snap(t, g, d.place(test.from)), snap(t, g, d.place(test.to)), test.closed)
			if ok != (test.want != nil) || len(got.Line) != len(test.want) {
				t.Fatalf("got %v %v, want %v", ok, got.Line, test.want)
			}
			for i, name := range test.want {
				if p := d.place(name); geo.Metres(got.Line[i], p) > 0.1 {
					t.Errorf("point %d: got %v, want %s at %v", i, got.Line[i], name, p)
				}
			}
		})
	}
}

// TestWay holds ways on random worlds to Nearest, and to the arcs they go along.
func TestWay(t *testing.T) {
	eachClosedWorld(t, 100, 5, func(t *testing.T, g *Graph, r *rand.Rand) {
		search := g.NewSearch()
		for _, closed := range []Mask{0, ClosedByScenario} {
			snaps := anySnaps(t, g, r, 12)
			for i, from := range snaps {
				checkWay(t, search, from, snaps[(i+1)%len(snaps)], closed)
				checkWay(t, search, from, from, closed)
			}
			checkWays(t, search, snaps[0], snaps, closed)
		}
	})
}

// checkWay holds a way to what Nearest tells, and follows it; it answers how many legs it has.
func checkWay(t *testing.T, search *Search, from, to Snap, closed Mask) int {
	t.Helper()
	g := search.graph
	got, ok := search.Way(from, to, closed)
	legs := slices.Clone(search.legs)
	want := search.Nearest(from, g.NewTargets([]Target{{7, to}}), nil, 1, Unreachable, closed, nil)
	if ok != (len(want) == 1) || ok && (got.Time != want[0].Time || got.Metres != want[0].Metres) {
		t.Fatalf("%+v to %+v: got %v %d ds %v m, nearest says %v", from, to, ok, got.Time, got.Metres, want)
	}
	if !ok {
		return 0
	}
	sum := costOf(g.Ends().Walk(from.Metres)+g.Ends().Park+g.Ends().Walk(to.Metres), 0) + followLegs(t, g, from, to, legs, closed)
	if sum.time() != got.Time || sum.metres() != got.Metres {
		t.Fatalf("%+v to %+v: its legs take %d ds and %v m, told are %d and %v", from, to, sum.time(), sum.metres(), got.Time, got.Metres)
	}
	checkLine(t, g.streets, from, to, legs, got)
	again, _ := search.Way(from, to, closed)
	if !slices.Equal(again.Line, got.Line) {
		t.Fatalf("asked twice: got %v, then %v", got.Line, again.Line)
	}
	return len(legs)
}

// checkWays holds ways searched for together to the same ways one by one.
func checkWays(t *testing.T, search *Search, from Snap, to []Snap, closed Mask) {
	t.Helper()
	for i, got := range search.Ways(from, to, closed) {
		want, ok := search.Way(from, to[i], closed)
		if ok != (got.Line != nil) || got.Time != want.Time || got.Metres != want.Metres || !slices.Equal(got.Line, want.Line) {
			t.Fatalf("%+v to the %d. of %+v: got %+v, alone %v %+v", from, i, to, got, ok, want)
		}
	}
}

// followLegs goes along open arcs from one leg to the next, over copies of
// nodes, so that no banned turn is made, and answers what that costs.
func followLegs(t *testing.T, g *Graph, from, to Snap, legs []leg, closed Mask) (sum cost) {
	t.Helper()
	c, at := g.columns, NodeID(0)
	for i, l := range legs {
		if i == 0 {
			at = g.streets.columns.from(l.run)
		}
		a := noArc
		for x := c.FirstOut[at]; x < c.FirstOut[at+1]; x++ {
			if c.Run[x] == l.run && c.Mask[x]&closed == 0 {
				a = x
			}
		}
		if l.from == l.to {
			continue
		}
		if a == noArc {
			t.Fatalf("leg %d of %v: no open arc leads on along %d", i, legs, l.run)
		}
		if inner := l.from > 0 && l.from < 1; inner && (i > 0 || l.run.Edge() != from.Edge || l.from != from.Fraction) {
			t.Fatalf("leg %d of %v begins in the middle of a street, and is not where one sets out", i, legs)
		}
		if inner := l.to > 0 && l.to < 1; inner && (i < len(legs)-1 || l.run.Edge() != to.Edge || l.to != to.Fraction) {
			t.Fatalf("leg %d of %v ends in the middle of a street, and is not where one goes", i, legs)
		}
		sum += g.cost(a).part(math.Abs(l.to - l.from))
		at = c.Head[a]
	}
	return sum
}

// checkLine tells whether a way's line begins and ends at its places, is as long as told and repeats no point.
func checkLine(t *testing.T, s *Streets, from, to Snap, legs []leg, w Way) {
	t.Helper()
	first, last := w.Line[0], w.Line[len(w.Line)-1]
	for _, end := range []struct {
		snap Snap
		got  orb.Point
	}{{from, first}, {to, last}} {
		if want := s.cut(end.snap.Edge, end.snap.Fraction, end.snap.Fraction, nil)[0]; geo.Metres(end.got, want) > 0.01 {
			t.Fatalf("the line has an end at %v, want %v", end.got, want)
		}
	}
	metres := 0.0
	for i := 1; i < len(w.Line); i++ {
		metres += geo.Metres(w.Line[i-1], w.Line[i])
		if w.Line[i] == w.Line[i-1] {
			t.Fatalf("the line has the point %v twice in a row", w.Line[i])
		}
	}
	if math.Abs(metres-w.Metres) > 0.11*float64(len(legs)+1) {
		t.Fatalf("the line of %d legs is %.2f m long, told are %.2f", len(legs), metres, w.Metres)
	}
}

// TestCut: a part of a shape begins and ends where a snap to it lies.
func TestCut(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	g := realStreets(t, "roads/monaco.osm.pbf").streets.Graph("walk")
	for _, p := range randomPlaces(g, r, 1000) {
		s := snap(t, g, p)
		for _, part := range []orb.LineString{g.streets.cut(s.Edge, 0, s.Fraction, nil), g.streets.cut(s.Edge, s.Fraction, s.Fraction, nil)} {
			if got := part[len(part)-1]; geo.Metres(got, s.Point) > atEnd+0.01 {
				t.Fatalf("%+v: cut at %v", s, got)
			}
		}
	}
	for e := range EdgeID(g.streets.EdgeCount()) {
		whole := g.streets.cut(e, 0, 1, nil)
		if want := g.streets.Shape(e, nil); whole[0] != want[0] || whole[len(whole)-1] != want[len(want)-1] {
			t.Fatalf("the whole of edge %d is %v, want %v", e, whole, want)
		}
	}
}

// realNames are the real worlds that searches are held on.
var realNames = []string{"roads/monaco.osm.pbf", "roads/andorra.osm.pbf", "roads/porto.osm.pbf", "corse/roads.osm.pbf"}

// TestRealWays holds ways over real streets to Nearest.
func TestRealWays(t *testing.T) {
	for _, name := range realNames {
		s := realStreets(t, name).streets
		r := rand.New(rand.NewPCG(7, 8))
		for _, code := range s.Profiles() {
			g, longest := s.Graph(code), 0
			search, places := g.NewSearch(), randomPlaces(g, r, 20)
			for i, p := range places {
				longest = max(longest, checkWay(t, search, snap(t, g, p), snap(t, g, places[(i+1)%len(places)]), ClosedInWinter*Mask(i%2)))
			}
			ends := make([]Snap, len(places))
			for i, p := range places {
				ends[i] = snap(t, g, p)
			}
			checkWays(t, search, ends[0], ends, ClosedInWinter)
			if longest < 20 {
				t.Errorf("%s, %s: the longest way has %d legs", name, code, longest)
			}
		}
	}
}
