package gazetteer

import (
	"reflect"
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
	for name, bytes := range sizes(g.Columns()) {
		b.Logf("%-18s %6.2f B/address", name, float64(bytes)/float64(g.Stats().Houses))
	}
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

// sizes are the bytes of each column.
func sizes(c *Columns) map[string]int {
	all := map[string]int{}
	for _, v := range []reflect.Value{reflect.ValueOf(c).Elem(), reflect.ValueOf(&c.Boxes).Elem()} {
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.Slice {
				all[v.Type().Field(i).Name] = f.Len() * int(f.Type().Elem().Size())
			}
		}
	}
	return all
}

func size(c *Columns) int {
	total := 0
	for _, bytes := range sizes(c) {
		total += bytes
	}
	return total
}
