package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"maillage/say"
)

// benchCommand measures the engine on a world of regional size, in one run. It
// fails where two ways of getting a time do not agree.
//
// The world is built in a process of its own, and so is each server, so that
// what they took is told apart.
type benchCommand struct {
	Source     string `arg:"" optional:"" name:"FICHIER | FILE" help:"Réseau à recopier (.osm.pbf), ou région à mesurer telle quelle (.maillage) ; sinon celui de la démonstration. | Network to copy (.osm.pbf), or region to measure as it is (.maillage); else that of the demo."`
	Copies     int    `placeholder:"N" help:"Nombre de copies cousues ensemble ; sinon ce qu'il faut pour un million de carrefours. | Number of copies stitched together; else as many as make a million junctions."`
	Structures []int  `default:"1000,5000" placeholder:"N,…" help:"Nombres de structures à essayer. | Numbers of structures to try."`
	Mode       string `default:"car" placeholder:"MODE" help:"Mode de déplacement mesuré. | Way of travel measured."`
	Seed       uint64 `default:"1" placeholder:"N" help:"Graine des tirages : la même donne les mêmes lieux. | Seed of what is drawn: the same gives the same places."`
	Into       string `placeholder:"DOSSIER | FOLDER" help:"Dossier où garder les fichiers construits ; sinon ils sont effacés. | Folder to keep the built files in; else they are removed."`
	Format     string `short:"f" enum:"table,json" default:"table" placeholder:"FORME | FORM" help:"Forme du résultat : table ou json. | Form of the result: table or json."`
	savedTo
	Stage string `hidden:"" enum:",build,serve" default:""` // what this process does for the one that measures
}

func (*benchCommand) examples() []string {
	return []string{
		"maillage bench",
		"maillage bench roads.osm.pbf --structures 1000,5000",
		"maillage bench corse.maillage --mode walk -f json",
	}
}

func (c *benchCommand) run(ctx context.Context, m *Main) error {
	switch c.Stage {
	case "build":
		return c.stageBuild(ctx, m)
	case "serve":
		return c.stageServe(ctx, m)
	}
	if err := c.check(); err != nil {
		return err
	}
	remove, err := c.folder()
	if err != nil {
		return err
	}
	defer remove()
	body, err := c.measure(ctx, m)
	if ctx.Err() != nil { // whatever stopped then did so for that
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	return c.report(m, body)
}

func (c *benchCommand) check() error {
	for _, n := range c.Structures {
		if n < 3 || n > 100_000 {
			return misuse("--structures=%d n'est pas accepté ; donnez des nombres de 3 à 100 000", "--structures=%d is not accepted; give numbers from 3 to 100,000", n)
		}
	}
	if c.Copies < 0 || c.Copies > 1000 {
		return misuse("--copies=%d n'est pas accepté ; donnez un nombre de 1 à 1000", "--copies=%d is not accepted; give a number from 1 to 1000", c.Copies)
	}
	if c.Source == "" {
		return nil
	}
	if _, err := os.Stat(c.Source); err != nil {
		return say.Errorf("ouvrir %s : %s", "open %s: %s", c.Source, reason(err))
	}
	if !c.asItIs() && !strings.HasSuffix(c.Source, ".pbf") {
		return misuse("%s n'est ni un .osm.pbf ni un .maillage", "%s is neither an .osm.pbf nor a .maillage", c.Source)
	}
	return nil
}

// asItIs tells whether the source is a region already built.
func (c *benchCommand) asItIs() bool { return strings.HasSuffix(c.Source, ".maillage") }

// folder makes the folder the files are built in, and says how to take it away.
func (c *benchCommand) folder() (remove func(), err error) {
	if c.Into != "" {
		if err := os.MkdirAll(c.Into, 0o750); err != nil {
			return nil, unwritable(c.Into, err)
		}
		return func() {}, nil
	}
	if c.Into, err = os.MkdirTemp("", "maillage-bench"); err != nil {
		return nil, err
	}
	return func() { _ = os.RemoveAll(c.Into) }, nil
}

// measure builds the world, then measures one part of it after the other.
func (c *benchCommand) measure(ctx context.Context, m *Main) (*benchBody, error) {
	body := newBenchBody(c)
	files := map[string]string{"": c.Source}
	if !c.asItIs() {
		m.tell("Construction du monde…", "Building the world…")
		built, err := c.child(ctx, m.lang, m.Stderr, "build", c.Source)
		if err != nil {
			return nil, err
		}
		if err := built.decode(&body.World); err != nil {
			return nil, err
		}
		peak, worked, err := built.end()
		if err != nil {
			return nil, err
		}
		body.World.PeakBytes, body.World.WorkedSeconds = peak, worked.Seconds()
		files = c.files()
	}
	if err := c.measureEngine(ctx, m, files, body); err != nil {
		return nil, err
	}
	for _, spread := range spreads {
		path, ok := files[spread]
		if !ok {
			continue
		}
		m.tell("Mémoire de deux serveurs : %s…", "Memory of two servers: %s…", filepath.Base(path))
		serving, err := c.measureServing(ctx, m, spread, path)
		if err != nil {
			return nil, err
		}
		body.Serving = append(body.Serving, *serving)
	}
	return body, nil
}

// files are the files that the build leaves, by how its structures are spread.
func (c *benchCommand) files() map[string]string {
	files := map[string]string{}
	for _, spread := range spreads[1:] {
		files[spread] = filepath.Join(c.Into, fmt.Sprintf("%s.maillage", spread))
	}
	return files
}

// spreads are how structures are spread: as a file has them, where streets are thick, evenly.
var spreads = []string{"", "dense", "sparse"}
