package analysis

import (
	"slices"
	"time"

	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

// Day is one day of a structure's week, by the region's clock.
type Day struct {
	From, To time.Time // its midnight and the next
	Holiday  say.Text  // the public holiday that it is there; zero on other days
	// Spans are what holds, in order, within the day. Where none does the door is
	// closed; a span is Closed itself only where the source has words for it.
	Spans []Span
}

// Span is a time of a day in which one thing holds.
type Span struct {
	From, To time.Time
	State    hours.State
	Reason   string       // what the source says of it, in its own words; often empty
	Doubt    hours.Reason // why the state is unknown where the source has no words for it
}

// weekDays is how many days Week tells.
const weekDays = 7

// Week is when a structure receives people in its place, for seven days from the
// one that holds an instant: the best of its services on site (or of those given, by
// their indexes) in the order that Door has, so that both tell the same of an
// instant. A night is told on both of its days. Nil for a structure without any such service.
func (e *Engine) Week(i data.StructureIndex, from time.Time, services ...int) []Day {
	st := e.View().Structure(i)
	if len(services) == 0 {
		services = onSiteServices(st)
	}
	if len(services) == 0 {
		return nil
	}
	place := e.Dataset().HoursPlace(e.View().SiteOf(i))
	doors, week := e.roster.doors(), make([]Day, weekDays)
	year, month, first := from.In(place.Location).Date()
	for d := range week {
		day := &week[d]
		day.From = time.Date(year, month, first+d, 0, 0, 0, 0, place.Location)
		day.To = time.Date(year, month, first+d+1, 0, 0, 0, 0, place.Location)
		day.Holiday, _ = place.Public.On(hours.DayAt(day.From))
		day.Spans = doors.day(i, services, day.From, day.To)
	}
	return week
}

func onSiteServices(st *data.Structure) []int {
	var out []int
	for s := range st.Services {
		if st.Services[s].OnSite() {
			out = append(out, s)
		}
	}
	return out
}

// day is what some services of a structure come to between two instants.
func (d *doors) day(i data.StructureIndex, services []int, from, to time.Time) []Span {
	told := make([][]Span, len(services))
	cuts := []time.Time{to}
	for k, s := range services {
		told[k] = d.spans(i, s, from, to)
		for _, span := range told[k] {
			cuts = append(cuts, span.From)
		}
	}
	slices.SortFunc(cuts, time.Time.Compare)
	var out []Span
	for k := range cuts[1:] {
		if !cuts[k].Before(cuts[k+1]) {
			continue
		}
		best := bestSpan(told, cuts[k])
		best.From, best.To = cuts[k], cuts[k+1]
		out = appendSpan(out, best)
	}
	return slices.DeleteFunc(out, func(s Span) bool { return s.State == hours.Closed && s.Reason == "" })
}

// spans are what one service does between two instants, without a gap.
func (d *doors) spans(i data.StructureIndex, service int, from, to time.Time) []Span {
	schedule := d.schedule[i][service]
	if schedule == nil {
		words := d.view.Structure(i).Services[service].Hours.Raw
		return []Span{{from, to, d.asked(i, service, hours.Unknown), words, hours.NoReason}}
	}
	var out []Span
	for held := range schedule.Intervals(from, to) {
		state := held.State
		if state == hours.Open {
			state = d.asked(i, service, state)
		}
		out = append(out, Span{held.From, held.To, state, held.Comment, held.Reason})
	}
	return out
}

// bestSpan is the most favourable of what several services do at an instant.
func bestSpan(told [][]Span, at time.Time) Span {
	best := Span{State: hours.Closed}
	for _, spans := range told {
		for _, s := range spans {
			holds := !s.From.After(at) && at.Before(s.To)
			if holds && (betterThan(s.State, best.State) || s.State == best.State && best.Reason == "" && best.Doubt == hours.NoReason) {
				best = s
			}
		}
	}
	return best
}

// appendSpan adds a span, to the last one where nothing changes.
func appendSpan(out []Span, s Span) []Span {
	if n := len(out); n > 0 && out[n-1].State == s.State && out[n-1].Reason == s.Reason && out[n-1].Doubt == s.Doubt && out[n-1].To.Equal(s.From) {
		out[n-1].To = s.To
		return out
	}
	return append(out, s)
}
