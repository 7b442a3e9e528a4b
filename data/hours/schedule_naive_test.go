package hours

import (
	"time"
)

// naive answers straight from Rules, as plainly as can be, at one minute of the
// wall: it shares no code with Schedule but the holidays. Rules with the sun or
// with school holidays are not its own.
type naive struct {
	rules  Rules
	public PublicHolidays
	known  map[time.Time][]bool // by day: which rules are left to speak of it
}

// stateAt is the state at a minute of a day, d being its midnight UTC.
func (n naive) stateAt(d time.Time, minute int) (State, string) {
	if len(n.rules) == 0 {
		return Unknown, ""
	}
	state, comment := Closed, ""
	today, eve := n.speaking(d), n.speaking(d.AddDate(0, 0, -1))
	for i, r := range n.rules {
		if today[i] && n.isClosure(i) {
			comment = r.Comment
		}
	}
	for i, r := range n.rules {
		told := ""
		if today[i] && !n.isClosure(i) {
			told = n.tells(r, minute)
		}
		if eve[i] && !n.isClosure(i) {
			told = max(told, n.tells(r, minute+1440))
		}
		if told == "" || n.isFallback(i) && state != Closed {
			continue
		}
		said, words := r.State(), r.Comment
		if told == "after" && said != Closed {
			if said = Unknown; words == "" {
				words = saysOpenEnd
			}
		}
		if n.isFallback(i) && said == Closed {
			continue
		}
		state, comment = said, words
	}
	return state, comment
}

func (n naive) isFallback(i int) bool {
	for ; i > 0 && n.rules[i].Join == Additional; i-- {
		continue
	}
	return i > 0 && n.rules[i].Join == Fallback
}

// isClosure tells of "off" for whole days.
func (n naive) isClosure(i int) bool {
	return n.rules[i].Modifier == SaysClosed && len(n.rules[i].Times) == 0 && !n.isFallback(i)
}

// speaking is which rules are left to speak of a day once others have dropped them.
func (n naive) speaking(d time.Time) []bool {
	if left, ok := n.known[d]; ok {
		return left
	}
	left := make([]bool, len(n.rules))
	n.known[d] = left
	for i, r := range n.rules {
		if !n.matches(r, d) {
			continue
		}
		drops := n.isClosure(i)
		if i > 0 && r.Join == Override {
			before := n.rules[i-1]
			switch {
			case hasDays(r):
				drops = drops || r.Modifier != SaysClosed
			case !hasDays(before) && (r.Modifier == SaysOpen || r.Modifier == NoModifier && r.Comment == ""):
				drops = true
			}
		}
		if drops {
			clear(left)
		}
		left[i] = true
	}
	return left
}

func hasDays(r Rule) bool {
	return r.Years != nil || r.Dates != nil || r.Weeks != nil || r.Holidays != nil || r.Weekdays != nil
}

// tells is "sure" at a rule's times, "after" past an open end, else empty.
func (n naive) tells(r Rule, minute int) string {
	if len(r.Times) == 0 && minute < 1440 {
		return "sure"
	}
	told := ""
	for _, t := range r.Times {
		from, to := t.From.Minutes, t.To.Minutes
		if t.OpenEnd && to == 0 {
			to = from
		} else if to <= from {
			to += 1440
		}
		after := to
		if t.OpenEnd {
			after = 1440
			if to >= 1020 {
				after = to + 600
			}
			if to >= 1320 {
				after = min(to+480, 2880)
			}
			for _, other := range r.Times {
				if other.From.Minutes > from {
					after = min(after, max(other.From.Minutes, to))
				}
			}
		}
		if minute >= from && minute < to {
			told = "sure"
		} else if minute >= to && minute < after {
			told = max(told, "after")
		}
	}
	return told
}

func (n naive) matches(r Rule, d time.Time) bool {
	return n.inYears(r, d) && n.inWeeks(r, d) && n.inDates(r, d) && n.onDays(r, d)
}

func (n naive) inYears(r Rule, d time.Time) bool {
	for _, y := range r.Years {
		for year := y.From; year <= d.Year() && (y.To == 0 || year <= y.To); year += max(y.Step, 1) {
			if year == d.Year() {
				return true
			}
		}
	}
	return r.Years == nil
}

func (n naive) inWeeks(r Rule, d time.Time) bool {
	_, week := d.ISOWeek()
	for _, w := range r.Weeks {
		for k := w.From; k <= w.To; k += max(w.Step, 1) {
			if k == week {
				return true
			}
		}
	}
	return r.Weeks == nil
}

func (n naive) onDays(r Rule, d time.Time) bool {
	weekday, holiday := false, false
	for _, w := range r.Weekdays {
		e := d.AddDate(0, 0, -w.Offset)
		in := false
		for k := w.From; ; k = (k + 1) % 7 {
			in = in || k == e.Weekday()
			if k == w.To {
				break
			}
		}
		if w.Nth != 0 {
			last := time.Date(e.Year(), e.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
			in = in && w.Nth&(NthOf((e.Day()+6)/7)|NthOf(-((last-e.Day())/7+1))) != 0
		}
		weekday = weekday || in
	}
	for _, h := range r.Holidays {
		_, ok := n.public.On(DayAt(d.AddDate(0, 0, -h.Offset)))
		holiday = holiday || ok
	}
	switch {
	case r.Holidays == nil && r.Weekdays == nil:
		return true
	case r.HolidaysAmong:
		return weekday && holiday
	default:
		return weekday || holiday
	}
}

// inDates walks from each beginning there may be to the end, a day at a time.
func (n naive) inDates(r Rule, d time.Time) bool {
	for _, span := range r.Dates {
		for from := d.AddDate(-1, 0, -10); from.Before(d.AddDate(0, 0, 1)); from = from.AddDate(0, 0, 1) {
			if n.isDate(span.From, from, true) && n.reaches(span, from, d) {
				return true
			}
		}
	}
	return r.Dates == nil
}

// reaches tells whether a range that begins on a day has not ended before another.
func (n naive) reaches(span DateRange, from, d time.Time) bool {
	for day := from; !day.After(from.AddDate(1, 0, 0)); day = day.AddDate(0, 0, 1) {
		if n.isDate(span.To, day, false) {
			return !d.After(day)
		}
	}
	return false
}

// isDate tells whether a day is a date's day, or of a whole month its first or last one.
func (n naive) isDate(date Date, d time.Time, begins bool) bool {
	d = d.AddDate(0, 0, -date.Offset)
	if date.Year != 0 && d.Year() != date.Year {
		return false
	}
	next := d.AddDate(0, 0, 1)
	last := next.Month() != d.Month()
	switch {
	case date.Month == 0:
		return DayAt(d) == easter(d.Year())
	case d.Month() != date.Month:
		return false
	case date.Nth > 0:
		return d.Weekday() == date.Weekday && (d.Day()+6)/7 == date.Nth
	case date.Nth < 0:
		length := time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		return d.Weekday() == date.Weekday && (length-d.Day())/7+1 == -date.Nth
	case date.Day == 0 && begins:
		return d.Day() == 1
	case date.Day == 0:
		return last
	default:
		return d.Day() == date.Day
	}
}
