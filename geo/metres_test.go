package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func TestMetres(t *testing.T) {
	degree := EarthRadius * math.Pi / 180
	for _, c := range []struct {
		name string
		a, b orb.Point
		want float64
	}{
		{"a degree of the meridian", orb.Point{2, 48}, orb.Point{2, 49}, degree},
		{"a degree of the equator", orb.Point{0, 0}, orb.Point{1, 0}, degree},
		{"over the antimeridian", orb.Point{179.5, 0}, orb.Point{-179.5, 0}, degree},
		{"over the pole", orb.Point{0, 89.5}, orb.Point{180, 89.5}, degree},
		{"antipodes", orb.Point{10, 20}, orb.Point{-170, -20}, 180 * degree},
		{"nowhere to go", orb.Point{9.15, 42.3}, orb.Point{9.15, 42.3}, 0},
		{"ten centimetres", orb.Point{9.15, 42.3}, orb.Point{9.15, 42.3 + 9e-7}, 9e-7 * degree},
	} {
		if got := Metres(c.a, c.b); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s: got %.9f, want %.9f", c.name, got, c.want)
		}
		if there, back := Metres(c.a, c.b), Metres(c.b, c.a); there != back {
			t.Errorf("%s: %v there, %v back", c.name, there, back)
		}
	}
}

// Of neighbours Metres is what haversine's formula says, on both sides of where series take its place.
func TestMetresOfNeighbours(t *testing.T) {
	r := seeded(t, 2)
	for range 20_000 {
		a := orb.Point{r.Float64()*360 - 180, r.Float64()*168 - 84}
		apart := math.Pow(10, 1-8*r.Float64()) // degrees
		b := orb.Point{a[0] + apart*(r.Float64()-0.5), a[1] + apart*(r.Float64()-0.5)}
		s, u := math.Sin((b[1]-a[1])*radians/2), math.Sin((b[0]-a[0])*radians/2)
		want := 2 * EarthRadius * math.Asin(math.Sqrt(s*s+math.Cos(a[1]*radians)*math.Cos(b[1]*radians)*u*u))
		if got := Metres(a, b); !(math.Abs(got-want) <= want*2e-15) {
			t.Fatalf("from %v to %v: got %v, want %v", a, b, got, want)
		}
	}
}

// At 48° N, 11 km north are fewer degrees than 10 km east.
func TestDegreesMisrank(t *testing.T) {
	origin, north, east := orb.Point{2, 48}, orb.Point{2, 48.099}, orb.Point{2.1344, 48}
	if Metres(origin, north) < Metres(origin, east) {
		t.Fatal("the world of this test is drawn wrong")
	}
	ix := NewIndex()
	ix.AddPoint(1, north)
	ix.AddPoint(2, east)
	got := ix.Nearest(origin, 1, math.Inf(1), nil, nil)
	if len(got) != 1 || got[0].ID != 2 {
		t.Errorf("got %v, want the one ten kilometres east", got)
	}
}

// The nearest of many positions of a box, sides included, is its naive twin.
func TestMetresToBound(t *testing.T) {
	r := seeded(t, 1)
	for range 400 {
		b := somewhere(r, world).Bound().Extend(somewhere(r, world))
		if r.IntN(2) == 0 { // a small one
			b.Max = orb.Point{b.Min[0] + 3*r.Float64(), min(90, b.Min[1]+3*r.Float64())}
		}
		p := somewhere(r, world)
		got, naive := MetresToBound(p, b), sampledMetres(p, b)
		// Samples a 400th of a side apart miss the foot by a part of their spacing.
		spacing := (b.Max[0] - b.Min[0] + b.Max[1] - b.Min[1]) / 400 * radians * EarthRadius
		if got > naive+1e-6 || got < naive-spacing {
			t.Errorf("from %v to %v: got %.3f, sampled %.3f", p, b, got, naive)
		}
	}
}

func sampledMetres(p orb.Point, b orb.Bound) float64 {
	if b.Contains(p) {
		return 0
	}
	best := math.Inf(1)
	for i := range 401 {
		x := b.Min[0] + (b.Max[0]-b.Min[0])*float64(i)/400
		y := b.Min[1] + (b.Max[1]-b.Min[1])*float64(i)/400
		best = min(best, Metres(p, orb.Point{x, b.Min[1]}), Metres(p, orb.Point{x, b.Max[1]}),
			Metres(p, orb.Point{b.Min[0], y}), Metres(p, orb.Point{b.Max[0], y}))
	}
	return best
}

func TestMetresToBoundDrawn(t *testing.T) {
	b := orb.Bound{Min: orb.Point{8, 41}, Max: orb.Point{10, 43}}
	degree := EarthRadius * radians
	for _, c := range []struct {
		name  string
		p     orb.Point
		b     orb.Bound
		want  float64
		slack float64
	}{
		{"inside", orb.Point{9, 42}, b, 0, 0},
		{"on a corner", orb.Point{8, 41}, b, 0, 0},
		{"north", orb.Point{9, 44}, b, degree, 1e-6},
		{"south", orb.Point{9, 40}, b, degree, 1e-6},
		{"over the antimeridian", orb.Point{179, 0}, orb.Bound{Min: orb.Point{-179, -1}, Max: orb.Point{-170, 1}}, 2 * degree, 1e-6},
		{"empty", orb.Point{9, 44}, orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}, math.Inf(1), 0},
	} {
		if got := MetresToBound(c.p, c.b); got != c.want && !(math.Abs(got-c.want) <= c.slack) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	// East of a tall box the nearest place is north of the same latitude.
	east := orb.Point{30, 42}
	if got, level := MetresToBound(east, b), Metres(east, orb.Point{10, 42}); got >= level {
		t.Errorf("east: got %v, not less than %v along the parallel", got, level)
	}
}

// A key is never above what it stands for, and nearly reaches it.
func TestVantageKeysAreLowerBounds(t *testing.T) {
	r := seeded(t, 2)
	for range 20000 {
		p := somewhere(r, world)
		q := orb.Point{p[0] + r.NormFloat64(), max(-90, min(90, p[1]+r.NormFloat64()))}
		if r.IntN(2) == 0 {
			q = somewhere(r, world)
		}
		b := q.Bound().Extend(orb.Point{q[0] + r.ExpFloat64(), min(90, q[1]+r.ExpFloat64())})
		if r.IntN(4) == 0 { // a wide one, at times with the vantage on its side
			b = b.Extend(somewhere(r, world))
			p[0] = []float64{p[0], b.Min[0], b.Max[0], -180, 180}[r.IntN(5)]
		}
		v := vantageOf(p)
		if metres := MetresToBound(p, b); v.key(b.Min[0], b.Min[1], b.Max[0], b.Max[1]) > cutKey(metres) {
			t.Fatalf("from %v the key of %v is beyond %v m", p, b, metres)
		}
		metres := Metres(p, q)
		if v.pointKey(q) > cutKey(metres) {
			t.Fatalf("from %v the key of %v is beyond %v m", p, q, metres)
		}
		if near := metres < 1e6 && math.Abs(q[1]) < 80; near && v.pointKey(q) < cutKey(metres*(1-1e-2)-1e-5) {
			t.Fatalf("from %v the key of %v falls a hundredth short of %v m", p, q, metres)
		}
	}
}

func TestClosestOnSegment(t *testing.T) {
	for _, c := range []struct {
		name    string
		p, a, b orb.Point
		q       orb.Point
		t       float64
	}{
		{"the foot", orb.Point{1, 1}, orb.Point{0, 0}, orb.Point{2, 0}, orb.Point{1, 0}, 0.5},
		{"before", orb.Point{-1, 1}, orb.Point{0, 0}, orb.Point{2, 0}, orb.Point{0, 0}, 0},
		{"behind", orb.Point{5, 1}, orb.Point{0, 0}, orb.Point{2, 0}, orb.Point{2, 0}, 1},
		{"no length", orb.Point{5, 1}, orb.Point{2, 0}, orb.Point{2, 0}, orb.Point{2, 0}, 0},
		{"across the antimeridian", orb.Point{-180, 1}, orb.Point{179, 0}, orb.Point{-179, 0}, orb.Point{180, 0}, 0.5},
	} {
		q, share, metres := ClosestOnSegment(c.p, c.a, c.b)
		if math.Abs(q[0]-c.q[0]) > 1e-9 || math.Abs(q[1]-c.q[1]) > 1e-9 || math.Abs(share-c.t) > 1e-9 || metres != Metres(c.p, q) {
			t.Errorf("%s: got %v %v %v, want %v %v", c.name, q, share, metres, c.q, c.t)
		}
	}
}

// Against a thousand positions of the segment.
func TestClosestOnSegmentIsNearest(t *testing.T) {
	r := seeded(t, 3)
	for range 3000 {
		a := somewhere(r, metropole)
		b := orb.Point{a[0] + 0.2*r.NormFloat64(), a[1] + 0.2*r.NormFloat64()}
		p := orb.Point{a[0] + 0.4*r.NormFloat64(), a[1] + 0.4*r.NormFloat64()}
		_, _, got := ClosestOnSegment(p, a, b)
		best := math.Inf(1)
		for i := range 1001 {
			s := float64(i) / 1000
			best = min(best, Metres(p, orb.Point{a[0] + s*(b[0]-a[0]), a[1] + s*(b[1]-a[1])}))
		}
		if got > best*1.001 || got < best-Metres(a, b)/1000 {
			t.Errorf("from %v to %v–%v: got %v, sampled %v", p, a, b, got, best)
		}
	}
}
