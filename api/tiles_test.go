package api

import (
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo/tile"
	"maillage/internal/tileread"
)

var middle = orb.Point{9.09, 42.05} // of the gridded region

// What the map paints is what coverage counts, to the last person, whatever the
// target; and whoever is joined into larger squares is still there.
func TestCellsPaintWhatCoverageCounts(t *testing.T) {
	s := serveGrid(t)
	engine := s.snapshot.Load().engine
	for _, query := range []string{"?mode=car", "?mode=walk&group=18-24", "?mode=crow&reseaux_porteurs=mission-locale"} {
		group := "all"
		if strings.Contains(query, "18-24") {
			group = "18-24"
		}
		single := everywhere(t, s, "cells", 12, query)
		if len(single) < 300 {
			t.Fatalf("%s: %d cells", query, len(single))
		}
		for _, target := range []float64{5, 10, 12.5, 30, 60} {
			q := analysis.CoverageQuery{TargetMinutes: target, Group: group}
			q.Mode, _, _ = strings.Cut(strings.TrimPrefix(query, "?mode="), "&")
			if strings.Contains(query, "mission") {
				q.Filter.Networks = []data.NetworkCode{"mission-locale"}
			}
			want, err := engine.Coverage(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			people, covered := 0.0, 0.0
			for _, f := range single {
				people += f.Tags["people"].(float64)
				if minutes, ok := f.Tags["minutes"].(float64); ok && minutes <= target {
					covered += f.Tags["people"].(float64)
				}
			}
			if people != want.Total.People || covered != want.Total.Covered {
				t.Errorf("%s, %v minutes: painted %v of %v, counted %v of %v", query, target, covered, people, want.Total.Covered, want.Total.People)
			}
		}
		for z := range uint32(12) {
			people, joined := 0.0, false
			for _, f := range everywhere(t, s, "cells", z, query) {
				people += f.Tags["people"].(float64)
				joined = joined || f.Tags["cells"] != nil
			}
			if people != sum(single) || joined != (z < 9) {
				t.Errorf("%s, zoom %d: %v people, joined %v, want %v", query, z, people, joined, sum(single))
			}
		}
	}
}

func sum(features map[uint64]tileread.Feature) (people float64) {
	for _, f := range features {
		people += f.Tags["people"].(float64)
	}
	return people
}

// Whoever is beyond the target is painted beyond it at every zoom, however many
// people within it share a square from afar.
func TestNobodyBeyondTheTargetIsPaintedWithin(t *testing.T) {
	s := serveGrid(t)
	engine := s.snapshot.Load().engine
	const target = 60 // on foot: the grid's far corner is beyond
	gaps, err := engine.Gaps(t.Context(), analysis.CoverageQuery{Query: analysis.Query{Mode: "walk"}, TargetMinutes: target, Group: "all"})
	if err != nil || len(gaps.Zones) == 0 || gaps.Total.Covered == 0 {
		t.Fatalf("%d zones, %+v, %v", len(gaps.Zones), gaps, err)
	}
	centers := engine.Dataset().Cells.Center
	for z := range uint32(tile.MaxZoom + 1) {
		tiles := map[string][]tileread.Feature{}
		for _, zone := range gaps.Zones {
			for _, i := range zone.Cells {
				url := tileURL("cells", centers[i], z, "?mode=walk")
				if _, asked := tiles[url]; !asked {
					tiles[url] = featuresOf(t, s, url)
				}
				p := tile.Project(centers[i])
				place := orb.Point{float64(p.X<<z) / (1 << 20), float64(p.Y<<z) / (1 << 20)}
				if !slices.ContainsFunc(tiles[url], func(f tileread.Feature) bool {
					minutes, reached := f.Tags["minutes"].(float64)
					return (!reached || minutes > target) && covers(f, place)
				}) {
					t.Fatalf("zoom %d: cell %d of white zone %d is painted as if all arrived in time", z, i, zone.Rank)
				}
			}
		}
	}
}

// covers tells whether a place in units lies in a square, rounded to units.
func covers(f tileread.Feature, place orb.Point) bool {
	var corners orb.MultiPoint
	for _, p := range f.Parts[0] {
		corners = append(corners, orb.Point{float64(p[0]), float64(p[1])})
	}
	return corners.Bound().Pad(.5).Contains(place)
}

// Where there is no grid the communes are painted.
func TestCommunesArePaintedWithoutAGrid(t *testing.T) {
	got := map[any]any{}
	for _, f := range featuresOf(t, serve(t, Options{}), tileURL("cells", orb.Point{9.15, 42.05}, 8, "?reseaux_porteurs=mission-locale")) {
		got[f.Tags["commune"]] = f.Tags["people"]
		if minutes, ok := f.Tags["minutes"].(float64); !ok || (minutes < 1) != (f.Tags["commune"] == "Lieu-A") || f.Tags["nearest"] != "Mission locale d'ici" {
			t.Errorf("%v", f.Tags)
		}
	}
	if want := map[any]any{"Lieu-A": 90.0, "Lieu-B": 20.0, "Lieu-C": 10.0}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Every collection is drawn at every zoom by the format, and tells what it is described to tell.
func TestEveryCollectionAtEveryZoom(t *testing.T) {
	s := serveGrid(t)
	seen := map[string]bool{}
	for _, id := range collections() {
		described := newLayerBody(id, "fr").Schema.Properties
		for z := range uint32(tile.MaxZoom + 1) {
			for _, f := range featuresOf(t, s, tileURL(id, middle, z, "")) {
				seen[id] = true
				for name, value := range f.Tags {
					seen[id+"."+name] = true
					if want := fmt.Sprintf("%T", value); strings.TrimSuffix(want, "64") != map[string]string{"number": "float", "string": "string", "boolean": "bool"}[described[name].Type] {
						t.Errorf("%s tells %s: %v, described as %+v", id, name, value, described[name])
					}
				}
			}
		}
	}
	for _, id := range []string{"commune", "departement", "region", "streets", "borders", "places", "structures", "cells"} {
		if !seen[id] {
			t.Errorf("%s was never drawn", id)
		}
		for name := range newLayerBody(id, "fr").Schema.Properties {
			if !seen[id+"."+name] {
				t.Errorf("%s never told its %s", id, name)
			}
		}
	}
}

// Streets show from their zoom on, the larger first, and are named from closer on.
func TestStreetsShowByTheirCategory(t *testing.T) {
	s := serveGrid(t)
	for z, want := range map[uint32]string{
		5: "motorway trunk", 7: "motorway trunk", 8: "motorway primary trunk", 9: "motorway primary trunk",
		10: "motorway primary secondary tertiary trunk", 12: "minor motorway primary secondary tertiary trunk",
		14: "minor motorway path primary secondary tertiary trunk",
	} {
		classes := map[string]bool{}
		limits := limitsOf([]float64{9.05, 42, 9.15, 42.07}, z)
		for row := limits.MinRow; row <= limits.MaxRow; row++ {
			for col := limits.MinCol; col <= limits.MaxCol; col++ {
				for _, f := range featuresOf(t, s, fmt.Sprintf("/collections/streets/tiles/WebMercatorQuad/%d/%d/%d", z, row, col)) {
					classes[f.Tags["class"].(string)] = true
					if _, named := f.Tags["name"]; named && z < namesFrom {
						t.Errorf("zoom %d: a street is named", z)
					}
				}
			}
		}
		var got []string
		for class := range classes {
			got = append(got, class)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("zoom %d: %v, want %s", z, got, want)
		}
	}
}

func TestBorders(t *testing.T) {
	s := serveGrid(t)
	kinds := map[string]float64{}
	for _, f := range featuresOf(t, s, tileURL("borders", middle, 6, "")) {
		for _, line := range f.Parts {
			for i := 1; i < len(line); i++ {
				kinds[f.Tags["kind"].(string)] += math.Hypot(float64(line[i][0]-line[i-1][0]), float64(line[i][1]-line[i-1][1]))
			}
		}
	}
	// The two communes are of two départements: 0.3 degrees of latitude between
	// them, and around them that twice and half a degree of longitude.
	const unit = 360.0 / 64 / 4096
	lat, lon := .3/unit/math.Cos(42.05*math.Pi/180), .25/unit
	if got, want := kinds["departement"], lat; math.Abs(got-want) > 2 || len(kinds) != 2 {
		t.Errorf("between: %v units of %v, want %v", got, kinds, want)
	}
	if got, want := kinds["coast"], 2*lat+2*lon; math.Abs(got-want) > 4 {
		t.Errorf("around: %v units, want %v", got, want)
	}
}

// Structures are those that the filters keep.
func TestStructuresMeetTheFilters(t *testing.T) {
	s := serveGrid(t)
	for query, want := range map[string]string{
		"": "F M", "?reseaux_porteurs=mission-locale": "M", "?reseaux_porteurs=mission-locale,france-service": "F M",
		"?publics=jeunes": "F M", "?level=1&reseaux_porteurs=france-service": "F", "?territoire=commune:2B002": "", "?accessible=true": "F M",
	} {
		var got []string
		for _, f := range featuresOf(t, s, tileURL("structures", middle, 6, query)) {
			got = append(got, strings.TrimPrefix(f.Tags["id"].(string), "src--"))
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %v, want %q", query, got, want)
		}
	}
}

// From a zoom on each place has a name, none before its zoom has two in one square.
func TestPlacesHaveElbowRoom(t *testing.T) {
	s := serveGrid(t)
	last := 0
	for z := range uint32(tile.MaxZoom + 1) {
		got := everywhere(t, s, "places", z, "")
		taken := map[[2]uint32]bool{}
		for id, f := range got {
			if float64(id+1) != f.Tags["rank"] {
				t.Errorf("place %d has rank %v", id, f.Tags["rank"])
			}
			labels, _ := s.snapshot.Load().atlas.places()
			square := [2]uint32{labels[id].at.X >> (32 - z - elbowRoom), labels[id].at.Y >> (32 - z - elbowRoom)}
			if z < tile.MaxZoom && taken[square] {
				t.Errorf("zoom %d: two names in square %v", z, square)
			}
			taken[square] = true
		}
		if len(got) < last {
			t.Errorf("zoom %d: %d names, %d before", z, len(got), last)
		}
		last = len(got)
	}
	if last != 32 {
		t.Errorf("%d places at the closest zoom, want 32", last)
	}
	if first := everywhere(t, s, "places", 3, ""); len(first) != 1 || first[0].Tags["name"] != "West" || first[0].Tags["kind"] != "ville" {
		t.Errorf("from afar: %v", first)
	}
}

// Copies hold as long as what they depend on is the same.
func TestTilesAreKeptByBrowsers(t *testing.T) {
	s := serveGrid(t)
	at := func(collection, query string) string { return tileURL(collection, middle, 12, query) }
	tag := func(target string) string {
		w := get(s, target)
		if control := w.Header().Get("Cache-Control"); !strings.HasPrefix(control, "public, max-age=") {
			t.Errorf("%s: Cache-Control %q", target, control)
		}
		return w.Header().Get("ETag")
	}
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"another filter", at("cells", "?mode=car"), at("cells", "?mode=walk"), false},
		{"another tile", at("commune", ""), tileURL("commune", middle, 11, ""), false},
		{"another collection", at("commune", ""), at("region", ""), false},
		{"the default said", at("cells", ""), at("cells", "?mode=car"), true},
		{"another order", at("cells", "?publics=jeunes,femmes"), at("cells", "?publics=femmes&publics=jeunes"), true},
		{"what territories do not depend on", at("commune", "?mode=car"), at("commune", "?mode=walk&level=2"), true},
		{"what structures do not depend on", at("structures", "?mode=car"), at("structures", "?mode=walk"), true},
		{"the instant", at("cells", "?at=2026-11-25T14:00"), at("cells", ""), true},
	} {
		if got := tag(c.a) == tag(c.b); got != c.same {
			t.Errorf("%s: the same is %v, want %v", c.name, got, c.same)
		}
	}
	empty := tileURL("commune", orb.Point{-100, -40}, 12, "")
	for _, target := range []string{at("cells", ""), empty} {
		if w := get(s, target, "If-None-Match: "+tag(target)); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: status %d with %d bytes, want 304", target, w.Code, w.Body.Len())
		}
	}
	if w := get(s, empty); w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("an empty tile: status %d", w.Code)
	}
	if got := get(s, at("cells", "")).Header().Get("Access-Control-Allow-Origin"); got != "*" {
		t.Errorf("tiles are open to %q", got)
	}
}

// Several collections at once are their tiles one after the other.
func TestSeveralCollectionsAtOnce(t *testing.T) {
	s := serveGrid(t)
	one := tileURL("", middle, 12, "")
	path := one[strings.Index(one, "/tiles"):]
	got := get(s, path+"?collections=structures,cells,qpv").Body.String()
	want := get(s, tileURL("cells", middle, 12, "")).Body.String() + get(s, tileURL("structures", middle, 12, "")).Body.String()
	if got != want || got == "" {
		t.Errorf("got %d bytes, want %d", len(got), len(want))
	}
	if again := get(s, path+"?collections=structures,cells,structures&collections=cells").Body.String(); again != want {
		t.Errorf("asked for twice: %d bytes, want each layer once, %d", len(again), len(want))
	}
	if w := get(s, path+"?collections=qpv"); w.Code != http.StatusNoContent {
		t.Errorf("nothing to draw: status %d", w.Code)
	}
}

func TestTilesThatCannotBe(t *testing.T) {
	s := serveGrid(t)
	for _, c := range []struct {
		target string
		status int
		say    string
	}{
		{"/collections/rues/tiles/WebMercatorQuad/0/0/0", 404, "streets"},
		{"/collections/rues/tiles/WebMercatorQuad", 404, "streets"},
		{"/tiles/WebMercatorQuad/0/0/0?collections=streets,rues", 404, "rues"},
		{"/tiles/WebMercatorQuad/0/0/0", 400, "collections"},
		{"/collections/cells/tiles/WebMercatorQuad/16/0/0", 404, "15"},
		{"/collections/cells/tiles/WebMercatorQuad/3/8/0", 404, "z"},
		{"/collections/cells/tiles/WebMercatorQuad/-1/0/0", 404, "z"},
		{"/collections/cells/tiles/WebMercatorQuad/z/0/0", 404, "z"},
		{"/collections/cells/tiles/WebMercatorQuad/0/0/0?mode=plane", 400, "car"},
		{"/collections/commune/tiles/WebMercatorQuad/0/0/0?mode=plane", 400, "car"},
		{"/collections/cells/tiles/WebMercatorQuad/0/0/0?group=lapins", 400, "18-24"},
		{"/collections/cells/tiles/WebMercatorQuad/0/0/0?level=3", 400, "level"},
		{"/collections/cells/tiles/WebMercatorQuad/0/0/0?territoire=commune:99999", 400, "99999"},
		{"/collections/cells/tiles/WebMercatorQuad/0/0/0?lapin=1", 400, "lapin"},
		{"/collections/cells/tiles/WebMercatorQuad/0/0/0?level=%zz", 400, "%"},
		{"/collections/cells/tiles/WebMercatorQuad?f=xml", 400, "tilejson"},
	} {
		w := get(s, c.target)
		if p := decode[Problem](t, w); w.Code != c.status || p.Status != c.status || !strings.Contains(w.Body.String(), c.say) {
			t.Errorf("%s: status %d (%d), %s", c.target, w.Code, p.Status, w.Body)
		}
	}
}

// What describes the tiles leads to them: no feature lies outside the limits,
// and the link asks with the filters one asked with.
func TestTilesetsLead(t *testing.T) {
	s := serveGrid(t)
	b := decode[TilesetBody](t, get(s, "/collections/structures/tiles/WebMercatorQuad?reseaux_porteurs=mission-locale&level=1"))
	for _, l := range b.Limits {
		at := tile.Project(middle)
		var z uint32
		fmt.Sscan(l.Zoom, &z)
		if row, col := at.Y>>(32-z), at.X>>(32-z); row < l.MinRow || row > l.MaxRow || col < l.MinCol || col > l.MaxCol {
			t.Errorf("zoom %s: %d/%d is outside %+v", l.Zoom, row, col, l)
		}
	}
	if len(b.Limits) != tile.MaxZoom+1 || b.DataType != "vector" || b.Layers[0].ID != "structures" || b.Attribution == "" {
		t.Errorf("got %+v", b)
	}
	i := slices.IndexFunc(b.Links, func(l LinkBody) bool { return l.Rel == "item" })
	tilejson := decode[TileJSONBody](t, get(s, "/collections/structures/tiles/WebMercatorQuad?reseaux_porteurs=mission-locale&level=1&f=tilejson"))
	if tilejson.Tiles[0] != b.Links[i].Href || !b.Links[i].Templated || tilejson.TileJSON != "3.0.0" || len(tilejson.VectorLayers[0].Fields) == 0 {
		t.Errorf("links to %+v, TileJSON %+v", b.Links[i], tilejson)
	}
	target := "/collections/structures/tiles/" + strings.NewReplacer("{z}", "0", "{y}", "0", "{x}", "0").Replace(b.Links[i].Href)
	if got := featuresOf(t, s, target); len(got) != 1 || got[0].Tags["nom"] != "Mission locale" {
		t.Errorf("%s: %+v", target, got)
	}
}

// Which tiles somebody looks at tells where they look: the log has none.
func TestTheLogNamesNoTile(t *testing.T) {
	var log strings.Builder
	s := serve(t, Options{Logger: logTo(&log)})
	s.Swap(gridded(t))
	if w := get(s, "/collections/commune/tiles/WebMercatorQuad/13/3037/4302"); w.Code != http.StatusOK {
		t.Fatalf("status %d", w.Code)
	}
	if text := log.String(); !strings.Contains(text, "{z}/{y}/{x}") || strings.Contains(text, "3037") || strings.Contains(text, "4302") {
		t.Errorf("logged: %s", text)
	}
}

func TestTilesWaitForARegion(t *testing.T) {
	s := NewServer(Options{})
	if w := get(s, "/collections/cells/tiles/WebMercatorQuad/0/0/0"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", w.Code)
	}
}
