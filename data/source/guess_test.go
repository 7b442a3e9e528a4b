package source

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/realdata"
	"maillage/say"
)

func guess(t testing.TB, path string) *Guess {
	t.Helper()
	g, err := GuessFile(t.Context(), path, GuessOptions{Catalogue: data.SPRO()})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// mapped writes a mapping as "field=column", in the order of the fields.
func mapped(m Mapping) string {
	var out []string
	for _, f := range Fields() {
		if m.Columns[f] != "" {
			out = append(out, string(f)+"="+m.Columns[f])
		}
	}
	if m.EPSG != 0 {
		out = append(out, fmt.Sprint("epsg=", m.EPSG))
	}
	if m.Network != "" {
		out = append(out, "reseau="+string(m.Network))
	}
	return strings.Join(out, " ")
}

func TestGuess(t *testing.T) {
	const layer = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"codePostal":"20250","nomCommune":"Corte","raison sociale":"Mission locale A"},"geometry":{"type":"Point","coordinates":[9.15,42.306]}}]}`
	for _, c := range []struct{ name, file, text, want string }{
		{"our own names", "a.csv", "id,nom,reseaux_porteurs,latitude,longitude\na,A,cio,42.1,9.1\nb,B,Mission locale,42.2,9.2\n",
			"id=id nom=nom reseaux_porteurs=reseaux_porteurs latitude=latitude longitude=longitude"},
		{"accents, case and words", "CIO.csv", "N° SIRET;NOM DE LA STRUCTURE;Adresse postale;Code Postal;Ville;Téléphone;Adresse mail;Site Internet;Horaires d'ouverture;Accessibilité PMR;Coordonnées GPS\n" +
			"13002526500013;A;1 rue B;20250;Corte;0495000000;a@example.org;www.example.org;9h-12h;oui;42.3, 9.1\n",
			"nom=NOM DE LA STRUCTURE position=Coordonnées GPS adresse=Adresse postale code_postal=Code Postal commune=Ville siret=N° SIRET telephone=Téléphone courriel=Adresse mail site_web=Site Internet horaires_accueil=Horaires d'ouverture accessible=Accessibilité PMR reseau=cio"},
		{"values alone", "plie.csv", "a,b,c,d,e,f,g\nMaison bleue,42.31,9.15,20250,2A004,13002526500013,a@example.org\nMaison verte,42.32,9.16,20200,2B033,13002526500021,b@example.org\n",
			"nom=a latitude=b longitude=c code_postal=d code_insee=e siret=f courriel=g reseau=plie"},
		{"metres", "afpa.csv", "nom,X,Y\nAFPA Corte,1206000,6150000\nAFPA Bastia,1226000,6195000\n", "nom=nom x=X y=Y epsg=2154 reseau=afpa"},
		{"metres without a name", "afpa.csv", "nom,c1,c2\nA,1206000,6150000\n", "nom=nom x=c1 y=c2 epsg=2154 reseau=afpa"},
		{"degrees named x and y", "afpa.csv", "nom,X,Y\nA,9.15,42.31\n", "nom=nom latitude=Y longitude=X reseau=afpa"},
		{"latitude and longitude crossed", "afpa.csv", "nom,latitude,longitude\nA,9.15,42.31\nB,9.16,42.32\n", "nom=nom latitude=longitude longitude=latitude reseau=afpa"},
		{"both ways of a position", "afpa.csv", "nom,lat,lon,geo_point_2d,x,y\nA,42.1,9.1,\"42.1,9.1\",1206000,6150000\n", "nom=nom latitude=lat longitude=lon reseau=afpa"},
		{"half a position", "afpa.csv", "nom,lat\nA,42.1\n", "nom=nom reseau=afpa"},
		{"an id that is not one", "afpa.csv", "code,nom,position\n1,A,\"42.1,9.1\"\n1,B,\"42.1,9.2\"\n", "nom=nom position=position reseau=afpa"},
		{"codes of communes named code", "afpa.csv", "code,nom,position\n01004,A,\"42.1,9.1\"\n01004,B,\"42.1,9.2\"\n", "nom=nom position=position code_insee=code reseau=afpa"},
		{"a layer", "a.geojson", layer, "nom=raison sociale code_postal=codePostal commune=nomCommune reseau=mission-locale"},
		{"an area beside a longitude of elsewhere", "afpa.csv", "nom,area,long,lat\nA,0.49,-122.4,37.65\nB,0.47,-122.5,37.66\n", "nom=nom reseau=afpa"},
		{"an area that could be a longitude", "afpa.csv", "nom,a,b,c\nA,0.49,9.15,42.31\nB,0.47,9.16,42.32\n", "nom=nom reseau=afpa"},
		{"an area in codes", "afpa.csv", "nom,position,perimetre\nA,\"42.1,9.1\",2A;2B004\nB,\"42.1,9.2\",France\n", "nom=nom position=position zone_eligibilite=perimetre reseau=afpa"},
		{"an area in words", "afpa.csv", "nom,position,perimetre\nA,\"42.1,9.1\",Bastia et environs\nB,\"42.1,9.2\",le Cap\n", "nom=nom position=position reseau=afpa"},
		{"nothing to go by", "x.csv", "a,b\n1,2\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := guess(t, inFile(t, c.file, []byte(c.text)))
			if got := mapped(g.Mapping); !strings.HasSuffix(got, c.want) || c.want == "" && got != "" && !strings.HasPrefix(got, "id=") {
				t.Errorf("got\n  %s, want\n  %s", got, c.want)
			}
			whole := strings.Contains(c.want, "nom=") && c.want != "nom=nom reseau=afpa" // which has no position
			if err := g.Mapping.Check(g.GeoJSON); whole != (err == nil) {
				t.Errorf("the mapping's own check: %v", err)
			}
			if whole != g.Rows[0].Read {
				t.Errorf("the first record is read: %t; doubts %v", g.Rows[0].Read, g.Rows[0].Doubts)
			}
		})
	}
}

func TestGuessSaysItsDoubts(t *testing.T) {
	g := guess(t, inFile(t, "places.csv", []byte("nom,b,c,tel\nCaf\xe9,42.31,9.15,\nB,42.31,9.15,0495000000\nC,42.0,5.0,non\n")))
	var said []string
	for _, d := range g.Doubts {
		said = append(said, d.In(say.English))
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{"network is not recognised", "no column is an id", "Latin-1"} {
		if !strings.Contains(all, want) {
			t.Errorf("no doubt %q in %q", want, all)
		}
	}
	if got := g.Columns[3].Doubt.In(say.English); got != "values that do not suit: 1 of 2" {
		t.Errorf("got %q", got)
	}
	if !g.Latin1 || g.Rows[0].Record.Name != "Café" {
		t.Errorf("got %q, in Latin-1: %t", g.Rows[0].Record.Name, g.Latin1)
	}
}

func TestGuessDoubtsAPairCrossedAndANameTwice(t *testing.T) {
	g := guess(t, inFile(t, "cio.csv", []byte("nom,position,nom\nA,\"9.15, 42.31\",a\nB,\"9.16, 42.32\",b\n")))
	var said []string
	for _, d := range g.Doubts {
		said = append(said, d.In(say.English))
	}
	for _, want := range []string{"longitude first", `"nom" is twice`} {
		if all := strings.Join(said, "\n"); !strings.Contains(all, want) {
			t.Errorf("no doubt %q in %q", want, all)
		}
	}
	sound := guess(t, inFile(t, "cio.csv", []byte("nom,position\nA,\"42.31, 9.15\"\n")))
	for _, d := range sound.Doubts {
		if s := d.In(say.English); strings.Contains(s, "first") || strings.Contains(s, "twice") {
			t.Errorf("needless doubt %q", s)
		}
	}
}

func TestGuessRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string
	}{
		{"empty", "", "empty"},
		{"a header alone", "nom,lat\n", "no readable record"},
		{"a JSON list", " [{}]", "JSON list"},
		{"a layer of nothing", `{"type":"FeatureCollection","features":[]}`, "no readable record"},
		{"another JSON", `{"a":1}`, "FeatureCollection"},
		{"no text", "\x00\x01", "NUL"},
	} {
		_, err := GuessFile(t.Context(), inFile(t, "a.csv", []byte(c.text)), GuessOptions{Catalogue: data.SPRO()})
		wantSentence(t, err, "a.csv", c.want)
	}
}

// The columns of the real directories are found, packed as they are or not.
func TestGuessRealFiles(t *testing.T) {
	dir := realdata.Dir(t)
	for _, region := range []string{"corse", "aura"} {
		for file, want := range map[string]string{
			"france_services.csv": "id=id_fs nom=lib_fs latitude=latitude longitude=longitude adresse=adresse code_postal=code_postal commune=lib_com code_insee=insee_com departement=insee_dep reseau=france-service",
			"france_travail.csv":  "id=code_safir nom=name latitude=lat longitude=lon adresse=address code_postal=post_code commune=city departement=department siret=siret reseau=france-travail",
		} {
			g := guess(t, filepath.Join(dir, region, file))
			if got := mapped(g.Mapping); got != want {
				t.Errorf("%s/%s: got\n  %s, want\n  %s", region, file, got, want)
			}
			for _, row := range g.Rows {
				if !row.Read {
					t.Errorf("%s/%s, %s would be left out: %v", region, file, row.Where, row.Doubts)
				}
			}
			if len(g.Rows) != min(guessRows, g.rowsIn(region, file)) {
				t.Errorf("%s/%s: %d rows are shown", region, file, len(g.Rows))
			}
		}
	}
}

// rowsIn is how many records the smallest of the real files has.
func (g *Guess) rowsIn(region, file string) int {
	if region == "corse" && file == "france_travail.csv" {
		return 7
	}
	return guessRows
}

// What a column's values are is found without its name, in the real files too.
func TestGuessRealFilesByValues(t *testing.T) {
	dir := realdata.Dir(t)
	for _, path := range []string{"corse/france_services.csv", "aura/france_services.csv"} {
		o, err := Open(filepath.Join(dir, path), OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(o); err != nil {
			t.Fatal(err)
		}
		_ = o.Close()
		header, rest, _ := bytes.Cut(text.Bytes(), []byte("\n"))
		var names []string
		for i := range bytes.Count(header, []byte(",")) + 1 {
			names = append(names, fmt.Sprint("c", i))
		}
		blind := append([]byte(strings.Join(names, ",")+"\n"), rest...)
		g := guess(t, inFile(t, "blind.csv", blind))
		for field, want := range map[Field]string{FieldName: "c2", FieldCommuneCode: "c5", FieldPostalCode: "c6", FieldLatitude: "c8", FieldLongitude: "c9"} {
			if got := g.Mapping.Columns[field]; got != want {
				t.Errorf("%s: %s is found in %q, want %q", path, field, got, want)
			}
		}
		if g.Mapping.Network != networkFranceServices {
			t.Errorf("%s: network %q", path, g.Mapping.Network)
		}
	}
}

func FuzzGuess(f *testing.F) {
	f.Add([]byte(places))
	f.Add([]byte("nom,X,Y\nAFPA,1206000,6150000\n"))
	f.Add([]byte("a;b\n42,1;9,1\nCaf\xe9;\n"))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"A"},"geometry":{"type":"Point","coordinates":[9.15,42.306]}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		opt := GuessOptions{Catalogue: data.SPRO()}
		s, err := takeExcerpt(t.Context(), bytes.NewReader(b), opt)
		if err != nil {
			if said(err) != nil {
				t.Fatal(err)
			}
			return
		}
		g := s.guess(opt)
		used := make(map[string]bool)
		for _, column := range g.Mapping.Columns {
			if used[column] {
				t.Fatalf("column %q is given twice: %v", column, g.Mapping.Columns)
			}
			used[column] = true
		}
		err = g.Mapping.Check(g.GeoJSON)
		for _, row := range g.Rows {
			if row.Read && err != nil && g.Mapping.Network != "" {
				t.Fatalf("a record is read with a mapping that is none: %v", err)
			}
		}
	})
}
