package road

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"maillage/internal/racing"
)

// TestFolding draws chains and tells what is left of them.
func TestFolding(t *testing.T) {
	tests := []struct {
		name         string
		world        string
		restrictions []Restriction
		nodes, edges int
		junctions    int
	}{
		{"a chain is one edge", "A-B-C-D", nil, 2, 1, 4},
		{"a name or speed that changes stops it", "A-B=C-D", nil, 4, 3, 4},
		{"a one-way chain is one edge", "A>B>C", nil, 2, 1, 3},
		{"drawn against each other it is one as well", `
A>B
  v
D>C
`, nil, 3, 2, 4}, // A-B-C and D-C: D's one-way street meets B's head on
		{"two one-way streets that meet are two", "A>B<C", nil, 3, 2, 3},
		{"one-way and both ways are two", "A>B-C", nil, 3, 2, 3},
		{"a season is two", "A-B~C", nil, 3, 2, 3},
		{"a restriction via it stops it", "A-B-C", []Restriction{{From: wayID("AB"), Via: 'B', To: wayID("BC"), Kind: "no_straight_on"}}, 3, 2, 3},
		{"a crossing stays", `
  A
  |
B-C-D
  |
  E
`, nil, 5, 4, 5},
		{"a ring without junction keeps one node", `
A-B
| |
C-D
`, nil, 1, 1, 4},
		{"a ring on a stem is a loop", `
S-A-B
  | |
  C-D
`, nil, 2, 2, 5},
		{"parallel edges both stay", `
  A-B
  | |
S-C-D-E
  | |
  F-G
`, nil, 4, 5, 8},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, stats := draw(t, test.world).build(t, test.restrictions...)
			if stats.Nodes != test.nodes || stats.Edges != test.edges || stats.Junctions != test.junctions {
				t.Errorf("got %d nodes, %d edges of %d junctions, want %d, %d of %d",
					stats.Nodes, stats.Edges, stats.Junctions, test.nodes, test.edges, test.junctions)
			}
			if s.NodeCount() != test.nodes || s.EdgeCount() != test.edges {
				t.Errorf("the streets have %d nodes, %d edges, the counts say %d, %d",
					s.NodeCount(), s.EdgeCount(), test.nodes, test.edges)
			}
		})
	}
}

// TestFoldedTrips: loops and parallel edges are used, both their ways.
func TestFoldedTrips(t *testing.T) {
	tests := []struct {
		name, world, from, to string
		steps                 int
	}{
		{"around a loop by the short side", "S-A-B\n  | |\n  C-D", "B", "S", 4},
		{"along a loop, through no node", "S-A-B\n  | |\n  C-D", "B", "D", 2},
		{"across a loop's node", "S-A-B\n  | |\n  C-D", "B", "C", 4},
		{"on a ring, by its node", "A-B\n| |\nC-D", "B", "C", 4},
		{"the shorter of parallel edges", "A---B\n|   |\n|   |\nC---D\n|   |\nE---F", "C", "D", 4},
		{"the middle of the longer one", "A---B\n|   |\n|   |\nC---D\n|   |\nE---F", "AB", "C", 5},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, test.world)
			s, _ := d.build(t)
			if _, steps := ask(t, s.Graph("car"), d.place(test.from), d.place(test.to), 0); math.Abs(steps-float64(test.steps)) > 0.01 {
				t.Errorf("got %.2f steps, want %d", steps, test.steps)
			}
		})
	}
}

func TestStreetNames(t *testing.T) {
	d := draw(t, "A-B=C-D")
	s, _ := d.build(t)
	for place, want := range map[string]string{"AB": "", "BC": "Grande Rue", "CD": ""} {
		if got := s.StreetName(snap(t, s.Graph("car"), d.place(place)).Edge); got != want {
			t.Errorf("%s: got %q, want %q", place, got, want)
		}
	}
}

// TestLongestEdge: a chain longer than lengths can tell is as long as they can,
// rather than what is left of it.
func TestLongestEdge(t *testing.T) {
	racing.Long(t)
	b := NewBuilder()
	b.ScrapsBelow(0)
	nodes := make([]int64, 60)
	for i := range nodes {
		nodes[i] = int64(i + 1)
	}
	b.AddWay(1, nodes, TagMap{"highway": "residential"})
	for i, id := range nodes {
		b.SetNode(id, orb.Point{float64(i%2) * 179, float64(i) * 1e-5}, nil)
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Metres(0), math.MaxUint32/10.0; got != want {
		t.Errorf("got %v m, want %v", got, want)
	}
}
