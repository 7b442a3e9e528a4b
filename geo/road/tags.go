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

// streetName is what people call a way: its name, else its number (D 84).
func streetName(tags Tags) string { return firstOf(tags, "name", "ref") }

// limits are the default speed limits of France, km/h, by OpenStreetMap's
// values of maxspeed for them (wiki: Default speed limits, FR; Code de la
// route R413-2, R413-3, R110-2). Where a département signs 90 outside towns the
// number itself is tagged.
var limits = map[string]float64{
	"FR:motorway":      130,
	"FR:trunk":         110,
	"FR:rural":         80,
	"FR:urban":         50,
	"FR:zone30":        30,
	"FR:30":            30,
	"FR:zone20":        20,
	"FR:20":            20,
	"FR:living_street": 20,
	"FR:walk":          6,
	"walk":             6,
	"none":             130, // France has no road without a limit: the highest one
}

// speedLimit reads a maxspeed: a number of km/h, of mph or of knots, or one of
// limits. Where several are listed ("90;50") it is the lowest. ok is false for
// what is none of these (signals, variable) and for limits outside 1 to 200 km/h.
func speedLimit(value string) (kmh float64, ok bool) {
	for part := range strings.SplitSeq(value, ";") {
		limit, known := oneLimit(strings.TrimSpace(part))
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
	digits := strings.TrimRight(value, "abcdefghijklmnopqrstuvwxyz/ ")
	kmh, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, false
	}
	switch strings.TrimSpace(value[len(digits):]) {
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

// winterClosed tells whether a value such as `no @ (winter)` or
// `no @ (Nov 15-Apr 30); yes @ (…)` closes in winter: one of its parts bars,
// under the sole condition of winter or of a span of months or dates that holds
// January and is not the whole year. Other conditions (snow, hours, weights)
// are not read.
func winterClosed(conditional string) bool {
	for part := range strings.SplitSeq(conditional, ";") {
		value, condition, found := strings.Cut(part, "@")
		if found && isBarred(strings.TrimSpace(value)) && isWinter(strings.Trim(condition, " ()")) {
			return true
		}
	}
	return false
}

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
func isRestricted(access string) bool {
	for value := range strings.SplitSeq(access, ";") {
		if slices.Contains(restricted, strings.TrimSpace(value)) {
			return true
		}
	}
	return false
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// isWinter reads "winter" and spans of months: "Nov-Apr", "Dec 01-Mar 31".
// A span holds January when it ends before it begins, or begins with it.
func isWinter(condition string) bool {
	condition = strings.ToLower(condition)
	if condition == "winter" {
		return true
	}
	first, last, found := strings.Cut(condition, "-")
	from, to := month(first), month(last)
	if !found || from < 0 || to < 0 {
		return false
	}
	return to < from || from == 0 && to < 11
}

// month reads "nov" or "nov 15", and answers its place in the year from 0; -1 for anything else.
func month(date string) int {
	name, day, _ := strings.Cut(strings.TrimSpace(date), " ")
	if day != "" {
		if n, err := strconv.Atoi(day); err != nil || n < 1 || n > 31 {
			return -1
		}
	}
	return slices.Index(months, name)
}
