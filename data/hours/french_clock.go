package hours

import "strings"

// frenchFigure is what begins with a digit: a telephone number, a clock time, an ordinal or a number.
func frenchFigure(raw string, at int) frenchToken {
	if to := telephoneEnd(raw, at); to > 0 {
		return frenchToken{kind: frenchContact, from: at, to: to}
	}
	number, to := figures(raw, at)
	t := frenchToken{kind: frenchNumber, n: number, from: at, to: to}
	if to-at <= 2 {
		if clock, ok := frenchTime(raw, at, number, to); ok {
			return clock
		}
	}
	if word := frenchLettersAt(raw, to); word.to > word.from {
		switch word.text {
		case "er", "ers", "ere", "e", "em", "eme", "emes", "ieme", "nd", "nde":
			t.kind, t.to = frenchOrdinal, word.to
		}
	}
	return t
}

func frenchLettersAt(raw string, at int) frenchToken {
	if at < len(raw) && !isFigure(raw, at) {
		return frenchLetters(raw, at)
	}
	return frenchToken{from: at, to: at}
}

// frenchTime is the clock time whose hour stands at raw[at:to]: "9h", "9 h 30",
// "9:30", "09.30", "9 heures", or one with a digit too many, "13h030".
func frenchTime(raw string, at, hour, to int) (frenchToken, bool) {
	if to < len(raw) && (raw[to] == ':' || raw[to] == '.') {
		minutes, end := figures(raw, to+1)
		parted := end < len(raw) && (raw[end] == ':' || raw[end] == '.') && isFigure(raw, end+1)
		if end-to != 3 || parted && !strings.HasPrefix(raw[end:], ":00") {
			return frenchToken{}, false
		}
		if parted {
			end += len(":00")
		}
		return clockToken(at, end, hour, minutes, minutes)
	}
	word := frenchLettersAt(raw, skipSpaces(raw, to))
	switch word.text {
	case "h", "hr", "heures", "heure":
	default:
		return frenchToken{}, false
	}
	minutes, end := figures(raw, word.to)
	switch end - word.to {
	case 0:
		return spacedMinutes(raw, at, hour, word.to)
	case 2:
		return clockToken(at, end, hour, minutes, minutes)
	case 3:
		return slippedMinutes(raw, at, hour, word.to, end)
	default:
		return frenchToken{}, false
	}
}

// spacedMinutes reads "9 h 30": two digits that are no hour of their own ("9h 12h").
func spacedMinutes(raw string, at, hour, to int) (frenchToken, bool) {
	from := skipSpaces(raw, to)
	minutes, end := figures(raw, from)
	next := skipSpaces(raw, end)
	own := next < len(raw) && (raw[next] == 'h' || raw[next] == 'H' || raw[next] == ':' || raw[next] == '.' && isFigure(raw, next+1))
	if from > to && end-from == 2 && !own {
		return clockToken(at, end, hour, minutes, minutes)
	}
	return clockToken(at, to, hour, 0, 0)
}

// slippedMinutes reads three digits, of which one slipped in: any of the three may be the one too many.
func slippedMinutes(raw string, at, hour, from, to int) (frenchToken, bool) {
	three := raw[from:to]
	first, last := 60, -1
	for _, two := range []string{three[1:], three[:1] + three[2:], three[:2]} {
		minutes, _ := figures(two, 0)
		if minutes < 60 {
			first, last = min(first, minutes), max(last, minutes)
		}
	}
	return clockToken(at, to, hour, first, last)
}

func clockToken(at, to, hour, first, last int) (frenchToken, bool) {
	ok := hour < 24 && last >= 0 && last < 60 || hour == 24 && last == 0
	return frenchToken{kind: frenchClock, n: hour*60 + first, last: hour*60 + last, from: at, to: to}, ok
}

// telephoneEnd is where the telephone number that begins at at ends: ten digits
// from a zero, in pairs or not; 0 where there is none.
func telephoneEnd(raw string, at int) int {
	if raw[at] != '0' || !isFigure(raw, at+1) {
		return 0
	}
	to := at + 2
	for range 4 {
		if to < len(raw) && strings.IndexByte(" .-/", raw[to]) >= 0 && (isFigure(raw, at+2) || raw[to] == raw[at+2]) {
			to++
		}
		if !isFigure(raw, to) || !isFigure(raw, to+1) {
			return 0
		}
		to += 2
	}
	if isFigure(raw, to) {
		return 0
	}
	return to
}

// figures reads the number at at, and where it ends; long ones stay at a bound that no rule takes.
func figures(raw string, at int) (n, to int) {
	for to = at; isFigure(raw, to); to++ {
		n = min(n*10+int(raw[to]-'0'), 1e6)
	}
	return n, to
}

func isFigure(raw string, at int) bool { return at < len(raw) && raw[at] >= '0' && raw[at] <= '9' }

func skipSpaces(raw string, at int) int {
	for at < len(raw) {
		switch {
		case raw[at] == ' ':
			at++
		case strings.HasPrefix(raw[at:], "\u00a0"):
			at += len("\u00a0")
		case strings.HasPrefix(raw[at:], "\u202f"):
			at += len("\u202f")
		default:
			return at
		}
	}
	return at
}
