package gazetteer

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"maillage/internal/fold"
)

func TestNameWords(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Cours Paoli", "cours paoli"},
		{"L'Île-Rousse", "l ile rousse"},
		{"Bd de N.-D.", "boulevard de notre dame"},
		{"Bd de ND de Lourdes", "boulevard de notre dame de lourdes"},
		{"AV DU GAL LECLERC", "avenue du general leclerc"},
		{"Av. du Mal de Lattre", "avenue du mal de lattre"}, // a mal may be a bad; typed, it is a maréchal too
		{"St-Florent", "saint florent"},
		{"Stes-Maries", "saintes maries"},
		{"Pl. St Nicolas", "place saint nicolas"},
		{"Pl", "pl"},
		{"Rue du Lot", "rue du lot"},
		{"Lot Les Pins", "lotissement les pins"},
		{"Col de Vizzavona", "col de vizzavona"},
		{"Cap Corse", "cap corse"},
		{"Rue du 8 Mai 1945", "rue du 8 mai 1945"},
		{"Rue du 1er Mai", "rue du 1er mai"},
		{"Rue de la 1ère Armée", "rue de la 1er armee"},
		{"Lyon 3ème Arrondissement", "lyon 3e arrondissement"},
		{"Place Henri IV", "place henri iv"},
		{"Rte D 84", "route d84"},
		{"Route RD 84", "route d84"},
		{"RD84", "d84"},
		{"RN 193", "n193"},
		{"N° 8 chemin", "8 chemin"},
		{"Villa no 8", "villa 8"},
		{"Villa numéro 8", "villa 8"},
		{"D 20250", "d 20250"},
		{"Lieu-dit Casanova", "casanova"},
		{"LD Casanova", "casanova"},
		{"ZI de Furiani", "zone industrielle de furiani"},
		{"Œuvres  –  sœurs", "oeuvres soeurs"},
		{"2B096", "2b096"},
		{" … ", ""},
		{"", ""},
		{strings.Repeat("é", 40), strings.Repeat("e", maxWord)},
		{strings.Repeat("я", 40), strings.Repeat("я", maxWord/2)},
		{strings.Repeat("€uro ", 40), strings.TrimSpace(strings.Repeat("uro ", maxNameWords))},
	} {
		if got := strings.Join(nameWords(c.name), " "); got != c.want {
			t.Errorf("words of %q: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAlternatives(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  []string // among them
	}{
		{"st", []string{"saint"}},
		{"bd", []string{"boulevard"}},
		{"lot", []string{"lotissement"}},
		{"cap", []string{"capitaine"}},
		{"8", []string{"huit", "viii"}},
		{"huit", []string{"8"}},
		{"1ere", []string{"1er", "premiere"}},
		{"3eme", []string{"3e", "troisieme"}},
		{"deuxieme", []string{"2e"}},
		{"corte", nil},
		{"r", nil},
	} {
		got := alternatives([]byte(c.typed))
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("alternatives of %q: got %q, want %q among them", c.typed, got, want)
			}
		}
		if len(c.want) == 0 && len(got) > 0 {
			t.Errorf("alternatives of %q: got %q, want none", c.typed, got)
		}
	}
}

// What the tables hold is folded, and what they lead to is no abbreviation
// itself: else the index and the typed words would never meet.
func TestAbbreviationsLeadToTheIndex(t *testing.T) {
	check := func(short string, forms ...string) {
		if fold.Text(short) != short {
			t.Errorf("%q is not folded", short)
		}
		for _, form := range forms {
			if fold.Text(form) != form || form == short {
				t.Errorf("%q leads to %q: not folded, or to itself", short, form)
			}
			if full, ok := spelt[form]; ok {
				t.Errorf("%q leads to %q, which is written %q in the index", short, form, full)
			}
		}
	}
	for short, full := range spelt {
		check(short, full)
	}
	for short, full := range speltFirst {
		check(short, full)
		if spelt[short] != "" {
			t.Errorf("%q is told twice", short)
		}
	}
	for short, list := range others {
		check(short, list...)
		if spelt[short] != "" {
			t.Errorf("%q is sure and is not", short)
		}
	}
	for short, pair := range twoWords {
		check(short, string(pair[0]), string(pair[1]))
	}
	for short, list := range typedAs {
		if len(list) > 4 {
			t.Errorf("%q has %d alternatives; each is a walk", short, len(list))
		}
	}
}

func TestWeight(t *testing.T) {
	for _, c := range []struct{ lighter, heavier string }{
		{"cedex", "de"}, {"de", "rue"}, {"l", "boulevard"}, {"rue", "paoli"}, {"sur", "saint"}, {"place", "20250"},
	} {
		if !(weight([]byte(c.lighter)) < weight([]byte(c.heavier))) {
			t.Errorf("%q weighs %v, %q %v: want less", c.lighter, weight([]byte(c.lighter)), c.heavier, weight([]byte(c.heavier)))
		}
	}
}

func TestHouseNumber(t *testing.T) {
	for _, c := range []struct {
		number   int
		suffix   string
		want     string
		ok, sure bool
	}{
		{12, "", "12", true, true},
		{12, "bis", "12 bis", true, true},
		{12, "BIS", "12 bis", true, true},
		{12, "B", "12 B", true, true},
		{12, " ter ", "12 ter", true, true},
		{12, "12 bis", "12 bis", true, true},
		{0, "12bis", "12 bis", true, true},
		{0, "12 quater", "12 quater", true, true},
		{3, "quinquies", "3 quinquies", true, true},
		{12, "a1", "12", true, false},
		{12, "é", "12", true, false},
		{65535, "", "65535", true, true},
		{65536, "", "", false, false},
		{0, "", "", false, false},
		{-1, "", "", false, false},
		{0, "bis", "", false, false},
		{0, strings.Repeat("9", 100), "", false, false},
	} {
		n, suffix, ok, sure := houseNumber(c.number, c.suffix)
		got := ""
		if ok {
			got = strings.TrimSpace(strconv.Itoa(int(n)) + " " + suffixText(suffix))
		}
		if got != c.want || ok != c.ok || sure != c.sure {
			t.Errorf("number %d, suffix %q: got %q %v %v, want %q %v %v", c.number, c.suffix, got, ok, sure, c.want, c.ok, c.sure)
		}
	}
}

// Every suffix is read as it is written.
func TestSuffixesReadBack(t *testing.T) {
	for s := uint8(1); s < suffixes; s++ {
		if got, ok := suffixOf([]byte(strings.ToLower(suffixText(s)))); !ok || got != s {
			t.Errorf("suffix %d is written %q, which is read as %d", s, suffixText(s), got)
		}
	}
	if got := suffixText(suffixes); got != "" {
		t.Errorf("a suffix there is not is written %q", got)
	}
}

// FuzzNameWords: any text has words of the promised sizes, and words that are
// words of themselves.
func FuzzNameWords(f *testing.F) {
	for _, text := range []string{"12 bis, Bd de N.-D.", "N°8 rte D 84", "rn 193 no 7", "ß ﬁ ｱ ١٢", "d d 1 1", "lieu dit dit", "\xff\xfe"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := nameWords(text)
		if len(words) > maxNameWords {
			t.Errorf("%q has %d words", text, len(words))
		}
		for _, word := range words {
			if word == "" || len(word) > maxWord || strings.Contains(word, " ") {
				t.Errorf("%q has a word %q", text, word)
			}
			if utf8.ValidString(text) && !utf8.ValidString(word) {
				t.Errorf("%q is cut into %q", text, word)
			}
		}
	})
}
