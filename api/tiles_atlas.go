package api

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo/tile"
	"maillage/internal/kept"
)

// The collections that are no kind of territory.
const (
	layerStreets    = "streets"
	layerBorders    = "borders"
	layerPlaces     = "places"
	layerStructures = "structures"
	layerCells      = "cells"
)

// tileBytes is how many bytes of tiles a snapshot keeps at most.
const tileBytes = 32 << 20

// tileOverhead is about what a kept tile costs beside its own bytes and those of the question, which may be the more.
const tileOverhead = 300

// tileKey is all that a layer's bytes depend on in one snapshot.
type tileKey struct {
	collection string
	at         tile.ID
	query      string
}

func newTileCache(limit int) *kept.Cache[tileKey, []byte] {
	return kept.New(limit, func(key tileKey, b []byte) int { return len(b) + len(key.query) + tileOverhead })
}

// atlas draws a snapshot's collections. What it prepares for drawing it
// prepares once, when it is first asked for.
type atlas struct {
	cache   *kept.Cache[tileKey, []byte]
	engine  *analysis.Engine
	kinds   map[data.TerritoryKind]func() *areas
	places  func() ([]label, error)
	squares func() (*squares, error)
}

// areas are the territories of a kind.
type areas struct {
	territories []data.TerritoryIndex
	mesh        *tile.Mesh
}

func newAtlas(e *analysis.Engine, places Gazetteer) *atlas {
	a := &atlas{cache: newTileCache(tileBytes), engine: e, kinds: map[data.TerritoryKind]func() *areas{}}
	for _, kind := range data.TerritoryKinds() {
		a.kinds[kind] = sync.OnceValue(func() *areas { return newAreas(e.Dataset(), kind) })
	}
	a.places = sync.OnceValues(func() ([]label, error) { return newLabels(places) })
	a.squares = sync.OnceValues(func() (*squares, error) { return newSquares(&e.Dataset().Cells) })
	return a
}

// newAreas prepares the territories of a kind.
func newAreas(ds *data.Dataset, kind data.TerritoryKind) *areas {
	a := &areas{}
	var shapes []orb.MultiPolygon
	for i := range ds.Territories {
		if t := &ds.Territories[i]; t.Kind == kind {
			a.territories = append(a.territories, data.TerritoryIndex(i))
			shapes = append(shapes, t.Shape)
		}
	}
	a.mesh = tile.NewMesh(shapes)
	return a
}

// collections lists what there is to draw, in the order maps lay it.
func collections() []string {
	var ids []string
	for _, kind := range slices.Backward(data.TerritoryKinds()) {
		ids = append(ids, string(kind))
	}
	return append(ids, layerCells, layerStreets, layerBorders, layerPlaces, layerStructures)
}

// keyFor is what of the question a collection's tiles depend on.
func (q *tileQuery) keyFor(collection string) string {
	switch collection {
	case layerStructures:
		return q.Filter.Key()
	case layerCells:
		return fmt.Sprint(q.Mode, " ", q.Filter.Key(), " ", q.Eligible, " ", q.Winter, " ", q.group)
	default:
		return ""
	}
}

// tile is the bytes of one layer, nil where nothing shows.
func (a *atlas) tile(ctx context.Context, key tileKey, q *tileQuery) ([]byte, error) {
	return a.cache.Get(ctx, key, func(ctx context.Context) ([]byte, error) { return a.draw(ctx, key, q) })
}

// draw draws one layer.
func (a *atlas) draw(ctx context.Context, key tileKey, q *tileQuery) ([]byte, error) {
	l := tile.NewLayer(key.at, key.collection)
	var err error
	switch key.collection {
	case layerStreets:
		a.drawStreets(l, key.at)
	case layerBorders:
		a.drawBorders(l, key.at)
	case layerPlaces:
		err = a.drawPlaces(l, key.at)
	case layerStructures:
		a.drawStructures(l, key.at, q)
	case layerCells:
		err = a.drawCells(ctx, l, key.at, q)
	default:
		a.drawTerritories(l, data.TerritoryKind(key.collection))
	}
	return l.Bytes(), err
}

// drawTerritories draws the territories of a kind, their places in the dataset their ids.
func (a *atlas) drawTerritories(l *tile.Layer, kind data.TerritoryKind) {
	of, ds := a.kinds[kind](), a.engine.Dataset()
	for i, index := range of.territories {
		if l.Area(of.mesh, i); l.Drawn() {
			t := &ds.Territories[index]
			l.Feature(uint64(index), l.Text("code", t.Code), l.Text("name", t.Name))
		}
	}
}

// communeBordersFrom is the zoom from which borders between communes are drawn.
const communeBordersFrom = 9

// drawBorders draws the region's edge, the départements' and the communes' borders, each as one feature.
func (a *atlas) drawBorders(l *tile.Layer, at tile.ID) {
	of, ds := a.kinds[data.KindCommune](), a.engine.Dataset()
	kindOf := func(commune, other int) string {
		switch {
		case other == tile.NoArea:
			return "coast"
		case ds.Holder(of.territories[commune], data.KindDepartement) != ds.Holder(of.territories[other], data.KindDepartement):
			return "departement"
		default:
			return "commune"
		}
	}
	for _, kind := range []string{"coast", "departement", "commune"} {
		if kind == "commune" && at.Z < communeBordersFrom {
			continue
		}
		l.Borders(of.mesh, func(commune, other int) bool { return kindOf(commune, other) == kind })
		if l.Drawn() {
			l.Feature(tile.NoID, l.Text("kind", kind))
		}
	}
}

// drawStructures draws the structures that receive on site and meet the filter.
func (a *atlas) drawStructures(l *tile.Layer, at tile.ID, q *tileQuery) {
	view, bound := a.engine.View(), at.Bound()
	var services []int
	for i, st := range view.All() {
		site := view.SiteOf(i)
		if !st.OnSite() || !bound.Contains(site.Position.Point) {
			continue
		}
		if services = view.Match(&q.Filter, i, services[:0]); len(services) == 0 {
			continue
		}
		l.Point(tile.Project(site.Position.Point))
		if l.Drawn() {
			l.Feature(uint64(i), structureTags(l, st, site)...)
		}
	}
}
