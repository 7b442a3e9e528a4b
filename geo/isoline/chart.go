package isoline

import (
	"context"
	"math"
	"runtime"
	"sync/atomic"

	"github.com/paulmach/orb"
	"golang.org/x/sync/errgroup"

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

	gatherer
	lists  []uint32  // places in pieces' list: those of the square and of those around it, one after another
	far    []float64 // of the pieces around a square, the squares of their distances, in units
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
	c.bins = newBins(&c.mesh, p.list, p.farthest)
	c.border = newBorder(&c.mesh)
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

// draw finds all borders, row after row of roots on every processor.
func (c *chart) draw() error {
	rows := make([]chart, c.mesh.side/rootSide)
	var next atomic.Int64
	var group errgroup.Group
	for range min(len(rows), runtime.GOMAXPROCS(0)) {
		seen := make([]uint32, len(c.pieces.list))
		group.Go(func() error {
			worker := *c
			worker.seen = seen
			for y := next.Add(1) - 1; y < int64(len(rows)); y = next.Add(1) - 1 {
				worker.border, worker.timed = newBorder(&c.mesh), 0
				if err := worker.row(y); err != nil {
					return err
				}
				rows[y] = worker
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for y := range rows {
		c.timed += rows[y].timed
		c.border.merge(&rows[y].border)
	}
	return nil
}

// row finds the borders in a row of roots.
func (c *chart) row(y int64) error {
	for x := range c.mesh.side / rootSide {
		c.lists = c.root(x, y, c.lists[:0])
		if len(c.lists) == 0 {
			continue
		}
		if err := c.square(x*rootSide, y*rootSide, rootSide, c.lists); err != nil {
			return err
		}
	}
	return nil
}

// root appends to out the pieces among which are all that may be the nearest
// to a position of a root square; none where all of many are too far to walk from.
//
// With the nearest at n from the centre, that is all within n+2r. A ring of bins
// around the square's own begins half a square from the centre, the next one
// a square and a half: k rings hold all within k+½ squares.
func (c *chart) root(x, y int64, out []uint32) []uint32 {
	if len(c.pieces.list) <= few {
		for k := range c.pieces.list {
			out = append(out, uint32(k))
		}
		return out
	}
	cx, cy, r := c.mesh.circle(x*rootSide, y*rootSide, rootSide)
	cos := cosAt(cy)
	square := rootSide * min(float64(c.mesh.dx)*cos, float64(c.mesh.dy)) * unitSize / slack
	nearest, rings := math.Inf(1), int64(0)
	for ; ; rings++ {
		c.bins.ring(x, y, rings, func(k uint32) {
			d, _ := c.pieces.list[k].from(cx, cy, cos)
			nearest = min(nearest, math.Sqrt(d)*unitSize)
		})
		within := (float64(rings) + 0.5) * square
		if nearest <= within {
			break
		}
		if within > (c.pieces.farthest+c.strip+r)*slack {
			return out[:0]
		}
	}
	for (float64(rings)+0.5)*square < (nearest+2*r)*slack {
		rings++
	}
	return c.gather(x, y, rings, out[:0])
}

// few pieces are looked at one by one sooner than sought in bins far around.
const few = 64

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
	cx, cy, r := c.mesh.circle(i, j, side)
	cos := cosAt(cy)
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
	if metres <= c.strip*1.000001 {
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

// classAt times a position: the soonest of the streets whose strip it is on, else
// the nearest street and the walk to it.
func (c *chart) classAt(s spot, near []uint32) class {
	c.timed++
	ix, iy := c.mesh.units(s)
	x, y := float64(ix), float64(iy)
	cos := cosAt(y)
	strip := c.strip / unitSize * c.strip / unitSize
	best, soonest, place, nearest := math.Inf(1), math.Inf(1), uint32(0), uint32(0)
	for _, k := range near {
		p := &c.pieces.list[k]
		d, share := p.from(x, y, cos)
		if !c.pieces.strips {
			d = sphereDistance(x, y, p)
		}
		if d = max(d, strip); d > best {
			continue
		}
		t := p.time(share)
		sooner := k < nearest
		if d == strip {
			sooner = t < soonest || t == soonest && p.place < place
		}
		if d < best || sooner {
			best, soonest, place, nearest = d, t, p.place, k
		}
	}
	out := class{beyond: c.beyond(soonest + c.walk(math.Sqrt(best)*unitSize))}
	if c.split && out.beyond < uint32(len(c.cuts)) {
		out.place = place
	}
	return out
}

// time is the time at a share of a piece.
func (p *piece) time(share float64) float64 {
	if p.ta == p.tb { // +Inf as well
		return float64(p.ta)
	}
	return float64(p.ta) + share*float64(p.tb-p.ta)
}

// sphereDistance is from's for a single point, however far away.
func sphereDistance(x, y float64, p *piece) float64 {
	d := geo.Metres(orb.Point{x / unit, y / unit}, orb.Point{float64(p.ax) / unit, float64(p.ay) / unit}) / unitSize
	return d * d
}
