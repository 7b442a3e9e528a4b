package gazetteer

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// dictionary is the trie of some words, as places named so have it.
func dictionary(words []string) *Columns {
	b := NewBuilder()
	b.AddCommune(Commune{Code: "00001", Name: "Zzz"})
	for _, w := range words {
		b.AddLocality(Locality{Commune: "00001", Name: w})
	}
	return b.Finish().Columns()
}

// TestSlipWalkFindsWhatDistanceSays compares the walk with the distance to each word.
func TestSlipWalkFindsWhatDistanceSays(t *testing.T) {
	const seed = 8
	rng := rand.New(rand.NewPCG(seed, 0))
	draw := func(most int) string {
		letters := make([]byte, 1+rng.IntN(most))
		for i := range letters {
			letters[i] = "abc"[rng.IntN(3)]
		}
		return string(letters)
	}
	var words []string
	for range 300 {
		words = append(words, draw(9))
	}
	c := dictionary(append(words, strings.Repeat("ab", maxWord/2)))
	var walk slipWalk
	for range 300 {
		text, slips, begins := draw(10), rng.IntN(maxSlips+1), rng.IntN(2) == 0
		if rng.IntN(20) == 0 {
			text = strings.Repeat("ab", rng.IntN(maxWord/2)+1) + draw(2)
			text = text[:min(len(text), maxWord)]
		}
		type meeting struct {
			slips int
			whole bool
		}
		got := map[string]meeting{}
		walk.met = func(from, to WordID, slips uint8, whole bool) {
			for w := from; w < to; w++ {
				if _, twice := got[string(c.letters(w))]; twice {
					t.Fatalf("%q is told twice for %q", c.letters(w), text)
				}
				got[string(c.letters(w))] = meeting{int(slips), whole}
			}
		}
		walk.from(c, []byte(text), uint8(slips), begins)
		for w := range len(c.FirstLetter) - 1 {
			word := string(c.letters(WordID(w)))
			want, ok := meeting{distance(text, word), true}, distance(text, word) <= slips
			for s := 0; begins && len(text) > 1 && s <= slips && !(ok && want.slips <= s); s++ {
				if (twinWord{text: text}).begins(word, s) {
					want, ok = meeting{s, false}, true
				}
			}
			if begins && len(text) == 1 {
				continue // what one letter begins is no question for slips
			}
			if m, found := got[word]; found != ok || ok && m != want {
				t.Fatalf("%q for %q with %d slips (beginnings %v): got %v %v, want %v %v (seed %d)", word, text, slips, begins, m, found, want, ok, seed)
			}
		}
	}
}

func TestSlipsBetween(t *testing.T) {
	const seed = 9
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 20_000 {
		a, b := make([]byte, rng.IntN(6)), make([]byte, rng.IntN(6))
		for _, text := range [][]byte{a, b} {
			for i := range text {
				text[i] = "ab"[rng.IntN(2)]
			}
		}
		if got, want := slipsBetween(a, b), min(distance(string(a), string(b)), 2); got != want {
			t.Fatalf("%q and %q: got %d slips, want %d (seed %d)", a, b, got, want, seed)
		}
	}
}
