package analysis

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
)

// square is the south-west corner of a grid's cell, in sides of a cell.
type square struct{ col, row int32 }

// heading is a direction along the grid, counter-clockwise from east. It names
// the side of a square too that is walked so with the square on the left: the
// south side is walked to the east.
type heading uint8

const (
	east heading = iota
	north
	west
	south
)

func (h heading) left() heading  { return (h + 1) % 4 }
func (h heading) right() heading { return (h + 3) % 4 }

// step is the square, or the corner, one side further.
func (c square) step(h heading) square {
	switch h {
	case east:
		return square{c.col + 1, c.row}
	case north:
		return square{c.col, c.row + 1}
	case west:
		return square{c.col - 1, c.row}
	default:
		return square{c.col, c.row - 1}
	}
}

// begins is the corner where a side begins.
func (c square) begins(h heading) square {
	switch h {
	case east:
		return c
	case north:
		return square{c.col + 1, c.row}
	case west:
		return square{c.col + 1, c.row + 1}
	default:
		return square{c.col, c.row + 1}
	}
}

// squares are the tiles of a grid, each with what outlines ask of it, worked out once.
type squares struct {
	across  [][4]uint32 // by tile and side: the tile on the other side; noTile where there is none
	corner  [][4]uint32 // by tile and side: the tile beyond the corner where the side ends
	begin   [][4]uint32 // by tile and side: the corner where it begins
	corners []orb.Point // lon, lat; numbered by row, then by column
}

const noTile uint32 = 1<<32 - 1

func newSquares(cells *data.Cells) (*mosaic, error) {
	projection, err := geo.ProjectionOf(cells.Grid.EPSG)
	if err != nil {
		return nil, err
	}
	m := &mosaic{tile: make([]uint32, cells.Len())}
	var at []square // by tile
	tile := make(map[square]uint32, cells.Len())
	for i := range m.tile {
		here := square{cells.Col[i], cells.Row[i]}
		t, known := tile[here]
		if !known {
			t = uint32(len(at))
			tile[here] = t
			at = append(at, here)
		}
		m.tile[i] = t
	}
	s := &squares{}
	m.shapes = s
	m.link(len(at), s.join(at, tile))
	side := cells.Grid.Size
	s.place(at, func(c square) orb.Point {
		return projection.Inverse(orb.Point{float64(c.col) * side, float64(c.row) * side})
	})
	return m, nil
}

// join finds the tiles around each, and returns those that share a side, both ways round.
func (s *squares) join(at []square, tile map[square]uint32) (pairs [][2]uint32) {
	find := func(c square) uint32 {
		if t, known := tile[c]; known {
			return t
		}
		return noTile
	}
	s.across, s.corner = make([][4]uint32, len(at)), make([][4]uint32, len(at))
	for t, here := range at {
		for h := east; h <= south; h++ {
			other := find(here.step(h.right()))
			s.across[t][h] = other
			s.corner[t][h] = find(here.step(h.right()).step(h))
			if other != noTile {
				pairs = append(pairs, [2]uint32{uint32(t), other})
			}
		}
	}
	return pairs
}

// place numbers the corners of the tiles and finds where they are, on every processor.
func (s *squares) place(at []square, where func(square) orb.Point) {
	corners := make([]square, 0, 4*len(at))
	for _, here := range at {
		for h := east; h <= south; h++ {
			corners = append(corners, here.begins(h))
		}
	}
	slices.SortFunc(corners, compareSquares)
	corners = slices.Compact(corners)
	s.begin = make([][4]uint32, len(at))
	for t, here := range at {
		for h := east; h <= south; h++ {
			n, _ := slices.BinarySearchFunc(corners, here.begins(h), compareSquares)
			s.begin[t][h] = uint32(n)
		}
	}
	s.corners = make([]orb.Point, len(corners))
	_ = inParallel(context.Background(), len(corners), stride, func(from, to int) {
		for n := from; n < to; n++ {
			s.corners[n] = where(corners[n])
		}
	})
}

func compareSquares(a, b square) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
}
