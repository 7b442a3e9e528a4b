package hours

import "time"

// dates is a DateRange made ready, in one of three forms.
type dates struct {
	DateRange
	form     dateForm
	from, to int // plain: month*32 + day; fixed: days, both included; counted: days from 1 January that it lies within
	runsOver bool
	back, on int // counted: how many years before, and after, a day's own it may have begun in
}

type dateForm uint8

const (
	plain   dateForm = iota // months and days of them, each year
	fixed                   // in years that are given
	counted                 // from Easter, by weekdays, or moved: worked out for each year
)

func compileDates(r DateRange) dates {
	c := dates{DateRange: r}
	switch {
	case r.From.Year != 0:
		c.form = fixed
		c.from, c.to = fixedDates(r)
	case isPlain(r.From) && isPlain(r.To):
		c.form = plain
		c.from = int(r.From.Month)*32 + r.From.Day
		c.to = int(r.To.Month)*32 + r.To.Day
		if r.To.Day == 0 {
			c.to += 31
		}
		if r.After {
			c.to = 13 * 32
		}
		c.runsOver = c.to < c.from
	default:
		c.form = counted
		c.runsOver = !r.After && r.To.bound(false) < r.From.bound(true)
		c.from, c.to = r.From.bound(true).ofYear()-1, r.To.bound(false).ofYear()+1 // a day more either way for leap years
		if r.After {
			c.to = 366
		} else if c.runsOver {
			c.to += 366
		}
		c.back, c.on = max(c.to, 0)/365, max(364-c.from, 0)/365
	}
	return c
}

func isPlain(d Date) bool { return d.Month != 0 && d.Nth == 0 && d.Toward == 0 && d.Offset == 0 }

// fixedDates are the days of a range with years. An end without a year is the next such day.
func fixedDates(r DateRange) (from, to int) {
	var memo easters
	first, ok := r.From.day(r.From.Year, true, &memo)
	if !ok {
		return 1, 0
	}
	if r.After {
		return int(first), 1<<31 - 1
	}
	year := r.To.Year
	if year == 0 {
		year = r.From.Year
	}
	last, ok := r.To.day(year, false, &memo)
	if ok && r.To.Year == 0 && r.To.bound(false) < r.From.bound(true) {
		last, ok = r.To.day(year+1, false, &memo)
	}
	if !ok {
		return 1, 0
	}
	return int(first), int(last)
}

// hold tells whether the range holds a date.
func (r *dates) hold(d *date) bool {
	switch r.form {
	case plain:
		key := int(d.month)*32 + d.dom
		if r.runsOver {
			return key >= r.from || key <= r.to
		}
		return key >= r.from && key <= r.to
	case fixed:
		return int(d.day) >= r.from && int(d.day) <= r.to
	}
	for year := d.year - r.back; year <= d.year+r.on; year++ {
		if n := int(d.day - firstOf(year, time.January)); n >= r.from && n <= r.to && r.heldFrom(d, year) {
			return true
		}
	}
	return false
}

// heldFrom tells whether the range that begins in a year holds a date.
func (r *dates) heldFrom(d *date, year int) bool {
	first, ok := r.From.day(year, true, &d.easters)
	if !ok || d.day < first {
		return false
	}
	if r.After {
		return d.year == year
	}
	if r.runsOver {
		year++
	}
	last, ok := r.To.day(year, false, &d.easters)
	return ok && d.day <= last
}

// day is a date's day in a year: of a whole month its first, or its last. Of a
// day that its month has not, as 29 February, what begins begins the day after,
// and what ends ends with the month. ok is false for a fifth weekday of a month with four.
func (d *Date) day(year int, begins bool, memo *easters) (day Day, ok bool) {
	switch {
	case d.Month == 0:
		day = memo.of(year)
	case d.Nth != 0:
		if day, ok = nthWeekday(year, d.Month, d.Weekday, d.Nth); !ok {
			return 0, false
		}
	case d.Day == 0 && begins:
		day = firstOf(year, d.Month)
	case d.Day == 0:
		day = firstOf(year, d.Month) + Day(monthDays(year, d.Month)-1)
	default:
		dom := d.Day
		if length := monthDays(year, d.Month); dom > length {
			dom = length
			if begins {
				dom++
			}
		}
		day = firstOf(year, d.Month) + Day(dom-1)
	}
	if d.Toward != 0 {
		if d.Toward > 0 {
			day += Day((d.TowardDay - day.Weekday() + 7) % 7)
		} else {
			day -= Day((day.Weekday() - d.TowardDay + 7) % 7)
		}
	}
	return day + Day(d.Offset), true
}

// nthWeekday is a month's n-th weekday, from its end where n is negative.
func nthWeekday(year int, month time.Month, weekday time.Weekday, n int) (Day, bool) {
	first, length := firstOf(year, month), monthDays(year, month)
	dom := int((weekday-first.Weekday()+7)%7) + 1 + 7*(n-1)
	if n < 0 {
		last := first + Day(length-1)
		dom = length - int((last.Weekday()-weekday+7)%7) + 7*(n+1)
	}
	return first + Day(dom-1), dom >= 1 && dom <= length
}

// bound is the earliest, or the latest, that a date can be in a year, as a day of
// the leap year 2000. A range runs over the new year when its end is always
// before its beginning: one with Easter must not in some years only.
const boundYear = 2000

func (d *Date) bound(earliest bool) Day {
	low, high := 1, monthDays(boundYear, max(d.Month, 1))
	month := d.Month
	switch {
	case d.Month == 0:
		month, low, high = time.March, 22, 31+25 // 22 March to 25 April
	case d.Nth > 0:
		low, high = 7*d.Nth-6, min(7*d.Nth, high)
	case d.Nth < 0:
		low, high = max(high+7*d.Nth+1, 1), high+7*(d.Nth+1)
	case d.Day != 0:
		low, high = d.Day, d.Day
	}
	if earliest {
		return DayOf(boundYear, month, low) + Day(d.Offset+min(d.Toward, 0)*6)
	}
	return DayOf(boundYear, month, high) + Day(d.Offset+max(d.Toward, 0)*6)
}

// ofYear is how many days after 1 January a day of bound's year is.
func (d Day) ofYear() int { return int(d - firstOf(boundYear, time.January)) }

// easters keeps the Easter Sundays of the years asked for last: of one, those before and after it.
type easters struct {
	year [4]int
	day  [4]Day
}

func (e *easters) of(year int) Day {
	i := year & 3
	if e.year[i] != year || year == 0 {
		e.year[i], e.day[i] = year, easter(year)
	}
	return e.day[i]
}
