package gazetteer

// The suffixes of house numbers as Columns keep them: 0 none, 1 to 26 a letter.
const (
	suffixBis = 27 + iota
	suffixTer
	suffixQuater
	suffixQuinquies
	suffixes // so many
)

var suffixWords = [...]string{"bis", "ter", "quater", "quinquies"}

// suffixOf reads a folded word as a suffix; ok is false where it is none.
func suffixOf(word []byte) (suffix uint8, ok bool) {
	if len(word) == 1 && word[0] >= 'a' && word[0] <= 'z' {
		return word[0] - 'a' + 1, true
	}
	for i, w := range suffixWords {
		if string(word) == w {
			return suffixBis + uint8(i), true
		}
	}
	return 0, false
}

// suffixText is how a suffix is written: "B", "bis", "" for none.
func suffixText(suffix uint8) string {
	switch {
	case suffix == 0 || suffix >= suffixes:
		return ""
	case suffix < suffixBis:
		return string('A' + rune(suffix) - 1)
	}
	return suffixWords[suffix-suffixBis]
}

// houseNumber reads a number and the suffix beside it, as sources write them:
// 12 and "bis", 12 and "12 bis", 0 and "12bis", 12 and "B". ok is false for what is
// no number of Columns; sure, where the suffix is understood too.
func houseNumber(number int, text string) (n uint16, suffix uint8, ok, sure bool) {
	digits, word := 0, make([]byte, 0, 16)
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9' && len(word) == 0:
			digits = min(digits*10+int(c-'0'), 1<<17)
		case c >= 'A' && c <= 'Z':
			word = append(word, c+'a'-'A')
		case c > ' ':
			word = append(word, c)
		}
	}
	if number == 0 {
		number = digits
	}
	if number <= 0 || number > 1<<16-1 {
		return 0, 0, false, false
	}
	if len(word) == 0 {
		return uint16(number), 0, true, true
	}
	suffix, sure = suffixOf(word)
	return uint16(number), suffix, true, sure
}
