package road

// Car is driving an ordinary car outside rush hours. Speeds are what is held on
// average between junctions where a road is straight, not limits; what is lost at
// junctions and in bends is in its delays: docs/method/travel-time.md.
func Car() *Profile {
	return &Profile{
		code:     "car",
		ends:     Ends{WalkSpeed: 4000, Detour: 130, Park: 1200},
		access:   []string{"motorcar", "motor_vehicle", "vehicle", "access"},
		exempt:   []string{"motorcar", "motor_vehicle", "vehicle"},
		gateways: carGateways,
		read:     drive,
		delays:   delays{signal: 90, crossing: 40, stop: 80, giveWay: 40, toll: 150, gate: 300, yield: 25, equal: 20, turn: carTurn, bends: windingCar},
		classes: map[string]class{
			"motorway":       {usual: 95, ceiling: 120},
			"motorway_link":  {usual: 60, ceiling: 80},
			"trunk":          {usual: 80, ceiling: 100},
			"trunk_link":     {usual: 50, ceiling: 70},
			"primary":        {usual: 68, ceiling: 85},
			"primary_link":   {usual: 45, ceiling: 60},
			"secondary":      {usual: 57, ceiling: 80},
			"secondary_link": {usual: 40, ceiling: 55},
			"tertiary":       {usual: 46, ceiling: 70},
			"tertiary_link":  {usual: 35, ceiling: 50},
			"unclassified":   {usual: 35, ceiling: 55},
			"residential":    {usual: 30, ceiling: 45},
			"road":           {usual: 30, ceiling: 45},
			"living_street":  {usual: 10, ceiling: 15},
			"service":        {usual: 15, ceiling: 20},
			"track":          {usual: 10, ceiling: 15},
			"pedestrian":     {usual: 8, ceiling: 8, consent: true},
		},
	}
}

// carGateways are OSRM's (profiles/car.lua, barrier_whitelist), gates of other
// makes and kerbs, which a mapped street crosses where they are low. Bollards,
// blocks, walls and what nobody has a name for stop cars.
var carGateways = []string{
	"cattle_grid", "border_control", "toll_booth", "sally_port", "gate", "lift_gate", "no", "entrance", "height_restrictor", "arch",
	"swing_gate", "sliding_gate", "kerb",
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
	p := along(lane{speed: 1}, oneway(tags, "oneway:motorcar", "oneway:motor_vehicle"))
	if p.forward.speed > 0 {
		p.forward = laneOf(driven(tags, base, "maxspeed:forward"))
	}
	if p.backward.speed > 0 {
		p.backward = laneOf(driven(tags, base, "maxspeed:backward"))
	}
	return p
}

// driven is the speed of one direction in km/h.
func driven(tags Tags, base pace, directed string) float64 {
	kmh := base.usual
	switch tags.Find("service") {
	case "parking_aisle", "driveway", "alley", "drive-through":
		kmh /= 2
	}
	if limit, ok := limitOf(tags, directed); ok {
		kmh = min(limit, base.ceiling)
	}
	if base.restricted {
		kmh = min(kmh, restrictedSpeed)
	}
	return onGround(kmh, tags, drivenOn, drivenOnTrack, drivenSmoothly)
}

// hardTrack tells whether a car passes on a track in any weather.
func hardTrack(tags Tags) bool {
	return tags.Find("tracktype") == "grade1" || tags.Find("motor_vehicle") == "yes" || tags.Find("motorcar") == "yes"
}
