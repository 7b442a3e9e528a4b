package hours

import (
	"testing"
	"time"
)

// TestClockIsItsLocation compares the kept offsets with the location's own, an
// hour apart around each change and at odd instants between.
func TestClockIsItsLocation(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Martinique", "America/Cayenne",
		"Indian/Mayotte", "America/Miquelon", "Pacific/Wallis", "Pacific/Noumea"} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		c := clockOf(location)
		var instants []int64
		for _, start := range c.starts {
			instants = append(instants, start-3600, start-1, start, start+1, start+3600)
		}
		for at := int64(-1e8); at < 4.2e9; at += 1234567 {
			instants = append(instants, at)
		}
		for _, at := range instants {
			_, want := time.Unix(at, 0).In(location).Zone()
			if got, until := c.offset(at); got != int64(want) || until <= at {
				t.Errorf("%s at %d: offset %d until %d, want %d", zone, at, got, until, want)
			}
		}
	}
}

// TestDayIsTimes compares the calendar with package time's, over 800 years.
func TestDayIsTimes(t *testing.T) {
	for d := DayOf(1600, 1, 1); d < DayOf(2400, 1, 1); d++ {
		want := time.Unix(int64(d)*secondsADay, 0).UTC()
		year, month, day := d.Date()
		if wantYear, wantMonth, wantDay := want.Date(); year != wantYear || month != wantMonth || day != wantDay {
			t.Fatalf("day %d is %d-%d-%d, want %s", d, year, month, day, want)
		}
		if got := DayOf(year, month, day); got != d {
			t.Fatalf("DayOf(%d, %d, %d) = %d, want %d", year, month, day, got, d)
		}
		if got := d.Weekday(); got != want.Weekday() {
			t.Fatalf("%s: %s, want %s", want, got, want.Weekday())
		}
	}
}
