package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"maillage/tools/peers/valhalla"
)

// tableRows is how many origins Valhalla is asked for at once: of what was
// tried, the number that takes least.
const tableRows = 4000

// measureValhalla asks Valhalla, which walks streets of its own at speeds of its
// own: for the table from all nodes and cells to the structures, whose rows' least
// entries are the work; and for one isochrone towards all structures at once, as
// far as the work reaches, which is one search and a drawing and tells no place's time.
func measureValhalla(ctx context.Context, w *work, o options) ([]outcome, error) {
	home := valhalla.Home(o.home)
	if err := home.Ready(); err != nil {
		return nil, err
	}
	var tiles *valhalla.Tiles
	var built time.Duration
	for range few {
		var err error
		if tiles, err = home.Build(ctx, w.pbf, filepath.Join(w.folder, "corse")); err != nil {
			return nil, err
		}
		built = least(built, tiles.Built.Clock)
	}
	actor, err := tiles.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer actor.Close()
	isochrone, err := measureIsochrone(actor, w)
	if err != nil {
		return nil, fmt.Errorf("isochrone: %w", err)
	}
	table, err := measureTable(actor, w)
	if err != nil {
		return nil, fmt.Errorf("matrix: %w", err)
	}
	isochrone.fromFile, table.fromFile = built, built
	return []outcome{isochrone, table}, nil
}

// farthest is how far the isochrone reaches, in minutes: nearly all of the work lies within.
const farthest = 120

func measureIsochrone(actor *valhalla.Actor, w *work) (outcome, error) {
	out := outcome{name: "Valhalla, one isochrone", threads: "1", note: fmt.Sprintf("a drawing of %d minutes", farthest)}
	query := map[string]any{
		"locations": locations(w.structures), "costing": "auto", "reverse": true, "contours": []any{map[string]any{"time": farthest}},
	}
	for range few {
		d, err := actor.Ask("isochrone", query, nil)
		if err != nil {
			return out, err
		}
		out.answer = least(out.answer, d)
	}
	return out, nil
}

func measureTable(actor *valhalla.Actor, w *work) (outcome, error) {
	out := outcome{name: "Valhalla, matrix", threads: "1"}
	targets := locations(w.structures)
	var agreed tally
	for _, origins := range [][]orb.Point{w.nodes, w.cells} {
		for some := range slices.Chunk(origins, tableRows) {
			var answer struct {
				Table struct{ Durations [][]*float64 } `json:"sources_to_targets"`
			}
			took, err := actor.Ask("matrix", map[string]any{
				"sources": locations(some), "targets": targets, "costing": "auto", "verbose": false,
			}, &answer)
			if err != nil {
				return out, err
			}
			out.answer += took
			for _, row := range answer.Table.Durations {
				agreed.add(w, row)
			}
		}
	}
	share := 100 / float64(w.size())
	out.note = fmt.Sprintf("its nearest structure is ours for %.0f %%; for %.0f %% ours is %.0f s farther at most",
		share*float64(agreed.same), share*float64(agreed.near), shortly)
	return out, nil
}

// tally counts the answers in which Valhalla agrees with ours.
type tally struct{ rows, same, near int }

// add counts the next row of the table, the seconds to all structures.
func (t *tally) add(w *work, row []*float64) {
	ours, best := w.nearest[t.rows], leastOf(row)
	if w.structures[ours] == w.structures[best] { // several may share a place
		t.same++
	} else if row[ours] != nil && *row[ours] <= *row[best]+shortly {
		t.near++
	}
	t.rows++
}

// shortly is how many seconds Valhalla may need more to our nearest structure than to its own and be taken
// to agree: we count the walk to the door, and it does not.
const shortly = 120.

// leastOf is which entry of a row is least, 0 where there is none.
func leastOf(row []*float64) int {
	best := 0
	for i, seconds := range row {
		if seconds != nil && (row[best] == nil || *seconds < *row[best]) {
			best = i
		}
	}
	return best
}

func locations(places []orb.Point) []valhalla.Location {
	at := make([]valhalla.Location, len(places))
	for i, p := range places {
		at[i] = valhalla.At(p)
	}
	return at
}
