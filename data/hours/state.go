// Package hours tells when people are received.
//
// Read makes Rules of a source's words: an opening_hours value of OpenStreetMap,
// which Parse reads, or French. Prudent is what people are told of them. Compile
// makes a Schedule of them at a Place, by its clock, its sun and its holidays, which
// tells the State at an instant, whether one is received, and when it opens next.
// What is not understood or not certain is Unknown, never a guess.
package hours

import "maillage/say"

// State is what a person finds on arriving: one of four answers, everywhere.
type State uint8

// The four states. The zero State is Unknown: never open by omission.
const (
	Unknown State = iota
	Open
	ByAppointment
	Closed
)

var codes = [...]string{Unknown: "unknown", Open: "open", ByAppointment: "by appointment", Closed: "closed"}

// String is the state's code in JSON and CSV: open, closed, by appointment, unknown.
func (s State) String() string {
	if int(s) < len(codes) {
		return codes[s]
	}
	return codes[Unknown]
}

// MarshalText writes the code.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Label is the state in plain words.
func (s State) Label() say.Text {
	switch s {
	case Open:
		return say.T("ouvert à votre arrivée", "open when you get there")
	case ByAppointment:
		return say.T("sur rendez-vous", "by appointment")
	case Closed:
		return say.T("fermé à votre arrivée", "closed when you get there")
	default:
		return say.T("horaires inconnus : appelez avant de venir", "hours unknown: call before you come")
	}
}

// Text is what a source says of its hours.
type Text struct {
	// Raw is the source's own words, in French or in OSM opening_hours syntax; empty when it says nothing.
	Raw string
	// Rules is what Raw says as a canonical opening_hours value, unknown where it is in doubt;
	// empty where nothing is certain: unknown at every instant.
	Rules string
}

// Known tells whether the source says anything of its hours.
func (t Text) Known() bool { return t.Raw != "" }
