package gazetteer

import (
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Kind is what a place is.
type Kind uint8

// The kinds. A house is no place of its own in Columns: it is a number in a street.
const (
	KindCommune   Kind = iota
	KindTerritory      // an area larger than a commune, or drawn apart from communes
	KindLocality       // a lieu-dit, a hamlet, a quarter, a commune since merged
	KindStreet
	KindStructure
	KindHouse
)

// Bounds of a Query.
const (
	DefaultLimit = 8
	MaxLimit     = 50
	// MaxText is how many bytes of text are read; more is no place's name.
	MaxText = 250
)

// Query asks for places by a text.
type Query struct {
	Text  string
	Limit int // at most so many matches; 0: DefaultLimit
	// Whole says that nothing is being typed any more: the last word stands for
	// itself before it stands for the beginning of one.
	Whole bool
	// Near, if any, is where the asker is: of like matches the nearer come first.
	Near *orb.Point
	// Keep, if any, tells which places are looked for: others are left out before
	// any is ranked. Like a Match it is told the place's Kind, its Ref, its commune's
	// (NoRef for a territory) and where it is.
	Keep func(kind Kind, ref, commune uint32, at orb.Point) bool
}

// Match is a place that a text, or a position, leads to.
type Match struct {
	Kind   Kind
	Place  PlaceID
	Ref    uint32  // what the place was added with: opaque here
	Score  float64 // 0 to 1: how much of the text and of the place's name agree; 1 in Reverse
	Label  string  // "12 bis Cours Paoli, 20250 Corte"
	Name   string  // "Cours Paoli"
	Number string  // "12 bis"; empty but for a house
	// Commune and the rest tell where the place is; empty for a territory.
	Commune, CommuneCode, PostalCode, Departement string
	CommuneRef                                    uint32 // the Ref of the commune; NoRef where there is none
	Point                                         orb.Point
	// Radius bounds how far from Point the thing named may lie, metres: 0 for a
	// house and whatever is known to the point.
	Radius float64
	Metres float64 // from the position asked about, in Reverse; 0 elsewhere
}

// NoRef is the reference of nothing.
const NoRef uint32 = 1<<32 - 1

// Gazetteer answers. It never changes; everyone may ask at once.
type Gazetteer struct {
	columns *Columns
	boxes   *geo.BoxTree // of what lies in districts
	leftOut int
	scratch sync.Pool // of *search
}

// Columns returns the arrays, which are the gazetteer's own: read them, never change them.
func (g *Gazetteer) Columns() *Columns { return g.columns }

// Stats counts what a gazetteer knows.
type Stats struct {
	Communes, Territories, Localities, Streets, Structures, Houses int
	Words, Names                                                   int
	// LeftOut counts what was added and lies in no commune, or has no name or no
	// position. Only the Gazetteer that Finish returns knows it: a file does not.
	LeftOut int
}
