package road

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// TestTurnings: what a turn costs is as published, least straight on, and the
// more the sharper; to the left, where others come, more than to the right.
func TestTurnings(t *testing.T) {
	for _, test := range []struct {
		name                string
		turn                turning
		ahead, right, left  float64 // seconds lost: straight on, at right angles
		sharpRight, hairpin float64 // at 120° and 180°
	}{
		{"car", carTurn, 0, 2.1, 5.4, 5.6, 7.4},
		{"bike", bikeTurn, 0, 4.3, 8.4, 7.6, 17.1},
	} {
		for _, each := range []struct{ degrees, want float64 }{{0, test.ahead}, {90, test.right}, {-90, test.left}, {120, test.sharpRight}, {180, test.hairpin}} {
			if got := test.turn(each.degrees); math.Abs(got-each.want) > 0.06 {
				t.Errorf("%s, %v°: got %.2f s, want %v", test.name, each.degrees, got, each.want)
			}
		}
	}
}

// TestTurnAt measures angles north of the equator, where a degree of longitude is short.
func TestTurnAt(t *testing.T) {
	at := orb.Point{9, 60}
	east, north := orb.Point{9.002, 60}, orb.Point{9, 60.001} // as far
	for _, test := range []struct {
		name     string
		from, to orb.Point
		want     float64
	}{
		{"straight on", orb.Point{8.998, 60}, east, 0},
		{"to the right", orb.Point{9, 59.999}, east, 90},
		{"to the left", orb.Point{8.998, 60}, north, -90},
		{"half right", orb.Point{8.998, 60}, orb.Point{9.002, 59.999}, 45},
		{"to where one stands", orb.Point{8.998, 60}, at, 0},
	} {
		if got := turnAt(test.from, at, test.to); math.Abs(got-test.want) > 0.1 {
			t.Errorf("%s: got %.1f°, want %v°", test.name, got, test.want)
		}
	}
}

// TestTurnsAtJunctions: who comes to a junction loses what the least of the turns
// open to him costs, or what its signs do when that is more.
func TestTurnsAtJunctions(t *testing.T) {
	seconds := func(s float64) Deciseconds { return Deciseconds(10*s + 0.5) }
	car, bike := Car().delays, Bike().delays
	tee := "A===B===C\n    |\n    |\n    D"
	for _, test := range []struct {
		name, world, profile, trip string
		restrictions               []Restriction
		want                       Deciseconds
	}{
		{"along the bar of a T", tee, "bike", "AC", nil, 0},
		{"up its stem", tee, "bike", "DC", nil, seconds(bikeTurn(90))},
		{"on foot", tee, "walk", "DC", nil, 0},
		{"giving way slows already", tee, "car", "DC", nil, car.yield},
		{"to turn left is not less, where one might turn right", tee, "bike", "DA", nil, seconds(bikeTurn(90))},
		{"where the right is barred, left it is", tee, "car", "DA",
			[]Restriction{{From: wayID("BD"), Via: 'B', To: wayID("BC"), Kind: "no_right_turn"}}, seconds(carTurn(-90))},
		{"straight on is open", "    E\n    |\n    |\nA---B---C\n    |\n    D", "bike", "DC", nil, bike.equal},
		{"a street goes on round a corner under another name", "    C\n    =\n    =\nA---B", "car", "AC", nil, seconds(carTurn(90))},
		{"a dead end", "A---B", "car", "AB", nil, 0},
		{"a one-way street that ends between two", "A<<<B>>>C\n    ^\n    ^\n    D", "car", "DC", nil, seconds(carTurn(90))},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, test.world)
			s, _ := d.build(t, test.restrictions...)
			free := NewBuilder(withoutDelays(Car()), withoutDelays(Bike()), withoutDelays(Walk()))
			free.ScrapsBelow(0)
			undelayed, _ := d.buildWith(t, free, test.restrictions...)
			from, to := d.place(test.trip[:1]), d.place(test.trip[1:])
			got, _ := ask(t, s.Graph(test.profile), from, to, 0)
			least, _ := ask(t, undelayed.Graph(test.profile), from, to, 0)
			if lost := int(got) - int(least); lost < int(test.want)-2 || lost > int(test.want)+2 {
				t.Errorf("%d ds lost, want %d", lost, test.want)
			}
		})
	}
}

// TestStreetGoesOn: where a street goes on under another name nobody is met, so
// that a bend takes no time and a corner as much to either side.
func TestStreetGoesOn(t *testing.T) {
	for _, test := range []struct {
		name string
		to   orb.Point
		want float64
	}{
		{"straight on", metresAt(400, 0), 0},
		{"half a right angle", metresAt(341.4, 141.4), 0},
		{"to the right", metresAt(200, -200), bikeTurn(90)},
		{"to the left", metresAt(200, 200), bikeTurn(90)},
	} {
		b := NewBuilder(Bike())
		b.ScrapsBelow(0)
		b.AddWay(1, []int64{1, 2}, TagMap{"highway": "residential", "name": "Rue Haute"})
		b.AddWay(2, []int64{2, 3}, TagMap{"highway": "residential", "name": "Rue Basse"})
		for i, p := range []orb.Point{metresAt(0, 0), metresAt(200, 0), test.to} {
			b.SetNode(int64(i+1), p, nil)
		}
		s, stats, err := b.Finish(t.Context())
		if err != nil || stats.Edges != 2 {
			t.Fatal(stats, err)
		}
		got, _ := ask(t, s.Graph("bike"), metresAt(0, 0), test.to, 0)
		if lost := float64(got-Bike().ends.Park)/10 - 400*3.6/15; math.Abs(lost-test.want) > 0.3 {
			t.Errorf("%s: %.1f s lost, want %.1f", test.name, lost, test.want)
		}
	}
}

// TestHeadings: a street's heading at a junction is not that of its last metres,
// which here run beside the street it ends on.
//
//	A────────B────C
//	      E──┘
//	       ╲          who comes from D turns, though E lies west of B
//	         D
func TestHeadings(t *testing.T) {
	b := NewBuilder(Bike())
	b.ScrapsBelow(0)
	b.AddWay(1, []int64{'A', 'B', 'C'}, TagMap{"highway": "residential"})
	b.AddWay(2, []int64{'D', 'E', 'B'}, TagMap{"highway": "residential"})
	at := map[int64]orb.Point{'A': metresAt(-300, 0), 'B': metresAt(0, 0), 'C': metresAt(300, 0), 'D': metresAt(0, -300), 'E': metresAt(-15, -2)}
	for id, p := range at {
		b.SetNode(id, p, nil)
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, _ := ask(t, s.Graph("bike"), at['D'], at['C'], 0)
	metres := courseOf(at['D'], at['E'], at['B'], at['C']).metres()
	lost := float64(got-Bike().ends.Park)/10 - metres*3.6/15
	if least := bikeTurn(75); lost < least || lost > bikeTurn(90) {
		t.Errorf("%.1f s lost, want at least %.1f: nearly a right angle's %.1f", lost, least, bikeTurn(90))
	}
}

// metresAt is a point so many metres east and north of the equator's origin.
func metresAt(east, north float64) orb.Point {
	return orb.Point{east / stepMetres * step1, north / stepMetres * step1}
}

func courseOf(points ...orb.Point) *course {
	l := &course{}
	for _, p := range points {
		l.add(p)
	}
	return l
}

// TestCorners: a corner is where a street that is straight before and after turns by 60° or more.
func TestCorners(t *testing.T) {
	right := carTurn(90)
	teeth := []orb.Point{metresAt(0, 0)}
	for i := range 20 {
		teeth = append(teeth, metresAt(float64(80*i+40), 45), metresAt(float64(80*i+80), 0))
	}
	for _, test := range []struct {
		name string
		line *course
		want float64
	}{
		{"straight", courseOf(metresAt(0, 0), metresAt(100, 0), metresAt(200, 0)), 0},
		{"a right angle", courseOf(metresAt(0, 0), metresAt(100, 0), metresAt(100, 100)), right},
		{"the same to the other side", courseOf(metresAt(0, 0), metresAt(100, 0), metresAt(100, -100)), right},
		{"half a right angle", courseOf(metresAt(0, 0), metresAt(100, 0), metresAt(170, 70)), 0},
		{"one that is drawn round counts once", courseOf(metresAt(0, 0), metresAt(96, 0), metresAt(99, 1), metresAt(100, 4), metresAt(100, 100)), right},
		{"two", courseOf(metresAt(0, 0), metresAt(100, 0), metresAt(100, 100), metresAt(200, 100)), 2 * right},
		{"an arm that begins where two points lie", &course{
			points: []orb.Point{metresAt(0, 0), metresAt(0, 0), metresAt(75, 0), metresAt(75, 75)}, along: []float64{0, 0, 75, 150}}, right},
		{"at the very end", courseOf(metresAt(0, 0), metresAt(100, 0), metresAt(100, 5)), 0},
		{"too near the beginning for an arm", courseOf(metresAt(0, 0), metresAt(50, 0), metresAt(50, 200)), 0},
		{"teeth for a road that winds", courseOf(teeth...), 0},
	} {
		if got := turning(carTurn).corners(test.line); !(math.Abs(got-test.want) <= 0.3) {
			t.Errorf("%s: got %.2f s, want %.2f", test.name, got, test.want)
		}
	}
}
