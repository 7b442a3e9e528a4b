package road

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// rule is a drawn world in which one rule of a profile shows: by the way that is
// taken, or by the speed at which a way is gone.
type rule struct {
	name, profile, world string
	ways                 map[string]TagMap // instead of what is drawn
	nodes                map[rune]TagMap
	from, to             string
	closed               Mask
	steps                float64 // math.Inf(1): there is no way
	kmh                  float64 // without delays at nodes; 0: not asked
}

const (
	line   = "A---------B"
	around = "A---B---C\n|       |\nD-------E"
)

var noWay = math.Inf(1)

// on is a rule of one street's speed; past and by are rules of one street, and of
// one node, on the short way of two.
func on(name, profile string, kmh float64, tags TagMap) rule {
	return rule{name: name, profile: profile, world: line, ways: map[string]TagMap{"AB": tags}, from: "A", to: "B", steps: 10, kmh: kmh}
}

func past(name, profile string, steps float64, tags TagMap) rule {
	return rule{name: name, profile: profile, world: around, ways: map[string]TagMap{"BC": tags}, from: "A", to: "C", steps: steps}
}

func by(name, profile string, steps float64, tags TagMap) rule {
	return rule{name: name, profile: profile, world: around, nodes: map[rune]TagMap{'B': tags}, from: "A", to: "C", steps: steps}
}

func (r rule) winter() rule    { r.closed = ClosedInWinter; return r }
func (r rule) backwards() rule { r.from, r.to = r.to, r.from; return r }

// TestRules draws a world for each rule of docs/method/travel-time.md. Of two ways
// the short one is 8 steps, the other 12.
func TestRules(t *testing.T) {
	primary := func(key, value string) TagMap { return TagMap{"highway": "primary", key: value} }
	street := func(more ...string) TagMap {
		tags := TagMap{"highway": "residential"}
		for i := 0; i < len(more); i += 2 {
			tags[more[i]] = more[i+1]
		}
		return tags
	}
	rules := []rule{
		on("no limit", "car", 61, TagMap{"highway": "primary"}),
		on("a limit", "car", 50, primary("maxspeed", "50")),
		on("more than the class lets", "car", 85, primary("maxspeed", "90")),
		on("miles", "car", 48.28, primary("maxspeed", "30 mph")),
		on("knots", "car", 18.52, primary("maxspeed", "10 knots")),
		on("at a walk", "car", 6, primary("maxspeed", "walk")),
		on("several", "car", 50, primary("maxspeed", "50;70")),
		{name: "none", profile: "car", world: "C-A---------B-D", ways: map[string]TagMap{"AB": {"highway": "motorway", "maxspeed": "none"}},
			from: "A", to: "B", steps: 10, kmh: 120},
		on("what nobody signs", "car", 61, primary("maxspeed", "999")),
		on("in town", "car", 50, primary("maxspeed", "FR:urban")),
		on("in the country, by type", "car", 80, primary("maxspeed:type", "FR:rural")),
		on("in town, by source", "car", 50, primary("source:maxspeed", "FR:urban")),
		on("in a zone", "car", 30, primary("zone:maxspeed", "FR:30")),
		on("by the zone's traffic", "car", 50, primary("zone:traffic", "FR:urban")),
		on("one direction's", "car", 30, primary("maxspeed:forward", "30")),
		on("not the other's", "car", 61, primary("maxspeed:backward", "30")),
		on("advice", "car", 40, TagMap{"highway": "primary", "maxspeed": "80", "maxspeed:advisory": "40"}),

		past("against a one-way street", "car", 12, street("oneway", "-1")),
		past("along it", "car", 8, street("oneway", "yes")),
		past("bicycles obey", "bike", 12, street("oneway", "-1")),
		past("contraflow", "bike", 8, street("oneway", "-1", "oneway:bicycle", "no")),
		past("contraflow is for bicycles", "car", 12, street("oneway", "-1", "oneway:bicycle", "no")),
		past("a contraflow lane", "bike", 8, street("oneway", "-1", "cycleway:left", "opposite_lane")),
		past("bicycles one way alone", "bike", 12, street("oneway:bicycle", "-1")),
		past("walkers go both ways", "walk", 8, street("oneway", "-1")),
		past("reversible", "car", 12, street("oneway", "reversible")),

		past("private", "car", 12, street("access", "private")),
		past("private, but for walkers", "walk", 8, street("access", "private", "foot", "yes")),
		past("no vehicles, but bicycles", "bike", 8, street("vehicle", "no", "bicycle", "yes")),
		past("no vehicles", "car", 12, street("vehicle", "no", "bicycle", "yes")),
		past("delivery", "car", 12, street("motor_vehicle", "delivery")),
		past("no short cut for those with business there", "car", 12, street("access", "destination")),
		past("those who live there", "car", 12, street("access", "residents")),
		past("one direction private", "car", 12, street("motor_vehicle:forward", "private")),
		past("for cars alone", "bike", 12, TagMap{"highway": "trunk", "motorroad": "yes"}),
		past("for cars alone, not walkers", "walk", 12, TagMap{"highway": "trunk", "motorroad": "yes"}),

		past("open in summer", "car", 8, street("motor_vehicle:conditional", "no @ (Nov-Apr)")),
		past("closed in winter", "car", 12, street("motor_vehicle:conditional", "no @ (Nov-Apr)")).winter(),
		past("opened in summer", "car", 8, street("access", "no", "access:conditional", "yes @ (Jun-Oct)")),
		past("opened in summer alone", "car", 12, street("access", "no", "access:conditional", "yes @ (Jun-Oct)")).winter(),
		past("opened to others", "car", 12, street("motor_vehicle", "no", "access:conditional", "yes @ (Jun-Oct)")),
		past("by the hour", "car", 12, street("motor_vehicle", "no", "motor_vehicle:conditional", "yes @ (08:00-20:00)")),
		past("ice", "car", 12, street("ice_road", "yes")),

		by("a bollard", "car", 12, TagMap{"barrier": "bollard"}),
		by("a barrier nobody has a name for", "car", 12, TagMap{"barrier": "vehicle_barrier"}),
		by("a barrier told to be one", "car", 12, TagMap{"barrier": "yes"}),
		by("a cattle grid", "car", 8, TagMap{"barrier": "cattle_grid"}),
		by("a locked gate", "car", 12, TagMap{"barrier": "gate", "locked": "yes"}),
		by("a locked gate with a way in for walkers", "walk", 8, TagMap{"barrier": "gate", "locked": "yes", "foot": "yes"}),
		by("a stile", "bike", 12, TagMap{"barrier": "stile"}),
		by("a stile, on foot", "walk", 8, TagMap{"barrier": "stile"}),
		by("a wall", "walk", 12, TagMap{"barrier": "wall"}),

		on("gravel", "car", 40, TagMap{"highway": "tertiary", "surface": "gravel"}),
		on("cobbles in part", "car", 30, TagMap{"highway": "tertiary", "surface": "asphalt; cobblestone"}),
		past("a soft track", "car", 12, TagMap{"highway": "track", "tracktype": "grade4"}),
		past("steps", "bike", 12, TagMap{"highway": "steps"}),
		past("a square", "car", 12, TagMap{"highway": "pedestrian"}),
		past("a footway", "bike", 12, TagMap{"highway": "footway"}),
		on("a square that cars may use", "car", 8, TagMap{"highway": "pedestrian", "motor_vehicle": "yes"}),
		on("a square, riding", "bike", 6, TagMap{"highway": "pedestrian"}),
		on("pushing", "bike", 4, street("bicycle", "dismount")),
		on("steps on foot", "walk", 2, TagMap{"highway": "steps"}),
		on("uphill", "walk", 2.73, TagMap{"highway": "footway", "incline": "10,5 %"}),
		on("riding uphill", "bike", 8.25, street("incline", "8%")),
		on("riding downhill", "bike", 15, street("incline", "8%")).backwards(),
		past("a roundabout goes one way", "car", 12, street("junction", "roundabout")).backwards(),
		past("a motorway goes one way", "car", 12, TagMap{"highway": "motorway"}).backwards(),

		past("wheels and steps", "wheelchair", 12, TagMap{"highway": "steps"}),
		past("wheels and steps with a ramp", "wheelchair", 8, TagMap{"highway": "steps", "ramp:wheelchair": "yes"}),
		past("wheels and a slope", "wheelchair", 12, street("incline", "7 %")),
		past("wheels and a slope downward", "wheelchair", 12, street("incline", "-4°")),
		past("wheels and gravel", "wheelchair", 12, street("surface", "gravel")),
		past("wheels and cobbles in part", "wheelchair", 12, street("surface", "asphalt;cobblestone")),
		past("wheels and bad ground", "wheelchair", 12, street("smoothness", "bad")),
		past("wheels and a narrow way", "wheelchair", 12, TagMap{"highway": "footway", "width": "80 cm"}),
		past("wheels and earth", "wheelchair", 12, TagMap{"highway": "path"}),
		by("wheels and a kerb", "wheelchair", 12, TagMap{"barrier": "kerb", "kerb": "raised"}),
		by("wheels and a rolled kerb", "wheelchair", 12, TagMap{"kerb": "rolled"}),
		by("wheels and a kerb of six centimetres", "wheelchair", 12, TagMap{"kerb": "lowered", "kerb:height": "0.06"}),
		by("wheels and a low kerb", "wheelchair", 8, TagMap{"kerb": "lowered", "kerb:height": "3 cm"}),
		by("wheels and a stile that walkers may use", "wheelchair", 12, TagMap{"barrier": "stile", "foot": "yes"}),
		by("wheels and a chicane that all may use", "wheelchair", 12, TagMap{"barrier": "cycle_barrier", "access": "yes"}),
		by("wheels and a chicane made for them", "wheelchair", 8, TagMap{"barrier": "cycle_barrier", "wheelchair": "designated"}),
	}
	for _, r := range rules {
		t.Run(r.profile+": "+r.name, r.check)
	}
}

func (r rule) check(t *testing.T) {
	d := draw(t, r.world)
	for i, w := range d.ways {
		if tags, told := r.ways[string([]rune{w.from, w.to})]; told {
			d.ways[i].tags = tags
		}
	}
	b := NewBuilder(withoutDelays(Car()), withoutDelays(Bike()), withoutDelays(Walk()), withoutDelays(Wheelchair()))
	b.ScrapsBelow(0)
	for letter, tags := range r.nodes {
		d.tags[letter] = tags
	}
	s, _ := d.buildWith(t, b)
	g := s.Graph(r.profile)
	time, steps := ask(t, g, d.at[rune(r.from[0])], d.at[rune(r.to[0])], r.closed)
	if !(math.Abs(steps-r.steps) < 0.01) && steps != r.steps {
		t.Fatalf("%.2f steps, want %.0f", steps, r.steps)
	}
	if want := r.steps * stepMetres / r.kmh * 36; r.kmh > 0 && math.Abs(float64(time-g.Ends().Park)-want) > want/1000+1 {
		t.Errorf("%d ds, want %.0f: %v km/h", time-g.Ends().Park, want, r.kmh)
	}
}

// TestAloof: nobody sets out from a motorway or from within a tunnel, though one
// goes along them: the street that is farther serves.
//
//	A-B=====C-D    a place lies between BC and EF, nearer to BC
//
//	   E---F
func TestAloof(t *testing.T) {
	for _, test := range []struct {
		name  string
		tags  TagMap
		aloof bool
	}{
		{"a street", TagMap{"highway": "primary"}, false},
		{"a motorway", TagMap{"highway": "motorway", "oneway": "no"}, true},
		{"a slip road", TagMap{"highway": "motorway_link"}, true},
		{"a road for cars alone", TagMap{"highway": "trunk", "motorroad": "yes"}, true},
		{"a tunnel", TagMap{"highway": "residential", "tunnel": "yes"}, true},
		{"a passage through a house", TagMap{"highway": "residential", "tunnel": "building_passage"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, "A-B=====C-D\n\n\n   E---F")
			for i, w := range d.ways {
				if w.id() == wayID("BC") {
					d.ways[i].tags = test.tags
				}
			}
			s, _ := d.build(t)
			g := s.Graph("car")
			beside := orb.Point{d.place("BC")[0], -step1}
			if got := s.Way(snap(t, g, beside).Edge) == wayID("EF"); got != test.aloof {
				t.Errorf("the other street serves: %v, want %v", got, test.aloof)
			}
			if _, steps := ask(t, g, d.at['A'], d.at['D'], 0); math.Abs(steps-10) > 0.01 {
				t.Errorf("%.2f steps along it, want 10", steps)
			}
		})
	}
}

// TestPark: a journey that ends where it begins takes what it takes to park.
func TestPark(t *testing.T) {
	d := draw(t, line)
	s, _ := d.build(t)
	for profile, want := range map[string]Deciseconds{"car": 1200, "bike": 300, "walk": 0, "wheelchair": 0} {
		if got, _ := ask(t, s.Graph(profile), d.at['A'], d.at['A'], 0); got != want {
			t.Errorf("%s: %d ds, want %d", profile, got, want)
		}
	}
}

// TestBendsTakeNoTime: a street takes its length at its speed, however it is drawn.
func TestBendsTakeNoTime(t *testing.T) {
	times := make(map[string]Deciseconds)
	for name, north := range map[string]float64{"straight": 0, "bent": 4 * step1} {
		b := NewBuilder(Car())
		b.ScrapsBelow(0)
		b.AddWay(1, []int64{1, 2, 3}, TagMap{"highway": "tertiary"})
		half := 5 * step1
		if north > 0 {
			half = 3 * step1 // 3, 4 and 5: as long
		}
		for id, p := range map[int64]orb.Point{1: {0, 0}, 2: {half, north}, 3: {2 * half, 0}} {
			b.SetNode(id, p, nil)
		}
		s, _, err := b.Finish(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		times[name], _ = ask(t, s.Graph("car"), orb.Point{0, 0}, orb.Point{2 * half, 0}, 0)
	}
	if a, b := times["straight"], times["bent"]; a > b+1 || b > a+1 {
		t.Errorf("straight %d ds, bent %d", a, b)
	}
}
