package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// azimuthal is Lambert's azimuthal equal-area projection, oblique (EPSG method
// 9820, IOGP Guidance Note 7-2 §3.6.1; β is the authalic latitude).
type azimuthal struct {
	lon      float64 // the central meridian, degrees
	sin, cos float64 // of the origin's β
	radius   float64 // of the sphere of the same area, metres: EPSG's Rq
	squeeze  float64 // EPSG's D, which brings the scale at the origin to 1
	offset   orb.Point
}

// newAzimuthal takes the origin in degrees, and its easting and northing.
func newAzimuthal(lat, lon float64, offset orb.Point) azimuthal {
	sin, cos := math.Sincos(lat * radians)
	a := azimuthal{lon: lon, radius: semiMajor * math.Sqrt(authalic(1)/2), offset: offset}
	a.sin = authalic(sin) / authalic(1)
	a.cos = math.Sqrt(1 - a.sin*a.sin)
	a.squeeze = semiMajor * cos / math.Sqrt(1-e2*sin*sin) / (a.radius * a.cos)
	return a
}

func (a azimuthal) Forward(lonlat orb.Point) orb.Point {
	sin := clampUnit(authalic(math.Sin(lonlat[1]*radians)) / authalic(1))
	cos := math.Sqrt(1 - sin*sin)
	sinLon, cosLon := math.Sincos((lonlat[0] - a.lon) * radians)
	b := a.radius * math.Sqrt(2/(1+a.sin*sin+a.cos*cos*cosLon))
	return orb.Point{
		a.offset[0] + b*a.squeeze*cos*sinLon,
		a.offset[1] + b/a.squeeze*(a.cos*sin-a.sin*cos*cosLon),
	}
}

func (a azimuthal) Inverse(xy orb.Point) orb.Point {
	east, north := (xy[0]-a.offset[0])/a.squeeze, (xy[1]-a.offset[1])*a.squeeze
	rho := math.Hypot(east, north)
	if rho == 0 {
		return orb.Point{a.lon, latitudeOfAuthalic(a.sin*authalic(1)) / radians}
	}
	sin, cos := math.Sincos(2 * math.Asin(clampUnit(rho/(2*a.radius))))
	beta := clampUnit(cos*a.sin + north*sin*a.cos/rho)
	return orb.Point{
		a.lon + math.Atan2(east*sin, rho*a.cos*cos-north*a.sin*sin)/radians,
		latitudeOfAuthalic(beta*authalic(1)) / radians,
	}
}
