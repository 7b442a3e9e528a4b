package demo

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// chart takes a position on the lattice to the plane and to the globe.
type chart struct {
	bendX, bendY noise
	projection   geo.Projection
}

func newChart(seed noise) (*chart, error) {
	projection, err := geo.ProjectionOf(3035)
	if err != nil {
		return nil, err
	}
	return &chart{seed + 1001, seed + 1002, projection}, nil
}

// plane is where a lattice position lies in EPSG:3035, metres. The warp's
// steepest gradient is below 1 (1.5·2·amplitude/wave, summed), which keeps it one-to-one.
func (c *chart) plane(p point) point {
	x, y := int(math.Round(p.x)), int(math.Round(p.y))
	bend := func(n noise) float64 { return mul(900, n.at(x, y, 11000)) + mul(260, (n+7).at(x, y, 2900)) }
	return point{originX + p.x + bend(c.bendX), originY + p.y + bend(c.bendY)}
}

// lonLat is a lattice position on the globe.
func (c *chart) lonLat(p point) orb.Point { return c.globe(c.plane(p)) }

// globe is a plane position on the globe, rounded to 1e-7 degree (1 cm) so that
// the last bit of a sine, which differs between machines, is never seen.
func (c *chart) globe(p point) orb.Point {
	q := c.projection.Inverse(orb.Point{p.x, p.y})
	return orb.Point{math.Round(q[0]*1e7) / 1e7, math.Round(q[1]*1e7) / 1e7}
}
