package hours

import (
	"testing"
	"time"
)

func paris(t testing.TB) Place {
	t.Helper()
	location, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return Place{Location: location}
}

func span(from, to int) Span {
	return Span{From: Moment{Minutes: from * 60}, To: Moment{Minutes: to * 60}}
}

func on(from, to time.Weekday) []WeekdayRange { return []WeekdayRange{{From: from, To: to}} }

// TestWeekOfRules tells the states of one week of 2026, Monday 23 November on, as its changes.
func TestWeekOfRules(t *testing.T) {
	place := paris(t)
	from := time.Date(2026, 11, 23, 0, 0, 0, 0, place.Location)
	for _, c := range []struct {
		name  string
		rules Rules
		want  string
	}{
		{"nothing said", nil, "Mon00:00 unknown"},
		{"always", Rules{{}}, "Mon00:00 open"},
		{"two spans", Rules{{Weekdays: on(1, 2), Times: []Span{span(8, 12), span(14, 18)}}},
			"Mon00:00 closed Mon08:00 open Mon12:00 closed Mon14:00 open Mon18:00 closed Tue08:00 open Tue12:00 closed Tue14:00 open Tue18:00 closed"},
		{"a day's night goes with it", Rules{{Weekdays: on(1, 3), Times: []Span{span(22, 26)}}, {Weekdays: on(2, 2), Modifier: SaysClosed}},
			"Mon00:00 closed Mon22:00 open Tue02:00 closed Wed22:00 open Thu02:00 closed"},
	} {
		got := ""
		for held := range Compile(c.rules, place).Intervals(from, from.AddDate(0, 0, 7)) {
			got += " " + held.From.Format("Mon15:04") + " " + held.State.String()
		}
		if got != " "+c.want {
			t.Errorf("%s:\n got%s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestUnknownSchoolHolidays reads a day both with and without the holiday: where both give one state, that is it.
func TestUnknownSchoolHolidays(t *testing.T) {
	for _, c := range []struct {
		value string
		at    string // of Monday 23 November 2026
		want  State
	}{
		{"Mo-Fr 08:00-17:00; SH off", "10:00", Unknown},
		{"Mo-Fr 08:00-17:00; SH off", "20:00", Closed},
		{"Mo 08:00-17:00; SH 09:00-12:00", "10:00", Open},
		{"Mo 08:00-17:00; SH 09:00-12:00", "08:30", Unknown},
		{"Su 22:00-02:00; SH 20:00-21:00", "01:00", Unknown}, // Sunday's holiday takes Sunday's night along
		{"SH off; Mo 08:00-17:00", "10:00", Open},
	} {
		place := paris(t)
		at, err := time.ParseInLocation(time.DateTime, "2026-11-23 "+c.at+":00", place.Location)
		if err != nil {
			t.Fatal(err)
		}
		s := scheduleOf(t, c.value, place)
		status := s.Status(at)
		if got := s.At(at); got != c.want || status.State != c.want {
			t.Errorf("%s at %s: At %s, Status %s, want %s", c.value, c.at, got, status.State, c.want)
		}
		if (c.want == Unknown) != (status.Reason == SchoolNotKnown) {
			t.Errorf("%s at %s: reason %d, comment %q", c.value, c.at, status.Reason, status.Comment)
		}
	}
}

// TestSchoolHolidaysAtSeveralOffsets: where they are not known all questions agree, even at times that other rules decide.
func TestSchoolHolidaysAtSeveralOffsets(t *testing.T) {
	place := paris(t)
	at := time.Date(2026, 11, 23, 10, 30, 0, 0, place.Location)
	for value, want := range map[string]State{
		"SH 08:00-09:00, SH -1 day 09:00-10:00, Mo 10:00-12:00": Unknown, // all of the day is in doubt
		"SH off; SH -1 day off; Mo 10:00-12:00":                 Open,    // what they say is replaced
	} {
		s := scheduleOf(t, value, place)
		if got, status, received := s.At(at), s.Status(at).State, s.Received(at, time.Hour); got != want || status != want || received != want {
			t.Errorf("%s: At %s, Status %s, Received %s, want %s", value, got, status, received, want)
		}
	}
}

// TestWeekIsBits: only quarter-hours that are open throughout count.
func TestWeekIsBits(t *testing.T) {
	s := scheduleOf(t, "Mo 08:20-12:00; Su 22:00-26:00; Tu 08:00-09:00 unknown", paris(t))
	week := s.Week(DayOf(2026, 11, 25))
	for _, c := range []struct {
		day    time.Weekday
		minute int
		want   bool
	}{{1, 495, false}, {1, 510, true}, {1, 719, true}, {1, 720, false}, {1, 60, true}, {2, 490, false}, {0, 1439, true}} {
		if got := week.Holds(c.day, c.minute); got != c.want {
			t.Errorf("%s at minute %d: %v, want %v", c.day, c.minute, got, c.want)
		}
	}
	if got, want := week.Hours(), 3.5+2+2; got != want {
		t.Errorf("%v hours, want %v", got, want)
	}
}
