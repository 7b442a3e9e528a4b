package hours

import (
	"time"

	"github.com/paulmach/orb"
)

// Place is where hours are read: by which clock, under which sun, with which holidays.
type Place struct {
	Location *time.Location // nil: UTC
	Point    orb.Point      // lon, lat, for the sun
	Public   PublicHolidays
	School   *SchoolHolidays // nil: SH is unknown on every day
}
