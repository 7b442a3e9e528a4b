package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2/yaml"

	"maillage/say"
)

// registerDocument serves the OpenAPI document, made of the operations' own
// types, in the language asked and with the values of the loaded region.
func (s *Server) registerDocument() {
	s.router.Path("/openapi.json").Methods(http.MethodGet).HandlerFunc(s.serveDocument("application/openapi+json", func(d []byte) []byte { return d }))
	s.router.Path("/openapi.yaml").Methods(http.MethodGet).HandlerFunc(s.serveDocument("application/openapi+yaml", toYAML))
}

func toYAML(document []byte) []byte {
	var out bytes.Buffer
	if err := yaml.Convert(&out, bytes.NewReader(document)); err != nil {
		panic(fmt.Errorf("convert openapi to yaml: %w", err)) // our own JSON
	}
	return out.Bytes()
}

func (s *Server) serveDocument(contentType string, form func([]byte) []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r.Context())
		s.serve(w, r, contentType, s.public(v, contentType, v.quarter()), func() []byte { return form(s.describe(v)) })
	}
}

// serve writes a public page or document, or 304 where the client has it.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, contentType string, cache caching, body func() []byte) {
	h := w.Header()
	h.Set("Cache-Control", cache.control)
	h.Set("ETag", cache.etag)
	if (Conditional{r.Header.Get("If-None-Match")}).holds(cache.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", contentType)
	w.Write(body()) //nolint:errcheck // the client left: nobody to tell
}

// describe completes a copy of huma's document: every parameter, property and
// operation in words, and the vocabularies that depend on the region.
func (s *Server) describe(v *visit) []byte {
	var doc map[string]any
	text, err := json.Marshal(s.api.OpenAPI())
	if err == nil {
		err = json.Unmarshal(text, &doc)
	}
	if err != nil {
		panic(fmt.Errorf("marshal openapi: %w", err)) // our own types
	}
	object(doc, "info")["description"] = aboutAPI.In(v.lang)
	for _, path := range object(doc, "paths") {
		for _, op := range path.(map[string]any) {
			describeOperation(op.(map[string]any), v)
		}
	}
	for name, schema := range object(object(doc, "components"), "schemas") {
		describeProperties(name, schema.(map[string]any), v.lang)
	}
	out, err := json.Marshal(doc)
	if err != nil {
		panic(fmt.Errorf("marshal openapi: %w", err))
	}
	return out
}

func object(of map[string]any, key string) map[string]any {
	o, _ := of[key].(map[string]any)
	return o
}

func describeOperation(op map[string]any, v *visit) {
	id := op["operationId"].(string)
	op["summary"] = summaries[id].In(v.lang)
	values := v.vocabulary()
	list, _ := op["parameters"].([]any)
	for _, p := range list {
		p := p.(map[string]any)
		name := p["name"].(string)
		p["description"] = wordsFor(parameters, id, name).In(v.lang)
		schema := object(p, "schema")
		if items := object(schema, "items"); items != nil {
			schema = items
		}
		if allowed := values[name]; len(allowed) > 0 {
			schema["enum"] = allowed
		}
		if example, ok := examples[name]; ok {
			p["example"] = example
		}
	}
}

// vocabulary lists the values of the parameters that depend on the region.
func (v *visit) vocabulary() map[string][]string {
	if v.snapshot == nil {
		return nil
	}
	ds := v.snapshot.dataset()
	var groups []string
	for _, g := range ds.Cells.Groups {
		groups = append(groups, g.Code)
	}
	return map[string][]string{
		"mode": v.snapshot.engine.Modes(), "reseaux_porteurs": networkCodes(ds), "group": groups,
		"id": collections(), "collections": collections(),
	}
}

func describeProperties(schema string, of map[string]any, lang say.Lang) {
	for name, p := range object(of, "properties") {
		if p := p.(map[string]any); p["$ref"] == nil { // the type referred to has its own
			p["description"] = wordsFor(properties, schema, name).In(lang)
		}
	}
}

// wordsFor finds what a name means in one operation or schema, else wherever it stands.
func wordsFor(glossary map[string]say.Text, in, name string) say.Text {
	if words, ok := glossary[in+"."+name]; ok {
		return words
	}
	return glossary[name]
}
