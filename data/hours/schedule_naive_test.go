package hours

import (
	"time"

	"maillage/say"
)

// naive answers straight from Rules, as plainly as can be, at one minute of the
// wall: it shares no code with Schedule but the holidays and the sun's minutes.
// Values that ask for school holidays at several offsets are not its own.
type naive struct {
	rules   Rules
	public  PublicHolidays
	school  *SchoolHolidays
	suns    func(Day) sunMinutes
	known   map[knowing][]bool // which rules are left to speak of a day
	matters int                // the assumptions that the rules ask about
}

func newNaive(rules Rules, place Place, suns func(Day) sunMinutes) naive {
	n := naive{rules, place.Public, place.School, suns, make(map[knowing][]bool), 0}
	for _, r := range rules {
		for _, h := range r.Holidays {
			if h.School {
				n.matters |= 1 | 2
			}
		}
		for _, t := range r.Times {
			if t.From.Event != Midnight || t.To.Event != Midnight {
				n.matters |= 4
			}
		}
	}
	return n
}

// What naive tells instead of a rule's words.
var (
	reasonEnd    = EndNotGiven.Text().In(say.French)
	reasonSchool = SchoolNotKnown.Text().In(say.French)
	reasonSun    = SunStaysUpOrLow.Text().In(say.French)
)

// asking is a day, unknown school holidays of which are taken to be or not.
type asking struct {
	d   time.Time
	off bool
}

type knowing struct {
	d   Day
	off bool
}

// stateAt is the state at a minute of a day, d being its midnight UTC: what all
// that may be agrees on.
func (n naive) stateAt(d time.Time, minute int) (State, string) {
	if len(n.rules) == 0 {
		return Unknown, ""
	}
	first, words := n.assuming(d, minute, 0)
	for assumption := 1; assumption < 8; assumption++ {
		if assumption&^n.matters != 0 {
			continue
		}
		if state, _ := n.assuming(d, minute, assumption); state != first {
			return Unknown, []string{reasonSchool, reasonSun}[assumption/4]
		}
	}
	return first, words
}

// assuming takes unknown school holidays to be today (1) and the day before (2),
// and times off by a moment that the sun has not to be all day (4).
func (n naive) assuming(d time.Time, minute, assumption int) (State, string) {
	state, comment := Closed, ""
	today, eve := n.speaking(asking{d, assumption&1 != 0}), n.speaking(asking{d.AddDate(0, 0, -1), assumption&2 != 0})
	for i, r := range n.rules {
		if today[i] && n.isClosure(i) {
			comment = r.Comment
		}
	}
	for i, r := range n.rules {
		told := ""
		if today[i] && !n.isClosure(i) {
			told = n.tells(r, d, minute, assumption&4 != 0)
		}
		if eve[i] && !n.isClosure(i) {
			told = max(told, n.tells(r, d.AddDate(0, 0, -1), minute+1440, assumption&4 != 0))
		}
		if told == "" || n.isFallback(i) && state != Closed {
			continue
		}
		said, words := r.State(), r.Comment
		if told == "after" && said != Closed {
			if said = Unknown; words == "" {
				words = reasonEnd
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
func (n naive) speaking(a asking) []bool {
	key := knowing{DayAt(a.d), a.off}
	if left, ok := n.known[key]; ok {
		return left
	}
	left := make([]bool, len(n.rules))
	n.known[key] = left
	for i, r := range n.rules {
		if !n.matches(r, a) {
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

// tells is "sure" at a rule's times, "after" past an open end, else empty. Where
// the sun has no such moment all the day is "after"; of times off, if may.
func (n naive) tells(r Rule, d time.Time, minute int, may bool) string {
	if len(r.Times) == 0 && minute < 1440 {
		return "sure"
	}
	told := ""
	for _, t := range r.Times {
		from, to, sunless := n.minutes(t, d)
		after := to
		if sunless {
			if from, to, after = 0, 0, 1440; r.State() == Closed && !may {
				continue
			}
		} else if t.OpenEnd && to >= 0 {
			after = n.openUntil(r.Times, t, d, to)
		}
		if minute >= from && minute < to {
			told = "sure"
		} else if minute >= to && minute < after {
			told = max(told, "after")
		}
	}
	return told
}

// openUntil is when an open end is over: by its usual end on a day of equinox, or when the span that usually follows begins.
func (n naive) openUntil(times []Span, t Span, d time.Time, to int) int {
	start, end, _ := n.usually(t)
	after := 1440
	if end >= 1020 {
		after = end + 600
	}
	if end >= 1320 {
		after = min(end+480, 2880)
	}
	var follows *Span
	for i := range times {
		begins, _, _ := n.usually(times[i])
		if begins <= start {
			continue
		}
		if follows != nil {
			if first, _, _ := n.usually(*follows); begins >= first {
				continue
			}
		}
		follows = &times[i]
	}
	after = max(after, to)
	if follows != nil {
		if cut, ok := n.moment(follows.From, d); ok {
			after = min(after, max(cut, to))
		}
	}
	return after
}

// usually is a span with the sun as at equinox, and whether it then runs past midnight.
func (n naive) usually(t Span) (from, to int, night bool) {
	at := func(m Moment) int {
		return max([...]int{Midnight: 0, Dawn: 330, Sunrise: 360, Sunset: 1080, Dusk: 1110}[m.Event]+m.Minutes, 0)
	}
	from, to = at(t.From), at(t.To)
	if t.OpenEnd && t.To == (Moment{}) {
		return from, from, false
	}
	if night = to < from || to == from && t.From.Event == Midnight && t.To.Event == Midnight; night {
		to += 1440
	}
	return min(from, 2880), min(to, 2880), night
}

func (n naive) moment(m Moment, d time.Time) (minute int, ok bool) {
	if m.Event == Midnight {
		return m.Minutes, true
	}
	sun := n.suns(DayAt(d))[m.Event]
	return max(int(sun)+m.Minutes, 0), sun != noMoment
}

func (n naive) minutes(t Span, d time.Time) (from, to int, sunless bool) {
	from, rises := n.moment(t.From, d)
	if t.OpenEnd && t.To == (Moment{}) {
		return from, from, !rises
	}
	to, sets := n.moment(t.To, d)
	if !rises || !sets {
		return 0, 0, true
	}
	if to <= from {
		if _, _, night := n.usually(t); !night {
			return 0, -1, false // no such time that day
		}
		to, sets = n.moment(t.To, d.AddDate(0, 0, 1))
		to += 1440
	}
	return from, min(to, 2880), !sets
}

func (n naive) matches(r Rule, a asking) bool {
	return n.inYears(r, a.d) && n.inWeeks(r, a.d) && n.inDates(r, a.d) && n.onDays(r, a)
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

func (n naive) onDays(r Rule, a asking) bool {
	d := a.d
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
		day := DayAt(d.AddDate(0, 0, -h.Offset))
		_, ok := n.public.On(day)
		if h.School {
			off, known := n.school.On(day)
			ok = off || !known && a.off
		}
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
		first := d.AddDate(-1, 0, -10)
		if span.From.Year != 0 {
			first = time.Date(span.From.Year-1, 12, 1, 0, 0, 0, 0, time.UTC)
		}
		for from := first; !from.After(d.AddDate(0, 0, 1)); from = from.AddDate(0, 0, 1) {
			if _, ok := n.isDate(span.From, from, true); ok && n.reaches(span, from, d) {
				return true
			}
		}
	}
	return r.Dates == nil
}

// reaches tells whether a range that begins on a day holds another.
func (n naive) reaches(span DateRange, from, d time.Time) bool {
	if d.Before(from) {
		return false
	}
	if span.After {
		year, _ := n.isDate(span.From, from, true)
		return span.From.Year != 0 || year == d.Year()
	}
	for day := from; !day.After(from.AddDate(5, 0, 0)); day = day.AddDate(0, 0, 1) {
		if _, ok := n.isDate(span.To, day, false); ok {
			return !d.After(day)
		}
	}
	return false
}

// isDate tells whether a day is a date's day, or of a whole month its first or last one, and of which year.
func (n naive) isDate(date Date, d time.Time, begins bool) (year int, ok bool) {
	d = d.AddDate(0, 0, -date.Offset)
	if date.Toward == 0 {
		return d.Year(), n.isUnmoved(date, d, begins)
	}
	for k := range 7 {
		if counted := d.AddDate(0, 0, -k*date.Toward); d.Weekday() == date.TowardDay && n.isUnmoved(date, counted, begins) {
			return counted.Year(), true
		}
	}
	return 0, false
}

func (n naive) isUnmoved(date Date, d time.Time, begins bool) bool {
	if date.Year != 0 && d.Year() != date.Year {
		return false
	}
	length := time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	switch {
	case date.Month == 0:
		return DayAt(d) == easter(d.Year())
	case d.Month() != date.Month:
		return false
	case date.Nth > 0:
		return d.Weekday() == date.Weekday && (d.Day()+6)/7 == date.Nth
	case date.Nth < 0:
		return d.Weekday() == date.Weekday && (length-d.Day())/7+1 == -date.Nth
	case date.Day == 0 && begins:
		return d.Day() == 1
	case date.Day == 0:
		return d.Day() == length
	default:
		return d.Day() == date.Day
	}
}
