package hours

import "time"

const (
	firstYear = 1901
	lastYear  = 9999
)

// yearOfDate tells whether what stands here is the year of the one date that
// follows ("2025 Dec 24", "2025 easter"), and not of all that follows
// ("2025 Dec", "2025 Mar Su[-1]-Oct Su[-1]").
func (p *parser) yearOfDate() bool {
	if !p.yearAt(0) {
		return false
	}
	if p.kind(1) == tokenEaster || p.kind(1) == tokenMonth && p.kind(2) == tokenNumber && !p.yearAt(2) && !p.alwaysAt(2) {
		return true
	}
	ahead := *p
	ahead.next++
	return ahead.nthDate() && !ahead.rangeEndsInAnyYear()
}

// yearAt tells whether the i-th token from here can only be a year.
func (p *parser) yearAt(i int) bool { return p.kind(i) == tokenNumber && p.peek(i).value >= 1000 }

// rangeEndsInAnyYear tells whether the nth weekday that stands here begins a
// range whose end has no year of its own.
func (p *parser) rangeEndsInAnyYear() bool {
	for i := 1; ; i++ {
		switch p.kind(i) {
		case tokenDash:
			if p.kind(i+1) == tokenMonth || p.kind(i+1) == tokenEaster {
				return true
			}
		case tokenWeekday, tokenNthOpen, tokenNthClose, tokenNumber, tokenPlus, tokenDays:
		default:
			return false
		}
	}
}

// nthDate tells whether the nth weekday of a month stands here as the end of a
// range: "Mar Su[-1]-Oct Su[-1]". By itself "Mar Su[-1]" is a month and a weekday.
func (p *parser) nthDate() bool {
	if p.kind(0) != tokenMonth || p.kind(1) != tokenWeekday || p.kind(2) != tokenNthOpen {
		return false
	}
	i := 3
	for p.kind(i) == tokenDash || p.kind(i) == tokenNumber {
		i++
	}
	if p.kind(i) != tokenNthClose {
		return false
	}
	i++
	if (p.kind(i) == tokenPlus || p.kind(i) == tokenDash) && p.kind(i+1) == tokenWeekday {
		return true
	}
	if (p.kind(i) == tokenPlus || p.kind(i) == tokenDash) && p.kind(i+1) == tokenNumber && p.kind(i+2) == tokenDays {
		i += 3
	}
	if p.kind(i) == tokenPlus {
		return true
	}
	if p.kind(i) != tokenDash {
		return false
	}
	k := p.kind(i + 1)
	return k == tokenMonth || k == tokenEaster || p.yearAt(i+1)
}

// years reads "2025", "2025-2030/2,2035", "2025+".
func (p *parser) years(r *Rule) error {
	const fr, en = "une année de 1901 à 9999 est attendue", "a year from 1901 to 9999 is expected"
	for {
		from, err := p.number(firstYear, lastYear, fr, en)
		if err != nil {
			return err
		}
		years := YearRange{From: from, To: from, Step: 1}
		switch {
		case p.accept(tokenPlus):
			years.To = 0
		case p.accept(tokenDash):
			if years.To, err = p.number(from+1, lastYear, "une année plus tardive que celle d'avant le tiret est attendue", "a year later than the one before the dash is expected"); err != nil {
				return err
			}
			if years.Step, err = p.step(lastYear); err != nil {
				return err
			}
		case p.kind(0) == tokenSlash:
			years.To = 0
			if years.Step, err = p.step(lastYear); err != nil {
				return err
			}
		}
		r.Years = append(r.Years, years)
		if p.kind(0) != tokenComma {
			return nil
		}
		p.next++
	}
}

// step reads "/2", 1 where there is none.
func (p *parser) step(high int) (int, error) {
	if !p.accept(tokenSlash) {
		return 1, nil
	}
	return p.number(1, high, "un pas d'au moins 1 est attendu, comme dans « week 1-53/2 »", "a step of at least 1 is expected, as in \"week 1-53/2\"")
}

// weeks reads "week 2", "week 1-53/2,7".
func (p *parser) weeks(r *Rule) error {
	p.next++
	for {
		from, err := p.number(1, 53, "un numéro de semaine, de 1 à 53, est attendu", "the number of a week, 1 to 53, is expected")
		if err != nil {
			return err
		}
		weeks := WeekRange{From: from, To: from, Step: 1}
		if p.accept(tokenDash) {
			if weeks.To, err = p.number(from, 53, "un numéro de semaine jusqu'à 53, et pas avant celui d'avant le tiret, est attendu ; écrivez « week 50-53,1-3 » pour passer le nouvel an",
				"the number of a week up to 53, and not before the one before the dash, is expected; write \"week 50-53,1-3\" to run over the new year"); err != nil {
				return err
			}
			if weeks.Step, err = p.step(53); err != nil {
				return err
			}
			if weeks.To == from {
				weeks.Step = 1
			}
		}
		r.Weeks = append(r.Weeks, weeks)
		if p.kind(0) != tokenComma || p.kind(1) != tokenNumber {
			return nil
		}
		p.next++
	}
}

// dates reads months, dates and ranges of them: "Jan-Mar,Dec 24-26,28,easter -2 days".
func (p *parser) dates(r *Rule) error {
	for {
		dates, err := p.dateRange(r.Dates)
		if err != nil {
			return err
		}
		r.Dates = append(r.Dates, dates)
		if p.kind(0) != tokenComma {
			return nil
		}
		switch k := p.kind(1); {
		case k == tokenMonth, k == tokenEaster, k == tokenNumber:
			p.next++
		default:
			return nil
		}
	}
}

// dateRange reads one date or range; before are those of the same list.
func (p *parser) dateRange(before []DateRange) (DateRange, error) {
	from, err := p.dateAfterComma(before)
	if err != nil {
		return DateRange{}, err
	}
	dates := DateRange{From: from, To: from}
	switch {
	case p.kind(0) == tokenPlus && from.wholeMonth():
		return dates, p.fail("« + » suit un jour : écrivez « Mar 1+ »", "\"+\" follows a day: write \"Mar 1+\"")
	case p.accept(tokenPlus):
		dates.After = true
		dates.To = Date{}
	case p.accept(tokenDash):
		if dates.To, err = p.rangeEnd(from); err != nil {
			return DateRange{}, err
		}
	}
	return dates, nil
}

// wholeMonth tells whether a date is a month, and not a day.
func (d Date) wholeMonth() bool { return d.Month != 0 && d.Day == 0 && d.Nth == 0 }

// dateAfterComma reads a date whose month may be the one of the list before it: "Dec 24,26".
func (p *parser) dateAfterComma(before []DateRange) (Date, error) {
	if len(before) == 0 || p.kind(0) != tokenNumber || p.yearAt(0) {
		return p.date(p.nthDate())
	}
	last := before[len(before)-1]
	if last.To.Month == 0 || last.To.Day == 0 || last.From.Month != last.To.Month {
		return Date{}, p.fail("un jour seul suit un jour du même mois, comme dans « Dec 24,26 »", "a day alone follows a day of the same month, as in \"Dec 24,26\"")
	}
	d := Date{Year: last.To.Year, Month: last.To.Month}
	if err := p.dayOfMonth(&d); err != nil {
		return Date{}, err
	}
	return d, p.moved(&d)
}

// date reads "Dec", "Dec 24", "2025 Dec 24 +Su -1 day", "easter -2 days"; and
// "Mar Su[-1]" where such a date, not a month and its weekday, is known to stand here.
func (p *parser) date(nth bool) (Date, error) {
	var d Date
	first := p.peek(0)
	if p.yearAt(0) {
		year, err := p.number(firstYear, lastYear, "une année de 1901 à 9999 est attendue", "a year from 1901 to 9999 is expected")
		if err != nil {
			return d, err
		}
		d.Year = year
		nth = nth || p.nthDate()
	}
	switch {
	case p.accept(tokenEaster):
		return d, p.moved(&d)
	case p.kind(0) != tokenMonth:
		return d, p.fail("un mois (Jan à Dec) ou easter est attendu", "a month (Jan to Dec) or easter is expected")
	}
	d.Month = time.Month(p.take().value)
	switch {
	case nth && p.kind(0) == tokenWeekday && p.kind(1) == tokenNthOpen:
		if err := p.nthOf(&d); err != nil {
			return d, err
		}
	case p.kind(0) == tokenNumber && !p.yearAt(0) && !p.alwaysAt(0):
		if err := p.dayOfMonth(&d); err != nil {
			return d, err
		}
	case d.Year != 0:
		return d, p.failAt(first, "l'année d'un mois entier s'écrit en tête de règle, « 2025 Dec » ; sinon donnez les jours, « 2025 Dec 1-31 »",
			"the year of a whole month begins the rule, \"2025 Dec\"; else give the days, \"2025 Dec 1-31\"")
	default:
		return d, nil
	}
	return d, p.moved(&d)
}

// rangeEnd reads what follows the dash of a range of dates: "26", "Jan 2", "2026 Jan 2", "Mar".
func (p *parser) rangeEnd(from Date) (Date, error) {
	first := p.peek(0)
	if first.kind == tokenNumber && !p.yearAt(0) && from.Day != 0 {
		d := Date{Year: from.Year, Month: from.Month}
		if int(first.value) < from.Day {
			return d, p.fail("un jour qui n'est pas avant celui d'avant le tiret est attendu", "a day that is not before the one before the dash is expected")
		}
		if err := p.dayOfMonth(&d); err != nil {
			return d, err
		}
		return d, p.moved(&d)
	}
	d, err := p.date(!from.wholeMonth())
	switch {
	case err != nil:
		return d, err
	case d.wholeMonth() != from.wholeMonth():
		return d, p.failAt(first, "une période va d'un mois à un mois ou d'un jour à un jour : « Nov-Mar », « Nov 1-Mar 15 »",
			"a range goes from a month to a month or from a day to a day: \"Nov-Mar\", \"Nov 1-Mar 15\"")
	case from.Year != 0 && d.Year == 0 && from.Month != 0 && from.Nth == 0 && d.Nth == 0 && !d.before(from):
		d.Year = from.Year
	case (from.Year != 0) != (d.Year != 0):
		return d, p.failAt(first, "une période a une année à ses deux bouts ou à aucun : « 2025 Dec 24-2026 Jan 2 »",
			"a range has a year at both ends or at none: \"2025 Dec 24-2026 Jan 2\"")
	}
	if d.Year < from.Year || d.Year == from.Year && d.Year != 0 && d.before(from) {
		return d, p.failAt(first, "une date qui n'est pas avant celle d'avant le tiret est attendue", "a date that is not before the one before the dash is expected")
	}
	return d, nil
}

// before compares two dates of one year, as far as they are told apart by month and day. Easter is before nothing.
func (d Date) before(from Date) bool {
	if d.Month == 0 || from.Month == 0 {
		return d.Month == 0 && d.Year == 0
	}
	if d.Month != from.Month {
		return d.Month < from.Month
	}
	return d.Day != 0 && d.Day < from.Day
}

// nthOf reads the weekday and the rank of "Mar Su[-1]".
func (p *parser) nthOf(d *Date) (err error) {
	d.Weekday = time.Weekday(p.take().value)
	d.Nth, err = p.nth()
	return err
}

// nth reads "[2]", "[-1]".
func (p *parser) nth() (int, error) {
	p.next++
	sign := 1
	if p.accept(tokenDash) {
		sign = -1
	}
	n, err := p.number(1, 5, "un rang de 1 à 5, ou de -1 à -5, est attendu", "a rank of 1 to 5, or -1 to -5, is expected")
	if err != nil {
		return 0, err
	}
	if !p.accept(tokenNthClose) {
		return 0, p.fail("un seul rang est attendu dans une date, puis « ] »", "a single rank is expected in a date, then \"]\"")
	}
	return sign * n, nil
}

// daysOf is how many days a month has, in a leap year.
var daysOf = [...]int{time.January: 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func (p *parser) dayOfMonth(d *Date) error {
	day, err := p.number(1, daysOf[d.Month], "un jour de ce mois est attendu", "a day of that month is expected")
	d.Day = day
	return err
}

// moved reads how a date is moved: "+Su", "-2 days".
func (p *parser) moved(d *Date) error {
	if sign := p.sign(); sign != 0 && p.kind(1) == tokenWeekday {
		p.next++
		d.Toward, d.TowardDay = sign, time.Weekday(p.take().value)
	}
	var err error
	d.Offset, err = p.offset()
	return err
}

// sign is +1 or -1 where such a sign stands here, else 0.
func (p *parser) sign() int {
	switch p.kind(0) {
	case tokenPlus:
		return 1
	case tokenDash:
		return -1
	}
	return 0
}

// offset reads "+1 day", "-2 days", 0 where none stands here.
func (p *parser) offset() (int, error) {
	sign := p.sign()
	if sign == 0 || p.kind(1) != tokenNumber || p.kind(2) != tokenDays {
		return 0, nil
	}
	p.next++
	n, err := p.number(1, 366, "un nombre de jours de 1 à 366 est attendu", "a number of days, 1 to 366, is expected")
	p.next++
	return sign * n, err
}
