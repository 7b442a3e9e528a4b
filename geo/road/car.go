package road

import "strings"

// Car is driving an ordinary car outside rush hours. Speeds are what is held on
// average, stops and bends included, not limits: docs/method/travel-time.md.
func Car() *Profile {
	return &Profile{
		code:     "car",
		ends:     Ends{WalkSpeed: 4000, Detour: 130, Park: 1200},
		access:   []string{"motorcar", "motor_vehicle", "vehicle", "access"},
		exempt:   []string{"motorcar", "motor_vehicle", "vehicle"},
		barriers: carBarriers,
		read:     drive,
		classes: map[string]class{
			"motorway":       {usual: 90, ceiling: 115},
			"motorway_link":  {usual: 45, ceiling: 70},
			"trunk":          {usual: 62, ceiling: 95},
			"trunk_link":     {usual: 40, ceiling: 60},
			"primary":        {usual: 58, ceiling: 75},
			"primary_link":   {usual: 30, ceiling: 50},
			"secondary":      {usual: 50, ceiling: 68},
			"secondary_link": {usual: 25, ceiling: 45},
			"tertiary":       {usual: 40, ceiling: 62},
			"tertiary_link":  {usual: 20, ceiling: 40},
			"unclassified":   {usual: 25, ceiling: 50},
			"residential":    {usual: 25, ceiling: 35},
			"road":           {usual: 25, ceiling: 35},
			"living_street":  {usual: 10, ceiling: 15},
			"service":        {usual: 12, ceiling: 20},
			"track":          {usual: 10, ceiling: 15},
			"pedestrian":     {usual: 8, ceiling: 8, consent: true},
		},
	}
}

var carBarriers = []string{
	"bollard", "block", "chain", "cycle_barrier", "motorcycle_barrier", "jersey_barrier", "kissing_gate",
	"stile", "turnstile", "full-height_turnstile", "log", "debris", "bus_trap", "sump_buster", "planter",
	"hampshire_gate", "horse_stile", "wicket_gate", "bump_gate", "sliding_beam",
	"wall", "fence", "hedge", "guard_rail", "ditch", "stone",
}

// restrictedSpeed is the most that is driven where only those who have business
// there may go (km/h): slow enough that no short cut leads through.
const restrictedSpeed = 15

// drive reads a way for cars: its limits each way, then its directions.
func drive(tags Tags, base pace) passage {
	switch {
	case tags.Find("highway") == "track" && !hardTrack(tags):
		return passage{}
	case tags.Find("service") == "emergency_access":
		return passage{}
	}
	p := along(lane{speed: 1}, oneway(tags))
	if p.forward.speed > 0 {
		p.forward = laneOf(driven(tags, base, "maxspeed:forward"))
	}
	if p.backward.speed > 0 {
		p.backward = laneOf(driven(tags, base, "maxspeed:backward"))
	}
	return p
}

// driven is the effective speed of one direction in km/h.
func driven(tags Tags, base pace, directed string) float64 {
	kmh := base.usual
	if limit, ok := speedLimit(firstOf(tags, directed, "maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed")); ok {
		kmh = min(held(limit), base.ceiling)
	}
	if base.restricted {
		kmh = min(kmh, restrictedSpeed)
	}
	if unpaved(tags) {
		kmh = min(kmh, 25)
	}
	return kmh
}

// held is the average speed held where a limit is signed: four fifths of it on
// the open road, two thirds from 50 km/h down, where lights, crossings and
// right-hand priorities weigh.
func held(limit float64) float64 {
	if limit <= 50 {
		return limit * 2 / 3
	}
	return limit * 4 / 5
}

// hardTrack tells whether a car passes on a track in any weather.
func hardTrack(tags Tags) bool {
	return tags.Find("tracktype") == "grade1" || tags.Find("motor_vehicle") == "yes" || tags.Find("motorcar") == "yes"
}

// unpaved tells whether a surface is tagged that is not sealed.
func unpaved(tags Tags) bool {
	switch surface := tags.Find("surface"); {
	case strings.HasPrefix(surface, "unpaved"), surface == "gravel", surface == "fine_gravel", surface == "compacted",
		surface == "ground", surface == "dirt", surface == "earth", surface == "grass", surface == "sand", surface == "mud",
		surface == "pebblestone", surface == "rock":
		return true
	}
	return false
}
