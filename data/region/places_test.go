package region

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/internal/addok"
	"maillage/say"
)

// placesFiles are the files of a region of two communes side by side, with addresses:
//
//	45.1 ┌────────┬────────┐   Ici: Rue du Puits, and the lieu-dit Les Aulnes;
//	     │  Ici   │   Là   │        it took in Vieil-Ici in 2019
//	45.0 └────────┴────────┘   Là:  Rue Basse, under two postal codes
//	     4       4.1      4.2
var placesFiles = map[string]string{
	"communes.geojson": `{"type":"FeatureCollection","features":[` +
		`{"type":"Feature","properties":{"code":"01001","nom":"Ici","population":10,"codeDepartement":"01"},"geometry":{"type":"Polygon","coordinates":[[[4,45],[4.1,45],[4.1,45.1],[4,45.1],[4,45]]]}},` +
		`{"type":"Feature","properties":{"code":"01002","nom":"Là","population":20,"codeDepartement":"01","mairie":{"type":"Point","coordinates":[4.13,45.03]},"codesPostaux":["01210"]},"geometry":{"type":"Polygon","coordinates":[[[4.1,45],[4.2,45],[4.2,45.1],[4.1,45.1],[4.1,45]]]}}]}`,
	"m.csv": "MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP\n32,2019-01-01,COM,01900,Vieil-Ici,COM,01001,Ici\n",
	"ban.csv": "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n" +
		"a;12;;Rue du Puits;01100;01001;Ici;4.0300;45.0300\n" + "b;12;bis;Rue du Puits;01100;01001;Ici;4.0301;45.0301\n" +
		"c;1;;Rue Basse;01200;01002;Là;4.1500;45.0500\n" + "d;2;;Rue Haute;01210;01999;Ailleurs;4.1600;45.0600\n",
	"ld.csv": "id;nom_lieu_dit;code_postal;code_insee;nom_commune;lon;lat\ne;Les Aulnes;01100;01001;Ici;4.08;45.08\n",
	"cp.csv": "#Code_commune_INSEE;Nom_de_la_commune;Code_postal\n01001;ICI;01100\n01002;LA;01200\n38185;GRENOBLE;38000\n",
	"t.csv": "nom;adresse;cp;ville;insee;lat;lon\n" +
		"Au numéro;12 bis rue du puits;01100;Ici;01001;;\n" + "À la rue;99 rue Basse;01200;La;01002;;\n" + "Au lieu-dit;les aulnes;01100;ICI;;;\n" +
		"À la commune;rue inconnue;01200;Là;01002;0;0\n" + "Nulle part;rue du puits;99999;Atlantis;;;\n" + "Placée;;01200;Là;01002;45.07;4.17\n",
	"u.csv": "nom;adresse;cp\nSans colonnes de position;1 rue basse;01200\n",
}

const placesTable = "{mapping: {nom: nom, adresse: adresse, code_postal: cp, commune: ville, code_insee: insee, latitude: lat, longitude: lon, reseau: cio}}"

var placesRecipe = noGrid + another("t", "table", "t.csv", placesTable) +
	another("u", "table", "u.csv", "{mapping: {nom: nom, adresse: adresse, code_postal: cp, reseau: cio}}") + another("m", "movements", "m.csv", "") +
	another("ban", "ban", "ban.csv", "") + another("ld", "ban-lieux-dits", "ld.csv", "") + another("cp", "postal-codes", "cp.csv", "")

// buildPlaces builds the region, in a folder that lacks some of its files.
func buildPlaces(t *testing.T, recipe string, without ...string) (*Contents, *Report, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range placesFiles {
		if slices.Contains(without, name) {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := parseRecipe("t.yaml", []byte(recipe))
	if err != nil {
		t.Fatal(err)
	}
	return Build(t.Context(), r, Options{Offline: dir})
}

func TestBuildTellsThePlacesPeopleType(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "t.maillage")
	if err := Write(path, c); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	fromFile, err := f.Gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*gazetteer.Gazetteer{c.Gazetteer, fromFile} {
		for text, want := range map[string]string{
			"12 bis rue du puits ici":  "12 bis Rue du Puits, 01100 Ici at 4.0301 45.0301",
			"rue haute":                "Rue Haute, 01210 Là at 4.1600 45.0600", // a code of another year: where it lies
			"les aulnes":               "Les Aulnes, 01100 Ici at 4.0800 45.0800",
			"1 rue basse 01200":        "1 Rue Basse, 01200 Là at 4.1500 45.0500",
			"cio nulle part atlantis?": "",
		} {
			got := ""
			if m := g.Search(gazetteer.Query{Text: text, Whole: true}); len(m) > 0 {
				got = fmt.Sprintf("%s at %.4f %.4f", m[0].Label, m[0].Point[0], m[0].Point[1])
			}
			if want != "" && got != want {
				t.Errorf("%q: got %q, want %q", text, got, want)
			}
		}
		for _, text := range []string{"ici", "vieil ici", "01100"} {
			m := g.Search(gazetteer.Query{Text: text, Whole: true})
			if len(m) == 0 || m[0].Kind != gazetteer.KindCommune || m[0].CommuneCode != "01001" || m[0].Ref != 0 || c.Dataset.Territories[m[0].Ref].Name != "Ici" {
				t.Errorf("%q: got %+v, want the commune Ici, territory 0", text, m)
			}
		}
		if m := g.Search(gazetteer.Query{Text: "placee"}); len(m) == 0 || m[0].Kind != gazetteer.KindStructure || c.Dataset.Structures[m[0].Ref].Name != "Placée" {
			t.Errorf("a structure: got %+v", m)
		}
		if s := g.Stats(); s.Communes != 2 || s.Houses != 4 || s.Localities < 1 || s.Structures != 6 || s.Territories != 1 || s.LeftOut != 0 {
			t.Errorf("got %+v", s)
		}
	}
	want := []PlaceSource{{Source: "ban", Houses: 4}, {Source: "communes", Codes: 1}, {Source: "cp", Codes: 2}, {Source: "ld", Localities: 1}, {Source: "m", Names: 1}}
	if got, err := f.PlaceSources(); err != nil || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(c.PlaceSources, want) {
		t.Errorf("got %+v of the file (%v), %+v of the build, want %+v", got, err, c.PlaceSources, want)
	}
}

// The sources are read at the same time, and the gazetteer is laid out once more for
// records without a position: the file is the same each time all the same.
func TestBuildOfPlacesRepeats(t *testing.T) {
	var first []byte
	for range 5 {
		c, _, err := buildPlaces(t, placesRecipe)
		check(t, err)
		path := filepath.Join(t.TempDir(), "t.maillage")
		check(t, Write(path, c))
		b, err := os.ReadFile(path)
		check(t, err)
		if first == nil {
			first = b
		}
		if !bytes.Equal(b, first) {
			t.Fatal("two builds give different bytes")
		}
	}
}

func TestBuildFindsRecordsWithoutAPosition(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, s := range c.Dataset.Structures {
		p := c.Dataset.Sites[s.Site].Position
		got[s.Name] = fmt.Sprintf("%.4f %.4f %s", p.Point[0], p.Point[1], p.Precision)
	}
	want := map[string]string{
		"Au numéro": "4.0301 45.0301 house", "À la rue": "4.1500 45.0500 street", "Au lieu-dit": "4.0800 45.0800 locality",
		"À la commune": "4.1300 45.0300 commune", "Placée": "4.1700 45.0700 unknown", "Sans colonnes de position": "4.1500 45.0500 house",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	var told []string
	for _, d := range c.Dataset.Defects {
		if d.Kind == data.DefectPositionMissing {
			why, _, _ := strings.Cut(string(d.Why), " ")
			told = append(told, fmt.Sprintf("%s %s %s", d.Done, d.Other, why))
		}
	}
	slices.Sort(told)
	if want := []string{
		"corrected 1 Rue Basse, 01200 Là found_house", "corrected 12 bis Rue du Puits, 01100 Ici found_house", "corrected Les Aulnes, 01100 Ici found_locality",
		"corrected Là (Ain) found_commune", "corrected Rue Basse, 01200 Là found_street", "left_out  ",
	}; !slices.Equal(told, want) {
		t.Errorf("got  %q\nwant %q", told, want)
	}
}

// A region that downloads may have the national geocoder asked of what its own places do not know.
func TestBuildAsksTheNationalGeocoderLast(t *testing.T) {
	s := addok.New(t, map[string]addok.Result{
		"rue inconnue là": {"longitude": "4.17", "latitude": "45.07", "result_score": "0.91", "result_type": "street",
			"result_label": "Rue Inconnue 01200 Là", "result_postcode": "01200", "result_city": "Là", "result_citycode": "01002"},
	})
	national, err := NewGeocoder(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range placesFiles {
		check(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	r, err := parseRecipe("t.yaml", []byte(placesRecipe+"geocoder: {url: '"+s.URL+"'}\n"))
	check(t, err)
	for _, asked := range []bool{false, true} {
		b := &build{recipe: r, opt: Options{Offline: dir}, atlas: newAtlas()}
		if asked {
			b.national = national
		}
		c, err := b.run(t.Context())
		check(t, err)
		want := data.Position{Point: orb.Point{4.13, 45.03}, Precision: data.PrecisionCommune}
		if asked {
			want = data.Position{Point: orb.Point{4.17, 45.07}, Precision: data.PrecisionStreet}
		}
		for _, st := range c.Dataset.Structures {
			if got := c.Dataset.Sites[st.Site].Position; st.Name == "À la commune" && got != want {
				t.Errorf("asked %v: got %+v, want %+v", asked, got, want)
			}
		}
	}
	s.Refuse = func(w http.ResponseWriter, _ int) bool { http.Error(w, "no", http.StatusForbidden); return true }
	b := &build{recipe: r, opt: Options{Offline: dir}, atlas: newAtlas(), national: national}
	if _, err := b.run(t.Context()); err == nil || !strings.Contains(say.Err(err, say.English), "do without it") {
		t.Errorf("a geocoder out of reach: got %v", err)
	}
}

// What a national geocoder answers is taken where the record says to be, or not at all.
func TestAnswersOfTheNationalGeocoderAreDistrusted(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	check(t, err)
	fine := Geocoded{Status: GeocodedOK, Point: orb.Point{4.17, 45.07}, Precision: data.PrecisionStreet, Score: .9, Label: "Rue Inconnue 01200 Là", PostalCode: "01200", Commune: "Là", CommuneCode: "01002"}
	with := func(change func(*Geocoded)) Geocoded { g := fine; change(&g); return g }
	here, nowhere := data.Address{Text: "rue inconnue", CommuneCode: "01002"}, data.Address{Text: "rue inconnue"}
	for _, x := range []struct {
		name    string
		address data.Address
		answer  Geocoded
		taken   bool
	}{
		{"as declared", here, fine, true},
		{"by the city", data.Address{Text: "rue inconnue", City: "la"}, fine, true},
		{"the city in the text", data.Address{Text: "rue inconnue, 01200 Là"}, fine, true},
		{"the record says not where", nowhere, fine, false},
		{"a low score", here, with(func(g *Geocoded) { g.Score = .5 }), false},
		{"the commune alone", here, with(func(g *Geocoded) { g.Precision = data.PrecisionCommune }), false},
		{"another commune", here, with(func(g *Geocoded) { g.CommuneCode = "01001" }), false},
		{"a postal code alone", data.Address{Text: "rue inconnue", PostalCode: "01200"}, with(func(g *Geocoded) { g.CommuneCode = "69123" }), false},
		{"a position in another commune", here, with(func(g *Geocoded) { g.Point[0] = 4.03 }), false},
		{"one out at sea", here, with(func(g *Geocoded) { g.Point = orb.Point{0, 1} }), false},
		{"one on the border", here, with(func(g *Geocoded) { g.Point[0] = 4.099 }), true},
	} {
		f := &finder{Lookup: NewLookup(c.Gazetteer, c.Dataset), ask: func([]data.Address) ([]Geocoded, error) { return []Geocoded{x.answer}, nil }}
		found, ok := f.Locate(x.address)
		if got := ok && found.Position.Point == x.answer.Point; got != x.taken {
			t.Errorf("%s: got %+v, %v, want taken %v", x.name, found, ok, x.taken)
		}
	}
}

// A street that one commune of the region has is not where a record lies that may be of anywhere.
func TestRecordsThatSayNotWhereAreNotPlaced(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	check(t, err)
	f := &finder{Lookup: NewLookup(c.Gazetteer, c.Dataset)}
	for text, want := range map[string]string{
		"12 rue du Puits": "", "Rue Basse": "", "12 rue du Puits, Ici": "12 Rue du Puits, 01100 Ici",
		"12 rue du Puits 01100": "12 Rue du Puits, 01100 Ici", "Ici": "Ici (Ain)",
	} {
		if found, ok := f.Locate(data.Address{Text: text}); ok != (want != "") || ok && found.Label != want {
			t.Errorf("%s: got %+v, %v, want %q", text, found, ok, want)
		}
	}
}

// A build that fails indexes nothing more: what its other readers gather is not whole, and still changes.
func TestAFailedBuildIndexesNoAddresses(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	check(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := &build{atlas: newAtlas()}
	f := b.finder(ctx, c.Dataset)
	if found, ok := f.Locate(data.Address{City: "Ici"}); ok || b.atlas.stands != nil || !errors.Is(f.err, context.Canceled) {
		t.Errorf("got %+v, %v, %v", found, ok, f.err)
	}
}

func TestOptionalSourcesMayBeAbsent(t *testing.T) {
	recipe := strings.ReplaceAll(placesRecipe, "    file: ban.csv\n", "    file: ban.csv\n    optional: true\n")
	c, report, err := buildPlaces(t, recipe, "ban.csv")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Absent, []string{"ban.csv"}) || !slices.Equal(report.Absent, c.Absent) {
		t.Errorf("absent: got %v, %v", c.Absent, report.Absent)
	}
	if !slices.ContainsFunc(report.Steps, func(s StepTime) bool { return strings.Contains(s.Name.In(say.English), "go without ban.csv") }) {
		t.Errorf("no step tells of it: %v", report.Steps)
	}
	if _, known := c.Dataset.Source("ban"); known {
		t.Error("an absent source is quoted")
	}
	if s := c.Gazetteer.Stats(); s.Houses != 0 || s.Communes != 2 {
		t.Errorf("got %+v", s)
	}
	if _, _, err := buildPlaces(t, placesRecipe, "ban.csv"); err == nil || !strings.Contains(say.Err(err, say.English), `"ban.csv" is missing`) {
		t.Errorf("a source that is not optional: got %v", err)
	}
	recipe = strings.Replace(placesRecipe, "    file: communes.geojson\n", "    file: communes.geojson\n    optional: true\n", 1)
	if _, err := parseRecipe("t.yaml", []byte(recipe)); err == nil || !strings.Contains(say.Err(err, say.English), "begins with its communes") {
		t.Errorf("optional communes: got %v", err)
	}
}

// A build that downloads has whatever can be downloaded: a server that lacks an optional
// file is an error, since nobody chose to go without. What must be got by hand may be absent.
func TestOptionalSourcesAreDownloaded(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := placesFiles[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok || r.URL.Path == "/ban.csv" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(text))
	}))
	defer server.Close()
	recipe := regexp.MustCompile(`url: https://\S+\n    file: (\S+)`).ReplaceAllString(placesRecipe, "url: "+server.URL+"/$1\n    file: $1")
	for _, c := range []struct{ name, added, want string }{
		{"to be downloaded", "", "404"},
		{"by hand", "    by_hand: true\n", ""},
	} {
		r, err := parseRecipe("t.yaml", []byte(strings.Replace(recipe, "    file: ban.csv\n", "    file: ban.csv\n    optional: true\n"+c.added, 1)))
		check(t, err)
		built, _, err := Build(t.Context(), r, Options{Cache: t.TempDir()})
		switch {
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want an error that says %s", c.name, err, c.want)
		case c.want == "" && (err != nil || !slices.Equal(built.Absent, []string{"ban.csv"})):
			t.Errorf("%s: got %v, %+v, want a build without ban.csv", c.name, err, built)
		}
	}
}

// A file of an older program has no gazetteer: what its data knows is found all the same.
func TestGazetteerOfAnOlderFile(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	if err != nil {
		t.Fatal(err)
	}
	c.Gazetteer = nil
	path := filepath.Join(t.TempDir(), "old.maillage")
	if err := Write(path, c); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	knowsItsData(t, f)
}

// So is one of a file whose gazetteer, or a part of it, is of a newer program: nobody must read it.
func TestGazetteerOfANewerFile(t *testing.T) {
	c, _, err := buildPlaces(t, placesRecipe)
	check(t, err)
	p := &parts{tables: c.Dataset.Tables, gazetteer: c.Gazetteer.Columns(), sources: c.PlaceSources}
	for _, newer := range []string{gazetteerSection.name, placesSection.name} {
		sections := encode(p)
		for i := range sections {
			if sections[i].name == newer {
				sections[i].version = 7
			}
		}
		f, err := openBytes(t, encodeBytes(t, sections))
		check(t, err)
		knowsItsData(t, f)
	}
}

// knowsItsData tells whether a file without a gazetteer of its own finds what its data says of the region of placesRecipe.
func knowsItsData(t *testing.T, f *File) {
	t.Helper()
	g, err := f.Gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := f.Gazetteer(); again != g {
		t.Error("it was made twice")
	}
	if s := g.Stats(); s.Communes != 2 || s.Structures != 6 || s.Houses != 0 {
		t.Errorf("got %+v", s)
	}
	m := g.Search(gazetteer.Query{Text: "01200"})
	if len(m) == 0 || m[0].CommuneCode != "01002" {
		t.Errorf("a postal code learnt from structures: got %+v", m)
	}
	if sources, err := f.PlaceSources(); err != nil || sources != nil {
		t.Errorf("got %+v, %v", sources, err)
	}
}
