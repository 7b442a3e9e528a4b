package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data/hours"
	"maillage/say"
)

var update = flag.Bool("update", false, "rewrite testdata")

// golden compares an answer with testdata/name, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// Whole answers, in the forms that both doors write.
func TestAnswersAreAsWritten(t *testing.T) {
	s := serve(t, Options{Version: "test"})
	for name, target := range map[string]string{
		"nearest.json":     "/api/v1/nearest?lat=42.05&lon=9.1",
		"nearest.geojson":  "/api/v1/nearest?lat=42.05&lon=9.1&f=geojson&lang=en",
		"nearest.csv":      "/api/v1/nearest?lat=42.05&lon=9.1&f=csv",
		"ways.geojson":     "/api/v1/nearest?lat=42.05&lon=9.1&f=geojson&geometry=route&limit=1",
		"route.json":       "/api/v1/route?lat=42.05&lon=9.1&structure=src--M",
		"route.geojson":    "/api/v1/route?q=fontaine&structure=src--M&f=geojson&lang=en",
		"commune.json":     "/api/v1/nearest?code_commune=2B001",
		"commune.geojson":  "/api/v1/nearest?code_commune=2B001&reseaux_porteurs=mission-locale&f=geojson",
		"commune.csv":      "/api/v1/nearest?code_commune=2B001&f=csv&lang=en",
		"typed.json":       "/api/v1/nearest?q=fontaine&limit=1",
		"places.json":      "/api/v1/places?q=12bis+rue+de+l'eglise",
		"around.json":      "/api/v1/places/reverse?lat=42.06&lon=9.06&lang=en",
		"night.json":       "/api/v1/nearest?lat=42.05&lon=9.1&at=2026-11-25T23:00",
		"night.geojson":    "/api/v1/nearest?lat=42.05&lon=9.1&at=2026-11-25T23:00&f=geojson&lang=en",
		"night.csv":        "/api/v1/nearest?lat=42.05&lon=9.1&at=2026-11-25T23:00&f=csv&lang=en",
		"coverage.json":    "/api/v1/coverage?target=10",
		"coverage.geojson": "/api/v1/coverage?target=10&f=geojson",
		"coverage.csv":     "/api/v1/coverage?target=10&f=csv",
		"gaps.json":        "/api/v1/gaps?target=5&group=18-24&lang=en",
		"gaps.geojson":     "/api/v1/gaps?target=5&f=geojson",
		"gaps.csv":         "/api/v1/gaps?target=5&f=csv",
		"region.json":      "/api/v1/region",
	} {
		w := get(s, target)
		if w.Code != 200 {
			t.Errorf("%s: status %d: %s", target, w.Code, w.Body)
			continue
		}
		golden(t, name, w.Body.Bytes())
	}
}

func TestNearestKeepsWhatFits(t *testing.T) {
	s := serve(t, Options{})
	const here = "/api/v1/nearest?lat=42.05&lon=9.05"
	for _, c := range []struct{ name, query, results, remote string }{
		{"all", "", "M F", "R"},
		{"limit after filters", "&limit=1&reseaux_porteurs=france-service", "F", ""},
		{"an audience, and those open to everyone", "&publics=femmes", "F", "R"},
		{"audiences with a comma", "&publics=jeunes,femmes", "M F", "R"},
		{"audiences with an encoded comma", "&publics=jeunes%2Cfemmes", "M F", "R"},
		{"audiences repeated", "&publics=jeunes&publics=femmes", "M F", "R"},
		{"empty items are none", "&publics=,", "M F", "R"},
		{"networks repeated and with commas", "&reseaux_porteurs=mission-locale&reseaux_porteurs=cidff,france-service", "M F", "R"},
		{"level 2", "&level=2", "M", ""},
		{"on site only", "&modes_accueil=en-presentiel", "M F", ""},
		{"accessible", "&accessible=true", "M", ""},
		{"whether accessible or not", "&accessible=false", "M F", "R"},
		{"not further than 5 min", "&max_minutes=5", "M", "R"},
		{"0 minutes is no limit", "&max_minutes=0", "M F", "R"},
		{"whatever the hours", "&open=any", "M F", "R"},
		{"in winter", "&season=winter&mode=crow", "M F", "R"},
	} {
		w := get(s, here+c.query)
		body := decode[NearestBody](t, w)
		var results, remote []string
		for _, r := range body.Results {
			results = append(results, strings.TrimPrefix(r.Structure.ID, "src--"))
		}
		for _, r := range body.Remote {
			remote = append(remote, strings.TrimPrefix(r.Structure.ID, "src--"))
		}
		if got := strings.Join(results, " "); w.Code != 200 || got != c.results {
			t.Errorf("%s: status %d, results %q, want %q", c.name, w.Code, got, c.results)
		}
		if got := strings.Join(remote, " "); got != c.remote {
			t.Errorf("%s: remote %q, want %q", c.name, got, c.remote)
		}
	}
}

func TestTimesOfDay(t *testing.T) {
	at := time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		t    time.Time
		want string
	}{
		{"none", time.Time{}, ""},
		{"that day", at.Add(3 * time.Hour), "17:00"},
		{"midnight is the next day's", at.Add(10 * time.Hour), "2026-11-26T00:00"},
		{"another day", at.Add(18*time.Hour + 30*time.Minute), "2026-11-26T08:30"},
	} {
		if got := timeOfDay(at, c.t); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAt(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct{ name, at, want string }{
		{"now, to the second", "", epoch},
		{"the region's time, winter", "&at=2026-11-25T14:00", "2026-11-25T14:00:00+01:00"},
		{"the region's time, summer", "&at=2026-07-14T09:30", "2026-07-14T09:30:00+02:00"},
		{"seconds", "&at=2026-07-14T09:30:05", "2026-07-14T09:30:05+02:00"},
		{"half a second", "&at=2026-07-14T09:30:05.5", "2026-07-14T09:30:05+02:00"},
		{"an hour the spring skips", "&at=2026-03-29T02:30", "2026-03-29T03:30:00+02:00"},
		{"an hour the autumn repeats", "&at=2026-10-25T02:30", "2026-10-25T02:30:00+02:00"},
		{"another zone", "&at=2026-11-25T14:00:00Z", "2026-11-25T15:00:00+01:00"},
		{"an offset", "&at=2026-11-25T14:00:00%2B04:00", "2026-11-25T11:00:00+01:00"},
		{"a plus sign left as it is", "&at=2026-11-25T14:00:00+04:00", "2026-11-25T11:00:00+01:00"},
	} {
		w := get(s, "/api/v1/nearest?lat=42.05&lon=9.05"+c.at)
		if want := `"at": "` + c.want + `"`; !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: no %s in %s", c.name, want, w.Body)
		}
	}
}

// The command line makes its bodies itself: they must be the server's.
func TestBodiesAreTheServers(t *testing.T) {
	s := serve(t, Options{})
	e := drawn(t, true)
	now := s.options.Now().Truncate(quarterHour).Add(time.Nanosecond) // of the command's clock
	q := analysis.CoverageQuery{TargetMinutes: 10, Query: analysis.Query{At: now.In(e.Dataset().Location())}}
	c, err := e.Coverage(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := WriteJSON(&got, NewCoverageBody(e.Dataset(), c, say.English)); err != nil {
		t.Fatal(err)
	}
	if want := get(s, "/api/v1/coverage?target=10&lang=en").Body.String(); got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	g, err := e.Gaps(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	got.Reset()
	if err := WriteJSON(&got, NewGapsBody(e.View(), g, say.English)); err != nil {
		t.Fatal(err)
	}
	if want := get(s, "/api/v1/gaps?target=10&lang=en").Body.String(); got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func TestNumbersForJSON(t *testing.T) {
	for _, c := range []struct {
		name string
		x    float64
		want *float64
	}{
		{"rounded", 12.3456, new(12.3)},
		{"nobody", math.NaN(), nil},
		{"out of reach", math.Inf(1), nil},
	} {
		got := known(c.x, 1)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOriginSaysWhereItMeetsTheStreet(t *testing.T) {
	there := orb.Point{9.15, 42.306}
	for _, c := range []struct {
		name   string
		origin analysis.Origin
		want   string
	}{
		{"on a street", analysis.Origin{Point: there, Snapped: true, SnappedMetres: 13.6, Street: "Cours Paoli"},
			`{"lat":42.306,"lon":9.15,"snapped_m":14,"street":"Cours Paoli"}`},
		{"at the door", analysis.Origin{Point: there, Snapped: true}, `{"lat":42.306,"lon":9.15,"snapped_m":0}`},
		{"far", analysis.Origin{Point: there, Snapped: true, SnappedMetres: 900, Far: true}, `{"lat":42.306,"lon":9.15,"snapped_m":900,"far":true}`},
		{"without streets", analysis.Origin{Point: there}, `{"lat":42.306,"lon":9.15}`},
	} {
		got, err := json.Marshal(newOriginBody(&c.origin))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, want %s (%v)", c.name, got, c.want, err)
		}
	}
}

// Appointments at no known hour have a day, and no moment that a program could take for an opening.
func TestOpeningWithoutAnHour(t *testing.T) {
	at := time.Date(2026, 11, 28, 10, 0, 0, 0, time.UTC)
	monday := func(hour int) time.Time { return time.Date(2026, 11, 30, hour, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name, opens, day, then, cell string
		door                         analysis.Door
	}{
		{"an hour", `"2026-11-30T09:00:00Z"`, "2026-11-30", "open", "2026-11-30 09:00", analysis.Door{State: hours.Closed, Opens: monday(9), Then: hours.Open}},
		{"a morning", "null", "2026-11-30", "by appointment", "2026-11-30",
			analysis.Door{State: hours.Closed, Opens: monday(0), OpensBy: monday(12), Then: hours.ByAppointment}},
		{"an afternoon, unknown before", "null", "2026-11-30", "by appointment", "2026-11-30",
			analysis.Door{Opens: monday(12), OpensBy: monday(24), Then: hours.ByAppointment}},
		{"nothing known", "null", "", "", "", analysis.Door{State: hours.Closed}},
	} {
		r := analysis.Result{Door: c.door}
		b := newDoorBody(at, &r, say.French)
		opens, err := json.Marshal(b.Opens)
		if err != nil {
			t.Fatal(err)
		}
		if cell := CSVPlain.cell(b.cells(nil)[2]); string(opens) != c.opens || b.Day != c.day || b.Then != c.then || cell != c.cell {
			t.Errorf("%s: got %s, %q, %q, %q", c.name, opens, b.Day, b.Then, cell)
		}
		if leave := r.Leave(); c.opens == "null" && !leave.IsZero() {
			t.Errorf("%s: leave at %v", c.name, leave)
		}
	}
}
