package isoline

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/road"
)

const (
	unit     = 1e7                                    // units a degree
	unitSize = geo.EarthRadius * math.Pi / 180 / unit // metres, of a unit of latitude
)

// piece is a straight piece of a street. Along it the time grows or falls
// evenly between what it is at the two ends, all of it to or from one place.
type piece struct {
	ax, ay, bx, by int32   // where it begins and ends, in units
	ta, tb         float32 // deciseconds, +Inf where no limit is kept
	place          uint32
}

// pieces are what times are made of: pieces of street, or single points where
// there are no streets, and the walk to the nearest of them.
type pieces struct {
	list   []piece // of two equally near, the first counts, as where places are snapped
	reach  box     // around every position that may be within a limit; empty: there is none
	pace   float64 // deciseconds a metre of the straight line walked
	strips bool    // pieces are streets, drawn as strips

	farthest float64 // metres that may be left to walk somewhere
}

// box is a longitude-latitude box in units.
type box struct{ west, south, east, north float64 }

func noBox() box { return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)} }

func (b box) empty() bool { return b.west > b.east }

// add brings a point into the box, and what lies within so many metres of it.
func (b box) add(x, y, metres float64) box {
	dy := metres / unitSize * slack
	dx := dy / cosAt(math.Abs(y)+dy)
	return box{min(b.west, x-dx), min(b.south, y-dy), max(b.east, x+dx), max(b.north, y+dy)}
}

// slack makes up for what the plane around a position gets wrong of distances.
const slack = 1.01

// cosAt is the cosine of a latitude in units, never so small that a degree of
// longitude vanishes.
func cosAt(y float64) float64 {
	return math.Cos(min(math.Abs(y)/unit, 89) * math.Pi / 180)
}

// streetPieces cuts the streets where a spread leads, and all that may be nearer
// to a position around them, into pieces.
func streetPieces(g *road.Graph, sp *road.Spread) *pieces {
	ends := g.Ends()
	c := cutter{graph: g, spread: sp, limit: float64(sp.Limit())}
	c.out = &pieces{pace: float64(ends.Detour) * 360 / float64(ends.WalkSpeed), reach: noBox(), strips: true}
	sp.Edges(c.extend)
	if c.out.reach.empty() {
		return c.out
	}
	r := c.out.reach
	around := r.add(r.west, r.south, c.out.farthest).add(r.east, r.north, c.out.farthest)
	c.cos = cosAt((r.south + r.north) / 2)
	c.fine = cellFor(r) / steps / unitSize
	c.fine *= c.fine
	var edges []road.EdgeID
	g.Streets().InBox(around.degrees(), func(e road.EdgeID) bool {
		if g.Snappable(e) {
			edges = append(edges, e)
		}
		return true
	})
	slices.Sort(edges)
	c.nodes, c.streets = nil, nil
	for _, e := range edges {
		c.cut(e)
	}
	c.out.list = slices.Concat(c.nodes, c.streets)
	return c.out
}

func (b box) degrees() orb.Bound {
	return orb.Bound{Min: orb.Point{b.west / unit, b.south / unit}, Max: orb.Point{b.east / unit, b.north / unit}}
}

// cutter cuts edges into pieces.
type cutter struct {
	graph  *road.Graph
	spread *road.Spread
	limit  float64
	out    *pieces
	cos    float64 // of the latitude half-way
	fine   float64 // the square of what the mesh can show, in units

	nodes, streets []piece

	rays  []road.Ray
	x, y  []int32   // of the edge's shape
	at    []float64 // how far along the edge each of its points is, by length
	marks []float64 // fractions between which one ray is the soonest
}

// extend brings what is within the limit around an edge into the reach.
func (c *cutter) extend(e road.EdgeID) {
	if !c.graph.Snappable(e) {
		tail, head := c.graph.Streets().Ends(e)
		c.exit(tail)
		c.exit(head)
		return
	}
	c.nodes, c.streets = c.nodes[:0], c.streets[:0]
	c.cut(e)
	for _, list := range [][]piece{c.nodes, c.streets} {
		for i := range list {
			p := &list[i]
			if math.IsInf(float64(p.ta), 1) {
				continue
			}
			c.out.add(p.ax, p.ay, c.limit-float64(p.ta))
			c.out.add(p.bx, p.by, c.limit-float64(p.tb))
		}
	}
}

// exit brings what is within the limit around a node of a motorway or a ferry into
// the reach, where a street is to which places may be snapped. The street itself may be
// out of reach, as one that leads onto a motorway is for who comes along that.
func (c *cutter) exit(v road.NodeID) {
	t, _ := c.spread.Node(v)
	if t == road.Unreachable {
		return
	}
	s := c.graph.Streets()
	p := s.Node(v)
	s.InBox(p.Bound(), func(e road.EdgeID) bool {
		tail, head := s.Ends(e)
		if tail != v && head != v || !c.graph.Snappable(e) {
			return true
		}
		x, y := inUnits(p)
		c.out.add(x, y, c.limit-float64(t))
		return false
	})
}

// add brings a point into the reach and what can be walked to from it in the time left.
func (p *pieces) add(x, y int32, left float64) {
	metres := max(0, left+1) / p.pace
	p.reach = p.reach.add(float64(x), float64(y), metres)
	p.farthest = max(p.farthest, metres)
}

// finite is a time, +Inf where it is Unreachable.
func finite(t road.Deciseconds) float32 {
	if t == road.Unreachable {
		return float32(math.Inf(1))
	}
	return float32(t)
}

func inUnits(p orb.Point) (x, y int32) {
	return int32(math.Round(p[0] * unit)), int32(math.Round(p[1] * unit))
}

// cut cuts one edge at its bends and wherever another ray becomes the soonest.
// At its ends the node's time counts, which may be sooner than the edge's own.
func (c *cutter) cut(e road.EdgeID) {
	c.shape(e)
	c.rays = c.spread.Rays(e, c.rays[:0])
	c.mark()
	bend, first := 1, len(c.streets)
	for i := 1; i < len(c.marks); i++ {
		from, to := c.marks[i-1], c.marks[i]
		ray, ok := c.soonest((from + to) / 2)
		for from < to {
			for bend < len(c.at)-1 && c.at[bend] <= from {
				bend++
			}
			until := to
			if bend < len(c.at)-1 {
				until = min(to, c.at[bend])
			}
			p := piece{ta: float32(math.Inf(1)), tb: float32(math.Inf(1))}
			if ok {
				p = piece{ta: float32(timeOf(ray, from)), tb: float32(timeOf(ray, until)), place: ray.Place}
			}
			p.ax, p.ay = c.point(bend, from)
			p.bx, p.by = c.point(bend, until)
			c.streets = append(c.streets, p)
			from = until
		}
	}
	tail, head := c.graph.Streets().Ends(e)
	c.end(tail, 0, c.streets[first].ta)
	c.end(head, len(c.at)-1, c.streets[len(c.streets)-1].tb)
}

// shape reads an edge's shape.
func (c *cutter) shape(e road.EdgeID) {
	c.x, c.y, c.at = c.x[:0], c.y[:0], c.at[:0]
	s, length := c.graph.Streets(), 0.0
	for i := range s.Points(e) {
		x, y := inUnits(s.Point(e, i))
		if i > 0 {
			cos := cosAt((float64(y) + float64(c.y[i-1])) / 2)
			length += math.Hypot(float64(x-c.x[i-1])*cos, float64(y-c.y[i-1]))
		}
		c.x, c.y, c.at = append(c.x, x), append(c.y, y), append(c.at, length)
	}
	for i := range c.at {
		if length > 0 {
			c.at[i] /= length
		}
	}
	c.at[len(c.at)-1] = 1
	if c.fine > 0 {
		c.straighten()
	}
}

// straighten drops bends that the mesh could not show: none lies farther than
// fine from the line that replaces it, and no more than mostSkipped on one line.
func (c *cutter) straighten() {
	last, skipped := 0, 0
	for i := 1; i < len(c.at); i++ {
		if i+1 < len(c.at) && skipped < mostSkipped && c.straight(last, i-skipped, i+1) {
			skipped++
			continue
		}
		last, skipped = last+1, 0
		c.x[last], c.y[last], c.at[last] = c.x[i], c.y[i], c.at[i]
	}
	c.x, c.y, c.at = c.x[:last+1], c.y[:last+1], c.at[:last+1]
}

const mostSkipped = 16

// straight tells whether the points from the first one up to another, which is
// left out, all lie near the line between the two others.
func (c *cutter) straight(from, first, to int) bool {
	line := piece{ax: c.x[from], ay: c.y[from], bx: c.x[to], by: c.y[to]}
	for k := first; k < to; k++ {
		if d, _ := line.from(float64(c.x[k]), float64(c.y[k]), c.cos); d > c.fine {
			return false
		}
	}
	return true
}

// mark finds the fractions between which one ray stays the soonest: where rays
// begin, where two of them cross, and where one is no longer within the limit.
func (c *cutter) mark() {
	c.marks = append(c.marks[:0], 0, 1)
	for i, r := range c.rays {
		c.marks = append(c.marks, r.Fraction)
		if r.Whole > 0 {
			c.marks = append(c.marks, r.Fraction+direction(r)*(c.limit+1-float64(r.Time))/float64(r.Whole))
		}
		for _, o := range c.rays[:i] {
			slope, other := direction(r)*float64(r.Whole), direction(o)*float64(o.Whole)
			if slope != other {
				c.marks = append(c.marks, (timeAtZero(o)-timeAtZero(r))/(slope-other))
			}
		}
	}
	c.marks = slices.DeleteFunc(c.marks, func(f float64) bool { return !(f >= 0 && f <= 1) })
	slices.Sort(c.marks)
	c.marks = slices.Compact(c.marks)
}

func direction(r road.Ray) float64 {
	if r.Backward {
		return -1
	}
	return 1
}

// timeAtZero is the time of the line that a ray is a part of, at the edge's tail.
func timeAtZero(r road.Ray) float64 {
	return float64(r.Time) - direction(r)*r.Fraction*float64(r.Whole)
}

// timeOf is a ray's time at a fraction, unrounded.
func timeOf(r road.Ray, fraction float64) float64 {
	return float64(r.Time) + direction(r)*(fraction-r.Fraction)*float64(r.Whole)
}

// soonest is the ray whose time is the least at a fraction, of two equals that
// of the first place.
func (c *cutter) soonest(fraction float64) (best road.Ray, ok bool) {
	least := c.limit + 1
	for _, r := range c.rays {
		if direction(r)*(fraction-r.Fraction) < 0 {
			continue
		}
		if t := timeOf(r, fraction); t < least || t == least && ok && r.Place < best.Place {
			best, least, ok = r, t, true
		}
	}
	return best, ok
}

// point is the point at a fraction of the edge, on the segment that leads to a bend.
func (c *cutter) point(bend int, fraction float64) (x, y int32) {
	from, to := c.at[bend-1], c.at[bend]
	switch {
	case fraction <= from:
		return c.x[bend-1], c.y[bend-1]
	case fraction >= to:
		return c.x[bend], c.y[bend]
	}
	share := (fraction - from) / (to - from)
	return c.x[bend-1] + int32(math.Round(share*float64(c.x[bend]-c.x[bend-1]))),
		c.y[bend-1] + int32(math.Round(share*float64(c.y[bend]-c.y[bend-1])))
}

// end adds a node by itself where it is reached sooner than the edge's end, as
// at the end of a one-way street.
func (c *cutter) end(v road.NodeID, point int, edge float32) {
	t, place := c.spread.Node(v)
	node := finite(t)
	if edge <= node {
		return
	}
	x, y := c.x[point], c.y[point]
	c.nodes = append(c.nodes, piece{x, y, x, y, node, node, place})
}

// crowPieces are the places themselves.
func crowPieces(places []orb.Point, pace road.Ends, limit road.Deciseconds) *pieces {
	out := &pieces{pace: float64(pace.Detour) * 360 / float64(pace.WalkSpeed), reach: noBox()}
	for i, p := range places {
		x, y := inUnits(p)
		out.list = append(out.list, piece{ax: x, ay: y, bx: x, by: y, place: uint32(i)})
		out.add(x, y, float64(limit))
	}
	return out
}
