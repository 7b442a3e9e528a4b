package isoline

import "math"

// mesh is the net of positions that may be timed: cells of about so many metres
// each way, a whole number of units wide and high, and a sixteenth of a cell too.
type mesh struct {
	west, south int64 // of cell 0, 0, in units
	dx, dy      int64 // the sides of a cell, in units
	side        int64 // cells each way, a whole number of roots
}

const (
	steps = 16 // of a cell's side: where a border may cross it
	block = 2  // cells each way of the least square
)

// newMesh covers a box and a cell more on each side.
func newMesh(b box, cell float64) mesh {
	m := mesh{
		dx: wholeSteps(cell / unitSize / cosAt((b.south+b.north)/2)),
		dy: wholeSteps(cell / unitSize),
	}
	m.west, m.south = int64(math.Floor(b.west))-m.dx, int64(math.Floor(b.south))-m.dy
	m.side = rootSide
	for m.west+(m.side-1)*m.dx < int64(b.east) || m.south+(m.side-1)*m.dy < int64(b.north) {
		m.side += rootSide
	}
	return m
}

func wholeSteps(units float64) int64 {
	return max(1, int64(math.Round(units/steps))) * steps
}

// spot is a position of the mesh: a corner of cells, i from the west and j from
// the south, in sixteenths.
type spot struct{ i, j int64 }

func corner(i, j int64) spot { return spot{i * steps, j * steps} }

// units are the coordinates of a spot, exact.
func (m *mesh) units(s spot) (x, y int64) {
	return m.west + s.i*(m.dx/steps), m.south + s.j*(m.dy/steps)
}

// circle is the centre of a square of so many cells from a corner, in units, and
// half its diagonal in metres.
func (m *mesh) circle(i, j, side int64) (x, y, r float64) {
	west, south := m.units(corner(i, j))
	w, h := float64(side*m.dx)/2, float64(side*m.dy)/2
	x, y = float64(west)+w, float64(south)+h
	return x, y, math.Hypot(w*cosAt(max(0, math.Abs(y)-h)), h) * unitSize * slack
}
