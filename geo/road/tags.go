package road

import (
	"slices"
	"strconv"
	"strings"
)

// Tags answers what a thing's tag is, "" when it has none.
// The Tags of paulmach/osm are such, and so is a TagMap.
type Tags interface{ Find(key string) string }

// TagMap is Tags in a map.
type TagMap map[string]string

// Find returns the value of a tag.
func (m TagMap) Find(key string) string { return m[key] }

// firstOf returns the value of the first key that has one.
func firstOf(tags Tags, keys ...string) string {
	for _, key := range keys {
		if v := tags.Find(key); v != "" {
			return v
		}
	}
	return ""
}

// isAloof tells whether places beside a way are not reached from it: from a ferry,
// a motorway or another road for cars alone, whose places have exits; from within
// a tunnel, below them. GraphHopper's snap preventions are such.
func isAloof(tags Tags) bool {
	switch tags.Find("highway") {
	case "motorway", "motorway_link":
		return true
	}
	return isFerry(tags) || tags.Find("motorroad") == "yes" || tags.Find("tunnel") == "yes"
}

// streetName is what people call a way: its name, else its number (D 84).
func streetName(tags Tags) string {
	name := firstOf(tags, "name", "ref")
	if isFerry(tags) {
		return ferryName(name)
	}
	return name
}

// limits are the default speed limits of France, km/h, by OpenStreetMap's
// values of maxspeed for them (wiki: Default speed limits, FR; Code de la
// route R413-2, R413-3, R110-2). Where a département signs 90 outside towns the
// number itself is tagged.
var limits = map[string]float64{
	"fr:motorway":      130,
	"fr:trunk":         110,
	"fr:rural":         80,
	"fr:urban":         50,
	"fr:zone30":        30,
	"fr:zone:30":       30,
	"fr:zone20":        20,
	"fr:living_street": 20,
	"fr:walk":          6,
	"zone30":           30,
	"walk":             6,
	"none":             130, // France has no road without a limit: the highest one
}

// limitOf is the speed limit of one direction: of the first tag that tells one, and
// no more than is advised or held in practice. ok is false where none does.
// Not read: maxspeed:conditional, limits by lane or kind of vehicle.
func limitOf(tags Tags, directed string) (kmh float64, ok bool) {
	for _, key := range [...]string{directed, "maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"} {
		if kmh, ok = speedLimit(tags.Find(key)); ok {
			break
		}
	}
	for _, key := range [...]string{"maxspeed:advisory", "maxspeed:practical"} {
		if most, told := speedLimit(tags.Find(key)); told && (!ok || most < kmh) {
			kmh, ok = most, true
		}
	}
	return kmh, ok
}

// speedLimit reads a maxspeed: a number of km/h, of mph or of knots, or one of
// limits. Where several are listed ("90;50") it is the lowest. ok is false for
// what is none of these (signals, variable) and for limits outside 1 to 200 km/h.
func speedLimit(value string) (kmh float64, ok bool) {
	for part := range strings.SplitSeq(value, ";") {
		limit, known := oneLimit(strings.ToLower(strings.TrimSpace(part)))
		if known && (!ok || limit < kmh) {
			kmh, ok = limit, true
		}
	}
	return kmh, ok
}

func oneLimit(value string) (kmh float64, ok bool) {
	if kmh, ok := limits[value]; ok {
		return kmh, true
	}
	number := strings.TrimPrefix(value, "fr:") // "FR:50", a number on a French sign
	digits := strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyz/ ")
	kmh, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, false
	}
	switch strings.TrimSpace(number[len(digits):]) {
	case "", "km/h", "kmh", "kph":
	case "mph":
		kmh *= 1.609344
	case "knots":
		kmh *= 1.852
	default:
		return 0, false
	}
	return kmh, kmh >= 1 && kmh <= 200
}

// barred are the values of an access tag that keep the public out, or the kind
// of traffic that guidance's visitors are. "private" is among them: nobody goes
// to a public service through a private road, and a short cut that is none
// would make a time too short.
var barred = []string{
	"no", "private", "agricultural", "forestry", "military", "emergency",
	"psv", "bus", "taxi", "hgv", "delivery", "permit", "residents", "use_sidepath", "official", "closed",
}

// restricted are the values that let in those who have business there.
var restricted = []string{"destination", "customers"}

// isBarred tells whether an access value keeps out; of several
// ("agricultural; forestry") each must.
func isBarred(access string) bool {
	for value := range strings.SplitSeq(access, ";") {
		if !slices.Contains(barred, strings.TrimSpace(value)) {
			return false
		}
	}
	return true
}

// isRestricted tells whether an access value lets in those who have business
// there; of several ("destination;agricultural") one is enough.
func isRestricted(access string) bool { return anyOf(access, restricted...) }

// anyOf tells whether one of the values listed in a tag is one of these.
func anyOf(list string, values ...string) bool {
	for value := range strings.SplitSeq(list, ";") {
		if slices.Contains(values, strings.TrimSpace(value)) {
			return true
		}
	}
	return false
}
