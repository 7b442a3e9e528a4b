package analysis

import (
	"slices"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// tally counts a measure by territories of one kind.
type tally struct {
	ds          *data.Dataset
	measure     *measure
	territories []data.TerritoryIndex // of the kind; NoTerritory after them
	row         []int                 // by TerritoryIndex of a commune: its place in territories
}

func newTally(ds *data.Dataset, m *measure) *tally {
	t := &tally{ds: ds, measure: m, row: make([]int, len(ds.Territories))}
	place := make(map[data.TerritoryIndex]int)
	for i := range ds.Territories {
		if ds.Territories[i].Kind == m.query.By {
			place[data.TerritoryIndex(i)] = len(t.territories)
			t.territories = append(t.territories, data.TerritoryIndex(i))
		}
	}
	place[data.NoTerritory] = len(t.territories)
	t.territories = append(t.territories, data.NoTerritory)
	for i := range ds.Territories {
		if ds.Territories[i].Kind == data.KindCommune {
			t.row[i] = place[ds.Holder(data.TerritoryIndex(i), m.query.By)]
		}
	}
	return t
}

// rowOf is the row that counts a cell.
func (t *tally) rowOf(i data.CellIndex) int {
	return t.row[t.ds.Cells.Commune[i]]
}

// rows counts everyone once. The total's counts are the sums of the rows', in
// their order: whoever adds up the table finds its last line.
func (t *tally) rows() ([]Row, Row) {
	rows := make([]Row, len(t.territories))
	all, order := t.inhabited()
	for _, i := range order {
		t.count(&rows[t.rowOf(i)], i)
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
	var keys []uint64 // time above, cell below: one integer sorts faster than a pair
	for i, people := range m.people {
		if people > 0 {
			keys = append(keys, uint64(m.time[i])<<32|uint64(i))
		}
	}
	slices.Sort(keys)
	samples := make([]sample, len(keys))
	order := make([]data.CellIndex, len(keys))
	for k, key := range keys {
		order[k] = data.CellIndex(key & (1<<32 - 1))
		samples[k] = sample{road.Deciseconds(key >> 32), m.people[order[k]]}
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
		row := t.rowOf(i)
		parts[row] = append(parts[row], all[k])
	}
	return parts
}

// count adds one inhabited cell to a row.
func (t *tally) count(r *Row, i data.CellIndex) {
	people, time := t.measure.people[i], t.measure.time[i]
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
