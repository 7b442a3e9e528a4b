package hours

import "time"

// days is which days a rule tells of. What is given must all hold.
type days struct {
	every    bool // nothing is given
	weekdays uint8
	nth      []WeekdayRange // weekdays counted in their month, or some days off them
	holidays []Holiday
	named    bool // weekdays or nth are given
	school   bool // school holidays are
	among    bool // a holiday that is also one of the weekdays
	years    []YearRange
	weeks    uint64
	dates    []dates
}

func compileDays(r *Rule) days {
	d := days{every: !r.namesDays(), years: r.Years, weeks: weeksOf(r.Weeks), named: len(r.Weekdays) > 0, among: r.HolidaysAmong}
	for _, w := range r.Weekdays {
		if w.Nth == 0 && w.Offset == 0 {
			d.weekdays |= weekdaysOf(w)
		} else {
			d.nth = append(d.nth, w)
		}
	}
	seen := make(map[Holiday]bool, len(r.Holidays))
	for _, h := range r.Holidays {
		if !seen[h] {
			d.holidays = append(d.holidays, h)
			d.school = d.school || h.School
		}
		seen[h] = true
	}
	for _, r := range r.Dates {
		d.dates = append(d.dates, compileDates(r))
	}
	return d
}

// date is a day with what predicates ask of it, worked out once and when it is first asked for:
// most values ask for the weekday alone.
type date struct {
	day     Day
	weekday time.Weekday
	year    int
	month   time.Month // 0: year, month and dom are not worked out yet
	dom     int        // day of the month
	week    int        // ISO week; 0: not asked for yet
	easters easters    // kept, so that a walk over days works each year's out once
	place   *Place
	offMay  bool // school holidays that are not known are taken to be
	doubted bool // they were asked for
}

func (d *date) set(day Day) {
	d.day, d.weekday = day, day.Weekday()
	d.month, d.week, d.doubted = 0, 0, false
}

// calendar works the year, the month and its day out.
func (d *date) calendar() {
	if d.month == 0 {
		d.year, d.month, d.dom = d.day.Date()
	}
}

// isPublic tells whether a day, this one or one near it, is a public holiday.
func (d *date) isPublic(day Day) bool {
	if day != d.day {
		_, ok := d.place.Public.On(day)
		return ok
	}
	d.calendar()
	_, ok := d.place.Public.on(d.day, d.year, d.month, d.dom)
	return ok
}

// isoWeek is the day's week: the one its Thursday's year counts.
func (d *date) isoWeek() int {
	if d.week == 0 {
		thursday := d.day - Day((d.weekday+6)%7) + 3
		year, _, _ := thursday.Date()
		d.week = int(thursday-firstOf(year, time.January))/7 + 1
	}
	return d.week
}

// has tells whether the days hold a date.
func (s *days) has(d *date) bool {
	return s.every || s.hasYear(d) && s.hasWeekday(d) &&
		(s.weeks == 0 || s.weeks&(1<<d.isoWeek()) != 0) && s.hasDate(d)
}

func (s *days) hasYear(d *date) bool {
	if len(s.years) == 0 {
		return true
	}
	d.calendar()
	for i := range s.years {
		if s.years[i].holds(d.year) {
			return true
		}
	}
	return false
}

func (s *days) hasDate(d *date) bool {
	if len(s.dates) == 0 {
		return true
	}
	d.calendar()
	for i := range s.dates {
		if s.dates[i].hold(d) {
			return true
		}
	}
	return false
}

// hasWeekday tells of weekdays and holidays, which go together: either will do, unless both are asked for.
func (s *days) hasWeekday(d *date) bool {
	switch {
	case len(s.holidays) == 0:
		return !s.named || s.isNamed(d)
	case !s.named:
		return s.isHoliday(d)
	case s.among:
		return s.isNamed(d) && s.isHoliday(d)
	default:
		return s.isNamed(d) || s.isHoliday(d)
	}
}

func (s *days) isNamed(d *date) bool {
	if s.weekdays&(1<<d.weekday) != 0 {
		return true
	}
	for i := range s.nth {
		if s.nth[i].holds(d) {
			return true
		}
	}
	return false
}

// holds tells of one weekday counted in its month, and moved.
func (r *WeekdayRange) holds(d *date) bool {
	counted := d.day - Day(r.Offset)
	if weekdaysOf(*r)&(1<<counted.Weekday()) == 0 {
		return false
	}
	d.calendar()
	year, month, dom := d.year, d.month, d.dom
	if r.Offset != 0 {
		year, month, dom = counted.Date()
	}
	fromStart, fromEnd := (dom-1)/7, (monthDays(year, month)-dom)/7
	return r.Nth == 0 || r.Nth&(1<<fromStart) != 0 || r.Nth&(1<<8<<fromEnd) != 0
}

func (s *days) isHoliday(d *date) bool {
	for _, h := range s.holidays {
		day := d.day - Day(h.Offset)
		if !h.School {
			if d.isPublic(day) {
				return true
			}
			continue
		}
		off, known := d.place.School.On(day)
		if !known {
			d.doubted, off = true, d.offMay
		}
		if off {
			return true
		}
	}
	return false
}
