package data

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"maillage/geo"
	"maillage/say"
)

// View is a Dataset with changes laid over it: what a scenario or an edit shows
// without touching what everyone else reads. Analyses see structures only
// through a View. A View never changes; With makes another.
//
// Indexes of the dataset's own structures keep their meaning in every view of
// it; added structures come after them.
type View struct {
	base   *Dataset
	closed map[StructureIndex]bool
	added  []Structure
	sites  []Site // of the added structures; their SiteIndex continues the dataset's
	index  *geo.Index
}

// Change is one difference between a view and the next: Open, Close or Move.
type Change interface{ apply(v *View) error }

// Open adds a structure at a site. The structure's Site and the site's Commune
// are set by the view.
type Open struct {
	Site      Site
	Structure Structure
}

// Close takes a structure away.
type Close struct{ ID StructureID }

// Move takes a structure to another position, keeping its id and services.
type Move struct {
	ID       StructureID
	Position Position
}

// With lays changes over the view, in order, and returns the result; the view
// itself stays as it was. Cost: the changes', and a copy-on-write of the index.
func (v *View) With(changes ...Change) (*View, error) {
	next := &View{
		base:   v.base,
		closed: maps.Clone(v.closed),
		added:  slices.Clone(v.added),
		sites:  slices.Clone(v.sites),
		index:  v.index.Copy(),
	}
	if next.closed == nil {
		next.closed = make(map[StructureIndex]bool)
	}
	for i, c := range changes {
		if err := c.apply(next); err != nil {
			return nil, say.Errorf("modification %d : %v", "change %d: %v", i+1, err)
		}
	}
	return next, nil
}

// Dataset is what the changes lie over.
func (v *View) Dataset() *Dataset { return v.base }

// Len bounds the structures' indexes; some below it may be closed.
func (v *View) Len() int { return len(v.base.Structures) + len(v.added) }

// Closed tells whether the structure is taken away in this view.
func (v *View) Closed(i StructureIndex) bool { return v.closed[i] }

// Structure returns the structure at an index below Len.
func (v *View) Structure(i StructureIndex) *Structure {
	if n := len(v.base.Structures); int(i) >= n {
		return &v.added[int(i)-n]
	}
	return &v.base.Structures[i]
}

// Site returns the site at an index a structure of this view holds.
func (v *View) Site(i SiteIndex) *Site {
	if n := len(v.base.Sites); int(i) >= n {
		return &v.sites[int(i)-n]
	}
	return &v.base.Sites[i]
}

// SiteOf returns the site where a structure stands.
func (v *View) SiteOf(i StructureIndex) *Site { return v.Site(v.Structure(i).Site) }

// All yields the structures that are not closed, in index order.
func (v *View) All() iter.Seq2[StructureIndex, *Structure] {
	return func(yield func(StructureIndex, *Structure) bool) {
		for i := range StructureIndex(v.Len()) {
			if !v.closed[i] && !yield(i, v.Structure(i)) {
				return
			}
		}
	}
}

// ByID finds a structure that is not closed.
func (v *View) ByID(id StructureID) (StructureIndex, bool) {
	for i := range v.added {
		if at := StructureIndex(len(v.base.Structures) + i); v.added[i].ID == id && !v.closed[at] {
			return at, true
		}
	}
	i, ok := v.base.byID[id]
	return i, ok && !v.closed[i]
}

// Index holds the positions of the structures that receive people on site and
// are not closed; its ids are StructureIndexes.
func (v *View) Index() *geo.Index { return v.index }

func (c Open) apply(v *View) error {
	if _, taken := v.ByID(c.Structure.ID); taken {
		return say.Errorf("la structure %q existe déjà ; donnez un autre identifiant", "structure %q exists already; give another id", c.Structure.ID)
	}
	if c.Structure.ID == "" {
		return say.Errorf("une structure ajoutée doit avoir un identifiant", "an added structure needs an id")
	}
	if !onEarth(c.Site.Position.Point) {
		return say.Errorf("la position %s n'est pas une latitude (de -90 à 90) et une longitude (de -180 à 180) en degrés",
			"the position %s is not a latitude (-90 to 90) and a longitude (-180 to 180) in degrees", sayPoint(c.Site.Position.Point))
	}
	st := c.Structure
	st.Site = SiteIndex(len(v.base.Sites) + len(v.sites))
	c.Site.Commune = v.base.Home(c.Site.Position.Point)
	v.sites = append(v.sites, c.Site)
	v.added = append(v.added, st)
	if st.OnSite() {
		v.index.AddPoint(geo.ID(v.Len()-1), c.Site.Position.Point)
	}
	return nil
}

func (c Close) apply(v *View) error {
	i, ok := v.ByID(c.ID)
	if !ok {
		return unknownStructure(c.ID)
	}
	v.closed[i] = true
	if v.Structure(i).OnSite() {
		v.index.RemovePoint(geo.ID(i), v.SiteOf(i).Position.Point)
	}
	return nil
}

func (c Move) apply(v *View) error {
	i, ok := v.ByID(c.ID)
	if !ok {
		return unknownStructure(c.ID)
	}
	st, site := *v.Structure(i), *v.SiteOf(i)
	site.Position = c.Position
	if err := (Close{c.ID}).apply(v); err != nil {
		return fmt.Errorf("move: %w", err)
	}
	return Open{site, st}.apply(v)
}

func unknownStructure(id StructureID) error {
	return say.Errorf("aucune structure %q ; les identifiants sont ceux que « nearest » affiche", "no structure %q; ids are those that \"nearest\" shows", id)
}
