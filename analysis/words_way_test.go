package analysis

import (
	"testing"

	"maillage/geo/road"
	"maillage/say"
)

func TestWayInWords(t *testing.T) {
	leg := func(kind LegKind, seconds road.Deciseconds) Leg { return Leg{Kind: kind, Time: seconds * 10} }
	for _, c := range []struct {
		mode   string
		legs   []Leg
		fr, en string
	}{
		{"car", []Leg{leg(LegWalk, 45), leg(LegStreets, 725), leg(LegPark, 180), leg(LegWalk, 10)}, "1 min à pied, 12 min en voiture, 3 min pour se garer", "1 min on foot, 12 min by car, 3 min to park"},
		{"car", []Leg{leg(LegStreets, 12)}, "moins d'une minute en voiture", "less than a minute by car"},
		{"walk", []Leg{leg(LegWalk, 50), leg(LegStreets, 60), leg(LegWalk, 50)}, "3 min à pied", "3 min on foot"},
		{"wheelchair", []Leg{leg(LegWalk, 90), leg(LegStreets, 90)}, "3 min en fauteuil roulant", "3 min by wheelchair"},
		{"bike", []Leg{leg(LegWalk, 40), leg(LegStreets, 40), leg(LegWalk, 40)}, "1 min à pied, 1 min à vélo", "1 min on foot, 1 min by bike"}, // thrice 0.67 make 2
		{Crow, []Leg{leg(LegStraight, 300)}, "5 min à vol d'oiseau (estimation)", "5 min as the crow flies (estimate)"},
	} {
		w := Way{Legs: c.legs}
		for _, l := range c.legs {
			w.Time += l.Time
		}
		if got := plain(w.Text(c.mode).In(say.French)); got != c.fr {
			t.Errorf("%s: got %q, want %q", c.mode, got, c.fr)
		}
		if got := plain(w.Text(c.mode).In(say.English)); got != c.en {
			t.Errorf("%s: got %q, want %q", c.mode, got, c.en)
		}
	}
}
