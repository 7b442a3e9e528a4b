//go:build race

package hours

// raceDetector slows everything down tenfold: how long things last is held without it.
const raceDetector = true
