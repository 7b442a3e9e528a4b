package api

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/demo"
	"maillage/internal/racing"
)

// unfilled is what a sentence or a page leaves where a value is missing or of another kind.
var unfilled = regexp.MustCompile(`%!|<nil>|ZgotmplZ|\(\)| , ,|NaN|Inf\b`)

// Over a whole region, structures have their pages in both languages, whose
// links lead to pages; communes have their answers, and nothing is left unfilled.
func TestTheDemosStructuresAndCommunesAreTold(t *testing.T) {
	racing.Long(t)
	t.Parallel()
	ds, streets, err := demo.Build(t.Context(), demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, Options{})
	s.Swap(NewSnapshot(analysis.New(ds, streets), nil, "demo", nil))
	links := regexp.MustCompile(`href="\.\./(structures/[^"#]*)"`)
	known := map[string]int{}
	for i := 0; i < len(ds.Structures); i += 8 {
		st := &ds.Structures[i]
		for _, lang := range []string{"fr", "en"} {
			w := get(s, "/structures/"+url.PathEscape(string(st.ID))+"?lang="+lang)
			page := w.Body.String()
			if w.Code != http.StatusOK || !strings.Contains(words(page), strings.Join(strings.Fields(st.Name), " ")) || unfilled.MatchString(page) {
				t.Fatalf("%s in %s: %d, %q left: %s", st.ID, lang, w.Code, unfilled.FindString(page), words(page))
			}
			for _, m := range links.FindAllStringSubmatch(page, -1) {
				to := "/" + html.UnescapeString(m[1])
				if strings.Contains(to, "?at=") {
					continue // a page for each week there is
				}
				if known[to] == 0 {
					known[to] = get(s, to).Code
				}
				if known[to] != http.StatusOK {
					t.Fatalf("%s leads to %s, which answers %d", st.ID, to, known[to])
				}
			}
		}
	}
	for i := range ds.Territories {
		c := &ds.Territories[i]
		if c.Kind != data.KindCommune || i%40 != 0 {
			continue
		}
		for _, fields := range []string{"", "&publics=jeunes&quand=plus-tard&at=2026-11-29T03:00&lang=en", "&level=2&mode=walk&accessible=true"} {
			w := post(s, "/liste", "code_commune="+c.Code+fields)
			if section := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(section, `data-commune="`+c.Code+`"`) || unfilled.MatchString(section) {
				t.Fatalf("%s%s: %d, %q left: %s", c.Code, fields, w.Code, unfilled.FindString(section), words(section))
			}
		}
	}
}
