package api

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// The way to a structure takes what nearest tells of it.
func TestRouteIsTheWayOfNearest(t *testing.T) {
	s := serve(t, Options{})
	for _, from := range []string{"lat=42.03&lon=9.08", "q=bergerie", "code_commune=2B002", "lat=42.03&lon=9.08&season=winter&mode=crow"} {
		near := decode[NearestBody](t, get(s, "/api/v1/nearest?open=any&eligible=any&geometry=route&"+from))
		if len(near.Results) == 0 {
			t.Fatalf("%s: nothing is near", from)
		}
		for _, r := range near.Results {
			w := get(s, "/api/v1/route?"+from+"&structure="+r.Structure.ID)
			if w.Code != http.StatusOK {
				t.Fatalf("%s: status %d: %s", from, w.Code, w.Body)
			}
			route := decode[RouteBody](t, w)
			if route.Minutes == nil || *route.Minutes != r.Minutes || route.DistanceM != r.DistanceM || !reflect.DeepEqual(route.Geometry, r.Geometry) {
				t.Errorf("%s to %s: %v min and %d m, nearest says %v and %d", from, r.Structure.ID, route.Minutes, route.DistanceM, r.Minutes, r.DistanceM)
			}
			if !reflect.DeepEqual(route.Origin, near.Origin) || route.State != r.State {
				t.Errorf("%s: from %+v, nearest says %+v", from, route.Origin, near.Origin)
			}
			last := route.Geometry.Coordinates[len(route.Geometry.Coordinates)-1]
			if want := []float64{round(r.Structure.Position.Lon, 6), round(r.Structure.Position.Lat, 6)}; !reflect.DeepEqual(last, want) {
				t.Errorf("%s: ends at %v, the structure is at %v", from, last, want)
			}
			if first, n := route.Parts[0].Points[0], route.Parts[len(route.Parts)-1].Points[1]; first != 0 || n != len(route.Geometry.Coordinates)-1 {
				t.Errorf("%s: the parts go from point %d to %d of %d", from, first, n, len(route.Geometry.Coordinates))
			}
		}
	}
}

func TestRouteSaysItsParts(t *testing.T) {
	s := serve(t, Options{})
	b := decode[RouteBody](t, get(s, "/api/v1/route?lat=42.05&lon=9.06&structure=src--M&lang=en"))
	if len(b.Parts) != 1 || b.Parts[0].Kind != "straight" || b.Parts[0].Minutes != *b.Minutes {
		t.Errorf("parts %+v", b.Parts)
	}
	if want := "2 min as the crow flies (estimate)"; strings.ReplaceAll(b.Summary, "\u202f", " ") != want {
		t.Errorf("summary %q, want %q", b.Summary, want)
	}
	if want := "geo:42.05000,9.05000?q=42.05000,9.05000(Mission%20locale%20d%27ici)"; b.Geo != want {
		t.Errorf("geo %q, want %q", b.Geo, want)
	}
	if u, err := url.Parse(b.Geo); err != nil || u.Scheme != "geo" {
		t.Errorf("%q is no link: %v", b.Geo, err)
	}
	if b.State != "open" || len(b.Warnings) == 0 || len(b.Sources) == 0 {
		t.Errorf("state %q, warnings %q, sources %v", b.State, b.Warnings, b.Sources)
	}
}

// A name may hold what means something else in a link.
func TestGeoLinkEscapesNames(t *testing.T) {
	u, err := url.Parse(geoLink(orb.Point{9.05, 42.05}, "Emploi & métiers + stages (50 %) #1"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := u.Query().Get("q"), "42.05000,9.05000(Emploi & métiers + stages (50 %) #1)"; got != want || u.Fragment != "" {
		t.Errorf("got %q and the fragment %q, want %q", got, u.Fragment, want)
	}
}

func TestRouteRefuses(t *testing.T) {
	s := serve(t, Options{})
	for query, want := range map[string]string{
		"lat=42&lon=9":                             "structure",    // to nowhere
		"structure=src--M":                         "lat",          // from nowhere
		"lat=42&lon=9&structure=src--Z":            "src--Z",       // to what there is not
		"lat=42&lon=9&structure=M":                 "« M »",        // no id at all
		"lat=42&lon=9&structure=src--R":            "sur place",    // by telephone only
		"lat=42&lon=9&structure=src--M&mode=tank":  "crow",         // by what there is not
		"lat=42&lon=9&structure=src--M&level=2":    "« level »",    // filters have no meaning here
		"lat=42&lon=9&structure=src--M&f=csv":      "geojson",      // nor tables
		"code_commune=2B009&structure=src--M":      "code_commune", // a commune there is not
		"lat=42&lon=9&structure=src--M&at=bientot": "bientot",
	} {
		w := get(s, "/api/v1/route?"+query)
		if p := decode[Problem](t, w); w.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Detail, want) {
			t.Errorf("%s: status %d, %q, want a word of %q", query, w.Code, p.Detail, want)
		}
	}
	if w := get(s, "/api/v1/nearest?lat=42&lon=9&geometry=route&limit=51"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "limit") {
		t.Errorf("51 ways: status %d: %s", w.Code, w.Body)
	}
}

// Where somebody sets out from is theirs; a commune is everybody's.
func TestRouteIsKeptByNobodyButACommunes(t *testing.T) {
	s := serve(t, Options{})
	for _, from := range []string{"lat=42.03&lon=9.08", "q=bergerie"} {
		w := get(s, "/api/v1/route?structure=src--M&"+from)
		if got := w.Header().Get("Cache-Control"); got != private || w.Header().Get("ETag") != "" {
			t.Errorf("%s: %q, ETag %q", from, got, w.Header().Get("ETag"))
		}
	}
	const commune = "/api/v1/route?structure=src--M&code_commune=2B002"
	w := get(s, commune)
	etag := w.Header().Get("ETag")
	if !strings.HasPrefix(w.Header().Get("Cache-Control"), "public") || etag == "" {
		t.Errorf("of a commune: %q, ETag %q", w.Header().Get("Cache-Control"), etag)
	}
	if w := get(s, commune, "If-None-Match: "+etag); w.Code != http.StatusNotModified {
		t.Errorf("a copy that holds: status %d", w.Code)
	}
}
