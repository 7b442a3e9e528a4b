package analysis

import (
	"strings"
	"testing"
	"time"

	"maillage/data/hours"
	"maillage/geo/road"
	"maillage/say"
)

// plain shows the thin spaces as ordinary ones, so that a test reads.
func plain(s string) string { return strings.ReplaceAll(s, say.Thin, " ") }

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text   say.Texter
		fr, en string
	}{
		{whyRanked(1, false, amongFitting), "aucun autre lieu qui convient n'est plus proche", "no other place that fits is nearer"},
		{whyRanked(2, false, amongOpen), "2e plus proche des lieux ouverts à votre arrivée", "2nd nearest of the places open when you get there"},
		{whyRanked(13, true, amongOpen), "même temps que le précédent : l'ordre est alors celui des identifiants", "same time as the one before: the order is then that of their ids"},
		{journey("car", &Result{Time: 1800}), "à 3 min en voiture", "3 min by car"},
		{journey("car", &Result{Time: 1800, P90: 1800}), "à 3 min en voiture", "3 min by car"},
		{journey("car", &Result{Time: 1800, P90: 3000}), "à 3 min au plus en voiture pour la moitié des habitants, à 5 min au plus pour neuf sur dix",
			"3 min at most by car for half of the inhabitants, 5 min at most for nine in ten"},
		{journey("walk", &Result{Time: 1800, P90: road.Unreachable}), "à 3 min au plus à pied pour la moitié des habitants ; plus d'un sur dix ne peut s'y rendre",
			"3 min at most on foot for half of the inhabitants; more than one in ten cannot get there"},
		{journey("bike", &Result{Time: road.Unreachable, P90: road.Unreachable}), "plus de la moitié des habitants ne peut s'y rendre à vélo", "more than half of the inhabitants cannot get there by bike"},
		{journey("walk", &Result{Time: 1}), "à moins d'une minute à pied", "less than a minute on foot"},
		{joined(say.Same("a"), say.Text{}, say.Same("b")), "a ; b", "a; b"},
		{ordinal(21), "21e", "21st"},
		{ordinal(33), "33e", "33rd"},
		{ordinal(112), "112e", "112th"},
		{duration(299), "moins d'une minute", "less than a minute"},
		{duration(300), "1 min", "1 min"},
		{duration(59*600 + 300), "1 h", "1 h 00 min"},
	} {
		if fr, en := plain(c.text.In(say.French)), plain(c.text.In(say.English)); fr != c.fr || en != c.en {
			t.Errorf("got %q, %q; want %q, %q", fr, en, c.fr, c.en)
		}
	}
}

func TestCrowTime(t *testing.T) {
	for _, c := range []struct {
		metres float64
		want   road.Deciseconds
	}{{0, 0}, {1000, 1260}, {10000, 12600}, {.3, 0}, {.4, 1}} {
		if got := CrowTime(c.metres); got != c.want {
			t.Errorf("CrowTime(%v) = %d, want %d", c.metres, got, c.want)
		}
	}
}

// What a door is said to be, in a table and within a sentence, on a Wednesday at 12:30.
func TestDoorsAreSaid(t *testing.T) {
	asked := time.Date(2026, 11, 25, 12, 30, 0, 0, time.UTC)
	at := func(days, hour, minute int) time.Time {
		return time.Date(2026, 11, 25+days, hour, minute, 0, 0, time.UTC)
	}
	for _, c := range []struct {
		name                       string
		door                       Door
		label, labelEN, say, sayEN string
	}{
		{"open", Door{State: hours.Open, Until: at(0, 17, 0)}, "ouvert jusqu'à 17 h", "open until 17:00", "ouvert jusqu'à 17 h", "open until 17:00"},
		{"open until midnight", Door{State: hours.Open, Until: at(1, 0, 0)}, "ouvert jusqu'à minuit", "open until midnight", "ouvert jusqu'à minuit", "open until midnight"},
		{"open until some other day", Door{State: hours.Open, Until: at(3, 0, 0)}, "ouvert", "open", "ouvert", "open"},
		{"open for ever", Door{State: hours.Open}, "ouvert", "open", "ouvert", "open"},
		{"by appointment", Door{State: hours.ByAppointment, Reason: "sur RDV"}, "sur rendez-vous", "by appointment",
			"reçoit sur rendez-vous (« sur RDV »)", "receives by appointment (\"sur RDV\")"},
		{"unknown", Door{}, "horaires inconnus", "hours unknown", "horaires inconnus", "hours unknown"},
		{"unknown, then open", Door{Doubt: hours.HolidayNotTold, Opens: at(1, 9, 0), Then: hours.Open}, "horaires inconnus ; ouvre demain à 9 h", "hours unknown; opens tomorrow at 09:00",
			"horaires inconnus (jour férié) ; ouvre jeudi 26 novembre à 9 h",
			"hours unknown (public holiday); opens on Thursday 26 November at 09:00"},
		{"opens today", Door{State: hours.Closed, Opens: at(0, 13, 30), Then: hours.Open}, "ouvre à 13 h 30", "opens at 13:30", "ouvre à 13 h 30", "opens at 13:30"},
		{"opens tomorrow", Door{State: hours.Closed, Opens: at(1, 9, 0), Then: hours.Open}, "ouvre demain à 9 h", "opens tomorrow at 09:00",
			"ouvre jeudi 26 novembre à 9 h", "opens on Thursday 26 November at 09:00"},
		{"by appointment, later", Door{State: hours.Closed, Opens: at(6, 9, 0), Then: hours.ByAppointment},
			"reçoit sur rendez-vous mardi 1er décembre à 9 h", "receives by appointment on Tuesday 1 December at 09:00",
			"reçoit sur rendez-vous mardi 1er décembre à 9 h", "receives by appointment on Tuesday 1 December at 09:00"},
		{"closes too soon", Door{State: hours.Closed, Until: at(0, 12, 45), Opens: at(0, 14, 0), Then: hours.Open}, "ouvre à 14 h", "opens at 14:00",
			"ferme à 12 h 45, trop tôt pour vous recevoir ; ouvre à 14 h", "closes at 12:45, too soon to receive you; opens at 14:00"},
		{"closed", Door{State: hours.Closed}, "fermé", "closed",
			"fermé ; aucune ouverture connue d'ici 14 jours", "closed; not known to open within 14 days"},
	} {
		label, sentence := c.door.Label(asked, asked), c.door.say(asked)
		for _, got := range [][2]string{
			{plain(label.In(say.French)), c.label}, {plain(label.In(say.English)), c.labelEN},
			{plain(sentence.In(say.French)), c.say}, {plain(sentence.In(say.English)), c.sayEN},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: got %q, want %q", c.name, got[0], got[1])
			}
		}
	}
}
