package api

import (
	"strings"
	"testing"

	"maillage/web"
)

// What the publisher tells is on the page that the law wants it on, and
// nothing is said to be missing; what is not told is.
func TestLegalPagesSayWhoPublishes(t *testing.T) {
	site := web.Site{
		Publisher:      web.Organisation{Name: "Région <A>", Address: "1 place A", Phone: "01 02 03 04 05", Email: "a@example.fr", Number: "200"},
		Director:       "Mme B",
		Host:           web.Organisation{Name: "Hébergeur C", Address: "2 rue C", Phone: "0607080910"},
		DataProtection: web.DataProtection{Officer: "M. D", Email: "d@example.fr"},
		Accessibility:  web.Accessibility{Status: "partial", Rate: "95 %", Auditor: "Cabinet E", Date: "23 novembre 2026", Email: "e@example.fr"},
	}
	told, silent := serve(t, Options{Site: site}), serve(t, Options{})
	for target, words := range map[string][]string{
		"/mentions-legales":     {"Région &lt;A&gt;", "1 place A", "tel:0102030405", "mailto:a@example.fr", "SIRET 200", "Mme B", "Hébergeur C", "2 rue C"},
		"/donnees-personnelles": {"M. D", "mailto:d@example.fr", "Région &lt;A&gt;"},
		"/accessibilite":        {"<strong>partiellement conforme</strong>", "95 %", "Cabinet E", "23 novembre 2026", "mailto:e@example.fr"},
		"/sources":              {"Carreaux dessinés", "Licence Ouverte 2.0"},
	} {
		page := get(told, target).Body.String()
		for _, want := range words {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q", target, want)
			}
		}
		if strings.Contains(page, `class="missing"`) {
			t.Errorf("%s says that something is missing", target)
		}
		empty := get(silent, target).Body.String()
		if missing := strings.Contains(empty, `class="missing"`); missing != (target != "/sources") {
			t.Errorf("%s, when nobody told: missing %v", target, missing)
		}
		if !strings.Contains(get(told, target).Body.String(), "partiellement conforme") || !strings.Contains(empty, "non conforme") {
			t.Errorf("the foot of %s does not say how accessible the service is", target)
		}
	}
}

func TestLegalPagesAnswerWithoutARegion(t *testing.T) {
	s := NewServer(Options{})
	for _, p := range legalPages {
		for _, lang := range []string{"fr", "en"} {
			w := get(s, "/"+p.path+"?lang="+lang)
			if w.Code != 200 || !strings.Contains(w.Body.String(), `<html lang="`+lang+`">`) || w.Header().Get("Content-Security-Policy") != pagePolicy {
				t.Errorf("%s in %s: %d", p.path, lang, w.Code)
			}
		}
	}
}
