package geo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/quadtree"
)

// sizes of the benches: a region's structures, and more than France has.
var sizes = []int{10_000, 1_000_000}

// questions are positions asked in turn, so that no answer stays in the cache.
func questions(within orb.Bound) []orb.Point {
	r := rand.New(rand.NewPCG(100, 0))
	ps := make([]orb.Point, 4096)
	for i := range ps {
		ps[i] = somewhere(r, within)
	}
	return ps
}

func benchPoints(n int) []orb.Point {
	r := rand.New(rand.NewPCG(101, 0))
	ps := make([]orb.Point, n)
	for i := range ps {
		ps[i] = somewhere(r, metropole)
	}
	return ps
}

// BenchmarkNearest10 finds the ten nearest of n points over France. The
// quadtree of orb ranks by degrees, so its answers are not always right.
func BenchmarkNearest10(b *testing.B) {
	asked := questions(metropole)
	for _, n := range sizes {
		points := benchPoints(n)
		b.Run(fmt.Sprintf("index/n=%d", n), func(b *testing.B) {
			ix := NewIndex()
			for i, p := range points {
				ix.AddPoint(ID(i), p)
			}
			var out []Near
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				out = ix.Nearest(asked[i%len(asked)], 10, math.Inf(1), nil, out[:0])
			}
		})
		b.Run(fmt.Sprintf("orb-quadtree/n=%d", n), func(b *testing.B) {
			tree := quadtree.New(metropole)
			for _, p := range points {
				if err := tree.Add(p); err != nil {
					b.Fatal(err)
				}
			}
			var out []orb.Pointer
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				out = tree.KNearest(out[:0], asked[i%len(asked)], 10)
			}
		})
		b.Run(fmt.Sprintf("scan/n=%d", n), func(b *testing.B) {
			var out []Near
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				out = out[:0]
				p := asked[i%len(asked)]
				for id, q := range points {
					if m := Metres(p, q); len(out) < 10 || m <= out[9].Metres {
						out = insertNear(out, 0, 10, Near{ID(id), m})
					}
				}
			}
		})
	}
}

// BenchmarkNearest1 finds the nearest of n short streets, packed and scanned,
// and the nearest of n points in the Index and the quadtree.
func BenchmarkNearest1(b *testing.B) {
	asked := questions(metropole)
	for _, n := range sizes {
		streets, boxes := randomStreets(rand.New(rand.NewPCG(102, 0)), n, metropole)
		b.Run(fmt.Sprintf("boxtree/n=%d", n), func(b *testing.B) {
			tree := PackBoxes(boxes)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p := asked[i%len(asked)]
				tree.Nearest(p, math.Inf(1), func(i uint32) float64 { return streets[i].metres(p) })
			}
		})
		b.Run(fmt.Sprintf("index-points/n=%d", n), func(b *testing.B) {
			ix := NewIndex()
			for i, s := range streets {
				ix.AddPoint(ID(i), s[0])
			}
			var out []Near
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				out = ix.Nearest(asked[i%len(asked)], 1, math.Inf(1), nil, out[:0])
			}
		})
		b.Run(fmt.Sprintf("orb-quadtree-points/n=%d", n), func(b *testing.B) {
			tree := quadtree.New(metropole.Pad(1))
			for _, s := range streets {
				if err := tree.Add(s[0]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				tree.Find(asked[i%len(asked)])
			}
		})
		b.Run(fmt.Sprintf("scan/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p, best := asked[i%len(asked)], math.Inf(1)
				for _, s := range streets {
					best = min(best, s.metres(p))
				}
			}
		})
	}
}

// BenchmarkPack packs n boxes, and opens n packed ones.
func BenchmarkPack(b *testing.B) {
	for _, n := range sizes {
		_, boxes := randomStreets(rand.New(rand.NewPCG(103, 0)), n, metropole)
		b.Run(fmt.Sprintf("pack/n=%d", n), func(b *testing.B) {
			for b.Loop() {
				PackBoxes(boxes)
			}
		})
		columns := PackBoxes(boxes).Columns()
		b.Run(fmt.Sprintf("open/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := BoxTreeFrom(columns); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("rtree-insert/n=%d", n), func(b *testing.B) {
			for b.Loop() {
				ix := NewIndex()
				for i, box := range boxes {
					ix.AddPoint(ID(i), box.Min)
				}
			}
		})
	}
}

// coast is an island of n vertices whose shore has bays of every size.
func coast(n int) orb.MultiPolygon {
	r := rand.New(rand.NewPCG(104, 0))
	radius := make([]float64, n)
	for bays := 1; bays < n/4; bays *= 2 {
		depth, turn := 0.2/float64(bays), 2*math.Pi*r.Float64()
		for i := range radius {
			radius[i] += depth * math.Sin(turn+2*math.Pi*float64(bays*i)/float64(n))
		}
	}
	var ring orb.Ring
	for i, d := range radius {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		ring = append(ring, orb.Point{9 + (1+d)*cos, 42 + (1+d)*sin})
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}

// BenchmarkContains asks areas of n vertices about positions around them.
func BenchmarkContains(b *testing.B) {
	for _, n := range []int{60, 600, 6000} {
		mp := coast(n)
		asked := questions(mp.Bound())
		area := PrepareArea(mp)
		b.Run(fmt.Sprintf("area/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				area.Contains(asked[i%len(asked)])
			}
		})
		b.Run(fmt.Sprintf("orb-planar/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				planar.MultiPolygonContains(mp, asked[i%len(asked)])
			}
		})
	}
}

// BenchmarkMetresToBorder measures the way to the border of areas of n vertices.
func BenchmarkMetresToBorder(b *testing.B) {
	for _, n := range []int{60, 6000} {
		mp := coast(n)
		asked := questions(mp.Bound().Pad(0.5))
		area := PrepareArea(mp)
		b.Run(fmt.Sprintf("area/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				area.MetresToBorder(asked[i%len(asked)])
			}
		})
		b.Run(fmt.Sprintf("scan/n=%d", n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				nearestBorder(mp, asked[i%len(asked)])
			}
		})
	}
}

// BenchmarkCommuneOf finds the commune of positions over a region's box.
func BenchmarkCommuneOf(b *testing.B) {
	shapes, _ := communes(b, "aura")
	ix, bound := NewIndex(), shapes[0].Bound()
	for i, s := range shapes {
		ix.AddArea(ID(i), PrepareArea(s))
		bound = bound.Union(s.Bound())
	}
	asked := questions(bound)
	b.Run("index", func(b *testing.B) {
		var out []ID
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			out = ix.Containing(asked[i%len(asked)], out[:0])
		}
	})
	b.Run("scan", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_ = slices.IndexFunc(shapes, func(s orb.MultiPolygon) bool {
				return planar.MultiPolygonContains(s, asked[i%len(asked)])
			})
		}
	})
}

// BenchmarkProjection goes to Lambert-93, Europe's grid and a UTM zone, and back.
func BenchmarkProjection(b *testing.B) {
	for _, epsg := range []int{2154, 3035, 2975} {
		p, err := ProjectionOf(epsg)
		if err != nil {
			b.Fatal(err)
		}
		at := orb.Point{9.15, 42.3}
		if epsg == 2975 {
			at = orb.Point{55.5, -21}
		}
		b.Run(fmt.Sprintf("forward/%d", epsg), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Forward(at)
			}
		})
		xy := p.Forward(at)
		b.Run(fmt.Sprintf("inverse/%d", epsg), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Inverse(xy)
			}
		})
	}
}
