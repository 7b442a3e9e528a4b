package say

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestSentencesReadInBothLanguages(t *testing.T) {
	inner := Errorf("colonne %q absente", "column %q missing", "lon")
	outer := Errorf("lire %s : %v", "read %s: %v", "a.csv", inner)
	wrapped := fmt.Errorf("build: %w", outer)
	for _, c := range []struct {
		name string
		got  string
		want string
	}{
		{"nested fr", Err(outer, French), `lire a.csv : colonne "lon" absente`},
		{"nested en", Err(outer, English), `read a.csv: column "lon" missing`},
		{"wrapped en", Err(wrapped, English), `build: read a.csv: column "lon" missing`},
		{"plain", Err(io.EOF, English), "EOF"},
		{"nil", Err(nil, English), ""},
		{"reordered", T("%[2]s avant %[1]s", "%s after %s", "a", "b").In(French), "b avant a"},
		{"a text in a text", T("<%s>", "[%s]", T("oui", "yes")).In(English), "[yes]"},
		{"percent kept without values", T("100 % ", "100%").In(French), "100 % "},
		{"same", Same("50 %").In(English), "50 %"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if !errors.Is(Errorf("x %v", "x %v", io.EOF), io.EOF) {
		t.Error("the cause is lost")
	}
}

func TestParseLang(t *testing.T) {
	for tag, want := range map[string]Lang{"": French, "C.UTF-8": French, "en_GB.UTF-8": English, "EN": English, "fr-FR": French, "de": French} {
		if got := Parse(tag); got != want {
			t.Errorf("Parse(%q) = %q, want %q", tag, got, want)
		}
	}
}
