package demo

import (
	"testing"
	"time"

	"maillage/data/hours"
)

// The académie has what an académie has: five holidays a year, of whole weeks
// that begin on a Saturday and end on a Monday, five to thirteen weeks of classes
// between them, and every commune's sites know them.
func TestSchoolHolidaysAreLikeRealOnes(t *testing.T) {
	ds, _ := demo(t)
	if len(ds.Calendars) != 1 {
		t.Fatalf("%d calendars, want 1", len(ds.Calendars))
	}
	c := ds.Calendars[0]
	if got, want := len(c.Off), 5*(lastSchoolYear-firstSchoolYear+1); got != want {
		t.Errorf("%d holidays, want %d", got, want)
	}
	before := c.From
	for _, r := range c.Off {
		classes, off := r.From-before, r.To-r.From
		if r.From.Weekday() != time.Saturday || r.To.Weekday() != time.Monday || off != 16 && (off < 50 || off > 66) || classes < 5*7-2 || classes > 13*7 {
			t.Errorf("%d days of classes, then %d of holidays from day %d", classes, off, r.From)
		}
		before = r.To
	}
	for i := range ds.Sites {
		if ds.HoursPlace(&ds.Sites[i]).School == nil {
			t.Fatalf("site %d knows of no school holidays", i)
		}
	}
	for _, day := range []struct {
		date hours.Day
		off  bool
	}{{hours.DayOf(2026, time.November, 25), false}, {hours.DayOf(2026, time.August, 12), true}, {hours.DayOf(2026, time.December, 25), true}} {
		if off, known := c.On(day.date); off != day.off || !known {
			t.Errorf("day %d: got off %v, known %v; want %v", day.date, off, known, day.off)
		}
	}
}
