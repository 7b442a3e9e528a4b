package hours

import (
	"iter"
	"slices"
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
		location := s.clock.location
		since, holds := from.In(location), mark(-1)
		told := s.walk(from.Unix(), unixFrom(to), func(at int64, m mark) bool {
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

// unixFrom is the first Unix second that is not before an instant.
func unixFrom(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}

// walk tells what holds between two Unix seconds: from when, and its mark, which
// may be the one before it again. It goes on while tell does, and reports whether
// it came to the end. Most questions end after a few edges, which are folded one
// by one; who is still asking after as many as a painter costs has days painted.
func (s *Schedule) walk(from, to int64, tell func(at int64, m mark) bool) bool {
	at := from
	for edges := 0; at < to && edges < fewEdges && !s.sunny && !s.mixed; edges++ {
		day, minute := s.clock.read(at)
		if !tell(at, s.markAt(day, minute)) {
			return false
		}
		at = s.nextEdge(at)
	}
	return at >= to || s.walkWalls(at, to, tell)
}

// fewEdges is how many edges are folded: about as dear as a painter and its first walls, and five days of a usual value.
const fewEdges = 32

// nextEdge is a Unix second after another one up to which nothing changes, where
// the sun does not decide: the next minute of the wall at which some rule's times
// begin or end, or the clock jumps.
func (s *Schedule) nextEdge(unix int64) int64 {
	offset, until := s.clock.offset(unix)
	_, second := splitWall(unix + offset)
	next := int16(minutesADay)
	if i, _ := slices.BinarySearch(s.edges, int16(second/60)+1); i < len(s.edges) {
		next = s.edges[i]
	}
	return min(unix-second+int64(next)*60, until)
}

// walkWalls is walk, a day's wall at a time.
func (s *Schedule) walkWalls(from, to int64, tell func(at int64, m mark) bool) bool {
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
