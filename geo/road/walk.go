package road

// Walk is walking at an adult's pace.
func Walk() *Profile {
	return &Profile{
		code:     "walk",
		ends:     Ends{WalkSpeed: 4000, Detour: 130},
		access:   []string{"foot", "access"},
		aboard:   true,
		barriers: []string{"wall", "fence", "city_wall", "retaining_wall"},
		read:     stroll,
		delays:   delays{signal: 100, crossing: 100},
		classes: map[string]class{
			"primary":        {usual: 5},
			"primary_link":   {usual: 5},
			"trunk":          {usual: 5},
			"trunk_link":     {usual: 5},
			"secondary":      {usual: 5},
			"secondary_link": {usual: 5},
			"tertiary":       {usual: 5},
			"tertiary_link":  {usual: 5},
			"unclassified":   {usual: 5},
			"residential":    {usual: 5},
			"road":           {usual: 5},
			"living_street":  {usual: 5},
			"service":        {usual: 5},
			"pedestrian":     {usual: 5},
			"footway":        {usual: 5},
			"corridor":       {usual: 3},
			"cycleway":       {usual: 5},
			"bridleway":      {usual: 5},
			"track":          {usual: 5},
			"path":           {usual: 5},
			"steps":          {usual: 2},
		},
	}
}

// stroll reads a way for people on foot. Nobody walks on a street signed for
// cars only, nor is sent up an alpine path.
func stroll(tags Tags, base pace) passage {
	if tags.Find("motorroad") == "yes" && !consents(tags.Find("foot")) {
		return passage{}
	}
	kmh := base.usual
	switch tags.Find("sac_scale") {
	case "":
	case "hiking":
		kmh *= 0.9
	case "mountain_hiking":
		kmh = min(kmh, 2.5)
	default:
		return passage{}
	}
	pass := sloped(kmh, tags, walkedUp, walkedDown)
	switch tags.Find("oneway:foot") {
	case "yes":
		return pass.along(forwardOnly)
	case "-1":
		return pass.along(backwardOnly)
	}
	return pass
}
