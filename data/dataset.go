// Package data is a region in memory: the words of public guidance, the
// Builder that sets what sources say against each other, and the Dataset it
// makes, which never changes. Changes are laid over it as a View.
package data

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/paulmach/orb"

	"maillage/data/hours"
	"maillage/geo"
)

// Tables are the plain records and columns of a region: what a snapshot stores.
// Records refer to each other by index.
type Tables struct {
	Region      Region
	Sources     []Source
	Networks    []Network   // the catalogue the region was built with, by code
	Territories []Territory // communes first; then by kind, those with outlines of their own last; then by code
	Sites       []Site
	Structures  []Structure // by id
	Cells       Cells
	Calendars   []SchoolCalendar
	Defects     []Defect
}

// Dataset is a region ready to be asked: its tables, and the indexes over them.
// It never changes; everyone reads it without a lock.
type Dataset struct {
	Tables
	location *time.Location
	byCode   map[territoryKey]TerritoryIndex
	byID     map[StructureID]StructureIndex
	communes *geo.Index                       // areas, ID = TerritoryIndex
	areas    []*geo.Area                      // of the communes, which come first among the territories
	zones    *geo.Index                       // areas of the territories that are not made of communes, ID = TerritoryIndex
	schools  map[string]*hours.SchoolHolidays // by département
	nameless func() map[string]bool           // the sources that name no place, once asked for
	base     *View
}

type territoryKey struct {
	kind TerritoryKind
	code string
}

// FromTables checks every position and every reference between records and
// builds the indexes: whoever reads a Dataset need doubt neither. It
// keeps the tables, whose slices must not change afterwards. Cost: n log n of
// the structures and of the communes' vertices.
func FromTables(t Tables) (*Dataset, error) {
	location, err := time.LoadLocation(t.Region.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("load time zone: %w", err)
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	d := &Dataset{
		Tables:   t,
		location: location,
		byCode:   make(map[territoryKey]TerritoryIndex, len(t.Territories)),
		byID:     make(map[StructureID]StructureIndex, len(t.Structures)),
		communes: geo.NewIndex(),
		zones:    geo.NewIndex(),
		schools:  indexCalendars(t.Calendars),
		nameless: sync.OnceValue(t.namelessSources),
	}
	for i := range t.Territories {
		tr := &t.Territories[i]
		d.byCode[territoryKey{tr.Kind, tr.Code}] = TerritoryIndex(i)
		switch {
		case tr.Kind == KindCommune:
			area := geo.PrepareArea(tr.Shape)
			d.areas = append(d.areas, area)
			d.communes.AddArea(geo.ID(i), area)
		case !tr.Kind.OfCommunes():
			d.zones.AddArea(geo.ID(i), geo.PrepareArea(tr.Shape))
		}
	}
	structures := geo.NewIndex()
	for i := range t.Structures {
		st := &t.Structures[i]
		d.byID[st.ID] = StructureIndex(i)
		if st.OnSite() {
			structures.AddPoint(geo.ID(i), t.Sites[st.Site].Position.Point)
		}
	}
	if len(d.byCode) != len(t.Territories) || len(d.byID) != len(t.Structures) {
		return nil, errors.New("two territories or two structures bear one code")
	}
	d.base = &View{base: d, index: structures}
	return d, nil
}

// check refuses tables whose records point outside each other or off the
// Earth. It is the one place where positions are checked for all: whether they
// were built, generated or read from a snapshot, the indexes panic at what is
// not a number.
func (t *Tables) check() error {
	if err := t.checkTerritories(); err != nil {
		return err
	}
	communes := 0
	for communes < len(t.Territories) && t.Territories[communes].Kind == KindCommune {
		communes++
	}
	for i := range t.Sites {
		switch s := &t.Sites[i]; {
		case !onEarth(s.Position.Point):
			return fmt.Errorf("site %d is at %v, which is not on Earth", i, s.Position.Point)
		case s.Commune != NoTerritory && int(s.Commune) >= communes:
			return fmt.Errorf("site %d lies in commune %d of %d", i, s.Commune, communes)
		}
	}
	for i := range t.Structures {
		if int(t.Structures[i].Site) >= len(t.Sites) {
			return fmt.Errorf("structure %d stands on site %d of %d", i, t.Structures[i].Site, len(t.Sites))
		}
	}
	if err := t.checkCalendars(); err != nil {
		return err
	}
	return t.Cells.check(communes)
}

func (t *Tables) checkTerritories() error {
	for i := range t.Territories {
		if t.Territories[i].Kind == KindCommune && i > 0 && t.Territories[i-1].Kind != KindCommune {
			return fmt.Errorf("territory %d is a commune after larger territories", i)
		}
		for _, of := range t.Territories[i].PartOf {
			if int(of) >= len(t.Territories) {
				return fmt.Errorf("territory %d is part of territory %d of %d", i, of, len(t.Territories))
			}
		}
		for _, polygon := range t.Territories[i].Shape {
			for _, ring := range polygon {
				if at := slices.IndexFunc(ring, func(p orb.Point) bool { return !onEarth(p) }); at >= 0 {
					return fmt.Errorf("the outline of territory %d passes %v, which is not on Earth", i, ring[at])
				}
			}
		}
	}
	return nil
}

// Location is the region's time zone.
func (d *Dataset) Location() *time.Location { return d.location }

// TerritoryByCode finds a territory by its kind and code.
func (d *Dataset) TerritoryByCode(kind TerritoryKind, code string) (TerritoryIndex, bool) {
	i, ok := d.byCode[territoryKey{kind, code}]
	return i, ok
}

// CommuneAt returns the commune that holds p, NoTerritory outside all of them.
// A point on a border belongs to exactly one of its neighbours.
func (d *Dataset) CommuneAt(p orb.Point) TerritoryIndex {
	var buf [4]geo.ID
	if ids := d.communes.Containing(p, buf[:0]); len(ids) > 0 {
		return TerritoryIndex(ids[0])
	}
	return NoTerritory
}

// NearestCommune returns the commune closest to p and how far its border is, 0
// inside it; NoTerritory when none lies within the given metres.
func (d *Dataset) NearestCommune(p orb.Point, within float64) (TerritoryIndex, float64) {
	if i := d.CommuneAt(p); i != NoTerritory {
		return i, 0
	}
	var buf [1]geo.Near
	if near := d.communes.Nearest(p, 1, within, nil, buf[:0]); len(near) > 0 {
		return TerritoryIndex(near[0].ID), near[0].Metres
	}
	return NoTerritory, 0
}

// Holder returns the territory of a kind that a commune belongs to, the commune
// itself for KindCommune, NoTerritory where there is none, and for a kind that
// is not made of communes: see TerritoryOf.
func (d *Dataset) Holder(commune TerritoryIndex, kind TerritoryKind) TerritoryIndex {
	if commune == NoTerritory || kind == KindCommune {
		return commune
	}
	for _, i := range d.Territories[commune].PartOf {
		if d.Territories[i].Kind == kind {
			return i
		}
	}
	return NoTerritory
}

// TerritoryOf returns the territory of a kind that a place lies in, NoTerritory
// where there is none: the one its commune belongs to or, of a kind with
// outlines of its own, the one that holds its position (the first by code of several).
func (d *Dataset) TerritoryOf(kind TerritoryKind, commune TerritoryIndex, p orb.Point) TerritoryIndex {
	if kind.OfCommunes() {
		return d.Holder(commune, kind)
	}
	var buf [4]geo.ID
	for _, id := range d.zones.Containing(p, buf[:0]) {
		if d.Territories[id].Kind == kind {
			return TerritoryIndex(id)
		}
	}
	return NoTerritory
}

// Within tells whether a site stands in a territory: its commune belongs to it
// or, of a kind with outlines of its own, its position lies in it. Outside the
// region's communes a site stands in none of those that are made of communes.
func (d *Dataset) Within(site *Site, t TerritoryIndex) bool {
	if kind := d.Territories[t].Kind; kind.OfCommunes() {
		return d.Holder(site.Commune, kind) == t
	}
	var buf [4]geo.ID
	return slices.Contains(d.zones.Containing(site.Position.Point, buf[:0]), geo.ID(t))
}

// Source finds a source by its name.
func (d *Dataset) Source(name string) (Source, bool) {
	for _, s := range d.Sources {
		if s.Name == name {
			return s, true
		}
	}
	return Source{}, false
}

// View is the dataset without any change laid over it.
func (d *Dataset) View() *View { return d.base }
