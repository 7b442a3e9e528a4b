package tile

import (
	"github.com/paulmach/orb"
)

// Mesh is areas that may share borders, ready to be drawn at every zoom. It
// never changes: everyone may draw at once.
//
// A junction is a vertex where more than two borders meet; an arc is a border
// from junction to junction, which its two areas share:
//
//	●────────●      ● junction, drawn at every zoom
//	│   A    │╲     │ arc: its bends drawn from the zoom on at which they show,
//	●────────●─●    the same for A and for B
//	│   B    │
//
// so that neighbours neither overlap nor part, at any zoom.
type Mesh struct {
	vertices []Position // of all rings, each closed and beginning at a junction where it has one
	zooms    []uint8    // from which zoom on a vertex is drawn
	rings    []ring
	first    []uint32 // by area and one more: its first ring
	low      []Position
	high     []Position // the boxes around areas
	arcs     []arc
}

// ring is vertices[from:to], of which the last repeats the first.
type ring struct {
	from, to uint32
	hole     bool
}

// arc is vertices[from:to] between one area and another, or none.
type arc struct {
	from, to    uint32
	area, other int32
}

// NewMesh prepares areas of finite coordinates. It takes time in proportion to
// their vertices, some tenths of a microsecond each, and 9 bytes for each.
func NewMesh(areas []orb.MultiPolygon) *Mesh {
	m := &Mesh{first: make([]uint32, 1, len(areas)+1)}
	for _, area := range areas {
		low, high := Position{^uint32(0), ^uint32(0)}, Position{}
		for _, polygon := range area {
			for i, r := range polygon {
				from := len(m.vertices)
				m.addRing(r, i > 0)
				for _, p := range m.vertices[from:] {
					low = Position{min(low.X, p.X), min(low.Y, p.Y)}
					high = Position{max(high.X, p.X), max(high.Y, p.Y)}
				}
			}
		}
		m.low, m.high = append(m.low, low), append(m.high, high)
		m.first = append(m.first, uint32(len(m.rings)))
	}
	newKnots(m).weigh()
	return m
}

// addRing projects a ring and closes it, repeats left out.
func (m *Mesh) addRing(r orb.Ring, hole bool) {
	from := len(m.vertices)
	for _, p := range r {
		if q := Project(p); len(m.vertices) == from || q != m.vertices[len(m.vertices)-1] {
			m.vertices = append(m.vertices, q)
		}
	}
	if n := len(m.vertices); n > from && m.vertices[n-1] != m.vertices[from] {
		m.vertices = append(m.vertices, m.vertices[from])
	}
	if len(m.vertices)-from < 4 {
		m.vertices = m.vertices[:from]
		if hole {
			return
		}
	}
	m.rings = append(m.rings, ring{uint32(from), uint32(len(m.vertices)), hole})
}

// Len is the number of areas.
func (m *Mesh) Len() int { return len(m.low) }

// Area draws what shows of the i-th area. It tells nothing: Feature does.
func (l *Layer) Area(m *Mesh, i int) {
	if low, high := l.at.place(m.low[i]), l.at.place(m.high[i]); low.x > most || low.y > most || high.x < least || high.y < least {
		return
	}
	for _, r := range m.rings[m.first[i]:m.first[i+1]] {
		if r.hole && !l.shell {
			continue
		}
		l.drawing = l.sift(m, l.drawing[:0], r.from, r.to)
		l.closed(r.hole)
	}
}

// sift appends the units of vertices that the zoom draws, one after the other once.
func (l *Layer) sift(m *Mesh, out []point, from, to uint32) []point {
	for i := from; i < to; i++ {
		if uint32(m.zooms[i]) > l.at.Z {
			continue
		}
		if q := l.at.place(m.vertices[i]); len(out) == 0 || q != out[len(out)-1] {
			out = append(out, q)
		}
	}
	return out
}

// NoArea is the area on the far side of the outermost borders.
const NoArea = -1

// Borders draws the arcs that a caller chooses by the areas on their two sides;
// the second is NoArea at the mesh's own edge. Feature ends them.
func (l *Layer) Borders(m *Mesh, choose func(area, other int) bool) {
	for _, a := range m.arcs {
		if !choose(int(a.area), int(a.other)) {
			continue
		}
		l.drawing = l.sift(m, l.drawing[:0], a.from, a.to)
		if len(l.drawing) >= 2 && !apart(l.drawing) {
			l.cutLine(l.drawing)
		}
	}
}
