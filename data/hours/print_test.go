package hours

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// What Parse never gives but others may make is written so that it is read
// with the meaning it has.
func TestStringWritesRulesMadeByHand(t *testing.T) {
	monday := []WeekdayRange{{From: time.Monday, To: time.Monday}}
	day := func(year int, month time.Month, day int) Date { return Date{Year: year, Month: month, Day: day} }
	single := func(d Date) []DateRange { return []DateRange{{From: d, To: d}} }
	ten := []Span{{From: Moment{Minutes: 600}, To: Moment{Minutes: 720}}}
	for _, c := range []struct {
		name  string
		rules Rules
		want  string
	}{
		{"none", nil, ""},
		{"the first joins nothing", Rules{{Join: Fallback, Weekdays: monday}}, "Mo"},
		{"a year of all dates", Rules{{Years: []YearRange{{2025, 2025, 1}}, Dates: append(single(day(0, time.December, 24)), single(day(0, time.January, 5))...)}}, "2025,2025 Dec 24,Jan 05"},
		{"a year of easter", Rules{{Years: []YearRange{{2025, 2025, 1}}, Dates: single(Date{Offset: 1})}}, "2025,2025 easter +1 day"},
		{"a year of months", Rules{{Years: []YearRange{{2025, 2025, 1}}, Dates: single(day(0, time.May, 0))}}, "2025 May"},
		{"a year of months, then times", Rules{{Years: []YearRange{{2025, 2025, 1}}, Dates: single(day(0, time.May, 0)), Times: ten}}, "2025 May: 10:00-12:00"},
		{"several nth weekdays of a month", Rules{{Dates: single(day(0, time.May, 0)), Weekdays: []WeekdayRange{{time.Monday, time.Monday, NthOf(2) | NthOf(4), 0}}}}, "May: Mo[2,4]"},
		{"months with years", Rules{{Dates: []DateRange{{From: day(2025, time.November, 0), To: day(2028, time.February, 0)}}}}, "2025 Nov 01-2028 Feb 29"},
		{"the nth weekday of a month", Rules{{Dates: single(Date{Month: time.March, Nth: -1, Offset: -3})}}, "Mar Su[-1] -3 days-Mar Su[-1] -3 days"},
		{"days, then more", Rules{{Weekdays: monday}, {Join: Additional, Weekdays: monday, Times: ten}}, "Mo open, Mo 10:00-12:00"},
		{"times, then times alone", Rules{{Weekdays: monday, Times: ten}, {Join: Additional, Times: ten}}, "Mo 10:00-12:00 open, 10:00-12:00"},
		{"all, then more", Rules{{}, {Join: Additional, Weekdays: monday, Times: ten}}, "open, Mo 10:00-12:00"},
		{"a quote in a comment", Rules{{Comment: `a "b"`}}, `"a 'b'"`},
		{"an end by the clock before its beginning", Rules{{Times: []Span{{From: Moment{Minutes: 1320}, To: Moment{Minutes: 120}}}}}, "22:00-02:00"},
		{"among no weekdays", Rules{{Holidays: []Holiday{{}}, HolidaysAmong: true, Modifier: SaysClosed}}, "PH off"},
	} {
		got := c.rules.String()
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if again, err := Parse(got); c.rules != nil && err != nil {
			t.Errorf("%s: %s is not read back: %v", c.name, got, err)
		} else if again.String() != got {
			t.Errorf("%s: %s is written %s once read", c.name, got, again)
		}
	}
	if got := (&Rule{Join: Fallback, Weekdays: monday, Times: ten}).String(); got != "Mo 10:00-12:00" {
		t.Errorf("one rule: got %s", got)
	}
}

// TestRulesSurvivePaper draws rules of every kind that Parse can give.
func TestRulesSurvivePaper(t *testing.T) {
	const seed, draws = 4, 20000
	hand := scribe{rand.New(rand.NewPCG(seed, seed))}
	for range draws {
		want := hand.rules()
		written := want.String()
		got, err := Parse(written)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %s\n got %+v, %v\nwant %+v", seed, written, got, err, want)
		}
	}
}

// scribe draws rules as Parse gives them.
type scribe struct{ *rand.Rand }

func (s scribe) some(odds, n int, draw func()) {
	if s.IntN(odds) == 0 {
		for range 1 + s.IntN(n) {
			draw()
		}
	}
}

func (s scribe) rules() Rules {
	rules := Rules{s.rule()}
	for s.IntN(3) > 0 && len(rules) < 6 {
		r := s.rule()
		r.Join = Join(s.IntN(3))
		if last := rules[len(rules)-1]; r.Join == Additional && last.Modifier == NoModifier && last.Comment == "" &&
			(len(last.Times) == 0 || r.timesAlone()) {
			r.Join = Override
		}
		rules = append(rules, r)
	}
	return rules
}

func (s scribe) rule() (r Rule) {
	s.some(5, 3, func() { r.Years = append(r.Years, s.years()) })
	r.Years = slices.Compact(r.Years) // a year twice in a row is read as one
	s.some(3, 3, func() { r.Dates = append(r.Dates, s.dates()) })
	if len(r.Years) == 1 && r.Years[0].From == r.Years[0].To && len(r.Dates) > 0 && r.Dates[0].takesYear() {
		r.Years = nil
	}
	s.some(6, 3, func() { r.Weeks = append(r.Weeks, s.weeks()) })
	s.some(4, 2, func() { r.Holidays = append(r.Holidays, Holiday{s.IntN(2) == 0, s.IntN(5) / 3}) })
	s.some(2, 3, func() { r.Weekdays = append(r.Weekdays, s.weekdays()) })
	r.HolidaysAmong = len(r.Holidays) > 0 && len(r.Weekdays) > 0 && s.IntN(2) == 0
	s.some(2, 3, func() { r.Times = append(r.Times, s.span()) })
	s.some(3, 1, func() { r.Modifier = Modifier(s.IntN(4)) })
	s.some(5, 1, func() { r.Comment = "sur rendez-vous, l'été" })
	return r
}

func (s scribe) years() YearRange {
	y := YearRange{From: 2000 + s.IntN(40), Step: 1}
	switch s.IntN(4) {
	case 0:
		y.To = y.From
	case 1:
		y.To, y.Step = y.From+1+s.IntN(9), 1+s.IntN(3)
	case 2:
		y.Step = 1 + s.IntN(3)
	default:
		y.To = y.From + 1 + s.IntN(9)
	}
	return y
}

func (s scribe) weeks() WeekRange {
	w := WeekRange{1 + s.IntN(30), 0, 1}
	if w.To = w.From + s.IntN(20); w.To > w.From {
		w.Step = 1 + s.IntN(3)
	}
	return w
}

func (s scribe) weekdays() WeekdayRange {
	d := WeekdayRange{From: time.Weekday(s.IntN(7))}
	d.To = d.From
	switch s.IntN(3) {
	case 0:
		d.To = time.Weekday(s.IntN(7))
	case 1:
		d.Nth = NthOf(1+s.IntN(5)) | NthOf(-1-s.IntN(5))<<s.IntN(2)&(1<<13-1)
		d.Offset = s.offset()
	}
	return d
}

func (s scribe) offset() int { return (s.IntN(9) - 4) * s.IntN(2) }

func (s scribe) span() Span {
	span := Span{From: Moment{Minutes: s.IntN(dayMinutes)}, To: Moment{Minutes: s.IntN(latestMinutes) + 1}, OpenEnd: s.IntN(5) == 0}
	if s.IntN(5) == 0 {
		span.From = s.sun()
	}
	if s.IntN(5) == 0 {
		span.To = s.sun()
	}
	if span.OpenEnd && s.IntN(2) == 0 {
		span.To = Moment{}
		return span
	}
	return span.ordered()
}

func (s scribe) sun() Moment {
	return Moment{Event: Dawn + Event(s.IntN(4)), Minutes: (s.IntN(300) - 150) * s.IntN(2)}
}

func (s scribe) dates() DateRange {
	if s.IntN(3) == 0 {
		return DateRange{From: Date{Month: s.month()}, To: Date{Month: s.month()}}
	}
	year := 0
	if s.IntN(4) == 0 {
		year = 2000 + s.IntN(40)
	}
	from, to := s.date(year), s.date(year)
	switch s.IntN(3) {
	case 0:
		return DateRange{From: from, After: true}
	case 1:
		if from.Nth == 0 || from.Toward != 0 || year == 0 && from.Nth != 0 {
			return DateRange{From: from, To: from}
		}
	}
	if year != 0 && to.before(from) {
		to.Year++
	}
	return DateRange{From: from, To: to}
}

func (s scribe) month() time.Month { return time.Month(1 + s.IntN(12)) }

func (s scribe) date(year int) Date {
	d := Date{Year: year, Offset: s.offset()}
	if s.IntN(4) > 0 {
		d.Month = s.month()
		if s.IntN(3) == 0 {
			d.Nth, d.Weekday = [...]int{-5, -1, 1, 2, 5}[s.IntN(5)], time.Weekday(s.IntN(7))
		} else {
			d.Day = 1 + s.IntN(daysOf[d.Month])
		}
	}
	if s.IntN(5) == 0 {
		d.Toward, d.TowardDay = 1-2*s.IntN(2), time.Weekday(s.IntN(7))
	}
	return d
}
