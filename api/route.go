package api

import (
	"context"
	"io"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// RouteInput asks for the way to one structure.
type RouteInput struct {
	DepartureInput
	Structure structureCode `query:"structure" required:"true"`
	TravelInput
	Format string `query:"f" enum:"json,geojson" default:"json"`
	LanguageInput
}

type routeRequest struct {
	Conditional
	RouteInput
}

// Resolve refuses what the schemas let through.
func (in *routeRequest) Resolve(ctx huma.Context) []error { return in.resolve(ctx) }

func (s *Server) registerRoute() {
	register[RouteBody](s, "route", "/api/v1/route", s.route)
}

// route answers as nearest does: about a position or a text for the asker alone.
func (s *Server) route(ctx context.Context, in *routeRequest) (*output, error) {
	v := visitOf(ctx)
	now, cache := v.now, caching{control: private}
	if in.Commune != "" {
		now = v.quarter()
	}
	shared, err := in.travel(v, now)
	if err != nil {
		return nil, err
	}
	to, err := v.structure(in.Structure)
	if err != nil {
		return nil, err
	}
	q, departure, err := in.from(v.snapshot, analysis.NearestQuery{Query: shared, Stay: analysis.DefaultStay})
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	if in.Commune != "" {
		if err := v.snapshot.engine.CheckNearest(q); err != nil {
			return nil, s.fail(ctx, err) // before any copy is said to hold
		}
		if cache = s.public(v, in.RouteInput, q.At); in.holds(cache.etag) {
			return notModified(cache), nil
		}
	}
	route, err := v.snapshot.engine.Route(ctx, q, to)
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	body := NewRouteBody(v.snapshot.view(), route, v.lang)
	if departure != nil {
		body.Depart(v.snapshot.view(), departure)
	}
	return s.render(ctx, in.Format, cache, formats{
		"json":    func(w io.Writer) error { return WriteJSON(w, body) },
		"geojson": func(w io.Writer) error { return WriteRouteGeoJSON(w, body) },
	})
}

// structure finds the structure that a parameter names.
func (v *visit) structure(id structureCode) (data.StructureIndex, error) {
	i, known := v.snapshot.view().ByID(data.StructureID(id))
	if !known {
		return 0, invalid(v.lang, unknownStructure("structure", string(id)))
	}
	return i, nil
}

func unknownStructure(param, id string) fault {
	return fault{param: param, value: id, message: say.T(
		"Aucune structure de cette région n'a l'identifiant « %s » ; donnez %s.",
		"No structure of this region has the id \"%s\"; give %s.", id, wantedStructure)}
}

var wantedStructure = say.T("l'identifiant d'une structure, comme le dit « structure.id » de /api/v1/nearest",
	"a structure's id, as \"structure.id\" of /api/v1/nearest tells it")
