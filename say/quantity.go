package say

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// The spaces French typography asks for: a thin one inside a number and before
// a unit, a whole one before a noun. Neither lets a line break.
const (
	Thin    = "\u202f"
	NoBreak = "\u00a0"
)

// Count is a whole number with its thousands apart: "48 700", "48,700".
// Parts of a person are rounded.
type Count float64

// In writes the number.
func (n Count) In(l Lang) string {
	whole := math.Round(float64(n))
	digits := strconv.FormatFloat(math.Abs(whole), 'f', 0, 64)
	apart := Thin
	if l == English {
		apart = ","
	}
	var b strings.Builder
	if whole < 0 {
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

// Decimal is a number with the decimal mark of the language: "1,2", "1.2".
type Decimal struct {
	Value  float64
	Places int // decimals written; -1 for as many as it has
}

// In writes the number.
func (d Decimal) In(l Lang) string {
	s := strconv.FormatFloat(d.Value, 'f', d.Places, 64)
	if l == English {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}

// Minutes is a duration as one says it, to the minute: "6 min", "1 h 10"; a
// dash where it is not finite.
type Minutes float64

// In writes the duration.
func (m Minutes) In(l Lang) string {
	if math.IsNaN(float64(m)) || math.IsInf(float64(m), 0) {
		return "–"
	}
	n := int(math.Round(float64(m)))
	switch {
	case n < 1 && m > 0:
		return "<" + Thin + "1" + Thin + "min"
	case n < 60:
		return strconv.Itoa(n) + Thin + "min"
	case l == English:
		return fmt.Sprintf("%d%sh%s%02d%smin", n/60, Thin, Thin, n%60, Thin)
	case n%60 == 0:
		return strconv.Itoa(n/60) + Thin + "h"
	default:
		return fmt.Sprintf("%d%sh%s%02d", n/60, Thin, Thin, n%60)
	}
}

// Metres is a distance as one says it: "850 m", "1 km", "1,2 km", "148 km".
type Metres float64

// In writes the distance.
func (m Metres) In(l Lang) string {
	switch rounded := math.Round(float64(m)/10) * 10; {
	case rounded < 1000:
		return strconv.Itoa(int(rounded)) + Thin + "m"
	case m < 9950:
		return Decimal{math.Round(float64(m)/100) / 10, -1}.In(l) + Thin + "km"
	default:
		return Count(m/1000).In(l) + Thin + "km"
	}
}

var (
	weekdaysFR = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	monthsFR   = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
)

// Moment is a date and a time of day, in the time's own zone: "mercredi 25
// novembre 2026 à 14 h", "Wednesday 25 November 2026 at 14:00".
type Moment time.Time

// In writes the moment.
func (m Moment) In(l Lang) string {
	t := time.Time(m)
	if l == English {
		return t.Format("Monday 2 January 2006 at 15:04")
	}
	return fmt.Sprintf("%s %d à %s", Date(t).In(l), t.Year(), Hour(t).In(l))
}

// Date is a day soon to come, in the time's own zone: "mercredi 25 novembre", "Wednesday 25 November".
type Date time.Time

// In writes the day, without its year.
func (d Date) In(l Lang) string {
	t := time.Time(d)
	if l == English {
		return t.Format("Monday 2 January")
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return fmt.Sprintf("%s %s %s", weekdaysFR[t.Weekday()], day, monthsFR[t.Month()-1])
}

// Hour is a time of day, in the time's own zone: "14 h", "14 h 30", "14:30".
type Hour time.Time

// In writes the time of day.
func (h Hour) In(l Lang) string {
	t := time.Time(h)
	switch {
	case l == English:
		return t.Format("15:04")
	case t.Minute() == 0:
		return strconv.Itoa(t.Hour()) + Thin + "h"
	default:
		return fmt.Sprintf("%d%sh%s%02d", t.Hour(), Thin, Thin, t.Minute())
	}
}
