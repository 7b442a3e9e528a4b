package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// conic is Lambert's conformal conic projection with two standard parallels
// (EPSG method 9802, IOGP Guidance Note 7-2 §3.1.1), written with the isometric
// latitude ψ, for which EPSG's t is exp(-ψ).
type conic struct {
	lon    float64 // the central meridian, degrees
	n      float64 // the cone's constant
	radius float64 // of the equator's arc, metres: EPSG's a·F
	origin float64 // radius of the origin's parallel, metres
	offset orb.Point
}

// newConic takes the origin and the southern and northern standard parallels
// in degrees, and the easting and northing of the origin.
func newConic(lat, lon, south, north float64, offset orb.Point) conic {
	isometric := func(lat float64) float64 { return math.Asinh(conformal(math.Tan(lat * radians))) }
	scale := func(lat float64) float64 {
		sin, cos := math.Sincos(lat * radians)
		return cos / math.Sqrt(1-e2*sin*sin)
	}
	c := conic{lon: lon, offset: offset}
	c.n = math.Log(scale(south)/scale(north)) / (isometric(north) - isometric(south))
	c.radius = semiMajor * scale(south) / c.n * math.Exp(c.n*isometric(south))
	c.origin = c.radius * math.Exp(-c.n*isometric(lat))
	return c
}

func (c conic) Forward(lonlat orb.Point) orb.Point {
	r := c.radius * math.Exp(-c.n*math.Asinh(conformal(math.Tan(lonlat[1]*radians))))
	sin, cos := math.Sincos(c.n * shortWay(lonlat[0]-c.lon) * radians)
	return orb.Point{c.offset[0] + r*sin, c.offset[1] + c.origin - r*cos}
}

func (c conic) Inverse(xy orb.Point) orb.Point {
	east, south := xy[0]-c.offset[0], c.origin-(xy[1]-c.offset[1])
	isometric := -math.Log(math.Hypot(east, south)/c.radius) / c.n
	return orb.Point{
		c.lon + math.Atan2(east, south)/c.n/radians,
		math.Atan(geodetic(math.Sinh(isometric))) / radians,
	}
}
