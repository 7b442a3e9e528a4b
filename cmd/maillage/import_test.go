package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data/region"
	"maillage/internal/realdata"
)

const places = "Identifiant;Nom;X;Y;yes\n1;\"CIO: l'antenne # 1\";1206000;6150000;\n2;CIO B;0;0;a\n"

// pasted is a recipe with a guessed entry pasted under its sources.
func pasted(t *testing.T, entry string) *region.Recipe {
	t.Helper()
	head := `region: {code: "94", name: Corse, timezone: Europe/Paris}
sources:
  - {name: communes, format: communes, title: a, holder: b, licence: c, vintage: d, url: "https://example.org", file: communes.geojson}
`
	path := filepath.Join(t.TempDir(), "r.yaml")
	if err := os.WriteFile(path, []byte(head+entry), 0o600); err != nil {
		t.Fatal(err)
	}
	recipe, err := region.LoadRecipe(path)
	if err != nil {
		t.Fatalf("%v\n%s", err, entry)
	}
	return recipe
}

// What is printed can be pasted as it is, in either language.
func TestImportPrintsARecipeEntry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "annuaire CIO.csv")
	if err := os.WriteFile(path, []byte(places), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"fr", "en"} {
		out := done(t, "import", "--guess", path, "--lang", lang)
		s := pasted(t, out).Sources[1]
		if s.Name != "annuaire-cio" || s.File != "annuaire CIO.csv" || s.Format != region.FormatTable || s.Mapping.EPSG != 2154 ||
			s.Mapping.Network != "cio" || s.Mapping.Columns["nom"] != "Nom" || s.Mapping.Columns["y"] != "Y" || s.Mapping.Columns["id"] != "Identifiant" {
			t.Errorf("got %+v of\n%s", s, out)
		}
		for _, want := range []string{"  #   ligne 2", "✗ ligne 3", "nom=CIO: l'antenne # 1", "yes"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, out)
			}
		}
	}
	if fr, en := done(t, "import", "--guess", path), done(t, "import", "--guess", path, "--lang", "en"); fr == en {
		t.Error("the same words in both languages")
	}
}

func TestImportInJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cio.csv")
	if err := os.WriteFile(path, []byte(places), 0o600); err != nil {
		t.Fatal(err)
	}
	body := decode[importBody](t, "import", "--guess", path)
	if body.Mapping["reseau"] != "cio" || body.Mapping["epsg"] != "2154" || len(body.Columns) != 5 || len(body.Rows) != 2 {
		t.Errorf("got %+v", body)
	}
	if !body.Rows[0].Read || body.Rows[0].Fields["id"] != "1" || body.Rows[1].Read || len(body.Rows[1].Doubts) == 0 {
		t.Errorf("got rows %+v", body.Rows)
	}
}

// A column that is taken for what it is not can be seen in what would be read.
func TestImportShowsWhoIsReceivedAndHow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lieux.csv")
	text := "nom,latitude,longitude,reseau,niveau,publics,modes_accueil,pmr\nA,42.31,9.15,cio|APEC,2,,présentiel,non\nB,42.32,9.16,cio,,jeunes,,\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	rows := decode[importBody](t, "import", "--guess", path).Rows
	for field, want := range map[string]string{"reseaux_porteurs": "cio, apec", "niveau": "2", "modes_accueil": "en-presentiel", "accessible": "non"} {
		if got := rows[0].Fields[field]; got != want {
			t.Errorf("%s: got %q, want %q", field, got, want)
		}
	}
	if got := rows[0].Fields["publics"]; got != "lyceens, etudiants, jeunes, cadres" {
		t.Errorf("publics: got %q, want those of both networks", got)
	}
	if got := rows[1].Fields["publics"]; got != "jeunes" {
		t.Errorf("publics: got %q, want those the record tells", got)
	}
}

func TestImportRealFiles(t *testing.T) {
	dir := realdata.Dir(t)
	for _, file := range []string{"corse/france_services.csv", "aura/france_services.csv", "corse/france_travail.csv", "aura/france_travail.csv"} {
		recipe := pasted(t, done(t, "import", "--guess", filepath.Join(dir, file)))
		if s := recipe.Sources[1]; s.Mapping.Columns["code_postal"] == "" || s.Mapping.Network == "" {
			t.Errorf("%s: got %+v", file, s.Mapping)
		}
	}
}

func TestImportSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.csv")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []complaint{
		{"no file said", []string{"import"}, exitMisuse, []string{"il manque", "--guess"}, []string{"--guess", "is missing"}},
		{"no such file", []string{"import", "--guess", filepath.Join(dir, "absent.csv")}, exitFailed, []string{"absent.csv", "vérifiez"}, []string{"absent.csv", "check"}},
		{"an empty file", []string{"import", "--guess", empty}, exitFailed, []string{"empty.csv", "vide"}, []string{"empty.csv", "empty;"}},
		{"a member of no zip", []string{"import", "--guess", empty, "--member", "a.csv"}, exitFailed, []string{"n'est pas un zip"}, []string{"not a zip"}},
		{"an unknown form", []string{"import", "--guess", empty, "-f", "csv"}, exitMisuse, []string{"--format", "yaml"}, []string{"yaml"}},
	} {
		c.hold(t)
	}
}
