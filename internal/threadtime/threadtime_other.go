//go:build !linux

// Package threadtime tells how long something took.
package threadtime

import "time"

var began = time.Now()

// Now is the time that passed, where the system does not tell a thread's own.
func Now() time.Duration { return time.Since(began) }
