package hours

import (
	"testing"
	"time"
)

// usual are values as they are found; the last two ask for holidays and for the sun.
var usualValues = []struct{ name, value string }{
	{"week", "Mo-Fr 08:30-12:00,13:30-17:00"},
	{"closures", "Mo-Fr 08:30-12:00,13:30-17:00; Sa 09:00-12:00; PH off; Dec 24-Jan 2 off"},
	{"permanence", "Mo[2,4] 14:00-17:00; PH off"},
	{"night", "Tu-Sa 19:00-02:00; Jul-Aug Mo-Su 18:00-03:00"},
	{"school", "Mo-Fr 08:30-17:00; SH off"},
	{"sun", "sunrise-sunset"},
}

func scheduleOf(t testing.TB, value string, place Place) *Schedule {
	t.Helper()
	rules, err := Parse(value)
	if err != nil {
		t.Fatalf("%s: %v", value, err)
	}
	return Compile(rules, place)
}

func corte(t testing.TB) Place {
	place := paris(t)
	place.Point = [2]float64{9.150, 42.306}
	return place
}

func BenchmarkAt(b *testing.B) {
	for _, v := range usualValues {
		b.Run(v.name, func(b *testing.B) {
			s := scheduleOf(b, v.value, corte(b))
			at := time.Date(2026, 11, 25, 9, 0, 0, 0, s.place.Location)
			b.ReportAllocs()
			for b.Loop() {
				s.At(at)
				at = at.Add(37 * time.Minute)
			}
		})
	}
}

func BenchmarkReceived(b *testing.B) {
	s := scheduleOf(b, usualValues[1].value, corte(b))
	at := time.Date(2026, 11, 25, 9, 0, 0, 0, s.place.Location)
	b.ReportAllocs()
	for b.Loop() {
		s.Received(at, 15*time.Minute)
		at = at.Add(37 * time.Minute)
	}
}

// BenchmarkIntervals reads, compiles, and tells a year.
func BenchmarkIntervals(b *testing.B) {
	for _, v := range usualValues {
		b.Run(v.name, func(b *testing.B) {
			place := corte(b)
			from := time.Date(2026, 1, 1, 0, 0, 0, 0, place.Location)
			to := from.AddDate(1, 0, 0)
			b.ReportAllocs()
			for b.Loop() {
				rules, err := Parse(v.value)
				if err != nil {
					b.Fatal(err)
				}
				for range Compile(rules, place).Intervals(from, to) {
				}
			}
		})
	}
}
