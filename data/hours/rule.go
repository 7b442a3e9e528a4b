package hours

import "time"

// Rules is an opening_hours value of OpenStreetMap: rules, in the order that
// decides which one holds. No rule at all says nothing: unknown at every instant.
type Rules []Rule

// Rule is one rule of a value: on which days, at which times, what holds. A
// selector left empty selects everything; those that are given must all hold.
type Rule struct {
	Join     Join
	Years    []YearRange
	Dates    []DateRange
	Weeks    []WeekRange
	Holidays []Holiday
	Weekdays []WeekdayRange
	// HolidaysAmong asks for a holiday that is also one of Weekdays ("SH Mo-Fr");
	// without it either will do ("PH,Mo-Fr").
	HolidaysAmong bool
	Times         []Span
	Modifier      Modifier
	Comment       string // without its quotes
}

// Join says how a rule stands to those before it.
type Join uint8

// How a rule joins.
const (
	Override   Join = iota // ";": replaces what they say of its days
	Additional             // ",": adds to it
	Fallback               // "||": holds where they leave closed
)

// Modifier is what a rule says of its times in so many words.
type Modifier uint8

// What a rule says.
const (
	NoModifier  Modifier = iota // open; with a comment alone, unknown
	SaysOpen                    // "open"
	SaysClosed                  // "off" or "closed"
	SaysUnknown                 // "unknown"
)

// State is what holds when the rule does. A comment that asks for an
// appointment makes whatever is not closed ByAppointment; any other comment
// without a modifier makes it Unknown, as OSM has it.
func (r *Rule) State() State {
	switch {
	case r.Modifier == SaysClosed:
		return Closed
	case asksAppointment(r.Comment):
		return ByAppointment
	case r.Modifier == SaysUnknown, r.Modifier == NoModifier && r.Comment != "":
		return Unknown
	default:
		return Open
	}
}

// YearRange is years From to To, both included, every Step-th of them. To is 0 for "and after" ("2020+").
type YearRange struct{ From, To, Step int }

// DateRange is the days From to To, both included, in each year where no year is given. To before
// From runs over the new year. After asks for From and all that follows ("Jan 1+").
type DateRange struct {
	From, To Date
	After    bool
}

// Date is a day of the year, a month of it, or a day counted from Easter.
type Date struct {
	Year    int          // 0: each year
	Month   time.Month   // 0: Easter Sunday
	Day     int          // of the month; 0: the whole month, or the Nth weekday of it
	Nth     int          // 1 to 5, or -1 to -5 from the month's end; 0: no weekday is counted
	Weekday time.Weekday // with Nth
	// Toward moves to the next (+1) or the previous (-1) TowardDay, and stays on none
	// that is one already; 0 moves nowhere ("Jan 1 +Su").
	Toward    int
	TowardDay time.Weekday
	Offset    int // days, last ("easter -2 days")
}

// WeekRange is ISO weeks From to To, both included, every Step-th of them.
type WeekRange struct{ From, To, Step int }

// WeekdayRange is weekdays From to To, both included; To before From runs over
// the week's end. Nth and Offset stand with a single weekday only.
type WeekdayRange struct {
	From, To time.Weekday
	Nth      Nth
	Offset   int // days: "Mo[1] +2 days"
}

// Nth is which of a month's five such weekdays: bit n-1 for the n-th, bit 7+n
// for the n-th from the end. 0 is all of them.
type Nth uint16

// NthOf is the n-th, 1 to 5, or -1 to -5 from the end.
func NthOf(n int) Nth {
	if n > 0 {
		return 1 << (n - 1)
	}
	return 1 << (7 - n)
}

// Holiday is one of the two kinds of holidays, some days off: "PH -1 day".
type Holiday struct {
	School bool // SH; else PH
	Offset int  // days
}

// Span is times of a day, From included and To excluded. To past midnight runs
// into the next day: by the clock it is later than From ("22:00-02:00" ends at
// 26:00), and one by the sun is a day later where it would not be. OpenEnd says
// that the end is not known, or, with the zero To, that none is given ("19:00+").
type Span struct {
	From, To Moment
	OpenEnd  bool
}

// Moment is a time of the day.
type Moment struct {
	Event   Event
	Minutes int // from midnight, up to 48 hours; from Event where there is one, up to 24 either way
}

// Event is a moment of the sun; the zero Event is midnight, by the clock.
type Event uint8

// The moments of the sun, after midnight.
const (
	Midnight Event = iota
	Dawn
	Sunrise
	Sunset
	Dusk
)
