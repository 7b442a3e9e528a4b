package hours

// selectors reads the days and the times of a rule. A comment may stand before them.
func (p *parser) selectors(r *Rule) error {
	if p.kind(0) == tokenComment {
		p.comment(r)
	}
	for {
		known, err := p.daySelector(r)
		if err != nil {
			return err
		}
		if !known {
			break
		}
		p.readable()
	}
	switch {
	case p.alwaysAt(0):
		p.next += 3
		if r.selectsDays() && p.kind(0) != tokenModifier && p.kind(0) != tokenComment && r.Comment == "" {
			r.Modifier = SaysOpen // "Sa 24/7": all of those days
		}
		return nil
	case p.kind(0) == tokenTime, p.kind(0) == tokenEvent, p.kind(0) == tokenOpen:
		return p.times(r)
	}
	return nil
}

// daySelector reads one selector of days, if one stands here. Each kind may
// stand once; years go before dates, since what stands right before a date is
// its own year, and holidays before the weekdays they are among.
func (p *parser) daySelector(r *Rule) (known bool, err error) {
	switch k := p.kind(0); {
	case p.yearAt(0) && r.Years == nil && r.Dates == nil && !p.yearOfDate():
		return true, p.years(r)
	case (k == tokenMonth || k == tokenEaster || k == tokenNumber && p.yearOfDate()) && r.Dates == nil:
		return true, p.dates(r)
	case k == tokenWeek && r.Weeks == nil:
		return true, p.weeks(r)
	case k == tokenHoliday && r.Holidays == nil && r.Weekdays == nil:
		return true, p.days(r)
	case k == tokenWeekday && r.Weekdays == nil:
		r.HolidaysAmong = r.Holidays != nil
		return true, p.days(r)
	}
	return false, nil
}

// readable takes the colon that may stand between days and what is said of
// them. Before nothing it stays: what it announced was lost.
func (p *parser) readable() {
	if p.kind(0) != tokenColon {
		return
	}
	switch p.kind(1) {
	case tokenEnd, tokenOverride, tokenComma, tokenFallback:
	default:
		p.next++
	}
}

// alwaysAt tells whether "24/7" stands i tokens from here.
func (p *parser) alwaysAt(i int) bool {
	return p.kind(i) == tokenNumber && p.peek(i).value == 24 && p.kind(i+1) == tokenSlash &&
		p.kind(i+2) == tokenNumber && p.peek(i+2).value == 7
}

// says reads what the rule says of its times: a modifier, a comment, or both.
func (p *parser) says(r *Rule) error {
	for {
		switch t := p.peek(0); {
		case t.kind == tokenModifier && r.Comment != "":
			return p.fail("open, off ou unknown s'écrit avant la remarque", "open, off or unknown is written before the comment")
		case t.kind == tokenModifier && r.Modifier == NoModifier:
			p.next++
			r.Modifier = Modifier(t.value)
		case t.kind == tokenComment && r.Comment == "":
			p.comment(r)
		case t.kind == tokenModifier || t.kind == tokenComment:
			return p.fail("une règle ne dit qu'une chose : un seul de open, off et unknown, une seule remarque ; séparez les règles par « ; »",
				"a rule says one thing: one of open, off and unknown, one comment; separate rules with \";\"")
		default:
			return nil
		}
	}
}

// comment keeps a comment. One without words still says that the hours are not certain.
func (p *parser) comment(r *Rule) {
	r.Comment = p.take().commentText(p.value)
	if r.Comment == "" && r.Modifier == NoModifier {
		r.Modifier = SaysUnknown
	}
}

// number takes a number between two bounds.
func (p *parser) number(low, high int, fr, en string) (int, error) {
	t := p.peek(0)
	if t.kind != tokenNumber || int(t.value) < low || int(t.value) > high {
		return 0, p.fail(fr, en)
	}
	p.next++
	return int(t.value), nil
}
