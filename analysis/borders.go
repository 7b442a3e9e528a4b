package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
)

// communeTiles are the tiles of a region without a grid: the communes of its cells.
type communeTiles struct {
	territories []data.Territory
	commune     []data.TerritoryIndex // by tile
}

func newCommuneTiles(ds *data.Dataset) *mosaic {
	s := &communeTiles{territories: ds.Territories}
	m := &mosaic{tile: make([]uint32, ds.Cells.Len()), shapes: s}
	tile := make(map[data.TerritoryIndex]uint32)
	for i, commune := range ds.Cells.Commune {
		t, known := tile[commune]
		if !known {
			t = uint32(len(s.commune))
			tile[commune] = t
			s.commune = append(s.commune, commune)
		}
		m.tile[i] = t
	}
	m.link(len(s.commune), s.touching())
	return m
}

// outline unites the communes.
func (s *communeTiles) outline(_ *zoning, tiles []uint32) (orb.MultiPolygon, error) {
	shapes := make([]orb.MultiPolygon, len(tiles))
	for k, t := range tiles {
		shapes[k] = s.territories[s.commune[t]].Shape
	}
	shape, err := geo.Union(shapes)
	if err != nil {
		return nil, fmt.Errorf("unite the communes of a white zone: %w", err)
	}
	return shape, nil
}

// border is a straight piece of a commune's outline, its ends in order.
type border struct {
	a, b orb.Point
	tile uint32
}

// touching lists the tiles that share a piece of border, both ways round.
// Neighbouring communes of one source share their exact vertices.
func (s *communeTiles) touching() [][2]uint32 {
	var borders []border
	for t, commune := range s.commune {
		borders = appendBorders(borders, s.territories[commune].Shape, uint32(t))
	}
	slices.SortFunc(borders, func(a, b border) int {
		return cmp.Or(comparePoints(a.a, b.a), comparePoints(a.b, b.b), cmp.Compare(a.tile, b.tile))
	})
	var pairs [][2]uint32
	for from := 0; from < len(borders); {
		to := from + 1
		for to < len(borders) && borders[to].a == borders[from].a && borders[to].b == borders[from].b {
			to++
		}
		for _, x := range borders[from:to] {
			for _, y := range borders[from:to] {
				if x.tile != y.tile {
					pairs = append(pairs, [2]uint32{x.tile, y.tile})
				}
			}
		}
		from = to
	}
	return pairs
}

func appendBorders(out []border, shape orb.MultiPolygon, tile uint32) []border {
	for _, polygon := range shape {
		for _, ring := range polygon {
			for k := 1; k < len(ring); k++ {
				a, b := ring[k-1], ring[k]
				if comparePoints(a, b) > 0 {
					a, b = b, a
				}
				out = append(out, border{a, b, tile})
			}
		}
	}
	return out
}

func comparePoints(a, b orb.Point) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}
