package road

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// BenchmarkUpdate changes one target of many, and back, in a world of a million
// junctions, beside fields made afresh. An operation is two updates.
func BenchmarkUpdate(b *testing.B) {
	g := stitched(b, stitchedCopies)
	hierarchyOf(b, g, 0) // as in a region's file
	for _, where := range []string{"dense", "sparse"} {
		for _, n := range []int{3, 1000, 5000} {
			list := benchmarkList(b, g, where, n+1)
			extra := list[n]
			moved, search := list[0], g.NewSearch()
			moved.Snap = extra.Snap
			all := g.NewTargets(list[:n])
			field := search.Field(all, nil, 0, nil)
			for name, change := range map[string]func() *Targets{
				"added":  func() *Targets { return g.NewTargets(append(list[:n:n], extra)) },
				"closed": func() *Targets { return g.NewTargets(list[1:n]) },
				"moved":  func() *Targets { return g.NewTargets(append(list[1:n:n], moved)) },
			} {
				b.Run(fmt.Sprintf("%s/%d/%s", where, n, name), func(b *testing.B) {
					for b.Loop() {
						search.Update(field, change(), nil, 0)
						search.Update(field, all, nil, 0)
					}
				})
			}
			b.Run(fmt.Sprintf("%s/%d/afresh", where, n), func(b *testing.B) {
				for b.Loop() {
					search.Field(all, nil, 0, field)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(g.columns.Head)), "ns/arc")
			})
		}
	}
}

// benchmarkList draws targets where streets are thick or, sparse, evenly over the surface.
func benchmarkList(b *testing.B, g *Graph, where string, n int) []Target {
	b.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	box := orb.MultiPoint{}
	for v := range NodeID(g.streets.NodeCount()) {
		box = append(box, g.streets.Node(v))
	}
	bound := box.Bound()
	list := make([]Target, n)
	for i := range list {
		list[i].ID = TargetID(i)
		if where == "dense" {
			list[i].Snap = g.anySnap(r)
			continue
		}
		for {
			p := orb.Point{
				bound.Min[0] + r.Float64()*(bound.Max[0]-bound.Min[0]),
				bound.Min[1] + r.Float64()*(bound.Max[1]-bound.Min[1]),
			}
			if list[i].Snap = snap(b, g, p); list[i].Snap.Metres < 10_000 {
				break
			}
		}
	}
	return list
}
