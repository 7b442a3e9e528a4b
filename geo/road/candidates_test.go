package road

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"maillage/internal/threadtime"
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

// ask reports the median and the 99th percentile of a question from many places,
// in the processor's time: the same on a busy machine as on an idle one.
func (w *region) ask(b *testing.B, origins int, question func(from Snap)) {
	b.Helper()
	for _, from := range w.origins[:origins/10] {
		question(from)
	}
	var took []time.Duration
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for b.Loop() {
		took = took[:0]
		for _, from := range w.origins[:origins] {
			at := threadtime.Now()
			question(from)
			took = append(took, threadtime.Now()-at)
		}
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1e6, "µs-p50")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e6, "µs-p99")
	b.ReportMetric(0, "ns/op")
}

// work reports how long the processor works at something.
func (w *region) work(b *testing.B, do func()) {
	b.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	at := threadtime.Now()
	for b.Loop() {
		do()
	}
	b.ReportMetric((threadtime.Now()-at).Seconds()*1e3/float64(b.N), "ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkCandidates measures the ways of getting times that decision 0017
// chose among, in one run on one world: ten nearest for a filter that half of
// the structures meet and for one that three meet; what is prepared, and kept.
func BenchmarkCandidates(b *testing.B) {
	w := newRegion(b, 5000)
	b.Run("early stop", func(b *testing.B) {
		search, out := w.g.NewSearch(), []Reach(nil)
		b.Run("common", func(b *testing.B) {
			w.ask(b, 2000, func(from Snap) { out = search.Nearest(from, w.ts, w.common.accept, 10, Unreachable, 0, out[:0]) })
		})
		b.Run("rare", func(b *testing.B) {
			w.ask(b, 100, func(from Snap) { out = search.Nearest(from, w.ts, w.rare.accept, 10, Unreachable, 0, out[:0]) })
		})
	})
	b.Run("fields/rare", w.fields)
	b.Run("cells and sites", w.cellsAndSites)
	b.Run("rank", func(b *testing.B) {
		w.work(b, func() {
			if _, err := w.g.contract(b.Context(), 0, func(int) {}); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("hubs", w.hubs)
}

// fields keeps a field for each target of a rare filter.
func (w *region) fields(b *testing.B) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var fields []*Field
	search, at := w.g.NewSearch(), threadtime.Now()
	for i := range TargetID(3) {
		fields = append(fields, search.Field(w.ts, func(id TargetID) bool { return id == i }, 0, nil))
	}
	perField := (threadtime.Now() - at).Seconds() * 1e3 / 3
	w.ask(b, 2000, func(from Snap) {
		for _, f := range fields {
			f.At(from)
		}
	})
	b.ReportMetric(perField, "ms/structure")
	b.ReportMetric(float64(len(fields[0].label)*8)/1e6, "MB/structure")
}

// cellsOfCorsica are inhabited squares of a kilometre.
const cellsOfCorsica = 2994

// cellsAndSites keeps the time from each inhabited cell to each site, in rows of
// a table, of which a hundred are made.
func (w *region) cellsAndSites(b *testing.B) {
	h := hierarchyOf(b, w.g, 0)
	hubs, c := hubsOf(b, h, w.ts, nil), h.NewClimb()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	rows, at := make(map[Snap][]Reach), threadtime.Now()
	for _, from := range w.origins[:100] {
		rows[from] = c.Row(from, hubs, nil)
	}
	perRow := (threadtime.Now() - at).Seconds() / 100
	for name, f := range map[string]filter{"common": w.common, "rare": w.rare} {
		b.Run(name, func(b *testing.B) {
			p := &podium{}
			w.ask(b, 100, func(from Snap) {
				p.begin(len(w.ts.list), 10, Unreachable)
				for place, r := range rows[from] {
					if r.Time <= p.limit && f.accept(r.Target) {
						p.offer(uint32(place), costOf(r.Time, 0))
					}
				}
			})
			b.ReportMetric(perRow*cellsOfCorsica*stitchedCopies, "s-to-make")
			b.ReportMetric(cellsOfCorsica*stitchedCopies*float64(len(w.ts.list))*4/1e6, "MB")
		})
	}
}

// hubs are what was chosen: labels and buckets of the targets; and either alone.
func (w *region) hubs(b *testing.B) {
	h := hierarchyOf(b, w.g, 0)
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			hubsOf(b, h, w.ts, nil)
		}
	})
	hubs, c, out := hubsOf(b, h, w.ts, nil), h.NewClimb(), []Reach(nil)
	b.Run("one more and one less", func(b *testing.B) {
		list := append(slices.Clone(w.ts.list[1:]), Target{TargetID(len(w.ts.list)), w.origins[0]})
		ts := w.g.NewTargets(list)
		w.work(b, func() { hubsOf(b, h, ts, hubs) })
	})
	for name, f := range map[string]filter{"common": w.common, "rare": w.rare} {
		b.Run("both/"+name, func(b *testing.B) {
			w.ask(b, 2000, func(from Snap) { out = c.Nearest(from, hubs, f.accept, f.count, 10, Unreachable, out[:0]) })
			b.ReportMetric(float64(len(hubs.labels.item)*24)/float64(len(w.ts.list)), "B/structure")
			b.ReportMetric(float64(len(hubs.labels.item))/float64(len(w.ts.list)), "ranks/structure")
		})
		for way, look := range map[string]func(*Hubs, func(TargetID) bool){
			"labels alone":  c.compare,
			"buckets alone": func(hubs *Hubs, accept func(TargetID) bool) { c.lookThrough(hubs, accept, c.podium.offer) },
		} {
			b.Run(way+"/"+name, func(b *testing.B) {
				w.ask(b, 2000, func(from Snap) {
					c.podium.begin(len(w.ts.list), 10, Unreachable)
					c.setOut(from)
					look(hubs, f.accept)
					c.climber.forget()
				})
			})
		}
	}
	b.Run("table of 1,000 by 1,000", func(b *testing.B) {
		few := hubsOf(b, h, w.g.NewTargets(w.ts.list[:1000]), nil)
		w.work(b, func() {
			for _, from := range w.origins[:1000] {
				out = c.Row(from, few, out[:0])
			}
		})
	})
}
