package region

import (
	"math/rand/v2"
	"testing"

	"maillage/data"
	"maillage/internal/banworld"
)

// BenchmarkLookup looks up a row of a table: written well, written badly, of a street that nobody knows.
func BenchmarkLookup(b *testing.B) {
	f, w, gone := drawnFinder(b, 5)
	for _, c := range []struct {
		name    string
		damage  banworld.Damage
		unknown bool
	}{
		{"as it is", 0, false},
		{"one slip", banworld.WithTypo, false},
		{"unknown", 0, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			var rows []data.Address
			for len(rows) < 500 {
				i := random.IntN(len(w.Streets))
				a := w.House(i, random.IntN(w.Streets[i].Houses))
				if gone(a) == c.unknown {
					text := w.Damaged(random, a, c.damage|banworld.WithoutPostal)
					rows = append(rows, data.Address{Text: text, PostalCode: a.PostalCode, CommuneCode: a.Commune})
				}
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				f.Find(rows[i%len(rows)], LeastScore)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
