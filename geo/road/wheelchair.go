package road

import (
	"slices"
	"strconv"
	"strings"
)

// Wheelchair is rolling on one's own, without help: a walk that avoids steps,
// raised kerbs, steep and rough ways where tags tell of them. What no tag tells
// is taken to be passable: docs/method/travel-time.md.
func Wheelchair() *Profile {
	return &Profile{
		code:   "wheelchair",
		ends:   Ends{WalkSpeed: 3000, Detour: 130},
		access: []string{"foot", "access"},
		stops:  stopsWheels,
		delays: delays{signal: 100, crossing: 100, gate: 100},
		read:   roll,
		classes: map[string]class{
			"primary":        {usual: 4},
			"primary_link":   {usual: 4},
			"trunk":          {usual: 4, consent: true},
			"trunk_link":     {usual: 4, consent: true},
			"secondary":      {usual: 4},
			"secondary_link": {usual: 4},
			"tertiary":       {usual: 4},
			"tertiary_link":  {usual: 4},
			"unclassified":   {usual: 4},
			"residential":    {usual: 4},
			"road":           {usual: 4},
			"living_street":  {usual: 4},
			"service":        {usual: 4},
			"pedestrian":     {usual: 4},
			"footway":        {usual: 4},
			"corridor":       {usual: 3},
			"cycleway":       {usual: 4},
			"track":          {usual: 3},
			"path":           {usual: 3},
			"steps":          {usual: 2},
		},
	}
}

// roll reads a way for wheelchairs.
func roll(tags Tags, base pace) passage {
	wheelchair, signed := tags.Find("wheelchair"), signedForWheels(tags)
	switch highway := tags.Find("highway"); {
	case wheelchair == "no":
		return passage{}
	case highway == "steps" && !signed && tags.Find("ramp:wheelchair") != "yes":
		return passage{}
	case (highway == "path" || highway == "track") && !signed && !smoothGround(tags):
		return passage{}
	case !signed && (tooSteep(tags.Find("incline")) || tooRough(tags) || tooNarrow(tags)):
		return passage{}
	}
	if wheelchair == "limited" || slowGround(tags) {
		base.usual = min(base.usual, 2.5)
	}
	return stroll(tags, base)
}

// signedForWheels tells whether a tag of their own lets wheelchairs by.
func signedForWheels(tags Tags) bool {
	return tags.Find("wheelchair") == "yes" || tags.Find("wheelchair") == "designated"
}

// smoothGround tells whether a path or a track is known to be made for wheels.
func smoothGround(tags Tags) bool {
	switch tags.Find("surface") {
	case "paved", "asphalt", "concrete", "concrete:plates", "paving_stones", "metal", "wood", "bricks", "chipseal":
		return true
	}
	return tags.Find("tracktype") == "grade1"
}

// slowGround tells whether wheels roll slowly: smooth to shoes, not to them.
func slowGround(tags Tags) bool {
	return anyOf(tags.Find("surface"), "sett", "compacted", "fine_gravel", "cobblestone:flattened", "concrete:lanes", "unpaved")
}

// tooRough reads surface and smoothness; of the latter all beyond "intermediate",
// the last that OpenStreetMap's wiki gives wheelchairs.
func tooRough(tags Tags) bool {
	return anyOf(tags.Find("smoothness"), "bad", "very_bad", "horrible", "very_horrible", "impassable") ||
		anyOf(tags.Find("surface"), "cobblestone", "unhewn_cobblestone", "gravel", "pebblestone", "rock", "stone", "stepping_stones", "sand", "mud",
			"ground", "dirt", "earth", "grass", "grass_paver", "woodchips", "snow", "ice", "metal_grid")
}

// steepest is the slope in per cent that a wheelchair goes up and down without
// help: the default of openrouteservice's wheelchair profile. French rules ask
// for 5 and allow more on two metres (arrêté du 15 janvier 2007).
const steepest = 6

// tooSteep reads an incline; up and down tell no slope.
func tooSteep(incline string) bool {
	slope, ok := inclineOf(incline)
	return ok && (slope > steepest || slope < -steepest)
}

// narrowest is the width a wheelchair passes, metres (arrêté du 15 janvier 2007, chicanes).
const narrowest = 0.9

func tooNarrow(tags Tags) bool {
	width, ok := metresOf(tags.Find("width"))
	return ok && width < narrowest
}

// highestKerb is what a wheelchair rolls over, metres (same arrêté: 2 cm, 4 where it is bevelled).
const highestKerb = 0.04

// wheelBarriers stop wheels, whoever else may pass: to let walkers by (foot=yes)
// levels no stile.
var wheelBarriers = []string{
	"stile", "turnstile", "full-height_turnstile", "horse_stile", "kissing_gate", "wicket_gate", "cycle_barrier", "motorcycle_barrier",
	"chain", "rope", "log", "debris", "wall", "fence", "city_wall", "retaining_wall", "hedge",
}

// stopsWheels tells whether a node of a way stops wheelchairs: a raised kerb, a
// stile, a crossing told to be none of theirs.
func stopsWheels(tags Tags) bool {
	if signedForWheels(tags) {
		return false
	}
	barrier, kerb := tags.Find("barrier"), tags.Find("kerb")
	onFoot := tags.Find("highway") == "crossing" || barrier != "" || kerb != ""
	return onFoot && tags.Find("wheelchair") == "no" || slices.Contains(wheelBarriers, barrier) || raised(kerb, tags)
}

// raised reads a kerb: its height where one is told, else its kind. Of a rolled
// one OpenStreetMap's wiki says that wheelchairs have difficulty.
func raised(kerb string, tags Tags) bool {
	if height, ok := metresOf(tags.Find("kerb:height")); ok {
		return height > highestKerb
	}
	return slices.Contains([]string{"raised", "regular", "normal", "rolled"}, kerb)
}

// metresOf reads a short length: "0.8", "0,8 m", "80 cm". ok is false for anything else.
func metresOf(value string) (metres float64, ok bool) {
	number, centi := strings.CutSuffix(value, "cm")
	share := 0.01
	if !centi {
		number, share = strings.TrimSuffix(value, "m"), 1
	}
	metres, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(number), ",", "."), 64)
	return metres * share, err == nil && metres >= 0
}
