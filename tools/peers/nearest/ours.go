package main

import (
	"context"
	"fmt"
	"time"

	"maillage/geo/road"
)

// measureOurs answers the work with a Field. To prepare from folded arcs is to
// check them, to sort the structures' doors and to make the search's memory.
// From the file, it is to read it and to snap all places, too.
func measureOurs(_ context.Context, w *work, o options) (outcome, error) {
	out := outcome{name: "Maillage", threads: "1", exact: true}
	var snap time.Duration
	for range o.runs {
		begun := time.Now()
		structures, cells := snapped(w.graph, w.structures), snapped(w.graph, w.cells)
		snap = least(snap, time.Since(begun))

		begun = time.Now()
		s, err := road.FromColumns(w.streets.Columns())
		if err != nil {
			return out, err
		}
		g := s.Graph("car")
		ts, search, field := g.NewTargets(targets(structures)), g.NewSearch(), &road.Field{}
		out.fromArcs = least(out.fromArcs, time.Since(begun))

		out.answers, w.nearest = make([]uint32, 0, w.size()), make([]road.TargetID, 0, w.size())
		begun = time.Now()
		search.Field(ts, nil, 0, field)
		out.answers, w.nearest = read(field, len(w.nodes), cells, out.answers, w.nearest)
		out.answer = least(out.answer, time.Since(begun))
	}
	out.fromFile = w.fromFile + snap + out.fromArcs
	out.note = fmt.Sprintf("of the preparation from the file, %s are to snap %d places", show(snap), len(w.structures)+len(w.cells))
	return out, nil
}

func targets(structures []road.Snap) []road.Target {
	list := make([]road.Target, len(structures))
	for i, s := range structures {
		list[i] = road.Target{ID: road.TargetID(i), Snap: s}
	}
	return list
}

// read appends a field's answers for all nodes, then for the cells.
func read(f *road.Field, nodes int, cells []road.Snap, times []uint32, nearest []road.TargetID) ([]uint32, []road.TargetID) {
	for v := range nodes {
		t, target := f.Node(road.NodeID(v))
		times, nearest = append(times, uint32(t)), append(nearest, target)
	}
	for _, c := range cells {
		t, target := f.At(c)
		times, nearest = append(times, uint32(t)), append(nearest, target)
	}
	return times, nearest
}
