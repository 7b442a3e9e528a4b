package hours

import (
	"slices"
	"strings"

	"maillage/say"
)

// Heads of texts that tell the hours of more than one place: they are of none for certain.
var manyPlaces = []string{"itinérant, selon l'étape : ", "plusieurs sites, selon le site : "}

// readFrench reads French sentences: which days, at which times, but when. Every
// word of the text must be understood, or nothing is told at all.
func readFrench(raw string) Reading {
	for _, head := range manyPlaces {
		if strings.HasPrefix(raw, head) {
			return Reading{Doubt: say.T("les horaires sont ceux de plusieurs lieux : rien ne dit quand on est reçu à celui-ci",
				"the hours are those of several places: nothing tells when this one receives people")}
		}
	}
	text, ok := parseFrench(raw, frenchTokens(raw))
	if !ok {
		return unread()
	}
	return text.reading(raw)
}

// unread is the reading of a text that is not understood.
func unread() Reading {
	return Reading{Doubt: say.T("le texte n'est pas compris en entier : écrivez les jours et les heures, par exemple « du lundi au vendredi de 9h à 12h »",
		"the text is not understood as a whole: write the days and the hours, for instance \"Mo-Fr 09:00-12:00\"")}
}

// reading makes rules of the clauses.
func (t *frenchText) reading(raw string) Reading {
	var plain, special, closed, later []frenchClause
	for _, c := range t.clauses {
		switch {
		case c.special():
			special = append(special, c)
		case c.state == Closed:
			closed = append(closed, c)
		case !c.named && c.spans == nil:
			later = append(later, c)
		default:
			plain = append(plain, c)
		}
	}
	week, ok := planSeasons(raw, plain)
	if !ok || clash(special, plain) {
		return unread()
	}
	for i := range closed {
		week.apply(&closed[i], Closed, raw[closed[i].from:closed[i].to])
	}
	for i := range later { // "l'après-midi sur rendez-vous": on the days told
		if later[i].state != ByAppointment || special != nil || len(plain) > 1 { // on which of them?
			return unread()
		}
		week.byAppointment(raw, &later[i])
	}
	for _, comment := range t.comments {
		if special, ok = week.comment(raw, comment, special); !ok {
			return unread()
		}
	}
	return t.finish(raw, week, special)
}

// planSeasons is the week of clauses told for both seasons, or for none.
func planSeasons(raw string, clauses []frenchClause) (frenchWeek, bool) {
	var seasons [3][]frenchClause
	for _, c := range clauses {
		seasons[c.season] = append(seasons[c.season], c)
	}
	switch {
	case seasons[1] == nil && seasons[2] == nil:
		return planWeek(raw, clauses), true
	case seasons[0] != nil || seasons[1] == nil || seasons[2] == nil:
		return frenchWeek{}, false
	}
	return eitherWeek(planWeek(raw, seasons[1]), planWeek(raw, seasons[2]), raw), true
}

// clash tells whether a clause that does not hold every week tells of days that
// another tells of too: whether it adds or replaces is not said.
func clash(special, plain []frenchClause) bool {
	dated := func(c frenchClause) bool { return c.months != nil || c.weeks != nil }
	if told := slices.Concat(plain, special); slices.ContainsFunc(told, func(c frenchClause) bool { return c.state != Closed && dated(c) }) &&
		slices.ContainsFunc(told, func(c frenchClause) bool { return c.state != Closed && !dated(c) }) {
		return true // "de septembre à juin : le lundi, le mardi": which of them are they said of?
	}
	for i, c := range special {
		switch {
		case c.season != 0, c.state == Closed && (c.spans != nil || c.half != wholeDay):
			return true
		case c.state == Closed:
			continue
		case slices.ContainsFunc(plain, func(d frenchClause) bool { return !d.named || !c.named || c.days&d.days != 0 }):
			return true
		}
		for _, d := range special[:i] {
			apart := c.nth != 0 && d.nth != 0 && c.nth&d.nth == 0 && (c.nth|d.nth) < 1<<5
			if d.state != Closed && (!c.named || !d.named || c.days&d.days != 0) && !apart {
				return true
			}
		}
	}
	return false
}

// finish writes the week and what does not hold every week as rules, closings last.
func (t *frenchText) finish(raw string, week frenchWeek, special []frenchClause) Reading {
	if t.appointment {
		all := frenchClause{}
		week.apply(&all, ByAppointment, "")
	}
	rules := week.rules()
	var closings Rules
	for i := range special {
		c := &special[i]
		if c.state == Closed {
			closings = append(closings, c.specialRules(raw)...)
			continue
		}
		if t.appointment && c.state == Open {
			c.state = ByAppointment
		}
		rules = append(rules, c.specialRules(raw)...)
	}
	closings = append(closings, offRules(t.off)...)
	switch {
	case len(rules) == 0 && t.appointment && len(t.clauses) == 0 && closings == nil:
		return Reading{Rules: Rules{{Comment: onAppointment}}}
	case len(rules) == 0, t.otherwise && closings != nil:
		return unread()
	case t.otherwise:
		rules = append(rules, Rule{Join: Fallback, Comment: onAppointment})
	}
	return Reading{Rules: append(rules, closings...), Doubt: doubtOf(rules)}
}

// doubtOf says which words leave the rules in doubt, if any do.
func doubtOf(rules Rules) say.Text {
	for _, r := range rules {
		if r.Modifier == SaysUnknown {
			return say.T("une partie n'est pas certaine : « %s »", "a part is not certain: “%s”", r.Comment)
		}
	}
	return say.Text{}
}
