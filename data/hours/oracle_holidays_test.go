package hours_test

import (
	"slices"
	"testing"
	"time"

	"maillage/data/hours"
	"maillage/say"
)

// Public holidays of 2020 to 2035 are the reference's, place by place, but for
// the days listed: docs/method/opening-hours.md argues for each.
func TestPublicHolidaysOfTheReference(t *testing.T) {
	const from, to = 2020, 2035
	o := startOracle(t)
	goodFriday := func(year int) hours.Day {
		d := hours.DayOf(year, 3, 20)
		for ; ; d++ { // two days before Easter, which is the day before Easter Monday
			if name, ok := hours.France.On(d + 3); ok && name.In(say.English) == "Easter Monday" {
				return d
			}
		}
	}
	on := func(month time.Month, day int) func(int) hours.Day {
		return func(year int) hours.Day { return hours.DayOf(year, month, day) }
	}
	for _, c := range []struct {
		region          string // as the reference names it
		law             hours.PublicHolidays
		theirs, oursToo []func(year int) hours.Day // days that only one side counts
	}{
		{region: "Corse", law: hours.France},
		{region: "Bas-Rhin", law: hours.AlsaceMoselle},
		{region: "Haut-Rhin", law: hours.AlsaceMoselle},
		{region: "Moselle", law: hours.AlsaceMoselle},
		{region: "Guadeloupe", law: hours.Guadeloupe, theirs: []func(int) hours.Day{goodFriday, on(time.July, 21)}},
		{region: "Martinique", law: hours.Martinique, theirs: []func(int) hours.Day{goodFriday, on(time.July, 21)}},
		{region: "Guyane", law: hours.Guyane},
		{region: "La Réunion", law: hours.Reunion},
		{region: "Mayotte", law: hours.Mayotte},
		{region: "Saint-Barthélemy", law: hours.SaintBarthelemy, theirs: []func(int) hours.Day{goodFriday}},
		{region: "Saint-Martin", law: hours.SaintMartin, theirs: []func(int) hours.Day{on(time.May, 27)}, oursToo: []func(int) hours.Day{on(time.May, 28)}},
	} {
		reference := o.off(t, "PH", c.region, from, to)
		var want []hours.Day
		for d := hours.DayOf(from, 1, 1); d < hours.DayOf(to+1, 1, 1); d++ {
			year, _, _ := d.Date()
			is := func(day func(int) hours.Day) bool { return day(year) == d }
			if _, common := hours.France.On(d); slices.Contains(reference, d) && (common || !slices.ContainsFunc(c.theirs, is)) || slices.ContainsFunc(c.oursToo, is) {
				want = append(want, d)
			}
			if slices.ContainsFunc(c.theirs, is) && !slices.Contains(reference, d) {
				t.Errorf("%s: the reference no longer counts %s", c.region, date(d))
			}
		}
		for d := hours.DayOf(from, 1, 1); d < hours.DayOf(to+1, 1, 1); d++ {
			if name, got := c.law.On(d); got != slices.Contains(want, d) {
				t.Errorf("%s, %s: got %v %q, want %v", c.region, date(d), got, name.In(say.English), !got)
			}
		}
	}
}

func date(d hours.Day) string {
	year, month, day := d.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
