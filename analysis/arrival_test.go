package analysis

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

// open is a record with hours, a service of level 1 for everyone unless services are given.
func open(value string, services ...data.Service) data.StructureRecord {
	r := data.StructureRecord{Networks: []data.NetworkCode{"cio"}, Services: services, Hours: hours.Text{Raw: value, Rules: value}}
	for i := range r.Services {
		r.Services[i].Hours = r.Hours
	}
	return r
}

// paris is an instant by the clock of the drawings.
func paris(t testing.TB, text string) time.Time {
	t.Helper()
	location, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, location)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// shown writes results as "A open 17:00" or "B closed, open 26 09:00".
func shown(e *Engine, results []Result) string {
	var out []string
	for _, r := range results {
		s := fmt.Sprintf("%s %v", strings.TrimPrefix(string(e.View().Structure(r.Structure).ID), "src--"), r.State)
		if !r.Until.IsZero() {
			s += r.Until.Format(" 15:04")
		}
		if !r.Opens.IsZero() {
			s += fmt.Sprintf(", %v %s", r.Then, r.openingText())
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// openingText is "26 09:00" or, without an hour, "26 to 27 00:00".
func (r *Result) openingText() string {
	if r.OpensBy.IsZero() {
		return r.Opens.Format("2 15:04")
	}
	return r.Opens.Format("2") + " to " + r.OpensBy.Format("2 15:04")
}

// street is a row of places, a minute or two apart, by the nearest first.
func street() *world {
	remote := func(id string) data.Service {
		return data.Service{ID: id, Level: 2, Receptions: []data.Reception{data.ReceptionRemote}}
	}
	return &world{
		land:     `5-A-B-C-D-E-F-G-H-I-J`,
		communes: "aaaaaaaaaaa",
		structures: map[byte]data.StructureRecord{
			'A': open("Mo-Fr 08:30-12:00,13:30-17:00"),
			'B': open(""),
			'C': open("Mo-Fr 09:00-19:00"),
			'D': open("Mo-Fr 09:00-12:40; Th off"),
			'E': open(`Mo-Fr 10:00-18:00 "sur rendez-vous"`),
			'F': open("Tu,Th 14:00-17:00; Sa 10:00-12:00"),
			'G': open("Mo-Sa 10:00-18:00; PH 10:00-18:00"),
			'H': open("Mo-Fr 09:00-17:00", remote("")),
			'I': open("Tu 09:00-12:00", remote("")),
			'J': open("", remote("")),
		},
	}
}

func TestOpenFirst(t *testing.T) {
	e := street().engine(t)
	q := NearestQuery{Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Limit: 4}
	with := func(at string, change func(*NearestQuery)) NearestQuery {
		q := q
		q.At = paris(t, at)
		if change != nil {
			change(&q)
		}
		return q
	}
	for _, c := range []struct {
		name          string
		query         NearestQuery
		results, next string
	}{
		{"a Wednesday at 14:00", with("2026-11-25 14:00", nil), "A open 17:00; C open 19:00; G open 18:00; B unknown", ""},
		{"as many as the limit are open", with("2026-11-25 14:00", func(q *NearestQuery) { q.Limit = 2 }), "A open 17:00; C open 19:00", ""},
		{"a Wednesday at 12:30", with("2026-11-25 12:30", nil), "C open 19:00; G open 18:00; B unknown; E by appointment", ""},
		{"a door that closes too soon", with("2026-11-25 12:20", nil), "C open 19:00; G open 18:00; B unknown; E by appointment", ""},
		{"soon enough for who stays a minute", with("2026-11-25 12:20", func(q *NearestQuery) { q.Stay = time.Minute }), "C open 19:00; D open 12:40; G open 18:00; B unknown", ""},
		{"closed when one gets there, though open now", with("2026-11-25 11:59", func(q *NearestQuery) { q.Limit = 1 }), "C open 19:00", ""},
		{"open when one gets there, though closed now", with("2026-11-25 13:29", func(q *NearestQuery) { q.Limit = 1 }), "A open 17:00", ""},
		{"a public holiday that hours do not name", with("2026-07-14 14:00", nil), "G open 18:00; A unknown, open 15 08:30; B unknown; C unknown, open 15 09:00", ""},
		{"1 May", with("2026-05-01 14:00", nil), "G open 18:00; B unknown", ""},
	} {
		a := nearest(t, e, c.query)
		if got := shown(e, a.Results); got != c.results {
			t.Errorf("%s: results %q, want %q", c.name, got, c.results)
		}
		if got := shown(e, a.Next); got != c.next {
			t.Errorf("%s: next %q, want %q", c.name, got, c.next)
		}
	}
}

func TestNextOpenings(t *testing.T) {
	e := street().engine(t)
	for _, c := range []struct {
		name, at      string
		change        func(*NearestQuery)
		results, next string
	}{
		{"at 23:00, the shorter journey of two that open together", "2026-11-25 23:00", func(*NearestQuery) {},
			"B unknown", "A closed, open 26 08:30; C closed, open 26 09:00; E closed, by appointment 26 10:00; G closed, open 26 10:00; F closed, open 26 14:00; D closed, open 27 09:00"},
		{"as many as the limit", "2026-11-25 23:00", func(q *NearestQuery) { q.Limit = 2 },
			"B unknown", "A closed, open 26 08:30; C closed, open 26 09:00"},
		{"within a walk", "2026-11-25 23:00", func(q *NearestQuery) { q.Mode, q.MaxMinutes = "walk", 16 },
			"", "A closed, open 26 08:30"},
		{"one opens as soon as one gets to an open one", "2026-11-25 13:10", func(q *NearestQuery) { q.Mode, q.Limit = "walk", 1 },
			"C open 19:00", "A closed, open 25 13:30"},
	} {
		q := NearestQuery{Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Limit: 9}
		q.At = paris(t, c.at)
		c.change(&q)
		a := nearest(t, e, q)
		if got := shown(e, a.Results); got != c.results {
			t.Errorf("%s: results %q, want %q", c.name, got, c.results)
		}
		if got := shown(e, a.Next); got != c.next {
			t.Errorf("%s: next %q, want %q", c.name, got, c.next)
		}
		if last := a.Warnings[len(a.Warnings)-1].In(say.English); c.results == "C open 19:00" && !strings.Contains(last, "receives you as early") {
			t.Errorf("%s: warns %q", c.name, last)
		}
		for _, r := range a.Next {
			if leave := r.Leave(); leave.Before(q.At) || !leave.Add(lasting(r.Time)).Equal(r.Opens) {
				t.Errorf("%s: leave at %v for %v", c.name, leave, r.Opens)
			}
		}
	}
}

// Nothing opens for weeks: the nearest are told all the same, and that nothing is known of them.
func TestNothingOpensSoon(t *testing.T) {
	w := &world{land: `5-A-B`, communes: "aaa", structures: map[byte]data.StructureRecord{
		'A': open("Jun-Aug Mo-Fr 09:00-12:00"), 'B': open("Jul Mo-Fr 09:00-12:00"),
	}}
	e := w.engine(t)
	a := nearest(t, e, NearestQuery{Query: Query{At: paris(t, "2026-11-25 14:00")}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Limit: 1})
	if got, want := shown(e, a.Results)+"|"+shown(e, a.Next), "|A closed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if last := a.Warnings[len(a.Warnings)-1].In(say.English); !strings.Contains(last, "nor known to open within 14 days") {
		t.Errorf("warns %q", last)
	}
}

func TestRemoteByState(t *testing.T) {
	e := street().engine(t)
	for _, c := range []struct{ name, at, open, want string }{
		{"at noon", "2026-11-25 12:00", OpenArrival, "H open 17:00; J unknown; I closed, open 1 09:00"},
		{"at night", "2026-11-25 23:00", OpenArrival, "J unknown; H closed, open 26 09:00; I closed, open 1 09:00"},
		{"whatever the hours, by name", "2026-11-25 23:00", OpenAny, "H closed, open 26 09:00; I closed, open 1 09:00; J unknown"},
	} {
		q := NearestQuery{Query: Query{At: paris(t, c.at)}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Open: c.open}
		if got := shown(e, nearest(t, e, q).Remote); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// One structure, two doors: one is received at whichever is open, until the last one closes.
func TestTheBestOfTwoServices(t *testing.T) {
	w := &world{land: `5-A`, communes: "aa", structures: map[byte]data.StructureRecord{
		'A': open("", service(1, "jeunes"), service(1, "femmes"), service(2, "cadres")),
	}}
	r := w.structures['A']
	r.Services[0].Hours = hours.Text{Raw: "Mo-Fr 09:00-12:00", Rules: "Mo-Fr 09:00-12:00"}
	r.Services[1].Hours = hours.Text{Raw: "Mo-Fr 11:00-16:00", Rules: "Mo-Fr 11:00-16:00"}
	r.Services[2].Hours, r.Services[2].Appointment = hours.Text{Raw: "Mo-Fr 09:00-20:00", Rules: "Mo-Fr 09:00-20:00"}, true
	e := w.engine(t)
	for _, c := range []struct {
		at, want string
		filter   data.Filter
	}{
		{"2026-11-25 09:30", "A open 16:00", data.Filter{}},
		{"2026-11-25 09:30", "A open 12:00", data.Filter{Audiences: []data.Audience{"jeunes"}}},
		{"2026-11-25 17:00", "A by appointment", data.Filter{}},
		{"2026-11-25 21:00", "A closed, open 26 09:00", data.Filter{Audiences: []data.Audience{"jeunes", "femmes"}}},
		{"2026-11-25 21:00", "A closed, by appointment 26 09:00", data.Filter{Level: 2}},
	} {
		q := NearestQuery{Query: Query{At: paris(t, c.at), Filter: c.filter}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Open: OpenAny}
		if got := shown(e, nearest(t, e, q).Results); got != c.want {
			t.Errorf("%s, %+v: got %q, want %q", c.at, c.filter, got, c.want)
		}
	}
}

// A structure keeps its hours where a scenario moves it, and one that it opens has its own.
func TestViewsKeepHours(t *testing.T) {
	e := street().engine(t)
	st := data.Structure{ID: "new--1", Services: []data.Service{{Level: 1, Hours: hours.Text{Rules: "Mo-Su 00:00-24:00; PH 00:00-24:00"}}}}
	v, err := e.View().With(
		data.Move{ID: "src--G", Position: e.View().Site(1).Position},
		data.Open{Site: data.Site{Position: e.View().Site(0).Position}, Structure: st},
	)
	if err != nil {
		t.Fatal(err)
	}
	over := e.Over(v)
	q := NearestQuery{Query: Query{At: paris(t, "2026-11-28 14:00")}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Limit: 2}
	if got, want := shown(over, nearest(t, over, q).Results), "new--1 open; G open 18:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAskingStopsWithTheContext(t *testing.T) {
	e := street().engine(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Nearest(ctx, NearestQuery{Origin: e.Dataset().Cells.Center[0]}); err == nil {
		t.Error("answered a question that was withdrawn")
	}
}

// A source that names a day for appointments, or half of one, names no hour at which a door opens.
func TestAppointmentsWithoutHours(t *testing.T) {
	for _, c := range []struct{ value, at, want, fr, en string }{
		{`Mo-Fr "sur rendez-vous"`, "2026-11-28 10:00", "by appointment 30 to 1 00:00", "reçoit sur rendez-vous lundi 30 novembre", "receives by appointment on Monday 30 November"},
		{`Mo-Fr "sur rendez-vous"`, "2026-11-29 10:00", "by appointment 30 to 1 00:00", "reçoit sur rendez-vous demain", "receives by appointment tomorrow"},
		{`Mo 00:00-12:00 "sur rendez-vous"`, "2026-11-28 10:00", "by appointment 30 to 30 12:00", "reçoit sur rendez-vous lundi 30 novembre, le matin", "receives by appointment on Monday 30 November, in the morning"},
		{`Mo 12:00-24:00 "sur rendez-vous"`, "2026-11-30 10:00", "by appointment 30 to 1 00:00", "reçoit sur rendez-vous aujourd'hui, l'après-midi", "receives by appointment today, in the afternoon"},
		{`Mo 12:00-24:00 "sur rendez-vous"`, "2026-11-29 10:00", "by appointment 30 to 1 00:00", "reçoit sur rendez-vous demain, l'après-midi", "receives by appointment tomorrow, in the afternoon"},
		{`Mo 12:00-18:00 "sur rendez-vous"`, "2026-11-29 10:00", "by appointment 30 12:00", "reçoit sur rendez-vous demain à 12 h", "receives by appointment tomorrow at 12:00"},
		{`Mo 09:00-11:00 || Mo "sur rendez-vous"`, "2026-11-29 10:00", "open 30 09:00", "ouvre demain à 9 h", "opens tomorrow at 09:00"},
		{`Mo-Fr 00:00-24:00`, "2026-11-29 10:00", "open 30 00:00", "ouvre demain à 0 h", "opens tomorrow at 00:00"},
	} {
		w := &world{land: `5-A`, communes: "aa", structures: map[byte]data.StructureRecord{'A': open(c.value)}}
		e := w.engine(t)
		q := NearestQuery{Query: Query{At: paris(t, c.at)}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay}
		a := nearest(t, e, q)
		if got := shown(e, a.Next); got != "A closed, "+c.want {
			t.Fatalf("%s: got %q, want %q", c.value, got, c.want)
		}
		r := a.Next[0]
		if fr, en := strings.ReplaceAll(r.Label(q.At, q.At).In(say.French), "\u202f", " "), r.Label(q.At, q.At).In(say.English); fr != c.fr || en != c.en {
			t.Errorf("%s: says %q and %q, want %q and %q", c.value, fr, en, c.fr, c.en)
		}
		if vague := strings.Contains(c.want, " to "); vague != r.Leave().IsZero() {
			t.Errorf("%s: leave at %v", c.value, r.Leave())
		}
	}
}

// An hour that is not known is no early one: who opens before noon comes before a morning by appointment.
func TestAppointmentsWithoutHoursComeLast(t *testing.T) {
	w := &world{land: `5-A-B-C`, communes: "aaaa", structures: map[byte]data.StructureRecord{
		'A': open(`Mo-Fr "sur rendez-vous"`), 'B': open("Mo-Fr 09:00-17:00"), 'C': open(`Mo-Fr 00:00-12:00 "sur rendez-vous"`),
	}}
	e := w.engine(t)
	q := NearestQuery{Query: Query{At: paris(t, "2026-11-28 14:00")}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay}
	want := "B closed, open 30 09:00; C closed, by appointment 30 to 30 12:00; A closed, by appointment 30 to 1 00:00"
	if got := shown(e, nearest(t, e, q).Next); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// On a holiday that few hours name most doors are unknown, and open the next
// day: those who name it, further away, are not the first to open.
func TestNextOpeningsOfDoorsUnknownToday(t *testing.T) {
	w := &world{land: `5-A-B-C-D-E`, communes: "aaaaaa", structures: map[byte]data.StructureRecord{
		'A': open(""), 'B': open("Mo-Fr 09:00-17:00"), 'C': open("Mo-Fr 08:30-17:00"), 'D': open("Mo-Fr 09:00-12:00"), 'E': open("Mo-Fr 09:00-17:00; PH off"),
	}}
	e := w.engine(t)
	q := NearestQuery{Query: Query{At: paris(t, "2026-07-14 10:00")}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Limit: 1}
	for limit, want := range map[int]string{
		1: "A unknown|C unknown, open 15 08:30",
		2: "A unknown; B unknown, open 15 09:00|C unknown, open 15 08:30; D unknown, open 15 09:00",
		3: "A unknown; B unknown, open 15 09:00; C unknown, open 15 08:30|D unknown, open 15 09:00; E closed, open 15 09:00",
	} {
		q.Limit = limit
		a := nearest(t, e, q)
		if got := shown(e, a.Results) + "|" + shown(e, a.Next); got != want {
			t.Errorf("of %d: got %q, want %q", limit, got, want)
		}
	}
}

// A door that closes too soon says when that one closes, and whose words are told are the state's.
func TestADoorSpeaksForItself(t *testing.T) {
	w := &world{land: `5-A`, communes: "aa", structures: map[byte]data.StructureRecord{
		'A': open("", service(1, "jeunes"), service(1, "femmes")),
	}}
	r := w.structures['A']
	r.Services[0].Hours = hours.Text{Raw: "Mo-Fr 09:00-17:00", Rules: "Mo-Fr 09:00-17:00"}
	r.Services[1].Hours = hours.Text{Raw: "Mo-Fr 17:00-18:00", Rules: "Mo-Fr 17:00-18:00"}
	e := w.engine(t)
	q := NearestQuery{Query: Query{At: paris(t, "2026-11-25 16:50")}, Origin: e.Dataset().Cells.Center[0], Stay: DefaultStay, Open: OpenAny}
	if got, want := shown(e, nearest(t, e, q).Results), "A closed 17:00, open 25 17:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, c := range []struct{ value, state, reason string }{
		{`Mo-Fr 09:00-17:00 open "entrée libre", Mo-Fr 17:00-18:00 "sur rendez-vous"`, "by appointment", "sur rendez-vous"},
		{`Mo-Fr 09:00-17:00 open "entrée libre", Mo-Fr 17:00-18:00 unknown "selon le jour"`, "unknown", "selon le jour"},
		{`Mo-Fr 09:00-17:00 open "entrée libre"`, "closed", ""},
		{"Mo-Fr 09:00-16:00+", "unknown", "closing time not given"},
		{"SH 09:00-18:00", "unknown", "school holidays not known for that date"},
	} {
		w.structures['A'] = open(c.value)
		e := w.engine(t)
		r := nearest(t, e, q).Results[0]
		if reason := r.Reason + r.Doubt.Text().In(say.English); r.State.String() != c.state || reason != c.reason {
			t.Errorf("%s: %v, %q; want %s, %q", c.value, r.State, reason, c.state, c.reason)
		}
	}
	w.structures['A'] = open("Mo-Fr 09:00-17:00")
	e, q.At = w.engine(t), paris(t, "2026-07-14 10:00")
	r14 := nearest(t, e, q).Results[0]
	if got, want := r14.Why.In(say.English), "hours unknown (public holiday)"; !strings.Contains(got, want) {
		t.Errorf("on 14 July says %q, not %q", got, want)
	}
}
