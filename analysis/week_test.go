package analysis

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

// told writes a week as "Mon 23: 8 h 30 – 12 h, 13 h 30 – 17 h; Tue 24 (jour férié): …", days without a span left out.
func told(week []Day, lang say.Lang) string {
	plain := strings.NewReplacer(say.Thin, " ", say.NoBreak, " ")
	var out []string
	for _, d := range week {
		day := d.From.Format("Mon 2")
		if !d.Holiday.IsZero() {
			day += " (" + d.Holiday.In(lang) + ")"
		} else if len(d.Spans) == 0 {
			continue
		}
		var spans []string
		for k := range d.Spans {
			spans = append(spans, plain.Replace(d.Spans[k].Label().In(lang)))
		}
		out = append(out, day+": "+strings.Join(spans, " + "))
	}
	return strings.Join(out, "; ")
}

func TestWeekTellsEachDayInWords(t *testing.T) {
	onSite := func(value string, appointment bool) data.Service {
		return data.Service{ID: value, Hours: hours.Text{Raw: value, Rules: value}, Appointment: appointment}
	}
	said := data.Service{ID: "said", Hours: hours.Text{Raw: "selon les semaines"}}
	remote := data.Service{ID: "remote", Receptions: []data.Reception{data.ReceptionRemote}, Hours: hours.Text{Raw: "24/7", Rules: "24/7"}}
	for _, c := range []struct {
		name     string
		services []data.Service
		from     string
		want     string
	}{
		{"from the day asked about", []data.Service{onSite("Mo,Th 08:30-12:00,13:30-17:00", false)}, "2026-11-25 18:00",
			"Thu 26: 8 h 30 – 12 h + 13 h 30 – 17 h; Mon 30: 8 h 30 – 12 h + 13 h 30 – 17 h"},
		{"a holiday that its hours do not name", []data.Service{onSite("We 09:00-12:00", false)}, "2026-11-11 09:00",
			"Wed 11 (armistice de 1918): horaires inconnus (jour férié)"},
		{"a holiday that they close", []data.Service{onSite("We 09:00-12:00; PH off", false)}, "2026-11-11 09:00",
			"Wed 11 (armistice de 1918): "},
		{"closed in the source's words", []data.Service{onSite(`Th 09:00-12:00; Nov 26 off "inventaire"`, false)}, "2026-11-25 00:00",
			"Thu 26: fermé (« inventaire »)"},
		{"by appointment only", []data.Service{onSite("Th 09:00-12:00", true)}, "2026-11-25 00:00",
			"Thu 26: 9 h – 12 h, sur rendez-vous"},
		{"by appointment at no hour", []data.Service{onSite(`Th "sur rendez-vous"; Fr 00:00-12:00 "sur rendez-vous"; Sa 12:00-24:00 "sur rendez-vous"`, false)}, "2026-11-25 00:00",
			"Thu 26: sur rendez-vous; Fri 27: le matin, sur rendez-vous; Sat 28: l'après-midi, sur rendez-vous"},
		{"a night and a whole day", []data.Service{onSite("Th 20:00-26:00; Sa 00:00-24:00", false)}, "2026-11-25 00:00",
			"Thu 26: 20 h – minuit; Fri 27: 0 h – 2 h; Sat 28: 24 h sur 24"},
		{"one service takes over from another", []data.Service{onSite("Th 09:00-12:00", false), onSite("Th 11:00-14:00", false), onSite("Th 08:00-15:00", true)}, "2026-11-26 00:00",
			"Thu 26: 8 h – 9 h, sur rendez-vous + 9 h – 14 h + 14 h – 15 h, sur rendez-vous"},
		{"only what is on site", []data.Service{onSite("Th 09:00-12:00", false), remote}, "2026-11-26 00:00", "Thu 26: 9 h – 12 h"},
		{"no hours that are understood", []data.Service{said}, "2026-11-26 00:00",
			"Thu 26: horaires inconnus (« selon les semaines »); Fri 27: horaires inconnus (« selon les semaines »); Sat 28: horaires inconnus (« selon les semaines »); Sun 29: horaires inconnus (« selon les semaines »); Mon 30: horaires inconnus (« selon les semaines »); Tue 1: horaires inconnus (« selon les semaines »); Wed 2: horaires inconnus (« selon les semaines »)"},
		{"nothing on site", []data.Service{remote}, "2026-11-26 00:00", ""},
	} {
		w := &world{land: `5-A`, communes: "aa", structures: map[byte]data.StructureRecord{'A': {Networks: []data.NetworkCode{"cio"}, Services: c.services}}}
		e := w.engine(t)
		if got := told(e.Week(0, paris(t, c.from)), say.French); got != c.want {
			t.Errorf("%s: got\n %s\nwant\n %s", c.name, got, c.want)
		}
	}
}

func TestWeekOfSomeServices(t *testing.T) {
	at := func(value string) data.Service {
		return data.Service{ID: value, Hours: hours.Text{Raw: value, Rules: value}}
	}
	w := &world{land: `5-A`, communes: "aa", structures: map[byte]data.StructureRecord{
		'A': {Networks: []data.NetworkCode{"cio"}, Services: []data.Service{at("Mo 09:00-12:00"), at("Tu 09:00-12:00")}},
	}}
	week := w.engine(t).Week(0, paris(t, "2026-11-23 08:00"), 1)
	if got, want := told(week, say.English), "Tue 24: 09:00 – 12:00"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWeekOfTheDaysTheClockChanges(t *testing.T) {
	w := &world{land: `5-A`, communes: "aa", structures: map[byte]data.StructureRecord{'A': open("24/7")}}
	e := w.engine(t)
	for from, hours := range map[string]time.Duration{"2026-03-29 12:00": 23 * time.Hour, "2026-10-25 12:00": 25 * time.Hour} {
		day := e.Week(0, paris(t, from))[0]
		if got := day.To.Sub(day.From); got != hours || len(day.Spans) != 1 || day.Spans[0].To.Sub(day.Spans[0].From) != hours {
			t.Errorf("%s: a day of %v with %v, want %v", from, got, day.Spans, hours)
		}
	}
}

// A week and a journey tell the same of every instant.
func TestWeekAgreesWithTheDoor(t *testing.T) {
	seeded(t, 20, func(t *testing.T, r *rand.Rand) {
		e := randomHours(r, 6).engine(t)
		from := paris(t, "2026-01-01 00:00").Add(time.Duration(r.IntN(365*24)) * time.Hour)
		n := newNaive(e, NearestQuery{})
		for i, st := range e.View().All() {
			week := e.Week(i, from)
			if st.OnSite() != (week != nil) {
				t.Fatalf("%s: %d days, on site: %v", st.ID, len(week), st.OnSite())
			}
			result := &Result{Structure: i, Services: onSiteServices(st)}
			for _, day := range week {
				for at := day.From; at.Before(day.To); at = at.Add(15 * time.Minute) {
					if got, want := stateIn(day.Spans, at), n.state(result, at); got != want {
						t.Fatalf("%s on %v: %v in the week, %v at the door", st.ID, at, got, want)
					}
				}
			}
		}
	})
}

func stateIn(spans []Span, at time.Time) hours.State {
	for _, s := range spans {
		if !at.Before(s.From) && at.Before(s.To) {
			return s.State
		}
	}
	return hours.Closed
}
