package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// Gaps is where the people live who are beyond the target.
type Gaps struct {
	Query         Query // as it was asked, with its defaults
	Mode          string
	At            time.Time
	TargetMinutes float64
	Group         data.Group
	PeopleSource  data.Source
	Zones         []WhiteZone // by people, the most first
	Total         Row         // the region's, as in Coverage: the zones' people add up to its Uncovered
	Warnings      []say.Text
}

// WhiteZone is a piece of land, in one part, where everyone counted is beyond
// the target: cells that touch along an edge. Cells that touch by a corner only
// are two zones.
type WhiteZone struct {
	Rank        int              // from 1
	Cells       []data.CellIndex // ascending; someone of the group lives in each
	People      float64
	Unreachable float64 // those whom no street leads to any place that fits
	// WorstGapMinutes is the largest travel time less the target, unrounded,
	// among the cells that can be left; +Inf when none can.
	WorstGapMinutes float64
	WorstCell       data.CellIndex      // where it is; the zone's first cell when none can be left
	Nearest         data.StructureIndex // the nearest place that fits from there; NoStructure when none can be left
	Communes        []CommunePeople     // the most people first
	// Shape is the outline of the cells in lon, lat: valid, outer rings
	// counter-clockwise. The sea is not cut off; empty for communes without a shape.
	Shape orb.MultiPolygon
}

// CommunePeople is how many of a zone's people live in a commune.
type CommunePeople struct {
	Commune data.TerritoryIndex
	People  float64
}

// Gaps finds the white zones of the query, whose By is not used. Every
// uncovered person lives in exactly one zone. Cost: that of Coverage, and of
// tracing the uncovered cells.
func (e *Engine) Gaps(ctx context.Context, q CoverageQuery) (*Gaps, error) {
	return e.gaps(ctx, q, true)
}

// Zones is Gaps without the zones' shapes, for whoever lists them: nothing is traced.
func (e *Engine) Zones(ctx context.Context, q CoverageQuery) (*Gaps, error) {
	return e.gaps(ctx, q, false)
}

func (e *Engine) gaps(ctx context.Context, q CoverageQuery, shaped bool) (*Gaps, error) {
	m, err := e.measure(ctx, q)
	if err != nil {
		return nil, err
	}
	tiles, err := e.ground.mosaic()
	if err != nil {
		return nil, err
	}
	ds := e.ground.dataset
	g := &Gaps{
		Query:         m.query.Query,
		Mode:          m.query.Mode,
		At:            q.At,
		TargetMinutes: q.TargetMinutes,
		Group:         m.group,
		Warnings:      e.warnCells(m.CellTimes),
	}
	g.PeopleSource, _ = ds.Source(m.group.Source)
	_, g.Total = newTally(ds, m).rows()
	zones := tiles.zones(m.uncoveredCells())
	for k, cells := range zones.cells {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		z := e.zone(m, cells)
		if shaped {
			if z.Shape, err = tiles.outline(zones, k); err != nil {
				return nil, err
			}
		}
		g.Zones = append(g.Zones, z)
	}
	g.rank()
	return g, nil
}

// rank orders zones by people; equals by their first cell, so that an answer is always the same.
func (g *Gaps) rank() {
	slices.SortFunc(g.Zones, func(a, b WhiteZone) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Cells[0], b.Cells[0]))
	})
	for i := range g.Zones {
		g.Zones[i].Rank = i + 1
	}
}

// zone tells of the people in some cells, but for its shape.
func (e *Engine) zone(m *measure, cells []data.CellIndex) WhiteZone {
	z := WhiteZone{Cells: cells, WorstCell: cells[0], WorstGapMinutes: math.Inf(1), Nearest: NoStructure}
	var worst road.Deciseconds
	for _, i := range cells {
		z.People += m.people[i]
		if m.Time[i] == road.Unreachable {
			z.Unreachable += m.people[i]
		} else if m.Time[i] > worst {
			worst, z.WorstCell, z.Nearest = m.Time[i], i, m.Nearest(i)
		}
	}
	if z.Nearest != NoStructure {
		z.WorstGapMinutes = worst.Minutes() - m.query.TargetMinutes
	}
	z.Communes = m.communes(&e.ground.dataset.Cells, cells)
	return z
}

// uncoveredCells lists the cells where someone is beyond the target.
func (m *measure) uncoveredCells() []data.CellIndex {
	var out []data.CellIndex
	for i := range m.people {
		if m.people[i] > 0 && m.Time[i] > m.last {
			out = append(out, data.CellIndex(i))
		}
	}
	return out
}

// communes shares the people of some cells out among their communes.
func (m *measure) communes(all *data.Cells, cells []data.CellIndex) []CommunePeople {
	place := make(map[data.TerritoryIndex]int)
	var out []CommunePeople
	for _, i := range cells {
		commune := all.Commune[i]
		at, ok := place[commune]
		if !ok {
			at = len(out)
			place[commune] = at
			out = append(out, CommunePeople{Commune: commune})
		}
		out[at].People += m.people[i]
	}
	slices.SortFunc(out, func(a, b CommunePeople) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Commune, b.Commune))
	})
	return out
}
