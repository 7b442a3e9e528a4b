package analysis

import (
	"math"

	"maillage/data"
)

// homeCell is a cell and the people who set out from its middle.
type homeCell struct {
	cell   data.CellIndex
	people float64
}

// gather joins cells until they are no more than so many: those of each square
// of 2 × 2, then 3 × 3… cells set out from the one of them nearest to the middle of
// their people. Without a grid a commune is one cell and there is nothing to join.
func gather(cells *data.Cells, homes []homeCell, atMost int) []homeCell {
	out := homes
	for side := int32(2); len(out) > atMost && cells.Grid.Size > 0; side++ {
		out = out[:0:0]
		for _, block := range blocks(cells, homes, side) {
			out = append(out, middleOf(cells, block))
		}
	}
	return out
}

// blocks parts cells by squares of so many cells a side, in the order of their first cells.
func blocks(cells *data.Cells, homes []homeCell, side int32) [][]homeCell {
	var out [][]homeCell
	place := make(map[square]int)
	for _, h := range homes {
		at := square{floorDiv(cells.Col[h.cell], side), floorDiv(cells.Row[h.cell], side)}
		k, known := place[at]
		if !known {
			k = len(out)
			place[at] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], h)
	}
	return out
}

func floorDiv(a, b int32) int32 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// middleOf is the cell of a block nearest to the middle of its people, the first of several, with all of them.
func middleOf(cells *data.Cells, block []homeCell) homeCell {
	var x, y, people float64
	for _, h := range block {
		x += h.people * float64(cells.Col[h.cell])
		y += h.people * float64(cells.Row[h.cell])
		people += h.people
	}
	best, least := block[0].cell, math.Inf(1)
	for _, h := range block {
		if d := math.Hypot(float64(cells.Col[h.cell])-x/people, float64(cells.Row[h.cell])-y/people); d < least {
			best, least = h.cell, d
		}
	}
	return homeCell{best, people}
}
