package road_test

import (
	"maillage/geo/road"
	"maillage/internal/stitch"
)

func init() {
	road.Stitch = func(world func(road.Taker), copies int, to road.Taker) error {
		sheet := &stitch.Sheet{}
		world(sheet)
		return sheet.Lay(copies, to)
	}
}
