package source

import (
	"slices"
	"strings"
	"testing"

	"maillage/data"
)

// An area that cannot be read is nobody's, never everyone's.
func TestAreaThatIsNoTextIsNotEveryones(t *testing.T) {
	for _, c := range []struct {
		name, zones string
		want        data.Eligibility
	}{
		{"nothing", `null`, nil},
		{"an empty list", `[]`, nil},
		{"an object in the list", `["2A004", {"code":"2A"}]`, data.Eligibility{"2A004", `{"code":"2A"}`}},
		{"objects only", `[{"code":"2A"}]`, data.Eligibility{`{"code":"2A"}`}},
		{"an object", `{"code":"2A"}`, data.Eligibility{`{"code":"2A"}`}},
		{"a list in the list", `[["2A004"]]`, data.Eligibility{`["2A004"]`}},
		{"no truth", `false`, data.Eligibility{"false"}},
	} {
		here := `[{"type_adresse":"Adresse","numero_voie":"1 rue","code_postal":20090,"longitude":9.1,"latitude":42.1}]`
		annuaire, inclusion := world(t), world(t)
		err := ReadServicePublic(t.Context(), strings.NewReader(
			`[{"id":"1","nom":"ML","adresse":`+here+`,"pivot":[{"type_service_local":"mission_locale","code_insee_commune":`+c.zones+`}]}]`), annuaire, annuaireTest)
		if err != nil {
			t.Fatal(err)
		}
		err = ReadInclusion(t.Context(),
			strings.NewReader(`[{"id":"1","nom":"ML","reseaux_porteurs":["mission-locale"],"longitude":9.1,"latitude":42.1}]`),
			strings.NewReader(`[{"id":"s","structure_id":"1","nom":"s","zone_eligibilite":`+c.zones+`}]`), inclusion, inclusionTest)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range []*data.Builder{annuaire, inclusion} {
			ds := finish(t, b)
			if got := ds.Structures[0].Services[0].Eligibility; !slices.Equal(got, c.want) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
			unread := slices.ContainsFunc(ds.Defects, func(d data.Defect) bool { return d.Kind == data.DefectUnknownValue })
			if want := len(c.want) > 0; unread != want {
				t.Errorf("%s: told %v, want %v", c.name, unread, want)
			}
		}
	}
}

func TestAnnuaireTwinWithoutPositionHidesNobody(t *testing.T) {
	nowhere := `{"id":"1","nom":"ML","adresse":[{"type_adresse":"Adresse","code_postal":"20090"}],"pivot":[{"type_service_local":"mission_locale"}]}`
	second := `{"id":"1","nom":"ML","adresse":[{"type_adresse":"Adresse","numero_voie":"RDC","code_postal":"20090"},{"type_adresse":"Adresse","code_postal":"20090","longitude":9.1,"latitude":42.1}],"pivot":[{"type_service_local":"mission_locale"}]}`
	for _, file := range []string{nowhere + "\n" + second, second + "\n" + nowhere} {
		b := world(t)
		if err := ReadServicePublic(t.Context(), strings.NewReader(file), b, annuaireTest); err != nil {
			t.Fatal(err)
		}
		if ds := finish(t, b); len(ds.Structures) != 1 {
			t.Errorf("got %d structures, want the one with a position; defects %v", len(ds.Structures), defects(ds))
		}
	}
}

func TestOrderOfServicesDoesNotMatter(t *testing.T) {
	structures := `[{"id":"1","nom":"ML","reseaux_porteurs":["mission-locale"],"longitude":9.1,"latitude":42.1}]`
	services := []string{`{"id":"s1","structure_id":"1","nom":"a"}`, `{"id":"s2","structure_id":"1","nom":"b"}`}
	var got [][]string
	for range 2 {
		b := world(t)
		if err := ReadInclusion(t.Context(), strings.NewReader(structures), strings.NewReader(strings.Join(services, "\n")), b, inclusionTest); err != nil {
			t.Fatal(err)
		}
		got = append(got, servicesOf(finish(t, b)))
		slices.Reverse(services)
	}
	if !slices.Equal(got[0], got[1]) {
		t.Errorf("got %v in one order, %v in the other", got[0], got[1])
	}
}

// A file of millions of records that are none must not fill the memory with defects.
func TestUnreadableRecordsAreCounted(t *testing.T) {
	const n = 5000
	for name, read := range map[string]func(*data.Builder) error{
		"structures": func(b *data.Builder) error {
			return ReadInclusion(t.Context(), strings.NewReader(strings.Repeat("1\n", n)), nil, b, inclusionTest)
		},
		"services": func(b *data.Builder) error {
			return ReadInclusion(t.Context(), strings.NewReader("[]"), strings.NewReader(strings.Repeat("1\n", n)), b, inclusionTest)
		},
		"annuaire": func(b *data.Builder) error {
			return ReadServicePublic(t.Context(), strings.NewReader(strings.Repeat("1\n", n)), b, annuaireTest)
		},
	} {
		b := world(t)
		if err := read(b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		records := 0
		for _, d := range b.Defects() {
			records += d.Records()
		}
		if records != n || len(b.Defects()) > toldOneByOne+1 {
			t.Errorf("%s: %d defects tell of %d records, want at most %d of %d", name, len(b.Defects()), records, toldOneByOne+1, n)
		}
	}
}

// A value counted by itself is counted whole, however many others come between.
func TestLedgerCountsAKnownValueWhole(t *testing.T) {
	b := world(t)
	l := newLedger(reporter{b, "test"}, 0)
	l.note(data.DefectOutOfScope, "1", "f", "known", true)
	for i := range 2 * mostKeys {
		l.note(data.DefectOutOfScope, "x", "f", placeID("v", i), true)
	}
	l.note(data.DefectOutOfScope, "2", "f", "known", true)
	l.flush()
	if d := b.Defects()[0]; d.Value != "known" || d.Records() != 2 {
		t.Errorf("got %+v, want two records", d)
	}
}

func TestFRRZone(t *testing.T) {
	for word, want := range map[string]string{"FRR": frr, "FRR+": frrPlus, "FRR plus": frrPlus, "Non FRR+": "", "Non classée": "", "": ""} {
		if got, known := frrZone(word); got != want || !known {
			t.Errorf("%q: got %q, %v; want %q", word, got, known, want)
		}
	}
	if got, known := frrZone("n'est plus classée"); known {
		t.Errorf("got %q of words that say it no longer is", got)
	}
}

// A spreadsheet drops the zero of 01001: the commune is not lost for it.
func TestTerritoriesWithoutTheLeadingZero(t *testing.T) {
	b := threeCommunes()
	if err := asTerritories(data.KindProjet)(t.Context(), strings.NewReader("territoire,code_commune\nNord,1001\nNord,01002\nSud,1003\n"), b); err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	want := []string{"epci 200000001 200000001 ***", "territoire_projet Nord Nord **", "territoire_projet Sud Sud *"}
	wantLines(t, "territories", told(ds), want)
	wantLines(t, "defects", defects(ds), []string{
		"leading_zero_lost ligne 2 code_commune 1001 > 01001 corrected", "leading_zero_lost ligne 4 code_commune 1003 > 01003 corrected",
	})
}
