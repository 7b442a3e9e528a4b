package web

import (
	"strings"

	"maillage/say"
)

// Dial is a phone number as links dial it: digits, and the + of a country, after
// which the zero of "+33 (0)4" is not dialled. Of several numbers it is the first.
func Dial(number string) string {
	number = strings.ReplaceAll(number, "(0)", "")
	begin := strings.IndexAny(number, "+0123456789")
	if begin < 0 {
		return ""
	}
	number = number[begin:]
	within := func(r rune) bool { return strings.ContainsRune("0123456789.-() "+say.NoBreak+say.Thin, r) }
	if end := strings.IndexFunc(number[1:], func(r rune) bool { return !within(r) }); end >= 0 {
		number = number[:1+end]
	}
	dialled := digits(number)
	switch {
	case dialled == "":
		return ""
	case number[0] == '+':
		return "+" + dialled
	case len(dialled) > 10 && dialled[0] == '0' && dialled[1] != '0':
		return dialled[:10]
	default:
		return dialled
	}
}

// Phone is a French number as people write it: "04 95 00 00 00"; what is more
// than one number is as the source has it.
func Phone(number string) string {
	dialled := Dial(number)
	if len(digits(dialled)) != len(digits(strings.ReplaceAll(number, "(0)", ""))) {
		return number
	}
	if rest, ok := strings.CutPrefix(dialled, "+33"); ok {
		dialled = "0" + strings.TrimPrefix(rest, "0")
	}
	if len(dialled) != 10 || dialled[0] != '0' {
		return number
	}
	var pairs []string
	for i := 0; i < len(dialled); i += 2 {
		pairs = append(pairs, dialled[i:i+2])
	}
	return strings.Join(pairs, say.NoBreak)
}

// digits are those of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
