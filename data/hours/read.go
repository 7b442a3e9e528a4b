package hours

import "maillage/say"

// Reading is what a source's words about hours come to.
type Reading struct {
	Rules Rules    // nil where nothing could be told for certain: unknown at every instant
	Doubt say.Text // what is not certain and why, zero where the whole text was understood exactly
}

// Read reads OSM's opening_hours or French sentences, whichever raw is.
func Read(raw string) Reading { return Reading{} }
