package tile

import (
	"math"

	"github.com/paulmach/orb"
)

// Project turns a position in degrees into one of the square world. What lies
// beyond the square (85.05° north or south) is put on its edge.
//
// The height is the Taylor polynomial of the fourth degree around the nearest
// of the parallels kept, an eighth of a degree apart. With y = ln tan(π/4 + φ/2)
// and |Δφ| ≤ 1/16°, the first term left out, y⁽⁵⁾ Δφ⁵/120, is less than 2·10⁻⁵ of a step up to 65°
// and a twentieth of one at 85°. A logarithm and a sine would take four times as long.
func Project(p orb.Point) Position {
	lat := min(max(p[1], -beyond), beyond)
	nearest := math.Floor(lat*perDegree + 0.5)
	c := &parallels[int(nearest)+beyond*perDegree]
	d := lat - nearest*(1.0/perDegree)
	// Without these conversions a compiler may fuse a product with a sum, which
	// rounds otherwise, on some processors.
	y := float64(c[4]*d) + c[3]
	y = float64(y*d) + c[2]
	y = float64(y*d) + c[1]
	y = float64(y*d) + c[0]
	return Position{toSteps(float64(p[0]*(worldSteps/360)) + worldSteps/2), toSteps(y)}
}

const (
	perDegree  = 8  // parallels kept
	beyond     = 86 // degrees: the square world ends before
	worldSteps = float64(1 << worldBits)
)

// parallels are the coefficients of the height in steps around each parallel kept, by powers of degrees.
var parallels = func() (out [2*beyond*perDegree + 1][5]float64) {
	for i := range out {
		lat := float64(i-beyond*perDegree) / perDegree * radian
		sec, tan := 1/math.Cos(lat), math.Tan(lat)
		derivatives := [5]float64{
			math.Log(math.Tan(math.Pi/4 + lat/2)),
			sec,
			sec * tan,
			sec * (tan*tan + sec*sec),
			sec * tan * (5*sec*sec + tan*tan),
		}
		scale := -worldSteps / (2 * math.Pi) // southwards
		for k, d := range derivatives {
			out[i][k] = scale * d
			scale *= radian / float64(k+1)
		}
		out[i][0] += worldSteps / 2
	}
	return out
}()

const radian = math.Pi / 180 // a degree

func toSteps(steps float64) uint32 { return uint32(min(max(steps, 0), worldSteps-1)) }

// latitude is the latitude at a share of the world's height from the north, in degrees.
func latitude(share float64) float64 {
	return math.Atan(math.Sinh(math.Pi*(1-2*share))) / radian
}
