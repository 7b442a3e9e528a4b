package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// vantage ranks boxes by their distance from one position without
// trigonometry, for the inner loops of the indexes.
//
// A box's key never exceeds haversine's value for any position in the box, up
// to rounding that cutKey makes up for: each series below is cut after a
// negative term of an alternating sum, and the cosine is taken at the box's
// latitude farthest from the equator. Within 1,000 km a point's key is within
// two millionths of its haversine, so little more is visited than must be.
type vantage struct {
	p   orb.Point
	cos float64 // cosine of its latitude
}

func vantageOf(p orb.Point) vantage {
	return vantage{p: p, cos: max(0, math.Cos(p[1]*radians))}
}

// key is at most sin² of half the angle from the vantage to the box.
func (v *vantage) key(west, south, east, north float64) float64 {
	dlat := gap(2*v.p[1]-(south+north), north-south)
	from := math.Abs(2*v.p[0] - (west + east))
	if from > 360 { // the other way round the globe is shorter
		from = 720 - from
	}
	dlon := gap(from, east-west)
	return halfSineSquared(dlat) + v.cos*cosineBelow(max(-south, north))*halfSineSquared(dlon)
}

// gap is what lies between a position and an interval, of twice its distance
// from the middle and the interval's length; 0 inside. It does without branches,
// of which searches would foresee few.
func gap(twice, length float64) float64 {
	outside := math.Abs(twice) - length
	return (outside + math.Abs(outside)) * 0.25
}

// pointKey is key for a box of one position.
func (v *vantage) pointKey(p orb.Point) float64 { return v.key(p[0], p[1], p[0], p[1]) }

// cutKey is a key that nothing within so many metres exceeds. The chord is
// shorter than the arc, hence no sine; the margin covers rounding, which is
// nanometres.
func cutKey(metres float64) float64 {
	half := (metres*(1+1e-9) + 1e-6) / (2 * EarthRadius)
	return half * half
}

// halfSineSquared is sin²(x/2) from below, x in degrees of [0, 180].
// sin²(x/2) = x²/4 - x⁴/48 + x⁶/1440 - x⁸/80640 + …
func halfSineSquared(degrees float64) float64 {
	x := degrees * radians
	s := x * x
	return s * (1.0/4 - s*(1.0/48))
}

// cosineBelow is cos x from below and at least 0, x in degrees of [-90, 90]:
// its series to x¹⁰, whose error is x¹²/12! (3e-10 at 48°).
func cosineBelow(degrees float64) float64 {
	x := degrees * radians
	s := x * x
	s2 := s * s
	return max(0, (1-s*(1.0/2))+s2*((1.0/24-s*(1.0/720))+s2*(1.0/40320-s*(1.0/3628800))))
}
