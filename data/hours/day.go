package hours

import "time"

// Day is a day of the proleptic Gregorian calendar, counted from 1 January 1970, wherever one is.
type Day int32

// DayOf is a date's day; months and days past their end run on, as with time.Date.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// DayAt is the day of an instant on the clock of its location.
func DayAt(t time.Time) Day {
	year, month, day := t.Date()
	return DayOf(year, month, day)
}

// Date is the day's year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) {
	return time.Unix(int64(d)*24*60*60, 0).UTC().Date()
}

// Weekday is the day's place in the week.
func (d Day) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }
