package source

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"maillage/internal/realdata"
)

func addressIn(t testing.TB, path string) string {
	t.Helper()
	a, err := GuessAddress(t.Context(), path, TableCopyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	a.Each(func(key, column string) { out = append(out, key+"="+column) })
	return strings.Join(out, " ")
}

func TestGuessAddress(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"our own names", "id,adresse,code_postal,commune,code_insee\n1,12 cours Paoli,20250,Corte,2B096\n2,3 rue A,20200,Bastia,2B033\n",
			"adresse=adresse code_postal=code_postal commune=commune code_insee=code_insee"},
		{"as people write them", "N°;Nom;Adresse postale;CP;Ville\n1;A;12 cours Paoli;20250;Corte\n2;B;rue X;20200;Bastia\n",
			"adresse=Adresse postale code_postal=CP commune=Ville"},
		{"an address by mail is none", "nom,adresse mail,adresse,ville\nA,a@example.org,12 cours Paoli,Corte\n", "adresse=adresse commune=ville"},
		{"number and street apart", "nom;numero;voie;code_postal;ville\nA;12;cours Paoli;20250;Corte\nB;3 bis;rue X;20200;Bastia\n",
			"numero=numero voie=voie code_postal=code_postal commune=ville"},
		{"as INSEE's register of firms", "siret,numeroVoieEtablissement,indiceRepetitionEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,codeCommuneEtablissement\n" +
			"13002526500013,12,B,COURS,PAOLI,20250,CORTE,2B096\n13002526500021,,,RUE,X,20200,BASTIA,2B033\n",
			"numero=numeroVoieEtablissement suffixe=indiceRepetitionEtablissement type_voie=typeVoieEtablissement voie=libelleVoieEtablissement" +
				" code_postal=codePostalEtablissement commune=libelleCommuneEtablissement code_insee=codeCommuneEtablissement"},
		{"as the Base Adresse Nationale", "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune\na;12;bis;Cours Paoli;20250;2B096;Corte\nb;13;;Cours Paoli;20250;2B096;Corte\n",
			"numero=numero suffixe=rep voie=nom_voie code_postal=code_postal commune=nom_commune code_insee=code_insee"},
		{"a street alone is the address", "voie,ville\n12 cours Paoli,Corte\n", "adresse=voie commune=ville"},
		{"a record's number is no house's", "numero,adresse,ville\nA-12,12 cours Paoli,Corte\nA-13,3 rue X,Bastia\n", "adresse=adresse commune=ville"},
		{"codes told by their values", "a,commune,c,d\nrue A,Corte,20250,2B096\nrue B,Bastia,20200,2B033\n", "code_postal=c commune=commune code_insee=d"},
		{"postal codes that lost their zero", "adresse,cp\nrue A,1000\nrue B,1100\n", "adresse=adresse code_postal=cp"},
		{"a separator too many at each end", "adresse;ville\n12 cours Paoli;Corte;\n3 rue X;Bastia;;\n", "adresse=adresse commune=ville"},
		{"of two columns of one name the first", "adresse;ville;adresse\n12 cours Paoli;Corte;7\n3 rue X;Bastia;8\n", "adresse=adresse commune=ville"},
		{"no row", "adresse;ville\n", "adresse=adresse commune=ville"},
		{"none", "a,b\n1,2\n3,4\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := addressIn(t, inFile(t, "a.csv", []byte(c.text))); got != c.want {
				t.Errorf("got\n  %s, want\n  %s", got, c.want)
			}
		})
	}
}

func TestGuessAddressOfRealFiles(t *testing.T) {
	dir := realdata.Dir(t)
	for file, want := range map[string]string{
		"corse/france_travail.csv":  "adresse=address code_postal=post_code commune=city",
		"corse/france_services.csv": "adresse=adresse code_postal=code_postal commune=lib_com code_insee=insee_com",
	} {
		if got := addressIn(t, filepath.Join(dir, file)); !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
}

func TestAddressColumnsAreChecked(t *testing.T) {
	header := []string{"num", "voie", "ville", "cp", "cp"}
	for _, c := range []struct {
		name string
		set  map[string]string
		want []string // of the error; none where it is right
	}{
		{"right", map[string]string{"numero": "num", "voie": "voie", "commune": "ville"}, nil},
		{"a commune alone", map[string]string{"commune": "ville"}, nil},
		{"another column", map[string]string{"adresse": "rue"}, []string{"a.csv", "rue", "adresse", "num, voie, ville, cp, cp"}},
		{"a column of which there are two", map[string]string{"adresse": "voie", "code_postal": "cp"}, []string{"a.csv", "cp", "code_postal", "2 times", "rename"}},
		{"a number alone", map[string]string{"numero": "num"}, []string{"a.csv", "--columns", "code_insee"}},
		{"nothing", nil, []string{"a.csv", "--columns", "num, voie, ville, cp, cp"}},
	} {
		var a AddressColumns
		for key, column := range c.set {
			if !a.Set(key, column) {
				t.Errorf("%s: %s is no part of an address", c.name, key)
			}
		}
		err := a.Check("a.csv", header)
		if c.want == nil {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		wantSentence(t, err, c.want...)
	}
	var a AddressColumns
	if a.Set("rue", "x") {
		t.Error("rue is a part of an address")
	}
	if got := fmt.Sprint(AddressKeys()); got != "[adresse numero suffixe type_voie voie code_postal commune code_insee]" {
		t.Errorf("got %s", got)
	}
}
