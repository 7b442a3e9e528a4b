package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"maillage/say"
	"maillage/web"
)

// plannerBody is what the planner's page shows.
type plannerBody struct {
	Form    *planForm
	Figures *planFigures // nil where there are none: Notices say why
	Notices []string
}

// registerPlanner serves /planifier, whole, and its figures alone, which the
// script puts in the place of those it shows: both are of the same template.
func (s *Server) registerPlanner() {
	for path, whole := range map[string]bool{"/planifier": true, "/planifier/tableau": false} {
		s.router.Path(path).Methods(http.MethodGet).HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.showPlan(w, r, whole) })
	}
}

// showPlan answers a plan, as a page or its figures alone. Whoever asks for
// what the region does not have is told, and gets the figures of the rest.
func (s *Server) showPlan(w http.ResponseWriter, r *http.Request, whole bool) {
	v := visitOf(r.Context())
	f := s.newFrame(v, r, "planifier")
	f.Bundle, f.Title = "planner", say.T("Planifier", "Plan").In(v.lang)
	f.Description = say.T("Qui vit trop loin d'une structure d'orientation, où, et de combien de minutes.",
		"Who lives too far from a guidance structure, where, and by how many minutes.").In(v.lang)
	w.Header().Set("Content-Security-Policy", pagePolicy)
	text := func() []byte { return part(v.lang, "figures", f) }
	if whole {
		text = func() []byte { return page(v.lang, "planner", f) }
	}
	if v.snapshot == nil {
		s.serve(w, r, typeHTML, s.public(v, f.Asked, v.quarter()), text)
		return
	}
	values, malformed := url.ParseQuery(r.URL.RawQuery)
	p, faults := readPlan(values, v)
	if malformed != nil {
		faults = append(faults, unreadableQuery)
	}
	body := &plannerBody{Notices: said(faults, v.lang)}
	f.Page, f.Query = body, p.encode()
	cache := s.public(v, fmt.Sprint(p.encode(), f.Asked), p.query.At)
	if faults == nil && (Conditional{r.Header.Get("If-None-Match")}).holds(cache.etag) {
		s.serve(w, r, typeHTML, cache, nil)
		return
	}
	status := s.fillPlan(r.Context(), body, f, p)
	if whole {
		body.Form = newPlanForm(v, p)
	}
	if faults == nil && status == http.StatusOK {
		s.serve(w, r, typeHTML, cache, text)
		return
	}
	w.Header().Set("Content-Type", typeHTML)
	w.WriteHeader(max(status, http.StatusUnprocessableEntity))
	w.Write(text()) //nolint:errcheck // the client left: nobody to tell
}

// fillPlan computes the figures of a plan, and completes it with the rows'
// kind. Where it cannot, the notices say why.
func (s *Server) fillPlan(ctx context.Context, body *plannerBody, f *web.Frame, p *plan) (status int) {
	figures, err := newPlanFigures(ctx, f, p)
	if err == nil {
		body.Figures, p.query.By = figures, figures.Table.Kind
		return http.StatusOK
	}
	var problem *Problem
	if !errors.As(s.fail(ctx, err), &problem) {
		panic(err) // fail makes problems
	}
	body.Notices = append(body.Notices, problem.Detail)
	return problem.Status
}
