package analysis

import (
	"context"
	"time"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// CoverageQuery asks how many people live within a target.
type CoverageQuery struct {
	Query
	TargetMinutes float64            // above 0, at most MaxMinutes; compared unrounded: at the target is within it
	By            data.TerritoryKind // the rows, of a kind the region has; empty: KindDepartement, or the largest kind where there is none
	Group         string             // who is counted; empty: data.GroupAll
}

// Coverage is who lives within the target, by territory and in all.
type Coverage struct {
	Query         Query // as it was asked, with its defaults
	Mode          string
	At            time.Time
	TargetMinutes float64
	By            data.TerritoryKind
	Group         data.Group
	PeopleSource  data.Source // of People: whose figure, of which vintage
	Rows          []Row       // every territory of the kind, in the dataset's order; then, if anyone lives there, what lies in none
	Total         Row         // the sum of the rows: exactly, for whole people
	// CellTimes is the time of every cell, inhabited or not, to the nearest
	// place that fits; road.Unreachable where there is none. It equals what
	// Nearest answers from the cell's centre. Other answers share it: nobody may change it.
	CellTimes []road.Deciseconds
	Warnings  []say.Text
}

// Row is the people of one territory. "People" is the group's count on the
// grid, in the group's unit; Census is another figure, of everyone, by another source.
type Row struct {
	Territory   data.TerritoryIndex // NoTerritory for the total and for what lies in no territory of the kind
	Name        say.Text
	Cells       int     // where someone of the group lives
	People      float64 // Covered + Uncovered
	Covered     float64 // within the target
	Uncovered   float64 // beyond it, the unreachable among them
	Unreachable float64 // those of the uncovered whom no street leads to any place that fits
	Estimated   float64 // people in cells that the source itself estimated
	// Minutes weighted by people. The mean is of those who can arrive (NaN when
	// nobody can); in the median and the 90th percentile the unreachable count
	// as beyond everyone (+Inf when the quantile falls among them; NaN without people).
	MeanMinutes, MedianMinutes, P90Minutes float64
	Census                                 int    // everyone, by the census; 0 where unknown
	CensusSource                           string // the Source's name; "" where unknown or of several sources
}

// CoveredShare is the part of the people within the target, 0 to 1; NaN without people.
func (r *Row) CoveredShare() float64 { return r.Covered / r.People }

// EstimatedShare is the part of the people whose number the source estimated, 0 to 1; NaN without people.
func (r *Row) EstimatedShare() float64 { return r.Estimated / r.People }

// Check refuses what Coverage and Gaps would refuse, at once and for nothing.
func (e *Engine) Check(q CoverageQuery) error {
	_, err := e.checkCoverage(&q)
	return err
}

// Coverage counts the people within the target. Cost: one field over the
// graph, a pass over the cells, a sort of their times. An *InvalidError tells of a value that is not allowed.
func (e *Engine) Coverage(ctx context.Context, q CoverageQuery) (*Coverage, error) {
	m, err := e.measure(ctx, q)
	if err != nil {
		return nil, err
	}
	ds := e.ground.dataset
	c := &Coverage{
		Query:         m.query.Query,
		Mode:          m.query.Mode,
		At:            q.At,
		TargetMinutes: q.TargetMinutes,
		By:            m.query.By,
		Group:         m.group,
		CellTimes:     m.Time,
		Warnings:      e.warnCells(m.CellTimes),
	}
	c.Warnings = append(c.Warnings, e.warnKind(m.query.By)...)
	c.PeopleSource, _ = ds.Source(m.group.Source)
	c.Rows, c.Total = newTally(ds, m).rows()
	return c, nil
}
