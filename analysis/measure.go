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
	*CellTimes
	query  CoverageQuery // checked, with its defaults
	group  data.Group
	people []float64        // of the group, by CellIndex; nil where nobody is counted
	last   road.Deciseconds // the last time within the target
}

// measure checks a query and finds every cell's time.
func (e *Engine) measure(ctx context.Context, q CoverageQuery) (*measure, error) {
	group, err := e.checkCoverage(&q)
	if err != nil {
		return nil, err
	}
	m := &measure{query: q, last: within(q.TargetMinutes)}
	if m.CellTimes, err = e.cellTimes(ctx, &q.Query); err != nil {
		return nil, err
	}
	if cells := &e.ground.dataset.Cells; group >= 0 {
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
