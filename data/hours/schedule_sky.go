package hours

import "math"

// sunMinutes is the sun's moments of a day by the clock of a place, in minutes from its midnight.
type sunMinutes [Dusk + 1]int16

// noMoment stands for a moment that a day has not, near the poles.
const noMoment = math.MinInt16

// sky is the sun of three days, each worked out when it is first asked for.
type sky struct {
	s     *Schedule // nil where no rule asks for the sun
	day   Day
	known [3]bool
	suns  [3]sunMinutes
}

func (k *sky) set(s *Schedule, day Day) {
	if s.sunny {
		*k = sky{s: s, day: day}
	}
}

// of is the sun of the day, of the one before it (-1) or after it (+1).
func (k *sky) of(days int) *sunMinutes {
	i := days + 1
	if k.s != nil && !k.known[i] {
		k.suns[i], k.known[i] = k.s.sunMinutes(k.day+Day(days)), true
	}
	return &k.suns[i]
}

func (s *Schedule) sunMinutes(day Day) (moments sunMinutes) {
	sun := sunOn(day, s.place.Point)
	offset, _ := s.clock.offset(int64(day)*secondsADay + secondsADay/2)
	// Where the clock is far from the sun's, as on Wallis, noon UTC of this day is another day's noon.
	noon := minutesADay/2 - 4*s.place.Point.Lon() + float64(offset)/60
	shift := float64(offset)/60 - math.Floor(noon/minutesADay)*minutesADay
	for event := Dawn; event <= Dusk; event++ {
		if moments[event] = noMoment; sun[event] != never {
			moments[event] = int16(math.Floor(sun[event] + shift))
		}
	}
	return moments
}

// on is a moment on a day, ok false where the sun has no such moment.
func (m Moment) on(sun *sunMinutes) (minute int, ok bool) {
	if m.Event == Midnight {
		return m.Minutes, true
	}
	if sun[m.Event] == noMoment {
		return 0, false
	}
	return max(int(sun[m.Event])+m.Minutes, 0), true
}

// on is a period on the day of a sky, or some days from it. On a day that lacks a
// moment, ok is false and the whole of it is a tail: nothing certain is known.
func (p *period) on(periods []period, sky *sky, days int) (span minutes, ok bool) {
	sun := sky.of(days)
	from, rises := p.span.From.on(sun)
	to, sets := from, true
	if !p.tailOnly {
		to, sets = p.span.To.on(sun)
	}
	if rises && sets && !p.tailOnly && to <= from {
		if !p.wraps {
			return minutes{}, true
		}
		to, sets = p.span.To.on(sky.of(days + 1))
		to += minutesADay
	}
	if !rises || !sets {
		return minutes{0, 0, minutesADay}, false
	}
	end := to
	if p.hasTail {
		end = max(to, int(p.tail))
		if p.cutBy >= 0 {
			if cut, ok := periods[p.cutBy].span.From.on(sun); ok {
				end = min(end, max(cut, to))
			}
		}
	}
	return minutes{int16(from), int16(min(to, 2*minutesADay)), int16(min(end, 2*minutesADay))}, true
}
