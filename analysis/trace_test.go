package analysis

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
)

// drawn reads squares marked #, the last line being row 0.
func drawn(drawing string) []square {
	var out []square
	lines := strings.Split(drawing, "/")
	for y, line := range lines {
		for x, c := range line {
			if c == '#' {
				out = append(out, square{int32(x), int32(len(lines) - 1 - y)})
			}
		}
	}
	return out
}

// area is twice the signed area of a ring: positive when it runs counter-clockwise.
func area(ring []square) (twice int) {
	for k := 1; k < len(ring); k++ {
		twice += int(ring[k-1].col)*int(ring[k].row) - int(ring[k].col)*int(ring[k-1].row)
	}
	return twice
}

// checkRings proves that rings outline squares: each is closed and simple, the
// first runs counter-clockwise and the others clockwise inside it, a side is
// walked once, and exactly the sides between land and no land are walked.
func checkRings(t *testing.T, squares []square, rings [][]square) {
	t.Helper()
	land := make(map[square]bool)
	border := 0
	for _, at := range squares {
		land[at] = true
	}
	for _, at := range squares {
		for h := east; h <= south; h++ {
			if !land[at.step(h)] {
				border++
			}
		}
	}
	total, walked := 0, make(map[[2]square]bool)
	for k, ring := range rings {
		seen := make(map[square]bool)
		for i, c := range ring[1:] {
			if seen[c] {
				t.Errorf("ring %d touches itself at %v", k, c)
			}
			seen[c] = true
			walked[[2]square{ring[i], c}] = true
		}
		if ring[0] != ring[len(ring)-1] {
			t.Errorf("ring %d is open", k)
		}
		if twice := area(ring); twice > 0 != (k == 0) {
			t.Errorf("ring %d of %d runs the wrong way round: twice its area is %d", k, len(rings), twice)
		}
		total += area(ring)
	}
	if total != 2*len(squares) {
		t.Errorf("rings hold an area of %d/2, want %d squares", total, len(squares))
	}
	if len(walked) != border {
		t.Errorf("rings walk %d sides, want %d", len(walked), border)
	}
}

func TestTraceDrawsOutlines(t *testing.T) {
	for _, c := range []struct {
		name, drawing string
		rings         int
	}{
		{"one square", "#", 1},
		{"a bar", "###", 1},
		{"an L", "#./##", 1},
		{"a hole", "###/#.#/###", 2},
		{"a hole that touches the outside by a corner", "##./#.#/###", 2},
		{"a hole that touches the other corner", ".##/#.#/###", 2},
		{"two holes that touch by a corner", "####/#.##/##.#/####", 3},
		{"two holes that touch by the other corner", "####/##.#/#.##/####", 3},
		{"a hole and the outside, at the lowest corner", "###/#.#/.##", 2},
		{"two corners of one hole touch the outside", "###./#.#./###./", 2},
		{"a long hole", "#####/#...#/#####", 2},
	} {
		squares := drawn(c.drawing)
		rings := traced(squares)[0]
		if len(rings) != c.rings {
			t.Errorf("%s: %d rings, want %d: %v", c.name, len(rings), c.rings, rings)
		}
		t.Run(c.name, func(t *testing.T) { checkRings(t, squares, rings) })
	}
}

func TestTraceOfRandomLand(t *testing.T) {
	seeded(t, 200, func(t *testing.T, r *rand.Rand) {
		land := randomLand(r, 9)
		squares := slices.Collect(maps.Keys(land))
		zones := floods(land)
		all := traced(squares)
		if len(all) != len(zones) {
			t.Fatalf("%d outlines of %d zones", len(all), len(zones))
		}
		for _, rings := range all {
			lowest := rings[0][0] // which the outer ring leaves to the east, along the square above it
			of := slices.IndexFunc(zones, func(zone []square) bool { return slices.Contains(zone, lowest) })
			checkRings(t, zones[of], rings)
		}
	})
}

// traced draws the outline of each zone of some land by its rings' corners.
func traced(land []square) [][][]square {
	cells := &data.Cells{Grid: data.Grid{EPSG: drawnEPSG, Size: 1}, Center: make([]orb.Point, len(land))}
	all := make([]data.CellIndex, len(land))
	for i, at := range land {
		cells.Col, cells.Row = append(cells.Col, at.col), append(cells.Row, at.row)
		all[i] = data.CellIndex(i)
	}
	m, err := newSquares(cells)
	if err != nil {
		panic(err)
	}
	s := m.shapes.(*squares)
	s.place(land, func(c square) orb.Point { return orb.Point{float64(c.col), float64(c.row)} })
	z := m.zones(all)
	out := make([][][]square, len(z.cells))
	for k := range z.cells {
		shape, _ := m.outline(z, k)
		for _, r := range shape[0] {
			corners := make([]square, len(r))
			for i, p := range r {
				corners[i] = square{int32(p[0]), int32(p[1])}
			}
			out[k] = append(out[k], corners)
		}
	}
	return out
}

func randomLand(r *rand.Rand, n int32) map[square]bool {
	land := make(map[square]bool)
	share := .3 + .6*r.Float64()
	for col := range n {
		for row := range n {
			if r.Float64() < share {
				land[square{col, row}] = true
			}
		}
	}
	return land
}

// floods parts land into what hangs together by edges: the naive twin of mosaic.zones.
func floods(land map[square]bool) [][]square {
	var zones [][]square
	seen := make(map[square]bool)
	var flood func(at square, zone *[]square)
	flood = func(at square, zone *[]square) {
		if seen[at] || !land[at] {
			return
		}
		seen[at] = true
		*zone = append(*zone, at)
		for h := east; h <= south; h++ {
			flood(at.step(h), zone)
		}
	}
	for at := range land {
		var zone []square
		if flood(at, &zone); zone != nil {
			zones = append(zones, zone)
		}
	}
	return zones
}

// checkShape refuses what is no valid polygon on a map: rings closed, outer
// ones counter-clockwise, holes clockwise, no two pieces of outline crossing.
func checkShape(t *testing.T, shape orb.MultiPolygon) {
	t.Helper()
	var pieces [][2]orb.Point
	for _, polygon := range shape {
		for k, ring := range polygon {
			want := orb.CCW
			if k > 0 {
				want = orb.CW
			}
			if !ring.Closed() || ring.Orientation() != want {
				t.Errorf("ring %d: closed %v, orientation %v, want %v", k, ring.Closed(), ring.Orientation(), want)
			}
			for i := 1; i < len(ring); i++ {
				pieces = append(pieces, [2]orb.Point{ring[i-1], ring[i]})
			}
		}
	}
	for i, p := range pieces {
		for _, q := range pieces[:i] {
			if crosses(p, q) {
				t.Errorf("outline crosses itself: %v and %v", p, q)
			}
		}
	}
}

// crosses tells whether the insides of two segments meet in one point.
func crosses(p, q [2]orb.Point) bool {
	side := func(a, b, c orb.Point) float64 {
		return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
	}
	return side(p[0], p[1], q[0])*side(p[0], p[1], q[1]) < 0 && side(q[0], q[1], p[0])*side(q[0], q[1], p[1]) < 0
}

func ExampleInvalidError() {
	fmt.Println(invalid("mode", "train", "car", "bike"))
	// Output: mode=train n'est pas accepté ; valeurs possibles : car, bike
}
