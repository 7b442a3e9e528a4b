package api

import (
	"context"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
)

// nearestRequest is analysis.NearestQuery as people ask for it.
type nearestRequest struct {
	Lat float64 `query:"lat" required:"true" minimum:"-90" maximum:"90"`
	Lon float64 `query:"lon" required:"true" minimum:"-180" maximum:"180"`
	QueryInput
	Open       string          `query:"open" enum:"arrival,any" default:"arrival"`
	Stay       int             `query:"stay" minimum:"0" maximum:"240" default:"15"`
	Receptions []receptionCode `query:"modes_accueil,explode"`
	MaxMinutes float64         `query:"max_minutes" minimum:"0" maximum:"1440" default:"0"`
	Limit      int             `query:"limit" minimum:"1" maximum:"1000" default:"5"`
	Format     string          `query:"f" enum:"json,geojson,csv" default:"json"`
}

// Resolve refuses what the schemas let through.
func (in *nearestRequest) Resolve(huma.Context) []error {
	faults := notNaN("lat", in.Lat)
	faults = append(faults, notNaN("lon", in.Lon)...)
	return append(faults, notNaN("max_minutes", in.MaxMinutes)...)
}

func (s *Server) registerNearest() {
	register[NearestBody](s, "nearest", "/api/v1/nearest", s.nearest)
}

// nearest answers about a position: the answer is the asker's alone and is
// kept nowhere.
func (s *Server) nearest(ctx context.Context, in *nearestRequest) (*output, error) {
	v := visitOf(ctx)
	q, err := in.query(v, v.now)
	if err != nil {
		return nil, err
	}
	q.Filter.Receptions = convert[data.Reception](in.Receptions)
	answer, err := v.snapshot.engine.Nearest(ctx, analysis.NearestQuery{
		Query:      q,
		Origin:     orb.Point{in.Lon, in.Lat},
		Open:       in.Open,
		Stay:       time.Duration(in.Stay) * time.Minute,
		MaxMinutes: in.MaxMinutes,
		Limit:      in.Limit,
	})
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	body := NewNearestBody(v.snapshot.view(), answer, v.lang)
	return s.render(ctx, in.Format, caching{control: private}, formats{
		"json":    func(w io.Writer) error { return WriteJSON(w, body) },
		"geojson": func(w io.Writer) error { return WriteNearestGeoJSON(w, body) },
		"csv":     func(w io.Writer) error { return WriteNearestCSV(w, body, CSVPlain) },
	})
}
