package api

import (
	"context"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/data"
)

// IsochronesInput is analysis.IsochroneQuery as people ask for it.
type IsochronesInput struct {
	DepartureInput
	Structures []structureCode `query:"structure,explode"`
	Minutes    []float64       `query:"minutes,explode" minimum:"1" maximum:"120" maxItems:"6"`
	Direction  string          `query:"direction" enum:"to,from" default:"to"`
	Together   string          `query:"together" enum:"union,each,split" default:"union"`
	Mode       string          `query:"mode"`
	Season     string          `query:"season" enum:"summer,winter" default:"summer"`
	LanguageInput
}

type isochronesRequest struct {
	Conditional
	IsochronesInput
}

// Resolve refuses what the schemas let through.
func (in *isochronesRequest) Resolve(ctx huma.Context) []error {
	var errs []error
	for _, m := range in.Minutes {
		errs = append(errs, notNaN("minutes", m)...)
	}
	if len(in.Minutes) == 0 {
		in.Minutes = []float64{10, 20, 30}
	}
	return append(errs, in.resolve(ctx, "structure")...)
}

func (s *Server) registerIsochrones() {
	registerGeoJSON[IsochronesBody](s, "isochrones", "/api/v1/isochrones", s.isochrones)
}

// isochrones answers about a position or a text for the asker alone; about
// structures and communes, for all who ask the same, at whatever instant.
func (s *Server) isochrones(ctx context.Context, in *isochronesRequest) (*output, error) {
	v := visitOf(ctx)
	q, departure, err := s.isochroneQuery(ctx, &in.IsochronesInput)
	if err != nil {
		return nil, err
	}
	cache := caching{control: private}
	if len(in.Structures) > 0 || in.Commune != "" {
		if err := v.snapshot.engine.CheckIsochrones(q); err != nil {
			return nil, s.fail(ctx, err) // before any copy is said to hold
		}
		if cache = s.public(v, in.IsochronesInput, time.Time{}); in.holds(cache.etag) {
			return notModified(cache), nil
		}
	}
	answer, err := s.draw(ctx, v.snapshot.engine, q)
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	body := NewIsochronesBody(v.snapshot.view(), answer, v.lang)
	if departure != nil {
		body.Depart(v.snapshot.view(), departure)
	}
	return s.render(ctx, "geojson", cache, formats{"geojson": func(w io.Writer) error { return WriteIsochrones(w, body) }})
}

// draw draws isochrones once it is their turn.
func (s *Server) draw(ctx context.Context, e *analysis.Engine, q analysis.IsochroneQuery) (*analysis.Isochrones, error) {
	if err := s.drawing.take(ctx); err != nil {
		return nil, err
	}
	defer s.drawing.give()
	return e.Isochrones(ctx, q)
}

// isochroneQuery reads the question and the places; the departure is nil where no text or commune is one.
func (s *Server) isochroneQuery(ctx context.Context, in *IsochronesInput) (analysis.IsochroneQuery, *analysis.Departure, error) {
	v := visitOf(ctx)
	q := analysis.IsochroneQuery{Direction: in.Direction, Together: in.Together, Minutes: in.Minutes}
	travel := TravelInput{Mode: in.Mode, Season: in.Season}
	shared, err := travel.travel(v, v.quarter())
	if err != nil {
		return q, nil, err
	}
	q.Query = shared
	if len(in.Structures) > 0 {
		q.Structures, err = v.structures(in.Structures)
		return q, nil, err
	}
	near, departure, err := in.from(v.snapshot, q.NearestQuery)
	if err != nil {
		return q, nil, s.fail(ctx, err)
	}
	q.NearestQuery = near
	return q, departure, nil
}

// structures finds all structures that a parameter names.
func (v *visit) structures(ids []structureCode) ([]data.StructureIndex, error) {
	var out []data.StructureIndex
	for _, id := range ids {
		i, err := v.structure(id)
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}
