package road

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestSpeedLimit(t *testing.T) {
	for _, test := range []struct {
		value string
		want  float64 // 0: not understood
	}{
		{"50", 50}, {"50 km/h", 50}, {"30 mph", 48.28032}, {"30mph", 48.28032}, {"10 knots", 18.52},
		{"FR:urban", 50}, {"FR:rural", 80}, {"FR:motorway", 130}, {"FR:zone30", 30}, {"walk", 6}, {"none", 130},
		{"90;30;90;30", 30}, {"50; signals", 50}, {"62.5", 62.5},
		{"fr:urban", 50}, {"FR:50", 50}, {"zone30", 30}, {"FR:zone:30", 30},
		{"", 0}, {"signals", 0}, {"variable", 0}, {"0", 0}, {"-50", 0}, {"999", 0}, {"NaN", 0}, {"inf", 0}, {"1e300", 0}, {"50 m", 0}, {"DE:urban", 0},
	} {
		got, ok := speedLimit(test.value)
		if ok != (test.want != 0) || ok && math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%q: got %v, %v, want %v", test.value, got, ok, test.want)
		}
	}
}

// TestLimitOf: the tag of the direction comes first, what is not understood is
// passed over, and advice lowers what a sign allows.
func TestLimitOf(t *testing.T) {
	for _, test := range []struct {
		name string
		tags TagMap
		want float64 // 0: none
	}{
		{"none", TagMap{}, 0},
		{"of the direction", TagMap{"maxspeed:forward": "70", "maxspeed": "90"}, 70},
		{"of the other direction", TagMap{"maxspeed:backward": "70", "maxspeed": "90"}, 90},
		{"by type behind what is not understood", TagMap{"maxspeed": "signals", "maxspeed:type": "FR:rural"}, 80},
		{"by source", TagMap{"source:maxspeed": "FR:urban"}, 50},
		{"a sign is no limit", TagMap{"source:maxspeed": "sign"}, 0},
		{"by zone", TagMap{"zone:maxspeed": "FR:30"}, 30},
		{"by traffic zone", TagMap{"zone:traffic": "FR:rural"}, 80},
		{"what is held in practice", TagMap{"maxspeed": "80", "maxspeed:practical": "45"}, 45},
		{"advice alone", TagMap{"maxspeed:advisory": "30"}, 30},
		{"advice above the limit", TagMap{"maxspeed": "50", "maxspeed:advisory": "70"}, 50},
		{"a condition is not read", TagMap{"maxspeed": "80", "maxspeed:conditional": "60 @ (wet)"}, 80},
	} {
		got, ok := limitOf(test.tags, "maxspeed:forward")
		if ok != (test.want != 0) || got != test.want {
			t.Errorf("%s: got %v, %v, want %v", test.name, got, ok, test.want)
		}
	}
}

func TestAccess(t *testing.T) {
	for value, want := range map[string]struct{ barred, restricted bool }{
		"":                         {},
		"yes":                      {},
		"private":                  {barred: true},
		"closed":                   {barred: true},
		"agricultural;forestry":    {barred: true},
		"agricultural; forestry":   {barred: true},
		"agricultural;yes":         {},
		"destination":              {restricted: true},
		"destination;agricultural": {restricted: true},
		"delivery; customers":      {restricted: true},
	} {
		if got := isBarred(value); got != want.barred {
			t.Errorf("%q barred: got %v, want %v", value, got, want.barred)
		}
		if got := isRestricted(value); got != want.restricted {
			t.Errorf("%q restricted: got %v, want %v", value, got, want.restricted)
		}
	}
}

// TestPassage reads tags: km/h forward and backward, 0 where it may not be used.
func TestPassage(t *testing.T) {
	for _, test := range []struct {
		name              string
		profile           *Profile
		tags              string
		forward, backward float64
	}{
		{"a primary road", Car(), "highway=primary", 68, 68},
		{"at its limit", Car(), "highway=primary maxspeed=80", 80, 80},
		{"a limit the class does not live up to", Car(), "highway=unclassified maxspeed=80", 55, 55},
		{"in town", Car(), "highway=secondary maxspeed=FR:urban", 50, 50},
		{"by type", Car(), "highway=secondary maxspeed:type=FR:zone30", 30, 30},
		{"a limit each way", Car(), "highway=primary maxspeed:forward=80 maxspeed:backward=50", 80, 50},
		{"a motorway goes one way", Car(), "highway=motorway", 95, 0},
		{"a motorway at its limit", Car(), "highway=motorway maxspeed=130", 120, 0},
		{"a motorway both ways", Car(), "highway=motorway oneway=no", 95, 95},
		{"a roundabout", Car(), "highway=tertiary junction=roundabout", 46, 0},
		{"a roundabout drawn backwards", Car(), "highway=tertiary junction=roundabout oneway=-1", 0, 46},
		{"oneway=true", Car(), "highway=residential oneway=true", 30, 0},
		{"oneway=1", Car(), "highway=residential oneway=1", 30, 0},
		{"reversible, nobody knows when", Car(), "highway=primary oneway=reversible", 0, 0},
		{"alternating traffic", Car(), "highway=primary oneway=alternating", 68, 68},
		{"private", Car(), "highway=residential access=private", 0, 0},
		{"the specific key counts", Car(), "highway=residential access=private motor_vehicle=yes", 30, 30},
		{"the most specific key counts", Car(), "highway=residential motor_vehicle=yes motorcar=no", 0, 0},
		{"agricultural", Car(), "highway=unclassified motor_vehicle=agricultural", 0, 0},
		{"several kinds, none of them ours", Car(), "highway=unclassified vehicle=forestry;agricultural", 0, 0},
		{"several kinds, one of them ours", Car(), "highway=unclassified motor_vehicle=agricultural;yes", 35, 35},
		{"destination is no short cut", Car(), "highway=tertiary access=destination", 15, 15},
		{"destination among others", Car(), "highway=tertiary access=destination;agricultural", 15, 15},
		{"a service way", Car(), "highway=service", 15, 15},
		{"an aisle of a car park", Car(), "highway=service service=parking_aisle", 7.5, 7.5},
		{"emergencies only", Car(), "highway=service service=emergency_access", 0, 0},
		{"a hard track", Car(), "highway=track tracktype=grade1", 10, 10},
		{"a soft track", Car(), "highway=track tracktype=grade3", 0, 0},
		{"an unpaved road", Car(), "highway=tertiary surface=gravel", 40, 40},
		{"cobbles", Car(), "highway=tertiary surface=cobblestone maxspeed=50", 30, 30},
		{"the worst of what tells of the ground", Car(), "highway=unclassified surface=gravel smoothness=very_bad", 20, 20},
		{"where nobody passes", Car(), "highway=unclassified smoothness=impassable", 0, 0},
		{"cars on a path", Car(), "highway=path", 0, 0},
		{"cars on steps", Car(), "highway=steps", 0, 0},
		{"cars on a square", Car(), "highway=pedestrian", 0, 0},
		{"cars on a square they may use", Car(), "highway=pedestrian motor_vehicle=destination", 8, 8},
		{"a road to be built", Car(), "highway=construction", 0, 0},
		{"a ferry not told to take cars", Car(), "route=ferry", 0, 0},
		{"a ferry that takes cars", Car(), "route=ferry motor_vehicle=yes", 5, 5},

		{"bicycles", Bike(), "highway=residential", 15, 15},
		{"bicycles and motorways", Bike(), "highway=motorway", 0, 0},
		{"bicycles and motorroads", Bike(), "highway=trunk motorroad=yes", 0, 0},
		{"bicycles one way", Bike(), "highway=residential oneway=yes", 15, 0},
		{"contraflow", Bike(), "highway=residential oneway=yes oneway:bicycle=no", 15, 15},
		{"contraflow lane", Bike(), "highway=residential oneway=yes cycleway=opposite_lane", 15, 15},
		{"contraflow lane on the left", Bike(), "highway=residential oneway=yes cycleway:left=opposite_track", 15, 15},
		{"contraflow told by its own oneway", Bike(), "highway=residential oneway=yes cycleway:left:oneway=-1", 15, 15},
		{"cars do not go contraflow", Car(), "highway=residential oneway=yes oneway:bicycle=no", 30, 0},
		{"one way for cars alone", Car(), "highway=residential oneway:motor_vehicle=yes", 30, 0},
		{"no cars one way", Car(), "highway=residential motor_vehicle:backward=no", 30, 0},
		{"delivery", Car(), "highway=residential motor_vehicle=delivery", 0, 0},
		{"a road on ice", Car(), "highway=unclassified ice_road=yes", 0, 0},
		{"no bicycles", Bike(), "highway=residential bicycle=no", 0, 0},
		{"bicycles where vehicles may not", Bike(), "highway=residential vehicle=no bicycle=yes", 15, 15},
		{"bicycles where cars may not", Bike(), "highway=residential motor_vehicle=no", 15, 15},
		{"bicycles that are pushed", Bike(), "highway=pedestrian bicycle=dismount", 4, 4},
		{"bicycles on a footway", Bike(), "highway=footway", 0, 0},
		{"bicycles on a footway they may use", Bike(), "highway=footway bicycle=yes", 8, 8},
		{"bicycles on a hiking path", Bike(), "highway=path sac_scale=mountain_hiking", 0, 0},
		{"bicycles on steps", Bike(), "highway=steps", 0, 0},
		{"bicycles on steps with a ramp", Bike(), "highway=steps ramp:bicycle=yes", 2, 2},
		{"bicycles on cobbles", Bike(), "highway=residential surface=cobblestone", 7, 7},
		{"bicycles up and down", Bike(), "highway=residential incline=8%", 8.25, 15},
		{"bicycles against a slope", Bike(), "highway=residential incline=-8%", 15, 8.25},
		{"bicycles on a ferry", Bike(), "route=ferry bicycle=yes", 5, 5},
		{"bicycles held to the side path", Bike(), "highway=primary bicycle=use_sidepath", 0, 0},
		{"bicycles barred against the traffic", Bike(), "highway=residential bicycle:backward=no", 15, 0},

		{"walkers", Walk(), "highway=residential oneway=yes", 5, 5},
		{"walkers where cars may not", Walk(), "highway=residential motor_vehicle=no", 5, 5},
		{"walkers on steps", Walk(), "highway=steps", 2, 2},
		{"walkers and motorways", Walk(), "highway=motorway", 0, 0},
		{"walkers and motorroads", Walk(), "highway=trunk motorroad=yes", 0, 0},
		{"no walkers", Walk(), "highway=primary foot=no", 0, 0},
		{"walkers may, others not", Walk(), "highway=service access=private foot=yes", 5, 5},
		{"walkers one way", Walk(), "highway=footway oneway:foot=yes", 5, 0},
		{"walkers uphill", Walk(), "highway=path sac_scale=mountain_hiking", 2.5, 2.5},
		{"walkers and alpine paths", Walk(), "highway=path sac_scale=alpine_hiking", 0, 0},
		{"walkers on an easy path", Walk(), "highway=path sac_scale=hiking", 4.5, 4.5},
		{"walkers on a slope", Walk(), "highway=footway incline=10%", 2.73, 3.76},
		{"a slope nobody told", Walk(), "highway=footway incline=up", 5, 5},
		{"walkers on a ferry", Walk(), "route=ferry", 5, 5},
		{"walkers kept off a ferry", Walk(), "route=ferry foot=no", 0, 0},

		{"wheels", Wheelchair(), "highway=residential", 4, 4},
		{"wheels on steps", Wheelchair(), "highway=steps", 0, 0},
		{"wheels on steps with a ramp", Wheelchair(), "highway=steps ramp:wheelchair=yes", 2, 2},
		{"wheels on a path", Wheelchair(), "highway=path", 0, 0},
		{"wheels on a paved path", Wheelchair(), "highway=path surface=asphalt", 3, 3},
		{"wheels on a path made for them", Wheelchair(), "highway=path surface=ground wheelchair=designated", 3, 3},
		{"wheels kept out", Wheelchair(), "highway=footway wheelchair=no", 0, 0},
		{"wheels with help", Wheelchair(), "highway=footway wheelchair=limited", 2.5, 2.5},
		{"wheels on setts", Wheelchair(), "highway=pedestrian surface=sett", 2.5, 2.5},
		{"wheels on gravel", Wheelchair(), "highway=footway surface=gravel", 0, 0},
		{"wheels on a bad street", Wheelchair(), "highway=residential smoothness=bad", 0, 0},
		{"wheels on a gentle slope", Wheelchair(), "highway=footway incline=4%", 3.33, 4},
		{"wheels on a steep slope", Wheelchair(), "highway=footway incline=-8 %", 0, 0},
		{"wheels on a slope in degrees", Wheelchair(), "highway=footway incline=5°", 0, 0},
		{"wheels on a narrow way", Wheelchair(), "highway=footway width=0.8", 0, 0},
		{"wheels and trunk roads", Wheelchair(), "highway=trunk", 0, 0},
		{"wheels on a ferry not told to take them", Wheelchair(), "route=ferry", 0, 0},
		{"wheels on a ferry that takes them", Wheelchair(), "route=ferry wheelchair=yes", 5, 5},
	} {
		t.Run(test.name, func(t *testing.T) {
			tags := TagMap{}
			for tag := range strings.FieldsSeq(test.tags) {
				key, value, _ := strings.Cut(tag, "=")
				tags[key] = value
			}
			p := test.profile.passage(tags)
			forward, backward := float64(p.forward.speed)/100, float64(p.backward.speed)/100
			if forward != test.forward || backward != test.backward {
				t.Errorf("got %v and %v km/h, want %v and %v", forward, backward, test.forward, test.backward)
			}
		})
	}
}

// TestLimitsAreNotExceeded: whatever is tagged, nobody drives faster than signed.
func TestLimitsAreNotExceeded(t *testing.T) {
	for class := range Car().classes {
		for _, limit := range []string{"20", "30", "50", "70", "80", "90", "110", "130"} {
			kmh, _ := speedLimit(limit)
			p := Car().passage(TagMap{"highway": class, "maxspeed": limit, "motor_vehicle": "yes"})
			if got := float64(p.forward.speed) / 100; got == 0 || got > kmh {
				t.Errorf("%s, limit %s: got %v km/h", class, limit, got)
			}
		}
	}
}

// FuzzWay: whatever a way's tags and nodes are, it is read without panic, and
// what is made of it holds together.
func FuzzWay(f *testing.F) {
	f.Add("highway", "primary", "maxspeed", "50;30 mph", "oneway", "-1", []byte{1, 2, 3, 1})
	f.Add("highway", "residential", "motor_vehicle:conditional", "no @ (Nov-Apr); yes @ (", "barrier", "gate", []byte{1, 1, 2, 2, 1})
	f.Add("highway", "track", "access", "private", "cycleway:left:oneway", "-1", []byte{9})
	f.Add("highway", "service", "zone:maxspeed", "FR:30", "name", "\xff", []byte{})
	f.Fuzz(func(t *testing.T, k1, v1, k2, v2, k3, v3 string, refs []byte) {
		tags := TagMap{k1: v1, k2: v2, k3: v3}
		b := NewBuilder()
		nodes := make([]int64, len(refs))
		for i, r := range refs {
			nodes[i] = int64(r)
		}
		b.AddWay(1, nodes, tags)
		b.AddWay(2, []int64{1, 2}, TagMap{"highway": "residential"})
		b.AddRestriction(Restriction{From: 1, Via: 2, To: 2, Kind: v1})
		for id := range int64(250) { // nodes from 250 are missing
			b.SetNode(id, orb.Point{float64(id%16) * 0.001, float64(id/16) * 0.001}, tags)
		}
		s, _, err := b.Finish(context.Background())
		if err != nil {
			t.Fatal(err) // the second way is a street
		}
		for _, code := range s.Profiles() {
			g := s.Graph(code)
			for _, time := range g.columns.Time {
				if time == 0 {
					t.Error("an arc takes no time")
				}
			}
			from, ok := g.Snap(orb.Point{})
			if !ok {
				t.Fatal("nothing to snap to")
			}
			ts := g.NewTargets([]Target{{1, from}})
			if got := g.NewSearch().Nearest(from, ts, nil, 1, Unreachable, 0, nil); len(got) != 1 {
				t.Error("a place does not reach itself")
			}
		}
	})
}
