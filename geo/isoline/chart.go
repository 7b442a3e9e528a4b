package isoline

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/road"
)

// class is what counts of a position's time: how many of the limits it is
// beyond, and of which place it is.
type class struct {
	beyond uint32
	place  uint32
}

// chart finds the borders between positions of different classes.
//
// A square has a list of the pieces that may be the nearest to any of its
// positions. Of a piece at d from the centre, and the nearest piece at n, no
// position of the square, of half diagonal r, is nearer to the former than d-r,
// nor farther from the latter than n+r: it is dropped when d > n + 2r.
//
//	┌───────┬───────┐
//	│       │  ╲    │    The time anywhere in the square is at least the least
//	│    d  │ r ╲   │    of the pieces' times and of the walk of d-r to it, at most
//	│ ╱╱····c····╲ n│    the greatest of them and the walk of n+r. Where both are
//	│       │     ╲ │    of one class, the square is.
//	└───────┴───────┘
type chart struct {
	ctx    context.Context
	pieces *pieces
	mesh   mesh
	cuts   []float64 // a time below the k-th is within the k-th limit
	split  bool
	strip  float64 // metres on both sides of a street that count as the street

	lists  []uint32 // places in pieces' list: those of the square and of those around it, one after another
	far    []float64
	timed  int
	border border
}

func newChart(ctx context.Context, p *pieces, limits []road.Deciseconds, split bool, cell float64) *chart {
	c := &chart{ctx: ctx, pieces: p, mesh: newMesh(p.reach, cell), split: split}
	if p.strips {
		c.strip = stripShare * cell
	}
	for _, limit := range limits {
		c.cuts = append(c.cuts, float64(limit)+0.5) // times are rounded
	}
	c.border.init(&c.mesh)
	return c
}

// beyond counts the limits a time is beyond.
func (c *chart) beyond(t float64) uint32 {
	n := uint32(0)
	for n < uint32(len(c.cuts)) && !(t < c.cuts[n]) {
		n++
	}
	return n
}

// draw finds all borders.
func (c *chart) draw() error {
	for i := range c.pieces.list {
		c.lists = append(c.lists, uint32(i))
	}
	return c.square(0, 0, c.mesh.side, c.lists)
}

// square finds the borders in the square of so many cells from a corner.
func (c *chart) square(i, j, side int64, around []uint32) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	first := len(c.lists)
	defer func() { c.lists = c.lists[:first] }()
	if c.narrow(i, j, side, around) {
		return nil
	}
	near := c.lists[first:]
	if side == block {
		c.march(i, j, near)
		return nil
	}
	half := side / 2
	for _, at := range [4][2]int64{{i, j}, {i + half, j}, {i, j + half}, {i + half, j + half}} {
		if err := c.square(at[0], at[1], half, near); err != nil {
			return err
		}
	}
	return nil
}

// narrow appends to lists the pieces that may be the nearest to a position of a
// square, and tells whether the square is all of one class.
func (c *chart) narrow(i, j, side int64, around []uint32) (uniform bool) {
	x, y := c.mesh.units(corner(i, j))
	w, h := float64(side*c.mesh.dx)/2, float64(side*c.mesh.dy)/2
	cx, cy := float64(x)+w, float64(y)+h
	cos := cosAt(cy)
	r := math.Hypot(w*cosAt(math.Max(0, math.Abs(cy)-h)), h) * unitSize * slack
	nearest := math.Inf(1)
	c.far = c.far[:0]
	for _, k := range around {
		d, _ := c.pieces.list[k].from(cx, cy, cos)
		c.far = append(c.far, d)
		nearest = min(nearest, d)
	}
	nearest = math.Sqrt(nearest) * unitSize
	cut := (nearest + 2*r) * slack / unitSize
	cut *= cut
	earliest, latest, places, place := math.Inf(1), 0.0, 0, uint32(0)
	for n, k := range around {
		if c.far[n] > cut {
			continue
		}
		p := &c.pieces.list[k]
		c.lists = append(c.lists, k)
		earliest = min(earliest, float64(min(p.ta, p.tb))+c.walk(math.Sqrt(c.far[n])*unitSize/slack-r))
		latest = max(latest, float64(max(p.ta, p.tb)))
		if places == 0 || p.place != place {
			places, place = places+1, p.place
		}
	}
	latest += c.walk((nearest + r) * slack)
	within := c.beyond(earliest - 1)
	return within == c.beyond(latest+1) && (within == uint32(len(c.cuts)) || !c.split || places == 1)
}

// walk is the time of a walk of so many metres.
func (c *chart) walk(metres float64) float64 {
	if metres <= c.strip {
		return 0
	}
	return metres * c.pieces.pace
}

// from is the square of the distance from a position to a piece, in units of
// latitude, and where the closest point lies: 0 is its beginning and 1 its end.
func (p *piece) from(x, y, cos float64) (d, share float64) {
	ax, ay := (float64(p.ax)-x)*cos, float64(p.ay)-y
	bx, by := (float64(p.bx)-x)*cos, float64(p.by)-y
	dx, dy := bx-ax, by-ay
	along, length := -(ax*dx + ay*dy), dx*dx+dy*dy
	switch {
	case along >= length:
		return bx*bx + by*by, 1
	case along <= 0:
		return ax*ax + ay*ay, 0
	}
	share = along / length
	ax, ay = ax+share*dx, ay+share*dy
	return ax*ax + ay*ay, share
}

// classAt times a position; of pieces equally near the soonest counts.
func (c *chart) classAt(s spot, near []uint32) class {
	c.timed++
	ix, iy := c.mesh.units(s)
	x, y := float64(ix), float64(iy)
	cos := cosAt(y)
	best, soonest, place := math.Inf(1), math.Inf(1), uint32(0)
	for _, k := range near {
		p := &c.pieces.list[k]
		d, share := p.from(x, y, cos)
		if !c.pieces.strips {
			d = sphereDistance(x, y, p)
		}
		if d > best {
			continue
		}
		t := float64(p.ta)
		if share > 0 {
			t += share * float64(p.tb-p.ta)
		}
		if math.IsInf(float64(p.ta), 1) {
			t = math.Inf(1)
		}
		if d < best || t < soonest || t == soonest && p.place < place {
			best, soonest, place = d, t, p.place
		}
	}
	out := class{beyond: c.beyond(soonest + c.walk(math.Sqrt(best)*unitSize))}
	if c.split {
		out.place = place
	}
	if out.beyond == uint32(len(c.cuts)) {
		out.place = 0
	}
	return out
}

// sphereDistance is from's for a single point, however far away.
func sphereDistance(x, y float64, p *piece) float64 {
	d := geo.Metres(orb.Point{x / unit, y / unit}, orb.Point{float64(p.ax) / unit, float64(p.ay) / unit}) / unitSize
	return d * d
}
