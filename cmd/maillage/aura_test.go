package main

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"maillage/api"
	"maillage/data"
	"maillage/internal/realdata"
)

// Facts of Auvergne-Rhône-Alpes' open data, counted in it by other means.
const (
	auraPeople         = 8079393
	auraFranceTravail  = 102
	auraFranceServices = 325
)

// aura is the file of Auvergne-Rhône-Alpes, built once by the real command, and what the build said.
func aura(t testing.TB) (path, report string) {
	t.Helper()
	recipe, offline := auraInputs(t)
	auraOnce.Do(func() {
		auraPath = filepath.Join(kept, "aura.maillage")
		auraOutcome = runWith(context.Background(), nil, "build", recipe, "--offline", offline, "-o", auraPath)
	})
	if auraOutcome.code != exitDone {
		t.Fatalf("build: exit %d: %s", auraOutcome.code, auraOutcome.stderr)
	}
	return auraPath, auraOutcome.stdout
}

var (
	auraOnce    sync.Once
	auraPath    string
	auraOutcome outcome
)

func auraInputs(t testing.TB) (recipe, offline string) {
	t.Helper()
	offline = filepath.Join(realdata.Dir(t), "aura")
	return filepath.Join(realdata.Root(t), "regions", "auvergne-rhone-alpes.yaml"), offline
}

func TestBuildTellsWhatAuvergneRhoneAlpesHolds(t *testing.T) {
	path, report := aura(t)
	for _, want := range []string{"4 028 communes", "département 12", "intercommunalité 172", "8 079 393 personnes", "vol d'oiseau"} {
		if !strings.Contains(report, want) {
			t.Errorf("the build does not tell %q:\n%s", want, report)
		}
	}
	inv := decode[checkBody](t, "check", path).Inventory
	kinds, records := map[data.TerritoryKind]int{}, map[string]int{}
	for _, k := range inv.Kinds {
		kinds[k.Kind] = k.Count
	}
	for _, s := range inv.BySource {
		records[s.Source] = s.Records
		if s.Records != s.LeftOut+s.Merged+s.Structures {
			t.Errorf("%s: %d records are not %d left out, %d merged and %d structures", s.Source, s.Records, s.LeftOut, s.Merged, s.Structures)
		}
	}
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"communes", inv.Communes, 4028},
		{"départements", kinds[data.KindDepartement], 12},
		{"EPCI", kinds[data.KindEPCI], 172},
		{"people", int(inv.People), auraPeople},
		{"census", inv.Census, auraPeople},
		{"France Travail", records["france-travail"], auraFranceTravail},
		{"France services", records["france-services"], auraFranceServices},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, c.got, c.want)
		}
	}
	if inv.Streets != nil {
		t.Errorf("streets out of nowhere: %+v", *inv.Streets)
	}
}

// Without streets a time is an estimate, and says so wherever it is told.
func TestTimesInAuvergneRhoneAlpesAreMarkedStraightLine(t *testing.T) {
	path, _ := aura(t)
	coverage := decode[api.CoverageBody](t, "coverage", path, "--target", "30", "--by", "departement")
	people := 0.0
	for _, r := range coverage.Rows {
		people += r.People
	}
	if len(coverage.Rows) != 12 || people != auraPeople || coverage.Total.People != auraPeople {
		t.Errorf("%d départements of %v people, the total is %v; want 12 of %d", len(coverage.Rows), people, coverage.Total.People, auraPeople)
	}
	nearest := decode[api.NearestBody](t, "nearest", path, "--lat", "45.75", "--lon", "4.85", "--open", "any")
	if len(nearest.Results) == 0 {
		t.Error("nothing near Lyon")
	}
	for name, warnings := range map[string][]string{"coverage": coverage.Warnings, "nearest": nearest.Warnings} {
		if !strings.Contains(strings.Join(warnings, " "), "vol d'oiseau") {
			t.Errorf("%s does not say that times are straight lines: %q", name, warnings)
		}
	}
}

// Every structure is counted in the département that holds it, once a level.
func TestPresenceInAuvergneRhoneAlpes(t *testing.T) {
	path, _ := aura(t)
	p := decode[checkBody](t, "check", path).Inventory.Presence
	if len(p.Departements) != 12 {
		t.Errorf("%d départements, want 12", len(p.Departements))
	}
	for _, r := range p.Rows {
		sum := r.Elsewhere
		for _, n := range r.Departement {
			sum += n
		}
		if sum != r.Total {
			t.Errorf("%s, level %d: départements add up to %d, the total is %d", r.Network, r.Level, sum, r.Total)
		}
	}
}

func BenchmarkBuildAuvergneRhoneAlpes(b *testing.B) {
	recipe, offline := auraInputs(b)
	for b.Loop() {
		done(b, "build", recipe, "--offline", offline, "-o", filepath.Join(b.TempDir(), "aura.maillage"))
	}
}
