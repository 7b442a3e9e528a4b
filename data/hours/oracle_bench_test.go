package hours_test

import (
	"testing"
	"time"

	"maillage/data/hours"
)

// usualValues are five that France's places have: offices, an office with an
// afternoon off, permanences, seasons, a door that is kept at night.
var usualValues = []struct{ name, value string }{
	{"office", "Mo-Fr 09:00-12:00,14:00-17:00"},
	{"exception", "Mo-Fr 08:30-12:00,13:30-17:00; We 13:30-17:00 off; PH off"},
	{"permanences", "Mo[2,4] 14:00-17:00; Th[-1] 09:00-12:00 \"sur rendez-vous\""},
	{"seasons", "Oct-Jun: Tu,Th 09:00-17:00; Jul-Aug: Tu 09:00-12:00; Dec 24-Jan 2 off"},
	{"night", "Mo-Su 20:00-02:00; week 1-53/2 Sa 22:00-04:00; PH off; easter off"},
}

// BenchmarkYear reads a value and tells the intervals of a year, as the
// reference does in the same run: its mean once warm is reference-ns/op,
// and how many times longer it takes is "ratio".
func BenchmarkYear(b *testing.B) {
	const year = 2025
	from, to := time.Date(year, 1, 1, 0, 0, 0, 0, paris), time.Date(year+1, 1, 1, 0, 0, 0, 0, paris)
	place := hours.Place{Location: paris}
	for _, c := range usualValues {
		b.Run(c.name, func(b *testing.B) {
			o := startOracle(b)
			reference := o.ask(b, question{Bench: c.value, Year: year, Rounds: 100})[0]
			if reference.Error != "" {
				b.Fatal(reference.Error)
			}
			b.ReportAllocs()
			for b.Loop() {
				rules, err := hours.Parse(c.value)
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for range hours.Compile(rules, place).Intervals(from, to) {
					n++
				}
				if n < 10 {
					b.Fatalf("%d intervals in a year", n)
				}
			}
			ours := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
			b.ReportMetric(reference.Nanoseconds, "reference-ns/op")
			b.ReportMetric(reference.Nanoseconds/ours, "ratio")
		})
	}
}
