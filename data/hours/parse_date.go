package hours

import "time"

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
