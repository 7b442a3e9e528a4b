// Package solo keeps the long tests of one goroutine from the race detector,
// which makes them eight times longer and sees nothing in them.
package solo

import "testing"

// Long skips a test under -short, with which the race detector runs.
func Long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("short: long, and nothing that goroutines share")
	}
}
