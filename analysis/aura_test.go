package analysis

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"maillage/data"
	"maillage/data/source"
	"maillage/geo"
	"maillage/internal/realdata"
)

// aura is a real region without a grid or streets: 4,028 communes as demand, and its France services.
func aura(t testing.TB) *Engine {
	t.Helper()
	b := data.NewBuilder(data.Region{Code: "84", Name: "Auvergne-Rhône-Alpes", TimeZone: "Europe/Paris"}, data.SPRO())
	b.AddSource(data.Source{Name: "communes", Vintage: "2020"})
	b.AddSource(data.Source{Name: "france-services"})
	for _, name := range []string{"communes.geojson", "france_services.csv"} {
		f, err := os.Open(filepath.Join(realdata.Dir(t), "aura", name))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		if name == "communes.geojson" {
			err = source.ReadCommunes(t.Context(), f, b, source.CommunesOptions{Source: "communes", Demand: true})
		} else {
			err = source.ReadFranceServices(t.Context(), f, b, source.Options{Source: "france-services"})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	ds, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return New(ds, nil)
}

// TestGapsByCommune: the white zones of a region counted by commune are whole
// communes that share borders, hold everyone uncovered once, and two zones never touch.
func TestGapsByCommune(t *testing.T) {
	e := aura(t)
	ds := e.ground.dataset
	gaps, err := e.Gaps(t.Context(), CoverageQuery{Query: Query{Mode: Crow}, TargetMinutes: 15})
	if err != nil {
		t.Fatal(err)
	}
	if len(gaps.Zones) < 10 || gaps.Total.People != 8079393 || gaps.PeopleSource.Vintage != "2020" {
		t.Fatalf("%d zones among %g people of %+v", len(gaps.Zones), gaps.Total.People, gaps.PeopleSource)
	}
	zone, people, largest := make(map[data.CellIndex]int), 0.0, 0
	for _, z := range gaps.Zones {
		people += z.People
		for _, i := range z.Cells {
			if zone[i] > 0 {
				t.Errorf("commune %s is in two zones", ds.Cells.ID[i])
			}
			zone[i] = z.Rank
			if area := geo.PrepareArea(z.Shape); !area.Contains(ds.Cells.Center[i]) {
				t.Errorf("zone %d does not hold its commune %s", z.Rank, ds.Cells.ID[i])
			}
		}
		if len(z.Cells) > len(gaps.Zones[largest].Cells) {
			largest = z.Rank - 1
		}
	}
	if math.Abs(people-gaps.Total.Uncovered) > 1e-6 {
		t.Errorf("the zones hold %g people, %g are uncovered", people, gaps.Total.Uncovered)
	}
	if n := len(gaps.Zones[largest].Cells); n < 10 || len(gaps.Zones[largest].Shape) != 1 {
		t.Errorf("the largest zone has %d communes in %d pieces, want ten or more in one", n, len(gaps.Zones[largest].Shape))
	}
	// The naive twin of touching: two communes that share a straight piece of
	// border. Those of no zone touch none.
	edges := make(map[border][]data.CellIndex)
	for i := range zone {
		for _, piece := range appendBorders(nil, ds.Territories[ds.Cells.Commune[i]].Shape, 0) {
			edges[piece] = append(edges[piece], i)
		}
	}
	for _, sides := range edges {
		if slices.ContainsFunc(sides, func(j data.CellIndex) bool { return zone[j] != zone[sides[0]] }) {
			t.Errorf("communes %v touch and lie in different zones", sides)
		}
	}
}

func BenchmarkGapsByCommune(b *testing.B) {
	e := forgetful(aura(b))
	for b.Loop() {
		if _, err := e.Gaps(b.Context(), CoverageQuery{Query: Query{Mode: Crow}, TargetMinutes: 15}); err != nil {
			b.Fatal(err)
		}
	}
}
