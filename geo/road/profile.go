package road

import (
	"slices"
	"strings"
)

// Profile is a way of getting around: which streets it may use and how fast.
// Profiles are tables; docs/method/travel-time.md gives their sources. A Profile
// never changes and may be shared.
type Profile struct {
	code     string
	ends     Ends
	classes  map[string]class
	access   []string // keys that let in or bar, the most specific first
	aboard   bool     // ferries take it unless told otherwise
	delays   delays
	barriers []string             // barriers nobody passes unless an access tag says so
	gateways []string             // where told, the only barriers passed without one; whatever else is none
	stops    func(tags Tags) bool // nodes that stop it whatever their access; nil: none
	read     func(tags Tags, base pace) passage
	exempt   []string // of turn restrictions with one of these in `except`; nil: of all of them
}

// class is what a profile does on a kind of way.
type class struct {
	usual   float64 // km/h where no limit is tagged
	ceiling float64 // km/h never exceeded, whatever the limit tagged; 0: usual is never exceeded
	consent bool    // only where an access tag of the profile says yes
}

// pace is what a way's class and access give before directions are read.
type pace struct {
	class
	restricted bool
}

// Code is the profile's short name: "car", "bike", "walk", "wheelchair".
func (p *Profile) Code() string { return p.code }

// Ends is what a journey costs off the streets.
func (p *Profile) Ends() Ends { return p.ends }

// lane is one direction of a way for one profile.
type lane struct {
	speed uint16 // hundredths of km/h, 23,000 at most; 0: it may not be used
	mask  Mask
}

// passage is both directions of a way for one profile.
type passage struct{ forward, backward lane }

func (p passage) open() bool        { return p.forward.speed > 0 || p.backward.speed > 0 }
func (p passage) reversed() passage { return passage{p.backward, p.forward} }

// laneOf makes a lane of a speed in km/h, none of 0.
func laneOf(kmh float64) lane {
	if !(kmh > 0) {
		return lane{}
	}
	return lane{speed: uint16(max(1, min(kmh*100+0.5, 23000)))}
}

// knows tells whether the profile uses ways of this class at all, whatever their access.
func (p *Profile) knows(tags Tags) bool {
	_, ok := p.classes[tags.Find("highway")]
	return ok || isFerry(tags)
}

// passage reads what the tags of a way let the profile do.
func (p *Profile) passage(tags Tags) passage {
	season := p.seasonOf(tags)
	pass := p.allYear(tags, season == summerOpened)
	if season != allYear {
		pass.forward.mask |= ClosedInWinter
		pass.backward.mask |= ClosedInWinter
	}
	return pass
}

// allYear is the passage without its season; unbarred says that the season lets
// in whom the tags without condition keep out.
func (p *Profile) allYear(tags Tags, unbarred bool) (pass passage) {
	access := firstOf(tags, p.access...)
	c, ok := p.classes[tags.Find("highway")]
	switch {
	case isFerry(tags):
		if p.sails(tags) {
			pass = along(laneOf(ferrySpeed), oneway(tags))
		}
	case !ok || isBarred(access) && !unbarred || tags.Find("ice_road") == "yes":
	case c.consent && !consents(firstOf(tags, p.access[:len(p.access)-1]...)):
	default:
		pass = p.read(tags, pace{class: c, restricted: isRestricted(access)})
	}
	if p.barredAlong(tags, ":forward") {
		pass.forward = lane{}
	}
	if p.barredAlong(tags, ":backward") {
		pass.backward = lane{}
	}
	return pass
}

// barredAlong tells whether the most specific access of one direction keeps out.
func (p *Profile) barredAlong(tags Tags, direction string) bool {
	for _, key := range p.access {
		if v := tags.Find(key + direction); v != "" {
			return isBarred(v)
		}
	}
	return false
}

func consents(access string) bool {
	switch access {
	case "yes", "designated", "permissive", "destination", "customers":
		return true
	}
	return false
}

// blockedBy tells whether a node with these tags stops the profile: a bollard,
// a gate that is private.
func (p *Profile) blockedBy(tags Tags) bool {
	if p.stops != nil && p.stops(tags) {
		return true
	}
	barrier := tags.Find("barrier")
	if barrier == "" {
		return false
	}
	if access := firstOf(tags, p.access...); access != "" {
		return isBarred(access)
	}
	return tags.Find("locked") == "yes" || slices.Contains(p.barriers, barrier) ||
		p.gateways != nil && !slices.Contains(p.gateways, barrier)
}

// direction is what a oneway tag says.
type direction int8

const (
	bothWays direction = iota
	forwardOnly
	backwardOnly
	neitherWay // reversible: nobody knows when
)

// oneway reads the oneway tag, that of a profile's own kind before the common
// one, and what a roundabout or a motorway implies.
func oneway(tags Tags, own ...string) direction {
	switch firstOf(tags, append(own, "oneway")...) {
	case "yes", "true", "1":
		return forwardOnly
	case "-1", "reverse":
		return backwardOnly
	case "reversible":
		return neitherWay
	case "no", "false", "0", "alternating":
		return bothWays
	}
	switch tags.Find("junction") {
	case "roundabout", "circular":
		return forwardOnly
	}
	if h := tags.Find("highway"); h == "motorway" {
		return forwardOnly
	}
	return bothWays
}

// along is a passage held to a direction.
func (p passage) along(d direction) passage {
	switch d {
	case forwardOnly:
		return passage{forward: p.forward}
	case backwardOnly:
		return passage{backward: p.backward}
	case neitherWay:
		return passage{}
	}
	return p
}

// along makes a passage of a lane and a direction.
func along(l lane, d direction) passage { return passage{l, l}.along(d) }

// obeys tells whether turn restrictions with this `except` hold for the profile.
func (p *Profile) obeys(except string) bool {
	if p.exempt == nil {
		return false
	}
	for kind := range strings.SplitSeq(except, ";") {
		if slices.Contains(p.exempt, strings.TrimSpace(kind)) {
			return false
		}
	}
	return true
}
