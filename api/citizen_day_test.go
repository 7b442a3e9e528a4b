package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// clockAt serves a structure with these hours, the only CIO of the drawing, at an instant that may move.
func clockAt(t *testing.T, now *time.Time, rules string) *Server {
	t.Helper()
	s := servedWith(t, data.Structure{ID: "n--1", Name: "Maison", Networks: []data.NetworkCode{"cio"}, Services: []data.Service{
		{Level: 1, Hours: hours.Text{Raw: rules, Rules: rules}}}})
	s.options.Now = func() time.Time { return *now }
	return s
}

// Today and tomorrow are those of who reads: a page about next week is read this week.
func TestDaysAreThoseOfWhoReads(t *testing.T) {
	now := time.Date(2026, 11, 24, 23, 7, 0, 0, time.UTC) // Wednesday 25 November in Paris
	s := clockAt(t, &now, "Mo-Th 09:00-12:00")
	for _, c := range []struct{ name, fields, want, not string }{
		{"now", "", "prochaine ouverture aujourd'hui à 9 h", ""},
		{"later today", "&quand=plus-tard&at=2026-11-25T18:00", "prochaine ouverture demain à 9 h", ""},
		{"tomorrow", "&quand=plus-tard&at=2026-11-26T06:00", "prochaine ouverture demain à 9 h", "aujourd'hui"},
		{"after tomorrow", "&quand=plus-tard&at=2026-11-30T06:00", "prochaine ouverture lundi 30 novembre à 9 h", "aujourd'hui"},
		{"the evening before", "&quand=plus-tard&at=2026-11-30T20:00", "Ouvre mardi 1er décembre à 9 h", "demain"},
		{"the evening before, far away", "&lon=10.9&quand=plus-tard&at=2026-11-30T22:00", "Ouvre mardi 1er décembre à 9 h", "demain"},
	} {
		got := words(post(s, "/liste", "lat=42.05&lon=9.05&reseaux_porteurs=cio"+c.fields).Body.String())
		if !strings.Contains(got, c.want) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%s: want %q, not %q: %s", c.name, c.want, c.not, got)
		}
	}
}

// A door that is open on some other day does not read as open now.
func TestADoorOfAnotherMomentSaysWhich(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s := clockAt(t, &now, "Mo-Th 09:00-12:00")
	for target, want := range map[string]string{
		"/structures/n--1":                             "(CIO) Ouvert jusqu'à 12 h",
		"/structures/n--1?at=2026-12-01T10:00":         "(CIO) Mardi 1er décembre à 10 h : ouvert jusqu'à 12 h",
		"/structures/n--1?at=2026-11-30T20:00":         "(CIO) Lundi 30 novembre à 20 h : ouvre mardi 1er décembre à 9 h",
		"/structures/n--1?at=2026-12-01T10:00&lang=en": "(CIO) Tuesday 1 December at 10:00: open until 12:00",
	} {
		if got := words(get(s, target).Body.String()); !strings.Contains(got, want) {
			t.Errorf("%s: want %q: %s", target, want, got)
		}
	}
}

// A kept copy of a week holds no longer than the day that it says is today.
func TestTodayIsNotKept(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s := clockAt(t, &now, "Mo-Th 09:00-12:00")
	const target = "/structures/n--1?at=2026-11-25T10:00"
	kept := get(s, target)
	now = now.AddDate(0, 0, 1)
	next := get(s, target, "If-None-Match: "+kept.Header().Get("ETag"))
	if next.Code != http.StatusOK || !strings.Contains(words(next.Body.String()), "Jeudi 26 novembre aujourd'hui") {
		t.Errorf("the next day: %d %s", next.Code, words(next.Body.String()))
	}
}

// A day of appointments has no hour: its midnight is none.
func TestAppointmentsAreNoOpenings(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for _, rules := range []string{`Mo "sur rendez-vous"`, `Mo 12:00-24:00 "sur rendez-vous"`, `Mo 09:00-12:00 "sur rendez-vous"`} {
		got := words(post(clockAt(t, &now, rules), "/liste", "lat=42.05&lon=9.05&reseaux_porteurs=cio").Body.String())
		if !strings.Contains(got, "le plus tôt ensuite, sur rendez-vous") || strings.Contains(got, "prochaine ouverture") || strings.Contains(got, "à 0 h") {
			t.Errorf("%s: %s", rules, got)
		}
	}
}

// A text that is understood only roughly is said to be, wherever it led.
func TestARoughUnderstandingIsSaid(t *testing.T) {
	s := serve(t, Options{})
	for fields, want := range map[string]bool{
		"q=12+rue+de+l'eglise+lieu-a":                                  false,
		"q=99+rue+de+l'eglise+zorglub+lieu-a":                          true,
		"q=99+rue+de+l'eglise+zorglub+lieu-a&reseaux_porteurs=cidff":   true, // nothing on site
		"q=99+rue+de+l'eglise+zorglub+lieu-a&publics=jeunes&mode=crow": true,
		"q=fontaine": false, // others are offered
	} {
		if got := words(post(s, "/liste", fields).Body.String()); strings.Contains(got, "n'est compris qu'à peu près") != want {
			t.Errorf("%s: want %v: %s", fields, want, got)
		}
	}
}

// Who has no telephone is not to be called, however far it is.
func TestAFarPlaceIsToBeAsked(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s := clockAt(t, &now, "Mo-Th 09:00-24:00")
	got := words(post(s, "/liste", "lat=42.05&lon=10.9&reseaux_porteurs=cio").Body.String())
	if !strings.Contains(got, "c'est loin : renseignez-vous avant de partir") || strings.Contains(got, "appelez") {
		t.Errorf("%s", got)
	}
}
