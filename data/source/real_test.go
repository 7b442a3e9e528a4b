package source

import (
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"maillage/data"
	"maillage/geo/road"
	"maillage/internal/realdata"
)

func realPath(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(realdata.Dir(t), name)
}

func realFile(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(realPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func realText(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(realPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// readPlaces reads the places of a region into one Dataset over its communes.
func readPlaces(t *testing.T, region data.Region, folder string) *data.Dataset {
	t.Helper()
	b := data.NewBuilder(region, data.SPRO())
	ctx := t.Context()
	steps := []struct {
		source string
		read   func() error
	}{
		{"communes", func() error {
			return ReadCommunes(ctx, realFile(t, folder+"/communes.geojson"), b, CommunesOptions{Source: "communes"})
		}},
		{"france-travail", func() error {
			return ReadFranceTravail(ctx, realFile(t, folder+"/france_travail.csv"), b, Options{Source: "france-travail"})
		}},
		{"france-services", func() error {
			return ReadFranceServices(ctx, realFile(t, folder+"/france_services.csv"), b, Options{Source: "france-services"})
		}},
	}
	if folder == "corse" {
		steps = append(steps, struct {
			source string
			read   func() error
		}{"mednum", func() error {
			return ReadMednum(ctx, realFile(t, "corse/mednum_corse.json"), b, Options{Source: "mednum"})
		}}, struct {
			source string
			read   func() error
		}{"population", func() error {
			return ReadGrid(ctx, realPath(t, "corse/population_1km.gpkg"), b, GridOptions{Source: "population"})
		}})
	}
	for _, step := range steps {
		b.AddSource(data.Source{Name: step.source})
		if err := step.read(); err != nil {
			t.Fatalf("%s: %v", step.source, err)
		}
	}
	return finish(t, b)
}

// corsica is what Corsica's sources tell, read once for the tests that only look at it.
func corsica(t *testing.T) *data.Dataset {
	t.Helper()
	if corsicanPlaces == nil {
		corsicanPlaces = readPlaces(t, data.Region{Code: "94", Name: "Corse", TimeZone: "Europe/Paris"}, "corse")
	}
	return corsicanPlaces
}

var corsicanPlaces *data.Dataset

// tally counts defects by source, kind and action.
func tally(ds *data.Dataset) map[string]int {
	n := make(map[string]int)
	for _, d := range ds.Defects {
		n[d.Source+" "+string(d.Kind)+" "+string(d.Done)]++
	}
	return n
}

// records counts what became of a source's records: in a structure, or left out.
func records(ds *data.Dataset, source string) (used, left int) {
	for _, s := range ds.Structures {
		for _, p := range s.Provenance {
			if p.Source == source {
				used++
			}
		}
	}
	for _, d := range ds.Defects {
		if d.Source == source && d.Done == data.LeftOut {
			left++
		}
	}
	return used, left
}

func TestCorse(t *testing.T) {
	ds := corsica(t)
	communes, census := 0, 0
	for _, tr := range ds.Territories {
		if tr.Kind == data.KindCommune {
			communes++
			census += tr.Population
		}
	}
	people := 0.0
	for _, n := range ds.Cells.Count[ds.Cells.Group(data.GroupAll)] {
		people += n
	}
	if communes != 360 || census != 343701 || ds.Cells.Len() != 2994 || math.Round(people) != 270859 {
		t.Errorf("got %d communes of %d people, %d cells of %.1f", communes, census, ds.Cells.Len(), people)
	}
	if len(ds.Cells.Groups) != 28 || ds.Cells.Group("11-17") < 0 || ds.Cells.Group("menages-pauvres") < 0 || ds.Cells.Grid.Size != 1000 {
		t.Errorf("got the groups %v on %+v", ds.Cells.Groups, ds.Cells.Grid)
	}
	if got := countTrue(ds.Cells.Estimated); got != 2167 {
		t.Errorf("%d cells are INSEE's own estimates, want 2167", got)
	}
	for source, want := range map[string][2]int{"france-travail": {6, 1}, "france-services": {37, 0}, "mednum": {76, 85}} {
		if used, left := records(ds, source); used != want[0] || left != want[1] {
			t.Errorf("%s: %d records used and %d left out, want %d and %d", source, used, left, want[0], want[1])
		}
	}
	want := map[string]int{
		"france-travail head_office left_out":               1,
		"france-travail duplicate merged":                   1, // Bastia
		"france-travail departement_contradicted corrected": 2, // Bastia under 2A
		"france-travail cedex_postal_code kept":             2, // Bastia's 20407
		"france-services itinerant kept":                    1,
		"france-services multi_site kept":                   4,
		"france-services hours_invalid corrected":           4,
		"france-travail hours_missing kept":                 6, // the file has none
		" network_absent kept":                              4, // no Cap emploi and no CIO in either département: no source tells of them
		"mednum out_of_scope left_out":                      84,
		"mednum head_office left_out":                       1,
		"mednum itinerant kept":                             6,
		"mednum hours_missing kept":                         4,
		"mednum hours_doubtful kept":                        8,
		"mednum hours_unread kept":                          5,
		"mednum parent_unknown kept":                        21,
		"mednum position_contradicted kept":                 1,
		"mednum duplicate_across_sources merged":            35, // all of its France services
	}
	got := tally(ds)
	for kind, n := range want {
		if got[kind] != n {
			t.Errorf("%s: got %d, want %d", kind, got[kind], n)
		}
		delete(got, kind)
	}
	if len(got) > 0 {
		t.Errorf("defects nobody expected: %v", got)
	}
}

func countTrue(flags []bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// The defects that the README of the data names, one by one.
func TestCorseKnownDefects(t *testing.T) {
	ds := corsica(t)
	var bastia []data.Structure
	for _, s := range ds.Structures {
		if slices.Contains(s.Networks, networkFranceTravail) && strings.Contains(s.Name, "BASTIA") {
			bastia = append(bastia, s)
		}
		if strings.Contains(s.Name, "DR CORSE") {
			t.Errorf("the regional office is a place one is sent to: %v", s)
		}
	}
	if len(bastia) != 1 || len(bastia[0].Provenance) != 2 {
		t.Fatalf("Bastia's agency, twice in the file, became %v", bastia)
	}
	commune := ds.Sites[bastia[0].Site].Commune
	if got := ds.Territories[ds.Holder(commune, data.KindDepartement)].Code; got != "2B" {
		t.Errorf("Bastia's agency is in %s, want 2B", got)
	}
	both, parents := 0, 0
	for _, s := range ds.Structures {
		if len(s.Provenance) == 2 && s.Provenance[0].Source == "france-services" && s.Provenance[1].Source == "mednum" {
			both++
		}
		if s.Parent != "" {
			parents++
		}
	}
	if both != 35 || parents != 9 {
		t.Errorf("%d France services places in two sources and %d permanences with a parent, want 35 and 9", both, parents)
	}
}

func TestAura(t *testing.T) {
	ds := readPlaces(t, data.Region{Code: "84", Name: "Auvergne-Rhône-Alpes", TimeZone: "Europe/Paris"}, "aura")
	n := make(map[data.TerritoryKind]int)
	for _, tr := range ds.Territories {
		n[tr.Kind]++
	}
	if n[data.KindCommune] != 4028 || n[data.KindDepartement] != 12 || n[data.KindEPCI] != 172 {
		t.Errorf("got the territories %v", n)
	}
	for source, want := range map[string][2]int{"france-travail": {100, 2}, "france-services": {325, 0}} {
		if used, left := records(ds, source); used != want[0] || left != want[1] {
			t.Errorf("%s: %d records used and %d left out, want %d and %d", source, used, left, want[0], want[1])
		}
	}
	parents := 0
	for _, s := range ds.Structures {
		if s.Parent != "" {
			parents++
		}
	}
	got, want := tally(ds), map[string]int{
		" network_absent kept":                          36, // Cap emploi, CIO and Missions locales in twelve départements: no source tells of them
		"france-services arrondissement_code corrected": 5,  // Lyon's
		"france-travail hours_missing kept":             100,
		"france-services hours_invalid corrected":       1,
		"france-services hours_missing kept":            9,
		"france-services hours_doubtful kept":           14,
		"france-services hours_unread kept":             15,
		"france-services itinerant kept":                21,
		"france-services multi_site kept":               21,
		"france-travail duplicate merged":               3,
		"france-travail head_office kept":               1,
		"france-travail head_office left_out":           2,
	}
	if !maps.Equal(got, want) || parents != 4 {
		t.Errorf("got the defects %v and %d antennas with a parent, want %v and 4", got, parents, want)
	}
}

func TestRealStreets(t *testing.T) {
	rb := road.NewBuilder()
	if err := ReadStreets(t.Context(), realPath(t, "corse/roads.osm.pbf"), rb, StreetsOptions{Source: "osm"}); err != nil {
		t.Fatal(err)
	}
	_, stats, err := rb.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Junctions != 31333 {
		t.Errorf("got %d junctions, want 31333", stats.Junctions)
	}
	content := []byte(realText(t, "roads/andorra.osm.pbf"))
	for _, n := range []int{1000, len(content) / 2, len(content) - 1} {
		_, err := readBytes(t, t.Context(), content[:n])
		wantSentence(t, err, "rues.osm.pbf", "cut short", "byte")
	}
}
