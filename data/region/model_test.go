package region

import (
	"os"
	"strings"
	"testing"
)

// The template teaches by examples, most of them in comments: each must be one
// that the program understands, and no format may be left untold.
func TestTheTemplateIsUnderstoodWhole(t *testing.T) {
	b, err := os.ReadFile("../../regions/modele.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	opened, sources := 0, false
	for line := range strings.Lines(string(b)) {
		sources = sources || strings.HasPrefix(line, "sources:")
		switch {
		case sources && (strings.HasPrefix(line, "#  - ") || strings.HasPrefix(line, "#    ")):
			line = line[1:]
			opened++
		case strings.Contains(line, "options: { demand: true }"): // the grid below says where people live
			continue
		}
		text.WriteString(line)
	}
	r, err := parseRecipe("modele.yaml", []byte(text.String()))
	if err != nil {
		t.Fatalf("%d lines out of their comments: %v", opened, err)
	}
	if len(r.Sources) < 15 {
		t.Errorf("%d sources, want one for nearly each of the %d formats", len(r.Sources), len(formats))
	}
	for _, f := range formats {
		if !strings.Contains(string(b), string(f)) {
			t.Errorf("the template does not tell of the format %q", f)
		}
	}
	if _, err := parseRecipe("modele.yaml", b); err != nil {
		t.Errorf("as it stands: %v", err)
	}
}
