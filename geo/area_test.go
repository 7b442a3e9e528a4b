package geo

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/planar"
)

// shape reads a drawn multipolygon.
func shape(t testing.TB, text string) orb.MultiPolygon {
	t.Helper()
	mp, err := wkt.UnmarshalMultiPolygon(text)
	if err != nil {
		t.Fatal(err)
	}
	return mp
}

// 6 ┌─────────────┐
// 5 │ ┌─────────┐ │        one area: a square with a hole,
// 4 │ │  ┌───┐  │ │ ┌───┐  an islet in the hole,
//
//	│ │  │ # │  │#│ │ # │  an island in the east
//
// 2 │ │  └───┘  │ │ └───┘
// 1 │ └─────────┘ │
// 0 └─────────────┘
//
//	0 1  2   4  5 6 8  10
const holed = `MULTIPOLYGON(
	((0 0,6 0,6 6,0 6,0 0),(1 1,1 5,5 5,5 1,1 1)),
	((2 2,4 2,4 4,2 4,2 2)),
	((8 2,10 2,10 4,8 4,8 2)))`

func TestAreaContainsDrawn(t *testing.T) {
	a := PrepareArea(shape(t, holed))
	if got, want := a.Bound(), box(0, 0, 10, 6); got != want {
		t.Errorf("bound: got %v, want %v", got, want)
	}
	for _, c := range []struct {
		name string
		p    orb.Point
		want bool
	}{
		{"square", orb.Point{5.5, 3}, true},
		{"hole", orb.Point{1.5, 3}, false},
		{"islet", orb.Point{3, 3}, true},
		{"island", orb.Point{9, 3}, true},
		{"strait", orb.Point{7, 3}, false},
		{"west of all", orb.Point{-1, 3}, false},
		{"on the western border", orb.Point{0, 3}, true},
		{"on the eastern border", orb.Point{6, 3}, false},
		{"on the southern border", orb.Point{3, 0}, true},
		{"on the northern border", orb.Point{3, 6}, false},
		{"the south-western corner", orb.Point{0, 0}, true},
		{"the south-eastern corner", orb.Point{6, 0}, false},
		{"the north-western corner", orb.Point{0, 6}, false},
		{"the hole's western border", orb.Point{1, 3}, false},
		{"the hole's eastern border", orb.Point{5, 3}, true},
		{"the hole's southern border", orb.Point{3, 1}, false},
		{"the hole's northern border", orb.Point{3, 5}, true},
		{"level with corners", orb.Point{7, 2}, false},
		{"not a number", orb.Point{math.NaN(), 3}, false},
		{"infinity", orb.Point{math.Inf(-1), 3}, false},
	} {
		if got := a.Contains(c.p); got != c.want {
			t.Errorf("%s %v: got %v, want %v", c.name, c.p, got, c.want)
		}
	}
}

func TestAreaDegenerate(t *testing.T) {
	for _, c := range []struct {
		name  string
		shape orb.MultiPolygon
		empty bool
	}{
		{"nothing", nil, true},
		{"no rings", orb.MultiPolygon{{}}, true},
		{"an empty ring", orb.MultiPolygon{{{}}}, true},
		{"one position", orb.MultiPolygon{{{{1, 1}, {1, 1}}}}, true},
		{"a level line", orb.MultiPolygon{{{{1, 1}, {2, 1}, {1, 1}}}}, false},
		{"an upright line", orb.MultiPolygon{{{{1, 1}, {1, 2}, {1, 1}}}}, false},
	} {
		a := PrepareArea(c.shape)
		if a.Contains(orb.Point{1, 1}) || a.Contains(orb.Point{1.5, 1}) {
			t.Errorf("%s holds a position", c.name)
		}
		if got := math.IsInf(a.Metres(orb.Point{1, 1}), 1); got != c.empty || a.Bound().IsEmpty() != c.empty {
			t.Errorf("%s: got empty %v, want %v", c.name, got, c.empty)
		}
	}
	open := PrepareArea(orb.MultiPolygon{{{{0, 0}, {2, 0}, {2, 2}, {0, 2}}}})
	if !open.Contains(orb.Point{0, 1}) {
		t.Error("a ring left open does not hold its inside")
	}
	defer func() {
		if recover() == nil {
			t.Error("a coordinate that is not a number was prepared")
		}
	}()
	PrepareArea(orb.MultiPolygon{{{{0, 0}, {math.NaN(), 0}, {2, 2}}}})
}

// star is a ring of n vertices around c, simple, between two radii.
func star(r *rand.Rand, c orb.Point, n int, low, high float64) orb.Ring {
	ring := make(orb.Ring, 0, n+1)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		radius := low + r.Float64()*(high-low)
		ring = append(ring, orb.Point{c[0] + radius*cos, c[1] + radius*sin})
	}
	return append(ring, ring[0])
}

// archipelago is islands with lakes, some with islets in the lakes.
func archipelago(r *rand.Rand, islands, vertices int) orb.MultiPolygon {
	var mp orb.MultiPolygon
	for i := range islands {
		c := orb.Point{2 + 3*float64(i), 45 + r.Float64()}
		island := orb.Polygon{star(r, c, vertices, 0.6, 1)}
		if r.IntN(2) == 0 {
			lake := star(r, c, 3+r.IntN(vertices), 0.2, 0.3)
			if r.IntN(2) == 0 {
				lake.Reverse()
			}
			island = append(island, lake)
			mp = append(mp, orb.Polygon{star(r, c, 7, 0.01, 0.05)})
		}
		mp = append(mp, island)
	}
	return mp
}

func TestAreaContainsAsPlanar(t *testing.T) {
	r := seeded(t, 5)
	for range 60 {
		mp := archipelago(r, 1+r.IntN(4), 3+r.IntN(60))
		a := PrepareArea(mp)
		for range 300 {
			p := somewhere(r, a.Bound().Pad(0.1))
			if got, want := a.Contains(p), planar.MultiPolygonContains(mp, p); got != want {
				t.Fatalf("%v in %v: got %v, want %v", p, mp, got, want)
			}
		}
	}
}

// nearestBorder is the naive twin of MetresToBorder.
func nearestBorder(mp orb.MultiPolygon, p orb.Point) float64 {
	best := math.Inf(1)
	for _, polygon := range mp {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if b[1] < a[1] || b[1] == a[1] && b[0] < a[0] {
					a, b = b, a
				}
				_, _, m := ClosestOnSegment(p, a, b)
				best = min(best, m)
			}
		}
	}
	return best
}

func TestAreaMetres(t *testing.T) {
	r := seeded(t, 6)
	for range 40 {
		mp := archipelago(r, 1+r.IntN(4), 3+r.IntN(60))
		a := PrepareArea(mp)
		for range 100 {
			p := somewhere(r, a.Bound().Pad(1+3*r.Float64()))
			want := nearestBorder(mp, p)
			if got := a.MetresToBorder(p); got != want {
				t.Fatalf("border of %v from %v: got %v, want %v", mp, p, got, want)
			}
			if a.Contains(p) {
				want = 0
			}
			if got := a.Metres(p); got != want {
				t.Fatalf("%v from %v: got %v, want %v", mp, p, got, want)
			}
		}
	}
}

func TestAreaAllocatesNothing(t *testing.T) {
	r := seeded(t, 8)
	a := PrepareArea(archipelago(r, 3, 200))
	inside, outside := orb.Point{2.5, 45.5}, orb.Point{12, 44}
	if n := testing.AllocsPerRun(100, func() { a.Contains(inside); a.Metres(outside); a.MetresToBorder(inside) }); n != 0 {
		t.Errorf("got %v allocations", n)
	}
}

// holdsExactly is the rule of Area in rational numbers, edge after edge.
func holdsExactly(rings []orb.Ring, p orb.Point) bool {
	inside := false
	rat := func(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }
	for _, ring := range rings {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			if a[1] > b[1] {
				a, b = b, a
			}
			if p[1] < a[1] || p[1] >= b[1] {
				continue
			}
			// Where the edge crosses p's latitude: a + (b-a)·share.
			share := new(big.Rat).Sub(rat(p[1]), rat(a[1]))
			share.Quo(share, new(big.Rat).Sub(rat(b[1]), rat(a[1])))
			x := new(big.Rat).Sub(rat(b[0]), rat(a[0]))
			x.Add(x.Mul(x, share), rat(a[0]))
			if rat(p[0]).Cmp(x) < 0 {
				inside = !inside
			}
		}
	}
	return inside
}

// ringsOf reads rings from bytes: a coarse grid, where much coincides, or
// coordinates a hair off it.
func ringsOf(text []byte) []orb.Ring {
	var rings []orb.Ring
	ring := orb.Ring{}
	for len(text) >= 2 && len(rings) < 20 {
		word := binary.LittleEndian.Uint16(text)
		text = text[2:]
		p := orb.Point{float64(word & 15), float64(word >> 4 & 15)}
		if word&0x100 != 0 {
			p[0] = math.Nextafter(p[0], float64(word>>9&15))
		}
		if word&0x200 != 0 {
			p[1] += 1e-300 * float64(word>>10)
		}
		ring = append(ring, p)
		if word&0xf000 == 0xf000 {
			rings, ring = append(rings, ring), nil
		}
	}
	return append(rings, ring)
}

// Whatever the rings, an area answers by its rule, and its complement in a box
// holds the rest.
func FuzzArea(f *testing.F) {
	f.Add([]byte("\x00\x00\x05\x00\x55\x00\x50\xf0\x11\x00\x13\x00\x33\x00\x31\xf0"), 2.0, 2.0)
	f.Add([]byte("\x00\x01\x0f\x02\xff\x01\xf0\xf3"), 7.5, 7.5)
	f.Add([]byte("\x00\x00\x93\x00\x0f\x00"), 3.0, 9.0)
	f.Fuzz(func(t *testing.T, text []byte, x, y float64) {
		rings := ringsOf(text)
		frame := orb.Ring{{-1, -1}, {17, -1}, {17, 17}, {-1, 17}}
		a := PrepareArea(orb.MultiPolygon{rings})
		rest := PrepareArea(orb.MultiPolygon{append(slices.Clone(rings), frame)})
		points := []orb.Point{{x, y}, {math.Mod(x, 16), math.Mod(y, 16)}}
		for _, ring := range rings {
			points = append(points, ring...)
		}
		for _, p := range points {
			if !finite(p) {
				if a.Contains(p) {
					t.Fatalf("%v is held", p)
				}
				continue
			}
			if got, want := a.Contains(p), holdsExactly(rings, p); got != want {
				t.Fatalf("%.17g in %v: got %v, want %v", p, rings, got, want)
			}
			if inFrame := frame.Bound().Contains(p) && p[0] < 17 && p[1] < 17; a.Contains(p) == rest.Contains(p) && inFrame {
				t.Fatalf("%.17g: both or neither of %v and the rest hold it", p, rings)
			}
			if m := a.Metres(p); m < 0 || m == 0 != (a.Contains(p) || a.MetresToBorder(p) == 0) {
				t.Fatalf("%.17g: %v m from %v", p, m, rings)
			}
		}
	})
}
