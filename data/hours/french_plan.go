package hours

import "slices"

// frenchPiece is a stretch of a day in one state. Words are those that leave it in doubt.
type frenchPiece struct {
	from, to int // minutes
	state    State
	words    string
}

// frenchWeek is what holds on each weekday, from Monday: sorted pieces, apart
// from each other. Outside them it is closed.
type frenchWeek [7][]frenchPiece

// frenchTelling is what one clause says of one day.
type frenchTelling struct {
	days   dayMask
	pieces []frenchPiece
}

// pieces are the times of a clause. Without times it is the whole day, or the
// half: what "après-midi" may mean at the most.
func (c *frenchClause) pieces(raw string) []frenchPiece {
	words := raw[c.from:c.to]
	if c.spans == nil {
		state, end := Unknown, 24*60
		if c.told {
			state = c.state
		}
		switch {
		case c.half == afternoon:
			return []frenchPiece{{noonFrom, end, state, words}}
		case c.half == morning && state == ByAppointment:
			return []frenchPiece{{0, noonFrom, state, words}}
		case c.half == morning:
			return []frenchPiece{{0, noonTo, state, words}}
		}
		return []frenchPiece{{0, end, state, words}}
	}
	var out []frenchPiece
	for _, s := range c.spans {
		state := c.state
		if !c.named {
			state = Unknown
		}
		out = append(out, frenchPiece{s.from, s.fromLast, Unknown, words},
			frenchPiece{s.fromLast, s.to, state, words}, frenchPiece{s.to, s.toLast, Unknown, words})
	}
	return slices.DeleteFunc(out, func(p frenchPiece) bool { return p.from == p.to })
}

// planWeek is what the clauses that hold every week say together.
func planWeek(raw string, clauses []frenchClause) frenchWeek {
	var week frenchWeek
	for day := range week {
		var tellings []frenchTelling
		for i := range clauses {
			c := &clauses[i]
			days := c.days
			if !c.named {
				days = everyDay
			}
			if days&(1<<day) != 0 && c.state != Closed {
				tellings = append(tellings, frenchTelling{days, c.pieces(raw)})
			}
		}
		week[day] = settleDay(tellings)
	}
	return week
}

// settleDay is what several clauses say of one day. What only some of them tell
// is in doubt, but where no two of them overlap: then clauses of the very same
// days add to each other, and the one that tells of the fewest days holds whether it adds or replaces.
func settleDay(tellings []frenchTelling) []frenchPiece {
	narrow, same, apart := narrowest(tellings), true, true
	for i, t := range tellings {
		same = same && t.days == tellings[0].days
		for _, u := range tellings[:i] {
			apart = apart && !overlap(t.pieces, u.pieces)
		}
	}
	var out []frenchPiece
	for _, cut := range cuts(tellings) {
		var first *frenchPiece
		count, agree, holds := 0, true, false
		for i := range tellings {
			if p := pieceAt(tellings[i].pieces, cut[0]); p != nil {
				agree = agree && (first == nil || first.state == p.state)
				holds = holds || apart && (same || i == narrow)
				count, first = count+1, p
			}
		}
		if first == nil {
			continue
		}
		piece := frenchPiece{cut[0], cut[1], first.state, first.words}
		if !agree || count < len(tellings) && !holds {
			piece.state = Unknown
		}
		out = appendPiece(out, piece)
	}
	return out
}

// narrowest is the telling whose days are among those of every other, and fewer; -1 where none is.
func narrowest(tellings []frenchTelling) int {
	for i, t := range tellings {
		if !slices.ContainsFunc(tellings, func(u frenchTelling) bool { return t.days&^u.days != 0 }) &&
			!slices.ContainsFunc(tellings[i+1:], func(u frenchTelling) bool { return u.days == t.days }) {
			return i
		}
	}
	return -1
}

// cuts are the stretches between all beginnings and ends.
func cuts(tellings []frenchTelling) [][2]int {
	var at []int
	for _, t := range tellings {
		for _, p := range t.pieces {
			at = append(at, p.from, p.to)
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	var out [][2]int
	for i := range max(0, len(at)-1) {
		out = append(out, [2]int{at[i], at[i+1]})
	}
	return out
}

// pieceAt is the piece that holds a minute, the most certain where several do.
func pieceAt(pieces []frenchPiece, minute int) (found *frenchPiece) {
	for i, p := range pieces {
		if p.from <= minute && minute < p.to && (found == nil || found.state == Unknown) {
			found = &pieces[i]
		}
	}
	return found
}

func overlap(a, b []frenchPiece) bool {
	for _, p := range a {
		for _, q := range b {
			if p.from < q.to && q.from < p.to {
				return true
			}
		}
	}
	return false
}

// appendPiece adds a piece, which goes on with the last where they say the same.
func appendPiece(pieces []frenchPiece, p frenchPiece) []frenchPiece {
	if n := len(pieces); n > 0 && pieces[n-1].to == p.from && pieces[n-1].state == p.state &&
		(p.state != Unknown || pieces[n-1].words == p.words) {
		pieces[n-1].to = p.to
		return pieces
	}
	return append(pieces, p)
}

// change gives the stretch from–to of a day, as far as something is told of it, another state.
func change(pieces []frenchPiece, from, to int, state State, words string) []frenchPiece {
	var out []frenchPiece
	for _, p := range pieces {
		a, b := max(p.from, from), min(p.to, to)
		if a >= b {
			out = appendPiece(out, p)
			continue
		}
		for _, q := range []frenchPiece{{p.from, a, p.state, p.words}, {a, b, state, words}, {b, p.to, p.state, p.words}} {
			if q.from < q.to && q.state != Closed {
				out = appendPiece(out, q)
			}
		}
	}
	return out
}

// halfPieces are the pieces of a day in which a half of it surely or possibly
// lies: pieces that people would call the other half are left out, and of those
// that run through noon the time of which both are said is in doubt.
func changeHalf(pieces []frenchPiece, half frenchHalf, state State, words string) []frenchPiece {
	var out []frenchPiece
	for _, p := range pieces {
		one := []frenchPiece{p}
		switch h := halfOfSpan(frenchSpan{p.from, p.from, p.to, p.to}); {
		case h == half:
			one = change(one, 0, 48*60, state, words)
		case h == wholeDay && half == morning:
			one = change(change(one, noonFrom, noonTo, Unknown, words), 0, noonFrom, state, words)
		case h == wholeDay:
			one = change(change(one, noonFrom, noonTo, Unknown, words), noonTo, 48*60, state, words)
		}
		for _, q := range one {
			out = appendPiece(out, q)
		}
	}
	return out
}

// apply gives the days and times of a clause another state, as far as something is told of them.
func (w *frenchWeek) apply(c *frenchClause, state State, words string) {
	for day := range w {
		if c.named && c.days&(1<<day) == 0 {
			continue
		}
		switch {
		case c.spans != nil:
			for _, s := range c.spans {
				w[day] = change(w[day], s.from, s.toLast, state, words)
			}
		case c.half != wholeDay:
			w[day] = changeHalf(w[day], c.half, state, words)
		default:
			w[day] = change(w[day], 0, 48*60, state, words)
		}
	}
}

// eitherWeek is what holds whichever of two weeks does: what they do not share is in doubt.
func eitherWeek(a, b frenchWeek, words string) frenchWeek {
	var out frenchWeek
	for day := range out {
		both := []frenchTelling{{1, a[day]}, {1, b[day]}}
		for _, cut := range cuts(both) {
			p, q := pieceAt(a[day], cut[0]), pieceAt(b[day], cut[0])
			if p == nil && q == nil {
				continue
			}
			piece := frenchPiece{cut[0], cut[1], Unknown, words}
			if p != nil && q != nil && p.state == q.state {
				piece.state = p.state
			}
			out[day] = appendPiece(out[day], piece)
		}
	}
	return out
}
