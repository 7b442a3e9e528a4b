package analysis

import (
	"context"
	"slices"
	"sync"

	"maillage/data"
	"maillage/geo/road"
	"maillage/internal/kept"
)

// keptBytes bounds the times that an engine keeps: those of some sixty
// questions about a region of 90,000 cells.
const keptBytes = 64 << 20

func newKept(limit int) *kept.Cache[timesKey, *CellTimes] {
	return kept.New(limit, func(key timesKey, t *CellTimes) int { return key.bytes() + t.bytes() })
}

// CellTimes is the time of every cell, inhabited or not, to the nearest place
// that fits: what Nearest answers from the cell's centre. Many questions share
// one: it never changes, and nobody may change it.
type CellTimes struct {
	Mode       string             // with its default
	Time       []road.Deciseconds // by CellIndex; road.Unreachable where no place that fits is reached
	target     []road.TargetID    // by CellIndex
	structures []data.StructureIndex
	nobody     bool                    // no place fits anyone
	order      func() []data.CellIndex // once
}

// Nearest is the place that a cell's time leads to; NoStructure where there is none.
func (t *CellTimes) Nearest(i data.CellIndex) data.StructureIndex {
	if t.Time[i] == road.Unreachable {
		return NoStructure
	}
	return t.structures[t.target[i]]
}

// CellTimes tells the time of every cell under a query, whose instant changes
// none. The times of the questions of late are kept, and those who ask the same at
// once wait for one computation. Cost of a new question: a field over the graph, a pass
// over the cells and, wherever inhabitants may be received by other places, what those change of the field.
func (e *Engine) CellTimes(ctx context.Context, q Query) (*CellTimes, error) {
	if err := e.check(&q); err != nil {
		return nil, err
	}
	return e.cellTimes(ctx, &q)
}

// cellTimes is CellTimes of a query that was checked.
func (e *Engine) cellTimes(ctx context.Context, q *Query) (*CellTimes, error) {
	return e.kept.Get(ctx, keyOf(q), func(ctx context.Context) (*CellTimes, error) { return e.reckon(ctx, q) })
}

// reckon works the times out.
func (e *Engine) reckon(ctx context.Context, q *Query) (*CellTimes, error) {
	cells := &e.ground.dataset.Cells
	times := newCellTimes(cells.Len())
	out := &CellTimes{Mode: q.Mode, Time: times.time, target: times.target, structures: e.roster.structures, nobody: true}
	for _, s := range e.roster.shares(q, cells) {
		out.nobody = out.nobody && s.choice.count == 0
		if err := e.travel(q.Mode).cells(ctx, s.cells, s.choice, q.closed(), times); err != nil {
			return nil, err
		}
	}
	out.order = sync.OnceValue(func() []data.CellIndex { return soonest(out.Time) })
	return out, nil
}

// soonest lists all cells by (time, cell).
func soonest(times []road.Deciseconds) []data.CellIndex {
	keys := make([]uint64, len(times)) // time above, cell below: one integer sorts faster than a pair
	for i, t := range times {
		keys[i] = uint64(t)<<32 | uint64(i)
	}
	slices.Sort(keys)
	out := make([]data.CellIndex, len(keys))
	for k, key := range keys {
		out[k] = data.CellIndex(key & (1<<32 - 1))
	}
	return out
}

// timesOverhead is about what kept times cost beside their columns and their
// question: most of it in a region of few cells or none.
const timesOverhead = 600

// bytes is the memory that keeping them takes, the order among the columns whether it was asked for or not.
func (t *CellTimes) bytes() int { return len(t.Time)*(4+4+4) + timesOverhead }

// timesKey is what times depend on: two questions of one key have the same.
type timesKey struct {
	mode, filter, eligible string
	winter                 bool
}

func (k *timesKey) bytes() int { return len(k.mode) + len(k.filter) + len(k.eligible) }

func keyOf(q *Query) timesKey {
	return timesKey{q.Mode, q.Filter.Key(), q.Eligible, q.Winter}
}
