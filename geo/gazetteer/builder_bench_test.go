package gazetteer

import (
	"sync"
	"testing"

	"maillage/internal/banworld"
)

// region is a region's size: a million addresses.
var region = sync.OnceValue(func() *banworld.World { return banworld.New(15, 2000, 1_000_000) })

// addWorld adds all of a drawn world.
func addWorld(b *Builder, w *banworld.World) {
	for _, c := range w.Communes {
		b.AddCommune(Commune(c))
	}
	for _, d := range w.Districts {
		b.AddPostalCode(w.Communes[d.Commune].Code, d.PostalCode)
	}
	for a := range w.All() {
		b.AddAddress(Address(a))
	}
	for _, l := range w.Localities {
		b.AddLocality(Locality(l))
	}
}

// BenchmarkAddAddress is what a reader pays for each line.
func BenchmarkAddAddress(b *testing.B) {
	w := region()
	b.ReportAllocs()
	into, n := NewBuilder(), 0
	for b.Loop() {
		if n%1_000_000 == 0 {
			into = NewBuilder()
		}
		street := n / 13 % len(w.Streets)
		into.AddAddress(Address(w.House(street, n%w.Streets[street].Houses)))
		n++
	}
}

// BenchmarkFinish lays out a million addresses, and tells what each takes on
// disk, with all that belongs to it.
func BenchmarkFinish(b *testing.B) {
	builder := NewBuilder()
	addWorld(builder, region())
	var g *Gazetteer
	for b.Loop() {
		g = builder.Finish()
	}
	b.ReportMetric(float64(size(g.Columns()))/float64(g.Stats().Houses), "B/address")
	b.ReportMetric(float64(g.Stats().Houses), "addresses")
}

// BenchmarkFromColumns is the first question's price for a million addresses:
// every column is checked.
func BenchmarkFromColumns(b *testing.B) {
	builder := NewBuilder()
	addWorld(builder, region())
	c := builder.Finish().Columns()
	for b.Loop() {
		if _, err := FromColumns(c); err != nil {
			b.Fatal(err)
		}
	}
}

// size is the bytes of all columns.
func size(c *Columns) int {
	total := 0
	fields, _ := columnsOf(c)
	for _, f := range fields {
		total += f.Len() * int(f.Type().Elem().Size())
	}
	return total
}
