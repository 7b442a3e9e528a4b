//go:build race

package geo

// racing tells that the race detector runs, under which sync.Pool (the R-tree's
// queues) drops things at random.
const racing = true
