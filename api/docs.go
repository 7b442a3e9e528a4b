package api

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"

	"github.com/gorilla/mux"
	swaggerui "github.com/swaggo/files/v2"
)

// pageFiles are the pages written here; Swagger UI's own files come from its module.
//
//go:embed pages
var pageFiles embed.FS

// docsFiles are all that /docs/ serves: nothing is fetched from elsewhere.
var docsFiles = map[string]fs.FS{
	"swagger-ui.css":       swaggerui.FS,
	"swagger-ui-bundle.js": swaggerui.FS,
	"favicon-32x32.png":    swaggerui.FS,
	"docs.js":              must(fs.Sub(pageFiles, "pages")),
	"docs.css":             must(fs.Sub(pageFiles, "pages")),
}

var docsPage = template.Must(template.ParseFS(pageFiles, "pages/docs.html"))

// docsPolicy lets Swagger UI run what this server serves, and nothing else:
// images of its style sheet are data of ours.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// registerDocs serves Swagger UI over the OpenAPI document.
func (s *Server) registerDocs() {
	s.router.Path("/docs").Methods(http.MethodGet).HandlerFunc(s.serveDocs)
	s.router.Path("/docs/{file}").Methods(http.MethodGet).HandlerFunc(s.serveDocsFile)
}

func (s *Server) serveDocs(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r.Context())
	w.Header().Set("Content-Security-Policy", docsPolicy)
	s.serve(w, r, typeHTML, s.public(v, "docs", v.quarter()), func() []byte { return execute(docsPage, v.lang) })
}

func (s *Server) serveDocsFile(w http.ResponseWriter, r *http.Request) {
	name := mux.Vars(r)["file"]
	files, ok := docsFiles[name]
	if !ok {
		s.notFound(w, r)
		return
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		panic(fmt.Errorf("read an embedded file: %w", err))
	}
	v := visitOf(r.Context())
	s.serve(w, r, mime.TypeByExtension(path.Ext(name)), s.public(v, name, v.quarter()), func() []byte { return text })
}

// execute fills a page of ours, which cannot fail.
func execute(t *template.Template, with any) []byte {
	var page bytes.Buffer
	if err := t.Execute(&page, with); err != nil {
		panic(fmt.Errorf("execute %s: %w", t.Name(), err))
	}
	return page.Bytes()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
