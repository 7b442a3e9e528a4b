package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"maillage/tools/peers/valhalla"
)

// everywhere is one commune that holds all places: a region must have one.
const everywhere = `{"type": "FeatureCollection", "features": [{"type": "Feature",
  "properties": {"code": "99001", "nom": "Everywhere", "population": 1, "codeEpci": "999999999", "codeDepartement": "99", "codeRegion": "99"},
  "geometry": {"type": "Polygon", "coordinates": [[[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]]}}]}`

const recipe = `region: {code: "99", name: Everywhere, timezone: Europe/Paris, buffer_km: 20}
sources:
  - {name: communes, format: communes, title: Drawn, holder: nobody, licence: none, vintage: "1", url: "https://example.org/", file: communes.geojson}
  - {name: streets, format: osm-pbf, title: OpenStreetMap, holder: its contributors, licence: ODbL 1.0, vintage: "1", url: "https://example.org/", file: streets.osm.pbf}
`

// compareBuilds prints what it takes to make a snapshot that can be served of an
// OpenStreetMap file, beside Valhalla's tiles of the same.
func compareBuilds(ctx context.Context, pbf, folder string, o options) error {
	ours, err := buildOurs(ctx, pbf, filepath.Join(folder, "everywhere"), o)
	if err != nil {
		return err
	}
	fmt.Printf("%s to what can be served\n\n| | by the clock | of processors | most memory |\n|---|---|---|---|\n%s\n", filepath.Base(pbf), spent("Maillage", ours))
	home := valhalla.Home(o.home)
	if err := home.Ready(); err != nil {
		fmt.Fprintf(os.Stderr, "Valhalla is left out: %v\n", err)
		return nil
	}
	tiles, err := home.Build(ctx, pbf, filepath.Join(folder, "tiles"))
	if err != nil {
		return err
	}
	fmt.Println(spent("Valhalla", tiles.Built))
	return nil
}

func spent(name string, s valhalla.Spent) string {
	return fmt.Sprintf("| %s | %.1f s | %.1f s | %d MiB |", name, s.Clock.Seconds(), s.Processor.Seconds(), s.Bytes>>20)
}

// buildOurs makes the program, then a snapshot with it.
func buildOurs(ctx context.Context, pbf, folder string, o options) (valhalla.Spent, error) {
	pbf, err := filepath.Abs(pbf)
	if err != nil {
		return valhalla.Spent{}, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return valhalla.Spent{}, err
	}
	program := filepath.Join(folder, "maillage")
	compile := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/maillage")
	compile.Dir = o.root
	if _, err := valhalla.Spend(compile); err != nil {
		return valhalla.Spent{}, err
	}
	for name, content := range map[string]string{"everywhere.yaml": recipe, "communes.geojson": everywhere} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			return valhalla.Spent{}, err
		}
	}
	if err := os.Symlink(pbf, filepath.Join(folder, "streets.osm.pbf")); err != nil {
		return valhalla.Spent{}, err
	}
	return valhalla.Spend(exec.CommandContext(ctx, program, "build", filepath.Join(folder, "everywhere.yaml"),
		"--offline", folder, "-o", filepath.Join(folder, "everywhere.maillage")))
}
