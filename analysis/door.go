package analysis

import (
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// Door is what one finds on arriving at a structure: the best that its matching
// services offer, in the order open, by appointment, unknown, closed.
type Door struct {
	State hours.State
	// Until is when it stops being open. Of a closed one it is when it closes,
	// before the stay is over. Zero: not open, or open for a year and more.
	Until time.Time
	// Opens is when one is received next, where the door is closed or unknown,
	// and Then is how: open or by appointment. Zero: nothing is known to open within NextDays.
	Opens time.Time
	Then  hours.State
	// OpensBy is not zero where one is received by appointment at no hour that is
	// known ("le lundi matin sur rendez-vous"): some time from Opens to it, which
	// bound a day or half of one and are no moments of opening.
	OpensBy time.Time
	Reason  string       // what the source says of this state, in its own words; often empty
	Doubt   hours.Reason // why the state is unknown where the source has no words for it
}

// NextDays is how many days ahead a next opening is looked for.
const NextDays = 14

// betterThan tells which of two doors one would rather find.
func betterThan(a, b hours.State) bool { return preference[a] < preference[b] }

var preference = [...]uint8{hours.Open: 0, hours.ByAppointment: 1, hours.Unknown: 2, hours.Closed: 3}

// doors tells when the services of a view receive people.
type doors struct {
	view     *data.View
	schedule [][]*hours.Schedule // by StructureIndex, then by service; nil where its hours are not known
	told     []bool              // by StructureIndex: the hours of one of its services are known
}

// newDoors compiles the hours of a view's structures, but for those of the
// dataset where base has them. Cost: some microseconds for each distinct pair of rules and place.
func newDoors(v *data.View, base *doors) *doors {
	d := &doors{v, make([][]*hours.Schedule, v.Len()), make([]bool, v.Len())}
	known := 0
	if base != nil {
		known = copy(d.schedule, base.schedule)
		copy(d.told, base.told)
	}
	c := compiler{v.Dataset(), make(map[string]hours.Rules), make(map[posted]*hours.Schedule)}
	for k := range d.schedule[known:] {
		i := data.StructureIndex(known + k)
		st, site := v.Structure(i), v.SiteOf(i)
		d.schedule[i] = make([]*hours.Schedule, len(st.Services))
		for s := range st.Services {
			d.schedule[i][s] = c.compile(st.Services[s].Hours.Rules, site)
			d.told[i] = d.told[i] || d.schedule[i][s] != nil
		}
	}
	return d
}

// compiler reads each distinct value once, and compiles it once a place.
type compiler struct {
	dataset   *data.Dataset
	rules     map[string]hours.Rules
	schedules map[posted]*hours.Schedule
}

// posted is rules where they hold.
type posted struct {
	rules string
	place hours.Place
}

// compile is nil where nothing is known, or where a newer program wrote what this one does not read.
func (c *compiler) compile(value string, site *data.Site) *hours.Schedule {
	if value == "" {
		return nil
	}
	at := posted{value, c.dataset.HoursPlace(site)}
	if s, met := c.schedules[at]; met {
		return s
	}
	rules, met := c.rules[value]
	if !met {
		if parsed, err := hours.Parse(value); err == nil {
			rules = parsed.Prudent()
		}
		c.rules[value] = rules
	}
	var s *hours.Schedule
	if len(rules) > 0 {
		s = hours.Compile(rules, at.place)
	}
	c.schedules[at] = s
	return s
}

// arrivalAt is what one finds of some services of a structure: the state that Door tells, alone.
func (d *doors) arrivalAt(i data.StructureIndex, services []int, t time.Time, stay time.Duration) hours.State {
	best := hours.Closed
	for _, s := range services {
		if state := d.received(i, s, t, stay); betterThan(state, best) {
			best = state
		}
	}
	return best
}

// received is what one finds of one service.
func (d *doors) received(i data.StructureIndex, service int, t time.Time, stay time.Duration) hours.State {
	schedule := d.schedule[i][service]
	if schedule == nil {
		return d.asked(i, service, hours.Unknown)
	}
	state := schedule.Received(t, stay)
	if state == hours.Open {
		return d.asked(i, service, state)
	}
	return state
}

// asked is a state where the source says of the whole service that it receives by appointment only.
func (d *doors) asked(i data.StructureIndex, service int, state hours.State) hours.State {
	if d.view.Structure(i).Services[service].Appointment {
		return hours.ByAppointment
	}
	return state
}

// at is the door of some services, all of it.
func (d *doors) at(i data.StructureIndex, services []int, t time.Time, stay time.Duration) Door {
	door := Door{State: d.arrivalAt(i, services, t, stay)}
	switch door.State {
	case hours.Open:
		door.Until = d.openUntil(i, services, t, spans)
	case hours.Closed:
		door.Until = d.openUntil(i, services, t, 1)
	}
	if door.State == hours.Unknown || door.State == hours.Closed {
		next := d.next(i, services, t, stay, t.AddDate(0, 0, NextDays))
		door.Opens, door.OpensBy, door.Then = next.from, next.by, next.then
	}
	door.Reason, door.Doubt = d.reason(i, services, t, stay, door.State)
	return door
}

// Door is what one finds at a structure at an instant, for a stay: the best of its services on site.
func (e *Engine) Door(i data.StructureIndex, t time.Time, stay time.Duration) Door {
	return e.roster.doors().at(i, onSiteServices(e.View().Structure(i)), t, stay)
}

// reason is what the source says of a state, in its words: the comment of the
// rule that holds or, where nothing of its hours was understood, the hours as
// written. Where it says nothing, doubt is why the state is unknown.
func (d *doors) reason(i data.StructureIndex, services []int, t time.Time, stay time.Duration, state hours.State) (words string, doubt hours.Reason) {
	for _, s := range services {
		if d.received(i, s, t, stay) != state {
			continue
		}
		if d.schedule[i][s] == nil {
			words = d.view.Structure(i).Services[s].Hours.Raw
		} else {
			words, doubt = d.comment(i, s, t, stay, state)
		}
		if words != "" || doubt != hours.NoReason {
			return words, doubt
		}
	}
	return "", hours.NoReason
}

// comment is what the rules of a service say of a state when they first come to it within a stay.
func (d *doors) comment(i data.StructureIndex, service int, t time.Time, stay time.Duration, state hours.State) (string, hours.Reason) {
	for held := range d.schedule[i][service].Intervals(t, t.Add(max(stay, time.Second))) {
		if held.State == state || held.State == hours.Open && d.asked(i, service, hours.Open) == state {
			return held.Comment, held.Reason
		}
	}
	return "", hours.NoReason
}

// spans bounds how many spans that follow each other without a break are followed.
const spans = 32

// openUntil is when the last of some services closes, one taking over from
// another at most so many times; zero where none is open at t, or where one is for a year.
func (d *doors) openUntil(i data.StructureIndex, services []int, t time.Time, times int) time.Time {
	end := t
	for range times {
		last := end
		for _, s := range services {
			if d.schedule[i][s] == nil || d.asked(i, s, hours.Open) != hours.Open {
				continue
			}
			status := d.schedule[i][s].Status(end)
			switch {
			case status.State != hours.Open:
			case status.Until.IsZero():
				return time.Time{}
			case status.Until.After(last):
				last = status.Until
			}
		}
		if last.Equal(end) {
			break
		}
		end = last
	}
	if end.Equal(t) {
		return time.Time{}
	}
	return end.In(t.Location())
}

// readier orders doors by what is to be had first: open, by appointment or unknown, next opening.
func readier(a, b *Door) int {
	if c := a.readiness() - b.readiness(); c != 0 || a.State != hours.Closed {
		return c
	}
	return a.opening().moment().Compare(b.opening().moment())
}

func (d *Door) readiness() int {
	switch {
	case d.State == hours.Open:
		return 0
	case d.State != hours.Closed:
		return 1
	case !d.Opens.IsZero():
		return 2
	default:
		return 3
	}
}
