package analysis

import (
	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// tally counts a measure by territories of one kind.
type tally struct {
	ds          *data.Dataset
	measure     *measure
	territories []data.TerritoryIndex // of the kind; NoTerritory after them
	row         []int                 // by CellIndex: its territory's place in territories
}

func newTally(ds *data.Dataset, m *measure) *tally {
	t := &tally{ds: ds, measure: m, row: make([]int, ds.Cells.Len())}
	place := make([]int, len(ds.Territories)) // by TerritoryIndex: its place in territories
	for i := range ds.Territories {
		if ds.Territories[i].Kind == m.query.By {
			place[i] = len(t.territories)
			t.territories = append(t.territories, data.TerritoryIndex(i))
		}
	}
	for i, commune := range ds.Cells.Commune {
		t.row[i] = len(t.territories)
		if of := ds.TerritoryOf(m.query.By, commune, ds.Cells.Center[i]); of != data.NoTerritory {
			t.row[i] = place[of]
		}
	}
	t.territories = append(t.territories, data.NoTerritory)
	return t
}

// rows counts everyone once. The total's counts are the sums of the rows', in
// their order: whoever adds up the table finds its last line.
func (t *tally) rows() ([]Row, Row) {
	rows := make([]Row, len(t.territories))
	all, order := t.inhabited()
	for _, i := range order {
		t.count(&rows[t.row[i]], i)
	}
	parts := t.parts(rows, all, order)
	total := Row{Territory: data.NoTerritory, Name: say.T("Ensemble", "Total")}
	for k := range rows {
		rows[k].name(t.ds, t.measure.query.By, t.territories[k])
		rows[k].spread(parts[k])
		total.add(&rows[k])
	}
	total.spread(all)
	total.Census, total.CensusSource = census(t.ds)
	if last := len(rows) - 1; rows[last].Cells == 0 {
		rows = rows[:last]
	}
	return rows, total
}

// inhabited lists the cells where someone of the group lives and their
// samples, both in order of (time, cell).
func (t *tally) inhabited() ([]sample, []data.CellIndex) {
	m := t.measure
	if m.people == nil {
		return nil, nil
	}
	all := m.order()
	samples, order := make([]sample, 0, len(all)), make([]data.CellIndex, 0, len(all))
	for _, i := range all {
		if people := m.people[i]; people > 0 {
			order = append(order, i)
			samples = append(samples, sample{m.Time[i], people})
		}
	}
	return samples, order
}

// parts deals the samples out to the rows, which keep their order.
func (t *tally) parts(rows []Row, all []sample, order []data.CellIndex) [][]sample {
	flat := make([]sample, len(all))
	parts := make([][]sample, len(rows))
	for k := range rows {
		parts[k], flat = flat[:0:rows[k].Cells], flat[rows[k].Cells:]
	}
	for k, i := range order {
		row := t.row[i]
		parts[row] = append(parts[row], all[k])
	}
	return parts
}

// count adds one inhabited cell to a row.
func (t *tally) count(r *Row, i data.CellIndex) {
	people, time := t.measure.people[i], t.measure.Time[i]
	r.Cells++
	if time <= t.measure.last {
		r.Covered += people
	} else {
		r.Uncovered += people
	}
	if time == road.Unreachable {
		r.Unreachable += people
	}
	if t.ds.Cells.Estimated[i] {
		r.Estimated += people
	}
	r.People = r.Covered + r.Uncovered
}

func (r *Row) add(o *Row) {
	r.Cells += o.Cells
	r.People += o.People
	r.Covered += o.Covered
	r.Uncovered += o.Uncovered
	r.Unreachable += o.Unreachable
	r.Estimated += o.Estimated
}

func (r *Row) spread(samples []sample) {
	r.MeanMinutes = meanMinutes(samples)
	r.MedianMinutes = quantileMinutes(samples, 1, 2)
	r.P90Minutes = quantileMinutes(samples, 9, 10)
}

// name says whose row this is.
func (r *Row) name(ds *data.Dataset, by data.TerritoryKind, i data.TerritoryIndex) {
	r.Territory = i
	if i == data.NoTerritory {
		r.Name = say.T("hors %s", "outside every %s", by.Label())
		return
	}
	t := &ds.Territories[i]
	r.Name, r.Census, r.CensusSource = say.Same(t.Name), t.Population, t.PopulationSource
}

// census is the population of all communes, and its source when they share one.
func census(ds *data.Dataset) (people int, source string) {
	for i := range ds.Territories {
		t := &ds.Territories[i]
		switch {
		case t.Kind != data.KindCommune || t.Population == 0:
			continue
		case people == 0:
			source = t.PopulationSource
		case source != t.PopulationSource:
			source = ""
		}
		people += t.Population
	}
	return people, source
}
