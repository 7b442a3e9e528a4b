package road

import (
	"context"

	"github.com/paulmach/orb"
)

// Tags answers what a thing's tag is, "" when it has none.
// paulmach/osm's Tags are such; so are TagMap's.
type Tags interface{ Find(key string) string }

// TagMap is Tags in a map.
type TagMap map[string]string

// Find returns the value of a tag.
func (m TagMap) Find(key string) string { return m[key] }

type Profile struct{ code string }

func Car() *Profile  { return &Profile{} }
func Bike() *Profile { return &Profile{} }
func Walk() *Profile { return &Profile{} }

func (p *Profile) Code() string { return p.code }

type Restriction struct {
	From, Via, To int64  // OpenStreetMap's ids of a way, a node, a way; Via 0: via ways, which is counted as not understood
	Kind          string // no_left_turn, only_straight_on…
	Except        string // the tag `except`: "bicycle;psv"
}

type Builder struct{}

func NewBuilder(profiles ...*Profile) *Builder { panic("draft") }

// ScrapsBelow: components of fewer nodes are not snapped to; 0 keeps them all.
func (b *Builder) ScrapsBelow(nodes int)                               { panic("draft") }
func (b *Builder) AddWay(id int64, nodes []int64, tags Tags)           { panic("draft") }
func (b *Builder) AddRestriction(r Restriction)                        { panic("draft") }
func (b *Builder) Needs(node int64) bool                               { panic("draft") }
func (b *Builder) SetNode(id int64, p orb.Point, tags Tags)            { panic("draft") }
func (b *Builder) Finish(ctx context.Context) (*Streets, Stats, error) { panic("draft") }

type Streets struct{}

func FromColumns(c *Columns) (*Streets, error)                       { panic("draft") }
func (s *Streets) Columns() *Columns                                 { panic("draft") }
func (s *Streets) Graph(code string) *Graph                          { panic("draft") }
func (s *Streets) Profiles() []string                                { panic("draft") }
func (s *Streets) Stats() Stats                                      { panic("draft") }
func (s *Streets) StreetName(e EdgeID) string                        { panic("draft") }
func (s *Streets) NodeCount() int                                    { panic("draft") }
func (s *Streets) EdgeCount() int                                    { panic("draft") }
func (s *Streets) Node(v NodeID) orb.Point                           { panic("draft") }
func (s *Streets) Shape(e EdgeID, out orb.LineString) orb.LineString { panic("draft") }
func (s *Streets) Metres(e EdgeID) float64                           { panic("draft") }

type Graph struct{}

func (g *Graph) Profile() string                 { panic("draft") }
func (g *Graph) Ends() Ends                      { panic("draft") }
func (g *Graph) Streets() *Streets               { panic("draft") }
func (g *Graph) Snap(p orb.Point) (Snap, bool)   { panic("draft") }
func (g *Graph) NewTargets(ts []Target) *Targets { panic("draft") }
func (g *Graph) NewSearch() *Search              { panic("draft") }

// Snap is where a place meets the streets.
type Snap struct {
	Edge     EdgeID
	Fraction float64   // from the edge's tail (0) to its head (1), by length
	Point    orb.Point // the closest point of the street
	Metres   float64   // from the place to Point
}

// Target is a place searched for.
type Target struct {
	ID   TargetID
	Snap Snap
}

type Targets struct{}

// Reach is a target reached.
type Reach struct {
	Target TargetID
	Time   Deciseconds // from door to door
	Metres float64     // along the streets, the walks at both ends excluded
}

type Search struct{}

func (s *Search) Nearest(from Snap, ts *Targets, accept func(TargetID) bool, k int, cutoff Deciseconds, closed Mask, out []Reach) []Reach {
	panic("draft")
}
func (s *Search) Field(ts *Targets, accept func(TargetID) bool, closed Mask, f *Field) *Field {
	panic("draft")
}

type Field struct{}

func (f *Field) At(from Snap) (Deciseconds, TargetID) { panic("draft") }
