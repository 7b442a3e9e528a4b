package hours

import (
	"slices"
	"strings"
	"time"
)

// How rules become answers.
//
//	Rules ──Compile──► rules with day predicates and times in minutes   schedule_compile.go
//	instant ──clock──► day and minute on the wall                       clock.go
//	day ──predicates──► which rules tell of it                          schedule_days.go, schedule_dates.go
//	minute ──fold──► the one that holds: At                             schedule_fold.go
//	day ──paint──► its whole wall of 1,440 minutes: Week                schedule_wall.go
//	time ──folded, then painted──► Received, Status, Next, Intervals    schedule_walk.go
//
// A state is a function of what the clock on the wall shows. The times of a day
// reach 48 hours from its midnight; the part past 24:00 is told on the next day,
// but belongs to the day it began on: whatever replaces or closes the next day
// whole leaves it, and what replaces its own day takes it along.
//
// On one day the rules speak in their order, and the last one that tells of a minute holds:
//
//   - a rule that replaces drops what the rules before it say of the day;
//   - "off" without times drops it too, and what is left is closed in its words;
//   - "off" with times closes those times, whoever told of them;
//   - a fallback, and what is added to it by ",", fills only what is closed yet.
//
// A day that school holidays are not known of is read in every way they might
// be; where the readings differ, the state is unknown.

// Schedule is rules read at a place: what a door does at every instant. It
// never changes and is safe for concurrent use.
type Schedule struct {
	place     Place
	clock     *clock
	rules     []rule
	said      []saying // by mark
	edges     []int16  // the minutes of the day at which some rule's times begin or end, sorted
	overnight bool     // some rule tells of times past midnight
	school    bool     // some rule asks for school holidays
	sunny     bool     // some rule asks for the sun
	mixed     bool     // school holidays are asked for at several offsets

	schoolOffset int
}

// saying is what holds: a state, in a rule's words, or why where it has none.
type saying struct {
	state   State
	comment string
	reason  Reason
}

// Compile reads rules at a place, once for many questions.
func Compile(rules Rules, place Place) *Schedule {
	s := &Schedule{place: place, clock: clockOf(place.Location)}
	s.said = make([]saying, firstMark, int(firstMark)+2*len(rules))
	s.said[markSchool] = saying{state: Unknown, reason: SchoolNotKnown}
	s.said[markSun] = saying{state: Unknown, reason: SunStaysUpOrLow}
	s.said[markClosed] = saying{state: Closed}
	if len(rules) == 0 {
		s.said[markClosed] = saying{state: Unknown} // nothing is said, of any day
		return s
	}
	s.rules = make([]rule, len(rules))
	for i := range rules {
		s.rules[i] = compileRule(rules, i, i > 0 && s.rules[i-1].fallback)
		s.say(&rules[i])
		s.overnight = s.overnight || s.rules[i].overnight
		s.sunny = s.sunny || s.rules[i].periods != nil
		s.learnHolidays(&s.rules[i])
		for _, t := range s.rules[i].spans {
			s.edges = append(s.edges, t.from%minutesADay, t.to%minutesADay, t.tail%minutesADay)
		}
	}
	slices.Sort(s.edges)
	s.edges = slices.Compact(s.edges)
	return s
}

// say keeps what a rule says of its times, and of those after an open end.
func (s *Schedule) say(r *Rule) {
	certain := saying{state: r.State(), comment: strings.TrimSpace(r.Comment)}
	if certain.state == Unknown && certain.comment == publicHoliday {
		certain.comment, certain.reason = "", HolidayNotTold
	}
	tail := certain
	if certain.state != Closed {
		tail.state = Unknown
		if tail.comment == "" && tail.reason == NoReason {
			tail.reason = EndNotGiven
		}
	}
	s.said = append(s.said, certain, tail)
}

// learnHolidays notes whether school holidays decide, and at how many offsets.
func (s *Schedule) learnHolidays(r *rule) {
	for _, h := range r.days.holidays {
		if h.School {
			s.mixed = s.mixed || s.school && h.Offset != s.schoolOffset
			s.school, s.schoolOffset = true, h.Offset
		}
	}
}

// At is the state at an instant. Cost: under 100 ns, no allocation, for a usual value.
func (s *Schedule) At(t time.Time) State {
	day, minute := s.clock.read(t.Unix())
	return s.said[s.markAt(day, minute)].state
}

// Status is what holds at an instant, and how long.
type Status struct {
	State   State
	Comment string    // of the rule that holds, in its own words: "sur rendez-vous"
	Reason  Reason    // why it is unknown, where no rule has words for it
	Until   time.Time // the first instant of another state, comment or reason; zero: none within a year
}

// statusDays is how far Status looks for a change.
const statusDays = 366

// Status tells the state at an instant, in whose words, and until when.
func (s *Schedule) Status(t time.Time) Status {
	end := t.AddDate(0, 0, statusDays)
	for held := range s.Intervals(t, end) {
		status := Status{State: held.State, Comment: held.Comment, Reason: held.Reason}
		if held.To.Before(end) {
			status.Until = held.To
		}
		return status
	}
	return Status{}
}

// Received tells how somebody who arrives at t is received if they need to stay:
// the least favourable state from t until stay has passed, in the order open, by
// appointment, unknown, closed. An open door that closes too soon is closed.
func (s *Schedule) Received(t time.Time, stay time.Duration) State {
	worst, from := Open, t.Unix()
	s.walk(from, max(unixFrom(t.Add(stay)), from+1), func(_ int64, m mark) bool {
		worst = leastFavourable(worst, s.said[m].state)
		return worst != Closed
	})
	return worst
}

// favour ranks the states from best to worst for who stands at the door.
var favour = [...]uint8{Open: 0, ByAppointment: 1, Unknown: 2, Closed: 3}

func leastFavourable(a, b State) State {
	if favour[b] > favour[a] {
		return b
	}
	return a
}

// Next finds the first instant from t on, within days, at which somebody can be
// received for stay, as Received has it: open, or by appointment. ok is false
// where there is none.
func (s *Schedule) Next(t time.Time, stay time.Duration, days int) (at time.Time, state State, ok bool) {
	stay = max(stay, time.Second)
	horizon := t.AddDate(0, 0, days)
	var since time.Time // the beginning of the door's being open or by appointment, zero while it is not
	for held := range s.Intervals(t, horizon.Add(stay)) {
		switch {
		case held.State != Open && held.State != ByAppointment:
			since = time.Time{}
			continue
		case since.IsZero():
			since, state = held.From, held.State
		default:
			state = leastFavourable(state, held.State)
		}
		if !since.Before(horizon) {
			break
		}
		if held.To.Sub(since) >= stay {
			return since, state, true
		}
	}
	return time.Time{}, Closed, false
}
