// Command compare holds our minutes and metres beside Valhalla's: seeded pairs
// of street nodes of a world, by car, bicycle and on foot. It prints a Markdown table.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"maillage/data/source"
	"maillage/geo/road"
	"maillage/tools/peers/valhalla"
)

// worlds are the files that are compared on, in the folder of open data.
var worlds = map[string]string{
	"monaco": "roads/monaco.osm.pbf", "andorra": "roads/andorra.osm.pbf", "porto": "roads/porto.osm.pbf", "corse": "corse/roads.osm.pbf",
}

// mode is a profile of ours, the costing of theirs, and how far apart two places of a pair may be.
type mode struct {
	profile, costing string
	farthest         float64 // metres, as the crow flies
}

var modes = []mode{{"car", "auto", 30_000}, {"bike", "bicycle", 15_000}, {"walk", "pedestrian", 5_000}}

type options struct {
	data, home, folder string
	worlds             []string
	pairs, worst       int
	seed               uint64
	classes            bool
}

func main() {
	var o options
	var names string
	flag.StringVar(&o.data, "data", "../../../shared/data", "the folder of open data")
	flag.StringVar(&o.home, "valhalla", "valhalla", "the folder Valhalla is installed in")
	flag.StringVar(&names, "worlds", "andorra,porto,corse", "which worlds, with commas")
	flag.IntVar(&o.pairs, "pairs", 1000, "how many pairs, each world and mode")
	flag.IntVar(&o.worst, "worst", 0, "how many pairs to name whose times differ most, each world and mode")
	flag.BoolVar(&o.classes, "classes", false, "tell how fast both are on each kind of street, by Valhalla's ways")
	flag.Uint64Var(&o.seed, "seed", 7, "which pairs")
	flag.Parse()
	o.worlds = strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune(", ", r) })
	// Who is interrupted ends whom it started, and takes its folder away.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	home := valhalla.Home(o.home)
	if err := home.Ready(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "valhalla")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	o.folder = folder
	fmt.Println(heading)
	for _, name := range o.worlds {
		file, ok := worlds[name]
		if !ok {
			return fmt.Errorf("no world %q: there are monaco, andorra, porto, corse", name)
		}
		if err := compareWorld(ctx, home, name, filepath.Join(o.data, file), o); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// compareWorld reads a file both ways and prints a line a mode.
func compareWorld(ctx context.Context, home valhalla.Home, name, pbf string, o options) error {
	b := road.NewBuilder()
	if err := source.ReadStreets(ctx, pbf, b, source.StreetsOptions{Source: "osm"}); err != nil {
		return err
	}
	streets, _, err := b.Finish(ctx)
	if err != nil {
		return err
	}
	tiles, err := home.Build(ctx, pbf, filepath.Join(o.folder, name))
	if err != nil {
		return err
	}
	actor, err := tiles.Start(ctx)
	if err != nil {
		return err
	}
	defer actor.Close()
	for _, m := range modes {
		s := sides{graph: streets.Graph(m.profile), actor: actor, mode: m}
		result, err := s.compare(o.pairs, o.seed)
		if err != nil {
			return fmt.Errorf("%s: %w", m.profile, err)
		}
		fmt.Println(result.row(name, m.profile))
		result.tellWorst(os.Stderr, o.worst)
		if !o.classes {
			continue
		}
		sum, err := s.classes(result.pairs)
		if err != nil {
			return fmt.Errorf("%s: %w", m.profile, err)
		}
		sum.tell(os.Stderr)
	}
	return nil
}
