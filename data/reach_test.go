package data

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestReach(t *testing.T) {
	b := NewBuilder(Region{Code: "94", TimeZone: "Europe/Paris"}, SPRO())
	everywhere := b.Reach()
	b.Buffer = 20_000
	for i, code := range []string{"2A004", "97411"} {
		x := 8 + float64(i)
		b.AddCommune(CommuneRecord{Code: code, Shape: orb.MultiPolygon{{{{x, 41}, {x + 1, 41}, {x + 1, 43}, {x, 43}, {x, 41}}}}})
	}
	for _, c := range []struct {
		name string
		p    orb.Point
		code string
		want bool
	}{
		{"inside", orb.Point{9.5, 42}, "75056", true},
		{"in the buffer", orb.Point{7.8, 42}, "75056", true}, // 16.5 km west
		{"beyond the buffer", orb.Point{7.7, 42}, "75056", false},
		{"north of the buffer", orb.Point{9, 43.2}, "", false}, // 22 km
		{"swapped", orb.Point{42, 9.5}, "", true},
		{"elsewhere", orb.Point{2.35, 48.85}, "75056", false},
		{"elsewhere, declared here", orb.Point{2.35, 48.85}, "2B033", true},
		{"a postal code of the island", orb.Point{}, "20200", true},
		{"an overseas département", orb.Point{}, "97490", true},
		{"its neighbour", orb.Point{}, "97600", false},
		{"no position, elsewhere", orb.Point{}, "69123", false},
		{"nothing told", orb.Point{}, "", true},
		{"metres", orb.Point{1_200_000, 6_100_000}, "69123", false},
		{"metres alone", orb.Point{1_200_000, 6_100_000}, "", true},
		{"metres, declared here", orb.Point{1_200_000, 6_100_000}, "2A004", true},
		{"one letter", orb.Point{2, 48}, "2", false},
	} {
		if got := b.Reach().MayHold(c.p, c.code); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		if !everywhere.MayHold(c.p, c.code) {
			t.Errorf("%s: out of reach of a region without communes", c.name)
		}
	}
}
