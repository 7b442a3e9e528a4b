package analysis

import (
	"context"
	"testing"
	"time"

	"maillage/data"
)

// benchEngine is a drawn lattice of 3,600 places, its streets, cells and
// structures from a fixed seed, with everything that is worked out once worked out.
func benchEngine(b *testing.B) *Engine {
	b.Helper()
	e := randomWorld(rngOf(1), 60).engine(b)
	for _, mode := range e.Modes() {
		cover(b, e, CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: 15})
	}
	return e
}

func BenchmarkNearest(b *testing.B) {
	e := benchEngine(b)
	for _, mode := range []string{"car", Crow} {
		b.Run(mode, func(b *testing.B) {
			b.ReportAllocs()
			centers := e.Dataset().Cells.Center
			for n := 0; b.Loop(); n++ {
				q := NearestQuery{Query: Query{Mode: mode}, Origin: centers[n%len(centers)]}
				if _, err := e.Nearest(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNearestHours asks with hours and without, when most are open and when none is.
func BenchmarkNearestHours(b *testing.B) {
	e := randomHours(rngOf(1), 60).engine(b)
	nearest := func(b *testing.B, mode, open string, at time.Time) {
		b.ReportAllocs()
		centers := e.Dataset().Cells.Center
		for n := 0; b.Loop(); n++ {
			q := NearestQuery{Query: Query{Mode: mode, At: at}, Open: open, Stay: DefaultStay, Origin: centers[n%len(centers)]}
			if _, err := e.Nearest(context.Background(), q); err != nil {
				b.Fatal(err)
			}
		}
	}
	for _, mode := range []string{"car", Crow} {
		b.Run(mode+"/any", func(b *testing.B) { nearest(b, mode, OpenAny, paris(b, "2026-11-25 12:00")) })
		b.Run(mode+"/noon", func(b *testing.B) { nearest(b, mode, OpenArrival, paris(b, "2026-11-25 12:00")) })
		b.Run(mode+"/23:00", func(b *testing.B) { nearest(b, mode, OpenArrival, paris(b, "2026-11-25 23:00")) })
	}
}

// BenchmarkDoors is what the first question about hours waits for.
func BenchmarkDoors(b *testing.B) {
	e := randomHours(rngOf(1), 60).engine(b)
	b.ReportAllocs()
	for b.Loop() {
		newDoors(e.View(), nil)
	}
	b.ReportMetric(float64(e.View().Len()), "structures")
}

// forgetful answers as an engine does that keeps no times.
func forgetful(e *Engine) *Engine {
	other := *e
	other.kept = newKept(0)
	return &other
}

// BenchmarkCoverage has its naive twin beside it, Nearest for every cell, and
// what is left to do when the times are kept.
func BenchmarkCoverage(b *testing.B) {
	e := benchEngine(b)
	for _, mode := range []string{"car", Crow} {
		q := CoverageQuery{Query: Query{Mode: mode}, TargetMinutes: 15, By: data.KindCommune}
		b.Run(mode+"/field", func(b *testing.B) {
			b.ReportAllocs()
			forgets := forgetful(e)
			for b.Loop() {
				cover(b, forgets, q)
			}
		})
		b.Run(mode+"/kept", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				cover(b, e, q)
			}
		})
		b.Run(mode+"/nearest of each cell", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				last := within(q.TargetMinutes)
				var covered float64
				for i, center := range e.Dataset().Cells.Center {
					a, err := e.Nearest(context.Background(), NearestQuery{Query: q.Query, Origin: center, Limit: 1})
					if err != nil {
						b.Fatal(err)
					}
					if len(a.Results) > 0 && a.Results[0].Time <= last {
						covered += e.Dataset().Cells.Count[0][i]
					}
				}
			}
		})
	}
}

func BenchmarkGaps(b *testing.B) {
	e := benchEngine(b)
	b.ReportAllocs()
	e = forgetful(e)
	for b.Loop() {
		gaps(b, e, CoverageQuery{Query: Query{Mode: "car"}, TargetMinutes: 8})
	}
}

// BenchmarkSnapCells is what the first question of a mode waits for.
func BenchmarkSnapCells(b *testing.B) {
	e := benchEngine(b)
	n := e.ground.networks[0]
	b.ReportAllocs()
	for b.Loop() {
		fresh := newNetwork(n.code, n.dataset, n.streets, n.background)
		if len(fresh.cells()) != n.dataset.Cells.Len() {
			b.Fatal("cells lost")
		}
	}
	b.ReportMetric(float64(n.dataset.Cells.Len()), "cells")
}
