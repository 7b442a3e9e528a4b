package road

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkWay draws ways in a world of a million junctions: to the nearest of
// 1,000 places, as most that are drawn, to any of them, and to fifty of them one by one and at once.
func BenchmarkWay(b *testing.B) {
	g := stitched(b, stitchedCopies)
	r, search := rand.New(rand.NewPCG(5, 7)), g.NewSearch()
	list := benchmarkList(b, g, "dense", 1000)
	ts := g.NewTargets(list)
	for _, where := range []string{"nearest", "any"} {
		var from, to []Snap
		for len(from) < 200 {
			at, target := g.anySnap(r), list[r.IntN(len(list))].Snap
			if where == "nearest" {
				near := search.Nearest(at, ts, nil, 1, Unreachable, 0, nil)
				if len(near) == 0 {
					continue
				}
				target = list[near[0].Target].Snap
			}
			from, to = append(from, at), append(to, target)
		}
		b.Run(where, func(b *testing.B) {
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				search.Way(from[i%len(from)], to[i%len(to)], 0)
				i++
			}
		})
	}
	var fifty []Snap
	for _, t := range list[:50] {
		fifty = append(fifty, t.Snap)
	}
	from := g.anySnap(r)
	b.Run("fifty one by one", func(b *testing.B) {
		for b.Loop() {
			for _, to := range fifty {
				search.Way(from, to, 0)
			}
		}
	})
	b.Run("fifty at once", func(b *testing.B) {
		for b.Loop() {
			search.Ways(from, fifty, 0)
		}
	})
}

// BenchmarkSpread tells the times within 30 minutes of one place, and of 1,000, in
// a world of a million junctions.
func BenchmarkSpread(b *testing.B) {
	g := stitched(b, stitchedCopies)
	search := g.NewSearch()
	var places []Snap
	for _, t := range benchmarkList(b, g, "dense", 1000) {
		places = append(places, t.Snap)
	}
	var sp *Spread
	for _, test := range []struct {
		name   string
		places []Snap
	}{{"one", places[:1]}, {"1,000", places}} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sp = search.Spread(test.places, true, 18_000, 0, sp)
			}
		})
		b.Run(test.name+", its edges", func(b *testing.B) {
			var memory [8]Ray
			rays := 0
			for b.Loop() {
				sp.Edges(func(e EdgeID) { rays += len(sp.Rays(e, memory[:0])) })
			}
			if rays == 0 {
				b.Error("no ray")
			}
		})
	}
}
