package hours

import (
	"math/bits"
	"time"
)

// Week is the open quarter-hours of the week of a day, a bit each, Monday 00:00
// first: bit q%64 of word q/64. A quarter-hour counts when it is open throughout.
type Week [11]uint64

const quarterMinutes = 15

// Week is the week that holds a day, by the clock on the wall. A quarter-hour that is not open for certain is not in it.
func (s *Schedule) Week(d Day) (week Week) {
	p := newPainter(s)
	monday := d - Day((d.Weekday()+6)%7)
	for day := range 7 {
		w := p.wallOf(monday + Day(day))
		for i := 0; i < len(w); {
			from := int(w[i].from)
			to := from
			for i < len(w) && s.said[w[i].mark].state == Open {
				to = w.end(i)
				i++
			}
			if to == from {
				i++
			}
			for q := (from + quarterMinutes - 1) / quarterMinutes; (q+1)*quarterMinutes <= to; q++ {
				week.open(day*minutesADay/quarterMinutes + q)
			}
		}
	}
	return week
}

func (w *Week) open(q int) { w[q/64] |= 1 << (q % 64) }

// Holds tells whether a quarter-hour of the week is open: a weekday, and minutes from its midnight.
func (w *Week) Holds(weekday time.Weekday, minute int) bool {
	q := (int(weekday+6)%7*minutesADay + minute) / quarterMinutes
	return w[q/64]>>(q%64)&1 != 0
}

// Hours is how many hours of the week are open.
func (w *Week) Hours() float64 {
	quarters := 0
	for _, word := range w {
		quarters += bits.OnesCount64(word)
	}
	return float64(quarters) * quarterMinutes / 60
}
