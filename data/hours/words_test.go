package hours

import "testing"

func TestCommentsThatAskForAnAppointment(t *testing.T) {
	for _, c := range []struct {
		comment string
		want    bool
	}{
		{"sur rendez-vous", true},
		{"Sur Rendez-Vous.", true},
		{"SUR RDV", true},
		{"uniquement sur RDV", true},
		{"Les après-midi uniquement sur rendez‑vous", true},
		{"sur rendez vous au 04 95 00 00 00", true},
		{"sur R.D.V.", true},
		{"rendez-vous obligatoire", true},
		{"prise de rendez-vous obligatoire", true},
		{"après prise de rendez-vous", true},
		{"RDV", true},
		{"by appointment", true},
		{"By appointment only", true},
		{"appointment required", true},

		{"", false},
		{"jour férié", false},
		{"avec ou sans rendez-vous", false},
		{"avec et sans rdv", false},
		{"sans rendez-vous", false},
		{"sans rdv le matin, sur rdv l'après-midi", false},
		{"rendez-vous possible", false},
		{"prise de rendez-vous possible", false},
		{"possibilité de rendez-vous", false},
		{"accueil libre ou sur rendez-vous", false},
		{"également sur rendez-vous", false},
		{"de préférence sur rendez-vous", false},
		{"rendez-vous conseillé", false},
		{"pas de rendez-vous", false},
		{"with or without appointment", false},
		{"no appointment needed", false},
		{"appointment recommended", false},
		{"lieu de rendez-vous : mairie", false},
		{"surrdv", false},
		{"\xff sur", false},
	} {
		if got := asksAppointment(c.comment); got != c.want {
			t.Errorf("%q: got %v, want %v", c.comment, got, c.want)
		}
	}
}

func TestWhatARuleSays(t *testing.T) {
	for _, c := range []struct {
		value string
		want  State
	}{
		{"Mo", Open}, {"Mo open", Open}, {"Mo off", Closed}, {"Mo unknown", Unknown},
		{`Mo "tous les quinze jours"`, Unknown}, {`Mo open "entrée B"`, Open}, {`Mo ""`, Unknown},
		{`Mo "sur RDV"`, ByAppointment}, {`Mo open "sur RDV"`, ByAppointment}, {`Mo unknown "sur RDV"`, ByAppointment}, {`Mo off "sur RDV"`, Closed},
		{`Mo "avec ou sans RDV"`, Unknown}, {`Mo open "avec ou sans RDV"`, Open},
	} {
		rules, err := Parse(c.value)
		if err != nil {
			t.Fatalf("%s: %v", c.value, err)
		}
		if got := rules[0].State(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.value, got, c.want)
		}
	}
}
