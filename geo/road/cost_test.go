package road

import "testing"

// TestLengthsNeverRunOver: a time of two parts, each of which drops all but half
// a decisecond, is told at the horizon as it is, as long as arcs may be for it.
func TestLengthsNeverRunOver(t *testing.T) {
	const whole = 1<<26 - 1
	arc := costOf(whole, whole*fastest)
	for _, first := range []Deciseconds{0, 1, 1000, horizon / 2, horizon} {
		rest := horizon - first
		got := arc.part((float64(first)+0.4999)/whole) + arc.part((float64(rest)+0.4999)/whole)
		if got.time() != horizon || got.metres() < horizon*fastest/10 {
			t.Errorf("%d and %d ds: got %d ds and %v m", first, rest, got.time(), got.metres())
		}
	}
}
