package analysis

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
)

// mosaic is the land that cells stand for: which tile each cell lies on, and
// which tiles share an edge. On a grid a tile is a square; without one, a commune.
type mosaic struct {
	tile   []uint32 // by CellIndex
	first  []uint32 // where a tile's neighbours begin in next; one more than tiles
	next   []uint32 // neighbours, tile after tile
	shapes shapes
}

// shapes draws the outline of tiles in lon, lat.
type shapes interface {
	outline(tiles []uint32) (orb.MultiPolygon, error)
}

func newMosaic(ds *data.Dataset) (*mosaic, error) {
	if ds.Cells.Grid.Size > 0 {
		return newSquares(&ds.Cells)
	}
	return newCommuneTiles(ds), nil
}

// zones parts cells, given in ascending order, into groups whose tiles touch
// along edges. Each group is in ascending order, the groups by their first cell.
func (m *mosaic) zones(cells []data.CellIndex) [][]data.CellIndex {
	zone := make([]int, len(m.first)-1) // by tile: 0 covered, -1 not reached yet, else its zone from 1
	for _, i := range cells {
		zone[m.tile[i]] = -1
	}
	count := 0
	var stack []uint32
	for _, i := range cells {
		if zone[m.tile[i]] > 0 {
			continue
		}
		count++
		zone[m.tile[i]] = count
		for stack = append(stack[:0], m.tile[i]); len(stack) > 0; {
			t := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, n := range m.next[m.first[t]:m.first[t+1]] {
				if zone[n] < 0 {
					zone[n] = count
					stack = append(stack, n)
				}
			}
		}
	}
	out := make([][]data.CellIndex, count)
	for _, i := range cells {
		z := zone[m.tile[i]] - 1
		out[z] = append(out[z], i)
	}
	return out
}

// outline draws the land of some cells.
func (m *mosaic) outline(cells []data.CellIndex) (orb.MultiPolygon, error) {
	tiles := make([]uint32, len(cells))
	for k, i := range cells {
		tiles[k] = m.tile[i]
	}
	slices.Sort(tiles)
	return m.shapes.outline(slices.Compact(tiles))
}

// link stores the neighbours of each of n tiles, given as pairs that touch,
// both ways round, in any order, repeated or not.
func (m *mosaic) link(n int, pairs [][2]uint32) {
	slices.SortFunc(pairs, func(a, b [2]uint32) int { return slices.Compare(a[:], b[:]) })
	pairs = slices.Compact(pairs)
	m.first = make([]uint32, n+1)
	m.next = make([]uint32, len(pairs))
	for k, p := range pairs {
		m.first[p[0]+1]++
		m.next[k] = p[1]
	}
	for t := range n {
		m.first[t+1] += m.first[t]
	}
}

// squares are the tiles of a grid.
type squares struct {
	at         []square // by tile
	size       float64
	projection geo.Projection
}

// square is the south-west corner of a grid's cell, in sides of a cell.
type square struct{ col, row int32 }

func newSquares(cells *data.Cells) (*mosaic, error) {
	projection, err := geo.ProjectionOf(cells.Grid.EPSG)
	if err != nil {
		return nil, err
	}
	s := &squares{size: cells.Grid.Size, projection: projection}
	m := &mosaic{tile: make([]uint32, cells.Len()), shapes: s}
	tile := make(map[square]uint32, cells.Len())
	for i := range m.tile {
		at := square{cells.Col[i], cells.Row[i]}
		t, known := tile[at]
		if !known {
			t = uint32(len(s.at))
			tile[at] = t
			s.at = append(s.at, at)
		}
		m.tile[i] = t
	}
	var pairs [][2]uint32
	for t, at := range s.at {
		for _, n := range [4]square{{at.col + 1, at.row}, {at.col, at.row + 1}, {at.col - 1, at.row}, {at.col, at.row - 1}} {
			if other, ok := tile[n]; ok {
				pairs = append(pairs, [2]uint32{uint32(t), other})
			}
		}
	}
	m.link(len(s.at), pairs)
	return m, nil
}

// outline traces the squares and brings every corner back to lon, lat.
func (s *squares) outline(tiles []uint32) (orb.MultiPolygon, error) {
	at := make([]square, len(tiles))
	for k, t := range tiles {
		at[k] = s.at[t]
	}
	polygon := make(orb.Polygon, 0, 1)
	for _, ring := range trace(at) {
		out := make(orb.Ring, len(ring))
		for k, corner := range ring {
			out[k] = s.projection.Inverse(orb.Point{float64(corner.col) * s.size, float64(corner.row) * s.size})
		}
		polygon = append(polygon, out)
	}
	return orb.MultiPolygon{polygon}, nil
}
