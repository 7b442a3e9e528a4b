package analysis

import (
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// opening is when one is received next, as Door tells it; the zero opening is none that is known.
type opening struct {
	from, by time.Time // by is zero where from is the very moment
	then     hours.State
}

func (d *Door) opening() opening { return opening{d.Opens, d.OpensBy, d.Then} }

// moment is when one has been received at the latest, by which openings are compared.
func (o opening) moment() time.Time {
	if o.by.IsZero() {
		return o.from
	}
	return o.by
}

// betterThan orders openings by their moments; of two at once, open comes before by appointment.
func (o opening) betterThan(p opening) bool {
	if c := o.moment().Compare(p.moment()); c != 0 {
		return c < 0
	}
	return betterThan(o.then, p.then)
}

// next is the first opening from t to last at which one of some services receives somebody for the stay.
func (d *doors) next(i data.StructureIndex, services []int, t time.Time, stay time.Duration, last time.Time) opening {
	days := int(last.Sub(t)/(24*time.Hour)) + 1
	var first opening
	for _, s := range services {
		schedule := d.schedule[i][s]
		if schedule == nil {
			continue
		}
		at, state, ok := schedule.Next(t, stay, days)
		if !ok || at.After(last) {
			continue
		}
		o := openingAt(schedule, at, state, stay)
		if o.then == hours.Open {
			o.then = d.asked(i, s, o.then)
		}
		if !o.moment().After(last) && (first.from.IsZero() || o.betterThan(first)) {
			first = o
		}
	}
	if !first.from.IsZero() {
		first.from = first.from.In(t.Location())
	}
	if !first.by.IsZero() {
		first.by = first.by.In(t.Location())
	}
	return first
}

// openingAt is what begins at an instant. By appointment from midnight, or from
// noon until midnight, is how a day or half of one is written when the source
// names no hour; where the door opens before such a time is over, that is the opening.
func openingAt(s *hours.Schedule, at time.Time, then hours.State, stay time.Duration) opening {
	exact := opening{from: at, then: then}
	hour, minute, second := at.Clock()
	if then != hours.ByAppointment || hour%12 != 0 || minute+second != 0 {
		return exact
	}
	year, month, day := at.Date()
	midnight := time.Date(year, month, day+1, 0, 0, 0, 0, at.Location())
	by := midnight
	for held := range s.Intervals(at, midnight) {
		by = held.To
		break
	}
	switch {
	case hour == 12 && by.Before(midnight):
		return exact
	case by.Before(midnight) && s.Received(by, stay) == hours.Open:
		return opening{from: by, then: hours.Open}
	default:
		return opening{at, by, then}
	}
}
