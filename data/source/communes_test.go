package source

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/data"
)

const unitSquare = `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}`

// collection wraps features into a FeatureCollection.
func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func commune(properties, geometry string) string {
	return `{"type":"Feature","properties":{` + properties + `},"geometry":` + geometry + `}`
}

func readCommunes(t testing.TB, ctx context.Context, text string) (*data.Builder, error) {
	t.Helper()
	b := data.NewBuilder(data.Region{Code: "94", Name: "Test", TimeZone: "Europe/Paris"}, data.SPRO())
	return b, ReadCommunes(ctx, strings.NewReader(text), b, CommunesOptions{Source: "communes", File: "c.geojson"})
}

func TestReadCommunesKnowsBothVocabularies(t *testing.T) {
	for _, c := range []struct{ name, properties, census string }{
		{"Admin Express and INSEE", `"INSEE_COM":"2A001","NOM":"Haut","POP_2020":1234,"DEP":"2A","REG":"94","EPCI":"200000001","ZE2020":"9401","BV2022":"2A004"`, "communes (POP_2020)"},
		{"geo.api.gouv.fr", `"code":"2A001","nom":"Haut","population":1234,"codeEpci":"200000001","codeDepartement":"2A","codeRegion":"94"`, "communes"},
		{"Admin Express's own", `"insee_com":"2A001","nom":"Haut","population":"1234","insee_dep":"2A","insee_reg":"94","siren_epci":"200000001"`, "communes"},
		{"the latest census", `"INSEE_COM":"2A001","NOM":"Haut","POP_2014":99,"POP_2021":1234,"POP_2020":98,"DEP":"2A","REG":"94","EPCI":"200000001"`, "communes (POP_2021)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := readCommunes(t, t.Context(), collection(commune(c.properties, unitSquare)))
			if err != nil {
				t.Fatal(err)
			}
			ds := finish(t, b)
			got := ds.Territories[0]
			if got.Code != "2A001" || got.Name != "Haut" || got.Population != 1234 || got.PopulationSource != c.census {
				t.Errorf("got %q %q %d %q", got.Code, got.Name, got.Population, got.PopulationSource)
			}
			for kind, code := range map[data.TerritoryKind]string{data.KindDepartement: "2A", data.KindRegion: "94", data.KindEPCI: "200000001"} {
				if _, ok := ds.TerritoryByCode(kind, code); !ok {
					t.Errorf("no %s %s", kind, code)
				}
			}
			if strings.Contains(c.properties, "ZE2020") {
				if _, ok := ds.TerritoryByCode(data.KindZoneEmploi, "9401"); !ok {
					t.Error("no employment zone")
				}
			}
		})
	}
}

func TestReadCommunesKeepsShapesAndDefects(t *testing.T) {
	two := `{"type":"MultiPolygon","coordinates":[[[[0,0,5],[4,0,5],[4,4,5],[0,4,5],[0,0,5]],[[1,1],[1,2],[2,2],[2,1],[1,1]]],[[[8,0],[9,0],[9,1],[8,0]]]]}`
	text := `{"features":[` + commune(`"code":"01001","nom":"Deux"`, two) + `,` +
		commune(`"code":"01002","nom":"Seule","population":"?","codeEpci":"ZZZZZZZZZ"`, unitSquare) +
		`],"name":"x","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"type":"FeatureCollection"}`
	b, err := readCommunes(t, t.Context(), "\uFEFF"+text)
	if err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	shape := ds.Territories[0].Shape
	if len(shape) != 2 || len(shape[0]) != 2 || shape[0][0][1] != (orb.Point{4, 0}) {
		t.Errorf("the shape became %v", shape)
	}
	if len(ds.Territories) != 2 {
		t.Errorf("got %d territories, want the two communes: ZZZZZZZZZ is no EPCI", len(ds.Territories))
	}
	wantLines(t, "defects", defects(ds), []string{
		"population_missing 01001   kept", "population_missing 01002 population ? kept",
	})
}

func TestReadCommunesRefuses(t *testing.T) {
	good := commune(`"code":"01001","nom":"A","population":1`, unitSquare)
	crs := func(name string) string {
		return `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"` + name + `"}},"features":[` + good + `]}`
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"c.geojson", "byte 0", "not readable GeoJSON", "whole"}},
		{"CSV", "code,nom\n01001,A\n", []string{"c.geojson", "not readable GeoJSON"}},
		{"HTML", "<!doctype html>", []string{"c.geojson", "byte 0"}},
		{"a list", `[1,2]`, []string{"c.geojson", "unexpected structure"}},
		{"cut short", collection(good, good)[:200], []string{"c.geojson", "feature 2", "too early"}},
		{"a vertex of one number", collection(commune(`"code":"01001"`, `{"type":"Polygon","coordinates":[[[0,45],[1],[1,46],[0,45]]]}`)), []string{"feature 1", "NaN", "longitude and latitude"}},
		{"a vertex of nothing", collection(commune(`"code":"01001"`, `{"type":"Polygon","coordinates":[[[0,45],[1,null],[1,46],[0,45]]]}`)), []string{"feature 1", "NaN"}},
		{"two collections", collection(good) + collection(good), []string{"c.geojson", "feature 1", "unexpected structure"}},
		{"cut after a feature", `{"type":"FeatureCollection","features":[` + good, []string{"c.geojson", "feature 1", "too early"}},
		{"a comma too many", collection(good, ""), []string{"c.geojson", "feature 2"}},
		{"one Feature", good, []string{"FeatureCollection", `"Feature"`}},
		{"TopoJSON", `{"type":"Topology","objects":{}}`, []string{`"Topology"`, "export"}},
		{"features not a list", `{"type":"FeatureCollection","features":{}}`, []string{"unexpected structure"}},
		{"Lambert-93", crs("urn:ogc:def:crs:EPSG::2154"), []string{"c.geojson", "EPSG::2154", "reproject"}},
		{"a reference that ends alike", crs("EPSG:14326"), []string{"EPSG:14326"}},
		{"metres unsaid", collection(commune(`"code":"01001","nom":"A"`, `{"type":"Polygon","coordinates":[[[900000,6500000],[900001,6500000],[900001,6500001],[900000,6500000]]]}`)), []string{"feature 1", "degrees", "reproject"}},
		{"points", collection(good, commune(`"code":"01002"`, `{"type":"Point","coordinates":[1,2]}`)), []string{"feature 2", "byte 191", `"Point"`, "geometry=contour"}},
		{"a collection of geometries", collection(commune(`"code":"01002"`, `{"type":"GeometryCollection","geometries":[]}`)), []string{`"GeometryCollection"`}},
		{"no geometry", collection(commune(`"code":"01002"`, `null`)), []string{"feature 1", "no geometry"}},
		{"no coordinates", collection(commune(`"code":"01002"`, `{"type":"Polygon"}`)), []string{"feature 1"}},
		{"open ring", collection(commune(`"code":"01002"`, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}`)), []string{"feature 1", "not closed"}},
		{"no ring", collection(commune(`"code":"01002"`, `{"type":"Polygon","coordinates":[]}`)), []string{"feature 1", "empty"}},
		{"no polygon", collection(commune(`"code":"01002"`, `{"type":"MultiPolygon","coordinates":[]}`)), []string{"feature 1", "empty"}},
		{"no code", collection(commune(`"id":7,"nom":"A"`, unitSquare)), []string{"feature 1", "INSEE_COM", "id, nom"}},
		{"a code without its zero", collection(commune(`"code":1001,"nom":"A"`, unitSquare)), []string{"feature 1", `"1001"`, "five characters"}},
		{"not a Feature", collection(unitSquare), []string{"feature 1", `"Feature"`}},
		{"Latin-1", collection(commune("\"code\":\"01002\",\"nom\":\"Pr\xe9\"", unitSquare)), []string{"c.geojson", "UTF-8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readCommunes(t, t.Context(), c.text)
			wantSentence(t, err, c.want...)
		})
	}
}

func TestReadCommunesStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readCommunes(t, ctx, collection(commune(`"code":"01001"`, unitSquare))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

func FuzzReadCommunes(f *testing.F) {
	good := commune(`"code":"01001","nom":"A","population":1`, unitSquare)
	for _, seed := range []string{
		"", "{", collection(good), collection(good)[:80], `{"crs":null,"features":[],"type":"FeatureCollection"}`,
		collection(commune(`"INSEE_COM":"2A001","POP_2020":1e999,"DEP":null`, `{"type":"MultiPolygon","coordinates":[[[[1]]]]}`)),
		collection(commune(`"code":"01002"`, `{"type":"GeometryCollection","geometries":[null]}`)),
		collection(commune(`"code":"01002"`, `{"type":"Polygon","coordinates":null}`)),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		b := data.NewBuilder(data.Region{Code: "94", TimeZone: "Europe/Paris"}, data.SPRO())
		if err := ReadCommunes(t.Context(), strings.NewReader(string(text)), b, CommunesOptions{Source: "s"}); err != nil {
			wantSentenceAbout(t, string(text), err)
		}
	})
}

// BenchmarkReadCommunes reads the 4,028 communes of Auvergne-Rhône-Alpes;
// its twin unmarshals the whole file with orb.
func BenchmarkReadCommunes(b *testing.B) {
	text := realText(b, filepath.Join("aura", "communes.geojson"))
	b.Run("streaming", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			builder := data.NewBuilder(data.Region{Code: "84", TimeZone: "Europe/Paris"}, data.SPRO())
			if err := ReadCommunes(b.Context(), strings.NewReader(text), builder, CommunesOptions{Source: "communes"}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("orb whole", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := geojson.UnmarshalFeatureCollection([]byte(text)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
