package api

import (
	"context"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/data"
)

// TableInput is what both planner's tables are asked with.
type TableInput struct {
	Target float64 `query:"target" minimum:"1" maximum:"1440" default:"30"`
	QueryInput
	Group  string `query:"group" default:"all"`
	Format string `query:"f" enum:"json,geojson,csv,xlsx" default:"json"`
	DialectInput
}

func (in *TableInput) coverageQuery(v *visit, otherwise time.Time) (analysis.CoverageQuery, error) {
	q, err := in.query(v, otherwise)
	return analysis.CoverageQuery{Query: q, TargetMinutes: in.Target, Group: in.Group}, err
}

// CoverageInput adds the rows.
type CoverageInput struct {
	TableInput
	By kindCode `query:"by"`
}

type coverageRequest struct {
	Conditional
	CoverageInput
}

// Resolve refuses what the schemas let through.
func (in *coverageRequest) Resolve(huma.Context) []error { return notNaN("target", in.Target) }

type gapsRequest struct {
	Conditional
	TableInput
}

// Resolve refuses what the schemas let through.
func (in *gapsRequest) Resolve(huma.Context) []error { return notNaN("target", in.Target) }

func (s *Server) registerCoverage() {
	register[CoverageBody](s, "coverage", "/api/v1/coverage", s.coverage)
}

func (s *Server) registerGaps() {
	register[GapsBody](s, "gaps", "/api/v1/gaps", s.gaps)
}

func (s *Server) coverage(ctx context.Context, in *coverageRequest) (*output, error) {
	v := visitOf(ctx)
	q, err := in.coverageQuery(v, v.quarter())
	if err != nil {
		return nil, err
	}
	q.By = data.TerritoryKind(in.By)
	cache := s.public(v, in.CoverageInput, q.At)
	if err := v.snapshot.engine.Check(q); err != nil {
		return nil, s.fail(ctx, err) // before any copy is said to hold
	}
	if in.holds(cache.etag) {
		return notModified(cache), nil
	}
	answer, err := v.snapshot.engine.Coverage(ctx, q)
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	body := NewCoverageBody(v.snapshot.dataset(), answer, v.lang)
	return s.render(ctx, in.Format, cache, formats{
		"json":    func(w io.Writer) error { return WriteJSON(w, body) },
		"geojson": func(w io.Writer) error { return WriteCoverageGeoJSON(w, body) },
		"csv":     func(w io.Writer) error { return WriteCoverageCSV(w, body, in.dialect()) },
		"xlsx":    func(w io.Writer) error { return WriteCoverageXLSX(w, body) },
	})
}

func (s *Server) gaps(ctx context.Context, in *gapsRequest) (*output, error) {
	v := visitOf(ctx)
	q, err := in.coverageQuery(v, v.quarter())
	if err != nil {
		return nil, err
	}
	cache := s.public(v, in.TableInput, q.At)
	if err := v.snapshot.engine.Check(q); err != nil {
		return nil, s.fail(ctx, err) // before any copy is said to hold
	}
	if in.holds(cache.etag) {
		return notModified(cache), nil
	}
	find := v.snapshot.engine.Zones
	if in.Format == "geojson" { // the one form that shows where zones end
		find = v.snapshot.engine.Gaps
	}
	answer, err := find(ctx, q)
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	body := NewGapsBody(v.snapshot.view(), answer, v.lang)
	return s.render(ctx, in.Format, cache, formats{
		"json":    func(w io.Writer) error { return WriteJSON(w, body) },
		"geojson": func(w io.Writer) error { return WriteGapsGeoJSON(w, body) },
		"csv":     func(w io.Writer) error { return WriteGapsCSV(w, body, in.dialect()) },
		"xlsx":    func(w io.Writer) error { return WriteGapsXLSX(w, body) },
	})
}
