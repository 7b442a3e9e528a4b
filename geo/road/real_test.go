package road_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"

	"maillage/geo/road"
)

// testdata is the path of a file of the test data, which MAILLAGE_TESTDATA or
// the folder beside the repository holds; the test is skipped where it is absent.
func testdata(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("MAILLAGE_TESTDATA")
	if dir == "" {
		dir = filepath.Join(root(t), "..", "shared", "data")
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no test data: %v; set MAILLAGE_TESTDATA", err)
	}
	return path
}

func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// extract is what a PBF file holds for streets, in plain values.
type extract struct {
	ways         []*osm.Way
	nodes        map[int64]*osm.Node
	restrictions []road.Restriction
}

// readExtract reads a PBF file whole.
func readExtract(t testing.TB, path string) *extract {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	x := &extract{nodes: make(map[int64]*osm.Node)}
	scanner := osmpbf.New(context.Background(), f, 1)
	defer scanner.Close()
	for scanner.Scan() {
		switch o := scanner.Object().(type) {
		case *osm.Node:
			x.nodes[int64(o.ID)] = o
		case *osm.Way:
			if o.Tags.Find("highway") != "" {
				x.ways = append(x.ways, o)
			}
		case *osm.Relation:
			if o.Tags.Find("type") == "restriction" {
				x.restrictions = append(x.restrictions, restrictionOf(o))
			}
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return x
}

func restrictionOf(o *osm.Relation) road.Restriction {
	r := road.Restriction{Kind: o.Tags.Find("restriction"), Except: o.Tags.Find("except")}
	for _, m := range o.Members {
		switch {
		case m.Role == "from":
			r.From = m.Ref
		case m.Role == "to":
			r.To = m.Ref
		case m.Role == "via" && m.Type == osm.TypeNode:
			r.Via = m.Ref
		}
	}
	return r
}

// build makes Streets of an extract.
func (x *extract) build(t testing.TB, profiles ...*road.Profile) (*road.Streets, road.Stats) {
	t.Helper()
	b := road.NewBuilder(profiles...)
	for _, w := range x.ways {
		b.AddWay(int64(w.ID), nodesOf(w), w.Tags)
	}
	for _, r := range x.restrictions {
		b.AddRestriction(r)
	}
	for id, n := range x.nodes {
		if b.Needs(id) {
			b.SetNode(id, orb.Point{n.Lon, n.Lat}, n.Tags)
		}
	}
	s, stats, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s, stats
}

func nodesOf(w *osm.Way) []int64 {
	ids := make([]int64, len(w.Nodes))
	for i, n := range w.Nodes {
		ids[i] = int64(n.ID)
	}
	return ids
}

func corsica(t testing.TB) (*road.Streets, road.Stats) {
	return readExtract(t, testdata(t, "corse/roads.osm.pbf")).build(t)
}

func TestCorsica(t *testing.T) {
	s, stats := corsica(t)
	t.Logf("%+v", stats)
	if got, want := stats.Junctions, 31333; got != want {
		t.Errorf("junctions before folding: got %d, want %d", got, want)
	}
	places := map[string]orb.Point{
		"Corte":         {9.150, 42.306},
		"Ajaccio":       {8.7386, 41.9192},
		"Bastia":        {9.4503, 42.6973},
		"Porto-Vecchio": {9.2795, 41.5910},
		"Calvi":         {8.7570, 42.5670},
		"Sartene":       {8.9740, 41.6210},
		"Bonifacio":     {9.1590, 41.3880},
	}
	tests := []struct {
		from, to                       string
		minKm, maxKm, minTime, maxTime float64 // as drivers and road signs have it
	}{
		{"Corte", "Ajaccio", 74, 82, 75, 90},
		{"Ajaccio", "Bastia", 143, 153, 140, 165},
		{"Corte", "Bastia", 66, 74, 60, 80},
		{"Bastia", "Calvi", 85, 98, 85, 110},
		{"Ajaccio", "Sartene", 70, 90, 80, 105},
		{"Ajaccio", "Porto-Vecchio", 115, 140, 140, 180},
		{"Porto-Vecchio", "Bonifacio", 24, 30, 25, 35},
		{"Bastia", "Porto-Vecchio", 135, 150, 120, 155},
	}
	g := s.Graph("car")
	for _, test := range tests {
		from, _ := g.Snap(places[test.from])
		to, _ := g.Snap(places[test.to])
		got := g.NewSearch().Nearest(from, g.NewTargets([]road.Target{{ID: 1, Snap: to}}), nil, 1, road.Unreachable, 0, nil)
		if len(got) != 1 {
			t.Errorf("%s to %s: not reached", test.from, test.to)
			continue
		}
		km, minutes := got[0].Metres/1000, got[0].Time.Minutes()
		t.Logf("%s to %s: %.1f km, %.0f min, %.0f km/h", test.from, test.to, km, minutes, km/minutes*60)
		if km < test.minKm || km > test.maxKm {
			t.Errorf("%s to %s: got %.1f km, want %v to %v", test.from, test.to, km, test.minKm, test.maxKm)
		}
		if minutes < test.minTime || minutes > test.maxTime {
			t.Errorf("%s to %s: got %.0f minutes, want %v to %v", test.from, test.to, minutes, test.minTime, test.maxTime)
		}
	}
}
