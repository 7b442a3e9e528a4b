package road

import (
	"slices"
	"strconv"
	"strings"
)

// season is what a conditional access tag makes of the year.
type season uint8

const (
	allYear      season = iota // the condition is none of the season's: the tag without condition counts
	winterShut                 // barred in winter, else as the tag without condition says
	summerOpened               // open in summer alone, whatever the tag without condition says
)

// seasonOf reads the most specific conditional access of a profile. What opens
// in summer does not open what a more specific tag without condition bars: with
// motor_vehicle=no, access:conditional = yes @ (Jun-Oct) is not for cars.
func (p *Profile) seasonOf(tags Tags) season {
	overruled := false
	for _, key := range p.access {
		if v := tags.Find(key + ":conditional"); v != "" {
			switch {
			case winterClosed(v), summerOpen(v) && overruled:
				return winterShut
			case summerOpen(v):
				return summerOpened
			}
			return allYear
		}
		overruled = overruled || tags.Find(key) != ""
	}
	return allYear
}

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

// summerOpen tells whether a value such as `yes @ (Jun-Oct)` opens in summer:
// one of its parts lets in, under the sole condition of summer or of a span of
// months or dates without January and with July.
func summerOpen(conditional string) bool {
	for part := range strings.SplitSeq(conditional, ";") {
		value, condition, found := strings.Cut(part, "@")
		if found && consents(strings.TrimSpace(value)) && isSummer(strings.Trim(condition, " ()")) {
			return true
		}
	}
	return false
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

const july = 6 // from 0

// isWinter reads "winter" and spans of months: "Nov-Apr", "Dec 01-Mar 31".
// A span holds January when it ends before it begins, or begins with it.
func isWinter(condition string) bool {
	from, to, ok := span(condition)
	return ok && (to < from || from == 0 && to < 11) || strings.EqualFold(condition, "winter")
}

// isSummer reads "summer" and spans of months with July and without January.
func isSummer(condition string) bool {
	from, to, ok := span(condition)
	return ok && from > 0 && from <= july && july <= to || strings.EqualFold(condition, "summer")
}

// span reads "Nov-Apr" or "Dec 01-Mar 31": its first and its last month from 0.
func span(condition string) (from, to int, ok bool) {
	first, last, found := strings.Cut(strings.ToLower(condition), "-")
	from, to = month(first), month(last)
	return from, to, found && from >= 0 && to >= 0
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
