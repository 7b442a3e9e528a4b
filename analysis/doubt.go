package analysis

import (
	"math"

	"maillage/geo/road"
)

// doubtDetour is the length of the way over the straight line within a
// neighbourhood: the circuity by which walks to the street are lengthened too.
const doubtDetour = 1.3

// doubtSpeed is how fast that way is travelled by a profile, in metres a
// second: along streets where people live, as the profile's own tables have them.
func doubtSpeed(mode string) float64 {
	switch mode {
	case "car":
		return 25 / 3.6
	case "bike":
		return 12 / 3.6
	default:
		return 4 / 3.6
	}
}

// DoubtOf is by how much times may be too long or too short where an origin is
// known only to so many metres: what the way from the origin to the edge of that
// circle takes. A time cannot be wrong by more than that where the way is open
// in both directions. For Crow it is CrowTime.
func DoubtOf(mode string, radius float64) road.Deciseconds {
	if mode == Crow {
		return CrowTime(radius)
	}
	return road.Deciseconds(math.Round(radius * doubtDetour / doubtSpeed(mode) * 10))
}
