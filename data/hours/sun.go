package hours

import (
	"math"

	"github.com/paulmach/orb"
)

// The sun's moments after Meeus, Astronomical Algorithms, 2nd edition: mean
// anomaly, equation of the centre and the sun's transit (chapters 25 and 28, the
// low accuracy of a hundredth of a degree). A sunrise is the upper rim's, through
// the usual refraction of 34 minutes of arc: the centre at -0.833°. Dawn and dusk
// are civil, the centre at -6°.
const (
	sunAltitude      = -0.833
	twilightAltitude = -6.0
	julian2000       = 10957.5 // days from 1970 to noon of 1 January 2000
	radian           = math.Pi / 180
	never            = math.MinInt32 // no such moment that day: the sun stays up, or down
)

// sunDay is the four moments of one day, in minutes UTC from that day's midnight UTC, never where there is none.
type sunDay [Dusk + 1]float64

// sunOn is the sun's moments of a day at a point.
func sunOn(d Day, point orb.Point) sunDay {
	west := -point.Lon() / 360
	noon := float64(d) + 0.5 - julian2000 + west // the mean solar noon, days from 2000
	anomaly := 357.5291 + 0.98560028*noon
	m := anomaly * radian
	centre := 1.9148*math.Sin(m) + 0.02*math.Sin(2*m) + 0.0003*math.Sin(3*m)
	longitude := (anomaly + centre + 180 + 102.9372) * radian
	transit := noon + 0.0053*math.Sin(m) - 0.0069*math.Sin(2*longitude)
	sinDeclination := math.Sin(longitude) * math.Sin(23.4397*radian)
	toMinutes := func(days float64) float64 { return (days + julian2000 - float64(d)) * minutesADay }

	var sun sunDay
	for _, pair := range [...]struct {
		altitude   float64
		rise, fall Event
	}{{sunAltitude, Sunrise, Sunset}, {twilightAltitude, Dawn, Dusk}} {
		sun[pair.rise], sun[pair.fall] = never, never
		sinLatitude, cosLatitude := math.Sincos(point.Lat() * radian)
		cosAngle := (math.Sin(pair.altitude*radian) - sinLatitude*sinDeclination) / (cosLatitude * math.Sqrt(1-sinDeclination*sinDeclination))
		if !(cosAngle >= -1 && cosAngle <= 1) {
			continue
		}
		half := math.Acos(cosAngle) / (2 * math.Pi)
		sun[pair.rise], sun[pair.fall] = toMinutes(transit-half), toMinutes(transit+half)
	}
	return sun
}
