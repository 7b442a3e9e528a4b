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

// PublicHolidays says whose law names the public holidays of a place.
type PublicHolidays uint8

// SchoolHolidays are the holidays of one académie, as far as they were published.
type SchoolHolidays struct {
	Academie string     // as the Ministry writes it: "Corse"
	From, To Day        // the days told of, To excluded; outside them nothing is known
	Off      []DayRange // sorted, apart from each other
}

// DayRange is the days From to To, To excluded.
type DayRange struct{ From, To Day }
