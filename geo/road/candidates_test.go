package road

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// region is the world that the candidates are measured on: a million junctions,
// structures anywhere along their streets, and where questions come from.
type region struct {
	g       *Graph
	ts      *Targets
	origins []Snap
	common  filter // half of the structures
	rare    filter // three of them
}

type filter struct {
	accept func(TargetID) bool
	count  int
}

func newRegion(b *testing.B, structures int) *region {
	b.Helper()
	g := stitched(b, stitchedCopies)
	r := rand.New(rand.NewPCG(11, uint64(structures)))
	list := make([]Target, structures)
	for i := range list {
		list[i] = Target{TargetID(i), g.anySnap(r)}
	}
	origins := make([]Snap, 2000)
	for i := range origins {
		origins[i] = g.anySnap(r)
	}
	return &region{
		g: g, ts: g.NewTargets(list), origins: origins,
		common: filter{func(id TargetID) bool { return id%2 == 0 }, structures / 2},
		rare:   filter{func(id TargetID) bool { return id < 3 }, 3},
	}
}

// ask reports the median and the 99th percentile of the questions from all origins.
func (w *region) ask(b *testing.B, question func(from Snap)) {
	b.Helper()
	for _, from := range w.origins[:100] {
		question(from)
	}
	var took []time.Duration
	for b.Loop() {
		took = took[:0]
		for _, from := range w.origins {
			at := time.Now()
			question(from)
			took = append(took, time.Since(at))
		}
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1e6, "µs-p50")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e6, "µs-p99")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkTry(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		w := newRegion(b, n)
		at := time.Now()
		s := withHierarchies(b, w.g.streets)
		b.Log("ranked", time.Since(at))
		g := s.Graph("car")
		w.g = g
		w.ts = g.NewTargets(w.ts.list)
		h := hierarchyOf(b, g, 0)
		at = time.Now()
		hubs := hubsOf(b, h, w.ts, nil)
		b.Log("hubs", time.Since(at), len(hubs.labels.item)/n, "a label")
		list := append(slices.Clone(w.ts.list[1:]), Target{TargetID(n), g.anySnap(rand.New(rand.NewPCG(1, 1)))})
		ts2 := g.NewTargets(list)
		at = time.Now()
		hubsOf(b, h, ts2, hubs)
		b.Log("one more, one less", time.Since(at))
		c := h.NewClimb()
		var out []Reach
		at = time.Now()
		for _, from := range w.origins[:1000] {
			out = c.Row(from, hubs, out[:0])
		}
		b.Log("table 1000 x", n, time.Since(at))
		for name, f := range map[string]filter{"common": w.common, "rare": w.rare} {
			b.Run(name, func(b *testing.B) {
				w.ask(b, func(from Snap) { out = c.Nearest(from, hubs, f.accept, f.count, 10, Unreachable, out[:0]) })
			})
		}
	}
}
