package road

import (
	"strconv"
	"strings"
)

// The ground under wheels: the most that is driven or ridden on it, km/h, where
// tags tell of it. Sources: OSRM's profiles car.lua (surface_speeds,
// tracktype_speeds, smoothness_speeds) and bicycle.lua (surface_speeds).

var drivenOn = map[string]float64{
	"cement": 80, "compacted": 80, "fine_gravel": 80,
	"paving_stones": 60, "metal": 60, "bricks": 60,
	"grass": 40, "wood": 40, "sett": 40, "grass_paver": 40, "gravel": 40, "unpaved": 40, "ground": 40, "dirt": 40, "pebblestone": 40,
	"cobblestone": 30, "clay": 30, "unhewn_cobblestone": 30,
	"earth": 20, "stone": 20, "rock": 20, "rocky": 20, "sand": 20,
	"mud": 10,
}

var drivenOnTrack = map[string]float64{"grade1": 60, "grade2": 40, "grade3": 30, "grade4": 25, "grade5": 20}

var drivenSmoothly = map[string]float64{
	"intermediate": 80, "bad": 40, "very_bad": 20, "horrible": 10, "very_horrible": 5, "impassable": 0,
}

var riddenOn = map[string]float64{
	"wood": 10, "metal": 10, "cobblestone:flattened": 10, "paving_stones": 10, "compacted": 10, "fine_gravel": 10, "ground": 10,
	"sett": 9, "dirt": 8, "cobblestone": 7,
	"unpaved": 6, "gravel": 6, "pebblestone": 6, "grass_paver": 6, "earth": 6, "grass": 6, "rock": 6, "stone": 6, "unhewn_cobblestone": 6,
	"mud": 3, "sand": 3, "woodchips": 3,
}

var riddenSmoothly = map[string]float64{"bad": 10, "very_bad": 8, "horrible": pushed, "very_horrible": pushed, "impassable": 0}

// onGround is a speed lowered to what the ground lets, 0 where nobody passes.
func onGround(kmh float64, tags Tags, bySurface, byTrack, bySmoothness map[string]float64) float64 {
	for _, each := range []struct {
		key  string
		most map[string]float64
	}{{"surface", bySurface}, {"tracktype", byTrack}, {"smoothness", bySmoothness}} {
		for value := range strings.SplitSeq(tags.Find(each.key), ";") { // of several the worst
			if most, known := each.most[strings.TrimSpace(value)]; known {
				kmh = min(kmh, most)
			}
		}
	}
	return kmh
}

// inclineOf reads a slope in per cent, up in the way's direction: "8%", "-8 %",
// "5°". ok is false for up and down, which tell none, and for slopes no street has.
func inclineOf(value string) (percent float64, ok bool) {
	number := strings.TrimRight(value, "%° ")
	percent, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
	if strings.HasSuffix(value, "°") {
		percent *= 1.75 // a degree in per cent, to within 2 % up to 10°
	}
	return percent, err == nil && percent >= -100 && percent <= 100
}

// slower is what a slope makes of a speed: an entry each for slopes from a
// number of per cent on, steepest first.
type slower []struct{ from, share float64 }

// The slopes: Valhalla's tables kGradeBasedSpeedFactor of bicyclecost.cc and, on
// foot, pedestriancost.cc (after DIN 33466), uphill and, on foot, steeply down;
// that one is faster downhill is not counted.
var (
	riddenUp   = slower{{15, 0.3}, {13, 0.4}, {11.5, 0.45}, {10, 0.5}, {8, 0.55}, {6.5, 0.65}, {5, 0.75}, {3, 0.85}, {1.5, 0.95}}
	walkedUp   = slower{{15, 1 / 2.5}, {13, 1 / 2.23}, {11.5, 1 / 2.03}, {10, 1 / 1.83}, {8, 1 / 1.57}, {6.5, 1 / 1.43}, {5, 1 / 1.33}, {3, 1 / 1.2}, {1.5, 1 / 1.1}}
	walkedDown = slower{{10, 1 / 1.33}, {8, 1 / 1.22}, {6.5, 1 / 1.08}}
)

// of is the share of a speed that is left on a slope, 1 on the level.
func (s slower) of(percent float64) float64 {
	for _, step := range s {
		if percent >= step.from {
			return step.share
		}
	}
	return 1
}

// sloped is a passage at a speed on the level, slower by a tagged slope.
func sloped(kmh float64, tags Tags, up, down slower) passage {
	percent, ok := inclineOf(tags.Find("incline"))
	if !ok {
		return passage{laneOf(kmh), laneOf(kmh)}
	}
	return passage{laneOf(kmh * up.of(percent) * down.of(-percent)), laneOf(kmh * up.of(-percent) * down.of(percent))}
}
