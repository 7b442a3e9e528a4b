package geo

import (
	"math"

	"github.com/paulmach/orb"
)

const southernNorthing = 1e7 // UTM's northing of the equator, seen from the south

// transverse is the transverse Mercator projection of a UTM zone, by Krüger's
// series in the third flattening n (L. Krüger, "Konforme Abbildung des
// Erdellipsoids in der Ebene", 1912; C. F. F. Karney, "Transverse Mercator with
// an accuracy of a few nanometers", 2011, eqs. 35–36). Its fourth order leaves
// a tenth of a micrometre.
type transverse struct {
	lon    float64 // the central meridian, degrees
	radius float64 // of the rectifying sphere times the scale, metres
	to     [4]float64
	back   [4]float64
	offset orb.Point
}

// newTransverse takes the zone's central meridian and the equator's northing.
func newTransverse(lon, northing float64) transverse {
	const scale, n = 0.9996, flattening / (2 - flattening)
	return transverse{
		lon:    lon,
		radius: scale * semiMajor / (1 + n) * (1 + n*n/4 + n*n*n*n/64),
		to: [4]float64{
			n/2 - 2*n*n/3 + 5*n*n*n/16 + 41*n*n*n*n/180,
			13*n*n/48 - 3*n*n*n/5 + 557*n*n*n*n/1440,
			61*n*n*n/240 - 103*n*n*n*n/140,
			49561 * n * n * n * n / 161280,
		},
		back: [4]float64{
			n/2 - 2*n*n/3 + 37*n*n*n/96 - n*n*n*n/360,
			n*n/48 + n*n*n/15 - 437*n*n*n*n/1440,
			17*n*n*n/480 - 37*n*n*n*n/840,
			4397 * n * n * n * n / 161280,
		},
		offset: orb.Point{500000, northing},
	}
}

func (t transverse) Forward(lonlat orb.Point) orb.Point {
	tan := conformal(math.Tan(lonlat[1] * radians))
	sin, cos := math.Sincos(shortWay(lonlat[0]-t.lon) * radians)
	xi, eta := math.Atan2(tan, cos), math.Asinh(sin/math.Hypot(tan, cos))
	dxi, deta := series(&t.to, xi, eta)
	return orb.Point{t.offset[0] + t.radius*(eta+deta), t.offset[1] + t.radius*(xi+dxi)}
}

func (t transverse) Inverse(xy orb.Point) orb.Point {
	xi, eta := (xy[1]-t.offset[1])/t.radius, (xy[0]-t.offset[0])/t.radius
	dxi, deta := series(&t.back, xi, eta)
	sin, cos := math.Sincos(xi - dxi)
	sinh := math.Sinh(eta - deta)
	return orb.Point{
		t.lon + math.Atan2(sinh, cos)/radians,
		math.Atan(geodetic(sin/math.Hypot(sinh, cos))) / radians,
	}
}

// series sums c[j]·sin 2(j+1)ζ for the complex angle ζ = xi + i·eta.
func series(c *[4]float64, xi, eta float64) (re, im float64) {
	for j, c := range c {
		k := 2 * float64(j+1)
		sin, cos := math.Sincos(k * xi)
		re += c * sin * math.Cosh(k*eta)
		im += c * cos * math.Sinh(k*eta)
	}
	return re, im
}
