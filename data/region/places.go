package region

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/source"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
	"maillage/say"
)

// atlas gathers, while a region is built, the places people type. What sources
// tell of addresses is read beside the rest; communes, streets and structures
// join when they stand.
type atlas struct {
	book    *book
	defects *data.Builder // of what sources of addresses tell

	// What is said of communes: by the Dataset's sources, and by those of addresses, which two goroutines read.
	heard, listed hearsay

	communes  chan struct{}          // closed once the communes are read
	isCommune func(code string) bool // of the region, from then on
	seats     map[string]orb.Point   // of the communes, where a source tells
	read      chan struct{}          // closed once the addresses are read
	joined    chan struct{}          // closed once the streets have joined, or never will

	streets *road.Streets
	osm     osmPlaces // of the streets' source
	stands  *listing  // the communes, once they have joined
}

func newAtlas() *atlas {
	return &atlas{
		book: newBook(), defects: data.NewBuilder(data.Region{}, data.SPRO()),
		communes: make(chan struct{}), read: make(chan struct{}), joined: make(chan struct{}),
	}
}

// meet tells that the communes are read.
func (a *atlas) meet(communes *data.Builder) {
	a.isCommune, a.seats = communes.IsCommune, communes.Seats()
	close(a.communes)
}

// readAddresses reads the sources that only the gazetteer needs.
func (b *build) readAddresses(ctx context.Context, files []file) error {
	for _, format := range addressFormats {
		for _, f := range files {
			if f.source.Format != format {
				continue
			}
			err := b.step(say.T("lire %s", "read %s", f.source.File), func(func(done, total int64)) error { return b.atlas.open(ctx, f) })
			if err != nil {
				return f.wrap(err)
			}
		}
	}
	close(b.atlas.read)
	return nil
}

// open hands one file of addresses to its format's reader.
func (a *atlas) open(ctx context.Context, f file) error {
	r, err := source.Open(f.path, f.opening())
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	a.book.open(f.source.Name)
	a.listed.source = f.source.Name
	opt := source.Options{Source: f.source.Name, File: f.source.File}
	switch f.source.Format {
	case FormatBAN:
		return source.ReadBAN(ctx, r, a.defects, a.book, opt)
	case FormatBANLocalities:
		return source.ReadBANLocalities(ctx, r, a.defects, a.book, opt)
	default:
		return source.ReadPostalCodes(ctx, r, a.defects, &a.listed, opt)
	}
}

// report waits for the addresses, and tells what is wrong in them.
func (a *atlas) report(ctx context.Context, to *data.Builder) error {
	select {
	case <-a.read:
	case <-ctx.Done():
		return ctx.Err()
	}
	for _, d := range a.defects.Defects() {
		to.Report(d)
	}
	return nil
}

// join tells the streets, nil for none.
func (a *atlas) join(s *road.Streets) {
	a.streets = s
	close(a.joined)
}

// finder indexes the addresses for records without a position: after them and
// the streets are read, before structures are known.
func (b *build) finder(ctx context.Context, ground *data.Dataset) *finder {
	select {
	case <-b.atlas.joined:
	case <-ctx.Done(): // others may still be reading what stand would add
		return &finder{err: ctx.Err()}
	}
	stand := b.atlas.stand(ground)
	f := &finder{Lookup: NewLookup(b.atlas.book.Finish(), stand.ds)}
	if b.national != nil {
		f.ask = func(a []data.Address) ([]Geocoded, error) { return b.national.Locate(ctx, a) }
	}
	return f
}

// stand adds what is known once communes are: themselves, what sources say of
// them, and the addresses and streets of OpenStreetMap in them.
func (a *atlas) stand(ds *data.Dataset) *listing {
	if a.stands == nil {
		a.stands = newListing(ds, a.book)
		a.stands.seats = a.seats
		a.stands.addCommunes()
		for _, h := range []*hearsay{&a.heard, &a.listed} {
			h.settle(a.book, a.stands.knows)
		}
		a.stands.addOSM(&a.osm)
		a.stands.addStreets(a.streets)
	}
	return a.stands
}

// finish adds what the Dataset holds, and indexes all.
func (a *atlas) finish(ds *data.Dataset) *gazetteer.Gazetteer {
	l := a.stand(ds)
	l.ds = ds // the ground had the same communes, and no structures
	l.addTerritories()
	l.addStructures()
	return a.book.Finish()
}

// indexPlaces makes the gazetteer of a region that is whole.
func (b *build) indexPlaces(ctx context.Context, c *Contents) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.step(say.T("indexer les lieux et les adresses", "index places and addresses"), func(func(done, total int64)) error {
		c.Gazetteer = b.atlas.finish(c.Dataset)
		c.PlaceSources = b.atlas.book.told()
		return nil
	})
}
