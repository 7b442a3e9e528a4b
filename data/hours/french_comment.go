package hours

import (
	"cmp"
	"slices"
)

// comment applies what a text says beside its days: which of them are by
// appointment, which are not every week's. False where it is not certain what it changes.
func (w *frenchWeek) comment(raw string, t *frenchText, special []frenchClause) ([]frenchClause, bool) {
	if t.otherwise || t.off != nil || t.comments != nil {
		return special, false
	}
	if !slices.ContainsFunc(w[:], func(p []frenchPiece) bool { return p != nil }) {
		return special, len(t.clauses) == 0 && !t.appointment && t.doubts == nil
	}
	if t.appointment {
		w.apply(&frenchClause{}, ByAppointment, "")
	}
	var free []frenchClause
	for _, c := range t.clauses {
		ok := false
		switch {
		case c.season != 0 || c.months != nil || c.weeks != nil:
		case c.state == Open && c.nth != 0:
			special, ok = append(special, c), w.sometimes(raw, &c)
		case c.nth != 0:
		case c.state == Open && !c.told:
			ok = true
			free = append(free, c)
		case c.state == ByAppointment && (c.named || c.spans == nil):
			ok = true
			w.byAppointment(raw, &c)
		case c.state == Unknown && c.told && c.named:
			ok = w.perhaps(raw, &c)
		}
		if !ok {
			return special, false
		}
	}
	w.onlyFree(raw, free)
	for i := range t.doubts {
		w.inDoubt(raw, &t.doubts[i])
	}
	return special, true
}

// sometimes takes away the day that a comment says is not every week's
// ("ouvert le premier samedi du mois"), which must be told with the same times or not at all.
func (w *frenchWeek) sometimes(raw string, c *frenchClause) bool {
	for day := range w {
		if c.days&(1<<day) == 0 || w[day] == nil {
			continue
		}
		if !slices.EqualFunc(w[day], c.pieces(raw), func(a, b frenchPiece) bool {
			return a.from == b.from && a.to == b.to && a.state == b.state
		}) {
			return false
		}
		w[day] = nil
	}
	return c.spans != nil
}

// onlyFree keeps open what a comment says is ("accueil libre le matin"), if it
// says so of anything: what else the week tells open is then in doubt, and so is
// what the comment alone does.
func (w *frenchWeek) onlyFree(raw string, free []frenchClause) {
	if free == nil {
		return
	}
	words := raw[free[0].from:free[len(free)-1].to]
	for day := range w {
		rest := slices.DeleteFunc(slices.Clone(w[day]), func(p frenchPiece) bool { return p.state != Open })
		for i := range free {
			if c := &free[i]; !c.named || c.days&(1<<day) != 0 {
				rest = c.leave(rest)
			}
		}
		for _, p := range rest {
			w[day] = change(w[day], p.from, p.to, Unknown, words)
		}
		for i := range free {
			if c := &free[i]; c.named && c.days&(1<<day) != 0 && c.spans != nil {
				for _, p := range c.pieces(raw) {
					w[day] = overlay(w[day], frenchPiece{p.from, p.to, Unknown, words}, false)
				}
			}
		}
	}
}

// leave is what a clause does not tell of pieces.
func (c *frenchClause) leave(pieces []frenchPiece) []frenchPiece {
	var week frenchWeek
	week[0] = pieces
	week.apply(&frenchClause{half: c.half, spans: c.spans}, Closed, "")
	return week[0]
}

// perhaps adds a day that may or may not be one ("un samedi matin par mois").
func (w *frenchWeek) perhaps(raw string, c *frenchClause) bool {
	for day := range w {
		if c.days&(1<<day) == 0 {
			continue
		}
		if w[day] != nil {
			return false
		}
		w[day] = c.pieces(raw)
	}
	return true
}

// byAppointment gives days, halves of them or times to appointments. Those that
// the week does not tell of are added: one is received then, by appointment.
func (w *frenchWeek) byAppointment(raw string, c *frenchClause) {
	var touched, open dayMask
	for day := range w {
		if w[day] != nil {
			open |= 1 << day
		}
		if c.named && c.days&(1<<day) == 0 {
			continue
		}
		if c.spans == nil && slices.ContainsFunc(w[day], c.touches) {
			touched |= 1 << day
		}
	}
	if c.spans == nil {
		w.apply(c, ByAppointment, raw[c.from:c.to])
	}
	for day := range w {
		switch bit := dayMask(1 << day); {
		case touched&bit != 0, c.named && c.days&bit == 0, !c.named && (touched != 0 || open&bit == 0):
			continue
		}
		for _, p := range c.pieces(raw) {
			p.state = ByAppointment
			w[day] = overlay(w[day], p, c.spans != nil)
		}
	}
}

// touches tells whether a piece lies in the half of a clause, or in both.
func (c *frenchClause) touches(p frenchPiece) bool {
	h := halfOfSpan(frenchSpan{p.from, p.from, p.to, p.to})
	return c.half == wholeDay || h == c.half || h == wholeDay
}

// overlay lays a piece over the others, or under them.
func overlay(pieces []frenchPiece, p frenchPiece, over bool) []frenchPiece {
	if over {
		pieces = append(change(pieces, p.from, p.to, Closed, ""), p)
	} else {
		rest := []frenchPiece{p}
		for _, q := range pieces {
			rest = change(rest, q.from, q.to, Closed, "")
		}
		pieces = append(slices.Clone(pieces), rest...)
	}
	slices.SortFunc(pieces, func(a, b frenchPiece) int { return cmp.Compare(a.from, b.from) })
	return pieces
}
