package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
)

// Whatever a query says, the answer is one of ours: 200, 414 or 422, in JSON, never a failure.
func FuzzNearestQuery(f *testing.F) {
	for _, query := range []string{
		"lat=42.05&lon=9.05", "lat=95&lon=9", "lat=NaN&lon=-Inf", "lat=1e400&lon=0x1p-2", "lat=42&lon=9&publics=jeunes,,femmes&level=2",
		"lat=42&lon=9&at=2026-11-25T14:00+01:00", "lat=42&lon=9&at=9999-12-31T23:59:59-23:59", "lat&lon", "%zz", "a;b", "lat=42&lon=9&lang=en&limit=-1",
		"lat=-90&lon=180&max_minutes=1440&limit=1000&season=winter&open=any&accessible=t", "=&=&&", "lat=42&lon=9&mode=%00", "lat=4_2&lon=9",
		"q=fontaine", "q=lieu-a&limit=1&f=geojson", "q=&lat=42&lon=9", "q=%F0%9F%A6%8A&lat=42", "code_commune=2b001&f=csv", "code_commune=2B001&q=lieu", "code_commune=2B9",
	} {
		f.Add(query)
	}
	s := serve(f, Options{})
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/nearest", nil)
		r.URL.RawQuery = query
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK, http.StatusRequestURITooLong, http.StatusUnprocessableEntity:
		default:
			t.Fatalf("status %d for %q: %s", w.Code, query, w.Body)
		}
		if w.Header().Get("Content-Type") == typeJSON && !json.Valid(w.Body.Bytes()) {
			t.Fatalf("not JSON for %q: %s", query, w.Body)
		}
	})
}

// Whatever a form says, the answer is a section in words, never a failure, and the page has the same.
func FuzzForm(f *testing.F) {
	for _, form := range []string{
		"q=lieu-a", "lat=42.05&lon=9.05", "lat=1e400&lon=0x1p-2", "code_commune=2B001&limit=20", "q=%00", "%zz", "a;b", "q=fontaine&quand=plus-tard&at=9999-12-31T23:59",
		"q=lieu-a&publics=jeunes,,femmes&level=2&accessible=true", "lat=NaN&lon=9&q=%22%3E%3Cscript%3E", "territoire=:&q=lieu-b", "lang=en&q=\xff", "limit=-1&q=lieu-a",
	} {
		f.Add(form)
	}
	s := serve(f, Options{})
	f.Fuzz(func(t *testing.T, form string) {
		list, whole := post(s, "/liste", form), post(s, "/", form)
		switch list.Code {
		case http.StatusOK, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		default:
			t.Fatalf("status %d for %q: %s", list.Code, form, list.Body)
		}
		section := strings.TrimSpace(list.Body.String())
		if !strings.HasPrefix(section, "<section ") || whole.Code != list.Code || !strings.Contains(whole.Body.String(), section) {
			t.Fatalf("%d and %d for %q: %s", list.Code, whole.Code, form, section)
		}
	})
}

// Whatever is typed, both doors to places answer 200 or 422, in JSON, and never with more than was asked for.
func FuzzTyped(f *testing.F) {
	for _, text := range []string{
		"lieu-a", "12 bis rue de l'église", "20250", "2B", "", " ", "\x00", "\xff", "ساحة", "🦊", "'; DROP TABLE communes;--", "a b c d e f g h i j k l m n o p",
		strings.Repeat("é", 201), "12 12 12 12 rue rue rue", "%zz&lat=1", "ﬁ ǆ ẞ", "ı̇", "fontaine 2B003 20250",
	} {
		f.Add(text)
	}
	s := serve(f, Options{})
	f.Fuzz(func(t *testing.T, text string) {
		for _, path := range []string{"/api/v1/places", "/api/v1/nearest"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = url.Values{"q": {text}, "limit": {"2"}}.Encode()
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != http.StatusOK && w.Code != http.StatusUnprocessableEntity && len(r.URL.RawQuery) < maxURLBytes-100 {
				t.Fatalf("%s: status %d for %q: %s", path, w.Code, text, w.Body)
			}
			if !json.Valid(w.Body.Bytes()) || w.Header().Get("Cache-Control") != private {
				t.Fatalf("%s: %v for %q: %s", path, w.Header(), text, w.Body)
			}
			if n := bytes.Count(w.Body.Bytes(), []byte(`"type": "Feature"`)); n > 2 {
				t.Fatalf("%d places for %q, 2 were asked for", n, text)
			}
		}
	})
}

func FuzzParseAt(f *testing.F) {
	for _, text := range []string{"2026-11-25T14:00", "2026-11-25T14:00:00Z", "2026-11-25T14:00:00 01:00", "2026-11-25", "", "2026-03-29T02:30"} {
		f.Add(text)
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := ParseAt(text, paris)
		if err != nil {
			return
		}
		again, err := ParseAt(at.Format(time.RFC3339Nano), paris)
		if err != nil || !again.Equal(at) {
			t.Errorf("%q reads as %s, which reads as %s (%v)", text, at, again, err)
		}
	})
}

var nearestThere = analysis.NearestQuery{
	Query:  analysis.Query{Filter: data.Filter{Audiences: []data.Audience{"femmes", "jeunes"}}},
	Origin: orb.Point{9.1, 42.05},
}

// The whole way of a request, beside the engine's part of it.
func BenchmarkNearest(b *testing.B) {
	s := serve(b, Options{})
	b.Run("handler", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if w := get(s, "/api/v1/nearest?lat=42.05&lon=9.1&publics=jeunes,femmes"); w.Code != http.StatusOK {
				b.Fatal(w.Code)
			}
		}
	})
	b.Run("engine", func(b *testing.B) {
		b.ReportAllocs()
		e := drawn(b, true)
		for b.Loop() {
			if _, err := e.Nearest(b.Context(), nearestThere); err != nil {
				b.Fatal(err)
			}
		}
	})
}
