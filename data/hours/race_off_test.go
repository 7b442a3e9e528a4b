//go:build !race

package hours

const raceDetector = false
