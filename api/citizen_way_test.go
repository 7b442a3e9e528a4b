package api

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// The page's way is the API's, of what its form asked; where somebody is stays out of addresses.
func TestWayOfTheForm(t *testing.T) {
	s := serve(t, Options{})
	for fields, query := range map[string]string{
		"lat=42.03&lon=9.08":                             "lat=42.03&lon=9.08",
		"q=bergerie&mode=crow":                           "q=bergerie&mode=crow",
		"code_commune=2B002&publics=jeunes":              "code_commune=2B002",
		"q=fontaine&quand=plus-tard&at=2026-11-25T23:00": "q=fontaine&at=2026-11-25T23:00",
	} {
		w := post(s, "/chemin", fields+"&structure=src--M&lang=en")
		if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != private {
			t.Fatalf("%s: status %d, %q: %s", fields, w.Code, w.Header().Get("Cache-Control"), w.Body)
		}
		got, want := decode[RouteBody](t, w), decode[RouteBody](t, get(s, "/api/v1/route?structure=src--M&lang=en&"+query))
		if query == "code_commune=2B002" {
			got.At = want.At // now, and this quarter-hour, which everybody shares
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", fields, got, want)
		}
	}
}

func TestWayOfTheFormRefuses(t *testing.T) {
	s := serve(t, Options{})
	for fields, want := range map[string]struct {
		status int
		words  string
	}{
		"structure=src--M":                      {422, "Dites d'où vous partez"},
		"lat=42&lon=9&structure=src--Z":         {404, "cherchez ce qu'il y a"},
		"lat=42&lon=9&structure=src--M&mode=no": {422, "le moyen de transport"},
		"lat=42&lon=9&structure=src--R":         {422, "remplissez de nouveau"},
	} {
		w := post(s, "/chemin", fields)
		if p := decode[Problem](t, w); w.Code != want.status || !strings.Contains(p.Detail, want.words) || w.Header().Get("Cache-Control") != private {
			t.Errorf("%s: status %d, %q, want %d and %q", fields, w.Code, p.Detail, want.status, want.words)
		}
	}
	if w := post(s, "/chemin", strings.Repeat("a", maxFormBytes+1)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a form that is no form: status %d", w.Code)
	}
	if got := post(s, "/chemin", "lat=42&lon=9&structure=src--M").Header().Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("open to the pages of %q", got)
	}
}

// A link may ask for winter, and its form says so.
func TestALinkMayAskForWinter(t *testing.T) {
	s := serve(t, Options{})
	page := get(s, "/?code_commune=2B001&season=winter").Body.String()
	if !strings.Contains(page, `value="winter" checked`) || !strings.Contains(page, "season=winter") || !strings.Contains(words(page), "cols fermés") {
		t.Errorf("the page forgets the winter: %s", words(page))
	}
	if page := get(s, "/").Body.String(); strings.Contains(page, `name="season"`) {
		t.Error("a region without passes asks about them")
	}
}
