// Package racing is for tests: it tells whether the race detector runs, and keeps
// from it the long ones of one goroutine, which it makes eight times longer and
// sees nothing in. It runs with -short.
package racing

import "testing"

// Long skips a test under -short.
func Long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("short: long, and nothing that goroutines share")
	}
}
