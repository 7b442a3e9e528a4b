package api

import (
	"net/http"

	"maillage/data"
	"maillage/say"
)

// citizenBody is what the first page shows.
type citizenBody struct {
	Publics []TermBody
	Modes   []TermBody
}

// registerCitizen serves "/": the form, and the list of structures it finds.
func (s *Server) registerCitizen() {
	s.router.Path("/").Methods(http.MethodGet).HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r.Context())
		f := newFrame(v, r, "")
		f.Bundle, f.Title = "citizen", say.T("Trouver une structure d'orientation", "Find a guidance structure").In(v.lang)
		if v.snapshot != nil {
			region := NewRegionBody(v.snapshot.engine, v.lang)
			f.Page = &citizenBody{termBodies(data.Audiences(), v.lang), region.Modes}
		}
		s.showPage(w, r, "citizen", pagePolicy, f.Asked, f)
	})
}
