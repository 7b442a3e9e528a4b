package gazetteer

import (
	"cmp"
	"math"

	"github.com/paulmach/orb"
)

// area is where a thing is told to be: at a position, within a box, and at
// most radius metres around the box.
type area struct {
	at        unit
	low, high unit
	radius    uint32
}

// What is told to be nowhere wide is taken to be as wide as its like, metres.
const (
	hamletRadius = 300
	streetRadius = 100 // half of a short street
)

func around(at unit, radius uint32) area { return area{at, at, at, radius} }

func (a area) compare(b area) int {
	return cmp.Or(
		-cmp.Compare(width(a.low, a.high), width(b.low, b.high)), -cmp.Compare(a.radius, b.radius),
		a.at.compare(b.at), a.low.compare(b.low), a.high.compare(b.high))
}

// with holds both; its position is the first's.
func (a area) with(b area) area {
	return area{a.at, lower(a.low, b.low), higher(a.high, b.high), max(a.radius, b.radius)}
}

// reach bounds how far from a position the area goes, metres.
func (a area) reach(from unit) float64 {
	far := 0.0
	for _, corner := range [...]unit{a.low, a.high, {a.low.lon, a.high.lat}, {a.high.lon, a.low.lat}} {
		far = math.Max(far, from.metres(corner))
	}
	return far + float64(a.radius)
}

func (a area) bound() orb.Bound { return orb.Bound{Min: a.low.point(), Max: a.high.point()} }
