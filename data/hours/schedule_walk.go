package hours

import (
	"iter"
	"time"
)

// Interval is a time in which one state holds, in the same words: From included, To excluded.
type Interval struct {
	From, To time.Time
	State    State
	Comment  string // of the rule that holds, in its own words
	Reason   Reason // why it is unknown, where no rule has words for it
}

// Intervals are the states from an instant to another, in order and without a
// gap; neighbours differ in state, comment or reason. A night in which the clock goes
// back is told twice, as it is lived.
func (s *Schedule) Intervals(from, to time.Time) iter.Seq[Interval] {
	return func(yield func(Interval) bool) {
		if !from.Before(to) {
			return
		}
		end := to.Unix()
		if to.Nanosecond() > 0 {
			end++
		}
		location := s.clock.location
		since, holds := from.In(location), mark(-1)
		told := s.walk(from.Unix(), end, func(at int64, m mark) bool {
			if holds < 0 || s.said[m] == s.said[holds] {
				holds = m
				return true
			}
			until := time.Unix(at, 0).In(location)
			before := s.interval(since, until, holds)
			since, holds = until, m
			return yield(before)
		})
		if told {
			yield(s.interval(since, to.In(location), holds))
		}
	}
}

func (s *Schedule) interval(from, to time.Time, m mark) Interval {
	said := &s.said[m]
	return Interval{From: from, To: to, State: said.state, Comment: said.comment, Reason: said.reason}
}

// walk tells each part of the walls between two Unix seconds: from when, and its
// mark. It goes on while tell does, and reports whether it came to the end.
func (s *Schedule) walk(from, to int64, tell func(at int64, m mark) bool) bool {
	p := newPainter(s)
	for at := from; at < to; {
		offset, until := s.clock.offset(at)
		for until = min(until, to); at < until; {
			day, second := splitWall(at + offset)
			midnight := at - second
			w := p.wallOf(day)
			for i := w.at(int(second / 60)); i < len(w) && at < until; i++ {
				if !tell(at, w[i].mark) {
					return false
				}
				at = min(midnight+int64(w.end(i))*60, until)
			}
		}
	}
	return true
}
