package web

import (
	"strings"
	"testing"

	"maillage/say"
)

func TestNumbersAreDialledAndWritten(t *testing.T) {
	for _, c := range []struct{ number, dialled, written string }{
		{"+33 4 95 00 00 00", "+33495000000", "04 95 00 00 00"},
		{"+33(0)495000000", "+33495000000", "04 95 00 00 00"},
		{"04.95.00.00.00", "0495000000", "04 95 00 00 00"},
		{"3949", "3949", "3949"},
		{"+39 06 1234", "+39061234", "+39 06 1234"},
		{"04 95 00 00 00 / 06 12 34 56 78", "0495000000", "04 95 00 00 00 / 06 12 34 56 78"},
		{"0495000000 0612345678", "0495000000", "0495000000 0612345678"},
		{"Tél. 04 95 00 00 00 (poste 12)", "0495000000", "Tél. 04 95 00 00 00 (poste 12)"},
		{"+", "", "+"},
		{"+33 4 95 00 00 00 +33 6 12 34 56 78", "+33495000000", "+33 4 95 00 00 00 +33 6 12 34 56 78"},
		{"néant", "", "néant"},
		{"", "", ""},
	} {
		if got := strings.ReplaceAll(Phone(c.number), say.NoBreak, " "); Dial(c.number) != c.dialled || got != c.written {
			t.Errorf("%q: dialled %q, written %q", c.number, Dial(c.number), got)
		}
	}
}
