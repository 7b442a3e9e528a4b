package hours_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"maillage/data/hours"
	"maillage/internal/realdata"
	"maillage/say"
)

// A disagreement, shrunk, is listed when it belongs to one of these classes,
// which docs/method/opening-hours.md argues for one by one, under the same
// names. Nothing else may differ, and a class that no longer occurs is struck off.
var disagreements = []struct {
	name  string
	value string                  // an example, which must still differ
	at    string                  // at an instant
	about string                  // what differs
	form  *regexp.Regexp          // the shrunken value
	holds func(disagreement) bool // nil: nothing more is asked
}{
	{"a date and after", "Jan 06+", "", `reading`, regexp.MustCompile(`^` + aMonth + ` \d\d\+$`), nil},
	{"a year and a month", "2025 Aug 10:00-12:00", "", `reading`, regexp.MustCompile(`^20\d\d ` + aMonth + `(-` + aMonth + `)?( [^-]+:\S+)?$`), nil},
	{"several nth weekdays of a month", "Mar Mo[2,4]", "", `reading`, regexp.MustCompile(`^` + aMonth + ` ` + aWeekday + `\[-?\d[,-]-?\d\]$`), nil},
	{"an nth weekday of a month, then weekdays", "Oct We[4] We", "", `reading`, regexp.MustCompile(`^` + aMonth + ` ` + aWeekday + `\[-?\d\]` + anOffset + ` \S+` + anOffset + `$`), nil},
	{"holidays twice", "PH SH", "", `reading`, regexp.MustCompile(`^[PS]H` + anOffset + ` [PS]H$`), nil},
	{"a night with an open end", "22:05-20:30+", "", `reading`, regexp.MustCompile(`^\S+-\S+\+$`), nil},
	{"a night and the rules of other days", "Fr 22:00-02:00; Sa 10:00-12:00", "2025-06-14T00:30:00+02:00", `state|change|comment`, regexp.MustCompile(`[;,] ?\S`), nightOverridden},
	{"a night that fills what is closed", "\"sur rendez-vous\" || Su 01:00-26:30", "2023-04-03T00:30:00+02:00", `state|change|comment`, regexp.MustCompile(`\|\|`), nightOfFallback},
	{"an open end meets other times", "05:30-21:15+", "2025-04-15T06:00:00+02:00", `state|change|comment`, regexp.MustCompile(`[\d)a-z]\+`), guessMeets},
	{"the midst of an open end", "12:00-18:00+", "2021-02-17T18:01:00+01:00", `state|comment`, regexp.MustCompile(`[\d)a-z]\+`), guessedClosed},
	{"an open end from midnight", "00:00+", "2024-02-05T17:01:00+01:00", `state|change|comment`, regexp.MustCompile(`(^|[ ,])00:00\+`), nil},
	{"an open end by appointment", "22:05+ \"by appointment\"", "2020-02-15T22:05:00+01:00", `state|change`, regexp.MustCompile(`[\d)a-z]\+`), guessAsks},
	{"a fifth weekday that a month has not", "Nov We[5]-Jan Th[1] +3 days", "2026-01-01T06:31:00+01:00", `state|change|comment`, regexp.MustCompile(aMonth + ` ` + aWeekday + `\[-?\d\]` + anOffset + `-` + aMonth + ` ` + aWeekday + `\[-?\d\]`), fifthOfMonth},
	{"weekdays of one month", "Aug Sa[4]-Aug Fr[3]", "2026-03-28T12:00:00+01:00", `state|change|comment`, regexp.MustCompile(aMonth + ` ` + aWeekday + `\[-?\d\]` + anOffset + `-` + aMonth + ` ` + aWeekday + `\[-?\d\]`), withinMonth},
	{"the end of February", "Feb 12-28", "2033-02-16T04:40:00+01:00", `state|change|comment`, regexp.MustCompile(`Feb 29|Feb \d\d-28`), nil},
	{"Easter back to Easter", "easter-easter -1 day", "2023-03-25T03:45:00+01:00", `state|change|comment`, regexp.MustCompile(`easter` + anOffset + `-easter`), easterBack},
	{"a range that ends at Easter", "easter -2 days-easter +1 day", "2025-04-21T12:00:00+02:00", `state|change|comment`, regexp.MustCompile(`-easter`), nil},
	{"Easter of one year", "2025 easter", "2026-04-20T12:00:00+02:00", `state|change|comment`, regexp.MustCompile(`20\d\d easter`), easterOfThePast},
	{"the hour that comes twice", "Oct 30 15:00-02:30", "2027-10-31T02:45:00+02:00", `change`, regexp.MustCompile(``), hourTwice},
	{"two holidays, then weekdays", "SH,PH Fr", "2021-01-15T12:00:00+01:00", `state|change|comment`, regexp.MustCompile(`[PS]H, ?[PS]H ` + aWeekday), nil},
	{"a weekday moved past its month", "Su[5] +1 day", "2025-12-01T12:00:00+01:00", `state|change|comment`, regexp.MustCompile(`\[[^]]+\] [+-]\d+ days?`), nil},
	{"a year, and dates without it", "2024 Jan 01-Mar 01", "", `reading`, regexp.MustCompile(`^20\d\d ` + aMonth + ` \d\d-` + aMonth + ` \d\d$`), nil},
	{"a comment where all is closed", "off \"by appointment\" || 19:30-00:00 off", "2024-05-01T20:00:00+02:00", `change|comment`, regexp.MustCompile(`\|\|.*(off|closed)`), nil},
	{"a span that the sun turns around", "Tu sunset-17:05", "2034-11-28T18:00:00+01:00", `state|change|comment`, sunIn, sunTurns},
	{"a moment of the sun past midnight", "Tu (dusk+02:45)-01:00", "2024-05-29T00:00:00+02:00", `state|change|comment`, sunIn, sunPastMidnight},
	{"the sun when clocks change", "sunset-sunrise", "2023-10-28T16:59:00+02:00", `state|change`, sunIn, clocksChange},
	{"the end of a year by itself", "2023", "2023-12-28T12:00:00+01:00", `change`, regexp.MustCompile(`^20[\d+,/-]+$`), nil},
	{"dates that run around the year", "Jan 17-Jan 16 18:45-19:00", "2027-03-01T18:50:00+01:00", `state|change|comment`, regexp.MustCompile(aMonth), aroundTheYear},
	{"the hour that is left out", "05:05-26:30", "2022-03-27T01:00:00+01:00", `change`, regexp.MustCompile(``), hourLeftOut},
	{"the day after clocks go forward", "Su 22:30-05:45", "2022-03-27T23:00:00+02:00", `state|change`, regexp.MustCompile(``), dayAfterSpring},
}

const (
	aMonth   = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`
	aWeekday = `(?:Mo|Tu|We|Th|Fr|Sa|Su)`
	anOffset = `(?: [+-]\d+ days?)?`
)

// passesMidnight tells whether a rule has a span that may run into the next day.
func passesMidnight(r hours.Rule) bool {
	return slices.ContainsFunc(r.Times, func(s hours.Span) bool {
		return s.OpenEnd || s.From.Event != hours.Midnight || s.To.Event != hours.Midnight || s.To.Minutes > 24*60
	})
}

// nightOverridden: a span past midnight, and another rule that replaces it on its day or on the next.
func nightOverridden(d disagreement) bool {
	for i, rule := range d.rules {
		replaces := rule.Join == hours.Override || rule.State() == hours.Closed
		if i > 0 && replaces && slices.ContainsFunc(d.rules[:i], passesMidnight) {
			return true
		}
	}
	return false
}

// nightOfFallback: a span past midnight in a rule that fills what others leave closed.
func nightOfFallback(d disagreement) bool {
	first := slices.IndexFunc(d.rules, func(r hours.Rule) bool { return r.Join == hours.Fallback })
	return first >= 0 && slices.ContainsFunc(d.rules[first:], passesMidnight)
}

// fifthOfMonth: a date is the fifth of its weekdays in a month.
func fifthOfMonth(d disagreement) bool {
	return datesWith(d, func(dates hours.DateRange) bool {
		return max(dates.From.Nth, -dates.From.Nth, dates.To.Nth, -dates.To.Nth) == 5
	})
}

// withinMonth: a range between two counted weekdays of one month.
func withinMonth(d disagreement) bool {
	return datesWith(d, func(dates hours.DateRange) bool {
		return dates.From.Month == dates.To.Month && dates.From.Nth != 0 && dates.To.Nth != 0 && dates.From != dates.To
	})
}

// easterBack: a range ends before it begins, both counted from the same Easter.
func easterBack(d disagreement) bool {
	return datesWith(d, func(dates hours.DateRange) bool {
		return dates.From.Month == 0 && dates.To.Month == 0 && dates.To.Offset < dates.From.Offset
	})
}

// datesWith tells whether any rule has such dates.
func datesWith(d disagreement, such func(hours.DateRange) bool) bool {
	return slices.ContainsFunc(d.rules, func(r hours.Rule) bool { return slices.ContainsFunc(r.Dates, such) })
}

// sunPastMidnight: a moment counted from the sun may lie in the next day.
func sunPastMidnight(d disagreement) bool {
	late := func(m hours.Moment) bool { return m.Event != hours.Midnight && usual(m)+seasons >= 24*60 }
	return slices.ContainsFunc(spansOf(d.rules), func(s hours.Span) bool { return late(s.From) || late(s.To) })
}

// seasons is how far a moment of the sun is from its usual one, in minutes of the clock: dusk is at 21:38 on Corsica's longest days.
const seasons = 190

// guessMeets: the guess of how long a door stays open after an open end reaches other times, of its own day or of one beside it, or such times lie within its own.
func guessMeets(d disagreement) bool {
	const day = 24 * 60
	bounds := func(s hours.Span) (from, to, slack int) {
		if s.From.Event != hours.Midnight || s.To.Event != hours.Midnight {
			slack = seasons
		}
		if from, to = usual(s.From), usual(s.To); to <= from && s.To != (hours.Moment{}) {
			to += day
		}
		return from, max(from, to), slack
	}
	for _, open := range spansOf(d.rules) {
		from, guess, slack := bounds(open)
		end := guess + 10*60 // as long as a guess is, if not until midnight
		if guess%day < 17*60+slack {
			end = max(end, guess+day-guess%day)
		}
		for _, other := range spansOf(d.rules) {
			begin := from
			if other == open { // of the day beside it
				begin = guess
			}
			start, stop, more := bounds(other)
			for _, shift := range []int{-2 * day, -day, 0, day} {
				if open.OpenEnd && begin-slack < stop+shift+more && start+shift-more < end+slack && (other != open || shift != 0) {
					return true
				}
			}
		}
	}
	return false
}

// spansOf is the times of all rules.
func spansOf(rules hours.Rules) (spans []hours.Span) {
	for _, r := range rules {
		spans = append(spans, r.Times...)
	}
	return spans
}

// guessedClosed: asked in the middle of its guess, the reference says closed, and that it guessed; or lets a fallback fill it.
func guessedClosed(d disagreement) bool {
	openEnd := slices.ContainsFunc(spansOf(d.rules), func(s hours.Span) bool { return s.OpenEnd })
	falls := slices.ContainsFunc(d.rules, func(r hours.Rule) bool { return r.Join == hours.Fallback })
	return openEnd && d.reference.at == d.asked && (falls || d.reference.state == "closed" && d.reference.comment == "open end")
}

// guessAsks: a rule with an open end asks for an appointment.
func guessAsks(d disagreement) bool {
	return slices.ContainsFunc(d.rules, func(r hours.Rule) bool {
		return r.State() == hours.ByAppointment && slices.ContainsFunc(r.Times, func(s hours.Span) bool { return s.OpenEnd })
	})
}

// hourTwice: the instant lies in the second of the two hours that the clock shows alike.
func hourTwice(d disagreement) bool {
	at := time.Unix(d.at, 0).In(paris)
	_, before := at.Add(-time.Hour).Zone()
	_, offset := at.Zone()
	return offset < before
}

// class is the name of the first class that a disagreement belongs to; nil where it is not listed.
func class(d disagreement) *string {
	for i := range disagreements {
		if c := &disagreements[i]; strings.Contains("|"+c.about+"|", "|"+kind(d)+"|") && c.form.MatchString(d.value) && (c.holds == nil || c.holds(d)) {
			return &c.name
		}
	}
	return nil
}

// ledger counts the disagreements of each class.
type ledger map[string]int

// lists counts a disagreement that belongs to a class; false where it does not.
func (l ledger) lists(d disagreement) bool {
	name := class(d)
	if name == nil {
		return false
	}
	l[*name]++
	return true
}

// aroundTheYear: a range of dates that ends the day before it begins.
func aroundTheYear(d disagreement) bool {
	return slices.ContainsFunc(d.rules, func(r hours.Rule) bool {
		return slices.ContainsFunc(r.Dates, func(dates hours.DateRange) bool {
			from, to := dates.From, dates.To
			const year = 2025
			return from.Day > 0 && to.Day > 0 && hours.DayOf(year, from.Month, from.Day)-hours.DayOf(year, to.Month, to.Day) == 1
		})
	})
}

// hourLeftOut: the instant is the one at which clocks go forward.
func hourLeftOut(d disagreement) bool {
	at := time.Unix(d.at, 0).In(paris)
	_, before := at.Add(-time.Second).Zone()
	_, offset := at.Zone()
	return offset > before
}

// usual is a moment as it is at an equinox.
func usual(m hours.Moment) int {
	return [...]int{hours.Midnight: 0, hours.Dawn: 5*60 + 30, hours.Sunrise: 6 * 60, hours.Sunset: 18 * 60, hours.Dusk: 18*60 + 30}[m.Event] + m.Minutes
}

// sunTurns: a span of the sun of which the end may come before the beginning or after it, as the seasons have it.
func sunTurns(d disagreement) bool {
	return slices.ContainsFunc(d.rules, func(r hours.Rule) bool {
		return slices.ContainsFunc(r.Times, func(s hours.Span) bool {
			apart := usual(s.From) - usual(s.To)
			return (s.From.Event != hours.Midnight || s.To.Event != hours.Midnight) && -seasons < apart && apart < seasons
		})
	})
}

// easterOfThePast: the instant lies on the day and month that were Easter's in the year a rule names, but in a later year, or in the night after.
func easterOfThePast(d disagreement) bool {
	at := time.Unix(d.at, 0).In(paris)
	return slices.ContainsFunc(d.rules, func(r hours.Rule) bool {
		return slices.ContainsFunc(r.Dates, func(dates hours.DateRange) bool {
			year := dates.From.Year
			return dates.From == dates.To && dates.From.Month == 0 && 0 < year && year < at.Year() &&
				(isEaster(year, at) || passesMidnight(r) && isEaster(year, at.AddDate(0, 0, -1)))
		})
	})
}

// isEaster tells whether the day and month of an instant were Easter's in a year.
func isEaster(year int, at time.Time) bool {
	name, ok := hours.France.On(hours.DayOf(year, at.Month(), at.Day()) + 1)
	return ok && name.In(say.English) == "Easter Monday"
}

// clocksChange: the instant lies in a day on which clocks change.
func clocksChange(d disagreement) bool {
	at := time.Unix(d.at, 0).In(paris)
	midnight := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, paris)
	_, before := midnight.Zone()
	_, after := midnight.AddDate(0, 0, 1).Zone()
	return before != after
}

// dayAfterSpring: the instant lies in the small hours of the Monday after the Sunday of 23 hours.
func dayAfterSpring(d disagreement) bool {
	at := time.Unix(d.at, 0).In(paris)
	_, before := at.AddDate(0, 0, -2).Zone()
	_, offset := at.Zone()
	return at.Weekday() == time.Monday && offset > before && slices.ContainsFunc(d.rules, passesMidnight)
}

func (l ledger) String() string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(l)) {
		words = append(words, fmt.Sprintf("%s %d", name, l[name]))
	}
	return strings.Join(words, ", ")
}

// Each class of disagreement still occurs: its example differs, and belongs to it alone.
func TestDisagreementsOccur(t *testing.T) {
	o := startOracle(t)
	place := corte(t, o)
	for _, c := range disagreements {
		q := question{Value: c.value, Changes: seenChanges, Days: seenDays}
		if c.at != "" {
			at, err := time.Parse(time.RFC3339, c.at)
			if err != nil {
				t.Fatal(err)
			}
			q.At = []int64{at.Unix()}
		}
		comparison := comparison{place: place, value: c.value}
		d, found := comparison.find(q, o.ask(t, q)[0])
		if !found {
			t.Errorf("%s: we and the reference agree on %s: strike the class off here and in docs/method/opening-hours.md", c.name, c.value)
		} else if name := class(d); name == nil || *name != c.name {
			t.Errorf("%s: the example belongs elsewhere: %v", c.name, d)
		}
	}
}

// The document argues for every class, by its name and its example's first words.
func TestDisagreementsAreArgued(t *testing.T) {
	document, err := os.ReadFile(filepath.Join(realdata.Root(t), "docs", "method", "opening-hours.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range disagreements {
		if !strings.Contains(string(document), "\n- *"+c.name+"*, `") {
			t.Errorf("docs/method/opening-hours.md does not argue for %q", c.name)
		}
	}
	if got := len(regexp.MustCompile(`(?m)^- \*[^*]`).FindAll(document, -1)); got != len(disagreements) {
		t.Errorf("docs/method/opening-hours.md argues for %d disagreements, want %d", got, len(disagreements))
	}
}
