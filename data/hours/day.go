package hours

import "time"

// Day is a day of the proleptic Gregorian calendar, counted from 1 January 1970, wherever one is.
type Day int32

const secondsADay = 24 * 60 * 60

// DayOf is a date's day; months and days past their end run on, as with time.Date.
func DayOf(year int, month time.Month, day int) Day {
	if month < time.January || month > time.December {
		return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsADay)
	}
	return firstOf(year, month) + Day(day-1)
}

// DayAt is the day of an instant on the clock of its location.
func DayAt(t time.Time) Day {
	year, month, day := t.Date()
	return DayOf(year, month, day)
}

// The calendar repeats every 400 years of 146,097 days. Counted from 1 March,
// leap days come last in their year, and the months' lengths follow a line
// (Richards, in the Explanatory Supplement to the Astronomical Almanac, 2013, § 15.11).
const (
	daysACycle  = 146097
	daysToEpoch = 719468 // from 1 March of the year 0 to 1 January 1970
)

// firstOf is the first day of a month, without the detour of time.Date.
func firstOf(year int, month time.Month) Day {
	if month <= time.February {
		year--
		month += 12
	}
	cycle := floorDiv(year, 400)
	y := year - cycle*400
	return Day(cycle*daysACycle + y*365 + y/4 - y/100 + (153*int(month-3)+2)/5 - daysToEpoch)
}

// Date is the day's year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) {
	n := int(d) + daysToEpoch
	cycle := floorDiv(n, daysACycle)
	n -= cycle * daysACycle
	y := (n - n/1460 + n/36524 - n/(daysACycle-1)) / 365
	n -= y*365 + y/4 - y/100
	m := (5*n + 2) / 153
	year, month, day = cycle*400+y, time.Month(m+3), n-(153*m+2)/5+1
	if month > time.December {
		return year + 1, month - 12, day
	}
	return year, month, day
}

// Weekday is the day's place in the week.
func (d Day) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }

// monthDays is how many days a month has.
func monthDays(year int, month time.Month) int {
	switch month {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	default:
		return 31
	}
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
