package geo

import "math"

// The GRS 80 ellipsoid; WGS 84's differs by a tenth of a millimetre at the poles.
const (
	semiMajor  = 6378137.0
	flattening = 1 / 298.257222101
	e2         = flattening * (2 - flattening) // eccentricity squared

	eccentricity = 0.08181919104281579014 // √e2, which Go does not compute as a constant
)

// conformal is the tangent of the conformal latitude from that of the latitude
// (C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers",
// 2011, eqs. 7–9).
func conformal(tan float64) float64 {
	sec := math.Hypot(1, tan)
	s := math.Sinh(eccentricity * math.Atanh(eccentricity*tan/sec))
	return tan*math.Hypot(1, s) - s*sec
}

// geodetic undoes conformal by Newton's method (Karney 2011, eqs. 19–21), which
// doubles the right digits each time, from three on.
func geodetic(conf float64) float64 {
	tan := conf / (1 - e2)
	for range 3 {
		c := conformal(tan)
		tan += (conf - c) / math.Hypot(1, c) * (1 + (1-e2)*tan*tan) / ((1 - e2) * math.Hypot(1, tan))
	}
	return tan
}

// authalic is q, twice the area from the equator to a latitude on an ellipsoid
// of semi-major axis 1 for each radian of longitude, from the latitude's sine
// (J. P. Snyder, "Map projections: a working manual", 1987, eq. 3-12).
func authalic(sin float64) float64 {
	return (1 - e2) * (sin/(1-e2*sin*sin) + math.Atanh(eccentricity*sin)/eccentricity)
}

// latitudeOfAuthalic undoes authalic by Newton's method (Snyder 1987, eq.
// 3-16), in radians. It starts from the authalic latitude, a fifth of a degree away at most.
func latitudeOfAuthalic(q float64) float64 {
	lat := math.Asin(clampUnit(q / authalic(1)))
	for range 3 {
		sin, cos := math.Sincos(lat)
		if cos < 1e-9 {
			break // the pole, where q no longer tells
		}
		w := 1 - e2*sin*sin
		lat += w * w / (2 * (1 - e2) * cos) * (q - authalic(sin))
	}
	return lat
}

func clampUnit(x float64) float64 { return min(max(x, -1), 1) }
