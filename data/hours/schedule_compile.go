package hours

import "slices"

const minutesADay = 24 * 60

// rule is a Rule made ready: its days as a predicate, its times in minutes.
type rule struct {
	days      days
	spans     []minutes // its times, where none asks for the sun
	periods   []period  // its times, where one does
	wholeDay  bool      // it has no times
	replaces  bool      // drops what the rules before it say of its day
	dismisses bool      // "off" without times: drops that too, and closes what is left
	fallback  bool
	closed    bool
	overnight bool // it may tell of times past midnight
}

// minutes is one span in minutes from its day's midnight, up to 48 hours: From
// included, To excluded, and unknown from To to Tail where the end is open.
type minutes struct{ from, to, tail int16 }

// period is a span that the sun decides of: what its moments are on a day of
// equinox, and what they are on the day asked for.
type period struct {
	span     Span
	wraps    bool // its end is the next day's, unless it comes after its beginning on the day
	tail     int16
	cutBy    int16 // the span of the list that ends its open end, -1 for none
	hasTail  bool
	tailOnly bool // "sunset+": nothing is certain of it
}

// usual are the minutes that stand for the sun's moments where a decision must
// not change with the day: whether a span runs past midnight, and where an open
// end ends.
var usual = [...]int{Midnight: 0, Dawn: 5*60 + 30, Sunrise: 6 * 60, Sunset: 18 * 60, Dusk: 18*60 + 30}

func (m Moment) usual() int { return max(usual[m.Event]+m.Minutes, 0) }

// compileRule makes a value's i-th rule ready; where it stands decides whether it
// replaces, and whether it fills, as what is added to a fallback does too.
func compileRule(rules Rules, i int, afterFallback bool) rule {
	r := &rules[i]
	c := rule{days: compileDays(r), wholeDay: len(r.Times) == 0, closed: r.State() == Closed}
	c.fallback = i > 0 && (r.Join == Fallback || r.Join == Additional && afterFallback)
	c.replaces = i > 0 && r.Join == Override && replaces(r, &rules[i-1])
	c.dismisses = c.closed && c.wholeDay && !c.fallback
	if isSunny(r.Times) {
		c.periods, c.overnight = compilePeriods(r.Times), true
		return c
	}
	c.spans = fixedSpans(r.Times)
	for i := range c.spans {
		c.overnight = c.overnight || c.spans[i].tail > minutesADay
	}
	return c
}

// replaces tells whether a rule after ";" takes the place of those before it. One
// that names days does, unless it closes; one that names none only where it
// opens, and the rule just before it names none either. So "08:00-12:00;
// 14:00-18:00" is the afternoon alone, and "Mo-Fr 08:00-18:00; 12:00-13:00
// unknown" keeps the day around its noon.
func replaces(r, before *Rule) bool {
	if r.namesDays() {
		return r.Modifier != SaysClosed
	}
	opens := r.Modifier == SaysOpen || r.Modifier == NoModifier && r.Comment == ""
	return opens && !before.namesDays()
}

func (r *Rule) namesDays() bool {
	return len(r.Years)+len(r.Dates)+len(r.Weeks)+len(r.Holidays)+len(r.Weekdays) > 0
}

func isSunny(times []Span) bool {
	for _, t := range times {
		if t.From.Event != Midnight || t.To.Event != Midnight {
			return true
		}
	}
	return false
}

// isBare tells of "19:00+", which says nothing certain after its beginning.
func (t Span) isBare() bool { return t.OpenEnd && t.To == Moment{} }

// usualSpan is a span on a day of equinox, without what an open end adds.
func (t Span) usualSpan() (from, to int) {
	from = t.From.usual()
	if t.isBare() {
		return from, from
	}
	to = t.To.usual()
	if to < from || to == from && t.From.Event == Midnight && t.To.Event == Midnight {
		to += minutesADay
	}
	return min(from, 2*minutesADay), min(to, 2*minutesADay)
}

// openEnd is where an open end is taken to end, at the latest: by midnight for
// what begins to be open in the day, ten hours on in the evening, eight at night.
func openEnd(from int) int {
	switch {
	case from >= 22*60:
		return min(from+8*60, 2*minutesADay)
	case from >= 17*60:
		return from + 10*60
	default:
		return minutesADay
	}
}

// cutters is, for each span of a list, the one that begins next after it, -1 for
// none: an open end is over by then. nil where no end is open.
func cutters(times []Span) []int {
	if !slices.ContainsFunc(times, func(t Span) bool { return t.OpenEnd }) {
		return nil
	}
	begin := func(i int) int { from, _ := times[i].usualSpan(); return from }
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return begin(a) - begin(b) })
	next := make([]int, len(times))
	later := -1 // the first of those that begin after the one at hand
	for k := len(order) - 1; k >= 0; k-- {
		if k+1 < len(order) && begin(order[k+1]) > begin(order[k]) {
			later = order[k+1]
		}
		next[order[k]] = later
	}
	return next
}

func fixedSpans(times []Span) []minutes {
	cutters := cutters(times)
	spans := make([]minutes, len(times))
	for i := range times {
		from, to := times[i].usualSpan()
		tail := to
		if times[i].OpenEnd {
			tail = openEnd(to)
			if k := cutters[i]; k >= 0 {
				next, _ := times[k].usualSpan()
				tail = min(tail, max(next, to))
			}
		}
		spans[i] = minutes{int16(from), int16(to), int16(tail)}
	}
	return spans
}

func compilePeriods(times []Span) []period {
	cutters := cutters(times)
	periods := make([]period, len(times))
	for i, t := range times {
		p := period{span: t, cutBy: -1, hasTail: t.OpenEnd, tailOnly: t.isBare()}
		from, to := t.From.usual(), t.To.usual()
		fixed := t.From.Event == Midnight && t.To.Event == Midnight
		p.wraps = !p.tailOnly && (to < from || fixed && to == from)
		if t.OpenEnd {
			_, end := t.usualSpan()
			p.tail, p.cutBy = int16(openEnd(end)), int16(cutters[i])
		}
		periods[i] = p
	}
	return periods
}

// weeksOf is the ISO weeks of ranges, bit w for week w. A range that ends before it begins runs over the new year.
func weeksOf(ranges []WeekRange) (weeks uint64) {
	for _, r := range ranges {
		to := r.To
		if to < r.From {
			to += 53
		}
		for w := r.From; w <= to; w += max(r.Step, 1) {
			weeks |= 1 << ((w-1)%53 + 1)
		}
	}
	return weeks
}

// weekdaysOf is the weekdays of a range, bit w for weekday w.
func weekdaysOf(r WeekdayRange) (weekdays uint8) {
	for w := r.From; ; w = (w + 1) % 7 {
		weekdays |= 1 << w
		if w == r.To || weekdays == 1<<7-1 {
			return weekdays
		}
	}
}

// holds tells whether a year is one of a range's.
func (r YearRange) holds(year int) bool {
	return year >= r.From && (r.To == 0 || year <= r.To) && (year-r.From)%max(r.Step, 1) == 0
}
