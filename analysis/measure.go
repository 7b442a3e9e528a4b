package analysis

import (
	"context"
	"slices"

	"maillage/data"
	"maillage/geo/road"
)

// measure is the time of every cell and the people who live there: what
// Coverage counts and Gaps draws.
type measure struct {
	*cellTimes
	query  CoverageQuery // checked, with its defaults
	group  data.Group
	people []float64        // of the group, by CellIndex
	last   road.Deciseconds // the last time within the target
	nobody bool             // no place fits anyone
}

// measure checks a query and computes every cell's time, with one search for
// all cells whose inhabitants the same places may receive.
func (e *Engine) measure(ctx context.Context, q CoverageQuery) (*measure, error) {
	group, err := e.checkCoverage(&q)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cells := &e.ground.dataset.Cells
	m := &measure{cellTimes: newCellTimes(cells.Len()), query: q, last: within(q.TargetMinutes), nobody: true}
	for _, s := range e.roster.shares(&q.Query, cells) {
		m.nobody = m.nobody && s.choice.count == 0
		if err := e.travel(q.Mode).cells(ctx, s.cells, s.choice, q.closed(), m.cellTimes); err != nil {
			return nil, err
		}
	}
	if group >= 0 {
		m.group, m.people = cells.Groups[group], cells.Count[group]
	}
	return m, nil
}

// checkCoverage completes a query with its defaults and returns the position
// of its group, -1 in a region that counts nobody.
func (e *Engine) checkCoverage(q *CoverageQuery) (group int, err error) {
	kinds := e.kinds()
	if q.By == "" {
		q.By = defaultKind(kinds)
	}
	if q.Group == "" {
		q.Group = data.GroupAll
	}
	if err := checkTarget(q.TargetMinutes); err != nil {
		return 0, err
	}
	if len(kinds) > 0 && !slices.Contains(kinds, string(q.By)) {
		return 0, invalid("by", string(q.By), kinds...)
	}
	cells := &e.ground.dataset.Cells
	group = cells.Group(q.Group)
	if group < 0 && cells.Len() > 0 {
		codes := make([]string, len(cells.Groups))
		for i := range cells.Groups {
			codes[i] = cells.Groups[i].Code
		}
		return 0, invalid("group", q.Group, codes...)
	}
	return group, e.check(&q.Query)
}

// kinds lists the kinds of territories that the region has, from the smallest.
func (e *Engine) kinds() []string {
	var out []string
	for _, kind := range data.TerritoryKinds() {
		if slices.ContainsFunc(e.ground.dataset.Territories, func(t data.Territory) bool { return t.Kind == kind }) {
			out = append(out, string(kind))
		}
	}
	return out
}

// defaultKind is the département or, in a region without any, the largest kind it has.
func defaultKind(kinds []string) data.TerritoryKind {
	if len(kinds) == 0 || slices.Contains(kinds, string(data.KindDepartement)) {
		return data.KindDepartement
	}
	return data.TerritoryKind(kinds[len(kinds)-1])
}
