package api

import (
	"net/http"

	"maillage/say"
)

// legalPages are the pages that the law asks of a public service, by their
// path, which is also the name of their template.
var legalPages = []struct {
	path        string
	title, what say.Text
}{
	{"mentions-legales", say.T("Mentions légales", "Legal notice"),
		say.T("Qui publie ce service, qui l'héberge, à qui écrire.", "Who publishes this service, who hosts it, whom to write to.")},
	{"donnees-personnelles", say.T("Données personnelles", "Personal data"),
		say.T("Ce que ce service ne garde pas, comment c'est tenu, et vos droits.", "What this service does not keep, how that is held, and your rights.")},
	{"accessibilite", say.T("Déclaration d'accessibilité", "Accessibility statement"),
		say.T("État de conformité au RGAA, ce qui a été essayé, à qui signaler un obstacle.", "Compliance with RGAA, what was tried, whom to tell of a barrier.")},
	{"sources", say.T("Sources et licences", "Sources and licences"),
		say.T("D'où viennent les données et les logiciels, et sous quelles licences.", "Where data and software come from, and under which licences.")},
}

// registerLegal serves the pages that the law asks for, filled from Options.Site.
func (s *Server) registerLegal() {
	for _, p := range legalPages {
		s.router.Path("/" + p.path).Methods(http.MethodGet).HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			v := visitOf(r.Context())
			f := s.newFrame(v, r, p.path)
			f.Bundle, f.Title, f.Description = "prose", p.title.In(v.lang), p.what.In(v.lang)
			s.showPage(w, r, p.path, pagePolicy, f.Asked, f)
		})
	}
}
