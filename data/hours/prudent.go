package hours

import (
	"slices"
	"time"
)

// Prudent is what people are told of rules that never name public holidays:
// on those days hours are unknown, for most doors then close without saying
// so, and on 1 May, when the law has all but essential services rest, they are
// off. What the last rules say of dates by name, say of some public holidays
// ("Jul-Aug PH 10:00-12:00") or close whole days for still holds: "Sa off"
// closes a holiday that is a Saturday, "Dec 24 09:00-12:00" is no holiday's
// business; and "24/7" means every day, in so many words.
// OSM's own meaning is in r, which stays as it is.
func (r Rules) Prudent() Rules {
	if len(r) == 0 || r.namesPublicHolidays() || len(r) == 1 && r[0].always() {
		return r
	}
	holidays := Rules{{Holidays: []Holiday{{}}, Modifier: SaysUnknown, Comment: publicHoliday}}
	if !r.names(time.May, 1) {
		firstOfMay := Date{Month: time.May, Day: 1}
		holidays = append(holidays, Rule{Dates: []DateRange{{From: firstOfMay, To: firstOfMay}}, Modifier: SaysClosed})
	}
	at := len(r)
	for at > 0 && r[at-1].Join == Override && r[at-1].holdsOnHolidays() && !r.joined(at) {
		at--
	}
	all := make(Rules, 0, len(r)+len(holidays))
	all = append(all, r[:at]...)
	all = append(all, holidays...)
	return append(all, r[at:]...)
}

// publicHoliday is the comment of the rule that Prudent adds; schedules tell it as HolidayNotTold.
const publicHoliday = "jour férié"

// always tells whether a rule is "24/7" and no more.
func (r *Rule) always() bool {
	return !r.selectsDays() && len(r.Times) == 0 && r.Modifier == NoModifier && r.Comment == ""
}

// joined tells whether the rule at i adds to the one before it, or stands in for it.
func (r Rules) joined(i int) bool { return i < len(r) && r[i].Join != Override }

// holdsOnHolidays tells whether a rule means what it says on public holidays too.
func (r *Rule) holdsOnHolidays() bool {
	return r.namesDates() || r.closesDays() || r.namesPublicHolidays()
}

// namesPublicHolidays tells whether a rule says what public holidays are like: their eves are no such days.
func (r *Rule) namesPublicHolidays() bool { return slices.Contains(r.Holidays, Holiday{}) }

// namesPublicHolidays tells whether a rule says so of all of them, not of those of a season or of some weekdays.
func (r Rules) namesPublicHolidays() bool {
	return slices.ContainsFunc(r, func(r Rule) bool {
		return r.namesPublicHolidays() && !r.HolidaysAmong && len(r.Years)+len(r.Dates)+len(r.Weeks) == 0
	})
}

// names tells whether a rule speaks of a day of each year by its date.
func (r Rules) names(month time.Month, day int) bool {
	for i := range r {
		for _, d := range r[i].Dates {
			if d.single() && d.From == (Date{Month: month, Day: day}) {
				return true
			}
		}
	}
	return false
}

// namesDates tells whether a rule is about single dates, and nothing wider.
func (r *Rule) namesDates() bool {
	for _, d := range r.Dates {
		if !d.single() {
			return false
		}
	}
	return len(r.Dates) > 0
}

// single tells whether a range is one day of the year by its date: who writes
// "Nov 10 +We" does not think of 11 November.
func (d DateRange) single() bool {
	return !d.After && d.From == d.To && !d.From.wholeMonth() && d.From.Toward == 0
}

// closesDays tells whether a rule closes whole days.
func (r *Rule) closesDays() bool {
	return r.Modifier == SaysClosed && len(r.Times) == 0 && r.selectsDays()
}
