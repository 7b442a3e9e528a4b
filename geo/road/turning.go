package road

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Turns. Nodes are not split by the streets one comes from, so that what a turn
// costs is known of an arc only where all who come by it have to turn: whoever
// comes to a junction loses at least what the least of the turns open there costs.
//
//	──A───┬───B──   from C everyone turns; from A and B nobody has to
//	      C
const (
	// sightOver is how far from a junction the heading of a street is taken,
	// metres, or at the far end of its piece when that is nearer: a file may have
	// drawn its curves as teeth, and a heading should not be a tooth's.
	sightOver = 100
	// cornerArm is how much of a street before and after a corner is looked at,
	// metres, cornerTurn the least turn that is one, degrees, and cornerStraight the
	// most that an arm's length may be of its beeline: on a road that winds, the
	// bends are counted by its sinuosity.
	cornerArm      = 75
	cornerTurn     = 60
	cornerStraight = 1.05
)

// turning is how many seconds are lost in a turn, in degrees, above 0 to the right.
type turning func(degrees float64) (seconds float64)

// carTurn is OSRM's (profiles/car.lua: turn_penalty 7.5 s, turn_bias 1.075),
// fitted by its authors to samples of real driving: 2 s for a right angle to the
// right, 5 s to the left, where others come.
func carTurn(degrees float64) float64 {
	const penalty, bias = 7.5, 1.075
	b := bias
	if degrees < 0 {
		b = 1 / bias
	}
	return penalty / (1 + math.Exp(6.5*b-13/b*math.Abs(degrees)/180))
}

// bikeTurn is OSRM's (profiles/bicycle.lua: turn_penalty 6 s, turn_bias 1.4).
func bikeTurn(degrees float64) float64 {
	const penalty, bias = 6, 1.4
	b := bias
	if degrees < 0 {
		b = 1 / bias
	}
	return penalty / b * (degrees / 90) * (degrees / 90)
}

// turnAt is how much one turns at a place who comes from another and goes on to
// a third, in degrees from -180 to 180, above 0 to the right.
func turnAt(from, at, to orb.Point) float64 {
	narrow := math.Cos(at[1] * math.Pi / 180)
	ax, ay := (at[0]-from[0])*narrow, at[1]-from[1]
	bx, by := (to[0]-at[0])*narrow, to[1]-at[1]
	return math.Atan2(ay*bx-ax*by, ax*bx+ay*by) * 180 / math.Pi
}

// leastTurn is what is lost in the least turn that is open, by a rule, to who
// comes to a node by a piece's run; the turn back is none of them. Where the
// street merely goes on, under another name or at another speed, it may have a corner.
func (w *weave) leastTurn(profile int, v uint32, r Run, rule turnRule) Deciseconds {
	turn := w.profiles[profile].delays.turn
	if turn == nil || w.wayOf(r).afloat {
		return 0
	}
	least, degrees, others := math.Inf(1), 0.0, 0
	from, at := w.sight(r^1), w.point(v)
	for _, leaving := range w.leave.at(v) {
		lane := w.mannerOf(leaving)[profile]
		if leaving == r^1 || !lane.open() {
			continue
		}
		others++
		if lane.forward.speed > 0 && rule.allows(w.edgeRun(leaving)) {
			degrees = turnAt(from, at, w.sight(leaving))
			least = min(least, turn(degrees))
		}
	}
	switch {
	case math.IsInf(least, 1): // a dead end
		return 0
	case others == 1:
		least = turn.atCorner(math.Abs(degrees))
	}
	return Deciseconds(10*least + 0.5)
}

// sight is the point towards which a piece's run sets out.
func (w *weave) sight(r Run) orb.Point {
	p := &w.pieces[r>>1]
	i, end, step := p.from, p.to, 1
	if r.Backward() {
		i, end, step = p.to, p.from, -1
	}
	at, left := w.point(w.nodeOf[i]), float64(sightOver)
	for i != end {
		i += step
		next := w.point(w.nodeOf[i])
		d := geo.Metres(at, next)
		if d >= left {
			return orb.Point{at[0] + (next[0]-at[0])*left/d, at[1] + (next[1]-at[1])*left/d}
		}
		at, left = next, left-d
	}
	return at
}

// corners are how many seconds are lost at the corners along a line of some
// lengths: where a street that is straight before and after turns by cornerTurn
// or more. Nobody is met there: they cost what a turn to the right does.
func (t turning) corners(l *course) (seconds float64) {
	before, after := l.walker(), l.walker()
	last, sharpest := math.Inf(-1), 0.0
	for i := 1; i+1 < len(l.points); i++ {
		if min(l.along[i], l.metres()-l.along[i]) < cornerArm {
			continue
		}
		at := l.points[i]
		from, to := before.to(l.along[i]-cornerArm), after.to(l.along[i]+cornerArm)
		angle := math.Abs(turnAt(from, at, to))
		if angle < cornerTurn || cornerArm > cornerStraight*min(geo.Metres(from, at), geo.Metres(at, to)) {
			continue
		}
		if l.along[i]-last > cornerArm {
			seconds += t.atCorner(sharpest)
			last, sharpest = l.along[i], 0
		}
		sharpest = max(sharpest, angle)
	}
	return seconds + t.atCorner(sharpest)
}

// atCorner is what a corner costs, whose angle is told without its side.
func (t turning) atCorner(degrees float64) float64 {
	if degrees < cornerTurn {
		return 0
	}
	return t(degrees)
}
