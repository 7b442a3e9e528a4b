package road

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestWindingSpeeds: the table is what its source and its assumptions make, to within 1 km/h, and falls.
func TestWindingSpeeds(t *testing.T) {
	for i, row := range windingCar {
		low, high := 0.0, 2*math.Pi // of a bend's turn, which row.ratio tells
		for range 60 {
			if half := (low + high) / 4; half/math.Sin(half) < row.ratio {
				low = 2 * half
			} else {
				high = 2 * half
			}
		}
		want := 0.87 * 102 / (1 + 346/math.Pow(150/low, 1.5))
		if math.Abs(row.kmh-want) > 1 {
			t.Errorf("sinuosity %v: %v km/h, want %.1f", row.ratio, row.kmh, want)
		}
		if i > 0 && row.kmh >= windingCar[i-1].kmh {
			t.Errorf("sinuosity %v is no slower than less", row.ratio)
		}
	}
	for _, test := range []struct{ ratio, want float64 }{{1, math.Inf(1)}, {1.005, math.Inf(1)}, {1.075, 69.5}, {1.5, 45}, {9, 37}, {math.Inf(1), 37}} {
		if got := windingCar.most(test.ratio); got != test.want && math.Abs(got-test.want) > 1e-9 {
			t.Errorf("sinuosity %v: got %v km/h, want %v", test.ratio, got, test.want)
		}
	}
}

// winding reads a road of dots, each 50 m east of the one before, from the south
// of the drawing to its north as far as the drawing says.
func winding(text string) *course {
	var points []orb.Point
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	for x := range 40 {
		for y, line := range lines {
			if x < len(line) && line[x] == '*' {
				points = append(points, metresAt(50*float64(x), -50*float64(y)))
			}
		}
	}
	return courseOf(points...)
}

// TestSinuosity: a road takes longer than its length at its speed where that is
// more than its bends let, and only there.
func TestSinuosity(t *testing.T) {
	straight := winding(`
*******************
`)
	bends := winding(`
 *   *   *   *   *
* * * * * * * * * *
   *   *   *   *
`)
	valley := &course{} // a quarter of a circle of 600 m
	for i := range 31 {
		north, east := math.Sincos(math.Pi / 60 * float64(i))
		valley.add(metresAt(600*east, 600*north))
	}
	ring := courseOf(metresAt(0, 0), metresAt(60, 0), metresAt(60, 60), metresAt(0, 60), metresAt(0, 0))
	for _, test := range []struct {
		name     string
		road     *course
		kmh      float64
		from, to float64 // km/h that remain
	}{
		{"straight", straight, 85, 85, 85},
		{"bends", bends, 85, 45, 49},
		{"bends in a town, where its limit binds", bends, 40, 40, 40},
		{"a wide curve round a valley", valley, 80, 80, 80},
		{"a ring", ring, 60, 37, 37},
		{"a ring in a town", ring, 30, 30, 30},
	} {
		seconds := test.road.metres()*3.6/test.kmh + windingCar.lost(test.road, test.kmh)
		if got := test.road.metres() * 3.6 / seconds; got < test.from-0.1 || got > test.to+0.1 {
			t.Errorf("%s: %.1f km/h remain, want %v to %v", test.name, got, test.from, test.to)
		}
		if lost := sinuous(nil).lost(test.road, test.kmh); lost != 0 {
			t.Errorf("%s: %.1f s lost by who has no bends", test.name, lost)
		}
	}
}

// TestPointsTwice: points upon one another change nothing, and a road of no length takes no time.
func TestPointsTwice(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 5))
		once, twice := &course{}, &course{}
		for range 2 + r.IntN(20) {
			p := metresAt(300*r.Float64(), 300*r.Float64())
			once.add(p)
			twice.add(p)
			twice.add(p)
		}
		want, got := windingCar.lost(once, 80), windingCar.lost(twice, 80)
		if !(math.Abs(got-want) <= 1e-6) {
			t.Errorf("seed %d: %v s lost in bends, %v of points drawn twice", seed, want, got)
		}
		want, got = turning(carTurn).corners(once), turning(carTurn).corners(twice)
		if !(math.Abs(got-want) <= 1e-6) {
			t.Errorf("seed %d: %v s lost at corners, %v of points drawn twice", seed, want, got)
		}
	}
	here, car := metresAt(0, 0), Car().delays
	if lost := car.lostInBends(courseOf(here, here, here), 8000); lost != 0 {
		t.Errorf("a road of no length loses %d ds", lost)
	}
}

// TestBendsAndCorners: of what bends and corners take the more counts alone.
func TestBendsAndCorners(t *testing.T) {
	corner, car := courseOf(metresAt(0, 0), metresAt(150, 0), metresAt(150, 150)), Car().delays
	slow := Deciseconds(10*carTurn(90) + 0.5)
	fast := Deciseconds(10*windingCar.lost(corner, 60) + 0.5)
	if fast <= slow {
		t.Fatalf("at 60 km/h the street loses %d ds for its sinuosity, for its corner %d: nothing is tested", fast, slow)
	}
	for kmh, want := range map[uint16]Deciseconds{30: slow, 60: fast} {
		if got := car.lostInBends(corner, kmh*100); got < want-1 || got > want+1 {
			t.Errorf("at %d km/h: %d ds lost, want %d", kmh, got, want)
		}
	}
}

// TestFerriesDoNotTurn: a ferry takes its duration, whatever its course and whichever ferry follows it.
func TestFerriesDoNotTurn(t *testing.T) {
	for _, second := range []string{"Un", "Deux"} {
		d := draw(t, "A%%%%B\n     %\n     %\n     %\n     %\n     C")
		for i, name := range []string{"Un", second} {
			d.ways[i].tags = TagMap{"route": "ferry", "name": name, "duration": "00:01", "motor_vehicle": "yes"}
		}
		b := NewBuilder(Car())
		b.ScrapsBelow(0)
		s, _ := d.buildWith(t, b)
		for a, time := range s.Columns().Graphs[0].Time {
			if whole := s.EdgeCount() == 1; whole && time > 1203 || !whole && time > 603 {
				t.Errorf("%s: arc %d takes %d ds", second, a, time)
			}
		}
	}
}

// zigzag is one road of forty steps, each so many metres to the east, and to the north and back in turn.
func zigzag(t *testing.T, east, north float64, tags TagMap) *Streets {
	t.Helper()
	b := NewBuilder()
	b.ScrapsBelow(0)
	nodes := make([]int64, 41)
	for i := range nodes {
		nodes[i] = int64(i + 1)
	}
	b.AddWay(1, nodes, tags)
	for i, id := range nodes {
		b.SetNode(id, metresAt(east*float64(i), north*float64(i%2)), nil)
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBendsTakeTime: of two roads as long as each other the winding one takes
// longer by car, the same on foot; slow through its bends, one does not lose its corners as well.
func TestBendsTakeTime(t *testing.T) {
	times := make(map[string]map[string]Deciseconds)
	for name, north := range map[string]float64{"straight": 0, "bent": 40} {
		east := 50.
		if north > 0 {
			east = 30 // 30, 40 and 50: as long
		}
		s := zigzag(t, east, north, TagMap{"highway": "primary"})
		times[name] = make(map[string]Deciseconds)
		for _, profile := range []string{"car", "walk"} {
			there, _ := ask(t, s.Graph(profile), metresAt(0, 0), metresAt(40*east, 0), 0)
			back, _ := ask(t, s.Graph(profile), metresAt(40*east, 0), metresAt(0, 0), 0)
			if times[name][profile] = there; there != back {
				t.Errorf("%s, %s: %d ds there, %d back", name, profile, there, back)
			}
		}
	}
	if a, b := times["straight"]["walk"], times["bent"]["walk"]; a > b+1 || b > a+1 {
		t.Errorf("on foot: straight %d ds, bent %d", a, b)
	}
	park, want := Car().ends.Park, Deciseconds(2000*36/windingCar.most(50./30)+0.5)
	if got := times["bent"]["car"] - park; math.Abs(float64(got)-float64(want)) > 0.05*float64(want) {
		t.Errorf("by car, bent: got %d ds, want %d", got, want)
	}
	if a, b := times["straight"]["car"], times["bent"]["car"]; a >= b {
		t.Errorf("by car: straight %d ds, bent %d", a, b)
	}
}

// TestBendsOfEachDirection: bends take from the speed of the direction that one
// goes in, also where there is one alone.
func TestBendsOfEachDirection(t *testing.T) {
	wound := windingCar.most(50. / 30)
	for _, test := range []struct {
		tags        TagMap
		there, back float64 // km/h
	}{
		{TagMap{"highway": "primary"}, wound, wound},
		{TagMap{"highway": "primary", "maxspeed:backward": "30"}, wound, 30},
		{TagMap{"highway": "primary", "maxspeed:forward": "30"}, 30, wound},
		{TagMap{"highway": "primary", "oneway": "yes"}, wound, 0},
		{TagMap{"highway": "primary", "oneway": "-1"}, 0, wound},
	} {
		arcs := zigzag(t, 30, 40, test.tags).Columns().Graphs[0] // by car
		var got [2]float64
		for a, r := range arcs.Run {
			got[r&1] = 2000 * 36 / float64(arcs.Time[a])
		}
		for i, want := range []float64{test.there, test.back} {
			if math.Abs(got[i]-want) > 0.05*want {
				t.Errorf("%v: got %.1f km/h there and back, want %.1f and %.1f", test.tags, got, test.there, test.back)
			}
		}
	}
}
