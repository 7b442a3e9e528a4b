package hours_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// author writes opening_hours values over the whole grammar. The same seed writes the same values.
type author struct{ *rand.Rand }

func newAuthor(seed uint64) author { return author{rand.New(rand.NewPCG(seed, 20))} }

var (
	weekdayCodes = []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}
	monthCodes   = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	monthLengths = []int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

	// asking comments ask for an appointment, which the reference does not know of; the others do not.
	askingComments = []string{"sur rendez-vous", "uniquement sur RDV", "by appointment"}
	otherComments  = []string{"à la mairie", "salle 2", "avec ou sans rendez-vous", "rendez-vous possible"}
)

// value drafts a value of one to four rules.
func (a author) value() draft {
	d := draft{a.rule()}
	for len(d) < 4 && a.IntN(100) < 45 {
		next := a.rule()
		next.join = a.join(d[len(d)-1], next)
		d = append(d, next)
	}
	return d
}

// join picks what stands between two rules. A comma says "and one more rule"
// only after times or a modifier, and before days.
func (a author) join(last, next draftRule) string {
	first := next.String()
	days := first[0] >= 'A' && first[0] <= 'Z' || strings.HasPrefix(first, "week") || strings.HasPrefix(first, "easter")
	switch n := a.IntN(100); {
	case n < 20 && days && strings.ContainsAny(last.String(), `:"`):
		return ", "
	case n < 32:
		return " || "
	default:
		return a.pick("; ", "; ", "; ", ";")
	}
}

func (r draftRule) String() string { return draft{r}.String() }

// rule drafts a rule: days, times, a modifier, a comment, at least one of them.
func (a author) rule() draftRule {
	var parts []part
	add := func(p part) {
		if len(p.items) > 0 {
			parts = append(parts, p)
		}
	}
	if a.IntN(100) < 2 {
		add(list("24/7"))
	} else {
		a.days(add)
		if a.IntN(100) < 85 {
			add(a.times())
		}
	}
	if a.IntN(100) < 22 {
		add(list(a.pick("off", "off", "off", "closed", "open", "unknown")))
	}
	if a.IntN(100) < 12 {
		add(list(`"` + a.comment() + `"`))
	}
	if len(parts) == 0 {
		add(a.times())
	}
	return draftRule{parts: parts}
}

// days drafts the selectors of days; most rules have weekdays alone.
func (a author) days(add func(part)) {
	n := a.IntN(100)
	if n < 8 {
		add(a.years())
	}
	if n >= 4 && n < 34 {
		add(a.dates())
	}
	if n >= 30 && n < 40 {
		add(a.weeks())
	}
	if n >= 88 && n < 96 {
		add(a.holidays())
	}
	if n >= 20 && n < 91 {
		add(a.weekdays())
	}
}

func list(items ...string) part { return part{items: items} }

// some drafts one to three items.
func (a author) some(item func() string) []string {
	items := []string{item()}
	for len(items) < 3 && a.IntN(100) < 25 {
		items = append(items, item())
	}
	return items
}

func (a author) pick(words ...string) string { return words[a.IntN(len(words))] }

func (a author) year() int { return 2019 + a.IntN(8) }

func (a author) years() part {
	return list(a.some(func() string {
		from := a.year()
		switch a.IntN(5) {
		case 0:
			return fmt.Sprint(from, "-", from+1+a.IntN(4))
		case 1:
			return fmt.Sprint(from, "+")
		case 2:
			return fmt.Sprint(from, "-", from+4+a.IntN(4), "/", 2+a.IntN(2))
		default:
			return fmt.Sprint(from)
		}
	})...)
}

// dates drafts dates and ranges of them. Lists repeat one kind, as lists of
// several ("Mar,Dec 24") are read in more than one way.
func (a author) dates() part {
	kinds := []func() string{
		func() string { return a.month() },
		func() string { return a.two(a.month) },
		func() string { return a.date() },
		func() string { return a.two(a.date) },
		func() string { return fmt.Sprintf("%s %02d-%02d", a.month(), 1+a.IntN(14), 15+a.IntN(14)) },
		func() string { return a.easter() },
		func() string { return a.two(a.easter) },
		func() string { return a.nthDate() },
		func() string { return a.two(a.nthDate) },
		func() string { return fmt.Sprint(a.year(), " ", a.date()) },
		func() string { y := a.year(); return fmt.Sprint(y, " ", a.date(), "-", y+1, " ", a.date()) },
		func() string { return a.date() + "+" },
	}
	weights := []int{20, 20, 15, 15, 5, 5, 4, 2, 5, 4, 4, 1}
	return list(a.some(kinds[a.weighted(weights)])...)
}

// two is a range between two different ends: one between equal ends is printed as one of them.
func (a author) two(end func() string) string {
	from, to := end(), end()
	for from == to {
		to = end()
	}
	return from + "-" + to
}

// weighted picks an index, each as often as its weight says.
func (a author) weighted(weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	n := a.IntN(total)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return 0
}

func (a author) month() string { return monthCodes[a.IntN(12)] }

// monthDay is a day of the year, one in four of those that calendars trip over.
func (a author) monthDay() (month string, day int) {
	if a.IntN(4) == 0 {
		switch a.IntN(5) {
		case 0:
			return "Feb", 29
		case 1:
			return "Feb", 28
		case 2:
			return "Dec", 31
		case 3:
			return "Jan", 1
		default:
			return "Mar", 1
		}
	}
	m := a.IntN(12)
	return monthCodes[m], 1 + a.IntN(monthLengths[m])
}

func (a author) date() string {
	month, day := a.monthDay()
	return fmt.Sprintf("%s %02d", month, day)
}

func (a author) easter() string { return "easter" + a.offset(60, 40) }

func (a author) nthDate() string {
	return a.month() + " " + a.weekday() + a.nth() + a.offset(20, 5)
}

// offset is days before or after, this often in a hundred.
func (a author) offset(often, most int) string {
	if a.IntN(100) >= often {
		return ""
	}
	n := 1 + a.IntN(most)
	return fmt.Sprintf(" %s%d day%s", a.pick("+", "-"), n, plural(n))
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func (a author) nth() string { return a.pick("[1]", "[2]", "[3]", "[4]", "[5]", "[-1]", "[-2]") }

func (a author) weeks() part {
	items := a.some(func() string {
		from, to := 1+a.IntN(53), 1+a.IntN(53)
		from, to = min(from, to), max(from, to)
		switch a.IntN(5) {
		case 0:
			return fmt.Sprintf("%02d", from)
		case 1, 2:
			return fmt.Sprintf("%02d-%02d/%d", from, to, 2+a.IntN(2))
		default:
			return fmt.Sprintf("%02d-%02d", from, to)
		}
	})
	return part{head: "week ", items: items}
}

func (a author) weekday() string { return weekdayCodes[a.IntN(7)] }

func (a author) weekdays() part {
	items := a.some(func() string {
		switch n := a.IntN(20); {
		case n < 9:
			return a.weekday() + "-" + a.weekday()
		case n < 15:
			return a.weekday()
		case n < 17:
			return a.weekday() + a.nth() + a.offset(30, 4)
		case n < 18:
			return a.weekday() + a.pick("[2,4]", "[1,3]", "[1-2]", "[1,-1]", "[2-4]")
		default:
			return a.weekday()
		}
	})
	if a.IntN(20) == 0 { // among weekdays, a holiday: either will do
		holiday := a.pick("PH", "SH")
		if a.IntN(2) == 0 {
			return list(append([]string{holiday}, items...)...)
		}
		return list(append(items, holiday)...)
	}
	return list(items...)
}

func (a author) holidays() part {
	switch a.IntN(6) {
	case 0:
		return list("SH")
	case 1:
		return list("PH", "SH")
	case 2:
		return list("SH", "PH")
	case 3:
		return list("PH" + a.offset(100, 1)) // the reference takes no more
	default:
		return list("PH")
	}
}

// times drafts one to three spans of the day, most of them as doors keep them.
func (a author) times() part {
	switch n := a.IntN(100); {
	case n < 30:
		return list("09:00-12:00", "14:00-17:00")
	case n < 34:
		return list("00:00-24:00")
	default:
		return list(a.some(a.span)...)
	}
}

func (a author) span() string {
	from, to := a.clock(), a.clock()
	switch n := a.IntN(100); {
	case n < 60:
		return from + "-" + to
	case n < 66:
		return fmt.Sprintf("%s-%02d:%02d", from, 24+a.IntN(4), a.minute())
	case n < 72:
		return from + "+"
	case n < 78:
		return a.two(a.clock) + "+"
	case n < 84:
		return a.sun() + "-" + a.sun()
	case n < 92:
		return from + "-" + a.sun()
	case n < 98:
		return a.sun() + "-" + to
	default:
		return a.sun() + "+"
	}
}

// clock is a time of the day; edges of the day and of the nights when clocks change come often.
func (a author) clock() string {
	if a.IntN(8) == 0 {
		return a.pick("00:00", "02:00", "02:30", "03:00", "23:59", "01:00")
	}
	return fmt.Sprintf("%02d:%02d", a.IntN(24), a.minute())
}

func (a author) minute() int { return []int{0, 0, 0, 30, 30, 15, 45, 5}[a.IntN(8)] }

func (a author) sun() string {
	event := a.pick("sunrise", "sunset", "sunrise", "sunset", "dawn", "dusk")
	if a.IntN(3) > 0 {
		return event
	}
	return fmt.Sprintf("(%s%s%02d:%02d)", event, a.pick("+", "-"), a.IntN(3), a.minute())
}

func (a author) comment() string {
	if a.IntN(2) == 0 {
		return a.pick(askingComments...)
	}
	return a.pick(otherComments...)
}
