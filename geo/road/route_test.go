package road

import (
	"context"
	"math"
	"testing"
)

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
		{"a wall across a street stops cars", "car", TagMap{"barrier": "wall"}, false},
		{"a fence stops bicycles", "bike", TagMap{"barrier": "fence"}, false},
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
