package analysis

import (
	"math"

	"maillage/geo/road"
)

// doubtSpeed is how fast a profile goes along streets where people live, metres a
// second: as the profiles' own tables have them, on foot without a path as to the street.
func doubtSpeed(mode string) float64 {
	switch mode {
	case "car":
		return 25 / 3.6
	case "bike":
		return 12 / 3.6
	case "wheelchair":
		return 3 / 3.6
	default:
		return 4 / 3.6
	}
}

// DoubtOf is by about how much times may be too long or too short where an
// origin is known only to so many metres: what a straight line of that length takes
// × CrowDetour, along streets where people live. No time is wrong by more than the
// way to the true origin and back take; docs/method/travel-time.md tells how often
// that is more than this. For Crow it is CrowTime.
func DoubtOf(mode string, radius float64) road.Deciseconds {
	if mode == Crow {
		return CrowTime(radius)
	}
	return road.Deciseconds(math.Round(radius * CrowDetour / doubtSpeed(mode) * 10))
}
