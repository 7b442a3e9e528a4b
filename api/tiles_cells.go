package api

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/geo/tile"
)

// squares are the squares of a grid, of its own size and joined four by four as
// often as small zooms need, each size prepared when it is first drawn.
type squares struct {
	levels []func() *squaresOf
	base   int // the zoom at which the grid's own squares are wide enough
}

// squaresOf are squares whose side is a power of two of the grid's.
type squaresOf struct {
	corners [][4]tile.Position
	tree    *geo.BoxTree
	first   []uint32 // by square and one more: in cells
	cells   []data.CellIndex
}

// leastSide is how many units of a tile a square is wide at least: a pixel and a half.
const leastSide = 12

// newSquares prepares the squares of cells; nil where they lie on no grid.
func newSquares(cells *data.Cells) (*squares, error) {
	if !(cells.Grid.Size > 0) || cells.Len() == 0 {
		return nil, nil
	}
	projection, err := geo.ProjectionOf(cells.Grid.EPSG)
	if err != nil {
		return nil, err
	}
	latitude := cells.Center[cells.Len()/2][1] * math.Pi / 180
	unit := 2 * math.Pi * geo.EarthRadius * math.Cos(latitude) / tile.Extent // metres, at zoom 0
	s := &squares{base: int(math.Ceil(math.Log2(leastSide * unit / cells.Grid.Size)))}
	for level := 0; level <= max(s.base, 0); level++ {
		s.levels = append(s.levels, sync.OnceValue(func() *squaresOf { return joinSquares(cells, projection, level) }))
	}
	return s, nil
}

// square is the south-west corner of a square, in sides of a square.
type square struct{ col, row int32 }

// joinSquares gathers cells into squares of 1<<level cells a side, in the order of their first cell.
func joinSquares(cells *data.Cells, projection geo.Projection, level int) *squaresOf {
	at := make(map[square]uint32)
	var all []square
	in := make([]uint32, cells.Len()) // by cell: its square
	order := make([]data.CellIndex, cells.Len())
	for i := range in {
		q := square{cells.Col[i] >> level, cells.Row[i] >> level}
		n, known := at[q]
		if !known {
			n = uint32(len(all))
			at[q] = n
			all = append(all, q)
		}
		in[i], order[i] = n, data.CellIndex(i)
	}
	s := &squaresOf{first: make([]uint32, len(all)+1), cells: order}
	slices.SortStableFunc(order, func(a, b data.CellIndex) int { return cmp.Compare(in[a], in[b]) })
	for _, n := range in {
		s.first[n+1]++
	}
	for n := range all {
		s.first[n+1] += s.first[n]
	}
	s.place(all, cells.Grid.Size*float64(int(1)<<level), projection)
	return s
}

// place finds the corners of squares. Neighbours' are the same number, so theirs are the same.
func (s *squaresOf) place(all []square, side float64, projection geo.Projection) {
	bounds := make([]orb.Bound, len(all))
	s.corners = make([][4]tile.Position, len(all))
	for n, q := range all {
		for k, corner := range [4]square{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
			p := projection.Inverse(orb.Point{float64(q.col+corner.col) * side, float64(q.row+corner.row) * side})
			s.corners[n][k] = tile.Project(p)
			if k == 0 {
				bounds[n] = p.Bound()
			}
			bounds[n] = bounds[n].Extend(p)
		}
	}
	s.tree = geo.PackBoxes(bounds)
}

// at is the squares drawn at a zoom.
func (s *squares) at(zoom uint32) *squaresOf {
	return s.levels[min(max(s.base-int(zoom), 0), len(s.levels)-1)]()
}

// drawCells draws where the group lives, and how long its way is.
func (a *atlas) drawCells(ctx context.Context, l *tile.Layer, at tile.ID, q *tileQuery) error {
	times, err := a.engine.CellTimes(ctx, q.Query)
	if err != nil {
		return err
	}
	s, err := a.squares()
	if err != nil {
		return err
	}
	p := &painter{Layer: l, times: times, view: a.engine.View(), cells: &a.engine.Dataset().Cells}
	if group := p.cells.Group(q.group); group >= 0 {
		p.people = p.cells.Count[group]
	}
	if s == nil {
		p.communes(a.kinds[data.KindCommune]())
		return nil
	}
	of := s.at(at.Z)
	of.tree.Search(at.Bound(), func(n uint32) bool {
		p.square(of, n)
		return true
	})
	return nil
}

// painter paints the times of cells.
type painter struct {
	*tile.Layer
	times  *analysis.CellTimes
	view   *data.View
	cells  *data.Cells
	people []float64 // of the group, by cell; nil where nobody is counted
}

// home is what a square or commune tells of those of the group who live there.
type home struct {
	people    float64
	estimated bool
	cells     int            // where somebody of them lives
	last      data.CellIndex // of these, the one that takes longest
}

// square draws one square where somebody lives.
func (p *painter) square(of *squaresOf, n uint32) {
	if h := p.home(of.cells[of.first[n]:of.first[n+1]]); h.cells > 0 {
		p.Ring(of.corners[n][:], false)
		p.feature(h)
	}
}

// communes draws the communes where somebody lives, in a region whose cells are communes.
func (p *painter) communes(of *areas) {
	at := make(map[data.TerritoryIndex][]data.CellIndex)
	for i, commune := range p.cells.Commune {
		at[commune] = append(at[commune], data.CellIndex(i))
	}
	for i, commune := range of.territories {
		if h := p.home(at[commune]); h.cells > 0 {
			p.Area(of.mesh, i)
			p.feature(h)
		}
	}
}

// home counts who lives in some cells.
func (p *painter) home(cells []data.CellIndex) (h home) {
	for _, i := range cells {
		if p.people == nil || !(p.people[i] > 0) {
			continue
		}
		if h.cells == 0 || p.times.Time[i] > p.times.Time[h.last] {
			h.last = i
		}
		h.cells++
		h.people += p.people[i]
		h.estimated = h.estimated || p.cells.Estimated[i]
	}
	return h
}

// feature ends the square or commune drawn. Its minutes are those within which
// all its people arrive: whoever is beyond a target is painted so, however
// many of their neighbours are within. Its id, commune and nearest place are those of the cell that takes longest.
func (p *painter) feature(h home) {
	if !p.Drawn() {
		return
	}
	tags := make([]tile.Tag, 0, 6)
	tags = append(tags, p.Number("people", people(h.people)),
		p.Text("commune", p.view.Dataset().Territories[p.cells.Commune[h.last]].Name))
	if t := p.times.Time[h.last]; t != road.Unreachable {
		tags = append(tags, p.Number("minutes", upwards(t)), p.Text("nearest", p.view.Structure(p.times.Nearest(h.last)).Name))
	}
	if h.estimated {
		tags = append(tags, p.Truth("estimated", true))
	}
	if h.cells > 1 {
		tags = append(tags, p.Number("cells", float64(h.cells)))
	}
	p.Feature(uint64(h.last), tags...)
}

// upwards is a time in minutes, rounded up to a tenth: whoever compares it with
// a target of whole minutes or tenths finds who is within it, as coverage does.
func upwards(t road.Deciseconds) float64 { return float64((t+59)/60) / 10 }
