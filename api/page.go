package api

import (
	"bytes"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/gorilla/mux"

	"maillage/say"
	"maillage/web"
)

const typeHTML = "text/html; charset=utf-8"

// pagePolicy lets a page load what this server serves, and nothing else.
// MapLibre draws its images from data of its own.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// newFrame begins a page at a path below the root. Every link in it is
// relative, so that the service works under whatever path a proxy gives it.
func (s *Server) newFrame(v *visit, r *http.Request, path string) *web.Frame {
	f := &web.Frame{
		Lang:  v.lang,
		Asked: r.URL.Query().Has("lang"),
		Root:  strings.Repeat("../", strings.Count(path, "/")),
		Path:  path,
		Site:  s.options.Site,
	}
	if f.Root == "" {
		f.Root = "./"
	}
	if v.snapshot == nil {
		return f
	}
	ds := v.snapshot.dataset()
	f.Region, f.Fictional = ds.Region.Name, ds.Region.Fictional
	for _, s := range NewSourceBodies(ds) {
		f.Sources = append(f.Sources, web.Source{Name: s.Name, Holder: s.Holder, Vintage: s.Vintage, Licence: s.Licence, URL: s.URL})
	}
	return f
}

// showPage answers with a page that depends on no position: it is the same for
// all who ask for the same parameters.
func (s *Server) showPage(w http.ResponseWriter, r *http.Request, name, policy string, parameters any, frame *web.Frame) {
	v := visitOf(r.Context())
	w.Header().Set("Content-Security-Policy", policy)
	s.serve(w, r, typeHTML, s.public(v, parameters, v.quarter()), func() []byte { return page(v.lang, name, frame) })
}

// page fills a page. The templates are ours: they cannot fail.
func page(lang say.Lang, name string, frame *web.Frame) []byte {
	var out bytes.Buffer
	if err := web.WritePage(&out, lang, name, frame); err != nil {
		panic(fmt.Errorf("fill the page %s: %w", name, err))
	}
	return out.Bytes()
}

// part fills a part of a page, as page does a whole one.
func part(lang say.Lang, name string, frame *web.Frame) []byte {
	var out bytes.Buffer
	if err := web.WritePart(&out, lang, name, frame); err != nil {
		panic(fmt.Errorf("fill the part %s: %w", name, err))
	}
	return out.Bytes()
}

// forever is for what is named after its own content.
const forever = "public, max-age=31536000, immutable"

// workerPolicy is a script's own, which a browser keeps to where the script is
// a worker: the map's fetches tiles, and nothing else.
const workerPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"

// assetTypes are the forms built files have.
var assetTypes = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2",
}

// registerAssets serves the built files.
func (s *Server) registerAssets() {
	s.router.Path("/assets/{file}").Methods(http.MethodGet).HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := mux.Vars(r)["file"]
		text := web.ReadAsset(name)
		if text == nil {
			s.notFound(w, r)
			return
		}
		if path.Ext(name) == ".js" {
			w.Header().Set("Content-Security-Policy", workerPolicy)
		}
		v := visitOf(r.Context())
		s.serve(w, r, assetTypes[path.Ext(name)], caching{forever, s.public(v, name, v.quarter()).etag}, func() []byte { return text })
	})
}
