//go:build race

package gazetteer

// racing tells that the race detector runs: long tests ask a part of their questions.
const racing = true
