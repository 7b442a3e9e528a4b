package gazetteer

import (
	"math"

	"github.com/paulmach/orb"
)

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
	Code   string // what it is found by beside its name: a département's number; may be empty
	Point  orb.Point
	Radius float64
	People int
	Ref    uint32 // no other territory's
}

// Builder gathers places, in any order: the same additions make the same
// Columns. It keeps each text once and 16 bytes a house. Not safe for
// concurrent use.
//
// What names no commune that was added by the time of Finish, and lies in none
// that CommuneAt knows, is left out and counted in Stats.LeftOut; so is what
// has no name, or no position on the globe.
type Builder struct {
	// CommuneAt, if any, tells the code of the commune that holds a point, ""
	// for none. It is asked for what names no commune that was added.
	CommuneAt func(orb.Point) string

	texts       texts
	communes    map[string]Commune
	alsoNamed   []nameAdded
	postal      []postalAdded
	streets     []streetKey
	streetOf    map[streetKey]streetID
	houses      []houseAdded
	last        lastAddress
	shapes      []shape
	shapeOf     map[streetKey]int
	localities  []localityAdded
	structures  []structureAdded
	territories []Territory
	leftOut     int
}

type (
	// nameAdded is another name of a commune.
	nameAdded struct{ commune, name textID }
	// postalAdded is a postal code of a commune.
	postalAdded struct {
		commune textID
		postal  uint32
	}
	// streetID numbers streets as they come, one for each way they are written.
	streetID uint32
	// streetKey is a street as a source writes it.
	streetKey struct {
		commune, former, name textID
		postal                uint32
	}
	// houseAdded is a number in a street. Of those with rank numberless only the position counts.
	houseAdded struct {
		street streetID
		at     unit
		number uint16
		suffix uint8
		rank   uint8
	}
	// lastAddress saves looking up what most lines repeat.
	lastAddress struct {
		Address
		street streetID
		any    bool
	}
	shape struct {
		key        streetKey
		at         unit
		low, high  unit
		pieceWidth uint64 // of the piece that at lies on
	}
	localityAdded struct {
		key    streetKey
		at     unit
		radius uint32
	}
	structureAdded struct {
		key    streetKey
		at     unit
		radius uint32
		ref    uint32
	}
)

// The ranks of houses: where one number is given twice, the lower is kept.
const (
	houseSure uint8 = iota
	houseUnsure
	numberless
)

// NewBuilder returns an empty Builder.
func NewBuilder() *Builder {
	return &Builder{
		texts: newTexts(), communes: map[string]Commune{},
		streetOf: map[streetKey]streetID{}, shapeOf: map[streetKey]int{},
	}
}

// codeLength is how long INSEE's codes of communes are.
const codeLength = 5

// AddCommune adds a commune. Added again, the one with more people stays.
func (b *Builder) AddCommune(c Commune) {
	if _, ok := unitOf(c.Point); !ok || len(c.Code) != codeLength {
		b.leftOut++
		return
	}
	if old, ok := b.communes[c.Code]; ok && compareCommunes(old, c) <= 0 {
		return
	}
	b.texts.id(c.Code)
	b.texts.id(c.Name)
	b.texts.id(c.DeptName)
	b.communes[c.Code] = c
}

// AddCommuneName adds another name of a commune: a regional spelling, the name
// of a commune since merged into it.
func (b *Builder) AddCommuneName(code, name string) {
	b.alsoNamed = append(b.alsoNamed, nameAdded{b.texts.id(code), b.texts.id(name)})
}

// AddPostalCode adds a postal code of a commune; what is no code is ignored.
func (b *Builder) AddPostalCode(commune, code string) {
	if postal := postalOf(code); postal != NoRef {
		b.postal = append(b.postal, postalAdded{b.texts.id(commune), postal})
	}
}

// AddAddress adds a house number. One that cannot be read leaves its street,
// at the house's position; a house given twice is kept once.
func (b *Builder) AddAddress(a Address) {
	at, ok := unitOf(a.Point)
	if !ok || a.Street == "" {
		b.leftOut++
		return
	}
	h := houseAdded{street: b.street(a), at: at, rank: numberless}
	number, suffix, ok, sure := houseNumber(a.Number, a.Suffix)
	if ok {
		h.number, h.suffix, h.rank = number, suffix, houseSure
	}
	if ok && !sure {
		h.rank = houseUnsure
	}
	b.houses = append(b.houses, h)
}

// street numbers the street of an address.
func (b *Builder) street(a Address) streetID {
	l := &b.last
	if l.any && l.Street == a.Street && l.Commune == a.Commune && l.PostalCode == a.PostalCode && l.Former == a.Former {
		return l.street
	}
	key := b.key(a.Commune, a.Former, a.PostalCode, a.Street)
	id, ok := b.streetOf[key]
	if !ok {
		id = streetID(len(b.streets))
		b.streets = append(b.streets, key)
		b.streetOf[key] = id
	}
	postal := b.texts.id(a.PostalCode)
	list := b.texts.list // the Builder's own copies, not a reader's whole line
	*l = lastAddress{street: id, any: true, Address: Address{
		Commune: list[key.commune], Former: list[key.former], Street: list[key.name], PostalCode: list[postal],
	}}
	return id
}

func (b *Builder) key(commune, former, postal, name string) streetKey {
	return streetKey{b.texts.id(commune), b.texts.id(former), b.texts.id(name), postalOf(postal)}
}

// AddStreet adds a street, or a piece of one: pieces of one name in a commune
// become one street. An empty Box is that of Point.
func (b *Builder) AddStreet(s Street) {
	at, ok := unitOf(s.Point)
	if !ok || s.Name == "" {
		b.leftOut++
		return
	}
	piece := shape{key: b.key(s.Commune, "", s.PostalCode, s.Name), at: at, low: at, high: at}
	if low, ok := unitOf(s.Box.Min); ok && !s.Box.IsEmpty() {
		if high, ok := unitOf(s.Box.Max); ok {
			piece.low, piece.high = lower(low, at), higher(high, at)
		}
	}
	piece.pieceWidth = width(piece.low, piece.high)
	known, ok := b.shapeOf[piece.key]
	if !ok || s.Commune == "" { // who knows yet which are in one commune
		b.shapeOf[piece.key] = len(b.shapes)
		b.shapes = append(b.shapes, piece)
		return
	}
	b.shapes[known] = b.shapes[known].with(piece)
}

// with joins two pieces: the point stays on the larger one.
func (s shape) with(o shape) shape {
	if o.pieceWidth > s.pieceWidth || o.pieceWidth == s.pieceWidth && o.at.compare(s.at) < 0 {
		s.at, s.pieceWidth = o.at, o.pieceWidth
	}
	s.low, s.high = lower(s.low, o.low), higher(s.high, o.high)
	return s
}

// AddLocality adds a lieu-dit or its like.
func (b *Builder) AddLocality(l Locality) {
	at, ok := unitOf(l.Point)
	if !ok || l.Name == "" {
		b.leftOut++
		return
	}
	b.localities = append(b.localities, localityAdded{
		b.key(l.Commune, l.Former, l.PostalCode, l.Name), at, wholeMetres(l.Radius),
	})
}

// AddStructure adds a place where people are received.
func (b *Builder) AddStructure(s Structure) {
	at, ok := unitOf(s.Point)
	if !ok || s.Name == "" {
		b.leftOut++
		return
	}
	b.structures = append(b.structures, structureAdded{
		b.key(s.Commune, "", s.PostalCode, s.Name), at, wholeMetres(s.Radius), s.Ref,
	})
}

// AddTerritory adds a territory that is no commune.
func (b *Builder) AddTerritory(t Territory) {
	if _, ok := unitOf(t.Point); !ok || t.Name == "" {
		b.leftOut++
		return
	}
	b.texts.id(t.Name)
	b.texts.id(t.Code)
	b.territories = append(b.territories, t)
}

// postalOf reads a postal code, five digits; NoRef for anything else.
func postalOf(code string) uint32 {
	if len(code) != 5 {
		return NoRef
	}
	n := uint32(0)
	for i := range len(code) {
		if code[i] < '0' || code[i] > '9' {
			return NoRef
		}
		n = n*10 + uint32(code[i]-'0')
	}
	return n
}

// wholeMetres rounds a distance up; what is no distance is none.
func wholeMetres(m float64) uint32 {
	if !(m > 0) {
		return 0
	}
	return uint32(math.Ceil(min(m, 1e7)))
}
