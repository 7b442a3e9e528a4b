package region

import (
	"slices"
	"testing"
)

// Hierarchies are read when they are asked for, and only those that this program
// understands: a file of before them, or with a newer form of them, opens all the same.
func TestHierarchiesAreReadLate(t *testing.T) {
	change := func(do func(sections []written, at int) []written) []written {
		sections := encode(tinyParts())
		return do(sections, slices.IndexFunc(sections, func(w written) bool { return w.name == "ranks.car" }))
	}
	for _, c := range []struct {
		name     string
		sections []written
		there    int // hierarchies that the graph is told of
		whole    int // of these, how many can be read
	}{
		{"as it is written", encode(tinyParts()), 2, 2},
		{"older", change(func(s []written, at int) []written { return slices.Delete(s, at, at+2) }), 0, 0},
		{"newer", change(func(s []written, at int) []written { s[at].version++; return s }), 1, 1},
		{"damaged", change(func(s []written, at int) []written { s[at].checksum++; return s }), 2, 1},
	} {
		f, err := openBytes(t, encodeBytes(t, c.sections))
		if err != nil {
			t.Fatal(err)
		}
		p, err := f.parts()
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		stored, whole := p.streets.Graphs[0].Hierarchies, 0
		for _, s := range stored {
			if h, err := s.Columns(); err == nil && len(h.Rank) == 3 {
				whole++
			}
		}
		if len(stored) != c.there || whole != c.whole {
			t.Errorf("%s: got %d hierarchies, %d of them whole; want %d and %d", c.name, len(stored), whole, c.there, c.whole)
		}
	}
}
