// Package fold reduces texts to what two spellings of them share.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text reduces a name to what two spellings of it share: lower-case letters and
// digits without accents, words parted by one space. "L'Île-Rousse " is "l ile rousse".
func Text(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ReplaceAll(strings.ReplaceAll(s, "œ", "oe"), "Œ", "oe")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}
