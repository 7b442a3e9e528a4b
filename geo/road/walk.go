package road

// Walk is walking at an unhurried adult's pace; slopes are not read.
func Walk() *Profile {
	return &Profile{
		code:     "walk",
		ends:     Ends{WalkSpeed: 4000, Detour: 130},
		access:   []string{"foot", "access"},
		barriers: nil,
		read:     stroll,
		classes: map[string]class{
			"primary":        {usual: 4.5},
			"primary_link":   {usual: 4.5},
			"trunk":          {usual: 4.5},
			"trunk_link":     {usual: 4.5},
			"secondary":      {usual: 4.5},
			"secondary_link": {usual: 4.5},
			"tertiary":       {usual: 4.5},
			"tertiary_link":  {usual: 4.5},
			"unclassified":   {usual: 4.5},
			"residential":    {usual: 4.5},
			"road":           {usual: 4.5},
			"living_street":  {usual: 4.5},
			"service":        {usual: 4.5},
			"pedestrian":     {usual: 4.5},
			"footway":        {usual: 4.5},
			"corridor":       {usual: 3},
			"cycleway":       {usual: 4.5},
			"bridleway":      {usual: 4},
			"track":          {usual: 4},
			"path":           {usual: 4},
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
	case "", "hiking":
	case "mountain_hiking":
		kmh = min(kmh, 2.5)
	default:
		return passage{}
	}
	switch tags.Find("oneway:foot") {
	case "yes":
		return passage{forward: laneOf(kmh)}
	case "-1":
		return passage{backward: laneOf(kmh)}
	}
	return passage{laneOf(kmh), laneOf(kmh)}
}
