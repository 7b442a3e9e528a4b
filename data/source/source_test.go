package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/say"
)

// world is a Builder over one square commune, 8 to 10° E and 41 to 43° N, that
// holds whatever a test reads.
func world(t testing.TB) *data.Builder {
	t.Helper()
	b := data.NewBuilder(data.Region{Code: "94", Name: "Test", TimeZone: "Europe/Paris"}, data.SPRO())
	b.AddSource(data.Source{Name: "test"})
	b.AddCommune(data.CommuneRecord{
		Source: "test", Code: "2A004", Name: "Carré",
		Shape:  orb.MultiPolygon{{{{8, 41}, {10, 41}, {10, 43}, {8, 43}, {8, 41}}}},
		PartOf: map[data.TerritoryKind]string{data.KindDepartement: "2A"},
	})
	return b
}

func finish(t testing.TB, b *data.Builder) *data.Dataset {
	t.Helper()
	ds, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

// defects writes each defect as "kind record field value > other ×records action", but
// for those of no source: no drawn world has every network everywhere.
func defects(ds *data.Dataset) []string {
	var out []string
	for _, d := range ds.Defects {
		if d.Source == "" {
			continue
		}
		line := string(d.Kind) + " " + d.Record + " " + d.Field + " " + d.Value
		if d.Other != "" {
			line += " > " + d.Other
		}
		if d.More > 0 {
			line += fmt.Sprintf(" ×%d", d.Records())
		}
		out = append(out, line+" "+string(d.Done))
		if d.Label().IsZero() || d.Hint().IsZero() {
			out = append(out, "no words for "+string(d.Kind))
		}
	}
	return out
}

func wantLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got\n  %s\nwant\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

var badVerb = regexp.MustCompile(`%!(?:\w?\((?:EXTRA|MISSING|NOVERB|BADINDEX|BADPREC|BADWIDTH|PANIC)|\w\([\w.*]+=)`)

// wantSentenceAbout is wantSentence for an error about a drawn text, which the
// sentence may quote: what looks like a slip of fmt's is then the text's own.
func wantSentenceAbout(t *testing.T, text string, err error) {
	t.Helper()
	if strings.Contains(text, "%") || strings.Contains(text, `\u0025`) {
		sentence(t, err)
		return
	}
	wantSentence(t, err)
}

// sentence returns what an error says in both languages, each on one line.
func sentence(t *testing.T, err error) (fr, en string) {
	t.Helper()
	fr, en = say.Err(err, say.French), say.Err(err, say.English)
	if fr == en {
		t.Errorf("not said in two languages: %q", fr)
	}
	if strings.Contains(fr+en, "\n") {
		t.Errorf("not on one line: %q, %q", fr, en)
	}
	return fr, en
}

// wantSentence checks that an error is one sentence in both languages, on one
// line, with each of the parts in English.
func wantSentence(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one with %q", parts)
		return
	}
	fr, en := sentence(t, err)
	if badVerb.MatchString(fr) || badVerb.MatchString(en) {
		t.Errorf("not clean: %q, %q", fr, en)
	}
	for _, part := range parts {
		if !strings.Contains(en, part) {
			t.Errorf("got %q, want %q in it", en, part)
		}
	}
}
