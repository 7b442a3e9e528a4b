package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/geo/tile"
	"maillage/say"
)

// typeTile is a Mapbox Vector Tile's.
const typeTile = "application/vnd.mapbox-vector-tile"

// TileFilterInput is what a tile's content may depend on: structures on the
// filters, cells on all of it. What a collection does not depend on is read,
// checked and left aside, so that a map asks all its layers alike.
type TileFilterInput struct {
	QueryInput
	Group string `query:"group" default:"all"`
}

// TileInput names a tile of OGC's WebMercatorQuad: the row counts from the
// north, the column from the west.
type TileInput struct {
	Zoom string `path:"z"`
	Row  string `path:"y"`
	Col  string `path:"x"`
	TileFilterInput
}

type tileRequest struct {
	Conditional
	Collection string `path:"id"`
	TileInput
}

type tilesRequest struct {
	Conditional
	Collections []string `query:"collections,explode" required:"true" minItems:"1"`
	TileInput
}

const (
	collectionTiles = "/collections/{id}/tiles/WebMercatorQuad"
	itemPath        = "/{z}/{y}/{x}"
)

// registerTiles serves vector tiles at the paths of OGC API – Tiles: of one
// collection, or of several together.
func (s *Server) registerTiles() {
	s.registerTilesets()
	huma.Register(s.api, tileOperation[tileRequest](s, "tile", collectionTiles+itemPath), s.tile)
	huma.Register(s.api, tileOperation[tilesRequest](s, "tiles", "/tiles/WebMercatorQuad"+itemPath), s.tiles)
}

// ogcErrors are the problems that an operation of an OGC API may answer with.
var ogcErrors = []int{http.StatusBadRequest, http.StatusNotFound, http.StatusServiceUnavailable}

// tileOperation describes a GET that answers with a tile.
func tileOperation[In any](s *Server, id, path string) huma.Operation {
	op := operation[struct{}, In](s, id, path)
	op.Errors = ogcErrors
	op.Responses["200"].Content = map[string]*huma.MediaType{typeTile: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
	op.Responses["204"] = &huma.Response{Description: http.StatusText(http.StatusNoContent)}
	return op
}

func (s *Server) tile(ctx context.Context, in *tileRequest) (*output, error) {
	return s.drawTiles(ctx, []string{in.Collection}, &in.TileInput, in.Conditional)
}

func (s *Server) tiles(ctx context.Context, in *tilesRequest) (*output, error) {
	return s.drawTiles(ctx, in.Collections, &in.TileInput, in.Conditional)
}

// drawTiles answers with one tile's layers, one collection after the other.
func (s *Server) drawTiles(ctx context.Context, ids []string, in *TileInput, copied Conditional) (*output, error) {
	v := visitOf(ctx)
	atlas := v.snapshot.atlas
	for _, id := range ids {
		if !slices.Contains(collections(), id) {
			return nil, newProblem(v.lang, http.StatusNotFound, noCollection(id))
		}
	}
	at, ok := in.at()
	if !ok {
		return nil, newProblem(v.lang, http.StatusNotFound, noTile)
	}
	q, err := s.tileQuery(ctx, &in.TileFilterInput)
	if err != nil {
		return nil, err
	}
	keys := make([]tileKey, len(ids))
	for i, id := range ids {
		keys[i] = tileKey{id, at, q.keyFor(id)}
	}
	cache := s.public(v, keys, time.Time{})
	if copied.holds(cache.etag) {
		return notModified(cache), nil
	}
	var body []byte
	for _, key := range keys {
		layer, err := atlas.tile(ctx, key, q)
		if err != nil {
			return nil, s.ogcFail(ctx, err)
		}
		body = append(body, layer...)
	}
	if body == nil {
		return &output{Status: http.StatusNoContent, CacheControl: cache.control, ETag: cache.etag}, nil
	}
	return &output{Status: http.StatusOK, ContentType: typeTile, CacheControl: cache.control, ETag: cache.etag, Body: body}, nil
}

// at reads the tile's name; ok is false where there is no such tile.
func (in *TileInput) at() (at tile.ID, ok bool) {
	for _, part := range []struct {
		text string
		to   *uint32
	}{{in.Zoom, &at.Z}, {in.Row, &at.Y}, {in.Col, &at.X}} {
		n, err := strconv.ParseUint(part.text, 10, 32)
		if err != nil {
			return at, false
		}
		*part.to = uint32(n)
	}
	return at, at.Valid()
}

var noTile = say.T(
	"Il n'y a pas de tuile à cette adresse ; donnez un niveau z de 0 à %d, puis une ligne y et une colonne x de 0 à 2^z − 1.",
	"There is no tile at this address; give a zoom z from 0 to %d, then a row y and a column x from 0 to 2^z − 1.", tile.MaxZoom)

func noCollection(id string) say.Text {
	return say.T("La collection « %s » n'existe pas ; collections possibles : %s.",
		"There is no collection \"%s\"; possible collections: %s.", id, strings.Join(collections(), ", "))
}

// tileQuery is the question whose answer is painted.
type tileQuery struct {
	analysis.Query
	group string
}

// tileQuery reads the filters, and refuses what coverage would refuse.
func (s *Server) tileQuery(ctx context.Context, in *TileFilterInput) (*tileQuery, error) {
	v := visitOf(ctx)
	shared, err := in.query(v, v.quarter())
	if err != nil {
		return nil, asOGC(err)
	}
	if shared.Mode == "" {
		shared.Mode = v.snapshot.engine.DefaultMode()
	}
	if err := v.snapshot.engine.Check(analysis.CoverageQuery{Query: shared, TargetMinutes: 1, Group: in.Group}); err != nil {
		return nil, s.ogcFail(ctx, err)
	}
	return &tileQuery{shared, in.Group}, nil
}

// ogcFail is fail under OGC's paths.
func (s *Server) ogcFail(ctx context.Context, err error) error { return asOGC(s.fail(ctx, err)) }

// asOGC makes a problem with parameters a 400, as OGC API asks.
func asOGC(err error) error {
	if p, ok := err.(*Problem); ok && p.Status == http.StatusUnprocessableEntity {
		p.Status = http.StatusBadRequest
	}
	return err
}

// isOGC tells whether a path is one that an OGC API rules.
func isOGC(path string) bool {
	return slices.ContainsFunc([]string{"/collections", "/tiles"}, func(root string) bool {
		return path == root || strings.HasPrefix(path, root+"/")
	})
}

// refused is an operation's answer to parameters at fault.
func refused(op *huma.Operation, lang say.Lang, faults ...fault) *Problem {
	p := invalid(lang, faults...)
	if isOGC(op.Path) {
		p.Status = http.StatusBadRequest
	}
	return p
}
