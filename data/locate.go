package data

import (
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/say"
)

// Locator finds where an address is. A Builder asks it about records that have none but that.
type Locator interface {
	// Locate returns what the address leads to; false: nothing, or nothing certain enough.
	Locate(a Address) (Found, bool)
}

// Address is what a record says of where it is, in its source's own words.
type Address struct {
	Text        string // number and street, or whatever stands there
	PostalCode  string
	City        string
	CommuneCode string // of today, empty where the record does not tell
}

// Found is where an address was found.
type Found struct {
	Position Position
	Label    string  // what was found, as people write it: "12 Cours Paoli, 20250 Corte"
	Score    float64 // 0 to 1: how well that agrees with the address
}

// Locates tells whether records without a position are looked for by their
// address: a reader then keeps them, having reported DefectPositionMissing.
func (b *Builder) Locates() bool { return b.Locate != nil }

// seek looks for a record without a position by its address; false: it stays
// without, a twin of its id has one, or it says to be of another region, where places
// have the same names as here. Value is what stands in the place of a position.
func (x *examiner) seek(l *located, value string) bool {
	if !x.Locates() || x.declares(l) == declaresElsewhere {
		return false
	}
	if x.locator == nil {
		x.locator, x.placed = x.Locate(x.ground), x.placedRecords()
	}
	if x.placed[l.id] {
		return false
	}
	found, ok := x.locator.Locate(Address{
		Text: l.Address, PostalCode: l.PostalCode, City: l.City, CommuneCode: l.CommuneCode,
	})
	if !ok || !onEarth(found.Position.Point) || found.Position.Point == (orb.Point{}) {
		return false
	}
	x.placed[l.id] = true
	l.Position = found.Position
	x.amend(l, Defect{
		Kind: DefectPositionMissing, Field: "position", Value: value, Other: found.Label, Why: reasonFound(found), Done: Corrected,
	})
	return true
}

// amend rewrites what a reader has reported of a record under a kind, or reports it.
func (x *examiner) amend(l *located, d Defect) {
	i := x.told[complaint{d.Kind, l.Source, l.ID}]
	if i == 0 {
		x.find(l, d)
		return
	}
	told := &x.defects[i-1]
	told.Done, told.Other, told.Why = d.Done, d.Other, d.Why
}

// placedRecords are the ids that a record with a position bears: a twin without one is not needed.
func (b *Builder) placedRecords() map[StructureID]bool {
	placed := make(map[StructureID]bool)
	for _, r := range b.structures {
		if r.Position.Point[0] != 0 && r.Position.Point[1] != 0 {
			placed[MakeStructureID(r.Source, r.ID)] = true
		}
	}
	return placed
}

// ReasonFound begins the reasons that tell how precisely an address was found, and with what score: "found_house 0.93".
const ReasonFound = "found_"

func reasonFound(f Found) Reason {
	return Reason(ReasonFound + f.Position.Precision.String() + " " + strconv.FormatFloat(f.Score, 'f', 2, 64))
}

// foundPrecision is the precision that a reason's code tells, false for another reason.
func foundPrecision(code string) (Precision, bool) {
	name, ok := strings.CutPrefix(code, ReasonFound)
	for _, p := range []Precision{PrecisionHouse, PrecisionStreet, PrecisionLocality, PrecisionCommune} {
		if ok && p.String() == name {
			return p, true
		}
	}
	return PrecisionUnknown, false
}

// near tells in words how precisely something was found.
func (p Precision) near() say.Text {
	switch p {
	case PrecisionHouse:
		return say.T("au numéro", "to the house")
	case PrecisionStreet:
		return say.T("à la rue", "to the street")
	case PrecisionLocality:
		return say.T("au lieu-dit", "to the locality")
	default:
		return say.T("à la commune", "to the commune")
	}
}
