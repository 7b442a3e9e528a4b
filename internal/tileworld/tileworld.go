// Package tileworld makes what fills one vector tile, always the same: for
// benchmarks of tiles, ours and our peers'.
package tileworld

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"maillage/geo/tile"
)

// Tile is the tile that all of it lies in.
var Tile = tile.ID{Z: 10, X: 538, Y: 378}

const seed = 17

// Square is a cell of a grid and what a map tells of it.
type Square struct {
	Ring             orb.Ring
	People, Minutes  float64
	Commune, Nearest string
}

// Street is a street and what a map tells of it.
type Street struct {
	Line        orb.LineString
	Class, Name string
}

// box is the tile without its buffer, in degrees.
func box() orb.Bound {
	b := Tile.Bound()
	margin := (b.Max[0] - b.Min[0]) * tile.Buffer / (tile.Extent + 2*tile.Buffer)
	return b.Pad(-margin)
}

// Squares fills the tile with that many squares side by side, a number with an integer root.
func Squares(count int) []Square {
	r := rand.New(rand.NewPCG(seed, 1))
	b := box()
	n := int(math.Sqrt(float64(count)))
	side := orb.Point{(b.Max[0] - b.Min[0]) / float64(n), (b.Max[1] - b.Min[1]) / float64(n)}
	var out []Square
	for i := range n {
		for j := range n {
			at := func(di, dj int) orb.Point {
				return orb.Point{b.Min[0] + float64(i+di)*side[0], b.Min[1] + float64(j+dj)*side[1]}
			}
			out = append(out, Square{
				Ring:   orb.Ring{at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)},
				People: float64(1 + r.IntN(400)), Minutes: float64(r.IntN(900)) / 10,
				Commune: fmt.Sprintf("Commune %d", i/10*10+j/10), Nearest: fmt.Sprintf("Structure %d", r.IntN(50)),
			})
		}
	}
	return out
}

// Streets fills the tile with that many winding streets of two to twelve points.
func Streets(count int) []Street {
	r := rand.New(rand.NewPCG(seed, 2))
	b := box()
	classes := []string{"minor", "minor", "minor", "tertiary", "secondary", "primary", "path"}
	var out []Street
	for range count {
		p := orb.Point{b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1])}
		heading := 2 * math.Pi * r.Float64()
		var line orb.LineString
		for range 2 + r.IntN(11) {
			line = append(line, p)
			heading += r.Float64() - .5
			p = orb.Point{p[0] + .0012*math.Cos(heading), p[1] + .0009*math.Sin(heading)}
		}
		out = append(out, Street{Line: line, Class: classes[r.IntN(len(classes))], Name: fmt.Sprintf("Rue %d", r.IntN(3000))})
	}
	return out
}

// Quilt is n by n areas whose shared borders wind, each side of so many points.
func Quilt(n, bends int) []orb.MultiPolygon {
	r := rand.New(rand.NewPCG(seed, 3))
	const side = .05
	wind := func(a, b orb.Point) orb.LineString {
		out := orb.LineString{a}
		for k := 1; k < bends; k++ {
			s := float64(k) / float64(bends)
			out = append(out, orb.Point{a[0] + s*(b[0]-a[0]) + .06*side*(r.Float64()-.5), a[1] + s*(b[1]-a[1]) + .06*side*(r.Float64()-.5)})
		}
		return append(out, b)
	}
	corner := func(i, j int) orb.Point { return orb.Point{9 + side*float64(i), 42 + side*float64(j)} }
	east, north := make(map[[2]int]orb.LineString), make(map[[2]int]orb.LineString)
	for i := range n + 1 {
		for j := range n + 1 {
			east[[2]int{i, j}], north[[2]int{i, j}] = wind(corner(i, j), corner(i+1, j)), wind(corner(i, j), corner(i, j+1))
		}
	}
	var out []orb.MultiPolygon
	for i := range n {
		for j := range n {
			var ring orb.Ring
			ring = append(ring, east[[2]int{i, j}]...)
			ring = append(ring, north[[2]int{i + 1, j}][1:]...)
			ring = append(ring, reversed(east[[2]int{i, j + 1}])[1:]...)
			ring = append(ring, reversed(north[[2]int{i, j}])[1:]...)
			out = append(out, orb.MultiPolygon{{ring}})
		}
	}
	return out
}

func reversed(line orb.LineString) orb.LineString {
	out := line.Clone()
	out.Reverse()
	return out
}
