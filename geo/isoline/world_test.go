package isoline

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// A drawn world is streets in ASCII on the equator, a step between two
// characters 111 m. Letters are nodes; "-" and "|" are residential streets
// between them, ">" one way, "^" one way up, "=" a motorway to the right, ":" a pass closed in winter.
const step = 0.001

var inks = map[byte]road.TagMap{
	'-': {"highway": "residential"}, '|': {"highway": "residential"},
	'>': {"highway": "residential", "oneway": "yes"},
	'^': {"highway": "residential", "oneway": "-1"},
	'=': {"highway": "motorway", "oneway": "yes"},
	':': {"highway": "residential", "access:conditional": "no @ (Nov-Apr)"},
}

// draw builds a drawn world, and tells where its letters are.
func drawn(t testing.TB, text string) (*road.Streets, map[byte]orb.Point) {
	t.Helper()
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	at, b := map[byte]orb.Point{}, road.NewBuilder()
	b.ScrapsBelow(0)
	cell := func(x, y int) byte {
		if y < len(lines) && x < len(lines[y]) {
			return lines[y][x]
		}
		return ' '
	}
	follow := func(x, y, dx, dy int) {
		from, ink := cell(x, y), cell(x+dx, y+dy)
		for inks[ink] != nil {
			x, y = x+dx, y+dy
			if to := cell(x, y); unicode.IsUpper(rune(to)) {
				b.AddWay(int64(from)<<8|int64(to), []int64{int64(from), int64(to)}, inks[ink])
				return
			} else if inks[to] == nil {
				return
			}
		}
	}
	for y, line := range lines {
		for x := range line {
			if c := cell(x, y); unicode.IsUpper(rune(c)) {
				at[c] = orb.Point{float64(x) * step, -float64(y) * step}
				follow(x, y, 1, 0)
				follow(x, y, 0, 1)
			}
		}
	}
	for c, p := range at {
		b.SetNode(int64(c), p, nil)
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s, at
}

// randomTown is streets between neighbours on a jittered grid, many of them one
// way, with turn restrictions, and here and there a quarter that no street leads to.
func randomTown(t testing.TB, r *rand.Rand) *road.Streets {
	t.Helper()
	b := road.NewBuilder()
	b.ScrapsBelow(2)
	side := 4 + r.IntN(8)
	pick := func(values ...string) string { return values[r.IntN(len(values))] }
	laid := map[[2]int64]bool{} // no two streets lie on each other: which of them is the nearer would be rounding's choice
	for id := range int64(side * side) {
		x, y := r.IntN(side), r.IntN(side)
		nodes := []int64{int64(y*side + x + 1)}
		for range 1 + r.IntN(6) {
			x, y = min(max(x+r.IntN(3)-1, 0), side-1), min(max(y+r.IntN(3)-1, 0), side-1)
			from, to := nodes[len(nodes)-1], int64(y*side+x+1)
			if pair := [2]int64{min(from, to), max(from, to)}; !laid[pair] {
				laid[pair] = true
				nodes = append(nodes, to)
			}
		}
		b.AddWay(id+1, nodes, road.TagMap{
			"highway": pick("residential", "residential", "primary", "service", "footway", "tertiary", "pedestrian", "motorway"),
			"oneway":  pick("", "", "", "yes", "-1"), "access": pick("", "", "", "", "private", "destination"),
			"access:conditional": pick("", "", "", "no @ (Nov-Apr)"),
		})
		b.AddRestriction(road.Restriction{From: id + 1, Via: nodes[0], To: 1 + r.Int64N(int64(side*side)), Kind: "no_left_turn"})
		b.AddRestriction(road.Restriction{From: id + 1, Via: nodes[0], To: id + 1, Kind: "no_u_turn"})
	}
	spread := 0.002 + r.Float64()*0.004
	west, south := r.Float64()*170-85, r.Float64()*120-60
	for i := range side * side {
		if b.Needs(int64(i + 1)) {
			x, y := float64(i%side)+r.Float64()*0.8, float64(i/side)+r.Float64()*0.8
			b.SetNode(int64(i+1), orb.Point{west + x*spread, south + y*spread}, nil)
		}
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}
