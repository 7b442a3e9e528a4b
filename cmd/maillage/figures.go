package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"maillage/geo/road"
	"maillage/say"
)

// The spaces French typography asks for: a thin one inside a number and before
// a unit, a whole one before a noun. Neither lets a line break.
const (
	thin  = "\u202f"
	nobrk = "\u00a0"
)

// figures writes quantities as the readers of one language do.
type figures struct{ lang say.Lang }

// count writes a whole number with its thousands apart: "48 700", "48,700".
// Parts of a person are rounded.
func (f figures) count(n float64) string {
	digits := strconv.FormatFloat(math.Abs(math.Round(n)), 'f', 0, 64)
	apart := thin
	if f.lang == say.English {
		apart = ","
	}
	var b strings.Builder
	if math.Round(n) < 0 {
		b.WriteString("-")
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(apart)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// decimal writes a number with so many decimals: "1,2", "1.2".
func (f figures) decimal(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if f.lang == say.English {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}

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

// minutes writes a duration as one says it: "6 min", "1 h 10".
func (f figures) minutes(m float64) string {
	if math.IsNaN(m) || math.IsInf(m, 0) {
		return "–"
	}
	n := int(math.Round(m))
	switch {
	case n < 1 && m > 0:
		return "<" + thin + "1" + thin + "min"
	case n < 60:
		return strconv.Itoa(n) + thin + "min"
	case f.lang == say.English:
		return fmt.Sprintf("%d%sh%s%02d%smin", n/60, thin, thin, n%60, thin)
	case n%60 == 0:
		return strconv.Itoa(n/60) + thin + "h"
	default:
		return fmt.Sprintf("%d%sh%s%02d", n/60, thin, thin, n%60)
	}
}

// duration writes a travel time, a dash where there is no way.
func (f figures) duration(d road.Deciseconds) string {
	if d == road.Unreachable {
		return "–"
	}
	return f.minutes(d.Minutes())
}

// distance writes metres as one says them: "850 m", "1,2 km", "148 km".
func (f figures) distance(metres float64) string {
	switch rounded := math.Round(metres/10) * 10; {
	case rounded < 1000:
		return strconv.Itoa(int(rounded)) + thin + "m"
	case metres < 9950:
		return f.decimal(metres/1000, 1) + thin + "km"
	default:
		return f.count(metres/1000) + thin + "km"
	}
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

var (
	weekdaysFR = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	monthsFR   = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
)

// moment writes a date and a time of day: "mercredi 25 novembre 2026 à 14 h",
// "Wednesday 25 November 2026 at 14:00".
func (f figures) moment(t time.Time) string {
	if f.lang == say.English {
		return t.Format("Monday 2 January 2006 at 15:04")
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return fmt.Sprintf("%s %s %s %d à %s", weekdaysFR[t.Weekday()], day, monthsFR[t.Month()-1], t.Year(), f.hour(t))
}

// hour writes a time of day: "14 h", "14 h 30", "14:30".
func (f figures) hour(t time.Time) string {
	switch {
	case f.lang == say.English:
		return t.Format("15:04")
	case t.Minute() == 0:
		return strconv.Itoa(t.Hour()) + thin + "h"
	default:
		return fmt.Sprintf("%d%sh%s%02d", t.Hour(), thin, thin, t.Minute())
	}
}
