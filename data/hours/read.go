package hours

import "maillage/say"

// Reading is what a source's words about hours come to.
type Reading struct {
	Rules Rules    // nil where nothing could be told for certain: unknown at every instant
	Doubt say.Text // what is not certain and why, zero where the whole text was understood exactly
}

// Read reads OSM's opening_hours or French sentences, whichever raw is.
func Read(raw string) Reading { return Reading{} }

// Parse reads an opening_hours value. Its error says what, where, and what is allowed there.
func Parse(value string) (Rules, error) { return nil, nil }

// String writes the rules back, in canonical form: Parse(r.String()) is r.
func (r Rules) String() string { return "" }

// asksAppointment tells whether a comment says that one is received by appointment only.
func asksAppointment(comment string) bool { return false }
