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
	steps                float64 // noWay where there is none
	kmh                  float64 // without delays at nodes; 0: not asked
}

const (
	line   = "A---------B"
	around = "A---B---C\n|       |\nD-------E"
)

var noWay = math.Inf(1)

// on is a rule of one street's speed, shut that nobody passes along one; past and
// by are rules of one street, and of one node, on the short way of two.
func on(name, profile string, kmh float64, tags TagMap) rule {
	return rule{name: name, profile: profile, world: line, ways: map[string]TagMap{"AB": tags}, from: "A", to: "B", steps: 10, kmh: kmh}
}

func shut(name, profile string, tags TagMap) rule {
	return rule{name: name, profile: profile, world: "A---B---C---D", ways: map[string]TagMap{"BC": tags}, from: "A", to: "D", steps: noWay}
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
		on("no limit", "car", 68, TagMap{"highway": "primary"}),
		on("a limit", "car", 50, primary("maxspeed", "50")),
		on("more than the class lets", "car", 85, primary("maxspeed", "90")),
		on("miles", "car", 48.28, primary("maxspeed", "30 mph")),
		on("knots", "car", 18.52, primary("maxspeed", "10 knots")),
		on("at a walk", "car", 6, primary("maxspeed", "walk")),
		on("several", "car", 50, primary("maxspeed", "50;70")),
		{name: "none", profile: "car", world: "C-A---------B-D", ways: map[string]TagMap{"AB": {"highway": "motorway", "maxspeed": "none"}},
			from: "A", to: "B", steps: 10, kmh: 120},
		on("what nobody signs", "car", 68, primary("maxspeed", "999")),
		on("in town", "car", 50, primary("maxspeed", "FR:urban")),
		on("in the country, by type", "car", 80, primary("maxspeed:type", "FR:rural")),
		on("in town, by source", "car", 50, primary("source:maxspeed", "FR:urban")),
		on("in a zone", "car", 30, primary("zone:maxspeed", "FR:30")),
		on("by the zone's traffic", "car", 50, primary("zone:traffic", "FR:urban")),
		on("one direction's", "car", 30, primary("maxspeed:forward", "30")),
		on("not the other's", "car", 68, primary("maxspeed:backward", "30")),
		on("advice", "car", 40, TagMap{"highway": "primary", "maxspeed": "80", "maxspeed:advisory": "40"}),

		on("what is held in practice", "car", 45, TagMap{"highway": "primary", "maxspeed": "80", "maxspeed:practical": "45"}),
		on("a drive", "car", 7.5, TagMap{"highway": "service", "service": "driveway"}),
		on("a slow street of business", "car", 15, street("access", "destination")),

		shut("against a one-way street", "car", street("oneway", "-1")),
		past("along it", "car", 8, street("oneway", "yes")),
		shut("bicycles obey", "bike", street("oneway", "-1")),
		past("contraflow", "bike", 8, street("oneway", "-1", "oneway:bicycle", "no")),
		shut("contraflow is for bicycles", "car", street("oneway", "-1", "oneway:bicycle", "no")),
		past("a contraflow lane", "bike", 8, street("oneway", "-1", "cycleway:left", "opposite_lane")),
		shut("bicycles one way alone", "bike", street("oneway:bicycle", "-1")),
		past("walkers go both ways", "walk", 8, street("oneway", "-1")),
		shut("one way for cars alone", "car", street("oneway:motorcar", "-1")),
		past("a lane against the traffic", "bike", 8, street("oneway", "-1", "cycleway:left:oneway", "-1")),
		past("a lane both ways", "bike", 8, street("oneway", "-1", "cycleway:right:oneway", "no")),
		shut("walkers one way", "walk", TagMap{"highway": "footway", "oneway:foot": "yes"}).backwards(),
		shut("reversible", "car", street("oneway", "reversible")),

		shut("private", "car", street("access", "private")),
		past("private, but for walkers", "walk", 8, street("access", "private", "foot", "yes")),
		past("no vehicles, but bicycles", "bike", 8, street("vehicle", "no", "bicycle", "yes")),
		shut("no vehicles", "car", street("vehicle", "no", "bicycle", "yes")),
		shut("delivery", "car", street("motor_vehicle", "delivery")),
		past("no short cut for those with business there", "car", 12, street("access", "destination")),
		shut("those who live there", "car", street("access", "residents")),
		past("customers", "car", 12, street("access", "customers")),
		shut("emergencies", "car", TagMap{"highway": "service", "service": "emergency_access"}),
		shut("bicycles held to the side path", "bike", street("bicycle", "use_sidepath")),
		shut("farmers", "walk", street("access", "agricultural;forestry")),
		shut("buses", "car", street("motor_vehicle", "bus")),
		shut("the other direction private", "car", street("motor_vehicle:backward", "private")).backwards(),
		shut("one direction private", "car", street("motor_vehicle:forward", "private")),
		shut("for cars alone", "bike", TagMap{"highway": "trunk", "motorroad": "yes"}),
		shut("for cars alone, not walkers", "walk", TagMap{"highway": "trunk", "motorroad": "yes"}),

		past("open in summer", "car", 8, street("motor_vehicle:conditional", "no @ (Nov-Apr)")),
		shut("closed in winter", "car", street("motor_vehicle:conditional", "no @ (Nov-Apr)")).winter(),
		past("opened in summer", "car", 8, street("access", "no", "access:conditional", "yes @ (Jun-Oct)")),
		shut("opened in summer alone", "car", street("access", "no", "access:conditional", "yes @ (Jun-Oct)")).winter(),
		shut("opened to others", "car", street("motor_vehicle", "no", "access:conditional", "yes @ (Jun-Oct)")),
		shut("by the hour", "car", street("motor_vehicle", "no", "motor_vehicle:conditional", "yes @ (08:00-20:00)")),
		shut("ice", "car", street("ice_road", "yes")),

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
		on("a bad street", "car", 20, TagMap{"highway": "tertiary", "smoothness": "very_bad"}),
		on("by the kind of track", "car", 20, TagMap{"highway": "unclassified", "tracktype": "grade5"}),
		on("riding on sand", "bike", 3, street("surface", "sand")),
		on("riding on a bad street", "bike", 8, street("smoothness", "very_bad")),
		shut("riding on a hiking path", "bike", TagMap{"highway": "path", "sac_scale": "hiking"}),
		on("an easy path", "walk", 4.5, TagMap{"highway": "path", "sac_scale": "hiking"}),
		on("a mountain path", "walk", 2.5, TagMap{"highway": "path", "sac_scale": "mountain_hiking"}),
		shut("an alpine path", "walk", TagMap{"highway": "path", "sac_scale": "alpine_hiking"}),
		on("steeply down", "walk", 3.76, TagMap{"highway": "footway", "incline": "-10%"}),
		shut("a soft track", "car", TagMap{"highway": "track", "tracktype": "grade4"}),
		shut("steps", "bike", TagMap{"highway": "steps"}),
		shut("a square", "car", TagMap{"highway": "pedestrian"}),
		shut("a footway", "bike", TagMap{"highway": "footway"}),
		on("a square that cars may use", "car", 8, TagMap{"highway": "pedestrian", "motor_vehicle": "yes"}),
		on("a square, riding", "bike", 6, TagMap{"highway": "pedestrian"}),
		on("pushing", "bike", 4, street("bicycle", "dismount")),
		on("steps on foot", "walk", 2, TagMap{"highway": "steps"}),
		on("uphill", "walk", 2.73, TagMap{"highway": "footway", "incline": "10,5 %"}),
		on("riding uphill", "bike", 8.25, street("incline", "8%")),
		on("riding downhill", "bike", 15, street("incline", "8%")).backwards(),
		shut("a roundabout goes one way", "car", street("junction", "roundabout")).backwards(),
		shut("a motorway goes one way", "car", TagMap{"highway": "motorway"}).backwards(),

		shut("wheels and steps", "wheelchair", TagMap{"highway": "steps"}),
		past("wheels and steps with a ramp", "wheelchair", 8, TagMap{"highway": "steps", "ramp:wheelchair": "yes"}),
		shut("wheels and a slope", "wheelchair", street("incline", "7 %")),
		shut("wheels and a slope downward", "wheelchair", street("incline", "-4°")),
		shut("wheels and gravel", "wheelchair", street("surface", "gravel")),
		shut("wheels and cobbles in part", "wheelchair", street("surface", "asphalt;cobblestone")),
		shut("wheels and bad ground", "wheelchair", street("smoothness", "bad")),
		shut("wheels and a narrow way", "wheelchair", TagMap{"highway": "footway", "width": "80 cm"}),
		shut("wheels kept out", "wheelchair", TagMap{"highway": "footway", "wheelchair": "no"}),
		shut("wheels and a trunk road", "wheelchair", TagMap{"highway": "trunk"}),
		on("wheels with help", "wheelchair", 2.5, TagMap{"highway": "footway", "wheelchair": "limited"}),
		on("wheels on setts", "wheelchair", 2.5, TagMap{"highway": "footway", "surface": "sett"}),
		by("wheels and a crossing that is none of theirs", "wheelchair", 12, TagMap{"highway": "crossing", "wheelchair": "no"}),
		shut("wheels and earth", "wheelchair", TagMap{"highway": "path"}),
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
