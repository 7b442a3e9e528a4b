package demo

import (
	"math/rand/v2"
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// The school years that the calendar tells of, by the year they begin in.
const (
	firstSchoolYear = 2024
	lastSchoolYear  = 2034
)

// schoolCalendar draws the holidays of the region's one académie: two weeks after
// each seven or so, the winter's at one of three dates, as zones have them.
func schoolCalendar(r *rand.Rand) data.SchoolCalendar {
	c := data.SchoolCalendar{Source: sourceSchools, SchoolHolidays: hours.SchoolHolidays{
		Academie: academieName, From: after(firstSchoolYear, time.September, 1, time.Monday), To: after(lastSchoolYear+1, time.September, 1, time.Monday),
	}}
	for _, d := range departements {
		c.Departements = append(c.Departements, d.code)
	}
	for year := firstSchoolYear; year <= lastSchoolYear; year++ {
		fortnight := func(from hours.Day) { c.Off = append(c.Off, hours.DayRange{From: from, To: from + 16}) }
		winter := after(year+1, time.February, 6, time.Saturday) + hours.Day(7*r.IntN(3))
		fortnight(after(year, time.October, 17, time.Saturday))
		fortnight(after(year, time.December, 18, time.Saturday))
		fortnight(winter)
		fortnight(winter + 8*7)
		c.Off = append(c.Off, hours.DayRange{From: after(year+1, time.July, 3, time.Saturday), To: after(year+1, time.September, 1, time.Monday)})
	}
	return c
}

// after is the first such weekday on or after a date.
func after(year int, month time.Month, day int, weekday time.Weekday) hours.Day {
	d := hours.DayOf(year, month, day)
	return d + hours.Day((weekday-d.Weekday()+7)%7)
}
