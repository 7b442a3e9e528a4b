package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"

	"maillage/data"
	"maillage/say"
)

const typeHTML = "text/html; charset=utf-8"

var (
	startPage  = template.Must(template.ParseFS(pageFiles, "pages/start.html"))
	startStyle = string(must(pageFiles.ReadFile("pages/start.css")))
	// startPolicy allows the page's own style sheet, by its hash, and nothing else.
	startPolicy = "default-src 'none'; style-src 'sha256-" + hashOf(startStyle) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// start is what the first page shows.
type start struct {
	Lang      say.Lang
	Style     template.CSS
	Region    string // empty while none is loaded
	Fictional bool
	Lat, Lon  string // of the example
	Commune   *data.Territory
	Counts    CountsBody
	Sources   []SourceBody
}

// registerStart serves "/": what this is, and where to begin.
func (s *Server) registerStart() {
	s.router.Path("/").Methods(http.MethodGet).HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r.Context())
		w.Header().Set("Content-Security-Policy", startPolicy)
		s.serve(w, r, typeHTML, s.public(v, "start", v.quarter()), func() []byte { return execute(startPage, newStart(v)) })
	})
}

func newStart(v *visit) start {
	page := start{Lang: v.lang, Style: template.CSS(startStyle)} //nolint:gosec // our own file
	if v.snapshot == nil {
		return page
	}
	region := NewRegionBody(v.snapshot.engine, v.lang)
	page.Region, page.Fictional, page.Counts, page.Sources = region.Name, region.Fictional, region.Counts, region.Sources
	page.Lat, page.Lon = examplePlace(v.snapshot.view())
	page.Commune = exampleCommune(v.snapshot.dataset())
	return page
}

// exampleCommune is the one with the most people, nil where there is none.
func exampleCommune(ds *data.Dataset) *data.Territory {
	var most *data.Territory
	for i := range ds.Territories {
		if t := &ds.Territories[i]; t.Kind == data.KindCommune && (most == nil || t.Population > most.Population) {
			most = t
		}
	}
	return most
}

// examplePlace is the centre of the cell with the most people, rounded to
// about 100 m, or the first structure's where nobody is counted.
func examplePlace(v *data.View) (lat, lon string) {
	cells := &v.Dataset().Cells
	if all := cells.Group(data.GroupAll); all >= 0 && cells.Len() > 0 {
		most := 0
		for i, n := range cells.Count[all] {
			if n > cells.Count[all][most] {
				most = i
			}
		}
		return degrees(cells.Center[most].Lat()), degrees(cells.Center[most].Lon())
	}
	for i := range v.All() {
		p := v.SiteOf(i).Position.Point
		return degrees(p.Lat()), degrees(p.Lon())
	}
	return "", ""
}

func degrees(x float64) string { return fmt.Sprintf("%.3f", x) }

// execute fills a page. The templates are ours: they cannot fail.
func execute(t *template.Template, with any) []byte {
	var page bytes.Buffer
	if err := t.Execute(&page, with); err != nil {
		panic(fmt.Errorf("execute %s: %w", t.Name(), err))
	}
	return page.Bytes()
}
