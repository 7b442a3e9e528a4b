package api

import (
	"net/http"
	"testing"
	"time"

	"maillage/web"
)

func clock(t *testing.T, at string) func() time.Time {
	t.Helper()
	now, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	return func() time.Time { return now }
}

func TestWhatDependsOnAPositionIsKeptByNobody(t *testing.T) {
	s := serve(t, Options{})
	for _, target := range []string{"/api/v1/nearest?lat=42&lon=9", "/api/v1/nearest?lat=42&lon=9&f=csv", "/api/v1/nearest?lat=95&lon=9",
		"/api/v1/nearest?q=12+rue+de+l'eglise", "/api/v1/nearest?q=lieu-a", "/api/v1/nearest?q=nulle+part", "/api/v1/places?q=lieu", "/api/v1/places?q=%00",
		"/api/v1/places/reverse?lat=42.06&lon=9.06", "/api/v1/nearest?code_commune=99999"} {
		h := get(s, target).Header()
		if h.Get("Cache-Control") != "private, no-store" || h.Get("ETag") != "" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", target, h)
		}
	}
}

func TestWhatIsPublicLastsUntilTheQuarterHour(t *testing.T) {
	for at, want := range map[string]string{
		"2026-11-25T14:07:30+01:00": "public, max-age=450",
		"2026-11-25T14:00:00+01:00": "public, max-age=900",
		"2026-11-25T14:14:59+01:00": "public, max-age=1",
	} {
		s := serve(t, Options{Now: clock(t, at)})
		for _, target := range []string{"/api/v1/coverage", "/api/v1/gaps", "/api/v1/region", "/api/v1/nearest?code_commune=2B001", "/openapi.json", "/docs", "/docs/docs.js", "/"} {
			if got := get(s, target).Header().Get("Cache-Control"); got != want {
				t.Errorf("%s at %s: %q, want %q", target, at, got, want)
			}
		}
	}
}

// An ETag stands for one answer: it is the same for two ways to ask the same,
// and another as soon as anything the answer depends on differs.
func TestETags(t *testing.T) {
	tag := func(o Options, fingerprint, target string, headers ...string) string {
		s := serve(t, o)
		s.Swap(snapshot(t, fingerprint))
		w := get(s, target, headers...)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", target, w.Code)
		}
		return w.Header().Get("ETag")
	}
	first := Options{Version: "1", Now: clock(t, epoch)}
	const asked = "/api/v1/coverage?publics=jeunes,femmes&target=20"
	base := tag(first, "f", asked)
	for name, same := range map[string]string{
		"another order":         tag(first, "f", "/api/v1/coverage?target=20&publics=femmes&publics=jeunes"),
		"a default written out": tag(first, "f", asked+"&season=summer&f=json&group=all"),
		"the language by name":  tag(first, "f", "/api/v1/coverage?target=20&publics=femmes,jeunes", "Accept-Language: fr"),
		"a moment later":        tag(Options{Version: "1", Now: clock(t, "2026-11-25T14:14:00+01:00")}, "f", asked),
	} {
		if same != base || base == "" {
			t.Errorf("%s: ETag %q, want %q", name, same, base)
		}
	}
	for name, other := range map[string]string{
		"another region":       tag(first, "g", asked),
		"another version":      tag(Options{Version: "2", Now: first.Now}, "f", asked),
		"another publisher":    tag(Options{Version: "1", Now: first.Now, Site: web.Site{Director: "x"}}, "f", asked),
		"another quarter-hour": tag(Options{Version: "1", Now: clock(t, "2026-11-25T14:15:00+01:00")}, "f", asked),
		"another instant":      tag(first, "f", asked+"&at=2026-12-01T10:00"),
		"another language":     tag(first, "f", asked, "Accept-Language: en"),
		"another form":         tag(first, "f", asked+"&f=csv"),
		"another target":       tag(first, "f", "/api/v1/coverage?publics=jeunes,femmes&target=21"),
		"another kind":         tag(first, "f", asked+"&by=commune"),
		"another question":     tag(first, "f", "/api/v1/gaps?publics=jeunes,femmes&target=20"),
	} {
		if other == base || other == "" {
			t.Errorf("%s: ETag %q is the first one's", name, other)
		}
	}
}

func TestNotModified(t *testing.T) {
	s := serve(t, Options{})
	for _, target := range []string{"/api/v1/coverage", "/api/v1/gaps?f=geojson", "/api/v1/region", "/api/v1/nearest?code_commune=2B001", "/openapi.yaml", "/docs", "/docs/swagger-ui.css", "/"} {
		fresh := get(s, target)
		etag := fresh.Header().Get("ETag")
		for _, c := range []struct {
			name, header string
			status       int
		}{
			{"its copy", etag, 304},
			{"its copy among others", `"a", ` + etag, 304},
			{"its copy, strongly", etag[2:], 304},
			{"any copy", "*", 304},
			{"another copy", `W/"a"`, 200},
			{"no copy", "", 200},
		} {
			w := get(s, target, "If-None-Match: "+c.header)
			if w.Code != c.status {
				t.Errorf("%s with %s: status %d, want %d", target, c.name, w.Code, c.status)
			}
			if w.Header().Get("ETag") != etag || w.Header().Get("Cache-Control") != fresh.Header().Get("Cache-Control") {
				t.Errorf("%s with %s: headers %v", target, c.name, w.Header())
			}
			if w.Code == 304 && w.Body.Len() > 0 {
				t.Errorf("%s with %s: 304 with a body", target, c.name)
			}
		}
	}
}

// A question that cannot be answered is refused, whatever copy the client says it has (RFC 9110 §13.2.1).
func TestNoCopyOfARefusalHolds(t *testing.T) {
	s := serve(t, Options{})
	for _, target := range []string{
		"/api/v1/coverage?mode=tank", "/api/v1/coverage?by=epci", "/api/v1/coverage?group=x", "/api/v1/coverage?reseaux_porteurs=poste",
		"/api/v1/gaps?mode=tank", "/api/v1/gaps?group=x",
		"/api/v1/nearest?code_commune=2B999", "/api/v1/nearest?code_commune=2B001&mode=tank", "/api/v1/nearest?code_commune=2B001&lat=42&lon=9",
	} {
		if w := get(s, target, "If-None-Match: *"); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d, want 422", target, w.Code)
		}
	}
}

// The clock is read once a request: what was computed in the last instant of a
// quarter-hour is not kept for all of the next.
func TestAQuarterHourEndsWithIt(t *testing.T) {
	now := clock(t, "2026-11-25T14:14:59+01:00")()
	s := serve(t, Options{Now: func() time.Time {
		defer func() { now = now.Add(time.Second) }()
		return now
	}})
	w := get(s, "/api/v1/coverage")
	if got, want := w.Header().Get("Cache-Control"), "public, max-age=1"; got != want {
		t.Errorf("Cache-Control %q, want %q", got, want)
	}
	if got, want := decode[CoverageBody](t, w).At.Format(time.RFC3339), "2026-11-25T14:00:00+01:00"; got != want {
		t.Errorf("at %s, want %s", got, want)
	}
}

// A page that says "no region yet, reload in a moment" must not be kept.
func TestWhatWaitsForARegionIsNotKept(t *testing.T) {
	s := NewServer(Options{})
	for _, target := range []string{"/", "/openapi.json"} {
		if got := get(s, target).Header().Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control %q, want no-cache", target, got)
		}
	}
}
