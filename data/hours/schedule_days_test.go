package hours

import (
	"testing"
	"time"

	"maillage/internal/racing"
)

// TestDaysThatTrip tells the intervals of days that calendars and clocks trip
// over, each worked out by hand, in wall time with its offset where it matters.
func TestDaysThatTrip(t *testing.T) {
	const withOffset, withDay = "15:04-07", "02 Jan 15:04"
	for _, c := range []struct{ name, value, from, to, layout, want string }{
		{"the night the clock goes forward: an hour less", "Sa 22:00-04:00", "2026-03-28 21:00", "2026-03-29 06:00", withOffset,
			"21:00+01 closed, 22:00+01 open, 04:00+02 closed"},
		{"02:30 does not exist that night", "Su 02:30-05:00", "2026-03-29 00:00", "2026-03-29 06:00", withOffset,
			"00:00+01 closed, 03:00+02 open, 05:00+02 closed"},
		{"the night the clock goes back: an hour more", "Sa 22:00-04:00", "2026-10-24 21:00", "2026-10-25 06:00", withOffset,
			"21:00+02 closed, 22:00+02 open, 04:00+01 closed"},
		{"02:30 comes twice that night", "Su 02:30-02:45", "2026-10-25 00:00", "2026-10-25 06:00", withOffset,
			"00:00+02 closed, 02:30+02 open, 02:45+02 closed, 02:30+01 open, 02:45+01 closed"},
		{"29 February", "Feb 29 10:00-12:00", "2024-02-28 00:00", "2024-03-02 00:00", withDay,
			"28 Feb 00:00 closed, 29 Feb 10:00 open, 29 Feb 12:00 closed"},
		{"no 29 February", "Feb 29 10:00-12:00", "2026-02-28 00:00", "2026-03-02 00:00", withDay, "28 Feb 00:00 closed"},
		{"the last Sunday of a leap February", "Feb Su[-1] 10:00-12:00", "2032-02-28 00:00", "2032-03-02 00:00", withDay,
			"28 Feb 00:00 closed, 29 Feb 10:00 open, 29 Feb 12:00 closed"},
		{"Easter Monday is a holiday", "Mo-Fr 09:00-12:00; PH off", "2026-04-05 00:00", "2026-04-08 00:00", withDay,
			"05 Apr 00:00 closed, 07 Apr 09:00 open, 07 Apr 12:00 closed"},
		{"Easter Monday by its name", "easter +1 day 10:00-11:00", "2026-04-05 00:00", "2026-04-08 00:00", withDay,
			"05 Apr 00:00 closed, 06 Apr 10:00 open, 06 Apr 11:00 closed"},
		{"1 May on a Saturday", "Mo-Sa 09:00-12:00; PH off", "2027-04-30 00:00", "2027-05-04 00:00", withDay,
			"30 Apr 00:00 closed, 30 Apr 09:00 open, 30 Apr 12:00 closed, 03 May 09:00 open, 03 May 12:00 closed"},
		{"a Saturday of its own does not open 1 May", "Mo-Fr 09:00-12:00; PH off; Sa[1] 10:00-11:00; May 1 off", "2027-04-30 13:00", "2027-05-03 00:00", withDay,
			"30 Apr 13:00 closed"},
		{"a month of five Mondays", "Mo[2,4] 14:00-17:00", "2026-11-01 00:00", "2026-12-01 00:00", withDay,
			"01 Nov 00:00 closed, 09 Nov 14:00 open, 09 Nov 17:00 closed, 23 Nov 14:00 open, 23 Nov 17:00 closed"},
		{"the fifth Monday is the last", "Mo[5] 14:00-17:00; Mo[-1] 15:00-16:00", "2026-11-23 00:00", "2026-12-29 00:00", withDay,
			"23 Nov 00:00 closed, 30 Nov 15:00 open, 30 Nov 16:00 closed, 28 Dec 15:00 open, 28 Dec 16:00 closed"},
		{"the year's end: closed over it, and its night", "Mo-Su 20:00-26:00; Dec 24-Jan 1 off", "2026-12-23 12:00", "2027-01-03 00:00", withDay,
			"23 Dec 12:00 closed, 23 Dec 20:00 open, 24 Dec 02:00 closed, 02 Jan 20:00 open"},
		{"New Year's Eve runs into the year", "Dec 31 20:00-28:00", "2026-12-31 00:00", "2027-01-02 00:00", withDay,
			"31 Dec 00:00 closed, 31 Dec 20:00 open, 01 Jan 04:00 closed"},
		{"a day more than a year after its date", "Dec 31 +366 days 10:00-11:00", "2026-12-31 12:00", "2027-01-03 00:00", withDay,
			"31 Dec 12:00 closed, 01 Jan 10:00 open, 01 Jan 11:00 closed"},
		{"a day more than a year before its date", "Jan 1 -366 days 10:00-11:00", "2024-12-30 12:00", "2025-01-02 00:00", withDay,
			"30 Dec 12:00 closed, 31 Dec 10:00 open, 31 Dec 11:00 closed"},
		{"week 53 ends in January", "week 53 10:00-11:00", "2027-01-02 12:00", "2027-01-05 00:00", withDay,
			"02 Jan 12:00 closed, 03 Jan 10:00 open, 03 Jan 11:00 closed"},
	} {
		place := paris(t)
		from, to := wallTime(t, c.from, place), wallTime(t, c.to, place)
		got := ""
		for held := range scheduleOf(t, c.value, place).Intervals(from, to) {
			if got != "" {
				got += ", "
			}
			got += held.From.Format(c.layout) + " " + held.State.String()
		}
		if got != c.want {
			t.Errorf("%s (%s):\n got %s\nwant %s", c.name, c.value, got, c.want)
		}
	}
}

func wallTime(t testing.TB, s string, place Place) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, place.Location)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestReceivedOnDaysThatTrip is who is received, and when next, on the same kind of days.
func TestReceivedOnDaysThatTrip(t *testing.T) {
	for _, c := range []struct {
		name, value, at string
		stay            time.Duration
		want            State
		next            string // with its offset
	}{
		{"two real hours do not fit between 00:00 and 03:00", "Su 00:00-03:00", "2026-03-29 00:30", 2 * time.Hour, Closed, "2026-04-05 00:00+02"},
		{"an hour and a half does", "Su 00:00-03:00", "2026-03-29 00:30", 90 * time.Minute, Open, "2026-03-29 00:30+01"},
		{"three and a half real hours fit when the clock goes back", "Su 00:00-03:00", "2026-10-25 00:15", 210 * time.Minute, Open, "2026-10-25 00:15+02"},
		{"four do not", "Su 00:00-03:00", "2026-10-25 00:15", 4 * time.Hour, Closed, ""},
		{"29 February is awaited", "Feb 29 10:00-12:00", "2027-09-01 00:00", 15 * time.Minute, Closed, "2028-02-29 10:00+01"},
		{"Easter Monday is waited out", "Mo-Fr 09:00-12:00; PH off", "2026-04-06 10:00", 15 * time.Minute, Closed, "2026-04-07 09:00+02"},
		{"1 May on a Saturday is waited out", "Mo-Sa 09:00-12:00; PH off", "2027-05-01 10:00", 15 * time.Minute, Closed, "2027-05-03 09:00+02"},
		{"the fifth Monday is no permanence", "Mo[2,4] 14:00-17:00", "2026-11-30 14:00", 15 * time.Minute, Closed, "2026-12-14 14:00+01"},
		{"too late for the fourth", "Mo[2,4] 14:00-17:00", "2026-11-23 16:50", 15 * time.Minute, Closed, "2026-12-14 14:00+01"},
		{"over the year's end", "Mo-Fr 09:00-12:00; Dec 24-Jan 2 off", "2026-12-23 11:50", 15 * time.Minute, Closed, "2027-01-04 09:00+01"},
		{"at midnight of the new year", "Dec 31 20:00-28:00", "2026-12-31 23:50", 30 * time.Minute, Open, "2026-12-31 23:50+01"},
	} {
		place := paris(t)
		s, at := scheduleOf(t, c.value, place), wallTime(t, c.at, place)
		if got := s.Received(at, c.stay); got != c.want {
			t.Errorf("%s: received %s, want %s", c.name, got, c.want)
		}
		if c.next == "" {
			continue
		}
		next, _, ok := s.Next(at, c.stay, 366)
		if got := next.Format("2006-01-02 15:04-07"); !ok || got != c.next {
			t.Errorf("%s: next %s (%v), want %s", c.name, got, ok, c.next)
		}
	}
}

// TestHalfASecondShort: who comes half a second too late is not received now, whichever is asked.
func TestHalfASecondShort(t *testing.T) {
	place := paris(t)
	s, at := scheduleOf(t, "Mo 10:00-12:00", place), wallTime(t, "2026-11-23 11:45", place).Add(500*time.Millisecond)
	if got := s.Received(at, 15*time.Minute); got != Closed {
		t.Errorf("received %s, want %s", got, Closed)
	}
	next, _, ok := s.Next(at, 15*time.Minute, 14)
	if want := wallTime(t, "2026-11-30 10:00", place); !ok || !next.Equal(want) {
		t.Errorf("next %s (%v), want %s", next, ok, want)
	}
}

// TestAskingDoesNotAllocate: many doors are asked when they open next, and most do within days.
func TestAskingDoesNotAllocate(t *testing.T) {
	if racing.On {
		t.Skip("the race detector allocates")
	}
	place := corte(t)
	s, at := scheduleOf(t, usualValues[0].value, place), wallTime(t, "2026-11-20 18:00", place)
	for _, c := range []struct {
		name string
		ask  func()
	}{
		{"At", func() { s.At(at) }},
		{"Received", func() { s.Received(at, 15*time.Minute) }},
		{"Status", func() { s.Status(at) }},
		{"Next", func() { s.Next(at, 15*time.Minute, 14) }},
	} {
		if got := testing.AllocsPerRun(10, c.ask); got != 0 {
			t.Errorf("%s allocates %v times", c.name, got)
		}
	}
}
