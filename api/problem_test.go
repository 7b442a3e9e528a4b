package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"maillage/say"
)

func TestProblems(t *testing.T) {
	s := serve(t, Options{})
	const here = "/api/v1/nearest?lat=42.05&lon=9.05"
	for _, c := range []struct {
		name, target string
		status       int
		location     string // of the first error
		says         string // in its detail
		allows       string // among its allowed values
	}{
		{"latitude out of range", "/api/v1/nearest?lat=95&lon=9", 422, "query.lat", "« 95 » ne convient pas ; donnez un nombre de -90 à 90", ""},
		{"in English", "/api/v1/nearest?lat=95&lon=9&lang=en", 422, "query.lat", "give a number from -90 to 90", ""},
		{"longitude missing", "/api/v1/nearest?lat=42", 422, "query.lon", "Il manque le paramètre « lon »", ""},
		{"longitude empty", "/api/v1/nearest?lat=42&lon=", 422, "query.lon", "Il manque", ""},
		{"longitude without a value", "/api/v1/nearest?lat=42&lon", 422, "query.lon", "Il manque", ""},
		{"no place at all", "/api/v1/nearest", 422, "query.lat", "Il manque d'où part le trajet", ""},
		{"not a number", "/api/v1/nearest?lat=abc&lon=9", 422, "query.lat", "« abc »", ""},
		{"NaN", "/api/v1/nearest?lat=NaN&lon=9", 422, "query.lat", "« NaN »", ""},
		{"infinite", "/api/v1/nearest?lat=Inf&lon=9", 422, "query.lat", "-90 à 90", ""},
		{"NaN minutes", here + "&max_minutes=nan", 422, "query.max_minutes", "0 à 1440", ""},
		{"NaN target", "/api/v1/coverage?target=NaN", 422, "query.target", "1 à 1440", ""},
		{"no target", "/api/v1/gaps?target=0", 422, "query.target", "1 à 1440", ""},
		{"unknown parameter", here + "&niveau=2", 422, "query.niveau", "n'existe pas ici", "level"},
		{"unknown audience", here + "&publics=jeunes,lapins", 422, "query.publics", "« lapins »", "jeunes"},
		{"unknown network", here + "&reseaux_porteurs=poste", 422, "query.reseaux_porteurs", "« poste »", "mission-locale"},
		{"unknown reception", here + "&modes_accueil=fax", 422, "query.modes_accueil", "« fax »", "a-distance"},
		{"unknown mode", here + "&mode=tank", 422, "query.mode", "« tank »", "crow"},
		{"unknown level", here + "&level=3", 422, "query.level", "entier de 1 à 2", ""},
		{"unknown answer to a yes or no", here + "&accessible=peut-etre", 422, "query.accessible", "« peut-etre »", "true"},
		{"unknown season", here + "&season=mud", 422, "query.season", "« mud »", "winter"},
		{"unknown opening", here + "&open=never", 422, "query.open", "« never »", "arrival"},
		{"unknown form", here + "&f=pdf", 422, "query.f", "« pdf »", "geojson"},
		{"unknown language", here + "&lang=de", 422, "query.lang", "« de »", "fr"},
		{"unknown kind", "/api/v1/coverage?by=canton", 422, "query.by", "« canton »", "departement"},
		{"a kind the region has not", "/api/v1/coverage?by=epci", 422, "query.by", "« epci »", "departement"},
		{"unknown group", "/api/v1/gaps?group=x", 422, "query.group", "« x »", "18-24"},
		{"no limit", here + "&limit=0", 422, "query.limit", "entier de 1 à 1000", ""},
		{"half a structure", here + "&limit=1.5", 422, "query.limit", "entier", ""},
		{"not a time", here + "&at=demain", 422, "query.at", "« demain »", ""},
		{"a time out of the calendar", here + "&at=0000-01-01T00:00:00Z", 422, "query.at", "entre 2000 et 2099", ""},
		{"given twice", here + "&lat=1", 422, "query.lat", "plusieurs fois", ""},
		{"badly encoded", "/api/v1/nearest?lat=%zz", 422, "", "illisible", ""},
		{"nothing there", "/api/v1/nowhere", 404, "", "n'existe pas", ""},
		{"a slash too many", "/api/v1/nearest/?lat=42", 404, "", "n'existe pas", ""},
		{"a doubled slash", "//api/v1/nearest?lat=42", 404, "", "n'existe pas", ""},
		{"no such file", "/docs/swagger-ui.js", 404, "", "n'existe pas", ""},
		{"too long", "/api/v1/region?x=" + strings.Repeat("a", 5000), 414, "", "4096 octets", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(s, c.target)
			p := decode[Problem](t, w)
			if w.Code != c.status || p.Status != c.status {
				t.Fatalf("status %d, in the body %d, want %d: %s", w.Code, p.Status, c.status, w.Body)
			}
			if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("Content-Type %q", got)
			}
			if got := w.Header().Get("Cache-Control"); got != private {
				t.Errorf("Cache-Control %q", got)
			}
			if p.Type == "" || p.Title == "" || !strings.Contains(p.Detail, c.says) {
				t.Errorf("type %q, title %q, detail %q, want it to say %q", p.Type, p.Title, p.Detail, c.says)
			}
			if c.location == "" {
				return
			}
			if len(p.Errors) == 0 || p.Errors[0].Location != c.location || p.Errors[0].Message == "" {
				t.Fatalf("errors %+v, want the first at %s", p.Errors, c.location)
			}
			if allowed := strings.Join(p.Errors[0].Allowed, " "); !strings.Contains(allowed, c.allows) {
				t.Errorf("allowed %q, want %q among them", allowed, c.allows)
			}
		})
	}
}

// Several faults are told at once, in the same order each time.
func TestAllFaultsAreTold(t *testing.T) {
	s := serve(t, Options{})
	for range 20 {
		p := decode[Problem](t, get(s, "/api/v1/nearest?zebra=1&lat=1&lat=2&apple=1"))
		var got []string
		for _, e := range p.Errors {
			got = append(got, e.Location)
		}
		if want := []string{"query.apple", "query.lat", "query.zebra"}; !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
	p := decode[Problem](t, get(s, "/api/v1/nearest?lat=95&lon=200&f=pdf"))
	if len(p.Errors) != 3 || strings.Count(p.Detail, ".") < 3 {
		t.Errorf("want three faults in the errors and in the detail: %+v", p)
	}
}

func TestMethods(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		method, target string
		status         int
		allow          string
	}{
		{http.MethodPost, "/api/v1/nearest", 405, "GET, HEAD, OPTIONS"},
		{http.MethodDelete, "/docs", 405, "GET, HEAD, OPTIONS"},
		{"LAT42", "/api/v1/region", 405, "GET, HEAD, OPTIONS"},
		{http.MethodPost, "/nowhere", 404, ""},
		{http.MethodOptions, "/api/v1/nearest", 204, "GET, HEAD, OPTIONS"},
		{http.MethodOptions, "/nowhere", 404, ""},
	} {
		w := do(s, c.method, c.target)
		if w.Code != c.status || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: status %d, Allow %q, want %d, %q", c.method, c.target, w.Code, w.Header().Get("Allow"), c.status, c.allow)
		}
	}
}

func TestHeadIsGetWithoutItsBody(t *testing.T) {
	s := serve(t, Options{})
	for _, target := range []string{"/", "/docs", "/docs/docs.css", "/openapi.json", "/healthz", "/readyz", "/api/v1/region",
		"/api/v1/coverage", "/api/v1/nearest?lat=42&lon=9", "/api/v1/nearest?lat=95&lon=9", "/nowhere"} {
		got, want := do(s, http.MethodHead, target), get(s, target)
		if got.Code != want.Code || !reflect.DeepEqual(got.Header(), want.Header()) {
			t.Errorf("HEAD %s: status %d and headers %v, want %d and %v", target, got.Code, got.Header(), want.Code, want.Header())
		}
		if got.Body.Len() > 0 || want.Body.Len() == 0 {
			t.Errorf("HEAD %s: %d bytes, GET: %d", target, got.Body.Len(), want.Body.Len())
		}
	}
}

// What fails inside stays inside: not in the answer, not in the log.
func TestInternalErrorsAreNotTold(t *testing.T) {
	log := &strings.Builder{}
	s := serve(t, Options{Logger: logTo(log)})
	const secret = "42.30601"
	s.router.Path("/boom").HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("at " + secret) })
	s.router.Path("/index").HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", "x")
		_ = make([]int, 0)[4230601+len(w.Header())] // as a place in a table found from a position
	})
	for _, target := range []string{"/boom", "/index"} {
		w := get(s, target)
		if w.Code != 500 || w.Header().Get("ETag") != "" || !strings.Contains(w.Body.String(), "Une erreur interne") {
			t.Errorf("%s: status %d, ETag %q: %s", target, w.Code, w.Header().Get("ETag"), w.Body)
		}
		if strings.Contains(w.Body.String(), secret) {
			t.Errorf("%s tells the secret: %s", target, w.Body)
		}
	}
	if !strings.Contains(log.String(), "problem_test.go") && !strings.Contains(log.String(), "TestInternalErrorsAreNotTold") {
		t.Errorf("the log does not say where it panicked: %s", log)
	}
	err := s.fail(withVisit(t.Context(), &visit{lang: say.English}), fmt.Errorf("search: %w", errors.New(secret)))
	var p *Problem
	if !errors.As(err, &p) || p.Status != 500 || strings.Contains(p.Detail, secret) {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(log.String(), "*fmt.wrapError < *errors.errorString") {
		t.Errorf("the log does not name the error's types: %s", log)
	}
	if strings.Contains(log.String(), secret) || strings.Contains(log.String(), "42306") {
		t.Errorf("the log tells the secret: %s", log)
	}
}

func TestLongComputationsAreStopped(t *testing.T) {
	s := serve(t, Options{Timeout: 1}) // a nanosecond
	for _, target := range []string{"/api/v1/nearest?lat=42&lon=9", "/api/v1/coverage", "/api/v1/gaps"} {
		if w := get(s, target); w.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d, want 503: %s", target, w.Code, w.Body)
		}
	}
	gone, cancel := context.WithCancel(withVisit(t.Context(), &visit{}))
	cancel()
	if err := s.fail(gone, gone.Err()); err.(*Problem).Status != http.StatusServiceUnavailable {
		t.Errorf("got %v", err)
	}
}
