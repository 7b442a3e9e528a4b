package road

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func TestDurationOf(t *testing.T) {
	for value, want := range map[string]Deciseconds{ // 0: not understood
		"35": 21000, "00:35": 21000, "1:05": 39000, "1:05:30": 39300, "25:00": 900000, "00:00:40": 400,
		"PT35M": 21000, "PT1H30M": 54000, "P1DT2H": 936000, "PT90S": 900, "PT0.5H": 18000, "P1D": 864000,
		"": 0, "0": 0, "00:00": 0, "1:75": 0, "1:2:3:4": 0, ":": 0, "-5": 0, "half an hour": 0, "P": 0, "PT": 0, "P1H": 0,
		"PT5M1H": 0, "PT5": 0, "PTM": 0, "PT-5M": 0, "P99D": 0, "PTNaNM": 0, "PTInfM": 0, "99999999": 0,
	} {
		got, ok := durationOf(value)
		if ok != (want != 0) || got != want {
			t.Errorf("%q: got %v, %v, want %v", value, got, ok, want)
		}
	}
}

// FuzzDuration: whatever is written, it is a time within a month or none.
func FuzzDuration(f *testing.F) {
	for _, value := range []string{"00:35", "1:05:30", "PT1H30M", "P1DT2H", "P1.5DT", "PT1e300H", ":::"} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if got, ok := durationOf(value); got > 30*24*36000 || ok != (got > 0) {
			t.Errorf("%q: %v", value, got)
		}
	})
}

// TestFerry: a crossing takes its duration and one wait, whatever its parts, and
// nobody sets out from the middle of the water.
//
//	A---B%%%%%C---D    half an hour from B to C
func TestFerry(t *testing.T) {
	d := draw(t, "A---B%%%%%C---D")
	s, _ := d.build(t)
	for _, profile := range []string{"car", "bike", "walk"} {
		g := s.Graph(profile)
		across, steps := ask(t, g, d.at['A'], d.at['D'], 0)
		first, _ := ask(t, g, d.at['A'], d.at['B'], 0)
		last, _ := ask(t, g, d.at['C'], d.at['D'], 0)
		sailed := across - first - last + g.Ends().Park
		if want := Deciseconds(18000 + ferryWait); sailed < want-2 || sailed > want+want/200 { // speeds are hundredths of km/h
			t.Errorf("%s: %d ds on board, want %d", profile, sailed, want)
		}
		if math.Abs(steps-14) > 0.01 {
			t.Errorf("%s: %.2f steps, want 14", profile, steps)
		}
		afloat := snap(t, g, orb.Point{7 * step1, 0.1 * step1})
		if name := s.StreetName(afloat.Edge); name != "" {
			t.Errorf("%s: snapped to %q", profile, name)
		}
	}
	if g := s.Graph("wheelchair"); g.snappable.count() != 2 {
		t.Errorf("wheels: %d streets, want 2", g.snappable.count())
	}
	if time, _ := ask(t, s.Graph("wheelchair"), d.at['A'], d.at['D'], 0); time != Unreachable {
		t.Errorf("wheels cross in %d ds on a ferry not told to take them", time)
	}
	var names []string
	for e := range EdgeID(s.EdgeCount()) {
		if name := s.StreetName(e); name != "" {
			names = append(names, name)
			if s.Category(e) != Ferry {
				t.Errorf("%s is drawn as %s", name, s.Category(e).Code())
			}
		}
	}
	if len(names) != 1 || names[0] != "Ferry Bac du Fleuve" {
		t.Errorf("names %q, want the ferry's alone", names)
	}
}

// TestFerryInParts: a ferry that calls on its way shares its duration by length
// and is waited for once; one without a duration goes at ferrySpeed.
//
//	A%%%B%%%%%%C    one ferry by A, B and C; nothing else is moored at B
func TestFerryInParts(t *testing.T) {
	for _, test := range []struct {
		name, duration string
		want           float64 // ds on board
	}{
		{"with a duration", "PT1H", 36000},
		{"without", "", 9 * stepMetres / ferrySpeed * 36},
		{"with hours for minutes", "00:00:40", 9 * stepMetres / ferrySpeed * 36}, // 90 km/h
	} {
		d := draw(t, "S-A%%B%%%%%C-T\n     %\n     E")
		b := NewBuilder(Walk())
		b.ScrapsBelow(0)
		b.AddWay(1, []int64{'S', 'A'}, inks['-'])
		b.AddWay(2, []int64{'C', 'T'}, inks['-'])
		b.AddWay(3, []int64{'A', 'B', 'C'}, TagMap{"route": "ferry", "duration": test.duration})
		b.AddWay(4, []int64{'B', 'E'}, TagMap{"route": "ferry", "name": "Ferry de l'Île"})
		for letter, p := range d.at {
			b.SetNode(int64(letter), p, nil)
		}
		s, _, err := b.Finish(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, _ := ask(t, s.Graph("walk"), d.at['A'], d.at['C'], 0)
		if want := test.want + ferryWait; math.Abs(float64(got)-want) > want/500 {
			t.Errorf("%s: %d ds, want %.0f", test.name, got, want)
		}
	}
}

// TestTunnel: what passes over a street does not meet it, and a tunnel is a street like others.
func TestTunnel(t *testing.T) {
	b := NewBuilder()
	b.ScrapsBelow(0)
	b.AddWay(1, []int64{1, 2}, TagMap{"highway": "primary", "tunnel": "yes"})
	b.AddWay(2, []int64{3, 4}, TagMap{"highway": "residential"})
	b.AddWay(3, []int64{5, 1}, TagMap{"highway": "primary"})
	b.AddWay(4, []int64{2, 6}, TagMap{"highway": "primary"})
	for id, p := range map[int64]orb.Point{
		1: {0, 0}, 2: {4 * step1, 0}, 3: {2 * step1, step1}, 4: {2 * step1, -step1}, 5: {-step1, 0}, 6: {5 * step1, 0},
	} {
		b.SetNode(id, p, nil)
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range s.Profiles() {
		if time, _ := ask(t, s.Graph(code), orb.Point{0, 0}, orb.Point{4 * step1, 0}, 0); time == Unreachable {
			t.Errorf("%s: the tunnel is closed", code)
		}
		if time, _ := ask(t, s.Graph(code), orb.Point{0, 0}, orb.Point{2 * step1, step1}, 0); time != Unreachable {
			t.Errorf("%s: the street above is reached in %d ds", code, time)
		}
	}
}
