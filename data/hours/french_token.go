package hours

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// frenchKind is what a token of a French sentence is.
type frenchKind uint8

const (
	frenchWord frenchKind = iota
	frenchNumber
	frenchOrdinal // "1er", "2e": its number
	frenchClock   // "9h30", "09:30", "midi"
	frenchContact // a telephone number, an e-mail address or a page's: nothing of the hours
	frenchMark    // a sign by itself
)

// frenchToken is a word, a number, a clock time or a sign, and where it stands.
type frenchToken struct {
	kind     frenchKind
	text     string // a word without accents, in lower case; a sign as it is
	n, last  int    // the number; of a clock time the earliest and the latest minutes it may mean
	from, to int    // bytes of the raw text
}

// frenchTokens cuts a text up. Every byte is in a token or is white space: what
// is no word, number or known sign is a mark that no rule of the grammar takes.
func frenchTokens(raw string) []frenchToken {
	tokens := make([]frenchToken, 0, len(raw)/4+1)
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[at:])
		var t frenchToken
		switch {
		case unicode.IsSpace(r):
			at += size
			continue
		case r >= '0' && r <= '9':
			t = frenchFigure(raw, at)
		case unicode.IsLetter(r):
			t = frenchLetters(raw, at)
		default:
			t = frenchToken{kind: frenchMark, text: frenchSign(r, raw[at:at+size]), from: at, to: at + size}
		}
		tokens = joinFrench(tokens, t)
		at = t.to
	}
	return tokens
}

// frenchSign gives the signs that mean one thing one name.
func frenchSign(r rune, as string) string {
	switch r {
	case '–', '—', '‑', '−':
		return "-"
	case '’', '`', '´':
		return "'"
	case '•', '·', '|':
		return ";"
	default:
		return as
	}
}

// contactMost is how many bytes of an address are looked for.
const contactMost = 256

// frenchLetters is a word, an e-mail address or a page's.
func frenchLetters(raw string, at int) frenchToken {
	run := raw[at:min(len(raw), at+contactMost)]
	if end := strings.IndexFunc(run, unicode.IsSpace); end >= 0 {
		run = run[:end]
	}
	if run = strings.TrimRight(run, ".,;:)»"); isContact(run) {
		return frenchToken{kind: frenchContact, from: at, to: at + len(run)}
	}
	var word [24]byte
	folded := word[:0]
	to := at
	for to < len(raw) {
		r, size := utf8.DecodeRuneInString(raw[to:])
		if !unicode.IsLetter(r) {
			if !unicode.Is(unicode.Mn, r) { // an accent by itself is part of the letter before it
				break
			}
		} else {
			folded = appendFolded(folded, r)
		}
		to += size
	}
	return frenchToken{kind: frenchWord, text: string(folded), from: at, to: to}
}

// isContact tells a word that is an address on the web or of mail.
func isContact(run string) bool {
	dot := strings.LastIndexByte(run, '.')
	return strings.Contains(run, "://") || strings.HasPrefix(run, "www.") ||
		strings.Count(run, "@") == 1 && dot > strings.IndexByte(run, '@')
}

// appendFolded writes a letter in lower case without its accent.
func appendFolded(b []byte, r rune) []byte {
	r = unicode.ToLower(r)
	switch r {
	case 'à', 'â', 'ä':
		r = 'a'
	case 'é', 'è', 'ê', 'ë':
		r = 'e'
	case 'î', 'ï':
		r = 'i'
	case 'ô', 'ö':
		r = 'o'
	case 'ù', 'û', 'ü':
		r = 'u'
	case 'ç':
		r = 'c'
	case 'œ':
		return append(b, "oe"...)
	}
	return utf8.AppendRune(b, r)
}

// joinFrench adds a token, joining to one word what is written as one or as
// two: "après-midi", "après midi", "rendez-vous", "rdv".
func joinFrench(tokens []frenchToken, t frenchToken) []frenchToken {
	if t.kind != frenchWord {
		return append(tokens, t)
	}
	switch t.text {
	case "rdv", "rdvs":
		t.text = "rendez-vous"
	case "apresmidi":
		t.text = "apres-midi"
	case "midi", "midis", "vous":
		first, whole := "apres", "apres-midi"
		if t.text == "vous" {
			first, whole = "rendez", "rendez-vous"
		}
		n := len(tokens)
		if n > 1 && tokens[n-1].text == "-" && tokens[n-1].to == t.from {
			n--
		}
		if n > 0 && tokens[n-1].text == first {
			t.text, t.from = whole, tokens[n-1].from
			return append(tokens[:n-1], t)
		}
	}
	switch t.text {
	case "midi":
		t.kind, t.n, t.last = frenchClock, 12*60, 12*60
	case "minuit":
		t.kind, t.n, t.last = frenchClock, 24*60, 24*60
	}
	return append(tokens, t)
}
