package region

import (
	"maillage/data"
	"maillage/data/hours"
)

// walkCalendar keeps the school holidays of the region's académies. Days count
// from 1 January 1970; a range is its first day and how many days it has.
func walkCalendar(c *columns, p *parts) {
	recordColumn(c, "records", func(r *records) { list(r, &p.tables.Calendars, 7, walkSchoolCalendar) })
}

func walkSchoolCalendar(r *records, c *data.SchoolCalendar) {
	word(r, &c.Source)
	words(r, &c.Departements)
	word(r, &c.Academie)
	told := hours.DayRange{From: c.From, To: c.To}
	walkDays(r, &told)
	c.From, c.To = told.From, told.To
	list(r, &c.Off, 2, walkDays)
	list(r, &c.Doubt, 2, walkDays)
}

func walkDays(r *records, days *hours.DayRange) {
	from, length := int(days.From), int(days.To-days.From)
	r.integer(&from)
	r.integer(&length)
	// Ten thousand years either way: sums of days cannot overflow.
	if r.reading && (from < -maxDay || from > maxDay || length < 0 || length > maxDay) {
		r.fail()
		return
	}
	days.From, days.To = hours.Day(from), hours.Day(from+length)
}

const maxDay = 10000 * 366
