package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/gazetteer"
)

// drawing is the region of these tests, a commune a square of 0.1 degree whose
// south-west corner is at 9.0, 42.0. A digit is ten people at the centre of
// their commune; a letter after it is a structure there.
//
//	9M 2F 1R   M a mission locale, F a France services, R a service by telephone only
const drawing = "9M 2F 1R"

const epoch = "2026-11-25T14:07:30+01:00" // what the clock of these tests says

// drawn builds the drawing. Straight lines only: it has no street.
func drawn(t testing.TB, fictional bool) *analysis.Engine {
	t.Helper()
	b := data.NewBuilder(data.Region{Code: "94", Name: "Dessin", TimeZone: "Europe/Paris", Fictional: fictional}, data.SPRO())
	for _, s := range []data.Source{
		{Name: "src", Title: "Annuaire dessiné", Holder: "Nous", Licence: "Licence Ouverte 2.0", Vintage: "2026-11-01", URL: "https://example.org/src"},
		{Name: "communes", Title: "Communes dessinées", Licence: "Licence Ouverte 2.0", Vintage: "2020"},
		{Name: "population", Title: "Carreaux dessinés", Holder: "INSEE", Licence: "Licence Ouverte 2.0", Vintage: "2015"},
	} {
		b.AddSource(s)
	}
	groups := []data.Group{
		{Code: "all", Label: "tout le monde", Unit: "personnes", Source: "population"},
		{Code: "18-24", Label: "18 à 24 ans", Unit: "personnes", Source: "population"},
	}
	if err := b.StartCells(data.Grid{}, groups); err != nil {
		t.Fatal(err)
	}
	for x, place := range strings.Fields(drawing) {
		addPlace(b, x, place)
	}
	ds, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return analysis.New(ds, nil)
}

func addPlace(b *data.Builder, x int, place string) {
	west, south := 9+float64(x)/10, 42.0
	code, centre := "2B00"+string('1'+rune(x)), orb.Point{west + .05, south + .05}
	b.AddCommune(data.CommuneRecord{
		Source: "communes", Code: code, Name: "Lieu-" + string('A'+rune(x)), Population: 11 * int(place[0]-'0'),
		Shape: orb.MultiPolygon{{{{west, south}, {west + .1, south}, {west + .1, south + .1}, {west, south + .1}, {west, south}}}},
		PartOf: map[data.TerritoryKind]string{data.KindDepartement: map[bool]string{true: "2A", false: "2B"}[x == 2],
			data.KindRegion: "94"},
	})
	people := 10 * float64(place[0]-'0')
	b.AddCell(data.CellRecord{ID: code, Center: centre, Estimated: x == 2, Count: []float64{people, people / 10}})
	record := data.StructureRecord{
		Source: "src", ID: string(place[1]), Position: data.Position{Point: centre, Precision: data.PrecisionHouse},
		Address: "1 rue du Dessin", PostalCode: "20250", City: "LIEU", Phone: "+33 4 95 00 00 00",
	}
	switch place[1] {
	case 'M':
		record.Name, record.Networks = "Mission locale d'ici", []data.NetworkCode{"mission-locale"}
		record.Accessible, record.Hours = data.Accessible, hours.Text{Raw: "Mo-Fr 08:30-17:00"}
	case 'F':
		record.Name, record.Networks = "=France services", []data.NetworkCode{"france-service"}
		record.Accessible, record.Appointment = data.NotAccessible, true
	case 'R':
		record.Name, record.Networks = "CIDFF au téléphone", []data.NetworkCode{"cidff"}
		record.Services = []data.Service{{ID: "tel", Level: 1, Audiences: []data.Audience{"femmes"}, Receptions: []data.Reception{data.ReceptionRemote}}}
	}
	b.AddStructure(record)
}

// gazetteerOf knows the drawing's communes, structures and territories, one
// street of Lieu-A with its houses, a lieu-dit of Lieu-C, and a Fontaine in each of the two.
func gazetteerOf(e *analysis.Engine) Gazetteer {
	ds, b := e.Dataset(), gazetteer.NewBuilder()
	for i := range ds.Territories {
		switch t := &ds.Territories[i]; t.Kind {
		case data.KindCommune:
			b.AddCommune(gazetteer.Commune{Code: t.Code, Name: t.Name, Departement: t.Code[:2], Point: t.Shape.Bound().Center(), Radius: 5000,
				People: t.Population, Ref: uint32(i)})
			b.AddPostalCode(t.Code, "20250")
		default:
			b.AddTerritory(gazetteer.Territory{Name: t.Name, Point: orb.Point{9.1, 42.05}, Radius: 20000, Ref: uint32(i)})
		}
	}
	for i := range ds.Structures {
		site := &ds.Sites[ds.Structures[i].Site]
		b.AddStructure(gazetteer.Structure{Commune: ds.Territories[site.Commune].Code, PostalCode: site.PostalCode, Name: ds.Structures[i].Name,
			Point: site.Position.Point, Ref: uint32(i)})
	}
	for i, suffix := range []string{"", "bis"} {
		b.AddAddress(gazetteer.Address{Commune: "2B001", PostalCode: "20250", Street: "Rue de l'Église", Number: 12, Suffix: suffix,
			Point: orb.Point{9.06, 42.06 + float64(i)/1000}})
	}
	for commune, lon := range map[string]float64{"2B001": 9.02, "2B003": 9.28} {
		b.AddLocality(gazetteer.Locality{Commune: commune, PostalCode: "20250", Name: "Fontaine", Point: orb.Point{lon, 42.02}, Radius: 300})
	}
	b.AddLocality(gazetteer.Locality{Commune: "2B003", PostalCode: "20250", Name: "Bergerie Vieille", Point: orb.Point{9.26, 42.06}, Radius: 400})
	g := b.Finish()
	return func() (*gazetteer.Gazetteer, error) { return g, nil }
}

func snapshot(t testing.TB, fingerprint string) *Snapshot {
	e := drawn(t, true)
	return NewSnapshot(e, gazetteerOf(e), fingerprint, nil)
}

// serve starts a server on the drawing, at the epoch.
func serve(t testing.TB, o Options) *Server {
	t.Helper()
	now, err := time.Parse(time.RFC3339, epoch)
	if err != nil {
		t.Fatal(err)
	}
	if o.Now == nil {
		o.Now = func() time.Time { return now.Add(163 * time.Millisecond) }
	}
	s := NewServer(o)
	s.Swap(snapshot(t, "fingerprint"))
	t.Cleanup(s.Close)
	return s
}

// get asks and returns the answer. Headers are "Name: value".
func get(s http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	return do(s, http.MethodGet, target, headers...)
}

func do(s http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func decode[T any](t testing.TB, w *httptest.ResponseRecorder) T {
	t.Helper()
	var body T
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
		t.Fatalf("answer is not JSON: %v\n%s", err, w.Body)
	}
	return body
}
