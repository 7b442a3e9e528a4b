//go:build race

package geo

// racing tells that the race detector runs, under which sync.Pool (the R-tree's
// queues) drops things at random, and long loops of one goroutine prove no more than short ones.
const racing = true
