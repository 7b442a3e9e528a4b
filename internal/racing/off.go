//go:build !race

package racing

// On tells that the race detector runs: it does not.
const On = false
