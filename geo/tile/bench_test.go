package tile_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/geo/tile"
	"maillage/internal/realdata"
	"maillage/internal/threadtime"
	"maillage/internal/tileworld"
)

// benchCount is the features of the tile that the benchmarks draw.
const benchCount = 10_000

// BenchmarkSquares draws squares with what a cell tells: their corners are
// projected once for all tiles, as a server does.
func BenchmarkSquares(b *testing.B) {
	squares := tileworld.Squares(benchCount)
	corners := make([][]tile.Position, len(squares))
	for i := range squares {
		for _, p := range squares[i].Ring {
			corners[i] = append(corners[i], tile.Project(p))
		}
	}
	draw := func() []byte {
		l := tile.NewLayer(tileworld.Tile, "cells")
		for i := range squares {
			s := &squares[i]
			l.Ring(corners[i], false)
			l.Feature(uint64(i), l.Number("people", s.People), l.Text("commune", s.Commune), l.Number("minutes", s.Minutes), l.Text("nearest", s.Nearest))
		}
		return l.Bytes()
	}
	measure(b, draw)
}

// BenchmarkStreets draws streets with their class and name, projected anew for
// each tile, as a server does.
func BenchmarkStreets(b *testing.B) {
	streets := tileworld.Streets(benchCount)
	var shape []tile.Position
	draw := func() []byte {
		l := tile.NewLayer(tileworld.Tile, "streets")
		for i := range streets {
			s := &streets[i]
			shape = shape[:0]
			for _, p := range s.Line {
				shape = append(shape, tile.Project(p))
			}
			l.Line(shape)
			l.Feature(tile.NoID, l.Text("class", s.Class), l.Text("name", s.Name))
		}
		return l.Bytes()
	}
	measure(b, draw)
}

// BenchmarkProject is the cost of a position.
func BenchmarkProject(b *testing.B) {
	line := tileworld.Streets(1)[0].Line
	sum := uint32(0)
	for i := 0; b.Loop(); i++ {
		sum += tile.Project(line[i%len(line)]).Y
	}
	_ = sum
}

// BenchmarkMesh prepares a thousand areas that share their borders.
func BenchmarkMesh(b *testing.B) {
	areas := tileworld.Quilt(32, 60)
	b.ReportAllocs()
	for b.Loop() {
		tile.NewMesh(areas)
	}
	vertices := 0
	for _, a := range areas {
		vertices += len(a[0][0])
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*vertices), "ns/vertex")
}

// BenchmarkMeshOfARegion prepares the communes of Auvergne-Rhône-Alpes, and
// draws them all in the tile of the smallest zoom that parts them.
func BenchmarkMeshOfARegion(b *testing.B) {
	text, err := os.ReadFile(filepath.Join(realdata.Dir(b), "aura", "communes.geojson"))
	if err != nil {
		b.Fatal(err)
	}
	collection, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		b.Fatal(err)
	}
	var areas []orb.MultiPolygon
	vertices := 0
	for _, f := range collection.Features {
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			areas = append(areas, orb.MultiPolygon{g})
		case orb.MultiPolygon:
			areas = append(areas, g)
		}
		for _, polygon := range areas[len(areas)-1] {
			for _, ring := range polygon {
				vertices += len(ring)
			}
		}
	}
	b.Run("prepare", func(b *testing.B) {
		measure(b, func() []byte { tile.NewMesh(areas); return nil })
		b.ReportMetric(float64(vertices), "vertices")
	})
	mesh := tile.NewMesh(areas)
	b.Run("draw", func(b *testing.B) {
		measure(b, func() []byte {
			l := tile.NewLayer(tile.ID{Z: 5, X: 16, Y: 11}, "commune")
			for i := range mesh.Len() {
				l.Area(mesh, i)
				l.Feature(uint64(i))
			}
			return l.Bytes()
		})
	})
}

func measure(b *testing.B, draw func() []byte) {
	size := len(draw())
	b.ReportAllocs()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	begun := threadtime.Now()
	for b.Loop() {
		draw()
	}
	b.ReportMetric(float64((threadtime.Now()-begun).Microseconds())/1000/float64(b.N), "processor-ms/op") // on a busy machine too
	b.ReportMetric(float64(size), "bytes")
}
