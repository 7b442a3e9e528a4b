package hours

import (
	"math"
	"runtime"
	"testing"
	"time"

	"maillage/internal/racing"
	"maillage/internal/threadtime"
)

// longest is what one evaluation may last, whatever the value.
const longest = 10 * time.Millisecond

// FuzzEvaluate holds that no evaluation of any value panics or lasts, and that
// At, Intervals and Status tell the same.
func FuzzEvaluate(f *testing.F) {
	for _, v := range usualValues {
		f.Add(v.value, int64(1795600000))
	}
	for _, v := range worstValues() {
		f.Add(v.value, int64(1795600000))
	}
	f.Add("Mo[5] +3 days 10:00+,19:00-26:00+; easter -2 days-Oct Su[-1] off || SH (sunset-01:00)-dawn \"x\", week 2-52/2 off", int64(4102444799))
	f.Add("SH 08:00-09:00, SH -1 day 09:00-10:00, Mo 10:00-12:00", int64(1795600000))
	place := corte(f)
	f.Fuzz(func(t *testing.T, value string, unix int64) {
		rules, err := Parse(value)
		if err != nil || len(rules) == 0 {
			return
		}
		at := time.Unix(unix%(1<<33), 0).In(place.Location)
		for _, e := range evaluations(rules, place, at) {
			if took := bestOf(10, e.run); took > longest && !racing.On {
				t.Errorf("%s of %q at %s lasted %s", e.name, value, at, took)
			}
		}
		s := Compile(rules, place)
		status := s.Status(at)
		if got := s.At(at); got != status.State {
			t.Errorf("%q at %s: At tells %s, Status %s", value, at, got, status.State)
		}
		if !status.Until.IsZero() && !status.Until.After(at) {
			t.Errorf("%q at %s: Status holds until %s", value, at, status.Until)
		}
	})
}

// bestOf is how long the processor works on a run: the best of several, the
// others being tried only where the first is too long, as a garbage collection may make it.
func bestOf(tries int, run func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	best := time.Duration(math.MaxInt64)
	for try := 0; try < tries && best > longest; try++ {
		before := threadtime.Now()
		run()
		best = min(best, threadtime.Now()-before)
	}
	return best
}
