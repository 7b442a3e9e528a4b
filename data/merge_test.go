package data

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/data/hours"
	"maillage/geo"
)

// What one record says of the whole place holds for the services of the other:
// an area of one source must not be lost to another's list of services.
func TestMergeKeepsAreaAndHoursForServices(t *testing.T) {
	directory := record("lead", "1", "Vico", at(.05, 45.05))
	directory.Eligibility = Eligibility{"01001"}
	services := record("other", "a", "Vico", at(.05, 45.05))
	services.Hours = hours.Text{}
	services.Services = []Service{
		{ID: "s1", Level: LevelAccueil},
		{ID: "s2", Level: LevelAccompagnement, Eligibility: Eligibility{EligibilityFrance}, Hours: hours.Text{Raw: "Sa 10:00-11:00"}},
	}
	for _, order := range [][2]string{{"lead", "other"}, {"other", "lead"}} {
		b := drawn()
		directory.Source, services.Source = order[0], order[1]
		b.AddStructure(directory)
		b.AddStructure(services)
		d := finish(t, b)
		if len(d.Structures) != 1 || len(d.Structures[0].Services) != 2 {
			t.Fatalf("%v: got %+v", order, d.Structures)
		}
		one, two := d.Structures[0].Services[0], d.Structures[0].Services[1]
		if !slices.Equal(one.Eligibility, directory.Eligibility) || one.Hours.Raw != directory.Hours.Raw || one.Hours.Rules != directory.Hours.Raw {
			t.Errorf("%v: the service that tells nothing got area %v, hours %q", order, one.Eligibility, one.Hours.Raw)
		}
		if !two.Eligibility.Everyone() || two.Hours != (hours.Text{Raw: "Sa 10:00-11:00", Rules: "Sa 10:00-11:00"}) {
			t.Errorf("%v: the service's own words became area %v, hours %q", order, two.Eligibility, two.Hours.Raw)
		}
		if services.Services[0].Eligibility != nil {
			t.Errorf("%v: the record's own list was changed", order)
		}
	}
}

// Of one source no record is the better one: what both offer is offered.
func TestMergeOfOneSourceKeepsAllServices(t *testing.T) {
	b := drawn()
	for i, level := range []Level{LevelAccueil, LevelAccompagnement} {
		r := record("lead", fmt.Sprint(i), "Vico", at(.05, 45.05))
		r.Services = []Service{{ID: fmt.Sprint("s", i), Level: level}}
		b.AddStructure(r)
	}
	d := finish(t, b)
	if len(d.Structures) != 1 || len(d.Structures[0].Services) != 2 {
		t.Fatalf("got %+v", d.Structures)
	}
}

// crowd is records of two sources on one point.
func crowd(n int, name func(i int) string) *Builder {
	b := drawn()
	for i := range n {
		b.AddStructure(record([]string{"lead", "other"}[i%2], fmt.Sprint(i), name(i), at(.05, 45.05)))
	}
	return b
}

// Ten thousand records on one point, as where a source geocodes nothing.
func BenchmarkCrowd(b *testing.B) {
	for what, name := range map[string]func(int) string{
		"alike":  func(i int) string { return fmt.Sprintf("Vico %d", i) },
		"unlike": func(i int) string { return fmt.Sprintf("n%d", i) },
	} {
		b.Run(what, func(b *testing.B) {
			for b.Loop() {
				if _, err := crowd(10_000, name).Finish(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestNearPairsAreThoseOfANaiveSearch(t *testing.T) {
	const seed = 11
	rng := rand.New(rand.NewPCG(seed, 0))
	var records []mergedRecord
	for range mostPairs {
		p := at(float64(rng.IntN(4))*.006, 45+float64(rng.IntN(4))*.004) // several on one point, some beyond a kilometre
		records = append(records, mergedRecord{located: located{StructureRecord: StructureRecord{Position: p}}})
	}
	alike := func(i, j int, _ float64) (Reason, int) {
		if (i+j)%3 == 0 {
			return "", 0
		}
		return ReasonName, (i + j) % 2
	}
	var want []pair
	for i := range records {
		for j := i + 1; j < len(records); j++ {
			metres := geo.Metres(records[i].Position.Point, records[j].Position.Point)
			if why, rank := alike(i, j, metres); why != "" && metres <= mergeMetres {
				want = append(want, pair{i, j, rank, metres, why})
			}
		}
	}
	got := nearPairs(records, func(int) bool { return true }, alike)
	slices.SortFunc(got, comparePairs)
	slices.SortFunc(want, comparePairs)
	if len(want) == 0 || len(got) != len(want) {
		t.Fatalf("seed %d: got %d pairs, want %d", seed, len(got), len(want))
	}
	for i := range got {
		if got[i].a != want[i].a || got[i].b != want[i].b || got[i].rank != want[i].rank || math.Abs(got[i].metres-want[i].metres) > .01 {
			t.Errorf("seed %d: got %+v, want %+v", seed, got[i], want[i])
		}
	}
}

// On one point of thousands the best evidence is still found, and the pairs stay few.
func TestNearPairsOfACrowdAreBounded(t *testing.T) {
	records := make([]mergedRecord, 1000)
	got := nearPairs(records, func(int) bool { return true }, func(i, j int, _ float64) (Reason, int) {
		if j == len(records)-1 {
			return ReasonSiret, rankSiret
		}
		return ReasonName, rankName
	})
	if most := len(records) * mostPairs; len(got) > most {
		t.Errorf("got %d pairs, want at most %d", len(got), most)
	}
	sirets := 0
	for _, p := range got {
		if p.rank == rankSiret {
			sirets++
		}
	}
	if sirets != len(records)-1 {
		t.Errorf("%d of %d pairs of the best evidence are left", sirets, len(records)-1)
	}
}

// A position that is only the commune's centre gives way to one that is known.
func TestMergeKeepsTheBetterPosition(t *testing.T) {
	lead, other := record("lead", "1", "Vico", at(.099, 45.05)), record("other", "a", "Vico", at(.101, 45.05))
	lead.Position.Precision = PrecisionCommune
	b := drawn()
	b.AddStructure(lead)
	b.AddStructure(other)
	d := finish(t, b)
	if len(d.Structures) != 1 {
		t.Fatalf("got %+v", d.Structures)
	}
	site := d.Sites[d.Structures[0].Site]
	if site.Position != other.Position || d.Territories[site.Commune].Code != "02001" {
		t.Errorf("got %+v", site)
	}
}

// A permanence does not join its structure, not even through a third record.
func TestPermanenceDoesNotJoinThroughAThird(t *testing.T) {
	const siret = "73282932000074"
	seat, twin, permanence := record("lead", "1", "Vico", at(.05, 45.05)), record("lead", "2", "Vico Nord", at(.05, 45.05)), record("lead", "3", "Soccia", at(.05, 45.05))
	permanence.Parent = "1"
	b := drawn()
	for _, r := range []StructureRecord{seat, twin, permanence} {
		r.Siret = siret
		b.AddStructure(r)
	}
	d := finish(t, b)
	if i, ok := d.View().ByID("lead--3"); !ok || d.Structures[i].Parent != "lead--1" {
		t.Errorf("the permanence joined its structure: %+v, defects %v", d.Structures, kinds(d))
	}
}
