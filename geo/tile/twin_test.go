package tile

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// blob is a random ring around a centre, without crossings, in units of a tile.
func blob(r *rand.Rand, x, y, radius float64) (out [][2]float64) {
	n := 3 + r.IntN(30)
	for i := range n {
		angle := 2 * math.Pi * (float64(i) + .8*r.Float64()) / float64(n)
		reach := radius * (.3 + .7*r.Float64())
		out = append(out, [2]float64{x + reach*math.Cos(angle), y + reach*math.Sin(angle)})
	}
	return out
}

// round is a ring of whole units.
func round(ring [][2]float64) (out []point) {
	for _, p := range ring {
		out = append(out, point{int32(math.Round(p[0])), int32(math.Round(p[1]))})
	}
	return out
}

// within tells whether a place lies in an odd number of rings: the naive twin.
func within(x, y float64, rings ...[]point) bool {
	inside := false
	for _, ring := range rings {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			ax, ay, bx, by := float64(a.x), float64(a.y), float64(b.x), float64(b.y)
			if (ay > y) != (by > y) && x < ax+(y-ay)*(bx-ax)/(by-ay) {
				inside = !inside
			}
		}
	}
	return inside
}

func (t ID) positions(ring []point) (out []Position) {
	for _, p := range ring {
		out = append(out, t.spot(int64(p.x), int64(p.y)))
	}
	return out
}

// A place within the tile and clear of borders lies in what is decoded when it
// lies in what was drawn: rings of every size, their holes, cut or not.
func TestRingsAgreeWithTheNaiveTwin(t *testing.T) {
	const seed = 11
	r := rand.New(rand.NewPCG(seed, 0))
	compared := 0
	for trial := range 2000 {
		radius := math.Exp(r.Float64()*7) + 4
		x, y := r.Float64()*(Extent+2*radius)-radius, r.Float64()*(Extent+2*radius)-radius
		outer := round(blob(r, x, y, radius))
		hole := round(blob(r, x, y, .25*radius))
		l := NewLayer(middling, "x")
		l.Ring(middling.positions(outer), false)
		l.Ring(middling.positions(hole), true)
		l.Feature(NoID)
		f, _ := only(t, l)
		shell := doubleArea(outer) != 0
		for range 40 {
			px, py := x+(2*r.Float64()-1)*radius, y+(2*r.Float64()-1)*radius
			if px < 0 || px > Extent || py < 0 || py > Extent || !shell || clear(px, py, outer) < 2 || clear(px, py, hole) < 2 {
				continue // a side that is cut is rounded to a whole unit
			}
			compared++
			rings := [][]point{outer}
			if doubleArea(hole) != 0 {
				rings = append(rings, hole)
			}
			if got, want := within(px, py, f.parts...), within(px, py, rings...); got != want {
				t.Fatalf("seed %d, trial %d: %.1f, %.1f: got %v, want %v\nouter %v\nhole %v\ngot %v", seed, trial, px, py, got, want, outer, hole, f.parts)
			}
		}
	}
	if compared < 10_000 {
		t.Errorf("only %d places compared", compared)
	}
}

// clear is how far a place lies from a ring's sides.
func clear(x, y float64, ring []point) float64 {
	best := math.Inf(1)
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		best = min(best, squareTo(x-float64(a.x), y-float64(a.y), float64(b.x-a.x), float64(b.y-a.y)))
	}
	return math.Sqrt(best)
}

// What is decoded of a line lies along it, and all of it that shows is decoded.
func TestLinesAgreeWithTheNaiveTwin(t *testing.T) {
	const seed = 12
	for _, at := range []ID{middling, {MaxZoom, 17216, 12126}} {
		r := rand.New(rand.NewPCG(seed, uint64(at.Z)))
		stray := math.Sqrt2 + float64(at.tolerance()) // a point rounded, and what simplifying may stray
		shown := 0
		for trial := range 1000 {
			line := []point{{int32(r.IntN(6000) - 1000), int32(r.IntN(6000) - 1000)}}
			step := 1 + r.IntN(1500)
			for range 1 + r.IntN(20) {
				last := line[len(line)-1]
				line = append(line, point{last.x + int32(r.IntN(2*step)-step), last.y + int32(r.IntN(2*step)-step)})
			}
			l := NewLayer(at, "x")
			l.Line(at.positions(line))
			l.Feature(NoID)
			f, _ := only(t, l)
			each(line, func(x, y float64) {
				if x < 0 || x > Extent || y < 0 || y > Extent {
					return
				}
				shown++
				if d := apartFrom(x, y, f.parts); d > stray {
					t.Fatalf("seed %d, trial %d: %v, %v of %v is %v away from what is drawn, %v", seed, trial, x, y, line, d, f.parts)
				}
			})
			for _, part := range f.parts {
				each(part, func(x, y float64) {
					if d := apartFrom(x, y, [][]point{line}); d > stray || outside(point{int32(x), int32(y)}) != 0 {
						t.Fatalf("seed %d, trial %d: drawn %v, %v, %v away from %v", seed, trial, x, y, d, line)
					}
				})
			}
		}
		if shown < 5000 {
			t.Errorf("%v: only %d places compared", at, shown)
		}
	}
}

// each visits places along a line.
func each(line []point, visit func(x, y float64)) {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		for k := range 9 {
			s := float64(k) / 8
			visit(float64(a.x)+s*float64(b.x-a.x), float64(a.y)+s*float64(b.y-a.y))
		}
	}
}

func apartFrom(x, y float64, lines [][]point) float64 {
	best := math.Inf(1)
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			best = min(best, squareTo(x-float64(a.x), y-float64(a.y), float64(b.x-a.x), float64(b.y-a.y)))
		}
	}
	return math.Sqrt(best)
}

// FuzzGeometry draws whatever bytes say as a ring with a hole, and as a line:
// what comes of it keeps to the specification, and is the same each time.
func FuzzGeometry(f *testing.F) {
	f.Add(uint8(8), []byte{0, 0, 0, 0, 255, 0, 0, 255, 255})
	f.Add(uint8(15), []byte("une rue qui ne va nulle part"))
	f.Fuzz(func(t *testing.T, zoom uint8, b []byte) {
		at := ID{Z: uint32(zoom) % (MaxZoom + 1)}
		at.X, at.Y = uint32(1)<<at.Z/2, uint32(1)<<at.Z/2
		var line []Position
		for ; len(b) >= 4; b = b[4:] {
			x, y := int64(int16(uint16(b[0])|uint16(b[1])<<8)), int64(int16(uint16(b[2])|uint16(b[3])<<8))
			line = append(line, at.spot(x/4, y/4))
		}
		draw := func() []byte {
			l := NewLayer(at, "x")
			half := len(line) / 2
			l.Ring(line[:half], false)
			l.Ring(line[half:], true)
			l.Feature(NoID)
			l.Line(line)
			l.Feature(1)
			return l.Bytes()
		}
		once := draw()
		decode(t, once)
		if !bytes.Equal(once, draw()) {
			t.Error("drawn twice, two tiles")
		}
	})
}
