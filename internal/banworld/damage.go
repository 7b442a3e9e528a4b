package banworld

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Damage is how a text may differ from what its source would write. Several may be or-ed.
type Damage uint16

// The damages, each as people do it.
const (
	WithTypo        Damage = 1 << iota // one slip in a word of four letters or more
	WithoutAccents                     // "ecoles"
	Abbreviated                        // "av", "bd", "st"; where the text has a word that is
	WithoutPostal                      // "12 rue X Corte"
	CommuneFirst                       // "Corte 12 rue X"
	CommuneCutShort                    // "12 rue X cort": as while one types
	WithoutHyphens                     // "saint julien", "l ile"
	LowerCase
)

// AnyDamage lists each damage alone.
func AnyDamage() []Damage {
	return []Damage{WithTypo, WithoutAccents, Abbreviated, WithoutPostal, CommuneFirst, CommuneCutShort, WithoutHyphens, LowerCase}
}

// Text is an address as one writes it: "12 bis Rue de la Forge, 20250 Corte".
func (w *World) Text(a Address) string { return w.Damaged(nil, a, 0) }

// Damaged is an address as one may write it; rng chooses where a slip or a cut is.
func (w *World) Damaged(rng *rand.Rand, a Address, d Damage) string {
	street, commune, postal := a.Street, w.CommuneOf(a.Commune).Name, a.PostalCode
	if d&Abbreviated != 0 {
		street, commune = abbreviate(street), abbreviate(commune)
	}
	if d&CommuneCutShort != 0 {
		commune = CutShort(rng, commune)
	}
	if d&WithTypo != 0 {
		street, commune = typoIn(rng, street, commune)
	}
	first := street
	if a.Number > 0 {
		first = strings.TrimSuffix(strconv.Itoa(a.Number)+" "+a.Suffix, " ") + " " + street
	}
	if d&WithoutPostal == 0 && postal != "" {
		commune = postal + " " + commune
	}
	text := first + ", " + commune
	if d&CommuneFirst != 0 {
		text = commune + " " + first
	}
	return plain(text, d)
}

// plain takes from a text the accents, hyphens and capitals that a damage says.
func plain(text string, d Damage) string {
	if d&WithoutAccents != 0 {
		text = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(text))
	}
	if d&WithoutHyphens != 0 {
		text = strings.NewReplacer("-", " ", "'", " ", ",", "").Replace(text)
	}
	if d&LowerCase != 0 {
		text = strings.ToLower(text)
	}
	return text
}

// abbreviations are those that French letters bear most.
var abbreviations = map[string]string{
	"avenue": "av", "boulevard": "bd", "place": "pl", "chemin": "ch", "route": "rte", "impasse": "imp", "allée": "all", "lotissement": "lot",
	"résidence": "res", "faubourg": "fbg", "square": "sq", "général": "gal", "docteur": "dr", "maréchal": "mal", "président": "pdt", "saint": "st", "sainte": "ste",
}

func abbreviate(name string) string {
	return eachWord(name, func(word string) string {
		if short, ok := abbreviations[strings.ToLower(word)]; ok {
			return short
		}
		return word
	})
}

// eachWord replaces the words of a text and leaves what is between them.
func eachWord(text string, replace func(string) string) string {
	var out, word strings.Builder
	end := func() { out.WriteString(replace(word.String())); word.Reset() }
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			word.WriteRune(r)
			continue
		}
		end()
		out.WriteRune(r)
	}
	end()
	return out.String()
}

// CutShort is the beginning of a name: at least three letters of it, and half.
func CutShort(rng *rand.Rand, name string) string {
	r := []rune(name)
	least := max(3, len(r)/2)
	if len(r) <= least {
		return name
	}
	return strings.TrimRight(string(r[:least+rng.IntN(len(r)-least)]), " -'")
}

// typoIn makes one slip in one word of four letters or more, of the street or of the
// commune; the shortest name of all is left as it is.
func typoIn(rng *rand.Rand, street, commune string) (string, string) {
	type span struct {
		text *string
		word string
	}
	var words []span
	for _, text := range []*string{&street, &commune} {
		eachWord(*text, func(word string) string {
			if r := []rune(word); len(r) >= 4 && unicode.IsLetter(r[0]) {
				words = append(words, span{text, word})
			}
			return word
		})
	}
	if len(words) > 0 {
		at := draw(rng, words)
		*at.text = strings.Replace(*at.text, at.word, Typo(rng, at.word), 1)
	}
	return street, commune
}

// Typo makes one slip anywhere in a text of two characters or more: another letter, one missing,
// one too many or two swapped. The result is never the text itself.
func Typo(rng *rand.Rand, text string) string {
	r := []rune(text)
	for {
		s, at := slices.Clone(r), rng.IntN(len(r))
		letter := rune('a' + rng.IntN(26))
		switch rng.IntN(4) {
		case 0:
			s[at] = letter
		case 1:
			s = slices.Delete(s, at, at+1)
		case 2:
			s = slices.Insert(s, rng.IntN(len(r)+1), letter)
		default:
			other := (at + 1) % len(s)
			if other == 0 { // the last has no neighbour after it
				at, other = len(s)-2, len(s)-1
			}
			s[at], s[other] = s[other], s[at]
		}
		if got := string(s); !strings.EqualFold(got, text) {
			return got
		}
	}
}
