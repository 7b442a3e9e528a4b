package road

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

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
	drive := stepMetres / 30000 * 36000     // ds a step at 30 km/h
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

// TestHorizon: nothing is found later than searches look, by neither of them,
// and no sum runs over, with the longest arcs and walks that columns may hold.
func TestHorizon(t *testing.T) {
	d := draw(t, "A--B==C--D==E--F")
	s, _ := d.build(t)
	for i := range s.columns.Graphs {
		g := &s.columns.Graphs[i]
		for a := range g.Time {
			g.Time[a], g.InTime[a] = maxArcTime, maxArcTime
		}
	}
	s, err := FromColumns(s.columns)
	if err != nil {
		t.Fatal(err)
	}
	g := s.Graph("car")
	search, from := g.NewSearch(), snap(t, g, d.place("A"))
	from.Metres = 1e9
	for letters, want := range map[string]bool{"A": true, "B": false, "E": false, "F": false} {
		to := snap(t, g, d.place(letters))
		to.Metres = 1e9
		targets := g.NewTargets([]Target{{ID: 1, Snap: to}})
		got := search.Nearest(from, targets, nil, 1, Unreachable, 0, nil)
		time, _ := search.Field(targets, nil, 0, nil).At(from)
		if len(got) == 1 != want || (time != Unreachable) != want || want && got[0].Time != time {
			t.Errorf("A to %s: nearest says %v, the field %d, want an answer: %v", letters, got, time, want)
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
	field, fewer := search.Field(ts, nil, 0, nil), g.NewTargets(list[3:])
	spread := search.Spread([]Snap{from, list[0].Snap}, true, 3000, 0, nil)
	for name, ask := range map[string]func(){
		"nearest": func() { out = search.Nearest(from, ts, nil, 5, Unreachable, 0, out[:0]) },
		"field":   func() { search.Field(ts, nil, 0, field) },
		"at":      func() { field.At(from) },
		"update":  func() { search.Update(field, fewer, nil, 0); search.Update(field, ts, nil, 0) },
		"there":   func() { spread.At(from); spread.Node(3) },
		"snap":    func() { g.Snap(p) },
	} {
		if got := testing.AllocsPerRun(20, ask); got != 0 {
			t.Errorf("%s: got %v allocations, want none", name, got)
		}
	}
}
