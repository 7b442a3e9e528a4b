package api

import (
	"context"
	"io"

	"github.com/danielgtaylor/huma/v2"
	"github.com/paulmach/orb"

	"maillage/geo/gazetteer"
)

// AroundMetres is how far from a position both doors look for an address.
const AroundMetres = 1000

// placesRequest is gazetteer.Query as people ask for it.
type placesRequest struct {
	Text string `query:"q" required:"true" minLength:"1" maxLength:"200"`
	PositionInput
	Territories []territoryCode `query:"territoire,explode"`
	Limit       int             `query:"limit" minimum:"1" maximum:"50" default:"8"`
	LanguageInput
}

// Resolve refuses what the schemas let through.
func (in *placesRequest) Resolve(ctx huma.Context) []error {
	return append(unreadable("q", in.Text), in.read(ctx)...)
}

// aroundRequest asks which address is at a position.
type aroundRequest struct {
	Lat   float64 `query:"lat" required:"true" minimum:"-90" maximum:"90"`
	Lon   float64 `query:"lon" required:"true" minimum:"-180" maximum:"180"`
	Limit int     `query:"limit" minimum:"1" maximum:"50" default:"1"`
	LanguageInput
}

// Resolve refuses what the schemas let through.
func (in *aroundRequest) Resolve(huma.Context) []error {
	return append(notNaN("lat", in.Lat), notNaN("lon", in.Lon)...)
}

func (s *Server) registerPlaces() {
	registerGeoJSON[PlacesBody](s, "places", "/api/v1/places", s.places)
	registerGeoJSON[PlacesBody](s, "around", "/api/v1/places/reverse", s.around)
}

// places answers what somebody is typing: it is theirs alone and is kept nowhere.
func (s *Server) places(ctx context.Context, in *placesRequest) (*output, error) {
	v := visitOf(ctx)
	g, err := v.snapshot.gazetteer()
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	territories, err := v.snapshot.engine.Territories(convert[string](in.Territories))
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	found := g.Search(gazetteer.Query{Text: in.Text, Limit: in.Limit, Near: in.near(), Keep: v.snapshot.engine.PlacesIn(territories)})
	return s.renderPlaces(ctx, NewPlacesBody(v.snapshot.view(), found, v.lang))
}

// around answers about a position, as the position's asker's alone.
func (s *Server) around(ctx context.Context, in *aroundRequest) (*output, error) {
	v := visitOf(ctx)
	g, err := v.snapshot.gazetteer()
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	found := g.Reverse(orb.Point{in.Lon, in.Lat}, AroundMetres, in.Limit)
	return s.renderPlaces(ctx, NewAroundBody(v.snapshot.view(), found, v.lang))
}

func (s *Server) renderPlaces(ctx context.Context, b *PlacesBody) (*output, error) {
	return s.render(ctx, "geojson", caching{control: private}, formats{
		"geojson": func(w io.Writer) error { return WriteJSON(w, b) },
	})
}
