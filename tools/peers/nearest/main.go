// Command nearest asks us and our peers the same: by car, how long it takes to
// the nearest structure from every inhabited cell and every street node of
// Corsica. It prints what each took, in one run, as a Markdown table, and holds
// the answers of those who walk the same graph to be the same. A peer that is
// not on the machine is left out, with a word.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

type options struct {
	root, data, home string
	python           string // the interpreter that has pandana
	runs             int
}

func main() {
	var o options
	flag.StringVar(&o.root, "root", "../..", "the root of the project")
	flag.StringVar(&o.data, "data", "../../../shared/data", "the folder of open data")
	flag.StringVar(&o.home, "valhalla", "valhalla", "the folder Valhalla is installed in")
	flag.StringVar(&o.python, "python", "pandana/tmp/bin/python", "a Python that has pandana")
	flag.IntVar(&o.runs, "runs", 21, "how often what is quick is measured, the rest at most three times; the least counts")
	only := flag.String("build", "", "only build the region in a folder: what the command itself calls")
	flag.Parse()
	// Who is interrupted ends whom it started, and takes its folder away.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := func() error {
		if *only != "" {
			return build(ctx, *only)
		}
		return run(ctx, o)
	}()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "nearest:", err)
		os.Exit(1)
	}
}

// outcome is what a peer made of the work.
type outcome struct {
	name     string
	threads  string
	fromFile time.Duration // to prepare from the OpenStreetMap file; 0: it was given arcs
	fromArcs time.Duration // to prepare from folded arcs and the places on them; 0: it takes none
	answer   time.Duration
	answers  []uint32 // in deciseconds, in the work's order; nil where they are not to be compared
	exact    bool     // all of them must be ours
	note     string
}

// peer makes an outcome of the work, or tells why it cannot.
type peer func(context.Context, *work, options) ([]outcome, error)

func run(ctx context.Context, o options) error {
	w, err := readWork(ctx, o)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "nearest")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	w.folder = folder
	ours, err := measureOurs(ctx, w, o)
	if err != nil {
		return err
	}
	rows := []outcome{ours}
	for _, p := range []struct {
		name    string
		measure peer
	}{{"pandana", measurePandana}, {"pgRouting", measurePgRouting}, {"Valhalla", measureValhalla}} {
		fmt.Fprintf(os.Stderr, "nearest: asking %s\n", p.name)
		theirs, err := p.measure(ctx, w, o)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s is left out: %v\n", p.name, err)
			continue
		}
		rows = append(rows, theirs...)
	}
	printTable(os.Stdout, w, rows)
	if err := compareBuilds(ctx, filepath.Join(o.data, "roads", "merged_places.osm.pbf"), folder, o); err != nil {
		return err
	}
	return disagreement(rows)
}
