package gazetteer

import "github.com/paulmach/orb"

// Commune is a commune as it is added.
type Commune struct {
	Code        string // INSEE's, five characters
	Name        string
	Departement string // its code: "2B"
	DeptName    string // "Haute-Corse"; may be empty
	Point       orb.Point
	Radius      float64 // metres
	People      int
	Ref         uint32
}

// Address is a house number as it is added.
type Address struct {
	Commune    string // INSEE's code
	Former     string // name of the commune since merged into it; mostly empty
	PostalCode string
	Street     string
	Number     int    // 0: none, the street (or lieu-dit) itself is at Point
	Suffix     string // "bis", "ter", "B"; as sources write it
	Point      orb.Point
}

// Street is a street known by its shape, not by its numbers.
type Street struct {
	Commune    string
	PostalCode string // may be empty
	Name       string
	Point      orb.Point // on the street
	Box        orb.Bound
}

// Locality is a lieu-dit, a hamlet, a quarter, a commune since merged.
type Locality struct {
	Commune    string
	Former     string
	PostalCode string
	Name       string
	Point      orb.Point
	Radius     float64 // metres; 0: that of a hamlet is assumed
}

// Structure is a place where people are received.
type Structure struct {
	Commune    string
	PostalCode string
	Name       string
	Point      orb.Point
	Radius     float64 // metres
	Ref        uint32
}

// Territory is an area larger than a commune, or drawn apart from communes.
type Territory struct {
	Name   string
	Point  orb.Point
	Radius float64
	People int
	Ref    uint32
}

// Builder gathers places, in any order. Not safe for concurrent use.
type Builder struct {
	// CommuneAt, if any, tells the code of the commune that holds a point, ""
	// for none. It is asked for what names no commune that was added.
	CommuneAt func(orb.Point) string
}
