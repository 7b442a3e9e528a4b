package hours

import "testing"

func TestSchoolHolidaysAreKnownWhereTheyWereTold(t *testing.T) {
	day := func(date string) Day { return dayOn(t, date) }
	s := &SchoolHolidays{
		From: day("2025-10-18"), To: day("2026-07-05"),
		Off: []DayRange{
			{day("2025-10-18"), day("2025-11-03")}, {day("2025-12-20"), day("2026-01-05")}, {day("2026-05-15"), day("2026-05-16")}, {day("2026-07-04"), day("2026-07-05")},
		},
		Doubt: []DayRange{{day("2026-03-01"), day("2026-04-01")}},
	}
	for _, c := range []struct {
		name, date string
		off, known bool
	}{
		{"the eve of all that is told", "2025-10-17", false, false},
		{"the first day told", "2025-10-18", true, true},
		{"the last day off", "2025-11-02", true, true},
		{"classes resume", "2025-11-03", false, true},
		{"over the new year", "2026-01-01", true, true},
		{"before the doubt", "2026-02-28", false, true},
		{"in doubt", "2026-03-01", false, false},
		{"the last day in doubt", "2026-03-31", false, false},
		{"after the doubt", "2026-04-01", false, true},
		{"one day", "2026-05-15", true, true},
		{"the day after", "2026-05-16", false, true},
		{"the last day told", "2026-07-04", true, true},
		{"after all that is told", "2026-07-05", false, false},
	} {
		if off, known := s.On(day(c.date)); off != c.off || known != c.known {
			t.Errorf("%s (%s): got off %v, known %v; want %v, %v", c.name, c.date, off, known, c.off, c.known)
		}
	}
	if off, known := (*SchoolHolidays)(nil).On(0); off || known {
		t.Errorf("no calendar: got off %v, known %v", off, known)
	}
}
