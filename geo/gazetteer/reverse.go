package gazetteer

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Reverse finds the addresses and the places nearest to a position, none
// farther than so many metres, the nearest first: houses, streets known
// without houses, localities; one house a street. Distances are to the position
// known of each, exactly. Limit 0 is DefaultLimit.
func (g *Gazetteer) Reverse(p orb.Point, within float64, limit int) []Match {
	if limit <= 0 {
		limit = DefaultLimit
	}
	var list []Match
	var found []uint32
	c := g.columns
	first := c.firstInDistrict()
	for len(list) < min(limit, MaxLimit) {
		item, metres, ok := g.boxes.Nearest(p, within, func(item uint32) float64 {
			if slices.Contains(found, item) {
				return math.Inf(1)
			}
			_, metres := c.nearest(first+PlaceID(item), p)
			return metres
		})
		if !ok {
			break
		}
		found = append(found, item)
		place := first + PlaceID(item)
		house, _ := c.nearest(place, p)
		m := c.match(place, c.District[place], house)
		m.Score, m.Metres = 1, metres
		list = append(list, m)
	}
	return list
}

// firstInDistrict is the first place that is no commune and no territory.
func (c *Columns) firstInDistrict() PlaceID {
	if len(c.FirstOfDistrict) == 0 {
		return PlaceID(len(c.Kind))
	}
	return PlaceID(c.FirstOfDistrict[0])
}

// nearest is the nearest house of a place, -1 where it has none, and its
// distance or the place's own; +Inf for what is no address.
func (c *Columns) nearest(place PlaceID, p orb.Point) (house int, metres float64) {
	if Kind(c.Kind[place]) == KindStructure {
		return -1, math.Inf(1)
	}
	from, to := int(c.FirstHouse[place]), int(c.FirstHouse[place+1])
	if from == to {
		return -1, geo.Metres(p, degrees(c.Point, int(place)))
	}
	house, metres = from, math.Inf(1)
	for i := from; i < to; i++ {
		if m := geo.Metres(p, degrees(c.House, i)); m < metres {
			house, metres = i, m
		}
	}
	return house, metres
}
