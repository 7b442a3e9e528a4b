// Package demo generates a fictional region: land, towns, people, streets and
// the structures of every network.
//
// Nothing in it exists. It lies in the Bay of Biscay, where there is no land,
// its names are invented and its telephone numbers come from the range reserved
// for fiction. The same seed gives the same bytes on every machine: noise is
// computed in integers, no product is fused with a sum (see mul), and positions
// are rounded to 1e-7 degree before anyone sees them.
//
// The world is built on a lattice (see lattice.go) from the ground up: relief,
// places, communes, roads, streets, people, structures, one file each.
package demo

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
)

// Options tells which region to make. The zero Options make the one that
// `maillage serve --demo` shows.
type Options struct {
	Seed uint64 // another seed, another region
}

// Region is the fictional region: its data, its streets, and what people may type of it besides.
type Region struct {
	Dataset *data.Dataset
	Streets *road.Streets
	places  *places
}

// Build makes the region: its data and its streets. It takes about two seconds
// on one core, and stops early, with the context's error, when ctx is done.
func Build(ctx context.Context, o Options) (*data.Dataset, *road.Streets, error) {
	r, err := Make(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	return r.Dataset, r.Streets, nil
}

// Make makes the region as Build does, its addresses too.
func Make(ctx context.Context, o Options) (*Region, error) {
	w, err := newWorld(ctx, o)
	if err != nil {
		return nil, err
	}
	return w.handOver(ctx, o)
}

// handOver makes of a world what others are given.
func (w *world) handOver(ctx context.Context, o Options) (*Region, error) {
	streets, err := w.build(ctx)
	if err != nil {
		return nil, fmt.Errorf("build the demo's streets: %w", err)
	}
	ds, err := w.publish(ctx, o.Seed)
	if err != nil {
		return nil, fmt.Errorf("build the demo's data: %w", err)
	}
	return &Region{ds, streets, w.address(ds, dice(o.Seed, dicePlaces))}, nil
}

// world is the region before it is handed over.
type world struct {
	land      *land
	chart     *chart
	places    []place // one a commune, same index
	built     []int16
	owner     []int16
	terr      territories
	codes     []string // of the communes
	shapes    []orb.MultiPolygon
	index     *geo.Index // of the shapes
	roads     *roads
	hamlets   []hamlet
	motorways []carriageway
	shape     *shape
	ways      []way
}

// Rooms of the world that throw dice of their own.
const (
	diceLand uint64 = iota
	diceNames
	diceHamlets
	dicePaths
	diceStreets
	diceOffices
	diceSchools
	dicePlaces
)

func newWorld(ctx context.Context, o Options) (*world, error) {
	seed := noise(dice(o.Seed, diceLand).Uint64())
	c, err := newChart(seed)
	if err != nil {
		return nil, err
	}
	w := &world{chart: c, land: newLand(seed)}
	for _, build := range []func(Options){w.settle, w.divide, w.pave, w.trace} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		build(o)
	}
	return w, nil
}

// settle sites the places and names them.
func (w *world) settle(o Options) {
	w.places = newPlaces(w.land)
	nameCommunes(w.places, w.land, dice(o.Seed, diceNames))
	w.built = builtUp(w.places)
}

// divide draws the communes and what they are part of.
func (w *world) divide(Options) {
	w.owner = partition(w.land, w.places)
	w.terr = newTerritories(w.places, borders(w.owner))
	w.codes = w.terr.communeCodes(w.places)
	w.shapes = newOutline(w.owner, w.land.seed, w.chart).shapes(len(w.places))
	w.index = geo.NewIndex()
	for i, s := range w.shapes {
		w.index.AddArea(geo.ID(i), geo.PrepareArea(s))
	}
}

// pave lays the roads and streets on the lattice.
func (w *world) pave(o Options) {
	w.roads = newRoads(w.land, w.places, w.owner, w.built)
	w.motorways = w.roads.motorways()
	w.roads.plan(borders(w.owner))
	w.hamlets = w.roads.settleHamlets(dice(o.Seed, diceHamlets))
	g := &web{land: w.land, net: w.roads.net, seed: w.land.seed + 70}
	for _, p := range w.places {
		g.grow(p.at, p.radius, p.people)
	}
	for _, h := range w.hamlets {
		g.grow(h.at, h.radius, 0)
	}
	w.roads.footpaths(dice(o.Seed, dicePaths), w.hamlets)
	w.roads.net.prune(w.roots(), class.driven)
	w.roads.net.prune(w.roots(), func(class) bool { return true })
}

// roots are a street vertex of each land mass: the church of its first place.
func (w *world) roots() []int32 {
	roots := []int32{fineOf(w.places[0].at)}
	for _, p := range w.places {
		if p.mass == island {
			return append(roots, fineOf(p.at))
		}
	}
	return roots
}

// trace bends the streets, cuts them into ways and names these.
func (w *world) trace(o Options) {
	w.shape = newShape(w)
	w.ways = trace(w.shape, w.roads.net, w.owner)
	oneWays(w.ways, w.places, w.shape, w.land.seed+90)
	w.nameWays(dice(o.Seed, diceStreets))
	w.closePass()
}

// communeAt is the commune that holds a position, -1 in the sea.
func (w *world) communeAt(p orb.Point) int {
	var ids [4]geo.ID
	if at := w.index.Containing(p, ids[:0]); len(at) > 0 {
		return int(at[0])
	}
	return -1
}
