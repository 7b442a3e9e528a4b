package data

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data/hours"
)

// SiteIndex is a site's place in its Dataset.
type SiteIndex uint32

// StructureIndex is a structure's place in its Dataset or, past its end, in a View's additions.
type StructureIndex uint32

// StructureID identifies a structure across builds: "source--id in the source".
type StructureID string

// MakeStructureID joins a source's name and the id the source gives.
func MakeStructureID(source, id string) StructureID { return StructureID(source + "--" + id) }

// Position is where something is, and how well that is known.
type Position struct {
	Point     orb.Point // lon, lat in degrees (WGS 84)
	Precision Precision
}

// onEarth tells whether a point is a longitude and a latitude: false for what is not a number.
func onEarth(p orb.Point) bool {
	return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90
}

// Site is a position where people are received; several structures may share it.
type Site struct {
	Position   Position
	Address    string // number and street, as the source writes them
	PostalCode string
	City       string         // as the source writes it; the commune's own name is its Territory's
	Commune    TerritoryIndex // the commune that holds the point; NoTerritory outside all of them
	Accessible Accessibility
}

// Provenance is one record a structure was read from.
type Provenance struct {
	Source string // the Source's name
	ID     string // the record's id in that source
	Name   string // the name as that source writes it
}

// NetworkCode names a réseau porteur: data.inclusion's code, or ours in the same form.
type NetworkCode string

// Structure is an organisation's place. What it offers, to whom and when is told by its services.
type Structure struct {
	ID       StructureID
	Name     string
	Site     SiteIndex
	Networks []NetworkCode
	Siret    string
	Phone    string
	Email    string
	Website  string
	// Parent is the structure that holds this permanence, empty for a structure of its own.
	Parent     StructureID
	Services   []Service
	Provenance []Provenance // every record merged into this one, the one that gave the ID first
}

// Service is what a structure offers. Level, audiences, reception, hours and
// eligibility belong together here: whoever asks for several at once must find
// them in one service, two halves of two services do not make one.
type Service struct {
	ID          string // unique within the structure
	Name        string
	Level       Level
	Audiences   []Audience // empty when unknown: then it answers no audience but none asked
	Receptions  []Reception
	Hours       hours.Text
	Appointment bool // received by appointment only
	Eligibility Eligibility
}

// Remote tells whether the service is offered without coming.
func (s *Service) Remote() bool { return slices.Contains(s.Receptions, ReceptionRemote) }

// OnSite tells whether people are received at the structure's site. A service
// that says nothing of its reception is received where its structure is.
func (s *Service) OnSite() bool {
	return len(s.Receptions) == 0 || slices.Contains(s.Receptions, ReceptionOnSite)
}

// OnSite tells whether any service receives people at the structure's site.
func (st *Structure) OnSite() bool {
	return slices.ContainsFunc(st.Services, func(s Service) bool { return s.OnSite() })
}
