package road

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"

	"maillage/internal/realdata"
)

// readWorld reads what a PBF file holds for streets.
func readWorld(t testing.TB, name string) *rawWorld {
	t.Helper()
	f, err := os.Open(filepath.Join(realdata.Dir(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := &rawWorld{at: map[int64]orb.Point{}, tags: map[int64]Tags{}}
	scanner := osmpbf.New(t.Context(), f, 1)
	defer scanner.Close()
	for scanner.Scan() {
		switch o := scanner.Object().(type) {
		case *osm.Node:
			w.at[int64(o.ID)] = orb.Point{o.Lon, o.Lat}
			if len(o.Tags) > 0 {
				w.tags[int64(o.ID)] = o.Tags
			}
		case *osm.Way:
			if o.Tags.Find("highway") != "" {
				w.ways = append(w.ways, rawWay{int64(o.ID), nodesOf(o), o.Tags})
			}
		case *osm.Relation:
			if o.Tags.Find("type") == "restriction" {
				w.restrictions = append(w.restrictions, restrictionOf(o))
			}
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return w
}

func nodesOf(w *osm.Way) []int64 {
	ids := make([]int64, len(w.Nodes))
	for i, n := range w.Nodes {
		ids[i] = int64(n.ID)
	}
	return ids
}

func restrictionOf(o *osm.Relation) Restriction {
	r := Restriction{Kind: o.Tags.Find("restriction"), Except: o.Tags.Find("except")}
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

// realWorld is a real world and its streets, read once for the tests that only look at them.
type realWorld struct {
	raw     *rawWorld
	streets *Streets
}

var realWorlds = map[string]realWorld{}

func realStreets(t testing.TB, name string) realWorld {
	t.Helper()
	w, ok := realWorlds[name]
	if !ok {
		w.raw = readWorld(t, name)
		w.streets = w.raw.build(t, NewBuilder())
		realWorlds[name] = w
	}
	return w
}

func TestCorsica(t *testing.T) {
	s := realStreets(t, "corse/roads.osm.pbf").streets
	stats := s.Stats()
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
		got := g.NewSearch().Nearest(from, g.NewTargets([]Target{{ID: 1, Snap: to}}), nil, 1, Unreachable, 0, nil)
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

// TestRealWorlds holds real streets against both twins and the certificate. The
// file of Corsica has none of the tags that bikes and feet read otherwise than
// cars (barriers, surfaces, footways): its ways as they came are held for cars alone.
func TestRealWorlds(t *testing.T) {
	for _, name := range []string{"roads/monaco.osm.pbf", "roads/andorra.osm.pbf", "corse/roads.osm.pbf"} {
		t.Run(name, func(t *testing.T) {
			world := realStreets(t, name)
			w, s := world.raw, world.streets
			t.Logf("%+v", s.Stats())
			r := rand.New(rand.NewPCG(2, 3))
			for _, p := range []*Profile{Car(), Bike(), Walk()} {
				checkFolded(t, s.Graph(p.code), r, 10, 40, 0)
				if p.code == "car" || !strings.HasPrefix(name, "corse") {
					checkUnfolded(t, w, s.Graph(p.code), p, r, 1, 300, 0)
				}
			}
		})
	}
}
