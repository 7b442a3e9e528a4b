package hours

import "time"

// days reads weekdays and holidays, any of which will do: "PH,Mo-Fr,Sa[1,3]".
func (p *parser) days(r *Rule) error {
	only := p.kind(0) // after "SH " the weekdays stand alone
	among := r.HolidaysAmong
	for {
		switch k := p.kind(0); {
		case k == tokenHoliday && !among:
			if err := p.holiday(r); err != nil {
				return err
			}
		case k == tokenWeekday:
			if err := p.weekday(r); err != nil {
				return err
			}
		case k == tokenHoliday:
			return p.fail("ces jours sont déjà pris parmi les congés : écrivez deux règles, « SH Mo-Fr 10:00-12:00, PH 10:00-12:00 »",
				"these days are among holidays already: write two rules, \"SH Mo-Fr 10:00-12:00, PH 10:00-12:00\"")
		default:
			return p.fail("un jour est attendu : Mo Tu We Th Fr Sa Su, PH ou SH", "a day is expected: Mo Tu We Th Fr Sa Su, PH or SH")
		}
		if p.kind(0) != tokenComma || p.kind(1) != tokenHoliday && p.kind(1) != tokenWeekday {
			break
		}
		p.next++
	}
	if only == tokenWeekday && p.kind(0) == tokenHoliday {
		return p.fail("congés et jours se lisent de deux façons : « Mo-Fr,PH » pour les uns et les autres, « PH Mo-Fr » pour les jours qui sont les deux",
			"holidays and weekdays read in two ways: \"Mo-Fr,PH\" for either, \"PH Mo-Fr\" for days that are both")
	}
	return nil
}

// holiday reads "PH", "SH", "PH -1 day".
func (p *parser) holiday(r *Rule) error {
	h := Holiday{School: p.take().value == 1}
	var err error
	if h.Offset, err = p.offset(); err != nil {
		return err
	}
	r.Holidays = append(r.Holidays, h)
	return nil
}

// weekday reads "Mo", "Mo-Fr", "Mo[2,4]", "Mo[1] +2 days".
func (p *parser) weekday(r *Rule) error {
	from := time.Weekday(p.take().value)
	days := WeekdayRange{From: from, To: from}
	var err error
	switch {
	case p.kind(0) == tokenNthOpen:
		if days.Nth, err = p.nths(); err != nil {
			return err
		}
		if days.Offset, err = p.offset(); err != nil {
			return err
		}
	case p.accept(tokenDash):
		if p.kind(0) != tokenWeekday {
			return p.fail("un jour est attendu après le tiret : Mo Tu We Th Fr Sa Su", "a day is expected after the dash: Mo Tu We Th Fr Sa Su")
		}
		days.To = time.Weekday(p.take().value)
	}
	r.Weekdays = append(r.Weekdays, days)
	return nil
}

// nths reads "[2,4]", "[1-3]", "[-1]".
func (p *parser) nths() (Nth, error) {
	p.next++
	var all Nth
	for {
		negative := p.accept(tokenDash)
		from, err := p.number(1, 5, "un rang de 1 à 5, ou de -1 à -5, est attendu", "a rank of 1 to 5, or -1 to -5, is expected")
		if err != nil {
			return 0, err
		}
		to := from
		if !negative && p.accept(tokenDash) {
			if to, err = p.number(from, 5, "un rang jusqu'à 5, et pas avant celui d'avant le tiret, est attendu", "a rank up to 5, and not before the one before the dash, is expected"); err != nil {
				return 0, err
			}
		}
		for n := from; n <= to; n++ {
			if negative {
				all |= NthOf(-n)
			} else {
				all |= NthOf(n)
			}
		}
		switch {
		case p.accept(tokenNthClose):
			return all, nil
		case !p.accept(tokenComma):
			return 0, p.fail("« , » ou « ] » est attendu", "\",\" or \"]\" is expected")
		}
	}
}
