package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humamux"

	"maillage/internal/fold"
)

// Content types of the answers.
const (
	typeJSON    = "application/json"
	typeGeoJSON = "application/geo+json"
	typeCSV     = "text/csv; charset=utf-8"
	typeXLSX    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// output is what every operation gives huma: bytes made beforehand, so that a
// failure is told before a byte is sent, and the headers that go with them.
type output struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Disposition  string `header:"Content-Disposition"`
	Body         []byte
}

// formats writes one answer in each form it has.
type formats map[string]func(io.Writer) error

var contentTypes = map[string]string{"json": typeJSON, "geojson": typeGeoJSON, "csv": typeCSV, "xlsx": typeXLSX}

// render answers in one form.
func (s *Server) render(ctx context.Context, format string, cache caching, in formats) (*output, error) {
	var body bytes.Buffer
	if err := in[format](&body); err != nil {
		return nil, s.fail(ctx, err)
	}
	o := &output{Status: http.StatusOK, ContentType: contentTypes[format], CacheControl: cache.control, ETag: cache.etag, Body: body.Bytes()}
	if format == "xlsx" { // which no browser shows: the file is to be saved, under a name that says what it is
		o.Disposition = fmt.Sprintf("attachment; filename=%q", s.fileName(visitOf(ctx))+".xlsx")
	}
	return o, nil
}

// fileName is the region's and the question's: "corse-coverage".
func (s *Server) fileName(v *visit) string {
	return strings.ReplaceAll(fold.Text(v.snapshot.dataset().Region.Name), " ", "-") + "-" + path.Base(v.route)
}

// register adds a GET operation.
func register[Body, In any](s *Server, id, path string, handle func(context.Context, *In) (*output, error)) {
	huma.Register(s.api, operation[Body, In](s, id, path), handle)
}

// registerGeoJSON adds a GET operation whose Body is GeoJSON.
func registerGeoJSON[Body, In any](s *Server, id, path string, handle func(context.Context, *In) (*output, error)) {
	op := operation[Body, In](s, id, path)
	content := op.Responses["200"].Content
	op.Responses["200"].Content = map[string]*huma.MediaType{typeGeoJSON: content[typeJSON]}
	huma.Register(s.api, op, handle)
}

// operation describes a GET that reads the snapshot: Body is its JSON. Those
// with an "f" parameter answer in the forms that it names too.
func operation[Body, In any](s *Server, id, path string) huma.Operation {
	op := huma.Operation{
		OperationID: id,
		Method:      http.MethodGet,
		Path:        path,
		Errors:      []int{http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
		Middlewares: huma.Middlewares{needSnapshot},
	}
	registry := s.api.OpenAPI().Components.Schemas
	content := map[string]*huma.MediaType{typeJSON: {Schema: registry.Schema(reflect.TypeFor[Body](), true, "")}}
	if format, ok := reflect.TypeFor[In]().FieldByName("Format"); ok {
		for form := range strings.SplitSeq(format.Tag.Get("enum"), ",") {
			addForm(content, form)
		}
	}
	op.Responses = map[string]*huma.Response{"200": {Content: content}}
	if _, ok := reflect.TypeFor[In]().FieldByName("IfNoneMatch"); ok {
		op.Responses["304"] = &huma.Response{Description: http.StatusText(http.StatusNotModified)}
	}
	return op
}

// addForm describes a form beside JSON.
func addForm(content map[string]*huma.MediaType, form string) {
	switch form {
	case "geojson":
		content[typeGeoJSON] = &huma.MediaType{Schema: geoJSONSchema()}
	case "csv":
		content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	case "xlsx":
		content[typeXLSX] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
}

func geoJSONSchema() *huma.Schema {
	return &huma.Schema{
		Type:     huma.TypeObject,
		Required: []string{"type", "features"},
		Properties: map[string]*huma.Schema{
			"type":     {Type: huma.TypeString, Enum: []any{"FeatureCollection"}},
			"features": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeObject}},
		},
	}
}

// needSnapshot answers 503 as long as no region is loaded.
func needSnapshot(ctx huma.Context, next func(huma.Context)) {
	if v := visitOf(ctx.Context()); v.snapshot == nil {
		_, w := humamux.Unwrap(ctx)
		w.Header().Set("Retry-After", "5")
		writeProblem(w, newProblem(v.lang, http.StatusServiceUnavailable, sentenceOf(http.StatusServiceUnavailable)))
		return
	}
	next(ctx)
}

// WriteJSON writes a body as both doors show it: indented, but for lists of
// numbers, such as the points of a line; accents and signs as they are, a newline at the end.
func WriteJSON(w io.Writer, body any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(body); err != nil {
		return err
	}
	_, err := w.Write(inOneLine(b.Bytes()))
	return err
}

// inOneLine puts each list of numbers of an indented text in one line, in place.
// No string of JSON holds the line break that a list begins with.
func inOneLine(text []byte) []byte {
	out := text[:0]
	for {
		before, list, found := bytes.Cut(text, []byte("[\n"))
		out = append(out, before...)
		if !found {
			return out
		}
		end := bytes.IndexAny(list, "[]{}\"")
		if text = list[end:]; list[end] != ']' { // more than numbers
			out = append(append(out, "[\n"...), list[:end]...)
			continue
		}
		out = append(out, '[')
		for i, number := range bytes.Fields(list[:end]) {
			if i > 0 {
				out = append(out, ' ')
			}
			out = append(out, number...)
		}
	}
}
