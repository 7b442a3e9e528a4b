package api

import (
	"net/http"
	"slices"
	"strings"

	"maillage/say"
	"maillage/web"
)

// refuseWith answers with a problem, as people read it where a browser shows it,
// as programs do elsewhere.
func (s *Server) refuseWith(w http.ResponseWriter, r *http.Request, p *Problem) {
	if !wantsPage(r) {
		writeProblem(w, p)
		return
	}
	no := &refusal{p.Status, say.Same(p.Title), say.Same(p.Detail)}
	switch p.Status {
	case http.StatusNotFound:
		no.what = say.T("Rien ne se trouve à cette adresse, ou plus rien : repartez de la première page.",
			"There is nothing at this address, or no longer: start again from the first page.")
	case http.StatusMethodNotAllowed:
		no.title = say.T("Cette page ne s'ouvre pas ainsi", "This page does not open this way")
		no.what = say.T("Elle répond à un formulaire : repartez de la première page.", "It answers a form: start again from the first page.")
	case http.StatusInternalServerError:
		no.title = titleFailed
	}
	s.refusePage(w, r, no)
}

// refusePage is a whole page that says why there is no other.
func (s *Server) refusePage(w http.ResponseWriter, r *http.Request, no *refusal) {
	v := *visitOf(r.Context())
	if no.status == http.StatusInternalServerError {
		v.snapshot = nil // whatever failed must not fail the page that says so
	}
	f := s.newFrame(&v, r, strings.TrimPrefix(r.URL.EscapedPath(), "/"))
	f.Bundle, f.Title, f.Page = "prose", web.Typeset(v.lang, no.title), web.Typeset(v.lang, no.what)
	w.Header().Set("Content-Security-Policy", pagePolicy)
	w.Header().Del("ETag")
	writeHTML(w, no.status, page(v.lang, "refused", f))
}

// wantsPage tells whether an answer is for a browser's window: programs ask for
// other forms, or elsewhere.
func wantsPage(r *http.Request) bool {
	programs := []string{"/api/", "/assets/", "/collections", "/tiles", "/openapi."}
	if slices.ContainsFunc(programs, func(prefix string) bool { return strings.HasPrefix(r.URL.Path, prefix) }) {
		return false
	}
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}
