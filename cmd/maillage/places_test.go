package main

import (
	"encoding/csv"
	"strings"
	"testing"

	"maillage/api"
)

func TestPlacesFinds(t *testing.T) {
	file := demoFile(t)
	for _, c := range []struct {
		name, kind, label string // of the first place
		args              []string
	}{
		{"a commune", "city", "Sarvielle (Arvenne-Maritime)", []string{file, "sarvielle"}},
		{"an address in several words", "house", "112 Rue de la Paix, 96101 Sarvielle", []string{file, "112", "rue", "de", "la", "paix", "sarvielle"}},
		{"an address in one", "house", "112 Rue de la Paix, 96101 Sarvielle", []string{file, "112 r de la pais sarvielle"}},
		{"nearness decides between likes", "house", "12 Rue du Clos, 96302 Falgouzole", []string{file, "12 rue du clos", "--lat", "46.127", "--lon", "-4.844"}},
		{"what is at a position", "house", "112 Rue de la Paix, 96101 Sarvielle", []string{file, "--lat", "45.962929", "--lon", "-4.648218"}},
	} {
		body := decode[api.PlacesBody](t, append([]string{"places"}, c.args...)...)
		if len(body.Features) == 0 {
			t.Errorf("%s: nothing", c.name)
			continue
		}
		if got := body.Features[0].Properties.Geocoding; got.Type != c.kind || got.Label != c.label {
			t.Errorf("%s: got %s %q, want %s %q", c.name, got.Type, got.Label, c.kind, c.label)
		}
	}
	if n := len(decode[api.PlacesBody](t, "places", file, "rue", "-k", "3").Features); n != 3 {
		t.Errorf("-k 3 gave %d", n)
	}
}

// With --demo no argument is a file's name. (The READMEs' test runs it.)
func TestPlacesTextIsEveryWord(t *testing.T) {
	for want, c := range map[string]placesCommand{
		"":                     {regionArgs: regionArgs{File: "corse.maillage"}},
		"cours paoli":          {regionArgs: regionArgs{File: "corse.maillage"}, Words: []string{"cours", "paoli"}},
		"sarvielle":            {regionArgs: regionArgs{File: "sarvielle", Demo: true}},
		"112 rue de la paix s": {regionArgs: regionArgs{File: "112 rue", Demo: true}, Words: []string{"de la", "paix s "}},
	} {
		if got := c.text(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPlacesInEveryForm(t *testing.T) {
	file := demoFile(t)
	for _, args := range [][]string{{"places", file, "sarvielle"}, {"places", file, "--lat", "45.963", "--lon", "-4.648"}} {
		rows, err := csv.NewReader(strings.NewReader(done(t, append(args, "-f", "csv")...))).ReadAll()
		if err != nil || len(rows) < 4 {
			t.Errorf("%v: %d rows, %v", args, len(rows), err)
		}
		fr, en := done(t, args...), done(t, append(args, "--lang", "en")...)
		for _, part := range []string{"Lieu", "commune", "Région fictive", "Sources"} {
			if part != "commune" && !strings.Contains(fr, part) {
				t.Errorf("%v: no %q in\n%s", args, part, fr)
			}
		}
		if !strings.Contains(en, "Place") || strings.Contains(en, "Lieu") {
			t.Errorf("%v in English:\n%s", args, en)
		}
		if done(t, append(args, "-f", "json")...) != done(t, append(args, "-f", "geojson")...) {
			t.Errorf("%v: GeocodeJSON is GeoJSON", args)
		}
	}
}

// What is not found says what to do; a commune has no "À tant près", it is meant as a
// whole; the sources are those of the names, and of the structures listed.
func TestPlacesTable(t *testing.T) {
	const people, directory, streets = "Carreaux de population", "Annuaire des structures", "Rues et routes"
	for _, c := range []struct {
		args      []string
		has, lack []string
	}{
		{[]string{"qwxz vkj"}, []string{"Rien de tel", "vérifiez l'orthographe", streets}, []string{people, directory}},
		{[]string{"--lat", "48", "--lon", "2"}, []string{"Aucune adresse", "vérifiez --lat et --lon"}, []string{"Rien de tel"}},
		{[]string{"sarvielle", "-k", "1"}, []string{"commune  9A060", "100 %"}, []string{" km", people, directory}},
		{[]string{"cap emploi sarvielle", "-k", "1"}, []string{"structure", directory}, []string{people}},
	} {
		got := done(t, append([]string{"places", demoFile(t)}, c.args...)...)
		for _, part := range c.has {
			if !strings.Contains(strings.ReplaceAll(got, thin, " "), part) {
				t.Errorf("%v: no %q in\n%s", c.args, part, got)
			}
		}
		for _, part := range c.lack {
			if strings.Contains(got, part) {
				t.Errorf("%v: %q in\n%s", c.args, part, got)
			}
		}
	}
}

// One question three ways: a position, a text, a commune.
func TestNearestBeginsWhereOneSays(t *testing.T) {
	file := demoFile(t)
	ask := func(args ...string) api.NearestBody {
		t.Helper()
		return decode[api.NearestBody](t, append([]string{"nearest", file, "--at", "2026-11-25T14:00"}, args...)...)
	}
	house := ask("--q", "112 rue de la paix sarvielle")
	point := ask("--lat", "45.9629291", "--lon", "-4.6482183")
	if house.Origin.Label != "112 Rue de la Paix, 96101 Sarvielle" || len(house.Results) == 0 || house.Results[0].Structure.ID != point.Results[0].Structure.ID ||
		house.Results[0].Minutes != point.Results[0].Minutes {
		t.Errorf("from the address: %+v\nfrom its position: %+v", house, point)
	}
	text, code := ask("--q", "Sarvielle"), ask("--code-commune", "9a060")
	if text.Origin.CodeINSEE != "9A060" || code.Origin.CodeINSEE != "9A060" || len(text.Inside) < 10 || len(code.Inside) != len(text.Inside) || code.Results[0].P90Minutes == nil {
		t.Errorf("the commune by its name: %+v\nby its code: %+v", text.Origin, code.Origin)
	}
	for lang, words := range map[string][]string{"fr": {"De : Sarvielle", "personnes", "La moitié", "9 sur 10", "Dans la commune :"}, "en": {"From: Sarvielle", "people", "Half", "9 in 10", "In the commune:"}} {
		said := done(t, "nearest", file, "--q", "sarvielle", "--at", "2026-11-25T14:00", "--lang", lang)
		for _, word := range words {
			if !strings.Contains(said, word) {
				t.Errorf("%s: no %q in\n%s", lang, word, said)
			}
		}
	}
	if said := done(t, "nearest", file, "--q", "rue du clos", "--at", "2026-11-25T14:00"); !strings.Contains(said, "mais ce peut être aussi") {
		t.Errorf("a street of several communes is told without the others:\n%s", said)
	}
}
