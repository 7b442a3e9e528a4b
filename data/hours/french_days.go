package hours

import "time"

// days takes the days of a clause.
func (p *frenchParser) days(c *frenchClause) bool {
	from := p.at
	switch {
	case p.take("tous", "les", "jours"), p.everyDayInFigures():
		c.days = everyDay
	case p.take("la", "semaine"), p.take("en", "semaine"):
		if p.takeAny("paire", "impaire", "sur") {
			p.at = from
			return false
		}
		c.days = workingDays
	case p.everyOther(c):
	default:
		if !p.dayList(c) {
			p.at = from
			return false
		}
	}
	c.named = true
	return true
}

// everyDayInFigures takes "7j/7" and "7 jours sur 7".
func (p *frenchParser) everyDayInFigures() bool {
	from := p.at
	if p.number(7) && p.takeAny("j", "jours") && p.takeAny("/", "sur") && p.number(7) {
		return true
	}
	p.at = from
	return false
}

func (p *frenchParser) number(n int) bool {
	if t := p.peek(); t.kind == frenchNumber && t.n == n {
		p.at++
		return true
	}
	return false
}

// day takes a weekday, from Monday 0.
func (p *frenchParser) day() (day int, plural, ok bool) {
	t := p.peek()
	if t.kind != frenchWord {
		return 0, false, false
	}
	day, plural = frenchDay(t.text)
	if day < 0 {
		return 0, false, false
	}
	p.at++
	if len(t.text) == 3 && p.peek().text == "." && p.peek().from == t.to { // "lun."
		p.at++
	}
	return day, plural, true
}

// everyOther takes "un lundi après-midi sur deux", "un samedi matin par mois": which ones is not told.
func (p *frenchParser) everyOther(c *frenchClause) bool {
	if !p.take("un") {
		return false
	}
	day, _, ok := p.day()
	if !ok {
		return false
	}
	p.halfOf(c)
	if !p.take("sur", "deux") && !p.take("sur", "trois") && !p.take("sur", "quatre") && !p.take("par", "mois") {
		return false
	}
	c.days, c.state, c.told = 1<<day, Unknown, true
	return true
}

// frequency takes how often, where it is not told which days that makes.
func (p *frenchParser) frequency(c *frenchClause) bool {
	from := p.at
	switch {
	case p.take("sur", "deux"), p.take("une", "semaine", "sur", "deux"), p.take("une", "fois", "par", "mois"), p.take("deux", "fois", "par", "mois"):
	case p.take("toutes", "les") && (p.takeAny("deux", "trois", "quatre") || p.number(2) || p.number(3) || p.number(4)) && p.take("semaines"):
	case p.at == from && p.take("tous", "les") && (p.take("quinze") || p.number(15)) && p.take("jours"):
	default:
		p.at = from
		return false
	}
	c.state, c.told = Unknown, true
	return true
}

// dayList takes weekdays, one or several, and ranges of them.
func (p *frenchParser) dayList(c *frenchClause) bool {
	les := p.take("tous", "les") || p.take("les")
	ranged := !les && p.take("du")
	if !les && !ranged {
		p.takeAny("le", "chaque")
	}
	if !ranged && p.ordinals(c) {
		return p.nthDay(c)
	}
	count, dubious := 0, false // "lundi, mardi - jeudi": is Wednesday one?
	for {
		first, _, ok := p.day()
		if !ok {
			return false
		}
		chain, dashed := p.dashes(first)
		last, isRange := first, false
		if chain == 0 {
			last, isRange = p.rangeEnd(ranged)
		}
		switch {
		case chain != 0:
			c.days |= chain
		case isRange:
			c.days |= daysBetween(first, last)
			dubious = dubious || dashed && (last-first+7)%7 > 1
		case ranged:
			return false // "du lundi" without its "au"
		default:
			c.days |= 1 << first
		}
		count++
		ranged = false
		if !p.another() {
			break
		}
	}
	c.list = count > 1 && !les
	p.failed = p.failed || dubious && count > 1
	return true
}

// dashes takes the days after first of "lundi - mardi - jeudi": dashes between
// three days and more make a list of them, unless far days may be a range's
// ends. It tells too whether a dash and a day follow at all.
func (p *frenchParser) dashes(first int) (mask dayMask, dashed bool) {
	from, days, far, before := p.at, 1, false, first
	for mask = 1 << first; ; days++ {
		at := p.at
		day, _, ok := 0, false, p.take("-")
		if ok {
			day, _, ok = p.day()
		}
		if !ok {
			p.at = at
			break
		}
		far = far || (day-before+7)%7 > 2
		mask, before = mask|1<<day, day
	}
	if days < 3 {
		p.at, mask = from, 0
	}
	p.failed = p.failed || days > 2 && far
	return mask, days > 1
}

// rangeEnd takes the end of a range of days.
func (p *frenchParser) rangeEnd(begun bool) (last int, ok bool) {
	from := p.at
	if p.takeAny("au", "-", "a") {
		if last, _, ok = p.day(); ok {
			return last, true
		}
	}
	p.at = from
	return 0, false
}

// daysBetween are the days from first to last, over the week's end where last is before first.
func daysBetween(first, last int) (mask dayMask) {
	for d := first; ; d = (d + 1) % 7 {
		mask |= 1 << d
		if d == last {
			return mask
		}
	}
}

// another takes what stands between two weekdays of a list, when a weekday follows.
func (p *frenchParser) another() bool {
	from := p.at
	if p.take(",", "et") || p.takeAny(",", "et", "/", "&") {
		after := p.at
		if _, _, ok := p.day(); ok {
			p.at = after
			return true
		}
	}
	p.at = from
	return false
}

// ordinals takes "premier", "1er et 3e", "deuxième et quatrième".
func (p *frenchParser) ordinals(c *frenchClause) bool {
	for {
		n, ok := p.ordinal()
		if !ok {
			return c.nth != 0
		}
		c.nth |= NthOf(n)
		from := p.at
		if p.takeAny(",", "et", "/") {
			p.take("le")
			if _, ok := p.ordinal(); ok {
				p.at--
				continue
			}
		}
		p.at = from
	}
}

func (p *frenchParser) ordinal() (n int, ok bool) {
	t := p.peek()
	switch t.kind {
	case frenchOrdinal:
		n, ok = t.n, t.n >= 1 && t.n <= 5
	case frenchWord:
		n, ok = frenchOrdinals[t.text]
	}
	if ok {
		p.at++
	}
	return n, ok
}

// nthDay takes the one weekday that is counted, and "du mois".
func (p *frenchParser) nthDay(c *frenchClause) bool {
	day, _, ok := p.day()
	if !ok {
		return false
	}
	c.days = 1 << day
	p.halfOf(c)
	return p.take("du", "mois") || p.take("de", "chaque", "mois") || p.take("des", "mois") || p.timesNext()
}

// timesNext tells whether times stand at the token at hand: "le 1er et le 3e mardi de 9h à 12h".
func (p *frenchParser) timesNext() bool {
	at := p.at
	p.take(":")
	_, ok := p.span()
	p.at = at
	return ok
}

// halfOf takes "le matin", "après-midi".
func (p *frenchParser) halfOf(c *frenchClause) bool {
	half, ok := p.half()
	if ok {
		c.half = half
	}
	return ok
}

func (p *frenchParser) half() (frenchHalf, bool) {
	from := p.at
	if !p.take("l", "'") && !p.take("le") && !p.take("les") {
		p.take("en")
	}
	switch {
	case p.takeAny("matin", "matins", "matinee", "matinees"):
		return morning, true
	case p.takeAny("apres-midi", "apres-midis"):
		return afternoon, true
	}
	p.at = from
	return wholeDay, false
}

// months takes "d'octobre à juin", "en juillet et août"; "entre octobre et novembre" is in doubt.
func (p *frenchParser) months(c *frenchClause) bool {
	from := p.at
	switch {
	case p.take("d", "'") || p.take("de"):
		if first, ok := p.month(); ok && p.take("a") {
			if last, ok := p.month(); ok {
				c.months = []DateRange{monthRange(first, last)}
				return true
			}
		}
	case p.take("en"):
		for {
			m, ok := p.month()
			if !ok {
				break
			}
			c.months = append(c.months, monthRange(m, m))
			back := p.at
			if !p.takeAny("et", ",") {
				return true
			}
			if _, ok := frenchMonths[p.peek().text]; !ok {
				p.at = back
				return true
			}
		}
		c.months = nil
	case p.take("entre"):
		if first, ok := p.month(); ok && p.take("et") {
			if last, ok := p.month(); ok {
				c.months, c.state, c.told = []DateRange{monthRange(first, last)}, Unknown, true
				return true
			}
		}
	}
	p.at = from
	return false
}

func (p *frenchParser) month() (time.Month, bool) {
	m, ok := frenchMonths[p.peek().text]
	if ok {
		p.at++
	}
	return m, ok
}

func monthRange(first, last time.Month) DateRange {
	return DateRange{From: Date{Month: first}, To: Date{Month: last}}
}

// weeks takes even and odd weeks, which are those of ISO 8601 as French diaries number them.
func (p *frenchParser) weeks(c *frenchClause) bool {
	from := p.at
	if !p.takeAny("les", "en", "la") {
		p.take("pendant", "les")
	}
	if p.takeAny("semaine", "semaines") {
		switch {
		case p.takeAny("paire", "paires"):
			c.weeks = []WeekRange{{From: 2, To: 52, Step: 2}}
			return true
		case p.takeAny("impaire", "impaires"):
			c.weeks = []WeekRange{{From: 1, To: 53, Step: 2}}
			return true
		}
	}
	p.at = from
	return false
}
