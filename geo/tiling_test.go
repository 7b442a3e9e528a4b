package geo

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/internal/racing"
)

// tiling is a jittered grid of size × size squares, some cut in two along a
// diagonal, rings running either way; and the outline of all.
func tiling(r *rand.Rand, size int, snap float64) (tiles []orb.MultiPolygon, outline orb.MultiPolygon) {
	at := make([][]orb.Point, size+1)
	for y := range at {
		for x := range size + 1 {
			p := orb.Point{float64(x) + 0.6*(r.Float64()-0.5), float64(y) + 0.6*(r.Float64()-0.5)}
			if snap > 0 {
				p = orb.Point{math.Round(p[0]*snap) / snap, math.Round(p[1]*snap) / snap}
			}
			at[y] = append(at[y], p)
		}
	}
	add := func(ring ...orb.Point) {
		closed := orb.Ring(append(ring, ring[0]))
		if r.IntN(2) == 0 {
			closed.Reverse()
		}
		tiles = append(tiles, orb.MultiPolygon{{closed}})
	}
	for y := range size {
		for x := range size {
			a, b, c, d := at[y][x], at[y][x+1], at[y+1][x+1], at[y+1][x]
			convex := planar.Area(orb.Ring{a, b, c, a}) > 0 && planar.Area(orb.Ring{a, c, d, a}) > 0
			if convex && r.IntN(2) == 0 {
				add(a, b, c)
				add(a, c, d)
			} else {
				add(a, b, c, d)
			}
		}
	}
	var around orb.Ring
	for i := range size {
		around = append(around, at[0][i])
	}
	for i := range size {
		around = append(around, at[i][size])
	}
	for i := size; i > 0; i-- {
		around = append(around, at[size][i])
	}
	for i := size; i > 0; i-- {
		around = append(around, at[i][0])
	}
	return tiles, orb.MultiPolygon{{append(around, around[0])}}
}

// hardPoints are positions on and a hair beside the edges and vertices of tiles.
func hardPoints(tiles []orb.MultiPolygon, r *rand.Rand) []orb.Point {
	var hard []orb.Point
	for _, tile := range tiles {
		ring := tile[0][0]
		for i := 1; i < len(ring); i++ {
			a, b, s := ring[i-1], ring[i], r.Float64()
			hard = append(hard, a,
				orb.Point{a[0]/2 + b[0]/2, a[1]/2 + b[1]/2},
				orb.Point{a[0] + s*(b[0]-a[0]), a[1] + s*(b[1]-a[1])})
		}
	}
	for _, p := range slices.Clone(hard) {
		for _, towards := range []float64{-9, 9} {
			hard = append(hard, orb.Point{math.Nextafter(p[0], towards), p[1]}, orb.Point{p[0], math.Nextafter(p[1], towards)})
		}
	}
	return hard
}

func holders(areas []*Area, p orb.Point) int {
	n := 0
	for _, a := range areas {
		if a.Contains(p) {
			n++
		}
	}
	return n
}

func prepareAll(shapes []orb.MultiPolygon) []*Area {
	areas := make([]*Area, len(shapes))
	for i, s := range shapes {
		areas[i] = PrepareArea(s)
	}
	return areas
}

// Of areas that tile a plane exactly one holds each position, on shared
// vertices and edges too (exact sixteenths put the midpoints right on them).
func TestTilesShareEveryPosition(t *testing.T) {
	r := seeded(t, 7)
	for round := range 40 {
		tiles, outline := tiling(r, 1+r.IntN(6), []float64{0, 16}[round%2])
		areas, whole := prepareAll(tiles), PrepareArea(outline)
		for _, p := range hardPoints(tiles, r) {
			want := 0
			if whole.Contains(p) {
				want = 1
			}
			if got := holders(areas, p); got != want {
				t.Fatalf("%.17g of %v: %d tiles hold it, want %d", p, tiles, got, want)
			}
		}
	}
}

// A fan of thin triangles around one vertex, asked around it, where rounding
// would put positions on the wrong side of one edge and the right side of the
// next. Off Ghana it would: there coordinates are near 0 and their last digits
// far below those of the rim.
//
//	\ | /
//	──*──
//	/ | \
func TestFanSharesTheNeighbourhoodOfItsVertex(t *testing.T) {
	racing.Long(t)
	r := seeded(t, 16)
	for range 60 {
		c := somewhere(r, box(-1e-9, -1e-9, 1e-9, 1e-9))
		rim := star(r, c, 3+r.IntN(60), 0.3, 1)
		var areas []*Area
		for i := 1; i < len(rim); i++ {
			areas = append(areas, PrepareArea(orb.MultiPolygon{{{c, rim[i-1], rim[i], c}}}))
		}
		for range 400 {
			p := orb.Point{c[0] + 1e-17*r.NormFloat64(), c[1] + 1e-17*r.NormFloat64()}
			if got := holders(areas, p); got != 1 {
				t.Fatalf("%.17g beside %.17g of %d triangles: %d hold it", p, c, len(areas), got)
			}
		}
	}
}

// A département with an enclave of its neighbour, like the Enclave des papes,
// which Vaucluse holds inside the Drôme.
//
//	4 ┌───────────┐
//	3 │ D ┌───┐   │
//	2 │   │ V └─┐ │
//	1 │   └─────┘ │
//	0 ├───────────┤
//	  │     V     │
//	-2└───────────┘
//	  0   1 2 3   4
func TestEnclave(t *testing.T) {
	shapes := []orb.MultiPolygon{
		shape(t, `MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(1 1,1 3,2 3,2 2,3 2,3 1,1 1)))`),
		shape(t, `MULTIPOLYGON(((0 -2,4 -2,4 0,0 0,0 -2)),((1 1,3 1,3 2,2 2,2 3,1 3,1 1)))`),
	}
	areas := prepareAll(shapes)
	for x := 0.0; x < 4; x += 0.25 {
		for y := -2.0; y < 4; y += 0.25 {
			if got := holders(areas, orb.Point{x, y}); got != 1 {
				t.Errorf("%v %v: %d hold it", x, y, got)
			}
		}
	}
	if !areas[1].Contains(orb.Point{1.5, 1.5}) || areas[0].Contains(orb.Point{1.5, 1.5}) {
		t.Error("the enclave is not its own")
	}
	if got, want := areas[0].Metres(orb.Point{1.5, 1.25}), 0.25*EarthRadius*radians; math.Abs(got-want) > 1 {
		t.Errorf("from the enclave to its surroundings: got %v, want %v", got, want)
	}
}

// segment is an edge without direction.
type segment [2]orb.Point

func segmentOf(a, b orb.Point) segment {
	if comparePoints(b, a) < 0 {
		a, b = b, a
	}
	return segment{a, b}
}

// tally counts how many times each edge runs in the shapes.
func tally(shapes []orb.MultiPolygon) map[segment]int {
	n := map[segment]int{}
	for _, mp := range shapes {
		for _, polygon := range mp {
			for _, ring := range polygon {
				for i := 1; i < len(ring); i++ {
					if ring[i] != ring[i-1] {
						n[segmentOf(ring[i-1], ring[i])]++
					}
				}
			}
		}
	}
	return n
}

// Real communes share exact vertices: each vertex and each midpoint inside the
// region belongs to one commune. Under the race detector, which slows this down
// tenfold and has one goroutine to watch, one edge in four is asked about.
func TestCommunesShareEveryPosition(t *testing.T) {
	for _, region := range []string{"corse", "aura"} {
		t.Run(region, func(t *testing.T) {
			shapes, _ := communes(t, region)
			ix := NewIndex()
			for i, s := range shapes {
				ix.AddArea(ID(i), PrepareArea(s))
			}
			edges := tally(shapes)
			rim := map[orb.Point]bool{}
			for s, n := range edges {
				if n == 1 {
					rim[s[0]], rim[s[1]] = true, true
				}
			}
			var found []ID
			var inner, bad int
			check := func(p orb.Point) {
				inner++
				if found = ix.Containing(p, found[:0]); len(found) != 1 {
					if bad++; bad <= 5 {
						t.Errorf("%.17g: communes %v hold it", p, found)
					}
				}
			}
			for s, n := range edges {
				if n == 1 {
					continue
				}
				check(orb.Point{(s[0][0] + s[1][0]) / 2, (s[0][1] + s[1][1]) / 2})
				for _, p := range s {
					if !rim[p] {
						check(p)
					}
				}
			}
			t.Logf("%d communes, %d inner positions, %d outer edges", len(shapes), inner, len(rim))
			if inner < len(shapes) || bad > 0 {
				t.Errorf("%d of %d positions are not one commune's", bad, inner)
			}
		})
	}
}

// A territory united from communes holds exactly the positions they hold.
func TestUnionsHoldWhatTheirCommunesHold(t *testing.T) {
	shapes, epci := communes(t, "corse")
	members := map[string][]orb.MultiPolygon{}
	for i, s := range shapes {
		members[epci[i]] = append(members[epci[i]], s)
	}
	codes := slices.Sorted(maps.Keys(members))
	small, large := NewIndex(), NewIndex()
	for i, s := range shapes {
		small.AddArea(ID(i), PrepareArea(s))
	}
	for i, code := range codes {
		union, err := Union(members[code])
		if err != nil {
			t.Fatal(err)
		}
		large.AddArea(ID(i), PrepareArea(union))
	}
	bad := 0
	for s := range tally(shapes) {
		for _, p := range []orb.Point{s[0], {(s[0][0] + s[1][0]) / 2, (s[0][1] + s[1][1]) / 2}} {
			var want, got []string
			for _, id := range small.Containing(p, nil) {
				want = append(want, epci[id])
			}
			for _, id := range large.Containing(p, nil) {
				got = append(got, codes[id])
			}
			if !slices.Equal(got, want) {
				if bad++; bad < 5 {
					t.Errorf("%.17g: unions %v hold it, communes of %v", p, got, want)
				}
			}
		}
	}
	if len(codes) < 2 || bad > 0 {
		t.Errorf("%d unions, %d positions apart", len(codes), bad)
	}
}
