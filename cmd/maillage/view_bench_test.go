package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/region"
	"maillage/geo/road"
	"maillage/internal/realdata"
	"maillage/internal/stitch"
	"maillage/internal/threadtime"
)

// BenchmarkChangedView is what a change of one structure costs until the times of
// all cells are known again, the view and its engine included: in Corsica, and on
// copies of it with 5,000 structures. Beside it all is filled afresh, as it is when the
// season changes too; and last there are sixty areas whose inhabitants alone one more place receives.
func BenchmarkChangedView(b *testing.B) {
	for _, name := range []string{"Corsica", "copies"} {
		ds, streets := benchViews(b, name)
		e, base := analysis.New(ds, streets), ds.View()
		st := *base.Structure(data.StructureIndex(ds.View().Len() / 2))
		at := func(n int) data.Position {
			return data.Position{Point: streets.Node(road.NodeID(n * 7919 % streets.NodeCount())), Precision: data.PrecisionHouse}
		}
		opened := st
		opened.ID += " bis" // the next by id: all after it are numbered anew
		ask := func(b *testing.B, v *data.View, winter bool) {
			if _, err := e.Over(v).CellTimes(context.Background(), analysis.Query{Mode: "car", Winter: winter}); err != nil {
				b.Fatal(err)
			}
		}
		for _, c := range []struct {
			what   string
			change func(n int) data.Change
			afresh bool
		}{
			{"added", func(n int) data.Change { return data.Open{Site: data.Site{Position: at(n)}, Structure: opened} }, false},
			{"moved", func(n int) data.Change { return data.Move{ID: st.ID, Position: at(n)} }, false},
			{"closed", func(int) data.Change { return data.Close{ID: st.ID} }, false},
			{"added, afresh", func(n int) data.Change { return data.Open{Site: data.Site{Position: at(n)}, Structure: opened} }, true},
		} {
			b.Run(name+"/"+c.what, func(b *testing.B) {
				ask(b, base, false)
				inProcessorTime(b, func(n int) {
					v, err := base.With(c.change(n))
					if err != nil {
						b.Fatal(err)
					}
					ask(b, v, c.afresh && n%2 == 0)
				})
			})
		}
		b.Run(name+"/sixty areas", func(b *testing.B) {
			v := withAreas(b, base, st, 60, at)
			inProcessorTime(b, func(int) { ask(b, v, false) })
		})
	}
}

// inProcessorTime runs a benchmark and tells what it takes of the thread's time: on a busy machine too.
func inProcessorTime(b *testing.B, once func(n int)) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	begun := threadtime.Now()
	for n := 0; b.Loop(); n++ {
		once(n)
	}
	b.ReportMetric(float64((threadtime.Now()-begun).Microseconds())/1000/float64(b.N), "processor-ms/op")
}

// benchViews is Corsica, or as many copies of its streets as make a million junctions.
func benchViews(b *testing.B, name string) (*data.Dataset, *road.Streets) {
	b.Helper()
	if name == "Corsica" {
		path, _ := corsica(b)
		file, err := region.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = file.Close() })
		contents, err := file.Contents()
		if err != nil {
			b.Fatal(err)
		}
		return contents.Dataset, contents.Streets
	}
	c := &benchCommand{Source: filepath.Join(realdata.Dir(b), "corse", "roads.osm.pbf")}
	builder := road.NewBuilder(road.Car())
	if _, err := c.lay(b.Context(), builder); err != nil {
		b.Fatal(err)
	}
	streets, _, err := builder.Finish(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	ds, err := drawRegion(b.Context(), streets, stitch.Dense(streets, 5000, 1))
	if err != nil {
		b.Fatal(err)
	}
	return ds, streets
}

// withAreas opens a number of structures, each for the inhabitants of one EPCI.
func withAreas(b *testing.B, v *data.View, st data.Structure, n int, at func(int) data.Position) *data.View {
	b.Helper()
	var areas []string
	for _, t := range v.Dataset().Territories {
		if t.Kind == data.KindEPCI {
			areas = append(areas, t.Code)
		}
	}
	var changes []data.Change
	for i := range n {
		one := st
		one.ID = data.StructureID(fmt.Sprint("area ", i))
		one.Services = []data.Service{st.Services[0]}
		one.Services[0].Eligibility = data.Eligibility{areas[i*len(areas)/n]}
		changes = append(changes, data.Open{Site: data.Site{Position: at(i)}, Structure: one})
	}
	out, err := v.With(changes...)
	if err != nil {
		b.Fatal(err)
	}
	return out
}
