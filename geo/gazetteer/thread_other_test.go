//go:build !linux

package gazetteer

import "time"

var began = time.Now()

// threadTime is the time that passed, where the system does not tell a thread's own.
func threadTime() time.Duration { return time.Since(began) }
