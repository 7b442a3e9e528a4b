package data

import (
	"slices"
	"strings"

	"maillage/internal/fold"
)

// sharedWords counts the words of one name that are found in another.
func sharedWords(one, other []string) int {
	n := 0
	for _, w := range one {
		if slices.Contains(other, w) {
			n++
		}
	}
	return n
}

// sameWords tells whether two names have the same words, and any.
func sameWords(one, other []string) bool {
	return len(one) > 0 && len(one) == len(other) && sharedWords(one, other) == len(one)
}

// commonWords say what kind of place a name is about, not which one.
var commonWords = strings.Fields(`
	a au aux d de des du en et l la le les sur
	france frances service services travail pole emploi mission locale agence antenne espace maison permanence
	poste mairie bus itinerance itinerante itinerant multisite multisites site`)

// properWords are the distinct words of a name that tell it from its network's other places.
func properWords(name string) []string {
	var out []string
	for _, w := range strings.Fields(fold.Text(name)) {
		if !slices.Contains(commonWords, w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func joinCodes(codes []NetworkCode) string {
	sorted := slices.Sorted(slices.Values(codes))
	var b strings.Builder
	for _, c := range sorted {
		b.WriteString(string(c))
		b.WriteByte(' ')
	}
	return b.String()
}
