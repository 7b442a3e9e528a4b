package source

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/banworld"
)

func (r *register) AddPostalCode(commune, code string) {
	r.lines = append(r.lines, commune+" "+code)
}

func (r *register) AddCommuneName(code, name string) {
	r.lines = append(r.lines, code+"="+name)
}

func TestReadPostalCodes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want, told []string
	}{
		{
			"La Poste",
			banworld.PostalCodesHeader + "\n2B096;CORTE;20250;CORTE;\n69381;LYON 01;69001;LYON;\n69382;LYON 02;69002;LYON;\n",
			[]string{"2B096 20250", "69123 69001", "69123 69002"}, nil,
		},
		{
			"La Poste, as it was, in Windows-1252",
			"Code_commune_INSEE;Nom_commune;Code_postal;Ligne_5;Libell\xe9_d_acheminement;coordonnees_gps\n2B096;CORTE;20250;;CORTE;42,9\n",
			[]string{"2B096 20250"}, []string{"encoding_guessed"},
		},
		{
			"zeros lost, commas",
			"code_commune_INSEE,nom_commune_postal,code_postal\n1001,L ABERGEMENT CLEMENCIAT,1400\n",
			[]string{"01001 01400"}, []string{"leading_zero_lost", "leading_zero_lost"},
		},
		{"lines of no use", "code_insee;code_postal\nCorte;20250\n2B096;2025A\n2B096;\n2B096;20250\n", []string{"2B096 20250"}, []string{"unreadable_record", "unreadable_record", "unreadable_record"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, r := world(t), &register{}
			if err := ReadPostalCodes(t.Context(), strings.NewReader(c.text), b, r, Options{Source: "poste"}); err != nil {
				t.Fatal(err)
			}
			wantLines(t, "codes", r.lines, c.want)
			var told []string
			for _, d := range b.Defects() {
				told = append(told, string(d.Kind))
			}
			wantLines(t, "told", told, c.told)
		})
	}
}

func TestReadPostalCodesRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"f.csv", "empty"}},
		{"no postal code", "code_insee;nom\n2B096;Corte\n", []string{"f.csv, line 1", "code_postal"}},
		{"no commune", "nom;code_postal\nCorte;20250\n", []string{"f.csv, line 1", "code_commune_insee"}},
		{"no line", "code_insee;code_postal\n", []string{"f.csv", "five characters"}},
		{"nothing but zeros lost twice", "code_insee;code_postal\n101;140\n", []string{"f.csv", "five characters"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantSentence(t, ReadPostalCodes(t.Context(), strings.NewReader(c.text), world(t), &register{}, Options{File: "f.csv"}), c.want...)
		})
	}
}

func TestReadPostalCodesTellsFewOfMany(t *testing.T) {
	b := world(t)
	if err := ReadPostalCodes(t.Context(), strings.NewReader("code_insee;code_postal\n"+strings.Repeat("1001;1400\n", 3000)), b, &register{}, Options{}); err != nil {
		t.Fatal(err)
	}
	records := 0
	for _, d := range b.Defects() {
		records += d.Records()
		if d.Done != data.Corrected || d.Other == "" {
			t.Errorf("told %+v, want what was corrected and by what", d)
		}
	}
	if n := len(b.Defects()); n > 2*(toldOfAddresses+1) || records != 6000 {
		t.Errorf("%d defects of %d records, want few of 6000", n, records)
	}
}

func TestCommunesTellPostalCodes(t *testing.T) {
	text := collection(
		commune(`"code":"01001","nom":"A","population":5,"codesPostaux":["01400","01401",7,"x"]`, unitSquare),
		commune(`"code":"01002","nom":"B","population":7,"codesPostaux":"01000"`, strings.ReplaceAll(unitSquare, "0,", "0.0,")))
	b, r := data.NewBuilder(data.Region{Code: "84", TimeZone: "Europe/Paris"}, data.SPRO()), &register{}
	if err := ReadCommunes(t.Context(), strings.NewReader(text), b, CommunesOptions{Source: "communes", PostalCodes: r}); err != nil {
		t.Fatal(err)
	}
	wantLines(t, "codes", r.lines, []string{"01001 01400", "01001 01401"})
}

func TestReadPostalCodesReadsWholeWorlds(t *testing.T) {
	w := banworld.New(4, 60, 20_000)
	var text bytes.Buffer
	if err := w.WritePostalCodes(&text); err != nil {
		t.Fatal(err)
	}
	r := &register{}
	if err := ReadPostalCodes(t.Context(), &text, world(t), r, Options{Source: "poste"}); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, d := range w.Districts {
		want = append(want, w.Communes[d.Commune].Code+" "+d.PostalCode)
	}
	if !slices.Equal(r.lines, want) {
		t.Errorf("got %d pairs, want the %d drawn", len(r.lines), len(want))
	}
}

func FuzzReadPostalCodes(f *testing.F) {
	f.Add(banworld.PostalCodesHeader + "\n2B096;CORTE;20250;CORTE;\n1001;X;1400;;\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := &register{}
		_ = ReadPostalCodes(t.Context(), strings.NewReader(text), new(data.Builder), r, Options{Source: "poste"})
		for _, line := range r.lines {
			if len(line) != len("2B096 20250") || !communeCode.MatchString(line[:5]) {
				t.Errorf("taken: %q", line)
			}
		}
	})
}
