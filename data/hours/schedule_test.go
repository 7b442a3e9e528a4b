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
