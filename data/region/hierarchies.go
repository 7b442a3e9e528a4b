package region

import (
	"sync"

	"maillage/geo/road"
)

// hierarchy is one graph's hierarchy for the arcs that are open while a mask holds.
type hierarchy struct {
	profile string
	closed  road.Mask
	columns *road.HierarchyColumns
}

const hierarchyVersion = 1

// stored lists the hierarchies that files keep of a profile: none of another mask is asked for often.
func stored(profile string) []hierarchy {
	return []hierarchy{{profile, 0, &road.HierarchyColumns{}}, {profile, road.ClosedInWinter, &road.HierarchyColumns{}}}
}

// section holds the hierarchy: a file without it is one of before hierarchies were kept, and they are made when first needed.
func (h hierarchy) section() section {
	name := hierarchyPrefix + h.profile
	if h.closed != 0 {
		name += winterSuffix
	}
	return section{name, hierarchyVersion, false, func(c *columns, _ *parts) { walkHierarchy(c, h.columns) }}
}

func walkHierarchy(c *columns, h *road.HierarchyColumns) {
	column(c, "rank", &h.Rank)
	column(c, "first_up", &h.FirstUp)
	column(c, "up_head", &h.UpHead)
	column(c, "up_cost", &h.UpCost)
	column(c, "first_down", &h.FirstDown)
	column(c, "down_tail", &h.DownTail)
	column(c, "down_cost", &h.DownCost)
}

// gatherHierarchies gets the hierarchies of the streets, to be written.
func (p *parts) gatherHierarchies() error {
	for i := range p.streets.Graphs {
		g := &p.streets.Graphs[i]
		for _, s := range g.Hierarchies {
			columns, err := s.Columns()
			if err != nil {
				return err
			}
			p.hierarchies = append(p.hierarchies, hierarchy{g.Profile, s.Closed, columns})
		}
	}
	return nil
}

// findHierarchies tells a graph which hierarchies the file has of it. They lie in
// the mapping, and are read when a search first needs them.
func (f *File) findHierarchies(g *road.GraphColumns) {
	for _, h := range stored(g.Profile) {
		if !f.hasVersion(h.section()) {
			continue
		}
		g.Hierarchies = append(g.Hierarchies, road.StoredHierarchy{
			Closed:  h.closed,
			Columns: sync.OnceValues(func() (*road.HierarchyColumns, error) { return h.columns, f.read(h.section(), nil) }),
		})
	}
}
