// Package fold reduces texts to what two spellings of them share.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text reduces a name to what two spellings of it share: lower-case letters and
// digits without accents, words parted by one space. "L'Île-Rousse " is "l ile rousse".
func Text(s string) string { return string(Append(nil, s)) }

// Append appends to out what Text makes of s. Texts without "œ" that out has
// room for cost no allocation.
func Append(out []byte, s string) []byte {
	if strings.ContainsAny(s, "œŒ") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "œ", "oe"), "Œ", "oe")
	}
	start, gap := len(out), false
	var parts norm.Iter
	parts.InitString(norm.NFKD, s)
	for !parts.Done() {
		for part := parts.Next(); len(part) > 0; {
			r, size := utf8.DecodeRune(part)
			part = part[size:]
			switch {
			case unicode.Is(unicode.Mn, r):
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				if gap && len(out) > start {
					out = append(out, ' ')
				}
				gap = false
				out = utf8.AppendRune(out, unicode.ToLower(r))
			default:
				gap = true
			}
		}
	}
	return out
}
