package analysis

import (
	"strings"
	"time"

	"maillage/data/hours"
	"maillage/internal/fold"
	"maillage/say"
)

// rank numbers results and explains each: the first so many are open on
// arrival, or are ranked whatever their hours; the others are to be called before.
func (a *ask) rank(results []Result, sure int) {
	of := amongOpen
	if a.query.Open == OpenAny {
		of = amongFitting
	}
	for k := range results {
		r, rank := &results[k], k+1
		if r.Rank = rank; k >= sure {
			of, rank = amongUnsure, k+1-sure
		}
		tied := rank > 1 && results[k-1].Time == r.Time
		r.Why = joined(journey(a.query.Mode, r), r.Door.say(a.query.At), whyRanked(rank, tied, of), afterOpen(rank, k))
	}
}

// afterOpen says why the first place to call comes after others that may be further.
func afterOpen(rank, before int) say.Text {
	if rank > 1 || before == 0 {
		return say.Text{}
	}
	return say.T("après les lieux ouverts à votre arrivée", "after the places open when you get there")
}

// whyNext says when a closed place opens and how far it is.
func whyNext(q *NearestQuery, r *Result) say.Text {
	return joined(r.Door.say(q.At), journey(q.Mode, r))
}

// whyInside says how far a place of one's own commune is, and when it is open.
func whyInside(q *NearestQuery, r *Result) say.Text {
	return joined(journey(q.Mode, r), r.Door.say(q.At))
}

// whyRemote says what is to be had without a journey.
func whyRemote(at time.Time, d *Door) say.Text {
	return joined(say.T("à distance, sans se déplacer", "remotely, without a journey"), d.say(at),
		say.T("hors du classement par proximité", "not part of the ranking by proximity"))
}

// Label says a door in few words, as it is found after asking about some instant:
// "ouvert jusqu'à 17 h", "ouvre demain à 9 h". Today and tomorrow are those of
// who reads it at another instant: of whoever asks about next week they are not that week's.
func (d *Door) Label(asked, read time.Time) say.Text {
	switch {
	case d.State == hours.Open:
		return d.sayOpen(asked)
	case d.State == hours.ByAppointment:
		return say.T("sur rendez-vous", "by appointment")
	case d.State == hours.Unknown:
		return joined(say.T("horaires inconnus", "hours unknown"), d.sayOpening(asked, read))
	case d.Opens.IsZero():
		return say.T("fermé", "closed")
	default:
		return d.sayOpening(asked, read)
	}
}

// say says all of a door, within a sentence that begins by something else or by it.
func (d *Door) say(asked time.Time) say.Text {
	return joined(d.sayState(asked), d.sayOpening(asked, time.Time{}))
}

func (d *Door) sayState(asked time.Time) say.Text {
	switch {
	case d.State == hours.Open:
		return d.sayOpen(asked)
	case d.State == hours.ByAppointment:
		return quoting(say.T("reçoit sur rendez-vous", "receives by appointment"), d.Reason, d.Doubt)
	case d.State == hours.Unknown:
		return quoting(say.T("horaires inconnus", "hours unknown"), d.Reason, d.Doubt)
	case !d.Until.IsZero():
		return say.T("ferme à %s, trop tôt pour vous recevoir", "closes at %s, too soon to receive you", say.Hour(d.Until))
	case d.Opens.IsZero():
		return say.T("fermé ; aucune ouverture connue d'ici %d jours", "closed; not known to open within %d days", NextDays)
	default:
		return say.Text{} // when it opens says it all
	}
}

// quoted is how many letters of a source are quoted within a sentence.
const quoted = 100

// quoting adds the source's words or, where it has none, why nothing is certain.
func quoting(state say.Text, reason string, doubt hours.Reason) say.Text {
	words := []rune(reason)
	switch {
	case doubt != hours.NoReason:
		return say.T("%s (%s)", "%s (%s)", state, doubt.Text())
	case len(words) == 0 || strings.Contains(fold.Text(state.In(say.French)), fold.Text(reason)):
		return state // which says it already
	case len(words) > quoted:
		words = append(words[:quoted-1:quoted-1], '…')
	}
	return say.T("%s (« %s »)", "%s (\"%s\")", state, string(words))
}

// sayOpen tells the closing time where it is within a day.
func (d *Door) sayOpen(asked time.Time) say.Text {
	switch {
	case d.Until.IsZero() || d.Until.Sub(asked) > 24*time.Hour:
		return say.T("ouvert", "open")
	case d.Until.Hour() == 0 && d.Until.Minute() == 0:
		return say.T("ouvert jusqu'à minuit", "open until midnight")
	default:
		return say.T("ouvert jusqu'à %s", "open until %s", say.Hour(d.Until))
	}
}

// sayOpening says when and how one is received next: "ouvre demain à 9 h". The
// zero instant of reading knows no tomorrow.
func (d *Door) sayOpening(asked, read time.Time) say.Text {
	if d.Opens.IsZero() {
		return say.Text{}
	}
	when := d.hour(sayDay(d.Opens, read), sameDay(asked, d.Opens))
	if d.Then == hours.ByAppointment {
		return say.T("reçoit sur rendez-vous %s", "receives by appointment %s", when)
	}
	return say.T("ouvre %s", "opens %s", when)
}

// hour says of a day, which may be the one asked about, when the door opens: "à 13 h 30", "mercredi 25 novembre à 8 h 30", "demain, le matin".
func (d *Door) hour(day say.Text, thatDay bool) say.Text {
	switch {
	case d.OpensBy.IsZero() && thatDay:
		return say.T("à %s", "at %s", say.Hour(d.Opens))
	case d.OpensBy.IsZero():
		return say.T("%s à %s", "%s at %s", day, say.Hour(d.Opens))
	case d.Opens.Hour() == 12:
		return say.T("%s, l'après-midi", "%s, in the afternoon", day)
	case d.OpensBy.Hour() == 12:
		return say.T("%s, le matin", "%s, in the morning", day)
	default:
		return day
	}
}

// sayDay says a day to who reads it at an instant, by its date where that is zero.
func sayDay(t, read time.Time) say.Text {
	switch {
	case !read.IsZero() && sameDay(read, t):
		return say.T("aujourd'hui", "today")
	case !read.IsZero() && sameDay(read.AddDate(0, 0, 1), t):
		return say.T("demain", "tomorrow")
	default:
		return say.T("%s", "on %s", say.Date(t))
	}
}

// sameDay compares the days of two instants on the clock of the first.
func sameDay(a, b time.Time) bool {
	return hours.DayAt(a) == hours.DayAt(b.In(a.Location()))
}
