package tile

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// quilt is a random map: n by n areas around (9, 42), whose shared borders wind.
// Some have an area within them, which is a hole in them.
func quilt(r *rand.Rand, n int, side float64) []orb.MultiPolygon {
	wind := func(a, b orb.Point) (out []orb.Point) { // from a to b, b left out
		const bends = 24
		out = append(out, a)
		for k := 1; k < bends; k++ {
			s := float64(k) / bends
			p := orb.Point{a[0] + s*(b[0]-a[0]), a[1] + s*(b[1]-a[1])}
			p[0] += side * .06 * (r.Float64() - .5)
			p[1] += side * .06 * (r.Float64() - .5)
			out = append(out, p)
		}
		return out
	}
	corner := func(i, j int) orb.Point { return orb.Point{9 + side*float64(i), 42 + side*float64(j)} }
	east, north := map[[2]int][]orb.Point{}, map[[2]int][]orb.Point{}
	for i := range n + 1 {
		for j := range n + 1 {
			east[[2]int{i, j}] = wind(corner(i, j), corner(i+1, j))
			north[[2]int{i, j}] = wind(corner(i, j), corner(i, j+1))
		}
	}
	backwards := func(way []orb.Point, from orb.Point) []orb.Point {
		out := []orb.Point{from}
		for k := len(way) - 1; k > 0; k-- {
			out = append(out, way[k])
		}
		return out
	}
	var areas []orb.MultiPolygon
	for i := range n {
		for j := range n {
			var ring orb.Ring
			ring = append(ring, east[[2]int{i, j}]...)
			ring = append(ring, north[[2]int{i + 1, j}]...)
			ring = append(ring, backwards(east[[2]int{i, j + 1}], corner(i+1, j+1))...)
			ring = append(ring, backwards(north[[2]int{i, j}], corner(i, j+1))...)
			start := r.IntN(len(ring)) // where a source begins a ring says nothing
			ring = append(append(orb.Ring{}, ring[start:]...), ring[:start]...)
			ring = append(ring, ring[0])
			polygon := orb.Polygon{ring}
			if (i+j)%3 == 0 {
				middle := orb.Point{9 + side*(float64(i)+.5), 42 + side*(float64(j)+.5)}
				var inner orb.Ring
				for _, p := range blob(r, middle[0], middle[1], side*.3) {
					inner = append(inner, p)
				}
				inner = append(inner, inner[0])
				polygon = append(polygon, inner)
				areas = append(areas, orb.MultiPolygon{{inner}})
			}
			areas = append(areas, orb.MultiPolygon{polygon})
		}
	}
	return areas
}

// side is a straight piece of a ring, one way along.
type side struct{ a, b point }

// Neighbours share their borders in every tile: each side of an area that is
// not at the map's edge, nor where the tile ends, is the side of another the
// other way round. So they neither overlap nor part.
func TestNeighboursShareTheirBorders(t *testing.T) {
	const seed = 13
	r := rand.New(rand.NewPCG(seed, 0))
	m := NewMesh(quilt(r, 6, .05))
	shared, edges := 0, 0
	for z := uint32(6); z <= MaxZoom; z++ {
		for _, p := range []orb.Point{{9.01, 42.01}, {9.15, 42.15}, {9.1, 42.1}, {9.29, 42.29}} {
			at := tileAt(p, z)
			count := map[side]int{}
			for i := range m.Len() {
				l := NewLayer(at, "x")
				l.Area(m, i)
				l.Feature(NoID)
				add(t, l, count)
			}
			outline := outlineSides(t, m, at)
			for s, n := range count {
				back := count[side{s.b, s.a}]
				switch {
				case edgeOfTile(s):
				case outline[s] && n == 1 && back == 0:
					edges++
				case n == back:
					shared++
				default:
					t.Fatalf("seed %d, tile %v: the side from %v to %v %d times, back %d times, at the edge: %v", seed, at, s.a, s.b, n, back, outline[s])
				}
			}
		}
	}
	if shared < 5000 || edges < 500 {
		t.Errorf("only %d sides of neighbours and %d of the edge compared", shared, edges)
	}
}

// outlineSides are the sides drawn of the map's own edge, both ways round.
func outlineSides(t *testing.T, m *Mesh, at ID) map[side]bool {
	t.Helper()
	out := map[side]bool{}
	l := NewLayer(at, "x")
	l.Borders(m, func(_, other int) bool { return other == NoArea })
	l.Feature(NoID)
	f, _ := only(t, l)
	for _, line := range f.parts {
		for i := 1; i < len(line); i++ {
			out[side{line[i-1], line[i]}], out[side{line[i], line[i-1]}] = true, true
		}
	}
	return out
}

func tileAt(p orb.Point, z uint32) ID {
	at := Project(p)
	return ID{z, at.X >> (32 - z), at.Y >> (32 - z)}
}

func add(t *testing.T, l *Layer, count map[side]int) {
	t.Helper()
	f, _ := only(t, l)
	for _, ring := range f.parts {
		for i, b := range ring {
			count[side{ring[(i+len(ring)-1)%len(ring)], b}]++
		}
	}
}

func edgeOfTile(s side) bool {
	return s.a.x == s.b.x && (s.a.x == least || s.a.x == most) || s.a.y == s.b.y && (s.a.y == least || s.a.y == most)
}
