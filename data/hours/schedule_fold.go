package hours

// mark is what tells of a minute: an index into a Schedule's sayings. Rule i has
// two, for its times and for what follows an open end.
type mark int32

const (
	markClosed mark = iota // no rule tells of it
	markSchool             // it depends on school holidays that are not known
	markSun                // it is closed by a sun that neither rises nor sets, or is not
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
	sunMay     bool // times off by a moment that the sun has not are all day
	sunless    bool // there are such times
}

func (a *asked) set(s *Schedule, day Day) {
	a.today.place, a.eve.place = &s.place, &s.place
	a.today.set(day)
	a.sky.set(s, day)
	a.sunless = false
	if s.overnight {
		a.eve.set(day - 1)
	}
}

// A day that something is not known of is read in several ways, a bit each: the
// holiday is, or is not, today and the day before; times off by a sun that has no
// such moment are all day, or never.
const (
	readsToday = 1 << iota
	readsEve
	readsSun
	readings
)

// read is one way that the day may be.
func (a *asked) read(reading int) {
	a.today.offMay, a.eve.offMay, a.sunMay = reading&readsToday != 0, reading&readsEve != 0, reading&readsSun != 0
}

// possible tells whether a reading differs from the first one for these days.
func (a *asked) possible(reading int) bool {
	return (reading&readsToday == 0 || a.today.doubted) && (reading&readsEve == 0 || a.eve.doubted) && (reading&readsSun == 0 || a.sunless)
}

// isCertain tells whether there is but one reading.
func (a *asked) isCertain() bool { return !a.today.doubted && !a.eve.doubted && !a.sunless }

// doubt is what tells of a minute that a reading tells otherwise of than the first.
func doubt(reading int) mark {
	if reading < readsSun {
		return markSchool
	}
	return markSun
}

// markAt is what tells of a minute of a day.
func (s *Schedule) markAt(day Day, minute int) mark {
	if s.mixed { // rare; a painter asks every rule of the day, and doubts all of it
		w := newPainter(s).wallOf(day)
		return w[w.at(minute)].mark
	}
	var a asked
	a.set(s, day)
	a.read(0)
	first := s.fold(&a, minute)
	if a.isCertain() {
		return first
	}
	for reading := 1; reading < readings; reading++ {
		if !a.possible(reading) {
			continue
		}
		a.read(reading)
		if s.said[s.fold(&a, minute)].state != s.said[first].state {
			return doubt(reading)
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
			told = r.coverAt(minute+minutesADay, a, -1)
			eve = !r.replaces && !r.dismisses
		}
		if own && r.days.has(&a.today) {
			if r.dismisses {
				base = markOf(i, certain)
			} else {
				told = min(told, r.coverAt(minute, a, 0))
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

// coverAt tells how a rule covers a minute counted from the midnight of the day
// asked about, 0, or of the one before it, -1.
func (r *rule) coverAt(minute int, a *asked, days int) cover {
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
		span, ok := r.periods[i].on(r.periods, &a.sky, days)
		if !ok && r.closed && minute < minutesADay {
			a.sunless = true
			if !a.sunMay {
				continue
			}
		}
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
