package hours_test

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	datesIn  = regexp.MustCompile(`(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: (\d\d?))?`)
	yearsIn  = regexp.MustCompile(`\b20[1-4]\d\b`)
	clocksIn = regexp.MustCompile(`\b(\d\d):(\d\d)\b`)
)

// marks are what a value says of years, dates and times of the day.
type marks struct {
	easter        bool
	years         []string
	dates, clocks [][]string
}

func marksIn(value string) marks {
	return marks{strings.Contains(value, "easter"), yearsIn.FindAllString(value, -1), datesIn.FindAllStringSubmatch(value, -1), clocksIn.FindAllStringSubmatch(value, -1)}
}

// instants picks moments at which a value is likely to change its mind: its own
// times on its own dates, the nights when clocks change, ends of years and of
// Februaries, holidays; a minute before, at, or after.
func (a author) instants(value string, n int) []int64 {
	last := 2034
	if strings.Contains(value, "SH") {
		last = 2024 // the reference knows Corsica's school holidays until 2025
	}
	its, list := marksIn(value), make([]int64, n)
	for i := range list {
		year := 2020 + a.IntN(last-2019)
		if len(its.years) > 0 && a.IntN(2) == 0 {
			if year, _ = strconv.Atoi(its.years[a.IntN(len(its.years))]); a.IntN(4) == 0 {
				year++
			}
			year = max(2020, min(year, last))
		}
		date := a.dayOf(its, year).AddDate(0, 0, a.IntN(3)-1)
		hour, minute := a.timeOf(its)
		list[i] = time.Date(date.Year(), date.Month(), date.Day(), hour, minute+a.IntN(3)-1, 0, 0, paris).Unix()
	}
	return list
}

// dayOf picks a day of a year.
func (a author) dayOf(its marks, year int) time.Time {
	day := func(month time.Month, day int) time.Time { return time.Date(year, month, day, 12, 0, 0, 0, time.UTC) }
	switch n := a.IntN(20); {
	case n < 6 && len(its.dates) > 0:
		m := its.dates[a.IntN(len(its.dates))]
		month, err := time.Parse("Jan", m[1])
		if err != nil {
			panic(err)
		}
		if number, err := strconv.Atoi(m[2]); err == nil {
			return day(month.Month(), number)
		}
		return day(month.Month(), 1+a.IntN(31))
	case n == 6: // the last Sunday of March or October
		date := day([]time.Month{time.March, time.October}[a.IntN(2)], 31)
		return date.AddDate(0, 0, -int(date.Weekday()))
	case n == 7:
		return day(time.February, 28+a.IntN(2))
	case n == 8:
		return day(time.December, 31)
	case n == 9:
		return [...]time.Time{day(time.May, 1), day(time.July, 14), day(time.December, 25), day(time.November, 11)}[a.IntN(4)]
	case n == 10 || its.easter && n < 14:
		return day(time.March, 20+a.IntN(40))
	default:
		return day(time.January, 1+a.IntN(365))
	}
}

// timeOf picks a time of the day, most often one of the value's own.
func (a author) timeOf(its marks) (hour, minute int) {
	if len(its.clocks) == 0 || a.IntN(3) == 0 {
		return a.IntN(24), a.IntN(60)
	}
	m := its.clocks[a.IntN(len(its.clocks))]
	hour, _ = strconv.Atoi(m[1])
	minute, _ = strconv.Atoi(m[2])
	return hour % 24, minute
}
