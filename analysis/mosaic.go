package analysis

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
)

// mosaic is the land that cells stand for: which tile each cell lies on, and
// which tiles share an edge. On a grid a tile is a square; without one, a commune.
type mosaic struct {
	tile   []uint32 // by CellIndex
	first  []uint32 // where a tile's neighbours begin in next; one more than tiles
	next   []uint32 // neighbours, tile after tile
	shapes shapes
}

// shapes draws in lon, lat the outline of the tiles of a zone.
type shapes interface {
	outline(z *zoning, tiles []uint32) (orb.MultiPolygon, error)
}

// zoning is cells parted into zones.
type zoning struct {
	zone  []int32            // by tile: its place in cells, beyond where it is in none
	cells [][]data.CellIndex // by zone, ascending
	sides []headings         // by tile: those that an outline was drawn along
}

// beyond is the zone of tiles in none; unreached, while zones are made, of those in one not known yet.
const (
	beyond    int32 = -1
	unreached int32 = -2
)

func newMosaic(ds *data.Dataset) (*mosaic, error) {
	if ds.Cells.Grid.Size > 0 {
		return newSquares(&ds.Cells)
	}
	return newCommuneTiles(ds), nil
}

// zones parts cells, given in ascending order, into groups whose tiles touch
// along edges, the groups by their first cell.
func (m *mosaic) zones(cells []data.CellIndex) *zoning {
	z := &zoning{zone: make([]int32, len(m.first)-1), sides: make([]headings, len(m.first)-1)}
	for t := range z.zone {
		z.zone[t] = beyond
	}
	for _, i := range cells {
		z.zone[m.tile[i]] = unreached
	}
	var stack []uint32
	for _, i := range cells {
		if z.zone[m.tile[i]] == unreached {
			stack = m.flood(z, m.tile[i], stack[:0])
			z.cells = append(z.cells, nil)
		}
		k := z.zone[m.tile[i]]
		z.cells[k] = append(z.cells[k], i)
	}
	return z
}

// flood puts what hangs together with a tile into a new zone. The stack is for the next one.
func (m *mosaic) flood(z *zoning, from uint32, stack []uint32) []uint32 {
	k := int32(len(z.cells))
	z.zone[from] = k
	for stack = append(stack, from); len(stack) > 0; {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, n := range m.next[m.first[t]:m.first[t+1]] {
			if z.zone[n] == unreached {
				z.zone[n] = k
				stack = append(stack, n)
			}
		}
	}
	return stack
}

// outline draws the land of a zone.
func (m *mosaic) outline(z *zoning, k int) (orb.MultiPolygon, error) {
	tiles := make([]uint32, len(z.cells[k]))
	for i, cell := range z.cells[k] {
		tiles[i] = m.tile[cell]
	}
	slices.Sort(tiles)
	return m.shapes.outline(z, slices.Compact(tiles))
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
