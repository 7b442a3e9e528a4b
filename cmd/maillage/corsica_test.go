package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
	"maillage/geo/road"
)

// Facts of the open data, counted in it by other means.
const (
	corsicanCommunes  = 360
	corsicanCells     = 2994
	corsicanPeople    = 270859
	corsicanCensus    = 343701
	corsicanJunctions = 31333
)

func TestBuildTellsWhatCorsicaHolds(t *testing.T) {
	path, report := corsica(t)
	for _, want := range []string{"360 communes", "2 994 carreaux", "270 859 personnes", "31 333 carrefours", "maillage serve " + path} {
		if !strings.Contains(report, want) {
			t.Errorf("the build does not tell %q:\n%s", want, report)
		}
	}
	inv := decode[checkBody](t, "check", path).Inventory
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"communes", inv.Communes, corsicanCommunes},
		{"cells", inv.Cells, corsicanCells},
		{"people", int(inv.People), corsicanPeople},
		{"census", inv.Census, corsicanCensus},
		{"junctions", inv.Streets.Junctions, corsicanJunctions},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, c.got, c.want)
		}
	}
	if inv.Streets.Nodes == 0 || inv.Streets.Nodes >= inv.Streets.Junctions {
		t.Errorf("%d nodes after folding %d junctions", inv.Streets.Nodes, inv.Streets.Junctions)
	}
}

func TestTwoBuildsGiveTheSameBytes(t *testing.T) {
	first, _ := corsica(t)
	recipe, offline := corsicaInputs(t)
	second := filepath.Join(t.TempDir(), "again.maillage")
	done(t, "build", recipe, "--offline", offline, "-o", second)
	a, b := read(t, first), read(t, second)
	if !bytes.Equal(a, b) {
		t.Errorf("two builds differ: %d and %d bytes", len(a), len(b))
	}
}

func TestCheckTellsTheDefectsOfCorsica(t *testing.T) {
	path, _ := corsica(t)
	body := decode[checkBody](t, "check", path)
	found := func(kind data.DefectKind, source string) bool {
		return slices.ContainsFunc(body.Defects, func(d defectBody) bool { return d.Kind == kind && d.Source == source })
	}
	agencies := "france-travail"
	for _, c := range []struct {
		name   string
		kind   data.DefectKind
		source string
	}{
		{"Bastia twice", data.DefectDuplicate, agencies},
		{"agencies filed under 2A", data.DefectDepartement, agencies},
		{"the regional office", data.DefectHeadOffice, agencies},
	} {
		if !found(c.kind, c.source) {
			t.Errorf("%s: no defect %s in %s", c.name, c.kind, c.source)
		}
	}
	for _, d := range body.Defects {
		if d.Hint == "" || d.Done == "" || d.Label == "" {
			t.Errorf("a defect says too little: %+v", d)
		}
	}
	table := done(t, "check", path)
	for _, want := range []string{"fichier intact", "Mission", "deux fois dans la même source", "Sources :"} {
		if !strings.Contains(table, want) {
			t.Errorf("check does not tell %q:\n%s", want, table)
		}
	}
	elements, _ := parsePage(t, done(t, "check", path, "-f", "html"))
	onPage := 0
	for _, e := range elements {
		if e.name == "th" && e.attributes["class"] == "long" {
			onPage++
		}
	}
	if onPage != len(body.Defects) {
		t.Errorf("the page lists %d records for %d defects", onPage, len(body.Defects))
	}
	rows := strings.Count(done(t, "check", path, "-f", "csv"), "\n")
	if rows < len(body.Defects)+1 {
		t.Errorf("check -f csv: %d lines for %d defects", rows, len(body.Defects))
	}
}

func TestNearestStartsWithTheTownItself(t *testing.T) {
	path, _ := corsica(t)
	for _, c := range []struct{ name, lat, lon, commune string }{
		{"Corte", "42.306", "9.150", "Corte"},
		{"Ghisonaccia", "42.016", "9.405", "Ghisonaccia"},
	} {
		body := decode[api.NearestBody](t, "nearest", path, "--lat", c.lat, "--lon", c.lon, "--open", "any", "-k", "8")
		if len(body.Results) != 8 {
			t.Fatalf("%s: %d results, want 8", c.name, len(body.Results))
		}
		first := body.Results[0]
		if first.Structure.Commune != c.commune || first.Minutes <= 0 || first.Minutes > 15 {
			t.Errorf("%s: first is in %s at %.1f min, want %s within 15", c.name, first.Structure.Commune, first.Minutes, c.commune)
		}
		left := false // once another commune has come, the town must not come again
		for i, r := range body.Results {
			if left && r.Structure.Commune == c.commune {
				t.Errorf("%s: %s comes after another commune", c.name, r.Structure.Nom)
			}
			left = left || r.Structure.Commune != c.commune
			if i > 0 && r.Minutes < body.Results[i-1].Minutes {
				t.Errorf("%s: rank %d is nearer than rank %d", c.name, r.Rank, r.Rank-1)
			}
		}
	}
}

func TestCoverageAddsUp(t *testing.T) {
	path, _ := corsica(t)
	for _, by := range []string{"departement", "epci", "commune"} {
		body := decode[api.CoverageBody](t, "coverage", path, "--target", "30", "--by", by)
		var people, covered, uncovered float64
		for _, r := range body.Rows {
			people, covered, uncovered = people+r.People, covered+r.Covered, uncovered+r.Uncovered
		}
		if people != corsicanPeople || body.Total.People != corsicanPeople {
			t.Errorf("by %s: rows add up to %v and the total is %v, want %d", by, people, body.Total.People, corsicanPeople)
		}
		if covered+uncovered != people || covered == 0 || uncovered == 0 {
			t.Errorf("by %s: %v covered + %v uncovered, want %v", by, covered, uncovered, people)
		}
	}
}

func TestGapsHoldTheUncovered(t *testing.T) {
	path, _ := corsica(t)
	for _, target := range []string{"15", "30", "45"} {
		coverage := decode[api.CoverageBody](t, "coverage", path, "--target", target)
		gaps := decode[api.GapsBody](t, "gaps", path, "--target", target)
		people := 0.0
		for _, z := range gaps.Zones {
			people += z.People
		}
		if people != coverage.Total.Uncovered {
			t.Errorf("target %s: zones hold %v people, want the %v uncovered", target, people, coverage.Total.Uncovered)
		}
	}
}

// One function: a citizen at the centre of a cell reads the time the planner counts it with.
func TestNearestOfEveryCellIsItsTime(t *testing.T) {
	path, _ := corsica(t)
	opened, err := openFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.close()
	q := analysis.Query{At: clock()}
	coverage, err := opened.engine.Coverage(t.Context(), analysis.CoverageQuery{Query: q, TargetMinutes: 30})
	if err != nil {
		t.Fatal(err)
	}
	cells := &opened.engine.View().Dataset().Cells
	if cells.Len() != corsicanCells {
		t.Fatalf("%d cells, want %d", cells.Len(), corsicanCells)
	}
	for i, center := range cells.Center {
		answer, err := opened.engine.Nearest(t.Context(), analysis.NearestQuery{Query: q, Origin: center, Open: analysis.OpenAny, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		got := road.Unreachable
		if len(answer.Results) > 0 {
			got = answer.Results[0].Time
		}
		if want := coverage.CellTimes[i]; got != want {
			t.Errorf("cell %s: nearest is %v, coverage says %v", cells.ID[i], got, want)
		}
	}
}

func TestTimesInCorsicaArePlausible(t *testing.T) {
	path, _ := corsica(t)
	total := decode[api.CoverageBody](t, "coverage", path, "--target", "30").Total
	if total.MedianMinutes == nil || *total.MedianMinutes < 2 || *total.MedianMinutes > 25 {
		t.Errorf("median %v min, want 2 to 25", total.MedianMinutes)
	}
	if share := total.Covered / total.People; share < 0.7 || share > 0.999 || math.IsNaN(share) {
		t.Errorf("%.3f within 30 min, want 0.7 to 0.999", share)
	}
}

func BenchmarkBuildCorsica(b *testing.B) {
	recipe, offline := corsicaInputs(b)
	for b.Loop() {
		done(b, "build", recipe, "--offline", offline, "-o", filepath.Join(b.TempDir(), "corse.maillage"))
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
