package main

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strings"
	"sync"

	"maillage/analysis"
	"maillage/data/demo"
	"maillage/data/region"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// regionArgs says which region a command is about: a file, or the demo.
type regionArgs struct {
	File string `arg:"" optional:"" name:"FICHIER | FILE" help:"Fichier construit par « maillage build ». | File built by \"maillage build\"."`
	Demo bool   `help:"La région fictive de démonstration, au lieu d'un fichier. | The fictional demo region, instead of a file."`
}

// opened is a region ready to be asked, and what to close after the last question.
type opened struct {
	engine      *analysis.Engine
	gazetteer   func() (*gazetteer.Gazetteer, error) // read or made when first asked for
	fingerprint string
	close       func() error
}

// release closes a region that was only read: nothing can be lost.
func (o *opened) release() { _ = o.close() }

// open opens the file, or generates the demo.
func (r *regionArgs) open(ctx context.Context) (*opened, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if r.Demo {
		return openDemo(ctx)
	}
	return openFile(r.File)
}

func (r *regionArgs) check() error {
	switch {
	case r.Demo && r.File != "":
		return misuse("donnez un fichier ou --demo, pas les deux", "give a file or --demo, not both")
	case !r.Demo && r.File == "":
		return misuse("donnez un fichier construit par « maillage build », ou --demo pour la région fictive",
			"give a file built by \"maillage build\", or --demo for the fictional region")
	default:
		return nil
	}
}

func openDemo(ctx context.Context) (*opened, error) {
	r, err := demo.Make(ctx, demo.Options{})
	if err != nil {
		return nil, err
	}
	places := sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return region.NewGazetteer(r.Dataset, r.Streets, r.Tell), nil })
	return &opened{analysis.New(r.Dataset, r.Streets), places, "demo", func() error { return nil }}, nil
}

// openFile opens a region's file. What it allocates stays, so that garbage is
// looked for less often meanwhile: in a heap still small that took a sixth of the time.
func openFile(path string) (*opened, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	file, err := openSnapshot(path)
	if err != nil {
		return nil, err
	}
	contents, err := file.Contents()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	engine := analysis.New(contents.Dataset, contents.Streets)
	return &opened{engine, file.Gazetteer, file.Fingerprint(), func() error {
		engine.Close()
		return file.Close()
	}}, nil
}

// openSnapshot maps a file, and says what to do when it is not one.
func openSnapshot(path string) (*region.File, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, say.Errorf("%s est un dossier ; donnez un fichier construit par « maillage build »",
			"%s is a folder; give a file built by \"maillage build\"", path)
	}
	if strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml") {
		return nil, say.Errorf("%[1]s est une recette ; construisez-la d'abord : maillage build %[1]s -o region.maillage",
			"%[1]s is a recipe; build it first: maillage build %[1]s -o region.maillage", path)
	}
	return region.Open(path)
}
