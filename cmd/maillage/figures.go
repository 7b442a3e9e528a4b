package main

import (
	"math"
	"strconv"
	"strings"
	"time"

	"maillage/geo/road"
	"maillage/say"
)

const (
	thin  = say.Thin
	nobrk = say.NoBreak
)

// figures writes quantities in one language.
type figures struct{ lang say.Lang }

func (f figures) count(n float64) string { return say.Count(n).In(f.lang) }
func (f figures) decimal(x float64, places int) string {
	return say.Decimal{Value: x, Places: places}.In(f.lang)
}
func (f figures) minutes(m float64) string       { return say.Minutes(m).In(f.lang) }
func (f figures) distance(metres float64) string { return say.Metres(metres).In(f.lang) }
func (f figures) moment(t time.Time) string      { return say.Moment(t).In(f.lang) }

// people writes "48 700 personnes", or the group's own unit.
func (f figures) people(n float64, unit string) string {
	return f.count(n) + nobrk + f.unit(n, unit)
}

// unit is what is counted, in the number French and English want.
func (f figures) unit(n float64, unit string) string {
	one := math.Abs(math.Round(n)) < 2
	if f.lang == say.English {
		one = math.Abs(math.Round(n)) == 1
	}
	switch english := f.lang == say.English; {
	case english && unit == "personnes" && one:
		return "person"
	case english && unit == "personnes":
		return "people"
	case english && unit == "ménages" && one:
		return "household"
	case english && unit == "ménages":
		return "households"
	case one:
		return strings.TrimSuffix(unit, "s")
	default:
		return unit
	}
}

// share writes part of a whole as a percentage, never 100 % unless it is all
// of it nor 0 % unless it is none.
func (f figures) share(part, whole float64) string {
	if whole <= 0 {
		return "–"
	}
	percent := 100 * part / whole
	sign := ""
	switch {
	case part > 0 && percent < 1:
		sign, percent = "<"+thin, 1
	case part < whole && percent > 99:
		sign, percent = ">"+thin, 99
	}
	n := strconv.Itoa(int(math.Round(percent)))
	if f.lang == say.English {
		return strings.ReplaceAll(sign, thin, "") + n + "%"
	}
	return sign + n + thin + "%"
}

// part writes how many of a whole, and the share: "12 (29 %)"; none is "0".
func (f figures) part(part, whole int) string {
	if part == 0 {
		return "0"
	}
	return f.count(float64(part)) + nobrk + "(" + f.share(float64(part), float64(whole)) + ")"
}

// duration writes a travel time, a dash where there is no way.
func (f figures) duration(d road.Deciseconds) string {
	if d == road.Unreachable {
		return "–"
	}
	return f.minutes(d.Minutes())
}

// seconds writes how long something took: "12,3 s".
func (f figures) seconds(d time.Duration) string {
	return f.decimal(d.Seconds(), 1) + thin + "s"
}

// bytes writes the size of a file: "12,3 Mo", "12.3 MB".
func (f figures) bytes(n int64) string {
	unit := "Mo"
	if f.lang == say.English {
		unit = "MB"
	}
	return f.decimal(float64(n)/1e6, 1) + thin + unit
}
