package data

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Reach tells records of a file larger than the region apart, roughly and
// cheaply, so that a reader need not keep all of France to build one region.
// What it lets through, Finish still judges.
type Reach struct {
	bound        orb.Bound
	departements map[string]bool
}

// Reach is that of the communes added so far; without any, everything is within it.
func (b *Builder) Reach() Reach {
	r := Reach{departements: make(map[string]bool)}
	for i, c := range b.communes {
		if bound := c.Shape.Bound(); i == 0 {
			r.bound = bound
		} else {
			r.bound = r.bound.Union(bound)
		}
		r.departements[PostalDepartement(c.Code)] = true
	}
	margin := max(b.Buffer, shoreMetres)
	lat := margin / geo.Metres(orb.Point{0, 0}, orb.Point{0, 1})
	lon := lat / max(0.1, math.Cos(max(math.Abs(r.bound.Min[1]), math.Abs(r.bound.Max[1]))*math.Pi/180))
	r.bound.Min[0], r.bound.Max[0] = r.bound.Min[0]-lon, r.bound.Max[0]+lon
	r.bound.Min[1], r.bound.Max[1] = r.bound.Min[1]-lat, r.bound.Max[1]+lat
	return r
}

// MayHold tells whether a record may belong to the region: its position lies in
// the box around the region and its buffer, also when longitude and latitude
// are taken for each other, or the commune's or postal code it declares is of
// one of the region's départements. A record that tells neither (no code, and
// the zero point or metres of a projection) may belong anywhere.
func (r Reach) MayHold(p orb.Point, code string) bool {
	degrees := p != (orb.Point{}) && math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 180 // swapped, a latitude passes 90
	if len(r.departements) == 0 || code == "" && !degrees {
		return true
	}
	return r.departements[PostalDepartement(code)] || r.bound.Contains(p) || r.bound.Contains(orb.Point{p[1], p[0]})
}

// PostalDepartement is the département that a commune's code or a postal code
// begins with. Corsica's two are one, "20": its postal codes do not part them.
func PostalDepartement(code string) string {
	switch {
	case len(code) < 2:
		return code
	case code[:2] == "2A" || code[:2] == "2B":
		return "20"
	case (code[:2] == "97" || code[:2] == "98") && len(code) > 2:
		return code[:3]
	}
	return code[:2]
}
