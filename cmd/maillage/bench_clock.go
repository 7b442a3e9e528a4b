package main

import (
	"runtime"
	"slices"
	"time"

	"maillage/internal/threadtime"
)

// latencyBody says how long questions took, one by one.
type latencyBody struct {
	P50 float64 `json:"p50_us"` // microseconds
	P99 float64 `json:"p99_us"`
	Max float64 `json:"max_us"`
}

// worked is how long the processor worked for a thread to do something: the same
// on a busy machine as on an idle one, where the system tells it.
func worked(do func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	begin := threadtime.Now()
	do()
	return threadtime.Now() - begin
}

// lasted is how long something took on the wall's clock: of what several processors do at once.
func lasted(do func()) time.Duration {
	begin := time.Now()
	do()
	return time.Since(begin)
}

// inTurn does one thing after the other, some times over, and tells the least that
// each took: what else the machine does weighs on all alike.
func inTurn(times int, things ...func()) []time.Duration {
	least := make([]time.Duration, len(things))
	for round := range times {
		for i, do := range things {
			if took := worked(do); round == 0 || took < least[i] {
				least[i] = took
			}
		}
	}
	return least
}

// latency asks n questions, each timed on its own, once a few have been asked in vain.
func latency(n int, ask func(i int)) latencyBody {
	const warmUp = 50
	for i := range min(n, warmUp) {
		ask(i)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	took := make([]time.Duration, n)
	for i := range took {
		begin := threadtime.Now()
		ask(i)
		took[i] = threadtime.Now() - begin
	}
	slices.Sort(took)
	at := func(share float64) float64 { return float64(took[int(share*float64(n-1))].Nanoseconds()) / 1000 }
	return latencyBody{at(.5), at(.99), at(1)}
}

// weight is how many bytes stay in memory for what make returns.
func weight(made func() any) (what any, bytes int64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	what = made()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return what, max(0, int64(after.HeapAlloc)-int64(before.HeapAlloc))
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
