package region

import (
	"slices"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// A file of before the calendar, or with one of a newer form, is a region that knows of no school holidays.
func TestAFileWithoutCalendarOpens(t *testing.T) {
	older, newer := encode(tinyParts()), encode(tinyParts())
	at := slices.IndexFunc(newer, func(w written) bool { return w.name == "calendar" })
	older, newer[at].version = slices.Delete(older, at, at+1), newer[at].version+1
	for _, sections := range [][]written{older, newer} {
		f, err := openBytes(t, encodeBytes(t, sections))
		if err != nil {
			t.Fatal(err)
		}
		p, err := f.parts()
		if err != nil {
			t.Fatal(err)
		}
		if len(p.tables.Calendars) != 0 || len(p.tables.Sites) == 0 {
			t.Errorf("got %d calendars and %d sites", len(p.tables.Calendars), len(p.tables.Sites))
		}
	}
}

func TestDaysThatCannotBeAreRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		days hours.DayRange
		fine bool
	}{
		{"none", hours.DayRange{From: 5, To: 5}, true},
		{"long ago", hours.DayRange{From: -maxDay, To: 0}, true},
		{"before that", hours.DayRange{From: -maxDay - 1, To: 0}, false},
		{"far ahead", hours.DayRange{From: maxDay + 1, To: maxDay + 2}, false},
		{"too many", hours.DayRange{From: 0, To: maxDay + 1}, false},
		{"backwards", hours.DayRange{From: 5, To: 4}, false},
	} {
		p := tinyParts()
		p.tables.Calendars[0].Off = []hours.DayRange{c.days}
		section := dataSections[slices.IndexFunc(dataSections, func(s section) bool { return s.name == "calendar" })]
		columns := readColumns(encodeSection(section, p).bytes)
		got := &parts{}
		if walkCalendar(columns, got); (columns.err == nil) != c.fine {
			t.Errorf("%s: got the error %v", c.name, columns.err)
		} else if c.fine && got.tables.Calendars[0].Off[0] != c.days {
			t.Errorf("%s: got %v, want %v", c.name, got.tables.Calendars[0].Off, c.days)
		}
	}
}

// The recipe as it stands finds the shared file beside the region's folder, and
// what it tells passes through the snapshot.
func TestCorseKnowsItsSchoolHolidays(t *testing.T) {
	ds := throughFile(t, builtCorse(t)).Dataset
	if n := len(ds.Calendars); n != 1 || ds.Calendars[0].Academie != "Corse" || ds.Calendars[0].Source != "calendrier-scolaire" {
		t.Fatalf("%d calendars: %+v", n, ds.Calendars)
	}
	for i := range ds.Sites {
		place := ds.HoursPlace(&ds.Sites[i])
		if (place.School != nil) != (ds.Sites[i].Commune != data.NoTerritory) || place.Location.String() != "Europe/Paris" {
			t.Fatalf("site %d: got %+v", i, place)
		}
		if place.School == nil {
			continue
		}
		off, known := place.School.On(hours.DayOf(2024, time.February, 24))
		if _, later := place.School.On(hours.DayOf(2026, time.November, 25)); !off || !known || later {
			t.Fatalf("site %d: 24 February 2024 off %v, known %v; 25 November 2026 known %v", i, off, known, later)
		}
	}
}
