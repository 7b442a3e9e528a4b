package api

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/gazetteer"
	"maillage/say"
)

// typing is the address of a text's places.
func typing(text string) string { return "/api/v1/places?q=" + url.QueryEscape(text) }

// What is typed leads to each kind of place, with what is known of it.
func TestPlaces(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		name, text                                      string
		kind, label, place, number, id, city, precision string
		accuracy                                        int // -1: some metres
	}{
		{"a commune", "lieu a", "city", "Lieu-A", "Lieu-A", "", "2B001", "Lieu-A", "commune", 5000},
		{"its beginning", "LIEU-", "city", "Lieu-A", "Lieu-A", "", "2B001", "Lieu-A", "commune", 5000},
		{"a house", "12bis rue de l'eglise", "house", "12 bis Rue de l'Église, 20250 Lieu-A", "12 bis Rue de l'Église", "12 bis", "", "Lieu-A", "house", 0},
		{"a street", "rue de l’église", "street", "Rue de l'Église, 20250 Lieu-A", "Rue de l'Église", "", "", "Lieu-A", "street", -1},
		{"a locality", "bergerie viel", "locality", "Bergerie Vieille, 20250 Lieu-C", "Bergerie Vieille", "", "", "Lieu-C", "locality", 400},
		{"a structure", "mission locale", "structure", "Mission locale d'ici, 20250 Lieu-A", "Mission locale d'ici", "", "src--M", "Lieu-A", "house", 0},
		{"a département", "corse du sud", "county", "Corse-du-Sud, département", "Corse-du-Sud", "", "2A", "", "", 20000},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := decode[PlacesBody](t, get(s, typing(c.text)))
			if len(b.Features) == 0 {
				t.Fatal("nothing is found")
			}
			got := b.Features[0].Properties.Geocoding
			for _, f := range []struct{ what, got, want string }{
				{"type", got.Type, c.kind}, {"label", got.Label, c.label}, {"name", got.Name, c.place}, {"number", got.HouseNumber, c.number},
				{"id", got.ID, c.id}, {"city", got.City, c.city}, {"precision", got.Precision, c.precision},
			} {
				if f.got != f.want {
					t.Errorf("%s: got %q, want %q", f.what, f.got, f.want)
				}
			}
			if got.Accuracy != c.accuracy && !(c.accuracy < 0 && got.Accuracy > 0) {
				t.Errorf("accuracy: got %d, want %d", got.Accuracy, c.accuracy)
			}
		})
	}
}

// An answer has what GeocodeJSON 0.1.0 requires, and is RFC 7946.
func TestPlacesAreGeocodeJSON(t *testing.T) {
	s := serve(t, Options{})
	for _, target := range []string{typing("lieu"), typing("rien de tel"), "/api/v1/places/reverse?lat=42.06&lon=9.06"} {
		w := get(s, target)
		if got := w.Header().Get("Content-Type"); got != typeGeoJSON {
			t.Errorf("%s: Content-Type %q", target, got)
		}
		b := decode[map[string]any](t, w)
		features, ok := b["features"].([]any)
		if geocoding, _ := b["geocoding"].(map[string]any); !ok || b["type"] != "FeatureCollection" || geocoding["version"] != "0.1.0" {
			t.Fatalf("%s: %s", target, w.Body)
		}
		for _, f := range features {
			f := f.(map[string]any)
			place := f["properties"].(map[string]any)["geocoding"].(map[string]any)
			at := f["geometry"].(map[string]any)
			if f["type"] != "Feature" || place["type"] == "" || place["label"] == "" || at["type"] != "Point" || len(at["coordinates"].([]any)) != 2 {
				t.Errorf("%s: %v", target, f)
			}
		}
	}
}

// Nonsense finds nothing and says so; what is no text at all is refused, without being repeated.
func TestTextsThatAreNoPlace(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		name, text string
		status     int
	}{
		{"nonsense", "xqzwv kjhgf", 200},
		{"emoji", "🦊🏔️", 200},
		{"SQL", "'; DROP TABLE communes;--", 200},
		{"right to left", "ساحة الجمهورية", 200},
		{"turned around", "\u202exqzwv", 200},
		{"markup", "<script>alert(1)</script>", 200},
		{"percent signs", "%%% %$ %", 200},
		{"punctuation", "?!…", 200},
		{"as long as may be", strings.Repeat("é", 200), 200},
		{"too long", strings.Repeat("é", 201), 422},
		{"10 kB", strings.Repeat("a", 10_000), 422},
		{"10 kB of words", strings.Repeat("rue de ", 1400), 422},
		{"empty", "", 422},
		{"blank", " \u00a0 ", 422},
		{"a line break", "lieu\na", 422},
		{"a zero", "lieu\x00", 422},
		{"no UTF-8", "\xff\xfe", 422},
	} {
		for _, path := range []string{"/api/v1/places?q=", "/api/v1/nearest?q="} {
			w := get(s, path+url.QueryEscape(c.text))
			want := c.status
			if strings.Contains(path, "nearest") {
				want = 422 // somewhere must be where one begins
			}
			if w.Code != want {
				t.Errorf("%s: %s: status %d, want %d: %s", path, c.name, w.Code, want, w.Body)
			}
			if w.Code == 200 && len(decode[PlacesBody](t, w).Features) > 0 {
				t.Errorf("%s: %s finds %s", path, c.name, w.Body)
			}
			if len(c.text) > 3 && strings.Contains(w.Body.String(), c.text) {
				t.Errorf("%s: %s is repeated: %s", path, c.name, w.Body)
			}
		}
	}
}

func TestPlacesTakeANearnessAndALimit(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		query, city string
		count       int
	}{
		{"", "Lieu-A", 2}, // where more people live
		{"&lat=42.05&lon=9.28", "Lieu-C", 2},
		{"&lat=42.05&lon=9.02", "Lieu-A", 2},
		{"&lat=42.05&lon=9.28&limit=1", "Lieu-C", 1},
	} {
		b := decode[PlacesBody](t, get(s, "/api/v1/places?q=fontaine"+c.query))
		if len(b.Features) != c.count || b.Features[0].Properties.Geocoding.City != c.city {
			t.Errorf("%q: got %d places, %+v; want %d, that of %s first", c.query, len(b.Features), b.Features, c.count, c.city)
		}
	}
}

// What is nearest to a position, with its distance; and nothing from afar.
func TestPlacesAroundAPosition(t *testing.T) {
	s := serve(t, Options{})
	b := decode[PlacesBody](t, get(s, "/api/v1/places/reverse?lat=42.0612&lon=9.06&limit=5"))
	if len(b.Features) != 1 {
		t.Fatalf("got %d places, want the one street within 1 km", len(b.Features))
	}
	got := b.Features[0].Properties.Geocoding
	if got.Type != "house" || got.HouseNumber != "12 bis" || got.Distance == nil || *got.Distance != 22 {
		t.Errorf("got %+v", got)
	}
	if far := decode[PlacesBody](t, get(s, "/api/v1/places/reverse?lat=48&lon=2")); far.Features == nil || len(far.Features) > 0 {
		t.Errorf("from Paris: %+v", far.Features)
	}
}

// The command line makes its bodies itself: they must be the server's.
func TestPlacesAreTheServers(t *testing.T) {
	s, e := serve(t, Options{}), drawn(t, true)
	g, err := gazetteerOf(e)()
	if err != nil {
		t.Fatal(err)
	}
	for target, body := range map[string]*PlacesBody{
		"/api/v1/places?q=lieu&limit=3&lang=en":     NewPlacesBody(e.View(), g.Search(gazetteer.Query{Text: "lieu", Limit: 3}), say.English),
		"/api/v1/places/reverse?lat=42.06&lon=9.06": NewAroundBody(e.View(), g.Reverse(orb.Point{9.06, 42.06}, AroundMetres, 1), say.French),
	} {
		var got bytes.Buffer
		if err := WriteJSON(&got, body); err != nil {
			t.Fatal(err)
		}
		if want := get(s, target).Body.String(); got.String() != want {
			t.Errorf("%s: got\n%s\nwant\n%s", target, &got, want)
		}
	}
}

// A gazetteer of another dataset names no structure and no territory that is not there.
func TestPlacesWithUnknownReferences(t *testing.T) {
	e := drawn(t, false)
	b := NewPlacesBody(e.View(), []gazetteer.Match{
		{Kind: gazetteer.KindStructure, Ref: 99, Label: "S", CommuneCode: "75056"},
		{Kind: gazetteer.KindTerritory, Ref: gazetteer.NoRef, Label: "T"},
	}, say.French)
	for i, want := range []GeocodedBody{
		{Type: "structure", Label: "S", CityCode: "75056", Precision: "unknown"},
		{Type: "territory", Label: "T"},
	} {
		if got := b.Features[i].Properties.Geocoding; got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// Where places cannot be read, everything else goes on.
func TestASnapshotWhosePlacesCannotBeRead(t *testing.T) {
	var log bytes.Buffer
	s := serve(t, Options{Logger: logTo(&log)})
	for name, places := range map[string]Gazetteer{
		"none": nil, "damaged": func() (*gazetteer.Gazetteer, error) { return nil, errors.New("damaged") },
	} {
		s.Swap(NewSnapshot(drawn(t, true), places, "f", nil))
		for target, want := range map[string]int{
			typing("lieu"): 500, "/api/v1/places/reverse?lat=42&lon=9": 500, "/api/v1/nearest?q=lieu": 500,
			"/api/v1/nearest?code_commune=2B001": 200, "/api/v1/nearest?lat=42&lon=9": 200,
		} {
			if w := get(s, target); w.Code != want {
				t.Errorf("%s: %s: status %d, want %d", name, target, w.Code, want)
			}
		}
	}
	if !strings.Contains(log.String(), "error_types=*errors.errorString") {
		t.Errorf("the log does not say that it failed: %s", &log)
	}
}

func TestPlacesAsATable(t *testing.T) {
	e := drawn(t, true)
	g, err := gazetteerOf(e)()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	found := g.Search(gazetteer.Query{Text: "12 rue de l'eglise"})
	if err := WritePlacesCSV(&out, NewPlacesBody(e.View(), found, say.English), CSVPlain); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Label,Type,Name,House number,", `"12 Rue de l'Église, 20250 Lieu-A",house,`, ",house,0,,9.06,42.06,,Fictional region"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

func BenchmarkPlaces(b *testing.B) {
	s := serve(b, Options{})
	for name, text := range map[string]string{
		"a keystroke": "12 rue de l'eg", "nonsense": strings.Repeat("xqzwv ", 33), "one-letter words": strings.Repeat("a ", 100), "10 kB": strings.Repeat("a", 10_000),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if w := get(s, typing(text)); w.Code != http.StatusOK && w.Code != http.StatusUnprocessableEntity {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
