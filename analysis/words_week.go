package analysis

import (
	"time"

	"maillage/data/hours"
	"maillage/say"
)

// Label says a span of a day in few words: "8 h 30 – 12 h", "le matin, sur
// rendez-vous", "horaires inconnus (jour férié)".
func (s *Span) Label() say.Text {
	if s.State == hours.Open {
		return s.hours()
	}
	state := s.sayState()
	switch part := s.part(); {
	case s.wholeDay():
		return state
	case part.IsZero():
		return say.T("%s, %s", "%s, %s", s.hours(), state)
	default:
		return say.T("%s, %s", "%s, %s", part, state)
	}
}

func (s *Span) sayState() say.Text {
	state := say.T("horaires inconnus", "hours unknown")
	switch s.State {
	case hours.ByAppointment:
		state = say.T("sur rendez-vous", "by appointment")
	case hours.Closed:
		state = say.T("fermé", "closed")
	}
	return quoting(state, s.Reason, s.Doubt)
}

func (s *Span) wholeDay() bool { return onDial(s.From, 24) && onDial(s.To, 24) }

// part is the half of a day by which sources write an appointment at no hour that is known.
func (s *Span) part() say.Text {
	switch {
	case s.State != hours.ByAppointment || !onDial(s.From, 12) || !onDial(s.To, 12):
		return say.Text{}
	case s.From.Hour() == 0:
		return say.T("le matin", "in the morning")
	default:
		return say.T("l'après-midi", "in the afternoon")
	}
}

// onDial tells whether an instant is a multiple of so many hours on the clock.
func onDial(t time.Time, every int) bool { return t.Hour()%every == 0 && t.Minute()+t.Second() == 0 }

// hours is "8 h 30 – 12 h", "20 h – minuit", "24 h sur 24".
func (s *Span) hours() say.Text {
	switch {
	case s.wholeDay():
		return say.T("24\u202fh sur\u00a024", "24\u00a0hours")
	case onDial(s.To, 24):
		return say.T("%s – minuit", "%s – midnight", say.Hour(s.From))
	default:
		return say.T("%s – %s", "%s – %s", say.Hour(s.From), say.Hour(s.To))
	}
}
