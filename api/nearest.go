package api

import (
	"context"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/data"
)

// NearestInput is analysis.NearestQuery as people ask for it.
type NearestInput struct {
	DepartureInput
	QueryInput
	Open       string          `query:"open" enum:"arrival,any" default:"arrival"`
	Stay       int             `query:"stay" minimum:"0" maximum:"240" default:"15"`
	Receptions []receptionCode `query:"modes_accueil,explode"`
	MaxMinutes float64         `query:"max_minutes" minimum:"0" maximum:"1440" default:"0"`
	Limit      int             `query:"limit" minimum:"1" maximum:"1000" default:"5"`
	Geometry   string          `query:"geometry" enum:"point,route" default:"point"`
	Format     string          `query:"f" enum:"json,geojson,csv,xlsx" default:"json"`
	DialectInput
}

type nearestRequest struct {
	Conditional
	NearestInput
}

// Resolve refuses what the schemas let through.
func (in *nearestRequest) Resolve(ctx huma.Context) []error {
	return append(in.resolve(ctx), notNaN("max_minutes", in.MaxMinutes)...)
}

// drawn tells whether ways are to be drawn: no table holds one.
func (in *NearestInput) drawn() bool {
	return in.Geometry == "route" && (in.Format == "json" || in.Format == "geojson")
}

func (s *Server) registerNearest() {
	register[NearestBody](s, "nearest", "/api/v1/nearest", s.nearest)
}

// nearest answers about a position or a text, for the asker alone, and is kept
// nowhere; or about a commune, for all who ask the same.
func (s *Server) nearest(ctx context.Context, in *nearestRequest) (*output, error) {
	v := visitOf(ctx)
	q, departure, err := s.departing(ctx, &in.NearestInput)
	if err != nil {
		return nil, err
	}
	cache := caching{control: private}
	if in.Commune != "" {
		if err := v.snapshot.engine.CheckNearest(q); err != nil {
			return nil, s.fail(ctx, err) // before any copy is said to hold
		}
		if cache = s.public(v, in.NearestInput, q.At); in.holds(cache.etag) {
			return notModified(cache), nil
		}
	}
	answer, err := v.snapshot.engine.Nearest(ctx, q)
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	body := NewNearestBody(v.snapshot.view(), answer, v.lang)
	if departure != nil {
		body.Depart(v.snapshot.view(), departure)
	}
	return s.render(ctx, in.Format, cache, formats{
		"json":    func(w io.Writer) error { return WriteJSON(w, body) },
		"geojson": func(w io.Writer) error { return WriteNearestGeoJSON(w, body) },
		"csv":     func(w io.Writer) error { return WriteNearestCSV(w, body, in.dialect()) },
		"xlsx":    func(w io.Writer) error { return WriteNearestXLSX(w, body) },
	})
}

// departing reads the question and where it begins; the departure is nil for a position.
func (s *Server) departing(ctx context.Context, in *NearestInput) (analysis.NearestQuery, *analysis.Departure, error) {
	v := visitOf(ctx)
	now := v.now
	if in.Commune != "" {
		now = v.quarter()
	}
	shared, err := in.query(v, now)
	if err != nil {
		return analysis.NearestQuery{}, nil, err
	}
	shared.Filter.Receptions = convert[data.Reception](in.Receptions)
	q := analysis.NearestQuery{
		Query:      shared,
		Open:       in.Open,
		Stay:       time.Duration(in.Stay) * time.Minute,
		MaxMinutes: in.MaxMinutes,
		Limit:      in.Limit,
		Ways:       in.drawn(),
	}
	q, departure, err := in.from(v.snapshot, q)
	if err != nil {
		return q, nil, s.fail(ctx, err)
	}
	return q, departure, nil
}
