package source

import (
	"slices"
	"strings"
	"testing"

	"maillage/data"
)

var annuaireTest = Options{Source: "test", File: "annuaire.json"}

func TestReadServicePublic(t *testing.T) {
	b := world(t)
	if err := ReadServicePublic(t.Context(), sample(t, "service_public.json"), b, annuaireTest); err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	week := "du lundi au jeudi 08:30 - 12:00 / 13:30 - 17:00 ; vendredi 08:30 - 12:00 « Sur rendez-vous l'après-midi. »"
	two := "plusieurs sites, selon le site : samedi « le matin »"
	wantLines(t, "services", servicesOf(ds), []string{
		"test--b7c5-1/mission-locale-1 1 jeunes | en-presentiel | 2A004 75111 | " + week,
		"test--b7c5-1/mission-locale-2 2 jeunes | en-presentiel | 2A004 75111 | " + week,
		"test--b7c5-2/cio-1 1 tous-publics | en-presentiel | 2A004 2B033 | " + two,
		"test--b7c5-2/cio-2 2 lyceens etudiants jeunes | en-presentiel | 2A004 2B033 | " + two,
		"test--b7c5-2/reseau-information-jeunesse-1 1 jeunes | en-presentiel | 2A004 2B033 | " + two,
	})
	wantLines(t, "defects", defects(ds), []string{
		"hours_invalid b7c5-1 plage_ouverture 00:00 - 00:00 corrected",
		"hours_unread b7c5-1 horaires_accueil du lundi au jeudi 08:30 - 12:00 / 13:30 - 17:00 ; vendredi 08:30 - 12:00 « Sur rendez-vous l'après-midi. » kept",
		"multi_site b7c5-2 adresse 2 kept",
		"out_of_scope b7c5-3 pivot mairie left_out",
		"outside_region b7c5-4 latitude, longitude 48.85, 2.38 left_out",
	})
	st := ds.Structures[0]
	if st.Phone != "04 00 00 00 01" || st.Email != "ml@example.org" || !slices.Equal(st.Networks, []data.NetworkCode{"mission-locale"}) {
		t.Errorf("the structure became %+v", st)
	}
	site := ds.Sites[st.Site]
	if site.Address != "3 rue Haute" || site.PostalCode != "20090" || site.City != "Carré" || site.Accessible != data.Accessible || site.Position.Point != [2]float64{9.1, 42.1} {
		t.Errorf("the site became %+v", site)
	}
	if got := ds.Sites[ds.Structures[1].Site].Accessible; got != data.AccessibilityUnknown {
		t.Errorf("on request became %d", got)
	}
}

// Lists are JSON or JSON in a string; what is neither is told, field by field.
func TestReadServicePublicLists(t *testing.T) {
	record := func(id, address, pivot, rest string) string {
		return `{"id":"` + id + `","nom":"N ` + id + `","adresse":` + address + `,"pivot":` + pivot + rest + `}`
	}
	here := `[{"type_adresse":"Adresse","numero_voie":"1 rue","code_postal":20090,"nom_commune":"C","longitude":9.1,"latitude":42.1}]`
	ml := `[{"type_service_local":"mission_locale"}]`
	b := world(t)
	err := ReadServicePublic(t.Context(), strings.NewReader(strings.Join([]string{
		record("1", here, ml, `,"adresse_courriel":["a@example.org","b@example.org"],"telephone":null`),
		record("2", here, ml, `,"telephone":"[{","plage_ouverture":"lundi"`),
		record("3", here, `"[{\"type_service_local\":"`, ``),
		record("4", `"12 rue"`, ml, ``),
		record("5", `""`, ml, `,"plage_ouverture":[]`),
		record("6", here, ml, `,"plage_ouverture":[{"nom_jour_debut":"Jeudi","valeur_heure_debut_1":"09:00","valeur_heure_fin_1":"","valeur_heure_debut_2":"14:00:30","valeur_heure_fin_2":"15:00:00"},{"nom_jour_debut":"Férié","nom_jour_fin":"Dimanche","valeur_heure_debut_1":"9h","valeur_heure_fin_1":"12h"}]`),
		record("6", here, ml, ``),
		record("7", here, `null`, ``), record("8", here, `[{"type_service_local":"mairie"}]`, ``), record("9", here, `[{"type_service_local":"mairie"}]`, ``),
		`"un mot"`, `null`,
	}, "\n")), b, annuaireTest)
	if err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	wantLines(t, "structures", structures(ds), []string{
		"test--1 N 1", "test--2 N 2", "test--6 N 6 jeudi 14:00:30 - 15:00 ; du férié au dimanche 9h - 12h",
	})
	wantLines(t, "defects", defects(ds), []string{
		"duplicate 6 id 6 left_out",
		"hours_invalid 6 plage_ouverture 09:00 -  corrected",
		"hours_missing 1 plage_ouverture  kept",
		"hours_missing 2 plage_ouverture  kept",
		"hours_unread 6 horaires_accueil jeudi 14:00:30 - 15:00 ; du férié au dimanche 9h - 12h kept",
		"out_of_scope 7 pivot  left_out",
		"out_of_scope 8 pivot mairie ×2 left_out",
		"position_missing 5 latitude, longitude ,  left_out",
		"unknown_value 6 nom_jour_debut Férié > lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche kept",
		"unreadable_record 2 plage_ouverture lundi kept",
		"unreadable_record 2 telephone [{ kept",
		`unreadable_record 3 pivot [{"type_service_local": left_out`,
		"unreadable_record 4 adresse 12 rue left_out",
		"unreadable_record fiche 11   left_out",
		"unreadable_record fiche 12   left_out",
	})
	if got := ds.Structures[0].Email; got != "a@example.org" {
		t.Errorf("email %q", got)
	}
	if got := ds.Structures[0].Services[0].Eligibility; len(got) != 0 {
		t.Errorf("eligibility %q where no commune is listed", got)
	}
}

// Every network the directory's types lead to is one of the catalogue.
func TestAnnuaireNetworks(t *testing.T) {
	for kind, code := range annuaireNetworks {
		if _, ok := data.SPRO().Find(code); !ok {
			t.Errorf("%s leads to %s, which the catalogue lacks", kind, code)
		}
	}
}

func TestReadServicePublicRefuses(t *testing.T) {
	deep := `[{"id":"1","nom":"N","adresse":"` + strings.Repeat("[", 20_000) + `","pivot":"` + strings.Repeat(`{\"a\":`, 20_000) + `"}]`
	b := world(t)
	if err := ReadServicePublic(t.Context(), strings.NewReader(deep), b, annuaireTest); err != nil {
		t.Fatal(err)
	}
	if got := len(finish(t, b).Defects); got != 2 {
		t.Errorf("deep JSON in strings: %d defects, want one a field", got)
	}
	wantSentence(t, ReadServicePublic(t.Context(), strings.NewReader(`{"service":[]}`), world(t), annuaireTest), "annuaire.json", `"id"`, "service")
	wantSentence(t, ReadServicePublic(t.Context(), &endless{begin: `[{"id":"1","pivot":"`, fill: '['}, world(t), annuaireTest), "longer than 4 MB")
	wantSentence(t, ReadServicePublic(t.Context(), strings.NewReader(`[{"id":"1","nom":"N","adresse":"","pivot":""}`), world(t), annuaireTest), "too early")
}

// FuzzReadObjects gives the same bytes to the readers of JSON records: whatever
// they say, they neither panic nor leave a record without a word.
func FuzzReadObjects(f *testing.F) {
	for _, seed := range []string{ // short ones: long ones are cut shorter for minutes
		"", "[", "[]", "{}\n{}", "\uFEFF[null]", `[{"id":"\u0000\ud800","nom":"x","pivot":"[{}]","adresse":"[["}]`,
		`[{"id":"a","nom":"N","reseaux_porteurs":["cio"],"longitude":9.1,"latitude":"42,1","horaires_accueil":"Mo"}]`,
		`{"id":"s","structure_id":"ml","nom":"N","type":"x","publics":["jeunes"],"modes_accueil":["x"],"zone_eligibilite":["2A","9"]}`,
		`{"id":"1","nom":"N","adresse":[{"type_adresse":"Adresse","longitude":9,"latitude":"42"}],"pivot":"[{\"type_service_local\":\"cio\"}]"}`,
		`{"id":"1","nom":"N","pivot":[{"type_service_local":"cio"}],"adresse":[{"longitude":9,"latitude":42}],"plage_ouverture":[{"nom_jour_debut":"Lundi","valeur_heure_debut_1":"08:00:00"}]}`,
	} {
		f.Add([]byte(seed))
	}
	structure := `{"id":"ml","nom":"M","reseaux_porteurs":["mission-locale"],"longitude":9.1,"latitude":42.1}`
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, read := range []func(*data.Builder) error{
			func(b *data.Builder) error {
				return ReadInclusion(t.Context(), strings.NewReader(string(text)), nil, b, inclusionTest)
			},
			func(b *data.Builder) error {
				return ReadInclusion(t.Context(), strings.NewReader(structure), strings.NewReader(string(text)), b, inclusionTest)
			},
			func(b *data.Builder) error {
				return ReadServicePublic(t.Context(), strings.NewReader(string(text)), b, annuaireTest)
			},
		} {
			b := world(t)
			if err := read(b); err != nil {
				wantSentenceAbout(t, string(text), err)
				continue
			}
			for _, d := range finish(t, b).Defects {
				if d.Record == "" || d.Hint().IsZero() {
					t.Errorf("a defect without a record or words: %+v", d)
				}
			}
		}
	})
}
