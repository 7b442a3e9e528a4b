package fold

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"L'Île-Rousse ", "l ile rousse"},
		{"  Œuvre – CŒUR", "oeuvre coeur"},
		{"Saint-Étienne-de-Tulmont", "saint etienne de tulmont"},
		{"12bis, Cours Paoli", "12bis cours paoli"},
		{"e\u0301glise", "eglise"}, // an accent of its own
		{"ﬁn", "fin"},              // a ligature
		{"²", "2"},
		{"", ""},
		{" -\t'’ ", ""},
		{"\xff\xfe", ""},
		{"Бастия", "бастия"},
	} {
		if got := Text(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// naive folds in a clear way, and allocates. Bytes that are no UTF-8 part words.
func naive(s string) string {
	s = strings.ToValidUTF8(s, " ")
	parts := strings.FieldsFunc(
		norm.NFKD.String(strings.NewReplacer("œ", "oe", "Œ", "oe").Replace(s)),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	var words []string
	for _, part := range parts {
		word := strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return unicode.ToLower(r)
		}, part)
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"L'Île-Rousse", "ŒUF", "ǅ Ǆ İ", "a\u0301\u0327", "مرحبا", "\xe9", "e\u0301 \u0301", "가각"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if want := naive(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
		if after := string(Append([]byte("x"), s)); after != "x"+got {
			t.Errorf("%q appended: got %q, want %q after x", s, after, got)
		}
	})
}

// Append allocates nothing where there is room.
func TestAppendAllocatesNothing(t *testing.T) {
	room := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() { room = Append(room[:0], "12 bis, Bd de l'Église") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
