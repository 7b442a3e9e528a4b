package region

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/internal/banworld"
	"maillage/internal/realdata"
	"maillage/say"
)

// corse is Corsica's recipe, and the folder of its files in that of the open data.
func corse(t testing.TB, open string) (*Recipe, string) {
	t.Helper()
	dir := filepath.Join(open, "corse")
	r, err := LoadRecipe(filepath.Join(realdata.Root(t), "regions", "corse.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return r, dir
}

// builtCorse is Corsica as its recipe builds it, once for the tests that only look at it.
func builtCorse(t *testing.T) *Contents {
	t.Helper()
	if corsicanContents == nil {
		recipe, dir := corse(t, realdata.Dir(t))
		c, _, err := Build(t.Context(), recipe, Options{Offline: dir})
		if err != nil {
			t.Fatal(err)
		}
		corsicanContents = c
	}
	return corsicanContents
}

var corsicanContents *Contents

func TestBuildCorse(t *testing.T) {
	recipe, dir := corse(t, realdata.Watched(t))
	var ended []string
	c, report, err := Build(t.Context(), recipe, Options{Offline: dir, Progress: func(s Step) {
		if s.Ended {
			ended = append(ended, s.Name.In(say.English))
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if report.Communes != 360 || report.Cells != 2994 || report.People < 270858.5 || report.People >= 270859.5 || report.Census != 343701 {
		t.Errorf("got %d communes, %d cells, %.1f people, census %d; want 360, 2994, 270859, 343701", report.Communes, report.Cells, report.People, report.Census)
	}
	if s := report.Streets; s == nil || s.Junctions != 31333 || s.Nodes > s.Junctions || s.Edges == 0 || len(s.Graphs) != 4 {
		t.Errorf("streets: got %+v, want 31333 junctions and four graphs", s)
	}
	if report.Structures == 0 || len(report.Networks) < 3 || len(report.Defects) == 0 || len(report.Steps) != len(ended) {
		t.Errorf("got %d structures, networks %v, defects %v, %d steps, %d ended", report.Structures, report.Networks, report.Defects, len(report.Steps), len(ended))
	}
	path := filepath.Join(t.TempDir(), "a.maillage")
	if err := Write(path, c); err != nil {
		t.Fatal(err)
	}
	checkReadsBack(t, path, c)
	checkPlaces(t, c)
	t.Run("again", func(t *testing.T) { // apart: it is long, and skipped where the race detector watches
		other := filepath.Join(t.TempDir(), "b.maillage")
		if err := Write(other, builtCorse(t)); err != nil {
			t.Fatal(err)
		}
		checkSameBytes(t, path, other)
	})
}

// checkPlaces looks up the addresses of the real structures, whose positions
// tell how far off that would put them: docs/method/data-quality.md has the figures.
func checkPlaces(t *testing.T, c *Contents) {
	t.Helper()
	if s := c.Gazetteer.Stats(); s.Communes != 360 || s.Structures < 80 || s.Streets < 1800 || s.LeftOut != 0 {
		t.Errorf("the gazetteer holds %+v", s)
	}
	lookup := NewLookup(c.Gazetteer, c.Dataset)
	var off []float64
	for i := range c.Dataset.Sites {
		s := &c.Dataset.Sites[i]
		if s.Commune == data.NoTerritory {
			continue
		}
		code := c.Dataset.Territories[s.Commune].Code
		m, outcome := lookup.Find(data.Address{Text: s.Address, PostalCode: s.PostalCode, City: s.City, CommuneCode: code}, LeastScore)
		if outcome != Found || m.CommuneCode != code {
			t.Errorf("%q, %s %s: got %q of %s, want a place of %s", s.Address, s.PostalCode, s.City, m.Label, m.CommuneCode, code)
		}
		if precisionOf(&m) > data.PrecisionCommune {
			off = append(off, geo.Metres(m.Point, s.Position.Point))
		}
	}
	slices.Sort(off)
	if len(off) < 20 || off[len(off)/2] > 250 {
		t.Errorf("%d addresses found at their street, %.0f m off: want 20, half of them within 250 m", len(off), off)
	}
}

func checkSameBytes(t *testing.T, a, b string) {
	t.Helper()
	first, err1 := os.ReadFile(a)
	other, err2 := os.ReadFile(b)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, other) {
		t.Error("two builds give different bytes")
	}
	dir, _ := os.Getwd()
	for _, here := range []string{dir, filepath.Dir(a), realdata.Dir(t)} {
		if bytes.Contains(first, []byte(here)) {
			t.Errorf("the file holds a path of this machine: %s", here)
		}
	}
}

func checkReadsBack(t *testing.T, path string, want *Contents) {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	got, err := f.Contents()
	if err != nil {
		t.Fatal(err)
	}
	if got.Recipe != "corse" || !equalTables(&got.Dataset.Tables, &want.Dataset.Tables) {
		t.Error("the tables read back differ")
	}
	places, err1 := f.Gazetteer()
	sources, err2 := f.PlaceSources()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	again := &parts{recipe: got.Recipe, tables: got.Dataset.Tables, streets: got.Streets.Columns(), gazetteer: places.Columns(), sources: sources}
	if err := errors.Join(again.gatherHierarchies(), got.Streets.CheckHierarchies(t.Context())); err != nil {
		t.Fatal(err)
	}
	if len(again.hierarchies) != 4 {
		t.Errorf("got %d hierarchies, want one for each of four graphs", len(again.hierarchies))
	}
	if !bytes.Equal(encodeBytes(t, encode(again)), f.bytes) {
		t.Error("read and written again, the bytes differ")
	}
	if a, b := NewReport(got), NewReport(want); a.People != b.People || !reflect.DeepEqual(a.Networks, b.Networks) || !reflect.DeepEqual(a.Streets, b.Streets) {
		t.Errorf("the report of the file is %+v, of the build %+v", a, b)
	}
}

// equalTables compares tables, an empty list being no list.
func equalTables(a, b *data.Tables) bool {
	return bytes.Equal(encodeTables(a), encodeTables(b)) &&
		reflect.DeepEqual(a.Structures, b.Structures) && reflect.DeepEqual(a.Sites, b.Sites) && reflect.DeepEqual(a.Defects, b.Defects)
}

func encodeTables(t *data.Tables) []byte {
	var all []byte
	for _, w := range encode(&parts{tables: *t}) {
		all = append(all, w.bytes...)
	}
	return all
}

func TestBuildSaysWhichFileIsWrong(t *testing.T) {
	recipe, dir := corse(t, realdata.Dir(t))
	for _, c := range []struct {
		name, file string
		change     func(b []byte) []byte // nil: the file is taken away
		want       string
	}{
		{"missing", "communes.geojson", nil, "missing from the folder"},
		{"not GeoJSON", "communes.geojson", func([]byte) []byte { return []byte("<html>") }, "communes.geojson"},
		{"truncated streets", "roads.osm.pbf", func(b []byte) []byte { return b[:len(b)/2] }, "roads.osm.pbf"},
		{"truncated grid", "population_1km.gpkg", func(b []byte) []byte { return b[:5000] }, "population_1km.gpkg"},
		{"missing, shared", "calendar/fr-en-calendrier-scolaire.csv", nil, "missing from the folder"},
		{"a column short", "france_services.csv", func(b []byte) []byte { return bytes.Replace(b, []byte("latitude"), []byte("lat"), 1) }, "latitude"},
	} {
		t.Run(c.name, func(t *testing.T) {
			copied := t.TempDir()
			for _, s := range recipe.Sources {
				path, err := offlineFile(dir, &s)
				if s.Optional && err != nil {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if s.File == c.file {
					if c.change == nil {
						continue
					}
					b = c.change(b)
				}
				to := filepath.Join(copied, filepath.FromSlash(s.File))
				if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, b, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			_, _, err := Build(t.Context(), recipe, Options{Offline: copied})
			if err == nil {
				t.Fatal("no error")
			}
			for _, language := range say.Langs() {
				got := say.Err(err, language)
				if !strings.Contains(got, c.file) || strings.Contains(got, "%!") || strings.Contains(got, "\n") {
					t.Errorf("got %q, want one sentence with %q", got, c.file)
				}
			}
			if got := say.Err(err, say.English); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q in it", got, c.want)
			}
		})
	}
}

func TestBuildStopsWhenAsked(t *testing.T) {
	recipe, dir := corse(t, realdata.Dir(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Build(ctx, recipe, Options{Offline: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func BenchmarkBuildCorse(b *testing.B) {
	recipe, dir := corse(b, realdata.Dir(b))
	for b.Loop() {
		if _, _, err := Build(b.Context(), recipe, Options{Offline: dir}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpenCorse opens a region and makes its Dataset and Streets, and closes it.
func BenchmarkOpenCorse(b *testing.B) {
	recipe, dir := corse(b, realdata.Dir(b))
	c, _, err := Build(b.Context(), recipe, Options{Offline: dir})
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "corse.maillage")
	if err := Write(path, c); err != nil {
		b.Fatal(err)
	}
	b.Run("header", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			_ = f.Close()
		}
	})
	b.Run("contents read whole", func(b *testing.B) { // the naive twin
		b.ReportAllocs()
		for b.Loop() {
			whole, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			f, err := newFile(path, whole, func() error { return nil })
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.Contents(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("contents", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.Contents(); err != nil {
				b.Fatal(err)
			}
			_ = f.Close()
		}
		info, _ := os.Stat(path)
		b.ReportMetric(float64(info.Size()), "bytes/file")
	})
	b.Run("gazetteer", func(b *testing.B) { // what the first question costs
		b.ReportAllocs()
		for b.Loop() {
			f, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.Gazetteer(); err != nil {
				b.Fatal(err)
			}
			_ = f.Close()
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			f, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			if err := f.Verify(); err != nil {
				b.Fatal(err)
			}
			_ = f.Close()
		}
	})
}

// A region of one commune, downloaded, without people, structures or streets.
func TestBuildDownloads(t *testing.T) {
	p := &publisher{etag: `"a"`, body: []byte(`{"type":"FeatureCollection","features":[{"type":"Feature",
		"properties":{"code":"2B096","nom":"Corte","population":7000,"codeEpci":"200073120","codeDepartement":"2B","codeRegion":"94"},
		"geometry":{"type":"Polygon","coordinates":[[[9,42],[9.2,42],[9.2,42.4],[9,42.4],[9,42]]]}}]}`)}
	server := httptest.NewServer(p)
	defer server.Close()
	text := minimal[:strings.Index(minimal, "  - name: people")]
	recipe, err := parseRecipe("small.yaml", []byte(strings.Replace(text, "https://example.org", server.URL, 1)))
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	for run := range 2 {
		c, report, err := Build(t.Context(), recipe, Options{Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		if report.Communes != 1 || report.Census != 7000 || report.Cells != 0 || c.Streets != nil || report.Streets != nil {
			t.Errorf("run %d: got %+v", run, report)
		}
	}
	if _, err := os.Stat(filepath.Join(cache, "small", "communes.geojson")); err != nil {
		t.Error(err)
	}
	if len(p.requests) != 2 || p.requests[1].Get("If-None-Match") != `"a"` {
		t.Errorf("got %d requests, the second without the first's ETag", len(p.requests))
	}
	p.etag, p.statuses = "", []int{404}
	if _, _, err := Build(t.Context(), recipe, Options{Cache: cache}); err == nil || !strings.Contains(say.Err(err, say.English), `source "communes", communes.geojson: `) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkOpenAddresses opens a region of a million addresses: what answers without
// them must not pay for them.
func BenchmarkOpenAddresses(b *testing.B) {
	w, k := banworld.New(1, 4000, 1_000_000), newBook()
	for _, c := range w.Communes {
		k.AddCommune(gazetteer.Commune(c))
	}
	for a := range w.All() {
		k.Builder.AddAddress(gazetteer.Address(a))
	}
	tables := tinyParts().tables
	tables.Cells = data.Cells{}
	ds, err := data.FromTables(tables)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		places *gazetteer.Gazetteer
	}{{"without", nil}, {"with", k.Finish()}} {
		path := filepath.Join(b.TempDir(), "a.maillage")
		if err := Write(path, &Contents{Dataset: ds, Recipe: "a", Gazetteer: c.places}); err != nil {
			b.Fatal(err)
		}
		for _, read := range []struct {
			name string
			read func(f *File) error
		}{
			{"contents", func(f *File) error { _, err := f.Contents(); return err }},
			{"first question", func(f *File) error { _, err := f.Gazetteer(); return err }},
		} {
			b.Run(c.name+"/"+read.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					f, err := Open(path)
					if err != nil {
						b.Fatal(err)
					}
					if err := read.read(f); err != nil {
						b.Fatal(err)
					}
					_ = f.Close()
				}
				info, _ := os.Stat(path)
				b.ReportMetric(float64(info.Size()), "bytes/file")
			})
		}
	}
}
