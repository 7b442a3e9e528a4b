package api

import (
	"net/http"
	"strings"
	"testing"
)

// Structures are kept by where they stand, and places by where they lie; people
// are counted all the same.
func TestTerritoiresKeepWhatStandsInThem(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct{ territory, results, places string }{
		{"", "src--F src--M", "Fontaine, 20250 Lieu-A|Fontaine, 20250 Lieu-C"},
		{"departement:2A", "", "Fontaine, 20250 Lieu-C"},
		{"departement:2b", "src--F src--M", "Fontaine, 20250 Lieu-A"},
		{"commune:2B001", "src--M", "Fontaine, 20250 Lieu-A"},
		{"commune:2B001,departement:2A", "src--M", "Fontaine, 20250 Lieu-A|Fontaine, 20250 Lieu-C"},
	} {
		query := ""
		if c.territory != "" {
			query = "&territoire=" + c.territory
		}
		var found []string
		for _, r := range decode[NearestBody](t, get(s, "/api/v1/nearest?lat=42.05&lon=9.15&open=any"+query)).Results {
			found = append(found, r.Structure.ID)
		}
		if got := strings.Join(found, " "); got != c.results {
			t.Errorf("%s: nearest %q, want %q", c.territory, got, c.results)
		}
		var places []string
		for _, f := range decode[PlacesBody](t, get(s, "/api/v1/places?q=fontaine"+query)).Features {
			places = append(places, f.Properties.Geocoding.Label)
		}
		if got := strings.Join(places, "|"); got != c.places {
			t.Errorf("%s: places %q, want %q", c.territory, got, c.places)
		}
		coverage := decode[CoverageBody](t, get(s, "/api/v1/coverage?target=1440"+query))
		if all := decode[CoverageBody](t, get(s, "/api/v1/coverage?target=1440")); coverage.Total.People != all.Total.People {
			t.Errorf("%s: %v people, want %v", c.territory, coverage.Total.People, all.Total.People)
		}
		if none := coverage.Total.Covered == 0; none != (c.results == "") {
			t.Errorf("%s: %v people covered by %q", c.territory, coverage.Total.Covered, c.results)
		}
	}
}

func TestWhatIsNoTerritoryIsRefused(t *testing.T) {
	s := serve(t, Options{})
	for value, words := range map[string]string{
		"2A":             "un type de territoire et son code, comme departement:2A",
		"pays:FR":        "types de cette région : commune, departement, region",
		"departement:99": "valeurs possibles : departement:2A, departement:2B",
	} {
		for _, path := range []string{"/api/v1/nearest?lat=42&lon=9", "/api/v1/coverage?target=30", "/api/v1/gaps?target=30", "/api/v1/places?q=lieu"} {
			w := get(s, path+"&territoire="+value)
			p := decode[Problem](t, w)
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Detail, words) || p.Errors[0].Location != "query.territoire" {
				t.Errorf("%s, %s: %d, %+v, want %q", path, value, w.Code, p, words)
			}
		}
	}
}
