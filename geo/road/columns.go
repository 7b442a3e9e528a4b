package road

import "maillage/geo"

// Columns are Streets as flat slices: what a snapshot stores and maps back.
// Whoever holds them must not change them while Streets made from them live.
type Columns struct {
	Nodes []int32 // lon, lat, lon, lat… of every node, 1e-7 degree

	// Edges: the i-th of each tells of edge i.
	Tail, Head []NodeID
	Length     []uint32   // decimetres
	Name       []uint32   // index of the street's name; 0 is no name
	Way        []int64    // OpenStreetMap's id of the way at the edge's tail; a folded edge may run on over others
	Category   []Category // of every edge, or none at all: then all are Minor

	FirstBend []uint32 // where an edge's bends begin in Bends, in pairs; one more than edges
	Bends     []int32  // lon, lat, lon, lat… of the points between an edge's ends, 1e-7 degree

	FirstName []uint32 // where a name begins in NameText; one more than names
	NameText  []byte   // UTF-8

	Boxes geo.BoxColumns // the boxes of the edges' shapes

	Barred BarredColumns // none in a region built before they were kept

	Graphs []GraphColumns
	Stats  Stats
}

// GraphColumns are one profile's Graph as flat slices.
type GraphColumns struct {
	Profile string // its code: "car", "bike", "walk"
	Ends    Ends
	Origin  []NodeID // the node that the i-th copy is a copy of, ascending

	// The forward star: the arcs out of node v are FirstOut[v] to FirstOut[v+1].
	FirstOut []ArcID // one more than nodes and copies
	Head     []NodeID
	Time     []Deciseconds // at least 1
	Run      []Run
	Mask     []Mask

	// The reverse star: the same arcs by the node they lead into.
	FirstIn []ArcID
	Tail    []NodeID
	InTime  []Deciseconds
	InMask  []Mask

	Snappable []uint64 // one bit an edge: may be snapped to, that is, it has an arc and is no scrap

	Hierarchies []StoredHierarchy // those of other masks are made when they are asked for
}

// Ends says what a journey costs off the streets, at both its ends.
type Ends struct {
	WalkSpeed uint32      // metres an hour, between a place and its street
	Detour    uint32      // percent: how much longer that walk is than the straight line; 100 is straight
	Park      Deciseconds // to park, once, before the last walk
}

// Stats counts what was read and what was made of it.
type Stats struct {
	Ways         int // ways some profile may use
	WaysLeftOut  int // ways no profile may use, ways with fewer than two known nodes, ways given twice
	MissingNodes int // nodes that ways name and nobody set: the way is cut there
	Junctions    int // before folding: nodes that are a way's end, or of two ways or more, or twice of one
	Nodes, Edges int // after folding
	Restrictions RestrictionStats
	Graphs       []GraphStats
}

// RestrictionStats counts turn restrictions. Each is counted once.
type RestrictionStats struct {
	Applied       int // at least one profile obeys it
	NotApplicable int // understood, but no turn of any profile is touched by it
	NotUnderstood int // via ways, unknown kinds, ways that pass through the via node so that the turn is ambiguous
}

// GraphStats counts one profile's Graph.
type GraphStats struct {
	Profile     string
	Arcs        int
	Copies      int // nodes added for turn restrictions and barriers
	Components  int // strongly connected components that are snapped to
	Scraps      int // those too small to be snapped to
	ScrapEdges  int // edges this profile may use that are not snapped to
	UsableEdges int // edges with an arc of this profile
}
