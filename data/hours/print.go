package hours

import (
	"strconv"
	"strings"
	"time"
)

var (
	weekdayCodes  = [...]string{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"}
	monthCodes    = [...]string{time.January: "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	eventCodes    = [...]string{Dawn: "dawn", Sunrise: "sunrise", Sunset: "sunset", Dusk: "dusk"}
	modifierCodes = [...]string{SaysOpen: "open", SaysClosed: "off", SaysUnknown: "unknown"}
	joinCodes     = [...]string{Override: "; ", Additional: ", ", Fallback: " || "}
)

// String writes the rules back, in canonical form: Parse(r.String()) is r
// where Parse gave r, and means the same where somebody else made it.
func (r Rules) String() string {
	var w writer
	for i := range r {
		if i > 0 {
			w.text(joinCodes[r[i].Join])
		}
		added := i+1 < len(r) && r[i+1].Join == Additional
		w.rule(&r[i], added && (len(r[i].Times) == 0 || r[i+1].timesAlone()))
	}
	return string(w)
}

// String writes one rule, without what joins it to others.
func (r *Rule) String() string {
	var w writer
	w.rule(r, false)
	return string(w)
}

// timesAlone tells whether a rule begins with its times.
func (r *Rule) timesAlone() bool { return !r.selectsDays() && len(r.Times) > 0 }

// selectsDays tells whether the rule has any selector of days.
func (r *Rule) selectsDays() bool {
	return len(r.Years)+len(r.Dates)+len(r.Weeks)+len(r.Holidays)+len(r.Weekdays) > 0
}

// writer is a value being written.
type writer []byte

func (w *writer) text(s string) { *w = append(*w, s...) }

// apart begins a part of a rule, with a space after what is before it in the rule.
func (w *writer) apart(start int) {
	if len(*w) > start {
		w.text(" ")
	}
}

// rule writes a rule. Where a comma then begins another, its end may have to be
// marked: "open" does it after days alone, and where times follow its times.
func (w *writer) rule(r *Rule, marked bool) {
	start := len(*w)
	if len(r.Years) > 0 {
		w.years(r)
	}
	if len(r.Dates) > 0 {
		w.apart(start)
		w.dates(r.Dates)
	}
	if len(r.Weeks) > 0 {
		w.apart(start)
		w.weeks(r.Weeks)
	}
	if r.datesApart() {
		w.text(":")
	}
	if len(r.Holidays)+len(r.Weekdays) > 0 {
		w.apart(start)
		w.days(r)
	}
	if len(r.Times) > 0 {
		w.apart(start)
		w.times(r.Times)
	}
	w.says(r, start, marked)
}

// datesApart tells whether a colon must part the dates from what follows them:
// "Jan 05+ Su" would be the Sunday after, and the library that most programs read
// hours with takes "Mar Mo[2,4]" and "2025 Aug 10:00-12:00" for half a date.
func (r *Rule) datesApart() bool {
	if len(r.Dates) == 0 || len(r.Weeks) > 0 {
		return false
	}
	last := r.Dates[len(r.Dates)-1]
	switch {
	case len(r.Weekdays) > 0:
		nth := r.Weekdays[0].Nth
		return last.After || last.To.wholeMonth() && nth&(nth-1) != 0
	case len(r.Holidays) > 0:
		return last.After
	default:
		return len(r.Years) > 0 && last.To.wholeMonth() && len(r.Times) > 0 && r.Times[0].From.Event == Midnight
	}
}

// says writes what a rule says of its times.
func (w *writer) says(r *Rule, start int, marked bool) {
	modifier := r.Modifier
	switch {
	case modifier != NoModifier || r.Comment != "":
	case marked:
		modifier = SaysOpen
	case len(*w) == start:
		w.text("24/7")
	}
	if modifier != NoModifier {
		w.apart(start)
		w.text(modifierCodes[modifier])
	}
	if r.Comment != "" {
		w.apart(start)
		w.text(`"`)
		w.text(strings.ReplaceAll(r.Comment, `"`, "'"))
		w.text(`"`)
	}
}

// list writes the comma before all but the first of a list.
func (w *writer) list(i int) {
	if i > 0 {
		w.text(",")
	}
}

func (w *writer) number(n int) { *w = strconv.AppendInt(*w, int64(n), 10) }

// two writes a number in two digits at least.
func (w *writer) two(n int) {
	if n < 10 {
		w.text("0")
	}
	w.number(n)
}

func (w *writer) step(n int) {
	if n > 1 {
		w.text("/")
		w.number(n)
	}
}

func (w *writer) years(r *Rule) {
	for i, y := range r.Years {
		w.list(i)
		w.number(y.From)
		switch {
		case y.To == 0 && y.Step > 1:
			w.step(y.Step)
		case y.To == 0:
			w.text("+")
		case y.To != y.From:
			w.text("-")
			w.number(y.To)
			w.step(y.Step)
		}
	}
	if y := r.Years[0]; len(r.Years) == 1 && y.From == y.To && len(r.Dates) > 0 && r.Dates[0].takesYear() {
		w.text(",") // said twice, a year is no longer that of the next date alone
		w.number(y.From)
	}
}

func (w *writer) weeks(weeks []WeekRange) {
	w.text("week ")
	for i, k := range weeks {
		w.list(i)
		w.two(k.From)
		if k.To != k.From {
			w.text("-")
			w.two(k.To)
			w.step(k.Step)
		}
	}
}

// days writes the holidays before the weekdays they are among, else after.
func (w *writer) days(r *Rule) {
	if r.HolidaysAmong && len(r.Holidays) > 0 && len(r.Weekdays) > 0 {
		w.holidays(r.Holidays)
		w.text(" ")
		w.weekdays(r.Weekdays)
		return
	}
	w.weekdays(r.Weekdays)
	w.list(min(len(r.Weekdays), len(r.Holidays)))
	w.holidays(r.Holidays)
}

func (w *writer) holidays(holidays []Holiday) {
	for i, h := range holidays {
		w.list(i)
		code := "PH"
		if h.School {
			code = "SH"
		}
		w.text(code)
		w.offset(h.Offset)
	}
}

func (w *writer) weekdays(days []WeekdayRange) {
	for i, d := range days {
		w.list(i)
		w.weekday(d)
	}
}

func (w *writer) weekday(d WeekdayRange) {
	w.text(weekdayCodes[d.From])
	if d.To != d.From {
		w.text("-")
		w.text(weekdayCodes[d.To])
		return
	}
	before := byte('[')
	for _, n := range [...]int{1, 2, 3, 4, 5, -1, -2, -3, -4, -5} {
		if d.Nth&NthOf(n) != 0 {
			*w = append(*w, before)
			w.number(n)
			before = ','
		}
	}
	if d.Nth != 0 {
		w.text("]")
	}
	w.offset(d.Offset)
}

// offset writes "+1 day", "-2 days", nothing for none.
func (w *writer) offset(n int) {
	if n == 0 {
		return
	}
	w.text(" ")
	if n > 0 {
		w.text("+")
	}
	w.number(n)
	w.text(" day")
	if n != 1 && n != -1 {
		w.text("s")
	}
}

func (w *writer) times(spans []Span) {
	for i, s := range spans {
		w.list(i)
		w.moment(s.From)
		if !s.OpenEnd || s.To != (Moment{}) {
			w.text("-")
			w.moment(s.end())
		}
		if s.OpenEnd {
			w.text("+")
		}
	}
}

// end is a span's end as one writes it: the next day's time of day where that says the same.
func (t Span) end() Moment {
	to := t.To
	if t.From.Event == Midnight && to.Event == Midnight && to.Minutes > dayMinutes && to.Minutes-dayMinutes < t.From.Minutes {
		to.Minutes -= dayMinutes
	}
	return to
}

func (w *writer) moment(m Moment) {
	switch {
	case m.Event == Midnight:
		w.clock(m.Minutes)
	case m.Minutes == 0:
		w.text(eventCodes[m.Event])
	default:
		w.text("(")
		w.text(eventCodes[m.Event])
		if m.Minutes < 0 {
			w.text("-")
		} else {
			w.text("+")
		}
		w.clock(max(m.Minutes, -m.Minutes))
		w.text(")")
	}
}

func (w *writer) clock(minutes int) {
	w.two(minutes / 60)
	w.text(":")
	w.two(minutes % 60)
}
