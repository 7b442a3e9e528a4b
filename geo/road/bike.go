package road

import "strings"

// Bike is riding an ordinary bicycle.
func Bike() *Profile {
	return &Profile{
		code:     "bike",
		ends:     Ends{WalkSpeed: 4000, Detour: 130, Park: 300},
		access:   []string{"bicycle", "vehicle", "access"},
		exempt:   []string{"bicycle"},
		barriers: []string{"stile", "turnstile", "full-height_turnstile", "horse_stile", "debris", "log", "wall", "fence", "hedge"},
		read:     ride,
		delays:   delays{signal: 90, crossing: 40, stop: 40, giveWay: 20, toll: 150, gate: 100, yield: 20, equal: 10, turn: bikeTurn},
		classes: map[string]class{
			"primary":        {usual: 15},
			"primary_link":   {usual: 15},
			"trunk":          {usual: 15},
			"trunk_link":     {usual: 15},
			"secondary":      {usual: 15},
			"secondary_link": {usual: 15},
			"tertiary":       {usual: 15},
			"tertiary_link":  {usual: 15},
			"unclassified":   {usual: 15},
			"residential":    {usual: 15},
			"road":           {usual: 15},
			"cycleway":       {usual: 15},
			"living_street":  {usual: 12},
			"service":        {usual: 12},
			"track":          {usual: 10},
			"path":           {usual: 8},
			"bridleway":      {usual: 8, consent: true},
			"footway":        {usual: 8, consent: true},
			"pedestrian":     {usual: 6},
			"steps":          {usual: 2},
		},
	}
}

// pushed is the speed at which a bicycle is pushed, km/h.
const pushed = 4

// ride reads a way for bicycles: a street signed for cars only bars them, a
// contraflow opens a one-way street, stairs are for those with a ramp to push on.
func ride(tags Tags, base pace) passage {
	bicycle := tags.Find("bicycle")
	switch {
	case tags.Find("motorroad") == "yes" && !consents(bicycle), tags.Find("sac_scale") != "" && !consents(bicycle):
		return passage{}
	case tags.Find("highway") == "steps" && tags.Find("ramp:bicycle") != "yes":
		return passage{}
	}
	kmh := base.usual
	if bicycle == "dismount" {
		kmh = min(kmh, pushed)
	}
	kmh = onGround(kmh, tags, riddenOn, nil, riddenSmoothly)
	return sloped(kmh, tags, riddenUp, nil).along(ridden(tags))
}

// ridden is the direction that bicycles are held to.
func ridden(tags Tags) direction {
	switch tags.Find("oneway:bicycle") {
	case "no":
		return bothWays
	case "yes":
		return forwardOnly
	case "-1":
		return backwardOnly
	}
	for _, key := range []string{"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"} {
		if strings.HasPrefix(tags.Find(key), "opposite") || tags.Find(key+":oneway") == "no" || tags.Find(key+":oneway") == "-1" {
			return bothWays
		}
	}
	return oneway(tags)
}
