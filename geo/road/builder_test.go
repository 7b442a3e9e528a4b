package road

import (
	"context"
	"errors"
	"testing"

	"github.com/paulmach/orb"

	"maillage/say"
)

var street = TagMap{"highway": "residential"}

func TestNeeds(t *testing.T) {
	b := NewBuilder()
	b.AddWay(1, []int64{10, 40, 20}, street)
	b.AddWay(2, []int64{30, 50}, TagMap{"highway": "construction"})
	b.AddWay(3, []int64{20, 60}, street)
	ask := func(want bool, ids ...int64) {
		t.Helper()
		for _, id := range ids {
			if got := b.Needs(id); got != want {
				t.Errorf("node %d: got %v, want %v", id, got, want)
			}
		}
	}
	ask(true, 10, 20, 40, 60, 60, 10, 40, 20)
	ask(false, 0, 30, 50, 61, 9, -3, 25, 30)
	b.AddWay(4, []int64{61, 9}, street)
	ask(true, 61, 9, 10)
}

// TestFilesFollowEachOther: ways of a second file come after the nodes of the first.
func TestFilesFollowEachOther(t *testing.T) {
	b := NewBuilder()
	b.ScrapsBelow(0)
	b.AddWay(1, []int64{1, 2}, street)
	b.SetNode(1, orb.Point{9, 42}, nil)
	b.SetNode(2, orb.Point{9.01, 42}, nil)
	b.AddWay(2, []int64{0, 2, 2, 3}, street)
	b.AddWay(1, []int64{1, 2}, street) // again: extracts overlap
	b.SetNode(0, orb.Point{9.01, 42.01}, nil)
	b.SetNode(3, orb.Point{9.02, 42}, nil)
	s, stats, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Ways != 2 || stats.WaysLeftOut != 1 || stats.Nodes != 4 || stats.Edges != 3 || stats.Junctions != 4 {
		t.Errorf("got %+v, want 2 ways, 1 left out, 4 nodes, 3 edges, 4 junctions", stats)
	}
	g := s.Graph("walk")
	if time, _ := ask(t, g, orb.Point{9, 42}, orb.Point{9.02, 42}, 0); time == Unreachable {
		t.Error("the files' streets do not meet")
	}
}

// TestMissingNodes: a way is cut where the extract does not reach.
func TestMissingNodes(t *testing.T) {
	b := NewBuilder()
	b.ScrapsBelow(0)
	b.AddWay(1, []int64{1, 2, 3, 4, 5, 6}, street)
	for _, id := range []int64{1, 2, 4, 6} {
		b.SetNode(id, orb.Point{9 + float64(id)/1000, 42}, nil)
	}
	b.SetNode(5, orb.Point{9, 420}, nil) // nowhere on Earth
	s, stats, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.MissingNodes != 2 || s.EdgeCount() != 1 {
		t.Errorf("got %d missing nodes and %d edges, want 2 and 1", stats.MissingNodes, s.EdgeCount())
	}
}

func TestFinishWithoutStreets(t *testing.T) {
	b := NewBuilder()
	b.AddWay(1, []int64{1, 2}, street) // its nodes are never set
	_, _, err := b.Finish(t.Context())
	var problem *say.Problem
	if !errors.As(err, &problem) {
		t.Errorf("got %v, want a sentence", err)
	}
}

func TestFinishCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := NewBuilder()
	b.AddWay(1, []int64{1, 2}, street)
	if _, _, err := b.Finish(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestProfiles(t *testing.T) {
	d := draw(t, "A--B")
	b := NewBuilder(Walk(), Car())
	b.ScrapsBelow(0)
	s, _ := d.buildWith(t, b)
	if got := s.Profiles(); len(got) != 2 || got[0] != "walk" || got[1] != "car" {
		t.Errorf("got %v, want walk and car", got)
	}
	if s.Graph("bike") != nil {
		t.Error("there is a graph nobody asked for")
	}
	if got := s.Graph("car").Profile(); got != "car" {
		t.Errorf("got %q, want car", got)
	}
}
