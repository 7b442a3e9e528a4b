package hours

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// wordsMost is how many bytes of a text are kept as the reason of a doubt.
const wordsMost = 160

// onAppointment is the comment of times by appointment.
const onAppointment = "sur rendez-vous"

// rules writes a week as rules, the weekdays that are alike together.
func (w *frenchWeek) rules() Rules {
	var rules Rules
	var done dayMask
	for day := range w {
		if done&(1<<day) != 0 || w[day] == nil {
			continue
		}
		var mask dayMask
		for other := day; other < len(w); other++ {
			if slices.EqualFunc(w[other], w[day], frenchPiece.alike) {
				mask |= 1 << other
			}
		}
		done |= mask
		rules = append(rules, dayRules(Rule{Weekdays: weekdayRanges(mask)}, w[day])...)
	}
	return rules
}

// alike tells whether two pieces come to the same: words count only where they say why something is in doubt.
func (p frenchPiece) alike(q frenchPiece) bool {
	return p.from == q.from && p.to == q.to && p.state == q.state && (p.state != Unknown || p.words == q.words)
}

// dayRules are the rules of some days, which on gives: a rule for each state and reason.
func dayRules(on Rule, pieces []frenchPiece) Rules {
	var rules Rules
	for _, p := range sortedByState(pieces) {
		rule := on
		switch p.state {
		case ByAppointment:
			rule.Comment = onAppointment
		case Unknown:
			rule.Modifier, rule.Comment = SaysUnknown, reason(p.words)
		}
		if p.from != 0 || p.to != 24*60 {
			rule.Times = []Span{{From: Moment{Minutes: p.from}, To: Moment{Minutes: p.to}}}
		}
		if n := len(rules); n > 0 {
			if last := &rules[n-1]; last.Modifier == rule.Modifier && last.Comment == rule.Comment && last.Times != nil && rule.Times != nil {
				last.Times = append(last.Times, rule.Times...)
				continue
			}
			rule.Join = Additional
		}
		rules = append(rules, rule)
	}
	return rules
}

// sortedByState puts what is open first, then what is by appointment, then what is in doubt.
func sortedByState(pieces []frenchPiece) []frenchPiece {
	order := map[State]int{Open: 0, ByAppointment: 1, Unknown: 2}
	sorted := slices.Clone(pieces)
	slices.SortStableFunc(sorted, func(a, b frenchPiece) int { return order[a.state] - order[b.state] })
	return sorted
}

// weekdayRanges writes weekdays as ranges, of three days at least; every day is no range at all.
func weekdayRanges(mask dayMask) []WeekdayRange {
	if mask == everyDay {
		return nil
	}
	var out []WeekdayRange
	for day := 0; day < 7; day++ {
		if mask&(1<<day) == 0 {
			continue
		}
		last := day
		for last < 6 && mask&(1<<(last+1)) != 0 {
			last++
		}
		if last == day+1 {
			last = day
		}
		out = append(out, WeekdayRange{From: weekdayOf(day), To: weekdayOf(last)})
		day = last
	}
	return out
}

// weekdayOf turns a day counted from Monday 0 into the calendar's.
func weekdayOf(day int) time.Weekday { return time.Weekday((day + 1) % 7) }

// reason is the words that leave something in doubt, as a comment. Words that
// ask for an appointment would say more than that it is not known.
func reason(words string) string {
	words = strings.Join(strings.Fields(strings.ReplaceAll(words, `"`, "'")), " ")
	if len(words) > wordsMost {
		end := wordsMost
		for !utf8.RuneStart(words[end]) {
			end--
		}
		words = words[:end] + "…"
	}
	if asksAppointment(words) {
		return "à confirmer auprès du lieu"
	}
	return words
}

// specialRules are the rules of a clause that does not hold every week.
func (c *frenchClause) specialRules(raw string) Rules {
	on := Rule{Dates: c.months, Weeks: c.weeks, Weekdays: weekdayRanges(c.days)}
	if !c.named {
		on.Weekdays = nil
	}
	if c.nth != 0 {
		on.Weekdays[0].Nth = c.nth
	}
	if c.state == Closed {
		on.Modifier = SaysClosed
		return Rules{on}
	}
	return dayRules(on, settleDay([]frenchTelling{{c.days, c.pieces(raw)}}))
}

// offRules close on holidays.
func offRules(off []bool) Rules {
	var rules Rules
	for _, school := range off {
		rules = append(rules, Rule{Holidays: []Holiday{{School: school}}, Modifier: SaysClosed})
	}
	return rules
}
