package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// ClosestOnSegment finds the position q of the segment a–b (straight in
// degrees) that is nearest to p, its share t of the way from a to b in [0, 1],
// and its metres from p. A segment of no length answers a and 0.
//
// The nearest place is sought in a plane whose east–west scale is that of the
// latitude half-way between p and the segment's middle; the metres are
// great-circle metres to q. Up to 100 km away they exceed the true minimum by
// less than one in a thousand, in town by nothing that shows.
func ClosestOnSegment(p, a, b orb.Point) (q orb.Point, t float64, metres float64) {
	cos := math.Cos((p[1]/2 + a[1]/4 + b[1]/4) * radians)
	dlon := shortWay(b[0] - a[0])
	ux, uy := dlon*cos, b[1]-a[1]
	wx, wy := shortWay(p[0]-a[0])*cos, p[1]-a[1]
	if length := ux*ux + uy*uy; length > 0 {
		t = min(1, max(0, (ux*wx+uy*wy)/length))
	}
	switch t {
	case 0:
		q = a
	case 1:
		q = b
	default:
		q = orb.Point{shortWay(a[0] + t*dlon), a[1] + t*(b[1]-a[1])}
	}
	return q, t, Metres(p, q)
}

// shortWay brings a difference of longitudes of at most 540° into [-180, 180].
func shortWay(dlon float64) float64 {
	if dlon > 180 {
		return dlon - 360
	}
	if dlon < -180 {
		return dlon + 360
	}
	return dlon
}
