package region

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"maillage/data"
	"maillage/data/source"
	"maillage/geo/road"
	"maillage/say"
)

// Options says where a build takes its files and whom it tells how far it is.
type Options struct {
	Offline  string     // the folder of the files; empty: they are downloaded
	Cache    string     // the folder downloads are kept in, one inside it a recipe
	Progress func(Step) // called from one goroutine at a time; may be nil
}

// Step is how far one step of a build is.
type Step struct {
	Name        say.Text // what is being done: "read roads.osm.pbf"
	Done, Total int64    // bytes; Total is not positive where it is not known, both are 0 where nothing counts
	Pieces      bool     // Done and Total count pieces of work, not bytes
	Ended       bool
	Elapsed     time.Duration // since the step began
}

// Build makes a region from its recipe: it gets the files, reads them, and
// checks what they say against each other. Streets and the rest are read at the same time.
//
// The same files give the same Contents. A bad record is a defect of the
// Dataset; a bad or missing file is an error that names its source and file.
func Build(ctx context.Context, r *Recipe, opt Options) (*Contents, *Report, error) {
	b := &build{recipe: r, opt: opt, atlas: newAtlas()}
	if r.Geocoder != "" && opt.Offline == "" {
		var err error
		if b.national, err = NewGeocoder(r.Geocoder); err != nil {
			return nil, nil, err
		}
	}
	c, err := b.run(ctx)
	if err != nil {
		return nil, nil, err
	}
	report := NewReport(c)
	report.Steps = b.steps
	return c, report, nil
}

// run gets the files and reads them: streets, addresses and the rest at the same time.
func (b *build) run(ctx context.Context) (*Contents, error) {
	files, err := b.gather(ctx)
	if err != nil {
		return nil, err
	}
	c := &Contents{Recipe: b.recipe.Name, Absent: b.absent}
	group, within := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		c.Dataset, err = b.readPlaces(within, files)
		return err
	})
	group.Go(func() (err error) {
		c.Streets, err = b.readStreets(within, files)
		b.atlas.join(c.Streets)
		return err
	})
	group.Go(func() error { return b.readAddresses(within, files) })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return c, b.indexPlaces(ctx, c)
}

// build is one run of Build.
type build struct {
	recipe *Recipe
	opt    Options
	atlas  *atlas

	national *Geocoder // nil: none is asked
	absent   []string  // files of optional sources that are not there

	mu    sync.Mutex
	steps []StepTime
}

// file is a source and where its file is.
type file struct {
	source    *Source
	path      string
	unpackDir string // where a packed file that is read in no order is unpacked; empty: the system's
	services  *file  // inclusion-structures: their services, nil where the recipe has none
}

// opening says how the recipe wants the file opened.
func (f file) opening() source.OpenOptions {
	return source.OpenOptions{File: f.source.File, Member: f.source.Member, Latin1: f.source.Latin1}
}

func (f file) wrap(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if strings.Contains(err.Error(), f.source.File) { // readers name their file themselves
		return say.Errorf("source « %s » : %v", "source \"%s\": %v", f.source.Name, err)
	}
	return say.Errorf("source « %s », %s : %v", "source \"%s\", %s: %v", f.source.Name, f.source.File, err)
}

// step runs one step that counts bytes or nothing, telling when it ends and how long it took.
func (b *build) step(name say.Text, run func(progress func(done, total int64)) error) error {
	return b.runStep(Step{Name: name}, run)
}

func (b *build) runStep(s Step, run func(progress func(done, total int64)) error) error {
	begin := time.Now()
	tell := func(done, total int64, ended bool) {
		b.mu.Lock()
		defer b.mu.Unlock()
		s.Done, s.Total, s.Ended, s.Elapsed = done, total, ended, time.Since(begin)
		if ended {
			b.steps = append(b.steps, StepTime{s.Name, s.Elapsed})
		}
		if b.opt.Progress != nil {
			b.opt.Progress(s)
		}
	}
	tell(0, 0, false)
	var last [2]int64
	err := run(func(done, total int64) {
		last = [2]int64{done, total}
		tell(done, total, false)
	})
	if err == nil {
		tell(last[0], last[1], true)
	}
	return err
}

// gather finds or downloads every file before any is read: a missing one is told at once.
func (b *build) gather(ctx context.Context) ([]file, error) {
	var files []file
	for i := range b.recipe.Sources {
		f := file{source: &b.recipe.Sources[i]}
		var err error
		if b.opt.Offline != "" {
			f.path, err = offlineFile(b.opt.Offline, f.source)
		} else {
			f.unpackDir = b.opt.Cache
			err = b.step(say.T("télécharger %s", "download %s", f.source.File), func(progress func(done, total int64)) (err error) {
				f.path, err = newFetcher(filepath.Join(b.opt.Cache, b.recipe.Name), progress).fetch(ctx, f.source)
				return err
			})
		}
		var absent *absentError
		switch {
		case f.source.Optional && errors.As(err, &absent):
			b.goWithout(f.source)
		case err != nil:
			return nil, f.wrap(err)
		default:
			files = append(files, f)
		}
	}
	pairServices(files)
	return files, nil
}

// goWithout tells that an optional source is not there.
func (b *build) goWithout(s *Source) {
	b.absent = append(b.absent, s.File)
	_ = b.step(say.T("se passer de %s (facultatif, absent)", "go without %s (optional, absent)", s.File), func(func(done, total int64)) error { return nil })
}

// readPlaces reads all but streets. Sources are named in the recipe's order and
// read in that of the formats: communes, then people, then structures.
func (b *build) readPlaces(ctx context.Context, files []file) (*data.Dataset, error) {
	catalogue := data.SPRO()
	catalogue.Extend(b.recipe.Networks...)
	builder := data.NewBuilder(b.recipe.Region, catalogue)
	builder.Buffer = b.recipe.BufferKM * 1000
	var finder *finder
	builder.Locate = func(ground *data.Dataset) data.Locator {
		finder = b.finder(ctx, ground)
		return finder
	}
	for _, pair := range b.recipe.Apart {
		builder.KeepApart(pair[0], pair[1])
	}
	for _, f := range files {
		builder.AddSource(f.source.Source)
	}
	for i, format := range formats {
		if i == 1 {
			b.atlas.meet(builder) // communes come first
		}
		for _, f := range files {
			if f.source.Format != format || format == FormatStreets || format == FormatInclusionServices || f.source.ofAddresses() {
				continue
			}
			err := b.step(say.T("lire %s", "read %s", f.source.File), func(func(done, total int64)) error {
				b.atlas.heard.source = f.source.Name
				return readFile(ctx, f, builder, &b.atlas.heard)
			})
			if err != nil {
				return nil, f.wrap(err)
			}
		}
	}
	if err := b.atlas.report(ctx, builder); err != nil {
		return nil, err
	}
	var dataset *data.Dataset
	err := b.step(say.T("vérifier et assembler les lieux", "check and join the places"), func(func(done, total int64)) (err error) {
		if dataset, err = builder.Finish(ctx); err == nil && finder != nil {
			err = finder.err
		}
		return err
	})
	return dataset, err
}

// readFile hands one file to its format's reader; what it says of communes' codes and names goes to heard.
func readFile(ctx context.Context, f file, b *data.Builder, heard *hearsay) error {
	if f.source.Format == FormatGrid {
		path, remove, err := source.Unpack(f.path, f.unpackDir, f.opening())
		if err != nil {
			return err
		}
		defer func() { _ = remove() }()
		return source.ReadGrid(ctx, path, b, source.GridOptions{Source: f.source.Name, Layer: f.source.Layer, Groups: f.source.Groups})
	}
	r, err := source.Open(f.path, f.opening())
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	opt := source.Options{Source: f.source.Name, File: f.source.File}
	if ours, err := readPeople(ctx, f, r, b, heard, opt); ours {
		return err
	}
	switch f.source.Format {
	case FormatFranceTravail:
		return source.ReadFranceTravail(ctx, r, b, opt)
	case FormatFranceServices:
		return source.ReadFranceServices(ctx, r, b, opt)
	case FormatMednum:
		return source.ReadMednum(ctx, r, b, opt)
	case FormatInclusionStructures:
		return readInclusion(ctx, f, r, b, opt)
	case FormatServicePublic:
		return source.ReadServicePublic(ctx, r, b, opt)
	case FormatTable:
		return source.ReadTable(ctx, r, b, source.TableOptions{Options: opt, Mapping: f.source.Mapping, Sheet: f.source.Sheet})
	case FormatGeoJSON:
		return source.ReadGeoJSON(ctx, r, b, source.TableOptions{Options: opt, Mapping: f.source.Mapping})
	default:
		panic("region: no reader for format " + string(f.source.Format))
	}
}

// readStreets reads the recipe's streets, nil where it has none, and the places of their file.
func (b *build) readStreets(ctx context.Context, files []file) (*road.Streets, error) {
	i := slices.IndexFunc(files, func(f file) bool { return f.source.Format == FormatStreets })
	if i < 0 {
		return nil, nil
	}
	f := files[i]
	path, remove, err := source.Unpack(f.path, f.unpackDir, f.opening())
	if err != nil {
		return nil, f.wrap(err)
	}
	defer func() { _ = remove() }()
	streets, err := b.foldStreets(ctx, f, path)
	if err == nil {
		err = b.readOSMPlaces(ctx, f, path)
	}
	return streets, f.wrap(err)
}

// foldStreets makes a graph of an OpenStreetMap file.
func (b *build) foldStreets(ctx context.Context, f file, path string) (streets *road.Streets, err error) {
	builder := road.NewBuilder()
	err = b.step(say.T("lire %s", "read %s", f.source.File), func(progress func(done, total int64)) error {
		return source.ReadStreets(ctx, path, builder, source.StreetsOptions{Source: f.source.Name, Progress: progress})
	})
	if err != nil {
		return nil, err
	}
	err = b.step(say.T("plier les rues en un graphe", "fold the streets into a graph"), func(func(done, total int64)) (err error) {
		streets, _, err = builder.Finish(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	ranking := Step{Name: say.T("hiérarchiser les carrefours", "rank the junctions"), Pieces: true}
	err = b.runStep(ranking, func(progress func(done, total int64)) (err error) {
		streets, err = streets.Ranked(ctx, progress)
		return err
	})
	return streets, err
}
