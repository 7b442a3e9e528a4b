package api

import (
	"net/http"
	"strings"
	"testing"

	"maillage/web"
)

// Only the frame's page may be held in a frame, by all or by those the site names.
func TestWhoMayHoldTheWidgetsFrame(t *testing.T) {
	for _, c := range []struct {
		name     string
		partners []string
		want     string
	}{
		{"nobody is named", nil, "frame-ancestors *"},
		{"partners", []string{"https://www.example.fr", "https://example.org"}, "frame-ancestors 'self' https://www.example.fr https://example.org"},
	} {
		s := serve(t, Options{Site: web.Site{Partners: c.partners}})
		for target, want := range map[string]string{"/widget": c.want, "/widget?publics=jeunes": c.want, "/": "frame-ancestors 'none'", "/integrer": "frame-ancestors 'none'"} {
			policy := get(s, target).Header().Get("Content-Security-Policy")
			if got := policy[strings.LastIndex(policy, "frame-ancestors"):]; got != want {
				t.Errorf("%s: %s is for %q, want %q", c.name, target, got, want)
			}
			if strings.Contains(policy, "unsafe") {
				t.Errorf("%s: %s", target, policy)
			}
		}
	}
}

// What the element is made of and asks for is open to the pages of any site;
// the pages themselves are not.
func TestTheWidgetIsOpenToOtherSites(t *testing.T) {
	s := serve(t, Options{})
	for target, want := range map[string]string{
		"/widget.js": "*", "/widget/formulaire": "*", "/assets/nothing.js": "*", "/api/v1/places?q=lieu": "*",
		"/widget": "", "/integrer": "", "/": "",
	} {
		if got := get(s, target).Header().Get("Access-Control-Allow-Origin"); got != want {
			t.Errorf("%s is open to %q, want %q", target, got, want)
		}
	}
}

// The script with the stable name leads to the one of today, and is asked about anew.
func TestTheWidgetsScript(t *testing.T) {
	for _, c := range []struct {
		asset   string
		imports []string
		want    string
	}{
		{"assets/widget-AB12CD34.js", nil, "import \"./assets/widget-AB12CD34.js\";\n"},
		{"assets/widget-AB12CD34.js", []string{"assets/part-A.js"}, "import \"./assets/part-A.js\";\nimport \"./assets/widget-AB12CD34.js\";\n"},
		{"", nil, "console.warn("},
	} {
		if got := string(widgetScript(c.asset, c.imports)); !strings.HasPrefix(got, c.want) {
			t.Errorf("the script for %q and %q is %q, want %q", c.asset, c.imports, got, c.want)
		}
	}
	w := get(serve(t, Options{}), "/widget.js")
	if got := w.Header().Get("Content-Type"); got != "text/javascript; charset=utf-8" {
		t.Errorf("it is %q", got)
	}
	if got := w.Header().Get("Cache-Control"); !strings.HasPrefix(got, "public, max-age=") || strings.Contains(got, "immutable") {
		t.Errorf("it is kept %q", got)
	}
}

// The form asks what the partner left open, and carries what they set.
func TestTheWidgetsForm(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		name, query   string
		want, without []string
	}{
		{"everything is open", "", []string{`name="q"`, `<select id="publics"`, `<select id="mode"`, "Adresse, commune ou code postal", "Dessin", "Annuaire dessiné, Nous, 2026-11-01 (Licence Ouverte 2.0)"}, []string{"hidden"}},
		{"an audience", "publics=jeunes,femmes", []string{`name="publics" value="jeunes,femmes"`, `<select id="mode"`}, []string{`<select id="publics"`}},
		{"given twice", "publics=jeunes&publics=femmes", []string{`name="publics" value="jeunes,femmes"`}, nil},
		{"a mode", "mode=crow", []string{`name="mode" value="crow"`, `<select id="publics"`}, []string{`<select id="mode"`}},
		{"all", "publics=jeunes&mode=crow&level=2&accessible=true&reseaux_porteurs=cidff&territoire=departement:2A",
			[]string{`name="level" value="2"`, `name="accessible" value="true"`, `name="reseaux_porteurs" value="cidff"`, `name="territoire" value="departement:2A"`}, []string{"<select"}},
		{"English", "lang=en", []string{"Address, commune or postal code", "Sources and licences"}, []string{"Adresse"}},
		{"no position passes", "lat=42.30601&q=telltale&limit=3", nil, []string{"42.3", "telltale", "limit"}},
		{"nothing passes as markup", `publics="><script>`, nil, []string{"<script>"}},
		{"accessible, said anyhow", "accessible=oui", []string{`name="accessible" value="true"`}, []string{"notice"}},
		{"not only accessible", "accessible=false", []string{`name="q"`}, []string{"accessible", "notice"}},
		{"an audience that does not exist", "publics=jeune", []string{`class="notice"`, "publics=jeune n&#39;est pas accepté\u202f; valeurs possibles\u00a0:", "jeunes"}, []string{"<form"}},
		{"in English", "publics=jeune&lang=en", []string{"publics=jeune is not accepted; allowed: "}, []string{"<form"}},
		{"a level that does not exist", "level=3", []string{"level=3", "1, 2"}, []string{"<form"}},
		{"nor does this one", "level=0", []string{"level=0", "1, 2"}, []string{"<form"}},
		{"a mode", "mode=velo", []string{"mode=velo"}, []string{"<form"}},
		{"a network", "reseaux_porteurs=cidff,ml", []string{"reseaux_porteurs=ml"}, []string{"<form"}},
		{"a territory", "territoire=departement:99", []string{"territoire=departement:99"}, []string{"<form"}},
	} {
		for _, path := range []string{"/widget/formulaire", "/widget"} {
			w := get(s, path+"?"+c.query)
			page := w.Body.String()
			if path == "/widget" {
				_, page, _ = strings.Cut(page, "<maillage-widget data-served>")
			}
			for _, want := range c.want {
				if !strings.Contains(page, want) {
					t.Errorf("%s: %s lacks %q:\n%s", c.name, path, want, page)
				}
			}
			for _, no := range c.without {
				if strings.Contains(page, no) {
					t.Errorf("%s: %s has %q:\n%s", c.name, path, no, page)
				}
			}
			if got := w.Header().Get("Cache-Control"); w.Code != http.StatusOK || !strings.HasPrefix(got, "public") {
				t.Errorf("%s: %s answers %d, kept %q", c.name, path, w.Code, got)
			}
		}
	}
}

// Two ways to set a widget are two pages to a cache.
func TestTheWidgetsSettingsAreInItsTag(t *testing.T) {
	s := serve(t, Options{})
	tags := map[string]string{}
	for _, query := range []string{"", "publics=jeunes", "mode=crow", "publics=jeunes&mode=crow", "level=1", "publics=jeunes&lang=en"} {
		for _, path := range []string{"/widget", "/widget/formulaire"} {
			tag := get(s, path+"?"+query).Header().Get("ETag")
			if other := tags[tag]; other != "" {
				t.Errorf("%s?%s has the tag of %s", path, query, other)
			}
			tags[tag] = path + "?" + query
		}
	}
}

// While no region is served the widget says so, rather than failing.
func TestTheWidgetWithoutARegion(t *testing.T) {
	s := NewServer(Options{})
	for _, path := range []string{"/widget", "/widget/formulaire", "/integrer"} {
		w := get(s, path)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Aucune région") {
			t.Errorf("%s answers %d: %s", path, w.Code, w.Body)
		}
	}
}
