package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"maillage/data/region"
	"maillage/say"
	"maillage/tools/peers/valhalla"
)

// everywhere is one commune that holds all places: a region must have one.
const everywhere = `{"type": "FeatureCollection", "features": [{"type": "Feature",
  "properties": {"code": "99001", "nom": "Everywhere", "population": 1, "codeEpci": "999999999", "codeDepartement": "99", "codeRegion": "99"},
  "geometry": {"type": "Polygon", "coordinates": [[[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]]}}]}`

const recipe = `region: {code: "99", name: Everywhere, timezone: Europe/Paris, buffer_km: 20}
sources:
  - {name: communes, format: communes, title: Drawn, holder: nobody, licence: none, vintage: "1",
     url: "https://example.org/", file: communes.geojson}
  - {name: streets, format: osm-pbf, title: OpenStreetMap, holder: its contributors, licence: ODbL 1.0, vintage: "1",
     url: "https://example.org/", file: streets.osm.pbf}
`

// compareBuilds prints what it takes to make a snapshot that can be served of an
// OpenStreetMap file, beside Valhalla's tiles of the same.
func compareBuilds(ctx context.Context, pbf, folder string, o options) error {
	folder = filepath.Join(folder, "everywhere")
	if err := layOut(pbf, folder); err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	ours, err := valhalla.Spend(exec.CommandContext(ctx, program, "-build", folder))
	if err != nil {
		return err
	}
	steps, err := os.ReadFile(filepath.Join(folder, stepsFile))
	if err != nil {
		return err
	}
	fmt.Printf("%s to what can be served\n\n| | by the clock | of processors | most memory | |\n|---|---|---|---|---|\n", filepath.Base(pbf))
	fmt.Println(spent("Maillage", ours, string(steps)))
	home := valhalla.Home(o.home)
	if err := home.Ready(); err != nil {
		fmt.Fprintf(os.Stderr, "Valhalla is left out: %v\n", err)
		return nil
	}
	tiles, err := home.Build(ctx, pbf, filepath.Join(folder, "tiles"))
	if err != nil {
		return err
	}
	fmt.Println(spent("Valhalla", tiles.Built, ""))
	return nil
}

func spent(name string, s valhalla.Spent, note string) string {
	return fmt.Sprintf("| %s | %.1f s | %.1f s | %d MiB | %s |", name, s.Clock.Seconds(), s.Processor.Seconds(), s.Bytes>>20, note)
}

// layOut makes a folder with all that a build of an OpenStreetMap file wants.
func layOut(pbf, folder string) error {
	pbf, err := filepath.Abs(pbf)
	if err != nil {
		return err
	}
	return errors.Join(
		os.MkdirAll(folder, 0o755),
		os.WriteFile(filepath.Join(folder, "recipe.yaml"), []byte(recipe), 0o644),
		os.WriteFile(filepath.Join(folder, "communes.geojson"), []byte(everywhere), 0o644),
		os.Symlink(pbf, filepath.Join(folder, "streets.osm.pbf")),
	)
}

// stepsFile is where a build leaves word of how long its steps took.
const stepsFile = "steps"

// build makes a snapshot as `maillage build` does, in a process of its own so
// that its memory can be told.
func build(ctx context.Context, folder string) error {
	r, err := region.LoadRecipe(filepath.Join(folder, "recipe.yaml"))
	if err != nil {
		return err
	}
	contents, report, err := region.Build(ctx, r, region.Options{Offline: folder})
	if err != nil {
		return err
	}
	var steps []string
	for _, s := range report.Steps {
		if s.Elapsed > time.Second {
			steps = append(steps, fmt.Sprintf("%s %.1f s", s.Name.In(say.English), s.Elapsed.Seconds()))
		}
	}
	return errors.Join(
		region.Write(filepath.Join(folder, "everywhere.maillage"), contents),
		os.WriteFile(filepath.Join(folder, stepsFile), []byte(strings.Join(steps, ", ")), 0o644),
	)
}
