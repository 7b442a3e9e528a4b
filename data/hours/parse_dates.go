package hours

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
		switch p.kind(1) {
		case tokenMonth, tokenEaster, tokenNumber:
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
	case from.Year != 0 && d.Year == 0 && from.Day != 0 && d.Day != 0 && !d.before(from):
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

// wholeMonth tells whether a date is a month, and not a day.
func (d Date) wholeMonth() bool { return d.Month != 0 && d.Day == 0 && d.Nth == 0 }

// before tells whether a date is before another of the same year, as far as
// months and days tell. Easter is before nothing, and nothing before Easter.
func (d Date) before(from Date) bool {
	if d.Month == 0 || from.Month == 0 {
		return false
	}
	if d.Month != from.Month {
		return d.Month < from.Month
	}
	return d.Day != 0 && d.Day < from.Day
}
