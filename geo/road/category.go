package road

import "strings"

// Category is how much a street counts in the network, as a map draws it, or that
// it is none. It changes no time.
type Category uint8

// The categories, as OpenStreetMap's `highway` has them. The zero one is
// whatever is none of the others: residential and unclassified streets, squares.
const (
	Minor Category = iota
	Tertiary
	Secondary
	Primary
	Trunk
	Motorway
	Path  // where cars do not go, or hardly: footways, tracks, steps
	Ferry // no street: nobody sets out from one
	categories
)

// Code is the category in one word: "minor", "primary".
func (c Category) Code() string {
	return [categories]string{"minor", "tertiary", "secondary", "primary", "trunk", "motorway", "path", "ferry"}[c]
}

// categoryOf reads the tags of a way; a link is of the category it leads to.
func categoryOf(tags Tags) Category {
	if isFerry(tags) {
		return Ferry
	}
	highway, _ := strings.CutSuffix(tags.Find("highway"), "_link")
	switch highway {
	case "motorway":
		return Motorway
	case "trunk":
		return Trunk
	case "primary":
		return Primary
	case "secondary":
		return Secondary
	case "tertiary":
		return Tertiary
	case "track", "footway", "path", "steps", "cycleway", "bridleway", "corridor":
		return Path
	default:
		return Minor
	}
}

// Category is an edge's; Minor in a region built before categories were kept.
func (s *Streets) Category(e EdgeID) Category {
	if len(s.columns.Category) == 0 {
		return Minor
	}
	return s.columns.Category[e]
}
