// Package fold reduces texts to what two spellings of them share.
package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text reduces a name to what two spellings of it share: lower-case letters and
// digits without accents, words parted by one space. "L'Île-Rousse " is "l ile rousse".
func Text(s string) string { return string(Append(nil, s)) }

// Append appends to out what Text makes of s, and allocates nothing where out
// has room.
func Append(out []byte, s string) []byte {
	f := folder{out: out, start: len(out)}
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf:
			f.add(r)
		case r == 'œ' || r == 'Œ':
			f.add('o')
			f.add('e')
		case r >= firstHangul && r <= lastHangul:
			f.addHangul(r - firstHangul)
		default:
			f.addParts(r, norm.NFKD.PropertiesString(s[i:]).Decomposition())
		}
	}
	return f.out
}

// folder appends folded letters; a gap between words shows once another begins.
type folder struct {
	out   []byte
	start int
	gap   bool
}

func (f *folder) add(r rune) {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		if f.gap && len(f.out) > f.start {
			f.out = append(f.out, ' ')
		}
		f.gap = false
		f.out = utf8.AppendRune(f.out, unicode.ToLower(r))
	case !unicode.Is(unicode.Mn, r):
		f.gap = true
	}
}

// addParts adds a letter's decomposition, or the letter where it has none. That
// marks are not put in order does not show: they are left out.
func (f *folder) addParts(r rune, parts []byte) {
	if len(parts) == 0 {
		f.add(r)
		return
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		f.add(part)
		parts = parts[size:]
	}
}

const firstHangul, lastHangul = 0xAC00, 0xD7A3

// addHangul adds the letters of a syllable of Hangul, which no table
// decomposes (The Unicode Standard, §3.12).
func (f *folder) addHangul(syllable rune) {
	f.add(0x1100 + syllable/588)
	f.add(0x1161 + syllable%588/28)
	if last := syllable % 28; last > 0 {
		f.add(0x11A7 + last)
	}
}
