package road

import (
	"context"
	"testing"
)

// TestReadSigns reads what stands at a node, and whom it binds.
func TestReadSigns(t *testing.T) {
	for _, test := range []struct {
		name           string
		tags           TagMap
		along, against sign
	}{
		{"nothing", TagMap{"direction": "forward"}, 0, 0},
		{"signals", TagMap{"highway": "traffic_signals"}, signal, signal},
		{"signals of one direction", TagMap{"highway": "traffic_signals", "traffic_signals:direction": "forward"}, signal | alongOnly, 0},
		{"a stop sign of the other", TagMap{"highway": "stop", "direction": "backward"}, 0, stopSign | againstOnly},
		{"a zebra crossing", TagMap{"highway": "crossing", "crossing": "uncontrolled"}, 0, 0},
		{"a crossing with signals", TagMap{"highway": "crossing", "crossing:signals": "yes"}, crossing, crossing},
		{"a gate", TagMap{"barrier": "lift_gate"}, gate, gate},
		{"a toll booth with signals", TagMap{"barrier": "toll_booth", "highway": "traffic_signals"}, signal | tollBooth, signal | tollBooth},
	} {
		s := readSigns(test.tags)
		if along, against := s.bind(false), s.bind(true); along != test.along || against != test.against {
			t.Errorf("%s: got %b and %b, want %b and %b", test.name, along, against, test.along, test.against)
		}
	}
	d := Car().delays
	if got, want := d.at(signal|giveWay), d.signal; got != want {
		t.Errorf("who waits at a signal gives way as well: got %d, want %d", got, want)
	}
}

// TestDelays: what is lost on a way is the time it takes beyond driving it.
func TestDelays(t *testing.T) {
	car, bike, walk := Car().delays, Bike().delays, Walk().delays
	tee := `
A---B---C
    |
    D
`
	main := `
A===B===C
    |
    D
`
	line := "A---B---C"
	signals, stop := TagMap{"highway": "traffic_signals"}, TagMap{"highway": "stop"}
	along := TagMap{"highway": "stop", "direction": "forward"}
	type trip struct {
		from, to string
		lost     Deciseconds
	}
	for _, test := range []struct {
		name, world, profile string
		tags                 TagMap // of node B
		trips                []trip
	}{
		{"a bend", line, "car", nil, []trip{{"A", "C", 0}}},
		{"signals hold up both ways", line, "car", signals, []trip{{"A", "C", car.signal}, {"C", "A", car.signal}}},
		{"signals hold up who ends there", tee, "car", signals, []trip{{"A", "B", car.signal}, {"B", "A", 0}}},
		{"signals hold up bicycles", line, "bike", signals, []trip{{"A", "C", bike.signal}}},
		{"signals hold up walkers", line, "walk", signals, []trip{{"A", "C", walk.signal}}},
		{"signals of one direction", line, "car", TagMap{"highway": "traffic_signals", "traffic_signals:direction": "backward"},
			[]trip{{"A", "C", 0}, {"C", "A", car.signal}}},
		{"a stop sign told whom it binds", line, "car", along, []trip{{"A", "C", car.stop}, {"C", "A", 0}}},
		{"a stop sign binds no walker", line, "walk", along, []trip{{"A", "C", 0}}},
		{"a stop sign on the junction binds the lesser street", main, "car", stop,
			[]trip{{"A", "C", 0}, {"D", "C", car.stop}, {"A", "D", 0}}},
		{"a toll booth", line, "car", TagMap{"barrier": "toll_booth"}, []trip{{"A", "C", car.toll}}},
		{"a gate", line, "bike", TagMap{"barrier": "gate"}, []trip{{"A", "C", bike.gate}}},
		{"a gate beside which one walks", line, "walk", TagMap{"barrier": "gate"}, []trip{{"A", "C", 0}}},
		{"priority to the right among equals", tee, "car", nil, []trip{{"A", "C", car.equal}, {"D", "C", car.equal}, {"A", "B", car.equal}, {"B", "A", 0}}},
		{"the side street gives way", main, "car", nil, []trip{{"A", "C", 0}, {"D", "C", car.yield}, {"C", "D", 0}}},
		{"a slip road gives way where it ends", "A===B===C\n    :\n    D", "car", nil, []trip{{"D", "C", car.yield}, {"A", "C", 0}}},
		{"and merges elsewhere", "    A\n    *\nD:::B***C", "car", nil, []trip{{"D", "C", 0}}},
		{"bicycles turn, which takes more than to give way", main, "bike", nil, []trip{{"D", "C", 43}}},
		{"walkers do not", main, "walk", nil, []trip{{"D", "C", 0}}},
		{"a footway is no junction to cars", `
A---B---C
    .
    D
`, "car", nil, []trip{{"A", "C", 0}}},
		{"who enters a roundabout gives way, and this one has corners", `
A---B@@@C
    @   @
    D@@@E---F
`, "car", nil, []trip{{"A", "F", car.yield + 21}, {"F", "A", car.yield + 21}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, test.world)
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
			free := NewBuilder(withoutDelays(Car()), withoutDelays(Bike()), withoutDelays(Walk()))
			free.ScrapsBelow(0)
			undelayed, _ := d.buildWith(t, free)
			for _, trip := range test.trips {
				from, to := d.place(trip.from), d.place(trip.to)
				got, _ := ask(t, s.Graph(test.profile), from, to, 0)
				want, _ := ask(t, undelayed.Graph(test.profile), from, to, 0)
				if lost := int(got) - int(want); lost < int(trip.lost)-2 || lost > int(trip.lost)+2 { // arcs are rounded
					t.Errorf("%s to %s: %d ds lost, want %d", trip.from, trip.to, lost, trip.lost)
				}
			}
		})
	}
}

func withoutDelays(p *Profile) *Profile {
	p.delays = delays{}
	return p
}

// TestSignsByWhereTheyStand: of one street, folded, a stop sign without a
// direction binds who comes to the junction it is near, and is half lost half way.
func TestSignsByWhereTheyStand(t *testing.T) {
	d := draw(t, "A---------S-B")
	street := inks['-']
	for _, profile := range []*Profile{Car(), Bike()} {
		b := NewBuilder(profile)
		b.ScrapsBelow(0)
		b.AddWay(1, []int64{'A', 'S', 'B'}, street)
		for letter, p := range d.at {
			b.SetNode(int64(letter), p, nil)
		}
		b.SetNode('S', d.at['S'], TagMap{"highway": "stop"})
		s, stats, err := b.Finish(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if stats.Edges != 1 {
			t.Fatalf("%d edges, want one: a sign parts no street", stats.Edges)
		}
		g := s.Graph(profile.Code())
		there, _ := ask(t, g, d.at['A'], d.at['B'], 0)
		back, _ := ask(t, g, d.at['B'], d.at['A'], 0)
		if got, want := there-back, profile.delays.stop; got != want {
			t.Errorf("%s: %d ds lost, want %d", profile.Code(), got, want)
		}
		half, _ := ask(t, g, d.place("AB"), d.at['B'], 0)
		halfBack, _ := ask(t, g, d.place("AB"), d.at['A'], 0)
		if got, want := half-halfBack, profile.delays.stop/2; got < want-1 || got > want+1 {
			t.Errorf("%s: %d ds lost on half the street, want %d: its share", profile.Code(), got, want)
		}
	}
}
