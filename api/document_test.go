package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/mux"

	"maillage/data"
	"maillage/say"
)

type openAPI struct {
	OpenAPI string
	Info    struct{ Title, Version, Description string }
	Paths   map[string]map[string]struct {
		OperationID string
		Summary     string
		Parameters  []struct {
			Name, In, Description string
			Required              bool
			Explode               *bool
			Schema                struct {
				Type             string
				Enum             []any
				Minimum, Maximum *float64
				MaxLength        *int
				Pattern          string
				Default          any
				Items            *struct{ Enum []any }
			}
		}
		Responses map[string]struct {
			Description string
			Content     map[string]any
		}
	}
	Components struct {
		Schemas map[string]struct {
			Properties map[string]map[string]any
		}
	}
}

func document(t *testing.T, s *Server, lang say.Lang) (doc openAPI, text string) {
	t.Helper()
	w := get(s, "/openapi.json?lang="+string(lang))
	return decode[openAPI](t, w), w.Body.String()
}

// Every route is described, and what is described answers.
func TestDocumentAndRoutesAreTheSame(t *testing.T) {
	s := serve(t, Options{Version: "7"})
	doc, _ := document(t, s, say.French)
	if doc.OpenAPI != "3.1.0" || doc.Info.Version != "7" || doc.Info.Title != "Maillage" {
		t.Errorf("document %s of %+v", doc.OpenAPI, doc.Info)
	}
	pages := []string{"/", "/liste", "/chemin", "/structures/{id:.+}", "/api", "/assets/{file}", "/docs", "/docs/{file}", "/mentions-legales", "/donnees-personnelles", "/accessibilite", "/sources", "/integrer", "/widget", "/widget.js", "/widget/formulaire", "/openapi.json", "/openapi.yaml", "/planifier", "/planifier/tableau"}
	var routes []string
	err := s.router.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		path, err := route.GetPathTemplate()
		if !slices.Contains(pages, path) {
			routes = append(routes, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(routes)
	if described := slices.Sorted(maps.Keys(doc.Paths)); !reflect.DeepEqual(routes, described) {
		t.Errorf("routes %v, described %v", routes, described)
	}
	ids := map[string]bool{}
	for path, operations := range doc.Paths {
		for method, op := range operations {
			w := do(s, strings.ToUpper(method), anExample(path)+"?"+enough[path])
			if _, described := op.Responses[fmt.Sprint(w.Code)]; w.Code != http.StatusOK || !described {
				t.Errorf("%s %s answers %d", method, path, w.Code)
			}
			if ids[op.OperationID] || op.OperationID == "" || op.Summary == "" {
				t.Errorf("%s %s: operation %q, summary %q", method, path, op.OperationID, op.Summary)
			}
			ids[op.OperationID] = true
			for _, status := range []string{fmt.Sprint(refusalOf(path)), "500", "503"} {
				if op.Responses[status].Content["application/problem+json"] == nil {
					t.Errorf("%s: no problem for %s", path, status)
				}
			}
		}
	}
}

// enough is what each route must be asked at least: no parameter of nearest is
// required, since it takes one of several.
var enough = map[string]string{"/api/v1/nearest": "lat=42&lon=9", "/api/v1/places": "q=lieu", "/api/v1/places/reverse": "lat=42&lon=9",
	"/api/v1/route": "lat=42&lon=9&structure=src--M", "/api/v1/isochrones": "lat=42&lon=9", "/tiles/WebMercatorQuad/{z}/{y}/{x}": "collections=commune"}

// tellsAStart names the parameters that tell where a journey begins as lat and lon do.
func tellsAStart(path, name string) bool {
	return name == "q" || name == "code_commune" || name == "structure" && path == "/api/v1/isochrones"
}

// without is a path's query without a parameter, nor another that tells the same.
func without(path, query, name string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		is, _, _ := strings.Cut(part, "=")
		if is != name && (!tellsAStart(path, name) || is == "structure") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// anExample names one resource of a path of many.
func anExample(path string) string {
	return strings.NewReplacer("{id}", "commune", "{z}", "0", "{y}", "0", "{x}", "0").Replace(path)
}

// refusalOf is how parameters at fault are answered: OGC API asks for another status than the rest.
func refusalOf(path string) int {
	if isOGC(path) {
		return http.StatusBadRequest
	}
	return http.StatusUnprocessableEntity
}

// drawnFromAfar is how a collection is answered at the first zoom: the drawing
// has not all of them, and nothing else that is as large as to be seen from so far.
func drawnFromAfar(collection any) int {
	switch {
	case slices.Contains([]any{"commune", "departement", "borders", "structures", "cells"}, collection):
		return http.StatusOK
	case slices.Contains(collections(), fmt.Sprint(collection)):
		return http.StatusNoContent
	default:
		return http.StatusNotFound
	}
}

// What the document says a parameter takes, it takes; and nothing else.
func TestParametersTakeWhatIsDescribed(t *testing.T) {
	s := serve(t, Options{})
	doc, _ := document(t, s, say.French)
	tried := 0
	for path, operations := range doc.Paths {
		for _, p := range operations["get"].Parameters {
			if p.In != "query" || p.Name == "lat" || p.Name == "lon" {
				continue
			}
			values, wrong := p.Schema.Enum, "lapin"
			if p.Schema.Items != nil {
				values = p.Schema.Items.Enum
			}
			switch {
			case p.Schema.Type == "boolean":
				values = []any{true, false}
			case p.Schema.Minimum != nil:
				values = []any{*p.Schema.Minimum, *p.Schema.Maximum}
			case p.Name == "at":
				values = []any{examples["at"]}
			case p.Name == "q":
				if p.Schema.MaxLength == nil || *p.Schema.MaxLength != MaxTyped {
					t.Errorf("%s: q takes %v characters, want %d", path, p.Schema.MaxLength, MaxTyped)
				}
				values, wrong = []any{"lieu-a", "20250"}, strings.Repeat("a", MaxTyped+1)
			case p.Name == "territoire":
				values = []any{"departement:2B", "commune:2b003", "departement:2A,region:94"}
			case p.Name == "structure":
				values = []any{"src--M"}
			case p.Name == "minutes":
				values = []any{"1", "120", "10,20,30"}
			case p.Schema.Pattern != "":
				values = []any{"2B001", "2b003"}
			}
			if len(values) == 0 {
				t.Errorf("%s %s: nothing says what it takes", path, p.Name)
			}
			for _, v := range append(values, wrong) {
				want := http.StatusOK
				if v == wrong || p.Name == "by" && !slices.Contains([]any{"commune", "departement", "region"}, v) {
					want = refusalOf(path) // kinds that the drawing has not are a fact of the region
				}
				if p.Name == "collections" {
					want = drawnFromAfar(v)
				}
				target := fmt.Sprintf("%s?%s=%v", anExample(path), p.Name, v)
				target += "&" + without(path, enough[path], p.Name)
				if w := get(s, target); w.Code != want {
					t.Errorf("%s: status %d, want %d: %s", target, w.Code, want, w.Body)
				}
				tried++
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d values tried", tried)
	}
}

func TestListsAndVocabularies(t *testing.T) {
	s := serve(t, Options{})
	doc, _ := document(t, s, say.French)
	got := map[string][]any{}
	for _, p := range doc.Paths["/api/v1/nearest"]["get"].Parameters {
		got[p.Name] = p.Schema.Enum
		if p.Schema.Items != nil {
			got[p.Name] = p.Schema.Items.Enum
			if p.Explode == nil || !*p.Explode {
				t.Errorf("%s is a list that does not explode", p.Name)
			}
		}
		if p.Required {
			t.Errorf("%s is required, though there are other ways to say where one is", p.Name)
		}
	}
	for path, required := range map[string]string{"/api/v1/places": "q", "/api/v1/places/reverse": "lat lon", "/api/v1/route": "structure"} {
		var names []string
		for _, p := range doc.Paths[path]["get"].Parameters {
			if p.Required {
				names = append(names, p.Name)
			}
		}
		if got := strings.Join(names, " "); got != required {
			t.Errorf("%s requires %q, want %q", path, got, required)
		}
	}
	if want := len(data.Audiences()); len(got["publics"]) != want {
		t.Errorf("%d audiences, want %d", len(got["publics"]), want)
	}
	if want := len(drawn(t, true).Dataset().Networks); len(got["reseaux_porteurs"]) != want {
		t.Errorf("%d networks, want the catalogue's %d", len(got["reseaux_porteurs"]), want)
	}
	if want := []any{"crow"}; !reflect.DeepEqual(got["mode"], want) {
		t.Errorf("modes %v, want %v", got["mode"], want)
	}
}

// Everything is said in words, in both languages, and no word is left over.
func TestEverythingIsDescribed(t *testing.T) {
	s := serve(t, Options{})
	french, _ := document(t, s, say.French)
	english, _ := document(t, s, say.English)
	if french.Info.Description == "" || french.Info.Description == english.Info.Description {
		t.Error("the document does not say what it is in both languages")
	}
	unused := maps.Clone(parameters)
	use := func(in, name string) {
		if _, ok := unused[in+"."+name]; ok {
			name = in + "." + name
		}
		delete(unused, name)
	}
	for path, operations := range french.Paths {
		for _, p := range operations["get"].Parameters {
			use(operations["get"].OperationID, p.Name)
			if p.Description == "" {
				t.Errorf("%s: parameter %s is not described", path, p.Name)
			}
		}
	}
	if len(unused) > 0 {
		t.Errorf("parameters described that nobody takes: %v", slices.Sorted(maps.Keys(unused)))
	}
	unused = maps.Clone(properties)
	for name, schema := range french.Components.Schemas {
		for property := range schema.Properties {
			use(name, property)
			if wordsFor(properties, name, property).IsZero() {
				t.Errorf("%s: property %s is not described", name, property)
			}
		}
	}
	if len(unused) > 0 {
		t.Errorf("properties described that no answer has: %v", slices.Sorted(maps.Keys(unused)))
	}
}

// Every reference leads somewhere, and the two forms say the same.
func TestReferencesLead(t *testing.T) {
	s := serve(t, Options{})
	doc, text := document(t, s, say.French)
	for _, part := range strings.Split(text, `"$ref":"`)[1:] {
		ref, _, _ := strings.Cut(part, `"`)
		if _, ok := doc.Components.Schemas[strings.TrimPrefix(ref, "#/components/schemas/")]; !ok {
			t.Errorf("reference to %s leads nowhere", ref)
		}
	}
	w := get(s, "/openapi.yaml")
	if !strings.HasPrefix(w.Body.String(), "components:") || !strings.Contains(w.Body.String(), "operationId: nearest") {
		t.Errorf("YAML: %.200s", w.Body)
	}
	if !json.Valid([]byte(text)) {
		t.Error("JSON is not valid")
	}
}

// Answers have the properties their schemas require, and no others.
func TestAnswersHaveTheirSchemas(t *testing.T) {
	s := serve(t, Options{})
	doc, _ := document(t, s, say.French)
	var check func(where, name string, value any)
	check = func(where, name string, value any) {
		schema := doc.Components.Schemas[name]
		for property, v := range value.(map[string]any) {
			p, ok := schema.Properties[property]
			if !ok {
				t.Errorf("%s: %s has no property %s", where, name, property)
				continue
			}
			items, list := v.([]any)
			if of, ok := p["items"].(map[string]any); ok && list {
				p = of
			} else {
				items = []any{v}
			}
			ref, _ := p["$ref"].(string)
			for _, item := range items {
				if ref != "" && item != nil {
					check(where, strings.TrimPrefix(ref, "#/components/schemas/"), item)
				}
			}
		}
	}
	for target, name := range map[string]string{
		"/api/v1/nearest?lat=42.05&lon=9.05": "NearestBody", "/api/v1/nearest?q=12+eglise": "NearestBody", "/api/v1/nearest?code_commune=2B001": "NearestBody",
		"/api/v1/nearest?lat=42.05&lon=9.05&geometry=route": "NearestBody", "/api/v1/route?lat=42.05&lon=9.05&structure=src--F": "RouteBody",
		"/api/v1/isochrones?structure=src--M&together=each": "IsochronesBody", "/api/v1/isochrones?q=12+eglise&minutes=5": "IsochronesBody",
		"/api/v1/places?q=lieu": "PlacesBody", "/api/v1/places?q=corse": "PlacesBody", "/api/v1/places/reverse?lat=42.06&lon=9.06": "PlacesBody", "/api/v1/coverage": "CoverageBody",
		"/api/v1/gaps?target=5": "GapsBody", "/api/v1/region": "RegionBody", "/healthz": "HealthBody", "/nowhere": "Problem",
		"/api/v1/nearest": "Problem",
	} {
		check(target, name, decode[any](t, get(s, target)))
	}
}
