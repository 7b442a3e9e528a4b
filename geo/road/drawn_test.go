package road

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// A drawn world is streets in ASCII. Letters are OpenStreetMap's nodes; a step
// between two characters is 0.001° on the equator, 111 m either way. Between
// two letters on a line or in a column runs one way, drawn in one of the inks:
//
//   - |   a residential street          > < v ^   the same, one way
//     =     "Grande Rue", primary         ~         a pass closed in winter
//     .     a footway                     #         a private drive
//
// Ways are numbered by their letters: way("AB").
const step1 = 0.001

var inks = map[rune]TagMap{
	'-': {"highway": "residential"},
	'|': {"highway": "residential"},
	'>': {"highway": "residential", "oneway": "yes"},
	'v': {"highway": "residential", "oneway": "yes"},
	'<': {"highway": "residential", "oneway": "-1"},
	'^': {"highway": "residential", "oneway": "-1"},
	'=': {"highway": "primary", "name": "Grande Rue"},
	'~': {"highway": "residential", "motor_vehicle:conditional": "no @ (Nov 15-Apr 30)"},
	'.': {"highway": "footway"},
	'#': {"highway": "residential", "access": "private"},
}

// way is the id of the way between two letters, in reading order.
func wayID(letters string) int64 { return int64(letters[0])<<8 | int64(letters[1]) }

// drawing is a world before it is built.
type drawing struct {
	at   map[rune]orb.Point
	ways []drawnWay
}

type drawnWay struct {
	from, to rune
	tags     TagMap
}

func (w drawnWay) id() int64 { return wayID(string(w.from) + string(w.to)) }

func draw(t testing.TB, text string) *drawing {
	t.Helper()
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	d := &drawing{at: make(map[rune]orb.Point)}
	cell := func(x, y int) rune {
		if y < 0 || y >= len(lines) || x < 0 || x >= len(lines[y]) {
			return ' '
		}
		return rune(lines[y][x])
	}
	follow := func(x, y, dx, dy int) {
		from, ink := cell(x, y), ' '
		for {
			x, y = x+dx, y+dy
			c := cell(x, y)
			switch {
			case unicode.IsUpper(c):
				if ink != ' ' {
					d.ways = append(d.ways, drawnWay{from, c, inks[ink]})
				}
				return
			case dy == 0 && c == '|', dx == 0 && c == '-', inks[c] == nil:
				return
			case ink == ' ' || ink == '-' || ink == '|':
				ink = c
			}
		}
	}
	for y := range lines {
		for x := range lines[y] {
			if c := cell(x, y); unicode.IsUpper(c) {
				d.at[c] = orb.Point{float64(x) * step1, -float64(y) * step1}
				follow(x, y, 1, 0)
				follow(x, y, 0, 1)
			}
		}
	}
	return d
}

// build makes the drawing's Streets, every street kept.
func (d *drawing) build(t testing.TB, restrictions ...Restriction) (*Streets, Stats) {
	t.Helper()
	b := NewBuilder()
	b.ScrapsBelow(0)
	return d.buildWith(t, b, restrictions...)
}

func (d *drawing) buildWith(t testing.TB, b *Builder, restrictions ...Restriction) (*Streets, Stats) {
	t.Helper()
	for _, w := range d.ways {
		b.AddWay(w.id(), []int64{int64(w.from), int64(w.to)}, w.tags)
	}
	for _, r := range restrictions {
		b.AddRestriction(r)
	}
	for letter, p := range d.at {
		b.SetNode(int64(letter), p, nil)
	}
	s, stats, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s, stats
}

// place is a letter, or the middle between two: "A", "AB".
func (d *drawing) place(name string) orb.Point {
	a := d.at[rune(name[0])]
	if len(name) == 1 {
		return a
	}
	b := d.at[rune(name[1])]
	return orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
}

func snap(t testing.TB, g *Graph, p orb.Point) Snap {
	t.Helper()
	s, ok := g.Snap(p)
	if !ok {
		t.Fatalf("nothing to snap %v to", p)
	}
	return s
}

// ask answers time and steps from a place to another, by Nearest and by Field, which must agree.
func ask(t testing.TB, g *Graph, from, to orb.Point, closed Mask) (time Deciseconds, steps float64) {
	t.Helper()
	targets := g.NewTargets([]Target{{ID: 7, Snap: snap(t, g, to)}})
	s, origin := g.NewSearch(), snap(t, g, from)
	got := s.Nearest(origin, targets, nil, 1, Unreachable, closed, nil)
	time, steps = Unreachable, math.Inf(1)
	if len(got) == 1 {
		time, steps = got[0].Time, got[0].Metres/stepMetres
	}
	if field, _ := s.Field(targets, nil, closed, nil).At(origin); field != time {
		t.Errorf("field and nearest disagree: %d and %d", field, time)
	}
	return time, steps
}

const stepMetres = step1 * math.Pi / 180 * 6371008.8

func TestRoutes(t *testing.T) {
	const none = math.MaxInt
	type trip struct {
		from, to string
		steps    int // along the streets; none: there is no way
	}
	no := func(from, via, to string) Restriction {
		return Restriction{From: wayID(from), Via: int64(via[0]), To: wayID(to), Kind: "no_left_turn"}
	}
	only := func(from, via, to string) Restriction {
		r := no(from, via, to)
		r.Kind = "only_straight_on"
		return r
	}
	except := func(r Restriction, who string) Restriction { r.Except = who; return r }

	block := `
A---B---C
|   |   |
D---E---F
`
	tests := []struct {
		name         string
		world        string
		restrictions []Restriction
		profile      string
		closed       Mask
		trips        []trip
	}{
		{"streets go both ways", "A--B--C", nil, "car", 0,
			[]trip{{"A", "C", 6}, {"C", "A", 6}, {"A", "A", 0}}},
		{"a one-way street is driven one way", "A-->--B", nil, "car", 0,
			[]trip{{"A", "B", 6}, {"B", "A", none}, {"AB", "B", 3}, {"AB", "A", none}}},
		{"a one-way street drawn the other way round", "A--<--B", nil, "car", 0,
			[]trip{{"A", "B", none}, {"B", "A", 6}, {"AB", "A", 3}, {"AB", "B", none}}},
		{"a one-way street is walked both ways", "A-->--B", nil, "walk", 0,
			[]trip{{"A", "B", 6}, {"B", "A", 6}}},
		{"back is around the block", `
A->-B
|   |
D---E
`, nil, "car", 0, []trip{{"A", "B", 4}, {"B", "A", 8}, {"AB", "A", 10}}},
		{"origin and target on one edge go straight", "A-------B", nil, "car", 0,
			[]trip{{"AB", "B", 4}, {"AB", "A", 4}}},
		{"cars use no footway", "A..B--C", nil, "car", 0,
			[]trip{{"B", "C", 3}, {"C", "B", 3}}},
		{"nobody uses a private drive", "A-B##C-D", nil, "walk", 0,
			[]trip{{"A", "B", 2}, {"A", "C", none}}},
		{"no turn is banned", block, nil, "car", 0,
			[]trip{{"AB", "EB", 3}, {"AB", "C", 6}, {"CB", "EB", 3}}},
		{"a banned turn bans that turn", block, []Restriction{no("AB", "B", "BE")}, "car", 0,
			[]trip{
				{"A", "BE", 7},  // by D and E, the other way into the street
				{"AB", "BE", 9}, // back by A, D and E
				{"AB", "C", 6},  // straight on is free
				{"BC", "BE", 3}, // and from the other side
				{"BE", "AB", 3}, // and the other way round
				{"B", "BE", 1},  // who starts at the junction has not come from anywhere
				{"AB", "B", 2},  // who goes there arrives
			}},
		{"a turn that must be taken bans the others", block, []Restriction{only("AB", "B", "BC")}, "car", 0,
			[]trip{{"AB", "BC", 4}, {"AB", "BE", 9}, {"BC", "BE", 3}, {"BE", "BC", 3}}},
		{"two turns of which one must be taken", block, []Restriction{only("AB", "B", "BC"), only("AB", "B", "BE")}, "car", 0,
			[]trip{{"AB", "BC", 4}, {"AB", "BE", 3}}},
		{"walkers turn as they like", block, []Restriction{no("AB", "B", "BE")}, "walk", 0,
			[]trip{{"AB", "BE", 3}}},
		{"bicycles obey", block, []Restriction{no("AB", "B", "BE")}, "bike", 0,
			[]trip{{"AB", "BE", 9}}},
		{"bicycles are excepted", block, []Restriction{except(no("AB", "B", "BE"), "psv;bicycle")}, "bike", 0,
			[]trip{{"AB", "BE", 3}}},
		{"the exception is not the car's", block, []Restriction{except(no("AB", "B", "BE"), "psv;bicycle")}, "car", 0,
			[]trip{{"AB", "BE", 9}}},
		{"two restricted junctions in a row", block, []Restriction{no("AB", "B", "BE"), no("DE", "E", "BE")}, "car", 0,
			[]trip{{"A", "BE", 15}, {"D", "BE", 15}, {"AD", "BE", 16}, {"C", "BE", 5}}},
		{"no U-turn at the end of a street", `
A---B---C
`, []Restriction{{From: wayID("BC"), Via: 'C', To: wayID("BC"), Kind: "no_u_turn"}}, "car", 0,
			[]trip{{"BC", "A", 6}, {"AB", "C", 6}, {"C", "A", 8}}},
		{"a pass is open in summer", "A--~~--B", nil, "car", 0, []trip{{"A", "B", 7}}},
		{"a pass is closed in winter", "A--~~--B", nil, "car", ClosedInWinter,
			[]trip{{"A", "B", none}, {"AB", "A", none}, {"AB", "AB", 0}}},
		{"a pass closed in winter is walked", "A--~~--B", nil, "walk", ClosedInWinter, []trip{{"A", "B", 7}}},
		{"around a pass closed in winter", `
A-~-B
|   |
D---E
`, nil, "car", ClosedInWinter, []trip{{"A", "B", 8}}},
		{"other reasons do not close it", "A--~~--B", nil, "car", ClosedByScenario, []trip{{"A", "B", 7}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, test.world)
			s, _ := d.build(t, test.restrictions...)
			g := s.Graph(test.profile)
			for _, trip := range test.trips {
				time, steps := ask(t, g, d.place(trip.from), d.place(trip.to), test.closed)
				if trip.steps == none {
					if time != Unreachable {
						t.Errorf("%s to %s: got %.2f steps, want no way", trip.from, trip.to, steps)
					}
					continue
				}
				if math.Abs(steps-float64(trip.steps)) > 0.01 {
					t.Errorf("%s to %s: got %.2f steps, want %d", trip.from, trip.to, steps, trip.steps)
				}
			}
		})
	}
}

// TestFolding draws chains and tells what is left of them.
func TestFolding(t *testing.T) {
	tests := []struct {
		name         string
		world        string
		restrictions []Restriction
		nodes, edges int
		junctions    int
	}{
		{"a chain is one edge", "A-B-C-D", nil, 2, 1, 4},
		{"a name or speed that changes stops it", "A-B=C-D", nil, 4, 3, 4},
		{"a one-way chain is one edge", "A>B>C", nil, 2, 1, 3},
		{"drawn against each other it is one as well", `
A>B
  v
D>C
`, nil, 3, 2, 4}, // A-B-C and D-C: D's one-way street meets B's head on
		{"two one-way streets that meet are two", "A>B<C", nil, 3, 2, 3},
		{"one-way and both ways are two", "A>B-C", nil, 3, 2, 3},
		{"a season is two", "A-B~C", nil, 3, 2, 3},
		{"a restriction via it stops it", "A-B-C", []Restriction{{From: wayID("AB"), Via: 'B', To: wayID("BC"), Kind: "no_straight_on"}}, 3, 2, 3},
		{"a crossing stays", `
  A
  |
B-C-D
  |
  E
`, nil, 5, 4, 5},
		{"a ring without junction keeps one node", `
A-B
| |
C-D
`, nil, 1, 1, 4},
		{"a ring on a stem is a loop", `
S-A-B
  | |
  C-D
`, nil, 2, 2, 5},
		{"parallel edges both stay", `
  A-B
  | |
S-C-D-E
  | |
  F-G
`, nil, 4, 5, 8},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, stats := draw(t, test.world).build(t, test.restrictions...)
			if stats.Nodes != test.nodes || stats.Edges != test.edges || stats.Junctions != test.junctions {
				t.Errorf("got %d nodes, %d edges of %d junctions, want %d, %d of %d",
					stats.Nodes, stats.Edges, stats.Junctions, test.nodes, test.edges, test.junctions)
			}
			if s.NodeCount() != test.nodes || s.EdgeCount() != test.edges {
				t.Errorf("the streets have %d nodes, %d edges, the counts say %d, %d",
					s.NodeCount(), s.EdgeCount(), test.nodes, test.edges)
			}
		})
	}
}

// TestFoldedTrips: loops and parallel edges are used, both their ways.
func TestFoldedTrips(t *testing.T) {
	tests := []struct {
		name, world, from, to string
		steps                 int
	}{
		{"around a loop by the short side", "S-A-B\n  | |\n  C-D", "B", "S", 4},
		{"along a loop, through no node", "S-A-B\n  | |\n  C-D", "B", "D", 2},
		{"across a loop's node", "S-A-B\n  | |\n  C-D", "B", "C", 4},
		{"on a ring, by its node", "A-B\n| |\nC-D", "B", "C", 4},
		{"the shorter of parallel edges", "A---B\n|   |\n|   |\nC---D\n|   |\nE---F", "C", "D", 4},
		{"the middle of the longer one", "A---B\n|   |\n|   |\nC---D\n|   |\nE---F", "AB", "C", 5},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, test.world)
			s, _ := d.build(t)
			if _, steps := ask(t, s.Graph("car"), d.place(test.from), d.place(test.to), 0); math.Abs(steps-float64(test.steps)) > 0.01 {
				t.Errorf("got %.2f steps, want %d", steps, test.steps)
			}
		})
	}
}

func TestStreetNames(t *testing.T) {
	d := draw(t, "A-B=C-D")
	s, _ := d.build(t)
	for place, want := range map[string]string{"AB": "", "BC": "Grande Rue", "CD": ""} {
		if got := s.StreetName(snap(t, s.Graph("car"), d.place(place)).Edge); got != want {
			t.Errorf("%s: got %q, want %q", place, got, want)
		}
	}
}

func TestSnap(t *testing.T) {
	d := draw(t, `
A--------B

C
`)
	d.ways = append(d.ways, drawnWay{'B', 'C', inks['-']})
	s, _ := d.build(t)
	g := s.Graph("walk")
	t.Run("to the middle of a street rather than a nearer junction", func(t *testing.T) {
		// C is 2 steps away, A 4, the street A–B 1.
		p := orb.Point{4 * step1, 1 * step1}
		got := snap(t, g, p)
		if want := (orb.Point{4 * step1, 0}); math.Abs(got.Point[0]-want[0]) > 1e-9 || math.Abs(got.Point[1]) > 1e-9 {
			t.Errorf("got %v, want %v", got.Point, want)
		}
		if math.Abs(got.Metres-stepMetres) > 0.01 {
			t.Errorf("got %v metres, want %v", got.Metres, stepMetres)
		}
	})
	t.Run("the fraction is by length", func(t *testing.T) {
		got := snap(t, g, orb.Point{3 * step1, 0})
		along := got.Fraction * s.Metres(got.Edge) / stepMetres
		back := (1 - got.Fraction) * s.Metres(got.Edge) / stepMetres
		if min(math.Abs(along-3), math.Abs(back-3)) > 0.01 {
			t.Errorf("got fraction %v of %v steps, want 3 steps from A", got.Fraction, s.Metres(got.Edge)/stepMetres)
		}
	})
	t.Run("an end is exactly an end", func(t *testing.T) {
		if got := snap(t, g, d.place("A")).Fraction; got != 0 && got != 1 {
			t.Errorf("got fraction %v, want 0 or 1", got)
		}
	})
	t.Run("what is no position is refused", func(t *testing.T) {
		if got, ok := g.Snap(orb.Point{math.NaN(), 0}); ok {
			t.Errorf("got %v, want none", got)
		}
	})
}

// TestScraps: who stands beside a scrap is taken to the network.
func TestScraps(t *testing.T) {
	d := draw(t, `
A---B---C
|   |   |
D---E---F
|   |   |
J---K---L

G-H
`)
	near := d.place("GH")
	for _, test := range []struct {
		below int
		want  string
	}{{0, "GH"}, {2, "GH"}, {3, "JK"}, {1000, "JK"}} {
		b := NewBuilder()
		b.ScrapsBelow(test.below)
		s, stats := d.buildWith(t, b)
		got := snap(t, s.Graph("car"), near)
		if want := d.place(test.want); math.Abs(got.Point[1]-want[1]) > 1e-9 {
			t.Errorf("scraps below %d nodes: snapped to %v, want %v", test.below, got.Point, want)
		}
		wantScraps := 0
		if test.want == "JK" {
			wantScraps = 1
		}
		if car := stats.Graphs[0]; car.Scraps != wantScraps || car.ScrapEdges != wantScraps {
			t.Errorf("scraps below %d nodes: counted %d, %d edges, want %d", test.below, car.Scraps, car.ScrapEdges, wantScraps)
		}
	}
	t.Run("a street one can only enter is a scrap", func(t *testing.T) {
		d := draw(t, "A--B\n|  |\nC--D->-E")
		b := NewBuilder()
		b.ScrapsBelow(1)
		s, _ := d.buildWith(t, b)
		if got := snap(t, s.Graph("car"), d.place("E")).Point; math.Abs(got[0]-d.place("D")[0]) > 1e-9 {
			t.Errorf("snapped to %v, want D", got)
		}
	})
}

// TestBarrier: a bollard stops cars, both ways, and nobody else.
func TestBarrier(t *testing.T) {
	d := draw(t, "A--B--C")
	for _, test := range []struct {
		name, profile string
		tags          TagMap
		passes        bool
	}{
		{"a bollard stops cars", "car", TagMap{"barrier": "bollard"}, false},
		{"a bollard lets bicycles by", "bike", TagMap{"barrier": "bollard"}, true},
		{"a bollard that opens", "car", TagMap{"barrier": "bollard", "motor_vehicle": "destination"}, true},
		{"a gate", "car", TagMap{"barrier": "gate"}, true},
		{"a private gate stops cars", "car", TagMap{"barrier": "gate", "access": "private"}, false},
		{"a private gate stops walkers", "walk", TagMap{"barrier": "gate", "access": "private"}, false},
		{"a private gate that walkers may use", "walk", TagMap{"barrier": "gate", "access": "private", "foot": "yes"}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := NewBuilder()
			b.ScrapsBelow(0)
			for _, w := range d.ways {
				b.AddWay(w.id(), []int64{int64(w.from), int64(w.to)}, w.tags)
			}
			for letter, p := range d.at {
				b.SetNode(int64(letter), p, nil)
			}
			b.SetNode('B', d.at['B'], test.tags)
			s, _, err := b.Finish(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for _, trip := range []string{"AC", "CA"} {
				time, _ := ask(t, s.Graph(test.profile), d.place(trip[:1]), d.place(trip[1:]), 0)
				if got := time != Unreachable; got != test.passes {
					t.Errorf("%s: passes is %v, want %v", trip, got, test.passes)
				}
			}
			if time, _ := ask(t, s.Graph(test.profile), d.place("A"), d.place("B"), 0); time == Unreachable {
				t.Error("who goes to the barrier does not arrive")
			}
		})
	}
}

func TestRestrictionsAreCounted(t *testing.T) {
	world := `
A---B---C
|   |   |
D---E---F
`
	for _, test := range []struct {
		name string
		r    Restriction
		want RestrictionStats
	}{
		{"applied", Restriction{From: wayID("AB"), Via: 'B', To: wayID("BE"), Kind: "no_left_turn"}, RestrictionStats{Applied: 1}},
		{"via ways", Restriction{From: wayID("AB"), To: wayID("BE"), Kind: "no_left_turn"}, RestrictionStats{NotUnderstood: 1}},
		{"unknown kind", Restriction{From: wayID("AB"), Via: 'B', To: wayID("BE"), Kind: "perhaps"}, RestrictionStats{NotUnderstood: 1}},
		{"ways outside the extract", Restriction{From: 1, Via: 'B', To: wayID("BE"), Kind: "no_left_turn"}, RestrictionStats{NotApplicable: 1}},
		{"everyone is excepted", Restriction{From: wayID("AB"), Via: 'B', To: wayID("BE"), Kind: "no_left_turn", Except: "motorcar;bicycle"}, RestrictionStats{NotApplicable: 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, stats := draw(t, world).build(t, test.r)
			if got := stats.Restrictions; got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
	t.Run("a way that passes through is ambiguous", func(t *testing.T) {
		d := draw(t, world)
		b := NewBuilder()
		b.ScrapsBelow(0)
		b.AddWay(1, []int64{'A', 'B', 'C'}, inks['-'])
		b.AddWay(2, []int64{'B', 'E'}, inks['-'])
		b.AddRestriction(Restriction{From: 1, Via: 'B', To: 2, Kind: "no_left_turn"})
		for letter, p := range d.at {
			b.SetNode(int64(letter), p, nil)
		}
		_, stats, err := b.Finish(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := stats.Restrictions, (RestrictionStats{NotUnderstood: 1}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

func TestNearestOrder(t *testing.T) {
	d := draw(t, "A--B--C--D--E")
	s, _ := d.build(t)
	g := s.Graph("car")
	at := func(id TargetID, letter string) Target { return Target{id, snap(t, g, d.place(letter))} }
	targets := g.NewTargets([]Target{at(9, "A"), at(3, "E"), at(5, "B"), at(4, "D"), at(8, "C")})
	even := func(id TargetID) bool { return id%2 == 0 }
	for _, test := range []struct {
		name   string
		accept func(TargetID) bool
		k      int
		cutoff Deciseconds
		want   []TargetID
	}{
		{"all, equals by id", nil, 5, Unreachable, []TargetID{8, 4, 5, 3, 9}},
		{"more than there are", nil, 50, Unreachable, []TargetID{8, 4, 5, 3, 9}},
		{"the nearest", nil, 1, Unreachable, []TargetID{8}},
		{"the lower id of two equals", nil, 2, Unreachable, []TargetID{8, 4}},
		{"the filter comes before the limit", even, 2, Unreachable, []TargetID{8, 4}},
		{"none fits", func(TargetID) bool { return false }, 2, Unreachable, nil},
		{"none asked", nil, 0, Unreachable, nil},
		{"within the cutoff", nil, 5, 1200 + 3*161, []TargetID{8, 4, 5}},
		{"nothing within the cutoff", nil, 5, 1199, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []TargetID
			for _, r := range g.NewSearch().Nearest(snap(t, g, d.place("C")), targets, test.accept, test.k, test.cutoff, 0, nil) {
				got = append(got, r.Target)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// TestTimeFormula computes one journey by hand.
func TestTimeFormula(t *testing.T) {
	d := draw(t, "A----------B")
	s, _ := d.build(t)
	g := s.Graph("car")
	from := snap(t, g, orb.Point{3 * step1, 1 * step1})
	to := snap(t, g, orb.Point{9 * step1, -2 * step1})
	targets := g.NewTargets([]Target{{ID: 1, Snap: to}})
	got := g.NewSearch().Nearest(from, targets, nil, 1, Unreachable, 0, nil)
	walk := stepMetres * 1.3 / 4000 * 36000 // ds a step off the street, at 4 km/h, 30 % longer than straight
	drive := stepMetres / 25000 * 36000     // ds a step at 25 km/h
	want := walk + 6*drive + 1200 + 2*walk
	if len(got) != 1 || math.Abs(float64(got[0].Time)-want) > 2 {
		t.Errorf("got %v, want %.1f ds", got, want)
	}
	if math.Abs(got[0].Metres-6*stepMetres) > 0.2 {
		t.Errorf("got %.1f m, want %.1f", got[0].Metres, 6*stepMetres)
	}
}

// TestFarTarget: a structure hours of walk away from its street neither breaks
// the ring of buckets nor is lost.
func TestFarTarget(t *testing.T) {
	d := draw(t, "A--B--C")
	s, _ := d.build(t)
	g := s.Graph("car")
	far, near := snap(t, g, d.place("C")), snap(t, g, d.place("A"))
	far.Metres = 12000
	targets := g.NewTargets([]Target{{ID: 1, Snap: far}, {ID: 2, Snap: near}})
	search, origin := g.NewSearch(), snap(t, g, d.place("B"))
	got := search.Nearest(origin, targets, nil, 2, Unreachable, 0, nil)
	if len(got) != 2 || got[0].Target != 2 || got[1].Target != 1 || got[1].Time.Minutes() < 180 {
		t.Errorf("got %v, want target 2, then target 1 after more than 180 minutes", got)
	}
	onlyFar := func(id TargetID) bool { return id == 1 }
	if time, id := search.Field(targets, onlyFar, 0, nil).At(origin); time != got[1].Time || id != 1 {
		t.Errorf("the field says %d and target %d, nearest %d and target 1", time, id, got[1].Time)
	}
}

// naiveSnap looks at every segment of every edge, with geo's own measure.
func naiveSnap(g *Graph, p orb.Point) (e EdgeID, metres float64) {
	metres = math.Inf(1)
	for i := range g.streets.EdgeCount() {
		if !g.snappable.has(uint32(i)) {
			continue
		}
		c := g.streets.columns
		for j := 1; j < c.points(EdgeID(i)); j++ {
			if _, _, m := geo.ClosestOnSegment(p, c.shapePoint(EdgeID(i), j-1), c.shapePoint(EdgeID(i), j)); m < metres {
				e, metres = EdgeID(i), m
			}
		}
	}
	return e, metres
}

// TestSnapIsNearest holds Snap against a look at everything.
func TestSnapIsNearest(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 4))
		g := randomWorld(r).build(t, NewBuilder()).Graph("walk")
		for _, p := range randomPlaces(g, r, 60) {
			got := snap(t, g, p)
			_, want := naiveSnap(g, p)
			if math.Abs(got.Metres-want) > 0.001*(1+want) {
				t.Fatalf("seed %d, %v: got %v m, want %v", seed, p, got.Metres, want)
			}
			if m := geo.Metres(p, got.Point); math.Abs(m-got.Metres) > 1e-6 {
				t.Fatalf("seed %d, %v: %v m to a point %v m away", seed, p, got.Metres, m)
			}
		}
	}
}

// TestNoAllocation: what is asked a million times allocates nothing once warm.
func TestNoAllocation(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	g := randomWorld(r).build(t, NewBuilder()).Graph("walk")
	var list []Target
	for i, p := range randomPlaces(g, r, 20) {
		list = append(list, Target{TargetID(i), snap(t, g, p)})
	}
	ts, search, p := g.NewTargets(list), g.NewSearch(), randomPlaces(g, r, 1)[0]
	from, out := snap(t, g, p), make([]Reach, 0, 20)
	field := search.Field(ts, nil, 0, nil)
	for name, ask := range map[string]func(){
		"nearest": func() { out = search.Nearest(from, ts, nil, 5, Unreachable, 0, out[:0]) },
		"field":   func() { search.Field(ts, nil, 0, field) },
		"at":      func() { field.At(from) },
		"snap":    func() { g.Snap(p) },
	} {
		if got := testing.AllocsPerRun(20, ask); got != 0 {
			t.Errorf("%s: got %v allocations, want none", name, got)
		}
	}
}
