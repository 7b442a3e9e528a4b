// Package valhalla drives Valhalla, the router whose minutes ours are compared
// with: it builds its tiles of an OpenStreetMap file and asks them. Valhalla
// comes as an npm package, into node_modules beside this file; Node and Python
// (which writes its settings) must be on the machine.
package valhalla

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Home is a folder with Valhalla installed in it: tools/peers/valhalla.
type Home string

func (h Home) pack() string {
	return filepath.Join(string(h), "node_modules", "@valhallajs", "valhallajs")
}

// Ready tells why Valhalla cannot run here, nil when it can.
func (h Home) Ready() error {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return errors.New("valhalla: its programs are those of Linux on amd64")
	}
	for _, program := range []string{"node", "python3"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("valhalla: no %s on this machine", program)
		}
	}
	if _, err := os.Stat(h.pack()); err != nil {
		return fmt.Errorf("valhalla: not installed in %s: run `npm ci --ignore-scripts` there", h)
	}
	return nil
}

// Tiles are a network as Valhalla reads it.
type Tiles struct {
	home   Home
	config string

	Built Spent // to build them
}

// Build makes tiles of a PBF file in a folder, anew. They have no elevation, no
// borders and no time zones, as nothing but the file is given.
func (h Home) Build(ctx context.Context, pbf, folder string) (*Tiles, error) {
	program := filepath.Join(h.pack(), "linux", "x64", "valhalla_build_tiles")
	for _, path := range []*string{&folder, &pbf, &program} { // it runs in a folder of its own
		var err error
		if *path, err = filepath.Abs(*path); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(folder, 0o755)); err != nil {
		return nil, err
	}
	t := &Tiles{home: h, config: filepath.Join(folder, "config.json")}
	if err := h.configure(ctx, folder, t.config); err != nil {
		return nil, err
	}
	build := exec.CommandContext(ctx, program, "-c", t.config, pbf)
	build.Dir = folder // it leaves notes where it runs
	var err error
	t.Built, err = Spend(build)
	return t, err
}

// Spent is what a program took.
type Spent struct {
	Clock     time.Duration
	Processor time.Duration // of all processors together
	Bytes     int64         // the most memory it had resident
}

// Spend runs a program to its end. Its last words are in the error.
func Spend(c *exec.Cmd) (Spent, error) {
	begun := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		return Spent{}, fmt.Errorf("%s: %w: %s", c, err, lastOf(out))
	}
	s, used := c.ProcessState, c.ProcessState.SysUsage().(*syscall.Rusage)
	return Spent{Clock: time.Since(begun), Processor: s.UserTime() + s.SystemTime(), Bytes: used.Maxrss << 10}, nil
}

// configure writes Valhalla's own settings, with its tiles in folder, no word
// on standard output and no limit to how much one question may ask.
func (h Home) configure(ctx context.Context, folder, file string) error {
	out, err := exec.CommandContext(ctx, "python3", filepath.Join(h.pack(), "valhalla_build_config"),
		"--mjolnir-tile-dir", filepath.Join(folder, "tiles")).Output()
	if err != nil {
		return fmt.Errorf("write the settings of Valhalla: %w", err)
	}
	var settings map[string]map[string]any
	if err := json.Unmarshal(out, &settings); err != nil {
		return fmt.Errorf("read the settings of Valhalla: %w", err)
	}
	for _, absent := range []string{"tile_extract", "traffic_extract", "admin", "landmarks", "timezone", "transit_dir", "transit_feeds_dir"} {
		delete(settings["mjolnir"], absent)
	}
	for _, room := range []string{"mjolnir", "loki", "thor", "odin", "meili"} {
		settings[room]["logging"] = map[string]any{"type": ""}
	}
	// Tables are answered by one tree a place, whichever side has fewer: for many
	// places it is the quicker of Valhalla's two ways.
	settings["thor"]["source_to_target_algorithm"] = "timedistancematrix"
	settings["service_limits"]["isochrone"] = map[string]any{
		"max_contours": 4, "max_distance": 1e7, "max_distance_contour": 1e5, "max_locations": 1 << 20, "max_time_contour": 1 << 20,
	}
	for _, limits := range settings["service_limits"] {
		if l, ok := limits.(map[string]any); ok && l["max_matrix_location_pairs"] != nil {
			l["max_matrix_location_pairs"], l["max_locations"] = 1<<30, 1<<20
		}
	}
	out, err = json.Marshal(settings)
	if err != nil {
		return err
	}
	return os.WriteFile(file, out, 0o644)
}

// lastOf is the end of what a program said.
func lastOf(out []byte) []byte {
	const most = 500
	return out[max(0, len(out)-most):]
}
