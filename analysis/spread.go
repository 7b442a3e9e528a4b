package analysis

import (
	"math"

	"maillage/geo/road"
)

// sample is a number of people and the time they travel.
type sample struct {
	time   road.Deciseconds
	people float64
}

// meanMinutes is the mean time of the people who can arrive, weighted by
// people; the unreachable have no time to average. NaN when nobody can arrive.
func meanMinutes(samples []sample) float64 {
	var sum, people float64
	for _, s := range samples {
		if s.time != road.Unreachable {
			sum += float64(s.time) * s.people
			people += s.people
		}
	}
	return sum / people / deciseconds
}

// quantileMinutes is the smallest time within which at least num/den of all
// people arrive: the inverse of the weighted distribution function, without
// interpolation (definition 1 of R. J. Hyndman and Y. Fan, "Sample Quantiles in
// Statistical Packages", The American Statistician 50(4), 1996). Samples are in
// order of time, each of some people. The unreachable count as beyond everyone: +Inf when the
// quantile falls among them. NaN without people.
//
// The comparison is multiplied out, so that it is exact for counts of whole people.
func quantileMinutes(samples []sample, num, den float64) float64 {
	var people float64
	for _, s := range samples {
		people += s.people
	}
	var within float64
	for _, s := range samples {
		within += s.people
		if within*den >= people*num {
			return s.time.Minutes()
		}
	}
	return math.NaN()
}
