package data

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"maillage/internal/fold"
)

// closedWords find, in folded text, that a place is closed for good.
var closedWords = regexp.MustCompile(`\bferme(?:e|s|es)? definitivement\b|\bdefinitivement ferme(?:e|s|es)?\b|\bfermeture definitive\b|\bn existe plus\b`)

// closingDay finds the day that follows those words: "le 30 06 2023", "depuis le 1er juin 2023", "2023 06 30".
var closingDay = regexp.MustCompile(`^(?: \pL+){0,4} (?:(\d{1,2})(?:er)? (\d{1,2}|` + strings.Join(monthNames, "|") + `) (\d{4})|(\d{4}) (\d{2}) (\d{2}))\b`)

// closedWeekday finds a weekday in the place of that day: then only that day's opening is over.
var closedWeekday = regexp.MustCompile(`^(?: \pL+){0,3} (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b`)

var monthNames = []string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"}

// stillOpen leaves out what is closed for good: by the source's own flag, or by
// words in the name or the hours. A closing day that the words name must have
// come when the source was published; else the record is kept, with a doubt.
func (x *examiner) stillOpen(l *located) bool {
	if l.Closed {
		x.find(l, Defect{Kind: DefectClosed, Field: "nom", Value: l.Name, Done: LeftOut})
		return false
	}
	for _, text := range []struct{ field, words string }{{"nom", l.Name}, {"horaires_accueil", l.Hours.Raw}} {
		day, closed := closing(text.words)
		if !closed {
			continue
		}
		d := Defect{Kind: DefectClosed, Field: text.field, Value: text.words, Done: LeftOut}
		if last, dated := vintageEnd(x.vintages[l.Source]); !day.IsZero() && (!dated || day.After(last)) {
			d.Done = Kept
		}
		x.find(l, d)
		return d.Done == Kept
	}
	return true
}

// closing tells whether a text says that a place is closed for good, and the day where it names one.
func closing(text string) (day time.Time, closed bool) {
	folded := fold.Text(text)
	if !strings.Contains(folded, "definitiv") && !strings.Contains(folded, "existe plus") {
		return time.Time{}, false // as nearly all are: closedWords finds nothing without one of them, and is slow
	}
	for _, words := range closedWords.FindAllStringIndex(folded, -1) {
		after := folded[words[1]:]
		if m := closingDay.FindStringSubmatch(after); m != nil {
			return calendarDay(cmp.Or(m[3], m[4]), cmp.Or(m[2], m[5]), cmp.Or(m[1], m[6])), true
		}
		if !closedWeekday.MatchString(after) {
			return time.Time{}, true
		}
	}
	return time.Time{}, false
}

// calendarDay is the zero time for a day that is in no calendar.
func calendarDay(year, month, day string) time.Time {
	y, _ := strconv.Atoi(year)
	d, _ := strconv.Atoi(day)
	m, err := strconv.Atoi(month)
	for i, name := range monthNames {
		if err != nil && name == month {
			m = i + 1
		}
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m {
		return time.Time{}
	}
	return t
}

// vintageEnd is the last day of a source's vintage: a day, a month or a year.
func vintageEnd(vintage string) (time.Time, bool) {
	for _, v := range []struct {
		layout        string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		if t, err := time.Parse(v.layout, vintage); err == nil {
			if v.layout != time.DateOnly {
				t = t.AddDate(v.years, v.months, -1)
			}
			return t, true
		}
	}
	return time.Time{}, false
}
