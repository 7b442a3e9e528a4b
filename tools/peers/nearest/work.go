package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/paulmach/orb"

	"maillage/data/region"
	"maillage/data/source"
	"maillage/geo/road"
)

// work is what everyone is asked.
type work struct {
	streets    *road.Streets
	graph      *road.Graph // by car
	pbf        string
	folder     string // for what peers leave behind
	structures []orb.Point
	cells      []orb.Point
	nodes      []orb.Point   // by NodeID
	fromFile   time.Duration // to read the streets

	nearest []road.TargetID // our answers: by place in structures
}

// size is how many places are asked about.
func (w *work) size() int { return len(w.nodes) + len(w.cells) }

// readWork reads Corsica as its recipe says, and its streets once more alone, to
// time that.
func readWork(ctx context.Context, o options) (*work, error) {
	recipe, err := region.LoadRecipe(filepath.Join(o.root, "regions", "corse.yaml"))
	if err != nil {
		return nil, err
	}
	contents, _, err := region.Build(ctx, recipe, region.Options{Offline: filepath.Join(o.data, "corse")})
	if err != nil {
		return nil, err
	}
	w := &work{pbf: filepath.Join(o.data, "corse", "roads.osm.pbf"), cells: contents.Dataset.Cells.Center}
	if err := w.readStreets(ctx); err != nil {
		return nil, err
	}
	w.graph = w.streets.Graph("car")
	for _, s := range contents.Dataset.Structures {
		w.structures = append(w.structures, contents.Dataset.Sites[s.Site].Position.Point)
	}
	for v := range w.streets.NodeCount() {
		w.nodes = append(w.nodes, w.streets.Node(road.NodeID(v)))
	}
	return w, nil
}

// readStreets reads the streets of the file a few times, to time that.
func (w *work) readStreets(ctx context.Context) error {
	for range few {
		begun := time.Now()
		b := road.NewBuilder()
		if err := source.ReadStreets(ctx, w.pbf, b, source.StreetsOptions{Source: "osm"}); err != nil {
			return err
		}
		var err error
		if w.streets, _, err = b.Finish(ctx); err != nil {
			return err
		}
		w.fromFile = least(w.fromFile, time.Since(begun))
	}
	return nil
}

// few is how often what takes seconds is measured.
const few = 3

// least is the shorter of two durations; the first may be 0, which is none yet.
func least(sofar, d time.Duration) time.Duration {
	if sofar == 0 {
		return d
	}
	return min(sofar, d)
}

// snapped are places on the streets by car.
func snapped(g *road.Graph, places []orb.Point) []road.Snap {
	snaps := make([]road.Snap, len(places))
	for i, p := range places {
		snaps[i], _ = g.Snap(p)
	}
	return snaps
}
