package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/data"
	"maillage/internal/racing"
)

// reserved is a structure whose only service receives the inhabitants of some areas.
func reserved(codes ...string) data.StructureRecord {
	return offering(data.Service{Level: 1, Audiences: []data.Audience{"tous-publics"}, Eligibility: codes})
}

// borders is two communes of two départements and, in the east, land of neither.
func borders() *world {
	return &world{
		land:     `1-A-B-C-D-2-0-3`,
		communes: "aaabbb..",
		structures: map[byte]data.StructureRecord{
			'A': reserved("0100b"),                         // next door to a, for the inhabitants of b
			'B': reserved("02", "75056"),                   // a's département
			'C': reserved("01"),                            // b's
			'D': reserved(data.EligibilityFrance, "0100a"), // everyone's
		},
	}
}

func TestAPlaceThatMayNotServeYouIsNotYourNearest(t *testing.T) {
	e := borders().engine(t)
	for _, mode := range []string{"car", Crow} {
		for _, c := range []struct {
			col            int // of the place one starts from
			resident, any_ string
		}{
			{0, "B D", "A B C D"}, // a, of département 02
			{5, "D C A", "D C B A"},
			{7, "D", "D C B A"}, // of no commune: only what is everyone's
		} {
			origin := center(t, c.col, 0)
			for eligible, want := range map[string]string{"": c.resident, EligibleResident: c.resident, EligibleAny: c.any_} {
				a := nearest(t, e, NearestQuery{Query: Query{Mode: mode, Eligible: eligible}, Origin: origin, Limit: 9})
				if got := ids(e, a.Results); got != want {
					t.Errorf("%s from column %d, eligible %q: got %q, want %q", mode, c.col, eligible, got, want)
				}
			}
		}
	}
}

func TestEligibilityNamesAreas(t *testing.T) {
	b := data.NewBuilder(data.Region{Code: "94", TimeZone: "Europe/Paris"}, data.SPRO())
	b.AddCommune(data.CommuneRecord{
		Code: "2A004", Name: "Ajaccio", Shape: box(t, 0, 1, 1),
		PartOf: map[data.TerritoryKind]string{data.KindEPCI: "242010056", data.KindDepartement: "2A", data.KindRegion: "94", data.KindBassinVie: "2B033"},
	})
	ds, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	home := ds.HomeCodes(0)
	for code, want := range map[string]bool{
		"2A004": true, "242010056": true, "2A": true, "R94": true,
		"94": false, "2B033": false, "2B": false, "": false, "R2A": false,
	} {
		if got := slices.Contains(home, code); got != want {
			t.Errorf("a service for %q receives Ajaccio: %v, want %v", code, got, want)
		}
	}
	if got := ds.HomeCodes(data.NoTerritory); len(got) != 0 {
		t.Errorf("who lives nowhere has the codes %v", got)
	}
}

// The naive twin asks for everything and strikes out, service by service, what
// may not receive the origin's inhabitants.
func TestEligibilityAgainstNaive(t *testing.T) {
	racing.Long(t)
	struck, classes := 0, 0
	seeded(t, 12, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 12).engine(t)
		classes = max(classes, len(e.roster.residences.admits))
		ds, v := e.Dataset(), e.View()
		filter := randomFilter(r)
		for _, mode := range []string{"car", Crow} {
			all := cover(t, e, CoverageQuery{Query: Query{Mode: mode, Filter: filter}, TargetMinutes: 10})
			for i, center := range ds.Cells.Center {
				q := NearestQuery{Query: Query{Mode: mode, Filter: filter, Eligible: EligibleAny}, Origin: center, Limit: MaxLimit}
				var want []string
				for _, res := range nearest(t, e, q).Results {
					st := v.Structure(res.Structure)
					services := slices.DeleteFunc(slices.Clone(res.Services), func(s int) bool {
						return !naiveAdmits(ds, st.Services[s].Eligibility, ds.Cells.Commune[i])
					})
					if len(services) > 0 {
						want = append(want, fmt.Sprint(st.ID, res.Time, services))
					} else {
						struck++
					}
				}
				q.Eligible = ""
				var got []string
				a := nearest(t, e, q)
				for _, res := range a.Results {
					got = append(got, fmt.Sprint(v.Structure(res.Structure).ID, res.Time, res.Services))
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s, cell %d: got %v, want %v", mode, i, got, want)
				}
				if len(a.Results) > 0 && a.Results[0].Time != all.CellTimes[i] {
					t.Fatalf("%s, cell %d: nearest %d, coverage %d", mode, i, a.Results[0].Time, all.CellTimes[i])
				}
			}
		}
	})
	if struck == 0 || classes < 3 {
		t.Errorf("%d places struck out, %d classes of communes: the test proves nothing", struck, classes)
	}
}

func naiveAdmits(ds *data.Dataset, e data.Eligibility, commune data.TerritoryIndex) bool {
	if len(e) == 0 {
		return true
	}
	for _, code := range e {
		if code == "france" {
			return true
		}
		if commune == data.NoTerritory {
			continue
		}
		if t := ds.Territories[commune]; t.Code == code || ds.Territories[t.PartOf[0]].Code == code {
			return true
		}
	}
	return false
}
