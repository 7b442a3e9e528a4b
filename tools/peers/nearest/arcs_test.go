package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// TestArcs holds the plain graph that peers are given against a field, on grids
// of streets drawn at random: one-way streets, forbidden turns, structures and
// cells on and off them, at corners, and some on one street.
func TestArcs(t *testing.T) {
	const seeds = 30
	reached := 0
	for seed := range uint64(seeds) {
		w := drawnWork(t, rand.New(rand.NewPCG(seed, 1)))
		out, err := measureOurs(t.Context(), w, options{runs: 1})
		if err != nil {
			t.Fatal(err)
		}
		a := arcsOf(w)
		got := a.answers(w, relaxed(a))
		for i, want := range out.answers {
			if got[i] != want {
				t.Fatalf("seed %d, place %d of %d nodes and %d cells: got %d ds, want %d", seed, i, len(w.nodes), len(w.cells), got[i], want)
			}
			if want != math.MaxUint32 {
				reached++
			}
		}
	}
	if reached == 0 {
		t.Error("no place reaches a structure")
	}
}

// relaxed is the least time from every vertex to a structure, by relaxing all
// arcs until none helps.
func relaxed(a *arcs) []uint32 {
	times := make([]uint32, a.vertices)
	for v := range times {
		times[v] = math.MaxUint32
		if v := uint32(v); v >= a.structure && v < a.cell {
			times[v] = 0
		}
	}
	for better := true; better; {
		better = false
		for i, head := range a.head {
			if times[head] == math.MaxUint32 {
				continue
			}
			if t := times[head] + a.time[i]; t < times[a.tail[i]] {
				times[a.tail[i]], better = t, true
			}
		}
	}
	return times
}

func drawnWork(t *testing.T, r *rand.Rand) *work {
	t.Helper()
	const side = 5
	b := road.NewBuilder()
	b.ScrapsBelow(0)
	at := func(x, y int) int64 { return int64(y*side + x + 1) }
	way := int64(0)
	street := func(from, to int64) {
		way++
		b.AddWay(way, []int64{from, to}, road.TagMap{"highway": "residential", "oneway": []string{"", "", "yes"}[r.IntN(3)]})
		b.AddRestriction(road.Restriction{From: way, Via: to, To: 1 + r.Int64N(2*side*side), Kind: "no_left_turn"})
	}
	for y := range side {
		for x := range side - 1 {
			street(at(x, y), at(x+1, y))
			street(at(y, x), at(y, x+1))
		}
	}
	for y := range side {
		for x := range side {
			b.SetNode(at(x, y), place(float64(x)+r.Float64()*.4, float64(y)+r.Float64()*.4), nil)
		}
	}
	streets, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w := &work{streets: streets, graph: streets.Graph("car")}
	for v := range streets.NodeCount() {
		w.nodes = append(w.nodes, streets.Node(road.NodeID(v)))
	}
	for range 2 {
		w.structures = append(w.structures, place(r.Float64()*side, r.Float64()*side), w.nodes[r.IntN(len(w.nodes))])
	}
	for range 20 {
		w.cells = append(w.cells, place(r.Float64()*side, r.Float64()*side))
	}
	w.cells = append(w.cells, w.structures...)
	return w
}

func place(x, y float64) orb.Point { return orb.Point{9 + x*.002, 42 + y*.002} }
