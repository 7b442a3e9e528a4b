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

// instantsOfAYear are spread over the hours of 2026, in no order that a cache or a branch could learn.
func instantsOfAYear(location *time.Location) []time.Time {
	const steps = 1 << 12
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, location)
	instants := make([]time.Time, steps)
	for i := range instants {
		instants[i] = begin.Add(time.Duration(i*2654435761%steps) * (365 * 24 * time.Hour / steps))
	}
	return instants
}

// benchmarkUsual asks each usual value something at any hour of the year.
func benchmarkUsual(b *testing.B, ask func(s *Schedule, t time.Time)) {
	for _, v := range usualValues {
		b.Run(v.name, func(b *testing.B) {
			s := scheduleOf(b, v.value, corte(b))
			instants := instantsOfAYear(s.place.Location)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				ask(s, instants[i%len(instants)])
			}
		})
	}
}

func BenchmarkAt(b *testing.B) {
	benchmarkUsual(b, func(s *Schedule, t time.Time) { s.At(t) })
}

func BenchmarkReceived(b *testing.B) {
	benchmarkUsual(b, func(s *Schedule, t time.Time) { s.Received(t, 15*time.Minute) })
}

func BenchmarkNext(b *testing.B) {
	benchmarkUsual(b, func(s *Schedule, t time.Time) { s.Next(t, 15*time.Minute, 14) })
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
