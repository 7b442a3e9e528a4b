package isoline

import (
	"context"
	"math"

	"maillage/geo/road"
)

// What shapes are drawn with, in sides of a cell.
const (
	stripShare     = 0.6  // half as wide as a street is drawn at least
	toleranceShare = 0.25 // how far thinning may move a border
	leastCells     = 16   // the least area, in cells
	leastWide      = 1    // the least width of a hole that is empty
)

// draw makes the shapes of some pieces.
func draw(ctx context.Context, p *pieces, limits []road.Deciseconds, split bool, places int) (*Isochrones, error) {
	out := &Isochrones{}
	if !split {
		places = 1
	}
	for place := range places {
		for _, limit := range limits {
			shape := Shape{Place: place, Limit: limit}
			if !split {
				shape.Place = -1
			}
			out.Shapes = append(out.Shapes, shape)
		}
	}
	if p.reach.empty() {
		return out, nil
	}
	out.Cell = cellFor(p.reach)
	out.Tolerance, out.LeastArea = out.Cell*toleranceShare, out.Cell*out.Cell*leastCells
	c := newChart(ctx, p, limits, split, out.Cell)
	if err := c.draw(); err != nil {
		return nil, err
	}
	out.Timed = c.timed
	o := c.border.outline()
	o.thin(toleranceShare * steps)
	for i, area := range o.areas(&c.mesh, len(limits), places) {
		out.Shapes[i].Area = area
	}
	return out, nil
}

const (
	leastCell   = 10.0 // metres: about what streets are drawn to
	cellsAcross = 1500
)

// cellFor chooses the side of cells, metres, for a box that all shapes lie in:
// the least, doubled until no more than cellsAcross lie on its diagonal.
func cellFor(b box) float64 {
	wide := (b.east - b.west) * cosAt((b.south+b.north)/2)
	across := math.Hypot(wide, b.north-b.south) * unitSize
	cell := leastCell
	for cell*cellsAcross < across {
		cell *= 2
	}
	return cell
}
