package tile

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/maptile"
	"github.com/paulmach/orb/project"
)

// spot is the position of a unit of a tile.
func (t ID) spot(x, y int64) Position {
	return Position{
		uint32((int64(t.X)<<extentBits + x) << t.shift()),
		uint32((int64(t.Y)<<extentBits + y) << t.shift()),
	}
}

// spots reads "0,0 10,5" as positions of a tile.
func (t ID) spots(tb testing.TB, text string) (out []Position) {
	tb.Helper()
	for _, field := range strings.Fields(text) {
		var x, y int64
		if _, err := fmt.Sscanf(field, "%d,%d", &x, &y); err != nil {
			tb.Fatal(err)
		}
		out = append(out, t.spot(x, y))
	}
	return out
}

func write(parts [][]point) string {
	var lines []string
	for _, part := range parts {
		var fields []string
		for _, p := range part {
			fields = append(fields, fmt.Sprintf("%d,%d", p.x, p.y))
		}
		lines = append(lines, strings.Join(fields, " "))
	}
	return strings.Join(lines, " / ")
}

// middling is a tile that has neighbours all around, at a zoom that simplifies.
var middling = ID{Z: 8, X: 134, Y: 94}

// Within a step of the formula as the books write it, and as orb computes it.
func TestProjectAgreesWithTheFormula(t *testing.T) {
	const world = 2 * 20037508.342789244 // metres
	r := rand.New(rand.NewPCG(3, 4))
	for range 100_000 {
		p := orb.Point{360*r.Float64() - 180, 170*r.Float64() - 85}
		m := project.WGS84.ToMercator(p)
		got := Project(p)
		x, y := (p[0]/360+.5)*worldSteps, (.5-math.Log(math.Tan(math.Pi/4+p[1]*math.Pi/360))/(2*math.Pi))*worldSteps
		if math.Abs(float64(got.X)+.5-x) > 1 || math.Abs(float64(got.Y)+.5-y) > 1 {
			t.Fatalf("%v: got %v, want %v, %v", p, got, x, y)
		}
		if orbX, orbY := (m[0]/world+.5)*worldSteps, (.5-m[1]/world)*worldSteps; math.Abs(orbX-x) > 200 || math.Abs(orbY-y) > 200 { // orb's earth is a trifle larger
			t.Fatalf("%v: got %v, orb has %v, %v", p, got, orbX, orbY)
		}
	}
	for _, c := range []struct {
		p    orb.Point
		want Position
	}{
		{orb.Point{-180, 90}, Position{0, 0}}, {orb.Point{-181, 86}, Position{0, 0}}, {orb.Point{0, math.Inf(1)}, Position{1 << 31, 0}},
		{orb.Point{180, -90}, Position{math.MaxUint32, math.MaxUint32}}, {orb.Point{0, 0}, Position{1 << 31, 1 << 31}},
	} {
		if got := Project(c.p); got != c.want {
			t.Errorf("%v: got %v, want %v", c.p, got, c.want)
		}
	}
}

// A tile's box is orb's, and a little more: nothing that shows lies outside.
func TestBoundHoldsTheTileAndItsBuffer(t *testing.T) {
	for _, at := range []ID{{0, 0, 0}, {1, 1, 1}, middling, {15, 17216, 12126}} {
		got, inner := at.Bound(), maptile.New(at.X, at.Y, maptile.Zoom(at.Z)).Bound()
		wide := maptile.New(at.X, at.Y, maptile.Zoom(at.Z)).Bound(2 * float64(Buffer) / Extent)
		if !got.Contains(inner.Min) || !got.Contains(inner.Max) || got.Max[0] > wide.Max[0]+1e-9 && at.Z > 0 {
			t.Errorf("%v: got %v around %v", at, got, inner)
		}
		corner := orb.Point{got.Max[0] + 1e-7, got.Min[1] - 1e-7}
		if p := at.place(Project(corner)); at.Z > 1 && outside(p) == 0 {
			t.Errorf("%v: %v is outside the box and shows at %v", at, corner, p)
		}
	}
}

func TestValid(t *testing.T) {
	for at, want := range map[ID]bool{
		{0, 0, 0}: true, {0, 1, 0}: false, {0, 0, 1}: false, {3, 7, 7}: true, {3, 8, 7}: false,
		{15, 32767, 32767}: true, {15, 32768, 0}: false, {16, 0, 0}: false,
	} {
		if got := at.Valid(); got != want {
			t.Errorf("%v: got %v, want %v", at, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"inside", "0,0 100,50", "0,0 100,50"},
		{"a bend stays", "0,0 50,50 100,0", "0,0 50,50 100,0"},
		{"what bends less than the tolerance goes", "0,0 50,2 100,0", "0,0 100,0"},
		{"its ends stay, on one spot", "0,0 50,50 0,0", "0,0 50,50 0,0"},
		{"repeats go", "0,0 0,0 9,9 9,9", "0,0 9,9"},
		{"a point is no line", "5,5 5,5", ""},
		{"outside", "-100,0 -100,500", ""},
		{"outside, past a corner", "-100,-40 -40,-100", ""},
		{"across a corner of the buffer", "-100,0 0,-100", "-64,-36 -36,-64"},
		{"cut on one side", "0,0 -100,0", "0,0 -64,0"},
		{"cut on both sides", "-100,7 5000,7", "-64,7 4160,7"},
		{"out and back is two", "0,0 0,-200 100,-200 100,0", "0,0 0,-64 / 100,-64 100,0"},
		{"along the buffer's edge", "-64,0 -64,100", "-64,0 -64,100"},
		{"touching the edge only", "-100,10 -64,20 -100,30", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, at := range []ID{middling, {4, 8, 5}} {
				l := NewLayer(at, "x")
				given := at.spots(t, c.line)
				kept := slices.Clone(given)
				l.Line(given)
				if !slices.Equal(given, kept) {
					t.Error("the line given was changed")
				}
				drawn := l.Drawn()
				if l.Feature(NoID) != drawn || drawn != (c.want != "") {
					t.Errorf("drawn %v, want %v", drawn, c.want != "")
				}
				f, _ := only(t, l)
				if got := write(f.parts); got != c.want {
					t.Errorf("%v: got %q, want %q", at, got, c.want)
				}
			}
		})
	}
}

// At the closest zoom, which maps enlarge, no bend goes; only what lies on a straight line.
func TestNoBendGoesAtTheClosestZoom(t *testing.T) {
	at := ID{MaxZoom, 17216, 12126}
	l := NewLayer(at, "x")
	l.Line(at.spots(t, "0,0 50,1 100,0 150,0 200,0"))
	l.Feature(NoID)
	if f, _ := only(t, l); write(f.parts) != "0,0 50,1 100,0 200,0" {
		t.Errorf("got %s", write(f.parts))
	}
}

func TestRings(t *testing.T) {
	for _, c := range []struct{ name, outer, hole, want string }{
		{"clockwise on a screen", "0,0 10,0 10,10 0,10 0,0", "", "0,0 10,0 10,10 0,10"},
		{"the other way round", "0,0 0,10 10,10 10,0 0,0", "", "0,0 10,0 10,10 0,10"},
		{"not closed", "0,0 10,0 10,10 0,10", "", "0,0 10,0 10,10 0,10"},
		{"a hole runs against it", "0,0 90,0 90,90 0,90", "10,10 20,10 20,20 10,20", "0,0 90,0 90,90 0,90 / 10,10 10,20 20,20 20,10"},
		{"a hole drawn against it already", "0,0 90,0 90,90 0,90", "10,10 10,20 20,20 20,10", "0,0 90,0 90,90 0,90 / 10,10 10,20 20,20 20,10"},
		{"without area", "0,0 10,10 20,20 0,0", "", ""},
		{"without area, its hole goes too", "0,0 10,10 20,20 0,0", "1,1 9,1 9,9", ""},
		{"a hole without area", "0,0 90,0 90,90 0,90", "10,10 20,20", "0,0 90,0 90,90 0,90"},
		{"outside", "-500,0 -100,0 -100,90", "", ""},
		{"around everything", "-900,-900 9000,-900 9000,9000 -900,9000", "", "-64,4160 -64,-64 4160,-64 4160,4160"},
		{"cut on one side", "-100,0 10,0 10,10 -100,10", "", "-64,0 10,0 10,10 -64,10"},
		{"touching the buffer from outside", "-100,0 -64,0 -64,10 -100,10", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := NewLayer(middling, "x")
			given := middling.spots(t, c.outer)
			kept := slices.Clone(given)
			l.Ring(given, false)
			if c.hole != "" {
				l.Ring(middling.spots(t, c.hole), true)
			}
			l.Feature(NoID)
			if !slices.Equal(given, kept) {
				t.Error("the ring given was changed")
			}
			f, _ := only(t, l)
			if got := write(f.parts); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestPoints(t *testing.T) {
	for text, want := range map[string]string{"5,7": "5,7", "-64,4160": "-64,4160", "-65,0": "", "0,4161": ""} {
		l := NewLayer(middling, "x")
		l.Point(middling.spots(t, text)[0])
		l.Feature(NoID)
		f, _ := only(t, l)
		if got := write(f.parts); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// What is told of a feature is read again, whatever its kind; equal values are told once.
func TestTags(t *testing.T) {
	l := NewLayer(middling, "couche")
	spot := middling.spot(1, 1)
	for i, tags := range [][]Tag{
		{l.Text("nom", "Forêt"), l.Number("n", 3), l.Truth("oui", true)},
		{l.Text("nom", ""), l.Number("n", 30.1), l.Truth("oui", false)},
		{l.Text("nom", "Forêt"), l.Number("n", -3)},
		nil,
	} {
		l.Point(spot)
		l.Feature(uint64(i)*300, tags...)
	}
	l.Feature(7, l.Text("nothing", "drawn"))
	got := decode(t, l.Bytes())[0]
	want := []map[string]any{
		{"nom": "Forêt", "n": 3.0, "oui": true}, {"nom": "", "n": 30.1, "oui": false}, {"nom": "Forêt", "n": -3.0}, {},
	}
	if got.Name != "couche" || len(got.Features) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, f := range got.Features {
		if !reflect.DeepEqual(f.Tags, want[i]) || f.ID != uint64(i)*300 || !f.HasID {
			t.Errorf("feature %d: got %v %v, want %v", i, f.ID, f.Tags, want[i])
		}
	}
	if n := bytes.Count(l.Bytes(), []byte("Forêt")); n != 1 {
		t.Errorf("the value is written %d times", n)
	}
}

func TestAnEmptyLayerIsNoBytes(t *testing.T) {
	l := NewLayer(middling, "x")
	l.Feature(1, l.Text("a", "b"))
	if b := l.Bytes(); b != nil {
		t.Errorf("got %x", b)
	}
}

// Layers one after the other are a tile of several.
func TestLayersJoin(t *testing.T) {
	var b []byte
	for _, name := range []string{"a", "b"} {
		l := NewLayer(middling, name)
		l.Point(middling.spot(0, 0))
		l.Feature(NoID)
		b = append(b, l.Bytes()...)
	}
	if got := decode(t, b); len(got) != 2 || got[0].Name != "a" || got[1].Name != "b" || got[0].Features[0].HasID {
		t.Errorf("got %+v", got)
	}
}
