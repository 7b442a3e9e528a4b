// Package threadtime tells, for tests, how long the processor worked for a
// thread: a bound on that holds on a busy machine too.
package threadtime

import (
	"syscall"
	"time"
)

// Now is how long the processor worked for this thread so far. The caller keeps to one thread (runtime.LockOSThread).
func Now() time.Duration {
	const ofThread = 1 // RUSAGE_THREAD
	var usage syscall.Rusage
	if err := syscall.Getrusage(ofThread, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
