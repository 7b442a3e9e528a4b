package road

import (
	"context"
	"math"
	"strings"
	"testing"
	"unicode"

	"github.com/paulmach/orb"
)

// A drawn world is streets in ASCII. Letters are OpenStreetMap's nodes; a step
// between two characters is 0.001° on the equator, 111 m either way. Between
// two letters on a line or in a column runs one way, drawn in one of the inks:
//
//   - |   a residential street          > < v ^   the same, one way
//     =     "Grande Rue", primary         ~         a pass closed in winter
//     .     a footway                     #         a private drive
//     @     a roundabout, both ways       %         a ferry of half an hour that takes all
//   - a trunk road                  :         a slip road
//
// Ways are numbered by their letters: way("AB").
const step1 = 0.001

var inks = map[rune]TagMap{
	'-': {"highway": "residential"},
	'|': {"highway": "residential"},
	'>': {"highway": "residential", "oneway": "yes"},
	'v': {"highway": "residential", "oneway": "yes"},
	'<': {"highway": "residential", "oneway": "-1"},
	'^': {"highway": "residential", "oneway": "-1"},
	'=': {"highway": "primary", "name": "Grande Rue"},
	'~': {"highway": "residential", "motor_vehicle:conditional": "no @ (Nov 15-Apr 30)"},
	'.': {"highway": "footway"},
	'#': {"highway": "residential", "access": "private"},
	'@': {"highway": "residential", "junction": "roundabout", "oneway": "no"},
	'*': {"highway": "trunk"},
	':': {"highway": "trunk_link"},
	'%': {"route": "ferry", "name": "Bac du Fleuve", "duration": "00:30", "motor_vehicle": "yes", "bicycle": "yes"},
}

// way is the id of the way between two letters, in reading order.
func wayID(letters string) int64 { return int64(letters[0])<<8 | int64(letters[1]) }

// drawing is a world before it is built.
type drawing struct {
	at   map[rune]orb.Point
	tags map[rune]TagMap // of nodes: none unless a test sets them
	ways []drawnWay
}

type drawnWay struct {
	from, to rune
	tags     TagMap
}

func (w drawnWay) id() int64 { return wayID(string(w.from) + string(w.to)) }

func draw(t testing.TB, text string) *drawing {
	t.Helper()
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	d := &drawing{at: make(map[rune]orb.Point), tags: make(map[rune]TagMap)}
	cell := func(x, y int) rune {
		if y < 0 || y >= len(lines) || x < 0 || x >= len(lines[y]) {
			return ' '
		}
		return rune(lines[y][x])
	}
	follow := func(x, y, dx, dy int) {
		from, ink := cell(x, y), ' '
		for {
			x, y = x+dx, y+dy
			c := cell(x, y)
			switch {
			case unicode.IsUpper(c):
				if ink != ' ' {
					d.ways = append(d.ways, drawnWay{from, c, inks[ink]})
				}
				return
			case dy == 0 && c == '|', dx == 0 && c == '-', inks[c] == nil:
				return
			case ink == ' ' || ink == '-' || ink == '|':
				ink = c
			}
		}
	}
	for y := range lines {
		for x := range lines[y] {
			if c := cell(x, y); unicode.IsUpper(c) {
				d.at[c] = orb.Point{float64(x) * step1, -float64(y) * step1}
				follow(x, y, 1, 0)
				follow(x, y, 0, 1)
			}
		}
	}
	return d
}

// build makes the drawing's Streets, every street kept.
func (d *drawing) build(t testing.TB, restrictions ...Restriction) (*Streets, Stats) {
	t.Helper()
	b := NewBuilder()
	b.ScrapsBelow(0)
	return d.buildWith(t, b, restrictions...)
}

func (d *drawing) buildWith(t testing.TB, b *Builder, restrictions ...Restriction) (*Streets, Stats) {
	t.Helper()
	for _, w := range d.ways {
		b.AddWay(w.id(), []int64{int64(w.from), int64(w.to)}, w.tags)
	}
	for _, r := range restrictions {
		b.AddRestriction(r)
	}
	for letter, p := range d.at {
		b.SetNode(int64(letter), p, d.tags[letter])
	}
	s, stats, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s, stats
}

// place is a letter, or the middle between two: "A", "AB".
func (d *drawing) place(name string) orb.Point {
	a := d.at[rune(name[0])]
	if len(name) == 1 {
		return a
	}
	b := d.at[rune(name[1])]
	return orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
}

func snap(t testing.TB, g *Graph, p orb.Point) Snap {
	t.Helper()
	s, ok := g.Snap(p)
	if !ok {
		t.Fatalf("nothing to snap %v to", p)
	}
	return s
}

// ask answers time and steps from a place to another, by Nearest and by Field, which must agree.
func ask(t testing.TB, g *Graph, from, to orb.Point, closed Mask) (time Deciseconds, steps float64) {
	t.Helper()
	targets := g.NewTargets([]Target{{ID: 7, Snap: snap(t, g, to)}})
	s, origin := g.NewSearch(), snap(t, g, from)
	got := s.Nearest(origin, targets, nil, 1, Unreachable, closed, nil)
	time, steps = Unreachable, math.Inf(1)
	if len(got) == 1 {
		time, steps = got[0].Time, got[0].Metres/stepMetres
	}
	if field, _ := s.Field(targets, nil, closed, nil).At(origin); field != time {
		t.Errorf("field and nearest disagree: %d and %d", field, time)
	}
	return time, steps
}

const stepMetres = step1 * math.Pi / 180 * 6371008.8
