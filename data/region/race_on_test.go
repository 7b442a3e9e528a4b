//go:build race

package region

// raceDetector slows everything down tenfold: what only counts is counted less with it.
const raceDetector = true
