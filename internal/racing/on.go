//go:build race

package racing

// On tells that the race detector runs: how long things take and what they
// allocate, the R-tree's pooled queues too, is held without it.
const On = true
