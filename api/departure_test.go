package api

import (
	"net/http"
	"strings"
	"testing"
)

// A journey begins where a text, a code or a position says, and the answer tells what was understood.
func TestDepartures(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		name, start            string
		label, kind, precision string
		commune                string
		radius                 int
		people                 float64 // of a commune; -1: no commune
	}{
		{"a position", "lat=42.06&lon=9.06", "", "", "", "", 0, -1},
		{"a house", "q=12+rue+de+l'eglise", "12 Rue de l'Église, 20250 Lieu-A", "house", "house", "2B001", 0, -1},
		{"a locality", "q=bergerie", "Bergerie Vieille, 20250 Lieu-C", "locality", "locality", "2B003", 400, -1},
		{"a structure", "q=mission+locale", "Mission locale d'ici, 20250 Lieu-A", "structure", "house", "2B001", 0, -1},
		{"a commune", "q=lieu-b", "Lieu-B", "city", "commune", "2B002", 5412, 20},
		{"a commune's code", "code_commune=2B002", "Lieu-B", "city", "commune", "2B002", 5412, 20},
		{"in small letters", "code_commune=2b002", "Lieu-B", "city", "commune", "2B002", 5412, 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(s, "/api/v1/nearest?"+c.start)
			if w.Code != http.StatusOK {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			got := decode[NearestBody](t, w).Origin
			if got.Label != c.label || got.Type != c.kind || got.Precision != c.precision || got.CodeINSEE != c.commune || got.RadiusM != c.radius {
				t.Errorf("got %+v", got)
			}
			if (got.RadiusM > 0) != (got.Doubt > 0) || (c.label == "") != (got.Score == nil) {
				t.Errorf("doubt %v, score %v: %+v", got.Doubt, got.Score, got)
			}
			if isCommune := c.people >= 0; isCommune != (got.People != nil) || isCommune && (*got.People != c.people || *got.Cells != 1) {
				t.Errorf("people %v, cells %v", got.People, got.Cells)
			}
		})
	}
}

func TestACommuneListsWhatIsInside(t *testing.T) {
	s := serve(t, Options{})
	b := decode[NearestBody](t, get(s, "/api/v1/nearest?code_commune=2B001&limit=1&at=2026-11-25T23:00"))
	if len(b.Inside) != 1 || b.Inside[0].Structure.ID != "src--M" || b.Inside[0].State != "closed" {
		t.Errorf("inside: got %+v, want the mission locale, closed at night", b.Inside)
	}
	if w := get(s, "/api/v1/nearest?code_commune=2B003&f=json"); !strings.Contains(w.Body.String(), `"inside": []`) {
		t.Errorf("a commune without a place to go: %s", w.Body)
	}
	for _, place := range b.Next {
		if place.P90Minutes == nil || *place.P90Minutes < place.Minutes {
			t.Errorf("%s: p90 %v of median %v", place.Structure.ID, place.P90Minutes, place.Minutes)
		}
	}
	if b := decode[NearestBody](t, get(s, "/api/v1/nearest?lat=42.05&lon=9.05")); b.Inside != nil || b.Results[0].P90Minutes != nil {
		t.Errorf("from a position: inside %v, p90 %v", b.Inside, b.Results[0].P90Minutes)
	}
}

// A commune's answer is one for all who ask the same, however they write its code.
func TestACommunesAnswerIsPublic(t *testing.T) {
	s := serve(t, Options{})
	tag := func(query string) string {
		h := get(s, "/api/v1/nearest?"+query).Header()
		if !strings.HasPrefix(h.Get("Cache-Control"), "public, max-age=") {
			t.Errorf("%s: Cache-Control %q", query, h.Get("Cache-Control"))
		}
		return h.Get("ETag")
	}
	one := tag("code_commune=2B001")
	if same := tag("limit=5&code_commune=2b001"); same != one || one == "" {
		t.Errorf("ETag %q, want %q", same, one)
	}
	for _, other := range []string{"code_commune=2B002", "code_commune=2B001&limit=4", "code_commune=2B001&publics=jeunes", "code_commune=2B001&f=csv"} {
		if tag(other) == one {
			t.Errorf("%s has the ETag of another question", other)
		}
	}
}

// What may be meant as well is told first.
func TestAnAmbiguousDepartureIsTold(t *testing.T) {
	s := serve(t, Options{})
	b := decode[NearestBody](t, get(s, "/api/v1/nearest?q=fontaine"))
	if len(b.Warnings) == 0 || !strings.Contains(b.Warnings[0], "Fontaine, 20250 Lieu-C") || b.Origin.Label != "Fontaine, 20250 Lieu-A" {
		t.Errorf("from %q: %q", b.Origin.Label, b.Warnings)
	}
}

func TestDeparturesThatAreNone(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct{ name, query, location, says string }{
		{"none", "", "query.lat", "donnez lat et lon, ou q"},
		{"an empty one", "q=", "query.lat", "donnez lat et lon, ou q"},
		{"half a position", "lon=9", "query.lat", "Il manque le paramètre « lat »"},
		{"a text and a position", "lat=42&lon=9&q=lieu", "query.q", "n'en gardez qu'une"},
		{"a text and half a position", "lat=42&q=lieu", "query.lon", "n'en gardez qu'une"},
		{"a text and a code", "q=lieu&code_commune=2B001", "query.code_commune", "n'en gardez qu'une"},
		{"nowhere", "q=Telltale", "query.q", "Aucun lieu de la région Dessin"},
		{"a territory", "q=corse+du+sud", "query.q", "trop grand"},
		{"no code", "code_commune=Corte", "query.code_commune", "comme 2B096"},
		{"another region's code", "code_commune=75056", "query.code_commune", "aucune commune de la région Dessin"},
		{"two texts", "q=lieu&q=Telltale", "query.q", "plusieurs fois"},
	} {
		w := get(s, "/api/v1/nearest?"+c.query)
		p := decode[Problem](t, w)
		if w.Code != 422 || len(p.Errors) == 0 || p.Errors[0].Location != c.location || !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: status %d: %s", c.name, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "Telltale") {
			t.Errorf("%s: what was typed is repeated: %s", c.name, w.Body)
		}
	}
	if p := decode[Problem](t, get(s, "/api/v1/nearest?q=xqzwv&lang=en")); !strings.Contains(p.Detail, "No place in the region") {
		t.Errorf("in English: %s", p.Detail)
	}
}
