package hours

// mark is what tells of a minute: an index into a Schedule's sayings. Rule i has
// two, for its times and for what follows an open end.
type mark int32

const (
	markClosed mark = iota // no rule tells of it
	markSchool             // it depends on school holidays that are not known
	firstMark
)

// cover is how a rule tells of a minute.
type cover mark

const (
	certain cover = iota // at its times
	tail                 // after an open end
	untold
)

func markOf(rule int, c cover) mark { return firstMark + 2*mark(rule) + mark(c) }

// asked is one day and the one before it, as rules ask about them.
type asked struct {
	today, eve date
	sky        sky
}

func (a *asked) set(s *Schedule, day Day) {
	a.today.place, a.eve.place = &s.place, &s.place
	a.today.set(day)
	a.sky.set(s, day)
	if s.overnight {
		a.eve.set(day - 1)
	}
}

// read is one way that school holidays may be, today and the day before.
func (a *asked) read(reading int) { a.today.offMay, a.eve.offMay = reading&1 != 0, reading&2 != 0 }

// possible tells whether a reading differs from the first one for these days.
func (a *asked) possible(reading int) bool {
	return (reading&1 == 0 || a.today.doubted) && (reading&2 == 0 || a.eve.doubted)
}

const readings = 4

// markAt is what tells of a minute of a day.
func (s *Schedule) markAt(day Day, minute int) mark {
	var a asked
	a.set(s, day)
	a.read(0)
	first := s.fold(&a, minute)
	if !s.school || !a.today.doubted && !a.eve.doubted {
		return first
	}
	if s.mixed {
		return markSchool
	}
	for reading := 1; reading < readings; reading++ {
		if !a.possible(reading) {
			continue
		}
		a.read(reading)
		if s.said[s.fold(&a, minute)].state != s.said[first].state {
			return markSchool
		}
	}
	return first
}

// fold finds the rule that holds at a minute, from the last one up: the day's
// own rules until one of them drops those before it, the times past midnight of
// the day before likewise.
func (s *Schedule) fold(a *asked, minute int) mark {
	base, filled := markClosed, markClosed
	own, eve := true, s.overnight
	for i := len(s.rules) - 1; i >= 0 && (own || eve); i-- {
		r := &s.rules[i]
		told := untold
		if eve && (r.overnight || r.replaces || r.dismisses) && r.days.has(&a.eve) {
			told = r.coverAt(minute+minutesADay, a.sky.of(-1), a.sky.of(0))
			eve = !r.replaces && !r.dismisses
		}
		if own && r.days.has(&a.today) {
			if r.dismisses {
				base = markOf(i, certain)
			} else {
				told = min(told, r.coverAt(minute, a.sky.of(0), a.sky.of(1)))
			}
			own = !r.replaces && !r.dismisses
		}
		switch {
		case told == untold:
		case !r.fallback && !r.closed:
			return markOf(i, told)
		case !r.fallback:
			return filledOr(filled, markOf(i, told))
		case !r.closed:
			filled = markOf(i, told)
		}
	}
	return filledOr(filled, base)
}

// filledOr is what fills a closed minute, else what closes it.
func filledOr(filled, closed mark) mark {
	if filled != markClosed {
		return filled
	}
	return closed
}

// coverAt tells how a rule covers a minute counted from the midnight of a day that it tells of.
func (r *rule) coverAt(minute int, sun, next *sunMinutes) cover {
	if r.wholeDay {
		if minute < minutesADay {
			return certain
		}
		return untold
	}
	told, m := untold, int16(minute)
	for i := range r.spans {
		if t := r.spans[i].cover(m); t < told {
			told = t
		}
	}
	for i := range r.periods {
		span := r.periods[i].on(r.periods, sun, next)
		if t := span.cover(m); t < told {
			told = t
		}
	}
	return told
}

func (s *minutes) cover(minute int16) cover {
	switch {
	case minute < s.from || minute >= s.tail:
		return untold
	case minute < s.to:
		return certain
	default:
		return tail
	}
}
