package gazetteer

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/internal/banworld"
)

// drawn is a Gazetteer of a drawn world.
func drawn(w *banworld.World) *Gazetteer {
	b := NewBuilder()
	addWorld(b, w)
	return b.Finish()
}

// TestEveryAddressIsThere finds each address of drawn worlds where it was
// added: in its commune, postal code, former commune, street, at its position.
func TestEveryAddressIsThere(t *testing.T) {
	for seed := range uint64(3) {
		w := banworld.New(seed, 20, 3000)
		c := drawn(w).Columns()
		known := map[string]bool{}
		for d := range c.DistrictCommune {
			for p := c.FirstOfDistrict[d]; p < c.FirstOfDistrict[d+1]; p++ {
				for h := c.FirstHouse[p]; h < c.FirstHouse[p+1]; h++ {
					known[lineOf(c, uint32(d), p, h)] = true
				}
			}
		}
		count := 0
		for a := range w.All() {
			at, _ := unitOf(a.Point)
			_, suffix, _, _ := houseNumber(a.Number, a.Suffix)
			former := strings.Join(nameWords(a.Former), " ")
			if former == strings.Join(nameWords(w.CommuneOf(a.Commune).Name), " ") {
				former = ""
			}
			line := fmt.Sprint(a.Commune, a.PostalCode, former, nameWords(a.Street), a.Number, suffixText(suffix), at)
			if !known[line] {
				t.Fatalf("seed %d: %+v is not there", seed, a)
			}
			count++
		}
		if len(known) != count {
			t.Errorf("seed %d: %d houses of %d addresses", seed, len(known), count)
		}
	}
}

func lineOf(c *Columns, d, p, h uint32) string {
	commune := c.DistrictCommune[d]
	former := ""
	if f := c.DistrictFormer[d]; f != NoRef {
		former = strings.Join(nameWords(c.text(NameID(f))), " ")
	}
	return fmt.Sprint(
		string(c.CommuneCode[5*commune:5*commune+5]), fmt.Sprintf("%05d", c.DistrictPostal[d]), former,
		nameWords(c.text(NameID(c.Name[p]))), c.Number[h], suffixText(c.Suffix[h]), unitAt(c.House, int(h)))
}

// TestColumnsAgree checks each column that says again what another says, the
// naive way, and the orders that Columns promises.
func TestColumnsAgree(t *testing.T) {
	for seed := range uint64(3) {
		c := drawn(banworld.New(seed+10, 30, 2000)).Columns()
		words := make([]string, len(c.FirstLetter)-1)
		for w := range words {
			words[w] = string(c.letters(WordID(w)))
		}
		if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
			t.Errorf("seed %d: the dictionary is not in order", seed)
		}
		nameHolds, contextHolds, bears := make([][]uint32, len(words)), make([][]uint32, len(words)), make([][]uint32, len(c.FirstByte)-1)
		for n := range bears {
			ids := c.NameWords[c.FirstOfName[n]:c.FirstOfName[n+1]]
			var got []string
			for _, w := range ids {
				got = append(got, words[w])
			}
			if want := nameWords(c.text(NameID(n))); !slices.Equal(got, want) {
				t.Fatalf("seed %d: name %d has words %q, want %q", seed, n, got, want)
			}
			hold(nameHolds, ids, uint32(n))
		}
		for d := range c.DistrictCommune {
			hold(contextHolds, c.ContextWords[c.FirstContext[d]:c.FirstContext[d+1]], uint32(d))
		}
		for p, n := range c.Name {
			bears[n] = append(bears[n], uint32(p))
		}
		agree(t, "WordNames", c.FirstName, c.WordNames, nameHolds)
		agree(t, "WordDistricts", c.FirstWordContext, c.WordDistricts, contextHolds)
		agree(t, "NamePlaces", c.FirstPlace, c.NamePlaces, bears)
		if !slices.IsSortedFunc(c.CommunePeople, func(a, b uint32) int { return int(b) - int(a) }) {
			t.Errorf("seed %d: communes are not in order of people", seed)
		}
		for d := range c.DistrictCommune {
			if !slices.IsSortedFunc(c.Weight[c.FirstOfDistrict[d]:c.FirstOfDistrict[d+1]], func(a, b uint8) int { return int(b) - int(a) }) {
				t.Errorf("seed %d: places of district %d are not in order of weight", seed, d)
			}
		}
	}
}

// hold adds a holder to the lists of things, once each.
func hold(lists [][]uint32, things []uint32, holder uint32) {
	for _, i := range things {
		if l := lists[i]; len(l) == 0 || l[len(l)-1] != holder {
			lists[i] = append(l, holder)
		}
	}
}

func agree(t *testing.T, name string, first, list []uint32, want [][]uint32) {
	t.Helper()
	for i := range want {
		if got := list[first[i]:first[i+1]]; !slices.Equal(got, want[i]) {
			t.Fatalf("%s of %d: got %d, want %d", name, i, got, want[i])
		}
	}
}

// TestTrieHoldsTheDictionary finds each word, and the words that begin like
// each beginning, by the trie and by looking at all.
func TestTrieHoldsTheDictionary(t *testing.T) {
	c := drawn(banworld.New(5, 10, 500)).Columns()
	words := make([]string, len(c.FirstLetter)-1)
	begin := map[string][2]int{}
	for w := range words {
		words[w] = string(c.letters(WordID(w)))
		for n := range len(words[w]) + 1 {
			span, ok := begin[words[w][:n]]
			if !ok {
				span[0] = w
			}
			begin[words[w][:n]] = [2]int{span[0], w + 1}
		}
	}
	if len(begin) != len(c.Letter) {
		t.Errorf("%d nodes, want %d", len(c.Letter), len(begin))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for letters, span := range begin {
		b, ok := c.beginning([]byte(letters))
		if got := [2]int{int(c.FirstWord[b.node]), int(b.end)}; !ok || got != span {
			t.Fatalf("words that begin like %q: got %d %v, want %d", letters, got, ok, span)
		}
		_, isWord := slices.BinarySearch(words, letters)
		if got := c.isWord(b); got != isWord {
			t.Fatalf("%q is a word: got %v, want %v", letters, got, isWord)
		}
		other := letters + string(rune('a'+r.IntN(26)))
		if _, got := c.beginning([]byte(other)); got != hasKey(begin, other) {
			t.Fatalf("a word begins like %q: got %v", other, got)
		}
	}
}

func hasKey[V any](m map[string]V, key string) bool { _, ok := m[key]; return ok }

// TestDrawnWorldKnowsNoOrder adds a world in other orders.
func TestDrawnWorldKnowsNoOrder(t *testing.T) {
	w := banworld.New(9, 15, 1500)
	want := drawn(w).Columns()
	for seed := range uint64(3) {
		var additions []func(*Builder)
		for _, c := range w.Communes {
			additions = append(additions, func(b *Builder) { b.AddCommune(Commune(c)) })
		}
		for _, d := range w.Districts {
			additions = append(additions, func(b *Builder) { b.AddPostalCode(w.Communes[d.Commune].Code, d.PostalCode) })
		}
		for a := range w.All() {
			additions = append(additions, func(b *Builder) { b.AddAddress(Address(a)) })
		}
		for _, l := range w.Localities {
			additions = append(additions, func(b *Builder) { b.AddLocality(Locality(l)) })
		}
		rand.New(rand.NewPCG(seed, 3)).Shuffle(len(additions), func(i, j int) { additions[i], additions[j] = additions[j], additions[i] })
		b := NewBuilder()
		for _, add := range additions {
			add(b)
		}
		if got := b.Finish().Columns(); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: another order makes other columns", seed)
		}
	}
}
