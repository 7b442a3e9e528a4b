package region

import (
	"fmt"

	"github.com/paulmach/orb"

	"maillage/data"
)

// walkTerritories keeps the territories as records and their shapes as flat
// columns: how many polygons each territory has, how many rings each polygon,
// how many points each ring, then all points.
func walkTerritories(c *columns, p *parts) {
	ts := &p.tables.Territories
	recordColumn(c, "records", func(r *records) { list(r, ts, 6, walkTerritory) })
	var f flatShapes
	if !c.reading {
		f = flatten(*ts)
	}
	column(c, "polygons", &f.polygons)
	column(c, "rings", &f.rings)
	column(c, "points", &f.points)
	points(c, "xy", &f.xy)
	if c.reading && c.err == nil {
		c.err = f.unflatten(*ts)
	}
}

func walkTerritory(r *records, t *data.Territory) {
	word(r, &t.Kind)
	word(r, &t.Code)
	word(r, &t.Name)
	r.integer(&t.Population)
	word(r, &t.PopulationSource)
	list(r, &t.PartOf, 1, ordinal[data.TerritoryIndex])
}

type flatShapes struct {
	polygons []uint32 // by territory
	rings    []uint32 // by polygon
	points   []uint32 // by ring
	xy       []orb.Point
}

func flatten(ts []data.Territory) flatShapes {
	var f flatShapes
	for i := range ts {
		f.polygons = append(f.polygons, uint32(len(ts[i].Shape)))
		for _, polygon := range ts[i].Shape {
			f.rings = append(f.rings, uint32(len(polygon)))
			for _, ring := range polygon {
				f.points = append(f.points, uint32(len(ring)))
				f.xy = append(f.xy, ring...)
			}
		}
	}
	return f
}

// unflatten gives each territory its shape, whose rings lie over the columns.
func (f *flatShapes) unflatten(ts []data.Territory) error {
	if len(f.polygons) != len(ts) {
		return fmt.Errorf("%d shapes of %d territories: %w", len(f.polygons), len(ts), errShapes())
	}
	rings, points, xy := f.rings, f.points, f.xy
	for i, n := range f.polygons {
		if n == 0 {
			continue
		}
		if uint64(n) > uint64(len(rings)) {
			return errShapes()
		}
		ts[i].Shape = make(orb.MultiPolygon, n)
		for j, m := range rings[:n] {
			if uint64(m) > uint64(len(points)) {
				return errShapes()
			}
			polygon := make(orb.Polygon, m)
			for k, l := range points[:m] {
				if uint64(l) > uint64(len(xy)) {
					return errShapes()
				}
				polygon[k], xy = orb.Ring(xy[:l:l]), xy[l:]
			}
			ts[i].Shape[j], points = polygon, points[m:]
		}
		rings = rings[n:]
	}
	if len(rings)+len(points)+len(xy) > 0 {
		return errShapes()
	}
	return nil
}

func errShapes() error { return errDamaged("le contour des territoires", "the territories' outline") }
