package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// EarthRadius is the mean radius of the Earth in metres (IUGG's R1). Distances
// are great circles on that sphere, within 0.5 % of the ellipsoid's.
const EarthRadius = 6371008.8

const radians = math.Pi / 180

// Metres is the great-circle distance between two positions (haversine: exact
// to a nanometre for neighbours, to a millimetre at the antipodes). It is
// symmetric to the last bit, and NaN where a coordinate is.
func Metres(a, b orb.Point) float64 {
	return arcMetres(haversine(b[1]-a[1], b[0]-a[0], math.Cos(a[1]*radians)*math.Cos(b[1]*radians)))
}

// MetresToBound is the great-circle distance from p to the nearest position of
// a longitude-latitude box: 0 inside, +Inf when the box is empty.
//
// Beside the box, the nearest position lies on the nearer of its two
// meridians. There the distance falls towards the foot of the perpendicular,
// the latitude where tan φ = tan φp / cos Δλ, and rises beyond it: the foot is
// clamped to the box. More than 90° of longitude away the foot has gone over
// the pole, and an end of the meridian is nearest.
func MetresToBound(p orb.Point, b orb.Bound) float64 {
	if b.IsEmpty() {
		return math.Inf(1)
	}
	gap := lonGap(p[0], b.Min[0], b.Max[0])
	lat := min(max(p[1], b.Min[1]), b.Max[1])
	if gap == 0 {
		return arcMetres(haversine(p[1]-lat, 0, 0))
	}
	sin, cos := math.Sincos(p[1] * radians)
	at := func(lat float64) float64 {
		return arcMetres(haversine(lat-p[1], gap, cos*math.Cos(lat*radians)))
	}
	if gap >= 90 {
		return min(at(b.Min[1]), at(b.Max[1]))
	}
	foot := math.Atan2(sin, cos*math.Cos(gap*radians)) / radians
	return at(min(max(foot, b.Min[1]), b.Max[1]))
}

// haversine is sin² of half the angle between two positions, from their
// differences in degrees and the product of the cosines of their latitudes.
func haversine(dlat, dlon, cosines float64) float64 {
	s, t := halfSine(dlat), halfSine(dlon)
	return s*s + cosines*(t*t)
}

// halfSine is sin(x/2), x in degrees. Of neighbours, which are most of what is
// measured, three terms of its series are all that a float64 holds.
func halfSine(degrees float64) float64 {
	x := degrees * radians / 2
	if math.Abs(x) < 1e-3 {
		s := x * x
		return x * (1 - s*(1.0/6-s*(1.0/120)))
	}
	return math.Sin(x)
}

// arcMetres turns haversine's result into metres on the ground; of neighbours by
// the arcsine's series.
func arcMetres(h float64) float64 {
	if h < 1e-6 {
		return 2 * EarthRadius * math.Sqrt(h) * (1 + h*(1.0/6+h*(3.0/40)))
	}
	return 2 * EarthRadius * math.Asin(math.Sqrt(min(h, 1)))
}

// lonGap is the degrees of longitude from lon to the nearer side of [west,
// east], the short way round the globe; 0 between them.
func lonGap(lon, west, east float64) float64 {
	direct := max(west-lon, lon-east)
	around := 360 - max(east-lon, lon-west)
	return max(0, min(direct, around))
}

// finite tells whether both coordinates are numbers: an infinity or a NaN less
// itself is NaN.
func finite(p orb.Point) bool { return p[0]-p[0] == 0 && p[1]-p[1] == 0 }
