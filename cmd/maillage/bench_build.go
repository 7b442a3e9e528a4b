package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"maillage/data/demo"
	"maillage/data/region"
	"maillage/data/source"
	"maillage/geo/road"
	"maillage/internal/stitch"
	"maillage/say"
)

// millionJunctions is how many a world has at least unless told otherwise.
const millionJunctions = 1_000_000

// worldBody is the world measured on, and what building it took.
type worldBody struct {
	Source    string      `json:"source"`
	Copies    int         `json:"copies"`
	Junctions int         `json:"junctions"` // before folding
	Nodes     int         `json:"nodes"`
	Edges     int         `json:"edges"`
	Graphs    []graphBody `json:"graphs"`

	ReadSeconds  float64 `json:"read_seconds"`  // from the source to ways shifted and joined
	BuildSeconds float64 `json:"build_seconds"` // from ways to graphs
	RankSeconds  float64 `json:"rank_seconds"`  // from graphs to their hierarchies
	WriteSeconds float64 `json:"write_seconds"` // a file
	FileBytes    int64   `json:"file_bytes"`

	WorkedSeconds float64 `json:"worked_seconds"` // of processors, for all of that
	PeakBytes     int64   `json:"peak_bytes"`     // most memory of the building process
}

// graphBody is one profile's graph.
type graphBody struct {
	Profile string `json:"profile"`
	Copies  int    `json:"copies"` // of nodes, for turn restrictions
	Arcs    int    `json:"arcs"`
}

// stageBuild stitches, builds and writes a world with dense and one with sparse structures.
func (c *benchCommand) stageBuild(ctx context.Context, m *Main) error {
	begin := time.Now()
	builder := road.NewBuilder()
	copies, err := c.lay(ctx, builder)
	if err != nil {
		return err
	}
	body := worldBody{Source: c.sourceName(), Copies: copies, ReadSeconds: time.Since(begin).Seconds()}
	begin = time.Now()
	streets, stats, err := builder.Finish(ctx)
	if err != nil {
		return err
	}
	body.BuildSeconds = time.Since(begin).Seconds()
	body.count(stats)
	m.tell("%s carrefours, %s nœuds, %s arêtes ; hiérarchisation des carrefours, une minute ou deux…",
		"%s junctions, %s nodes, %s edges; ranking the junctions, a minute or two…",
		m.figures().count(float64(stats.Junctions)), m.figures().count(float64(stats.Nodes)), m.figures().count(float64(stats.Edges)))
	begin = time.Now()
	if streets, err = streets.Ranked(ctx, rankingBar(m)); err != nil {
		return err
	}
	body.RankSeconds = time.Since(begin).Seconds()
	for spread, path := range c.files() {
		ds, err := drawRegion(ctx, streets, c.places(streets, spread))
		if err != nil {
			return err
		}
		begin = time.Now()
		if err := region.Write(path, &region.Contents{Dataset: ds, Streets: streets, Recipe: "bench"}); err != nil {
			return err
		}
		body.WriteSeconds = time.Since(begin).Seconds()
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		body.FileBytes = info.Size()
	}
	return json.NewEncoder(m.Stdout).Encode(body)
}

// rankingBar draws how far the ranking is, on a terminal.
func rankingBar(m *Main) func(done, total int64) {
	bar := newProgress(m)
	return func(done, total int64) {
		bar.step(region.Step{Name: say.T("hiérarchiser les carrefours", "rank the junctions"), Done: done, Total: total, Pieces: true, Ended: done == total})
	}
}

// sourceName is what is copied.
func (c *benchCommand) sourceName() string {
	if c.Source == "" {
		return "demo"
	}
	return filepath.Base(c.Source)
}

// lay gives the builder the copies of the source, and says how many.
func (c *benchCommand) lay(ctx context.Context, to *road.Builder) (int, error) {
	sheet := &stitch.Sheet{}
	if c.Source == "" {
		if err := demo.Survey(ctx, demo.Options{}, sheet); err != nil {
			return 0, err
		}
	} else if err := source.ReadStreets(ctx, c.Source, sheet, source.StreetsOptions{Source: c.sourceName()}); err != nil {
		return 0, err
	}
	copies := c.Copies
	if copies == 0 {
		copies = millionJunctions/max(1, sheet.Junctions()) + 1
	}
	return copies, sheet.Lay(copies, to)
}

// places draws the structures' places; of fewer they are the first.
func (c *benchCommand) places(streets *road.Streets, spread string) []orb.Point {
	n := slices.Max(c.Structures)
	if spread == "sparse" {
		return stitch.Sparse(streets, n, c.Seed)
	}
	return stitch.Dense(streets, n, c.Seed)
}

// count takes what the streets count.
func (b *worldBody) count(stats road.Stats) {
	b.Junctions, b.Nodes, b.Edges = stats.Junctions, stats.Nodes, stats.Edges
	for _, g := range stats.Graphs {
		b.Graphs = append(b.Graphs, graphBody{g.Profile, g.Copies, g.Arcs})
	}
}
