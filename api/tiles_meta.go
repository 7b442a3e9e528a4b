package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"maillage/data"
	"maillage/geo/tile"
)

// TilesetInput is what a collection's tiles are asked with, and in which form they are described.
type TilesetInput struct {
	TileFilterInput
	Format string `query:"f" enum:"json,tilejson" default:"json"`
}

type tilesetRequest struct {
	Conditional
	Collection string `path:"id"`
	TilesetInput
}

// TilesetBody describes a collection's tiles as OGC API – Tiles does. Links are
// relative to the address it was read at, whatever a proxy puts in front of it.
type TilesetBody struct {
	Title         string       `json:"title"`
	DataType      string       `json:"dataType"`
	CRS           string       `json:"crs"`
	TileMatrixSet string       `json:"tileMatrixSetURI"`
	Layers        []LayerBody  `json:"layers"`
	BoundingBox   *TileBounds  `json:"boundingBox,omitempty"` // absent in an empty region
	Attribution   string       `json:"attribution"`
	Links         []LinkBody   `json:"links"`
	Limits        []LimitsBody `json:"tileMatrixSetLimits"`
}

// LayerBody is a layer of vector tiles and what its features tell.
type LayerBody struct {
	ID        string      `json:"id"`
	DataType  string      `json:"dataType"`
	Dimension int         `json:"geometryDimension"` // 0 points, 1 lines, 2 areas
	Schema    LayerSchema `json:"propertiesSchema"`
}

// LayerSchema is the JSON schema of a feature's properties.
type LayerSchema struct {
	Type       string               `json:"type"`
	Properties map[string]FieldBody `json:"properties"`
}

// FieldBody is one property of a layer's features.
type FieldBody struct {
	Type        string `json:"type"` // string, number, boolean
	Description string `json:"description"`
}

// TileBounds is the box of the region, degrees WGS 84.
type TileBounds struct {
	LowerLeft  []float64 `json:"lowerLeft"`
	UpperRight []float64 `json:"upperRight"`
	CRS        string    `json:"crs"`
}

// LimitsBody is the tiles of one zoom that the region touches.
type LimitsBody struct {
	Zoom   string `json:"tileMatrix"`
	MinRow uint32 `json:"minTileRow"`
	MaxRow uint32 `json:"maxTileRow"`
	MinCol uint32 `json:"minTileCol"`
	MaxCol uint32 `json:"maxTileCol"`
}

// LinkBody is a link of an OGC API.
type LinkBody struct {
	Href      string `json:"href"`
	Rel       string `json:"rel"`
	Type      string `json:"type,omitempty"`
	Title     string `json:"title,omitempty"`
	Templated bool   `json:"templated,omitempty"`
}

// TileJSONBody describes a collection's tiles as TileJSON 3.0 does.
type TileJSONBody struct {
	TileJSON     string          `json:"tilejson"`
	Name         string          `json:"name"`
	Attribution  string          `json:"attribution"`
	Scheme       string          `json:"scheme"`
	Tiles        []string        `json:"tiles"` // relative to the address it was read at
	MinZoom      int             `json:"minzoom"`
	MaxZoom      int             `json:"maxzoom"`
	Bounds       []float64       `json:"bounds,omitempty"`
	VectorLayers []TileJSONLayer `json:"vector_layers"`
}

// TileJSONLayer is a layer as TileJSON describes it.
type TileJSONLayer struct {
	ID     string            `json:"id"`
	Fields map[string]string `json:"fields"`
}

const (
	webMercatorQuad = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
	crsWebMercator  = "http://www.opengis.net/def/crs/EPSG/0/3857"
	crsDegrees      = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
)

func (s *Server) registerTilesets() {
	op := operation[TilesetBody, tilesetRequest](s, "tileset", collectionTiles)
	op.Errors = ogcErrors
	delete(op.Responses["200"].Content, typeGeoJSON)
	delete(op.Responses["200"].Content, "text/csv")
	huma.Register(s.api, op, s.tileset)
}

// tileset describes a collection's tiles.
func (s *Server) tileset(ctx context.Context, in *tilesetRequest) (*output, error) {
	v := visitOf(ctx)
	if !slices.Contains(collections(), in.Collection) {
		return nil, newProblem(v.lang, http.StatusNotFound, noCollection(in.Collection))
	}
	q, err := s.tileQuery(ctx, &in.TileFilterInput)
	if err != nil {
		return nil, err
	}
	cache := s.public(v, []any{in.Collection, in.TilesetInput}, time.Time{})
	if in.holds(cache.etag) {
		return notModified(cache), nil
	}
	items := "WebMercatorQuad/{z}/{y}/{x}" + q.asAsked(in.Collection, &in.TileFilterInput)
	form := func(w io.Writer) error { return WriteJSON(w, newTilesetBody(v, in.Collection, items)) }
	if in.Format == "tilejson" {
		form = func(w io.Writer) error { return WriteJSON(w, newTileJSONBody(v, in.Collection, items)) }
	}
	return s.render(ctx, "json", cache, formats{"json": form})
}

// asAsked is the query that asks for the tiles with the same filters, those the
// collection's tiles depend on; empty where all are left out.
func (q *tileQuery) asAsked(collection string, in *TileFilterInput) string {
	values := url.Values{}
	set := func(name string, given ...string) {
		if text := strings.Join(given, ","); text != "" {
			values.Set(name, text)
		}
	}
	if collection != layerStructures && collection != layerCells {
		return ""
	}
	if in.Level > 0 {
		set("level", strconv.Itoa(in.Level))
	}
	set("publics", convert[string](in.Publics)...)
	set("reseaux_porteurs", in.Networks...)
	set("territoire", convert[string](in.Territories)...)
	if in.Accessible {
		set("accessible", "true")
	}
	if collection == layerCells {
		set("mode", in.Mode)
		set("eligible", in.Eligible)
		set("season", in.Season)
		set("group", in.Group)
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

func newTilesetBody(v *visit, collection, items string) *TilesetBody {
	b := &TilesetBody{
		Title: titleOfCollection(collection).In(v.lang), DataType: "vector", CRS: crsWebMercator, TileMatrixSet: webMercatorQuad,
		Layers: []LayerBody{newLayerBody(collection, v.lang)}, Attribution: attribution(v.snapshot.dataset()), Limits: []LimitsBody{},
		Links: []LinkBody{
			{Href: "WebMercatorQuad", Rel: "self", Type: typeJSON},
			{Href: items, Rel: "item", Type: typeTile, Templated: true},
			{Href: "WebMercatorQuad?f=tilejson", Rel: "describedby", Type: typeJSON, Title: "TileJSON"},
			{Href: webMercatorQuad, Rel: "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", Type: typeJSON},
		},
	}
	box := boundsOf(v.snapshot.view())
	if len(box) == 0 {
		return b
	}
	b.BoundingBox = &TileBounds{LowerLeft: box[:2], UpperRight: box[2:], CRS: crsDegrees}
	for z := range uint32(tile.MaxZoom + 1) {
		b.Limits = append(b.Limits, limitsOf(box, z))
	}
	return b
}

// limitsOf is the tiles of a zoom that a box touches.
func limitsOf(box []float64, zoom uint32) LimitsBody {
	northWest, southEast := tile.Project([2]float64{box[0], box[3]}), tile.Project([2]float64{box[2], box[1]})
	return LimitsBody{
		Zoom: strconv.Itoa(int(zoom)), MinRow: northWest.Y >> (32 - zoom), MaxRow: southEast.Y >> (32 - zoom),
		MinCol: northWest.X >> (32 - zoom), MaxCol: southEast.X >> (32 - zoom),
	}
}

func newTileJSONBody(v *visit, collection, items string) *TileJSONBody {
	layer := newLayerBody(collection, v.lang)
	fields := map[string]string{}
	for name, f := range layer.Schema.Properties {
		fields[name] = f.Description
	}
	return &TileJSONBody{
		TileJSON: "3.0.0", Name: titleOfCollection(collection).In(v.lang), Attribution: attribution(v.snapshot.dataset()),
		Scheme: "xyz", Tiles: []string{items}, MaxZoom: tile.MaxZoom, Bounds: boundsOf(v.snapshot.view()),
		VectorLayers: []TileJSONLayer{{ID: collection, Fields: fields}},
	}
}

// attribution names the sources, which every map must.
func attribution(ds *data.Dataset) string {
	return cite(NewSourceBodies(ds))
}
