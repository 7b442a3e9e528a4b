package gazetteer

import (
	"cmp"
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// unit is a position in units of 1e-7 degree, as Columns keep it.
type unit struct{ lon, lat int32 }

const perDegree = 1e7

// unitOf rounds a position; ok is false where it is none on the globe.
func unitOf(p orb.Point) (u unit, ok bool) {
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return unit{}, false
	}
	return unit{int32(math.Round(p[0] * perDegree)), int32(math.Round(p[1] * perDegree))}, true
}

func (u unit) point() orb.Point {
	return orb.Point{float64(u.lon) / perDegree, float64(u.lat) / perDegree}
}

// unitAt is the i-th of positions laid side by side.
func unitAt(pairs []int32, i int) unit { return unit{pairs[2*i], pairs[2*i+1]} }

func (u unit) compare(o unit) int {
	return cmp.Or(cmp.Compare(u.lon, o.lon), cmp.Compare(u.lat, o.lat))
}

func (u unit) metres(o unit) float64 { return geo.Metres(u.point(), o.point()) }

func lower(a, b unit) unit  { return unit{min(a.lon, b.lon), min(a.lat, b.lat)} }
func higher(a, b unit) unit { return unit{max(a.lon, b.lon), max(a.lat, b.lat)} }

// width is a box's width and height together, in units: an order, no measure.
func width(low, high unit) uint64 {
	return uint64(int64(high.lon)-int64(low.lon)) + uint64(int64(high.lat)-int64(low.lat))
}
