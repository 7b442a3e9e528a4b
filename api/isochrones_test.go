package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"

	"github.com/paulmach/orb"
)

// Areas come from the longest time to the shortest, as GeoJSON that programs read.
func TestIsochronesAreGeoJSON(t *testing.T) {
	s := serve(t, Options{})
	for query, want := range map[string]string{
		"structure=src--M":                                      "30 src--M, 20 src--M, 10 src--M",
		"structure=src--M&minutes=5":                            "5 src--M",
		"structure=src--M,src--F&minutes=5,15":                  "15 , 5 ",
		"structure=src--M&structure=src--F&together=each":       "30 src--F, 30 src--M, 20 src--F, 20 src--M, 10 src--F, 10 src--M",
		"structure=src--M,src--F&minutes=40&together=split":     "40 src--F, 40 src--M",
		"lat=42.05&lon=9.05&minutes=10&direction=from":          "10 ",
		"code_commune=2B001&minutes=10&season=winter&mode=crow": "10 ",
	} {
		w := get(s, "/api/v1/isochrones?"+query)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != typeGeoJSON {
			t.Errorf("%s: status %d, %s: %s", query, w.Code, w.Header().Get("Content-Type"), w.Body)
			continue
		}
		collection, err := geojson.UnmarshalFeatureCollection(w.Body.Bytes())
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var told []string
		for _, f := range collection.Features {
			id, _ := f.Properties["structure"].(string)
			told = append(told, fmt.Sprint(f.Properties["minutes"], " ", id))
			area, _ := f.Geometry.(orb.MultiPolygon)
			if id == "src--M" && !planar.MultiPolygonContains(area, orb.Point{9.05, 42.05}) {
				t.Errorf("%s: the area of %s does not hold it", query, id)
			}
		}
		if got := strings.Join(told, ", "); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}

func TestIsochronesRefuse(t *testing.T) {
	s := serve(t, Options{})
	for query, want := range map[string]string{
		"minutes=10":                         "structure",
		"lat=42&lon=9&structure=src--M":      "Le lieu est dit de plusieurs façons",
		"structure=src--R":                   "sur place", // by telephone only
		"lat=42&lon=9&minutes=0":             "de 1 à 120",
		"lat=42&lon=9&minutes=121":           "de 1 à 120",
		"lat=42&lon=9&minutes=10,lapin":      "de 1 à 120",
		"lat=42&lon=9&minutes=NaN":           "de 1 à 120",
		"lat=42&lon=9&minutes=1,2,3,4,5,6,7": "de 1 à 6 valeurs",
		"lat=42&lon=9&direction=up":          "from",
		"lat=42&lon=9&together=apart":        "split",
		"structure=src--Z":                   "src--Z",
		"lat=42&lon=9&mode=tank":             "crow",
		"lat=42&lon=9&at=2026-11-25T14:00":   "« at »", // no instant changes a time
	} {
		w := get(s, "/api/v1/isochrones?"+query)
		if p := decode[Problem](t, w); w.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Detail, want) {
			t.Errorf("%s: status %d, %q, want a word of %q", query, w.Code, p.Detail, want)
		}
	}
}

// What tells of nobody is kept by everybody.
func TestIsochronesOfStructuresAreKept(t *testing.T) {
	s := serve(t, Options{})
	for from, kept := range map[string]bool{"lat=42.03&lon=9.08": false, "q=bergerie": false, "structure=src--M": true, "code_commune=2B002": true} {
		target := "/api/v1/isochrones?minutes=5&" + from
		w := get(s, target)
		etag := w.Header().Get("ETag")
		if public := strings.HasPrefix(w.Header().Get("Cache-Control"), "public"); public != kept || (etag != "") != kept {
			t.Errorf("%s: %q, ETag %q", from, w.Header().Get("Cache-Control"), etag)
		}
		if kept && get(s, target, "If-None-Match: "+etag).Code != http.StatusNotModified {
			t.Errorf("%s: a copy that holds is sent again", from)
		}
	}
	const area = "/api/v1/isochrones?minutes=5&structure=src--M"
	later := serve(t, Options{Now: func() time.Time { return s.options.Now().Add(time.Hour) }})
	if get(later, area, "If-None-Match: "+get(s, area).Header().Get("ETag")).Code != http.StatusNotModified {
		t.Error("the same area is drawn again an hour later")
	}
	if w := get(s, "/api/v1/isochrones?structure=src--M&mode=tank", "If-None-Match: *"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a question that is refused: status %d for who has a copy", w.Code)
	}
}

// Isochrones wait for their turn, no longer than a computation may last; short questions do not.
func TestIsochronesTakeTurns(t *testing.T) {
	s := serve(t, Options{Timeout: 100 * time.Millisecond})
	for range cap(s.drawing) {
		if err := s.drawing.take(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	const asked = "/api/v1/isochrones?structure=src--M&minutes=5"
	if w := get(s, asked); w.Code != http.StatusServiceUnavailable {
		t.Errorf("while others are drawn: status %d", w.Code)
	}
	if w := get(s, "/api/v1/nearest?lat=42.03&lon=9.08"); w.Code != http.StatusOK {
		t.Errorf("nearest, meanwhile: status %d", w.Code)
	}
	s.drawing.give()
	if s.options.Timeout = time.Minute; get(s, asked).Code != http.StatusOK || len(s.drawing) != cap(s.drawing)-1 {
		t.Errorf("after it: refused, or %d of %d turns are taken", len(s.drawing), cap(s.drawing))
	}
}
