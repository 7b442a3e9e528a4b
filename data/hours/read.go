package hours

import (
	"html"
	"slices"
	"time"

	"maillage/say"
)

// Reading is what a source's words about hours come to.
type Reading struct {
	Rules Rules    // nil where nothing could be told for certain: unknown at every instant
	Doubt say.Text // what is not certain and why, zero where the whole text was understood exactly
}

// readMost is how many bytes of a text are read: nobody writes a page of hours.
const readMost = 4096

// Read reads OSM's opening_hours or French sentences, whichever raw is. The
// Rules it returns print and parse to themselves; nothing in them is a guess:
// what is not certain is unknown in them, at the times it may touch.
func Read(raw string) Reading {
	if len(raw) > readMost {
		return Reading{Doubt: say.T("le texte a plus de %d octets, et n'est pas lu : n'écrivez que les jours et les heures",
			"the text has more than %d bytes, and is not read: write nothing but the days and the hours", readMost)}
	}
	if rules, err := Parse(raw); err == nil && rules != nil {
		if maybeTuesday(rules) {
			return unread()
		}
		if !dayless(raw, rules) {
			return Reading{Rules: rules}
		}
	}
	r := readFrench(html.UnescapeString(raw))
	if printed, err := Parse(r.Rules.String()); r.Rules != nil && (err != nil || printed == nil) {
		return unread() // what cannot be written cannot be kept
	}
	return r
}

// maybeTuesday tells "Mar 09:00-12:00": March in OSM's words, "mardi" in French ones.
func maybeTuesday(rules Rules) bool {
	march := DateRange{From: Date{Month: time.March}, To: Date{Month: time.March}}
	for _, r := range rules {
		for _, d := range r.Dates {
			if r.Times == nil {
				d.From.Day, d.To.Day = 0, 0 // "Mar 9-12": three days, or three hours
			}
			if len(r.Weekdays) == 0 && d == march {
				return true
			}
		}
	}
	return false
}

// dayless tells times as French people write them without a day, "9h-17h": to
// OSM they are every day's, to a town hall hardly Sunday's.
func dayless(raw string, rules Rules) bool {
	french := false
	for i := 1; i < len(raw); i++ {
		french = french || (raw[i] == 'h' || raw[i] == 'H') && isFigure(raw, i-1)
	}
	return french && slices.ContainsFunc(rules, func(r Rule) bool {
		return r.Times != nil && r.Weekdays == nil && r.Dates == nil && r.Weeks == nil && r.Holidays == nil
	})
}
