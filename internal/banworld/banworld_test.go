package banworld

import (
	"bytes"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/internal/fold"
)

func TestAWorldHasWhatIsHard(t *testing.T) {
	w := New(7, 400, 60_000)
	n, suffixes, former, names := 0, 0, 0, map[string]int{}
	for a := range w.All() {
		n++
		if a.Suffix != "" {
			suffixes++
		}
		if a.Former != "" {
			former++
		}
		if a.Number < 1 || a.Street == "" || len(a.PostalCode) != 5 || w.CommuneOf(a.Commune) == nil {
			t.Fatalf("address %+v is not whole", a)
		}
	}
	for _, s := range w.Streets {
		names[s.Name]++
	}
	homonyms, codes := map[string]int{}, map[string]map[int]bool{}
	for _, c := range w.Communes {
		homonyms[c.Name]++
	}
	districts := map[int]map[string]bool{}
	for _, d := range w.Districts {
		if districts[d.Commune] == nil {
			districts[d.Commune] = map[string]bool{}
		}
		districts[d.Commune][d.PostalCode] = true
		if codes[d.PostalCode] == nil {
			codes[d.PostalCode] = map[int]bool{}
		}
		codes[d.PostalCode][d.Commune] = true
	}
	several := 0
	for _, c := range districts {
		if len(c) > 1 {
			several++
		}
	}
	shared := 0
	for _, c := range codes {
		if len(c) > 1 {
			shared++
		}
	}
	for name, got := range map[string]bool{
		"60,000 addresses": n == 60_000, "bis and ter": suffixes > 500, "former communes": former > 500,
		"streets named alike everywhere": names["Grande Rue"] > 50, "many names": len(names) > 2000,
		"homonyms":                       len(homonyms) < len(w.Communes)-5,
		"cities of several postal codes": several > 0, "codes of several communes": shared > 10,
		"lieux-dits": len(w.Localities) >= 400,
	} {
		if !got {
			t.Errorf("a world of 400 communes lacks: %s", name)
		}
	}
}

func TestAWorldIsItsSeeds(t *testing.T) {
	sum := func(seed uint64) uint64 {
		h := fnv.New64a()
		w := New(seed, 30, 2000)
		for _, write := range []error{w.WriteCSV(h), w.WriteLocalities(h), w.WritePostalCodes(h)} {
			if write != nil {
				t.Fatal(write)
			}
		}
		return h.Sum64()
	}
	first := sum(1)
	if again := sum(1); again != first {
		t.Error("one seed, two worlds")
	}
	if sum(2) == first {
		t.Error("two seeds, one world")
	}
}

func TestLinesAreTheBAN(t *testing.T) {
	var out bytes.Buffer
	w := New(3, 2, 40)
	if err := w.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	all := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(all) != 41 {
		t.Errorf("%d lines, want a header and 40", len(all))
	}
	for i, line := range all {
		if got, want := strings.Count(line, ";"), strings.Count(Header, ";"); got != want {
			t.Errorf("line %d: %d separators, want %d: %s", i+1, got, want, line)
		}
	}
}

func TestSmallWorlds(t *testing.T) {
	for _, n := range []int{-1, 0, 1, 2} {
		if w := New(1, n, 0); len(w.Communes) < 1 || len(w.Streets) < 1 {
			t.Errorf("a world of %d communes is empty", n)
		}
	}
}

func TestDamage(t *testing.T) {
	w := New(1, 2, 2)
	w.Communes[0].Name = "Saint-Étienne-du-Mont"
	a := Address{Commune: w.Communes[0].Code, PostalCode: "20250", Street: "Avenue des Écoles", Number: 12, Suffix: "bis"}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name   string
		damage Damage
		want   string
	}{
		{"none", 0, "12 bis Avenue des Écoles, 20250 Saint-Étienne-du-Mont"},
		{"accents", WithoutAccents, "12 bis Avenue des Ecoles, 20250 Saint-Etienne-du-Mont"},
		{"abbreviations", Abbreviated, "12 bis av des Écoles, 20250 st-Étienne-du-Mont"},
		{"no postal code", WithoutPostal, "12 bis Avenue des Écoles, Saint-Étienne-du-Mont"},
		{"the commune first", CommuneFirst, "20250 Saint-Étienne-du-Mont 12 bis Avenue des Écoles"},
		{"no hyphens", WithoutHyphens, "12 bis Avenue des Écoles 20250 Saint Étienne du Mont"},
		{"all lower", LowerCase | WithoutPostal, "12 bis avenue des écoles, saint-étienne-du-mont"},
	} {
		if got := w.Damaged(rng, a, c.damage); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	a.Number, a.Suffix = 0, ""
	if got, want := w.Text(a), "Avenue des Écoles, 20250 Saint-Étienne-du-Mont"; got != want {
		t.Errorf("without a number: got %q, want %q", got, want)
	}
	for range 200 {
		if cut := CutShort(rng, "Corte"); len(cut) < 3 || len(cut) > 4 || !strings.HasPrefix("Corte", cut) {
			t.Fatalf("Corte cut short is %q", cut)
		}
	}
}

// One slip is at a distance of one, and no more, from what was meant.
func TestTypoIsOneSlip(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		for _, text := range []string{"Corte", "aa", "L'Île-Rousse"} {
			got := Typo(rng, text)
			if strings.EqualFold(got, text) || !oneSlip([]rune(text), []rune(got)) {
				t.Fatalf("a slip in %q gave %q", text, got)
			}
		}
	}
	w := New(1, 5, 50)
	for a := range w.All() {
		whole, slipped := w.Text(a), w.Damaged(rng, a, WithTypo)
		if whole == slipped || fold.Text(whole)[:1] != fold.Text(slipped)[:1] {
			t.Fatalf("%q became %q: want one slip, and the number as it was", whole, slipped)
		}
	}
}

// oneSlip tells whether what is left of two texts, without what they share at
// both ends, is a letter for another, for none, or two swapped.
func oneSlip(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a)+len(b) == 1 || len(a) == 1 && len(b) == 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(1, 4000, 1_000_000)
	}
}
