package road

import (
	"strconv"
	"strings"
)

// A ferry is a way with route=ferry. It is a street that nobody is snapped to:
// who goes by it came by another. Its time is its tag `duration`, shared along
// its length; without one that of ferrySpeed. Where it is left for a street, ferryWait is added.

const (
	// ferrySpeed is a ferry's in km/h where no duration is tagged: OSRM's
	// (profiles/car.lua, route_speeds), slow enough to hold the wait on board as well.
	ferrySpeed = 5
	// ferryWait is what is lost before a ferry leaves, deciseconds: Valhalla's
	// ferry_cost of 5 minutes. Timetables are not read.
	ferryWait = 3000
	// fastestFerry is what a fast ferry holds, km/h, 43 knots: a duration that asks
	// for more is not believed (hours written as minutes).
	fastestFerry = 80
)

// isFerry tells whether the tags are a ferry's.
func isFerry(tags Tags) bool { return tags.Find("route") == "ferry" && tags.Find("highway") == "" }

// sails tells whether a ferry takes the profile: walkers unless they are told
// otherwise, all others where an access tag of their own says yes.
func (p *Profile) sails(tags Tags) bool {
	access := firstOf(tags, p.access...)
	if isBarred(access) {
		return false
	}
	if p.aboard {
		return true
	}
	own := tags.Find(p.code) // wheelchair=yes
	return consents(own) || consents(firstOf(tags, p.access[:len(p.access)-1]...)) && own == ""
}

// ferryName is what people call a ferry: "Ferry Bastia – Livourne".
func ferryName(name string) string {
	if strings.Contains(strings.ToLower(name), "ferry") {
		return name
	}
	return strings.TrimSpace("Ferry " + name)
}

// sailing is a ferry whose speed waits for its length.
type sailing struct {
	way  int
	time Deciseconds
}

// setSail gives ferries with a duration the speed that makes it, in every
// direction they go; part of one that lies outside the extract counts in no length.
func (w *weave) setSail() error {
	for _, s := range w.sailings {
		metres := 0.0
		w.knownSpans(s.way, func(from, to int) { metres += w.metres(&piece{from: from, to: to}) })
		kmh := metres / float64(s.time) * 36
		if metres == 0 || kmh > fastestFerry {
			continue
		}
		l := laneOf(kmh - 0.005) // rounded down: no ferry arrives early
		m := w.manners.values[w.ways[s.way].manner]
		for i := range m {
			for _, each := range []*lane{&m[i].forward, &m[i].backward} {
				if each.speed > 0 {
					each.speed = l.speed
				}
			}
		}
		w.ways[s.way].manner = w.manners.number(m)
	}
	return nil
}

// durationOf reads a time on the way: "00:35", "1:05:30", minutes "35", or ISO
// 8601's "PT1H30M", "P1DT2H". ok is false for anything else and for none at all.
func durationOf(value string) (t Deciseconds, ok bool) {
	seconds, ok := clockSeconds(value)
	if !ok {
		seconds, ok = isoSeconds(value)
	}
	if !ok || !(seconds > 0) || seconds > 30*24*3600 {
		return 0, false
	}
	return Deciseconds(seconds*10 + 0.5), true
}

// clockSeconds reads minutes, hours:minutes or hours:minutes:seconds.
func clockSeconds(value string) (seconds float64, ok bool) {
	parts := strings.Split(value, ":")
	units := [][]float64{nil, {60}, {3600, 60}, {3600, 60, 1}}
	if len(parts) >= len(units) {
		return 0, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || i > 0 && n >= 60 {
			return 0, false
		}
		seconds += float64(n) * units[len(parts)][i]
	}
	return seconds, true
}

// isoSeconds reads ISO 8601's days, hours, minutes and seconds, each at most once and in that order.
func isoSeconds(value string) (seconds float64, ok bool) {
	rest, ok := strings.CutPrefix(value, "P")
	if !ok {
		return 0, false
	}
	date, clock, timed := strings.Cut(rest, "T")
	days, ok := unitsOf(date, "D", []float64{86400})
	if !ok || timed && clock == "" {
		return 0, false
	}
	seconds, ok = unitsOf(clock, "HMS", []float64{3600, 60, 1})
	return days + seconds, ok
}

// unitsOf adds numbers that a letter each follows, in the letters' order.
func unitsOf(text, letters string, seconds []float64) (sum float64, ok bool) {
	for text != "" {
		i := strings.IndexAny(text, letters)
		if i <= 0 {
			return 0, false
		}
		n, err := strconv.ParseFloat(text[:i], 64)
		which := strings.IndexByte(letters, text[i])
		if err != nil || !(n >= 0) {
			return 0, false
		}
		sum += n * seconds[which]
		letters, seconds, text = letters[which+1:], seconds[which+1:], text[i+1:]
	}
	return sum, true
}
