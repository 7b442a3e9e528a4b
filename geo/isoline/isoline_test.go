package isoline

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/road"
	"maillage/internal/racing"
)

const minute = road.Deciseconds(600)

func snap(t testing.TB, g *road.Graph, p orb.Point) road.Snap {
	t.Helper()
	s, ok := g.Snap(p)
	if !ok {
		t.Fatalf("nothing to snap %v to", p)
	}
	return s
}

func ask(t testing.TB, g *road.Graph, places []road.Snap, q Question) *Isochrones {
	t.Helper()
	got, err := Polygons(t.Context(), g.NewSearch(), places, q)
	if err != nil {
		t.Fatal(err)
	}
	checkShapes(t, got)
	return got
}

// holds tells which letters of a drawn world lie in a shape.
func holds(at map[byte]orb.Point, shape Shape) string {
	area, out := geo.PrepareArea(shape.Area), ""
	for c := byte('A'); c <= 'Z'; c++ {
		if p, ok := at[c]; ok && area.Contains(p) {
			out += string(c)
		}
	}
	return out
}

// On foot at 4.5 km/h the step of 111 m between two characters takes 89 seconds.
func TestDrawnWorlds(t *testing.T) {
	for _, c := range []struct {
		name, world string
		places      string
		minutes     []road.Deciseconds
		question    Question
		want        []string // the letters in each shape
	}{
		{"one street", `A---B---C---D---E`, "A", []road.Deciseconds{1, 7, 13, 40}, Question{}, []string{"A", "AB", "ABC", "ABCDE"}},
		{"limits in any order, some twice", `A---B---C---D---E`, "A", []road.Deciseconds{13, 1, 13, 7}, Question{}, []string{"A", "AB", "ABC"}},
		{"an island", `
A---B       X---Y
                 
C---D            `, "A", []road.Deciseconds{9, 30}, Question{}, []string{"AB", "AB"}},
		{"a far place is the island's", `
A---B       X---Y`, "Y", []road.Deciseconds{9}, Question{}, []string{"XY"}},
		{"union", `A---B---C---D---E---F---G`, "AG", []road.Deciseconds{7}, Question{}, []string{"ABFG"}},
		{"each", `A---B---C---D---E`, "AC", []road.Deciseconds{7}, Question{Kind: Each}, []string{"AB", "BCD"}},
		{"split", `A---B--C---D---E---F---G`, "AG", []road.Deciseconds{7, 40}, Question{Kind: Split}, []string{"AB", "ABCD", "FG", "EFG"}},
		{"split between equals", `A---B---C`, "BB", []road.Deciseconds{40}, Question{Kind: Split}, []string{"ABC", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			streets, at := drawn(t, c.world)
			g := streets.Graph("walk")
			var places []road.Snap
			for i := range c.places {
				places = append(places, snap(t, g, at[c.places[i]]))
			}
			q := c.question
			for _, m := range c.minutes {
				q.Limits = append(q.Limits, m*minute)
			}
			for _, q.Towards = range []bool{false, true} {
				got := ask(t, g, places, q)
				var letters []string
				for _, shape := range got.Shapes {
					letters = append(letters, holds(at, shape))
				}
				if !reflect.DeepEqual(letters, c.want) {
					t.Errorf("towards %v: got %q, want %q", q.Towards, letters, c.want)
				}
			}
		})
	}
}

func TestDirectionAndSeason(t *testing.T) {
	streets, at := drawn(t, `
A>>>B:::C
|   |   |
D---E   F`)
	g := streets.Graph("car")
	place := []road.Snap{snap(t, g, at['A'])}
	for _, c := range []struct {
		towards bool
		closed  road.Mask
		want    string
	}{
		{false, 0, "ABCDEF"},
		{true, 0, "ABCDEF"},
		{false, road.ClosedInWinter, "ABDE"},
	} {
		got := ask(t, g, place, Question{Limits: []road.Deciseconds{6 * minute}, Towards: c.towards, Closed: c.closed})
		if letters := holds(at, got.Shapes[0]); letters != c.want {
			t.Errorf("%+v: got %q, want %q", c, letters, c.want)
		}
	}
}

// Whoever comes along a motorway may leave it where a street leads onto it that they
// cannot come by, far beyond all streets that they can.
func TestMotorwayEntry(t *testing.T) {
	streets, at := drawn(t, `
A---B====================C===D
                         ^
                         F`)
	delete(at, 'D') // of a motorway: walked to from C, sooner or later
	g := streets.Graph("car")
	for _, limit := range []road.Deciseconds{3, 6, 12, 20} {
		want := "AB"
		if limit > 4 {
			want = "ABC"
		}
		got := ask(t, g, []road.Snap{snap(t, g, at['A'])}, Question{Limits: []road.Deciseconds{limit * minute}})
		if letters := holds(at, got.Shapes[0]); letters != want {
			t.Errorf("%d minutes: got %q, want %q", limit, letters, want)
		}
	}
}

// A limit that the walk from the place to its street is beyond leads nowhere.
func TestNowhere(t *testing.T) {
	streets, at := drawn(t, `A---B`)
	g := streets.Graph("walk")
	far := snap(t, g, orb.Point{at['A'][0], 0.01})
	got := ask(t, g, []road.Snap{far}, Question{Limits: []road.Deciseconds{minute, 10 * minute, 30 * minute}})
	for i, want := range []string{"", "", "AB"} {
		if letters := holds(at, got.Shapes[i]); letters != want {
			t.Errorf("%d: got %q, want %q", i, letters, want)
		}
	}
	if got.Shapes[0].Area != nil {
		t.Error("an area where nothing is within the limit")
	}
	if got := ask(t, g, nil, Question{Limits: []road.Deciseconds{minute}}); got.Shapes[0].Area != nil {
		t.Error("an area around no place")
	}
}

// TestRandomTowns asks from and towards several places of random towns, and
// holds the answers against the engine's own time at random positions.
func TestRandomTowns(t *testing.T) {
	towns := uint64(60)
	if testing.Short() {
		towns = 15
	}
	looked := 0
	for seed := range towns + 3 {
		if seed >= towns {
			seed = []uint64{101, 256, 297}[seed-towns] // places on nodes, at the ends of one-way streets
		}
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			streets := randomTown(t, r)
			g := streets.Graph([]string{"car", "bike", "walk"}[r.IntN(3)])
			around := orb.MultiPoint{}.Bound()
			for v := range streets.NodeCount() {
				p := streets.Node(road.NodeID(v))
				if v == 0 {
					around = p.Bound()
				}
				around = around.Extend(p)
			}
			position := func() orb.Point {
				w, h := around.Max[0]-around.Min[0], around.Max[1]-around.Min[1]
				return orb.Point{around.Min[0] + (r.Float64()*1.4-0.2)*w, around.Min[1] + (r.Float64()*1.4-0.2)*h}
			}
			var places []road.Snap
			for range 1 + r.IntN(4) {
				s, ok := g.Snap(position())
				if !ok {
					t.Fatal("no street to set out from")
				}
				places = append(places, s)
			}
			q := Question{
				Limits: []road.Deciseconds{road.Deciseconds(1 + r.IntN(6000)), road.Deciseconds(1 + r.IntN(12000)), 20 * minute},
				Kind:   []Kind{Union, Split}[r.IntN(2)], Towards: r.IntN(2) == 0, Closed: road.Mask(r.IntN(2)),
			}
			looked += checkAgainstEngine(t, g, places, q, position)
		})
	}
	if looked < int(towns)*100 {
		t.Errorf("only %d positions were compared", looked)
	}
}

// checkAgainstEngine compares shapes at random positions with the time that the
// engine tells there. They may differ only where the engine itself differs
// within two and a half cells.
func checkAgainstEngine(t *testing.T, g *road.Graph, places []road.Snap, q Question, position func() orb.Point) (looked int) {
	t.Helper()
	got := ask(t, g, places, q)
	if again := ask(t, g, places, q); !reflect.DeepEqual(got, again) {
		t.Error("the same question was answered otherwise")
	}
	j := judge{graph: g, spread: g.NewSearch().Spread(places, q.Towards, 21*minute, q.Closed, nil), near: 2.5 * got.Cell}
	for _, shape := range got.Shapes {
		looked += 60
		j.compare(t, shape, 60, position)
	}
	return looked
}

// judge compares shapes with the time that the engine tells at positions. It counts
// the positions in shapes, of these the ones beyond the limit, and of these again the
// ones more than a minute beyond.
type judge struct {
	graph  *road.Graph
	spread *road.Spread // at least a minute beyond all limits
	near   float64      // metres

	in, late, lateByOne int
}

// time is that of a position, Unreachable where it is not a shape's.
func (j *judge) time(p orb.Point, shape Shape) road.Deciseconds {
	s, _ := j.graph.Snap(p)
	if time, place := j.spread.At(s); shape.Place < 0 || int(place) == shape.Place {
		return time
	}
	return road.Unreachable
}

// compare looks at so many positions. Where shape and engine differ, the engine
// must answer as the shape does at some position near by.
func (j *judge) compare(t *testing.T, shape Shape, count int, position func() orb.Point) {
	t.Helper()
	area := geo.PrepareArea(shape.Area)
	for range count {
		p := position()
		in, time := area.Contains(p), j.time(p, shape)
		if in {
			j.in++
			j.late += number(time > shape.Limit)
			j.lateByOne += number(time > shape.Limit+minute)
		}
		if in != (time <= shape.Limit) && !edgeNear(p, j.near, func(p orb.Point) bool { return (j.time(p, shape) <= shape.Limit) == in }) {
			t.Errorf("%v, place %d within %d: the shape says %v, the engine says otherwise for %v m around", p, shape.Place, shape.Limit, in, j.near)
		}
	}
}

func number(so bool) int {
	if so {
		return 1
	}
	return 0
}

// edgeNear tells whether something is so at one of many positions within so many metres.
func edgeNear(p orb.Point, metres float64, so func(orb.Point) bool) bool {
	const rings, turns = 12, 24
	for ring := 1; ring <= rings; ring++ {
		for turn := range turns {
			sin, cos := math.Sincos(2 * math.Pi * float64(turn) / turns)
			d := metres * float64(ring) / rings / unitSize / unit
			if so(orb.Point{p[0] + d*sin/cosAt(p[1]*unit), p[1] + d*cos}) {
				return true
			}
		}
	}
	return false
}

// Parts of a split do not overlap, and together are the union but for its edges.
func TestSplitTiles(t *testing.T) {
	racing.Long(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		streets := randomTown(t, r)
		g := streets.Graph("walk")
		var places []road.Snap
		for range 5 {
			places = append(places, snap(t, g, streets.Node(road.NodeID(r.IntN(streets.NodeCount())))))
		}
		limits := []road.Deciseconds{5 * minute, 15 * minute}
		parts := ask(t, g, places, Question{Limits: limits, Kind: Split})
		union := ask(t, g, places, Question{Limits: limits})
		for k := range limits {
			sum, whole := 0.0, planar.Area(union.Shapes[k].Area)
			for i := range places {
				sum += planar.Area(parts.Shapes[i*len(limits)+k].Area)
				for j := range i {
					checkApart(t, parts.Shapes[i*len(limits)+k], parts.Shapes[j*len(limits)+k])
				}
			}
			if sum > whole*1.01 || sum < whole*0.95 {
				t.Errorf("parts sum up to %v of the union", sum/whole)
			}
		}
	}
}

// checkApart holds no corner of one shape to lie inside another.
func checkApart(t *testing.T, a, b Shape) {
	t.Helper()
	area := geo.PrepareArea(b.Area)
	for _, polygon := range a.Area {
		for _, ring := range polygon {
			for _, p := range ring {
				if area.Contains(p) && area.MetresToBorder(p) > 1e-3 {
					t.Fatalf("%v of place %d lies in the part of place %d", p, a.Place, b.Place)
				}
			}
		}
	}
}

// As the crow flies a shape is a disc on the globe.
func TestCrow(t *testing.T) {
	pace := road.Ends{WalkSpeed: 40000, Detour: 140}
	r := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		place := orb.Point{r.Float64()*340 - 170, r.Float64()*130 - 65}
		limit := road.Deciseconds(1+r.IntN(120)) * minute
		radius := float64(limit) / 600 * 40000 / 60 / 1.4
		got, err := Crow(t.Context(), []orb.Point{place}, pace, Question{Limits: []road.Deciseconds{limit / 2, limit}})
		if err != nil {
			t.Fatal(err)
		}
		checkShapes(t, got)
		if len(got.Shapes) != 2 || len(got.Shapes[1].Area) != 1 || len(got.Shapes[1].Area[0]) != 1 {
			t.Fatalf("%v, %d: no disc: %v", place, limit, got.Shapes)
		}
		for _, p := range got.Shapes[1].Area[0][0] {
			if off := math.Abs(geo.Metres(place, p) - radius); off > got.Cell/16+got.Tolerance {
				t.Errorf("%v, %d: a corner is %.1f m off the circle of %.0f m, cells of %.0f m", place, limit, off, radius, got.Cell)
			}
		}
	}
}

func TestCrowSplit(t *testing.T) {
	places := []orb.Point{{9, 42}, {9.1, 42}, {9.05, 42.1}}
	got, err := Crow(t.Context(), places, road.Ends{WalkSpeed: 40000, Detour: 140}, Question{Limits: []road.Deciseconds{10 * minute, 20 * minute}, Kind: Split})
	if err != nil {
		t.Fatal(err)
	}
	checkShapes(t, got)
	r := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		p := orb.Point{8.9 + r.Float64()*0.3, 41.9 + r.Float64()*0.3}
		nearest, second := 0, math.Inf(1)
		for i := range places {
			switch d := geo.Metres(p, places[i]); {
			case d < geo.Metres(p, places[nearest]):
				nearest, second = i, geo.Metres(p, places[nearest])
			case i != nearest:
				second = min(second, d)
			}
		}
		for _, shape := range got.Shapes {
			area := geo.PrepareArea(shape.Area)
			want := shape.Place == nearest && geo.Metres(p, places[nearest])*1.26 <= float64(shape.Limit)
			clear := math.Abs(geo.Metres(p, places[shape.Place])*1.26-float64(shape.Limit)) > 60 && second-geo.Metres(p, places[nearest]) > 100
			if clear && area.Contains(p) != want {
				t.Errorf("%v, place %d, limit %d: got %v, want %v", p, shape.Place, shape.Limit, !want, want)
			}
		}
	}
}

func TestTheAskerLeaves(t *testing.T) {
	streets, at := drawn(t, `A---B`)
	g := streets.Graph("walk")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, kind := range []Kind{Union, Each, Split} {
		got, err := Polygons(ctx, g.NewSearch(), []road.Snap{snap(t, g, at['A'])}, Question{Limits: []road.Deciseconds{minute}, Kind: kind})
		if got != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("kind %d: got %v, %v", kind, got, err)
		}
	}
}
