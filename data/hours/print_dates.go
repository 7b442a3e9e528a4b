package hours

import "time"

// takesYear tells whether a year written right before the range would be
// read as its first date's own.
func (d DateRange) takesYear() bool {
	from := d.From
	return from.Year == 0 && !from.wholeMonth() && (from.Nth == 0 || d.After || from.Toward != 0)
}

func (w *writer) dates(ranges []DateRange) {
	for i, d := range ranges {
		w.list(i)
		d = d.dated()
		w.date(d.From, i > 0 && d.inOneMonth() && d.From.follows(ranges[i-1]))
		switch {
		case d.After:
			w.text("+")
		case d.From != d.To, d.From.Nth != 0 && d.From.Toward == 0:
			// By itself the nth weekday would be read as a weekday of the month.
			w.text("-")
			w.date(d.To, d.To.ends(d.From))
		}
	}
}

// dated writes whole months of a year as days: a year before a month is the whole rule's.
func (d DateRange) dated() DateRange {
	if d.From.Year == 0 || !d.From.wholeMonth() {
		return d
	}
	d.From.Day = 1
	if !d.After && d.To.wholeMonth() {
		_, _, d.To.Day = DayOf(d.To.Year, d.To.Month+1, 0).Date()
	}
	return d
}

// plain tells whether a date is a month and a day in any year.
func (d Date) plain() bool {
	return d.Year == 0 && d.Month != 0 && d.Day != 0 && d.Toward == 0 && d.Offset == 0
}

// follows tells whether a date's month is plain from the range before it in the list.
func (d Date) follows(last DateRange) bool {
	return d.Year == 0 && d.Day != 0 && !last.After && last.From.plain() && last.To.plain() &&
		last.From.Month == d.Month && last.To.Month == d.Month
}

// inOneMonth tells whether a range begins and ends in one month of one year.
func (d DateRange) inOneMonth() bool {
	return !d.After && d.From.Year == d.To.Year && d.From.Month == d.To.Month && d.To.Day >= d.From.Day
}

// ends tells whether a range's end needs no month. Ends of February bear it: the
// library that most programs read hours with understands "Feb 12-28" in leap years alone.
func (d Date) ends(from Date) bool {
	if d.Month == time.February && d.Day >= 28 {
		return false
	}
	return d.Month != 0 && d.Day != 0 && from.Day != 0 && d.Year == from.Year && d.Month == from.Month && d.Day >= from.Day &&
		from.Toward == 0 && from.Offset == 0
}

func (w *writer) date(d Date, dayAlone bool) {
	if d.Year != 0 && !dayAlone {
		w.number(d.Year)
		w.text(" ")
	}
	switch {
	case dayAlone:
		w.two(d.Day)
	case d.Month == 0:
		w.text("easter")
	default:
		w.text(monthCodes[d.Month])
	}
	switch {
	case dayAlone || d.Month == 0:
	case d.Nth != 0:
		w.text(" ")
		w.text(weekdayCodes[d.Weekday])
		w.text("[")
		w.number(d.Nth)
		w.text("]")
	case d.Day != 0:
		w.text(" ")
		w.two(d.Day)
	}
	if d.Toward != 0 {
		w.text([...]string{" -", "", " +"}[d.Toward+1])
		w.text(weekdayCodes[d.TowardDay])
	}
	w.offset(d.Offset)
}
