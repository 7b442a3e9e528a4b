package api

import (
	"slices"
	"time"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

// weekBody is the week of services that receive people at the same hours.
type weekBody struct {
	Title   string // "Semaine du lundi 23 novembre"
	Remote  bool   // of services that receive nobody in their place
	Whom    []string
	Days    []dayBody
	Unknown bool   // of every day: the table would say nothing
	Words   string // the source's own, where they are not what was read of them
}

// dayBody is one day of a week.
type dayBody struct {
	Date    string
	Today   bool
	Holiday string
	Spans   []spanBody
}

// spanBody is when something holds, and what.
type spanBody struct{ State, Label string }

// tellHours tells the door at the instant and the week that begins that day.
func (t *telling) tellHours(b *structureBody) {
	st := t.engine.View().Structure(t.index)
	if b.OnSite = st.OnSite(); b.OnSite {
		t.tellDoor(b)
	}
	var told [][]int
	for _, services := range sameHours(st) {
		w := t.week(services)
		if w.Remote && w.Unknown && b.OnSite {
			continue // who may come is told when
		}
		told, b.Weeks, b.Dated = append(told, services), append(b.Weeks, w), b.Dated || !w.Unknown
	}
	if len(b.Weeks) > 1 {
		for k, services := range told {
			b.Weeks[k].Whom = offers(st, services, t.lang)
		}
	}
	morning := time.Date(t.at.Year(), t.at.Month(), t.at.Day(), 8, 0, 0, 0, t.at.Location())
	b.Earlier, b.Later = t.linkAt(st.ID, morning.AddDate(0, 0, -7)), t.linkAt(st.ID, morning.AddDate(0, 0, 7))
}

func (t *telling) tellDoor(b *structureBody) {
	door := t.engine.Door(t.index, t.at, analysis.DefaultStay)
	label := door.Label(t.at, t.now)
	if t.later { // who reads "open" takes it to be now
		label = say.T("%s à %s : %s", "%s at %s: %s", say.Date(t.at), say.Hour(t.at), label)
	}
	b.State, b.Door = door.State.String(), sentence(t.say(label))
}

// sameHours parts services by when they receive people, those on site first.
func sameHours(st *data.Structure) [][]int {
	var out [][]int
	for _, here := range []bool{true, false} {
		for i := range st.Services {
			s := &st.Services[i]
			if s.OnSite() != here {
				continue
			}
			k := slices.IndexFunc(out, func(of []int) bool {
				other := &st.Services[of[0]]
				return other.Hours == s.Hours && other.Appointment == s.Appointment
			})
			if k < 0 {
				out = append(out, []int{i})
			} else {
				out[k] = append(out[k], i)
			}
		}
	}
	return out
}

func (t *telling) week(services []int) weekBody {
	days := t.engine.Week(t.index, t.at, services...)
	first := &t.engine.View().Structure(t.index).Services[services[0]]
	w := weekBody{Unknown: true, Remote: !first.OnSite(), Words: sourceWords(first.Hours), Title: t.say(say.T("Semaine du %s", "Week from %s", say.Date(days[0].From)))}
	for k := range days {
		day := dayBody{
			Date: sentence(say.Date(days[k].From).In(t.lang)), Today: hours.DayAt(days[k].From) == hours.DayAt(t.now),
			Holiday: t.say(days[k].Holiday),
		}
		for i := range days[k].Spans {
			span := &days[k].Spans[i]
			w.Unknown = w.Unknown && span.State == hours.Unknown && len(days[k].Spans) == 1 && span.From.Equal(days[k].From) && span.To.Equal(days[k].To)
			day.Spans = append(day.Spans, spanBody{span.State.String(), t.say(span.Label())})
		}
		if day.Spans == nil {
			w.Unknown = false
			day.Spans = []spanBody{{hours.Closed.String(), t.say(say.T("fermé", "closed"))}}
		}
		w.Days = append(w.Days, day)
	}
	return w
}
