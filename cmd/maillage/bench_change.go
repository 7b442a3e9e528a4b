package main

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"maillage/geo/road"
)

// benchChanges is how many structures are added, moved and closed, one after the other.
const benchChanges = 5

// change measures what one structure more, elsewhere or less costs: the least of some tries.
func (w *workbench) change(ctx context.Context, b *caseBody, all []road.Target) error {
	last := len(all) - benchChanges
	for i := range benchChanges {
		at := last + i
		less := slices.Delete(slices.Clone(all), at, at+1)
		elsewhere := slices.Clone(all)
		elsewhere[at].Snap = w.from[i]
		if err := w.restart(ctx, less); err != nil {
			return err
		}
		for _, step := range []struct {
			to   []road.Target
			took *changeBody
		}{{all, &b.Added}, {elsewhere, &b.Moved}, {less, &b.Closed}} {
			if err := w.turnTo(ctx, b, step.took, step.to); err != nil {
				return err
			}
		}
	}
	return nil
}

// restart makes the field and the hubs of some structures anew.
func (w *workbench) restart(ctx context.Context, targets []road.Target) (err error) {
	ts := w.graph.NewTargets(targets)
	w.field = w.search.Field(ts, nil, 0, w.field)
	w.hubs, err = w.hierarchy.NewHubs(ctx, ts, nil)
	return err
}

// turnTo makes the field and the hubs those of other structures, and holds them
// against what is made anew.
func (w *workbench) turnTo(ctx context.Context, b *caseBody, c *changeBody, targets []road.Target) (err error) {
	var ts *road.Targets
	field := milliseconds(worked(func() {
		ts = w.graph.NewTargets(targets)
		w.search.Update(w.field, ts, nil, 0)
	}))
	hubs := milliseconds(lasted(func() {
		ts = w.graph.NewTargets(targets)
		w.hubs, err = w.hierarchy.NewHubs(ctx, ts, w.hubs)
	}))
	if c.FieldMS == 0 {
		*c = changeBody{field, hubs}
	}
	c.FieldMS, c.HubsMS = min(c.FieldMS, field), min(c.HubsMS, hubs)
	if err != nil {
		return err
	}
	fresh := w.graph.NewSearch().Field(ts, nil, 0, nil)
	b.Differences += w.unlike(w.field, func(v road.NodeID) road.Deciseconds {
		time, _ := fresh.Node(v)
		return time
	})
	for _, from := range w.from[:min(benchPlain/10, len(w.from))] {
		got := w.climb.Nearest(from, w.hubs, nil, len(targets), benchNearest, road.Unreachable, nil)
		if !slices.Equal(got, w.search.Nearest(from, ts, nil, benchNearest, road.Unreachable, 0, nil)) {
			b.Differences++
		}
	}
	return nil
}

// table measures the times from a thousand places to a thousand structures, on every processor.
func (w *workbench) table(ctx context.Context, b *caseBody, targets []road.Target) (err error) {
	b.TableSide = min(benchTable, len(targets), len(w.from))
	ts := w.graph.NewTargets(targets[:b.TableSide])
	rows := make([][]road.Reach, b.TableSide)
	b.TableMS = milliseconds(lasted(func() { err = w.fill(ctx, ts, rows) }))
	if err != nil {
		return err
	}
	for i := 0; i < len(rows); i += len(rows)/10 + 1 {
		got := slices.DeleteFunc(rows[i], func(r road.Reach) bool { return r.Time == road.Unreachable })
		slices.SortStableFunc(got, func(a, b road.Reach) int { return cmp.Compare(a.Time, b.Time) })
		if !slices.Equal(got, w.search.Nearest(w.from[i], ts, nil, ts.Len(), road.Unreachable, 0, nil)) {
			b.Differences++
		}
	}
	return nil
}

// fill fills the rows of a table.
func (w *workbench) fill(ctx context.Context, ts *road.Targets, rows [][]road.Reach) error {
	hubs, err := w.hierarchy.NewHubs(ctx, ts, nil)
	if err != nil {
		return err
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			climb := w.hierarchy.NewClimb()
			for i := next.Add(1) - 1; i < int64(len(rows)); i = next.Add(1) - 1 {
				rows[i] = climb.Row(w.from[i], hubs, make([]road.Reach, 0, ts.Len()))
			}
		})
	}
	wg.Wait()
	return nil
}
