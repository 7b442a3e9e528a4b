package hours

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"maillage/say"
)

// tokenKind is what a piece of a value is. Signs are their own character.
type tokenKind uint8

const (
	tokenEnd      tokenKind = 0
	tokenComma    tokenKind = ','
	tokenOverride tokenKind = ';'
	tokenFallback tokenKind = '|' // "||"
	tokenColon    tokenKind = ':'
	tokenDash     tokenKind = '-'
	tokenPlus     tokenKind = '+'
	tokenSlash    tokenKind = '/'
	tokenOpen     tokenKind = '('
	tokenClose    tokenKind = ')'
	tokenNthOpen  tokenKind = '['
	tokenNthClose tokenKind = ']'
)

const (
	tokenNumber   tokenKind = iota + 128 // value: the number
	tokenTime                            // "8:30", value: minutes from midnight
	tokenComment                         // text between its quotes
	tokenWeekday                         // value: time.Weekday
	tokenMonth                           // value: time.Month
	tokenEvent                           // value: Event
	tokenModifier                        // value: Modifier
	tokenHoliday                         // value: 1 for SH
	tokenEaster
	tokenWeek
	tokenDays // "day", "days"
)

// token is a piece of a value, from byte at to byte end.
type token struct {
	kind    tokenKind
	value   int32
	at, end int32
}

// maxDigits holds what a number of a value can be: four digits make a year.
const maxDigits = 4

// tokens splits a value; the last one is the end.
func tokens(value string, out []token) ([]token, error) {
	for at := 0; ; {
		at = skipSpace(value, at)
		if at == len(value) {
			return append(out, token{kind: tokenEnd, at: int32(at), end: int32(at)}), nil
		}
		t, err := nextToken(value, at)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
		at = int(t.end)
	}
}

func skipSpace(value string, at int) int {
	for at < len(value) {
		if value[at] == ' ' {
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(value[at:])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		at += size
	}
	return at
}

func nextToken(value string, at int) (token, error) {
	switch c := value[at]; {
	case isDigit(c):
		return number(value, at)
	case isLetter(c):
		return word(value, at)
	case c == '"':
		return comment(value, at, `"`)
	case strings.IndexByte(",;:-+/()[]", c) >= 0:
		return token{kind: tokenKind(c), at: int32(at), end: int32(at + 1)}, nil
	case strings.HasPrefix(value[at:], "||"):
		return token{kind: tokenFallback, at: int32(at), end: int32(at + 2)}, nil
	}
	r, size := utf8.DecodeRuneInString(value[at:])
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212': // hyphens, dashes, minus
		return token{kind: tokenDash, at: int32(at), end: int32(at + size)}, nil
	case '“':
		return comment(value, at, "”")
	}
	return token{}, syntaxError(value, at, at+size, say.T(
		"ce caractère n'a pas de sens ici ; une remarque s'écrit entre guillemets droits",
		"this character means nothing here; a comment goes between straight quotes"))
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// number reads a number or a time of day: "8:30", "08.30", "8h30", "8h".
func number(value string, at int) (token, error) {
	n, end := digits(value, at)
	if end-at > maxDigits {
		return token{}, syntaxError(value, at, end, say.T(
			"ce nombre est trop long ; une année a quatre chiffres, une heure deux",
			"this number is too long; a year has four digits, an hour two"))
	}
	t := token{kind: tokenNumber, value: n, at: int32(at), end: int32(end)}
	if end == len(value) || strings.IndexByte(":.hH", value[end]) < 0 {
		return t, nil
	}
	minute, after := digits(value, end+1)
	width := after - end - 1
	hourAlone := width == 0 && value[end]|0x20 == 'h' && (after == len(value) || !isLetter(value[after]))
	switch {
	case width == 0 && value[end] == ':': // "Jan 5: 10:00-12:00"
		return t, nil
	case end-at > 2, width != 2 && !hourAlone, minute > 59:
		return token{}, syntaxError(value, at, max(after, end+1), say.T(
			"une heure s'écrit « 08:30 » : deux chiffres au plus, puis les minutes, de 00 à 59",
			"a time is written \"08:30\": two digits at most, then the minutes, 00 to 59"))
	}
	return token{kind: tokenTime, value: n*60 + minute, at: int32(at), end: int32(after)}, nil
}

// digits reads the digits at a place; what is too long for a number is cut there.
func digits(value string, at int) (n int32, end int) {
	for end = at; end < len(value) && isDigit(value[end]) && end-at <= maxDigits; end++ {
		n = n*10 + int32(value[end]-'0')
	}
	return n, end
}

// comment reads what stands between quotes.
func comment(value string, at int, closing string) (token, error) {
	_, size := utf8.DecodeRuneInString(value[at:])
	length := strings.Index(value[at+size:], closing)
	if length < 0 {
		return token{}, syntaxError(value, at, at+size, say.T(
			"ce guillemet n'est pas refermé", "this quote is never closed"))
	}
	return token{kind: tokenComment, value: int32(size), at: int32(at), end: int32(at + size + length + len(closing))}, nil
}

// commentText is what a comment says, in a form that String can write between
// quotes: a copy, as rules outlive the text they were read from.
func (t token) commentText(value string) string {
	inner := value[t.at+t.value : t.end]
	inner = inner[:len(inner)-int(t.value)] // both quotes are as long
	return strings.ReplaceAll(strings.Clone(strings.TrimSpace(inner)), `"`, "'")
}

// word reads a word of the grammar.
func word(value string, at int) (token, error) {
	end := at
	for end < len(value) && isLetter(value[end]) {
		end++
	}
	var folded [12]byte
	if end-at <= len(folded) {
		for i := at; i < end; i++ {
			folded[i-at] = value[i] | 0x20
		}
		if kind, v := vocabulary(folded[:end-at]); kind != tokenEnd {
			return token{kind: kind, value: v, at: int32(at), end: int32(end)}, nil
		}
	}
	return token{}, syntaxError(value, at, end, say.T(
		"ce mot n'est pas de la grammaire opening_hours : Mo Tu We Th Fr Sa Su, Jan à Dec, PH, SH, week, easter, dawn, sunrise, sunset, dusk, open, off, unknown ; le reste s'écrit entre guillemets",
		"this word is none of the opening_hours grammar's: Mo Tu We Th Fr Sa Su, Jan to Dec, PH, SH, week, easter, dawn, sunrise, sunset, dusk, open, off, unknown; all else goes between quotes"))
}
