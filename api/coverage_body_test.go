package api

import (
	"testing"

	"maillage/say"
)

// The census has a vintage like every figure, and its source is one that the answer lists.
func TestTheCensusNamesItsSource(t *testing.T) {
	ds := drawn(t, false).Dataset()
	for _, c := range []struct{ whose, want string }{
		{"communes", "Recensement (personnes, 2020)"},
		{"communes (POP_2020)", "Recensement POP_2020 (personnes, 2020)"},
	} {
		got := figureBodies([]figure{censusFigure(ds, c.whose)}, say.French)[0]
		if got.Source != "communes" || got.Vintage != "2020" || got.heading() != c.want {
			t.Errorf("%s: %+v, headed %q, want %q", c.whose, got, got.heading(), c.want)
		}
	}
	if got := figureBodies([]figure{censusFigure(ds, "")}, say.French)[0]; got.Source != "" || got.Vintage != "" {
		t.Errorf("of several sources: %+v", got)
	}
}
