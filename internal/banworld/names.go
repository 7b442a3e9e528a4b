package banworld

import (
	"math/rand/v2"
	"strings"
)

// draw is one of a list.
func draw[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// drawKind is a kind of street.
func drawKind(rng *rand.Rand) string {
	at := rng.IntN(104) // the sum of the weights is 105
	for _, k := range kinds {
		if at -= k.weight; at < 0 {
			return k.word
		}
	}
	return kinds[0].word
}

// root is an invented word such as a place or a family is named by.
func root(rng *rand.Rand) string { return draw(rng, heads) + draw(rng, middles) + draw(rng, tails) }

// communeName draws a commune's name. One in seven is a Saint and one in eight shares
// its name; in Auvergne-Rhône-Alpes and Corsica one in six is and one in twenty-three does.
func communeName(rng *rand.Rand) string {
	switch k := rng.IntN(100); {
	case k < 7:
		return "Saint-" + draw(rng, saints)
	case k < 12:
		return joined("Saint-"+draw(rng, saints), rng)
	case k < 13:
		return "Sainte-" + draw(rng, saintes)
	case k < 18:
		return joined(root(rng), rng)
	case k < 22:
		return root(rng) + "-" + draw(rng, []string{"le-Haut", "le-Bas", "la-Forêt", "les-Bains", "le-Vieux"})
	case k < 26:
		return draw(rng, []string{"Le ", "La ", "Les "}) + root(rng)
	case k < 28:
		return "L'Île-" + root(rng)
	default:
		return root(rng)
	}
}

// joined is a name and where it lies.
func joined(name string, rng *rand.Rand) string {
	switch rng.IntN(3) {
	case 0:
		return name + "-sur-" + draw(rng, rivers)
	case 1:
		return name + "-en-" + draw(rng, lands)
	default:
		return linked(name, "de", root(rng), "-")
	}
}

// linked puts de or d' between two names.
func linked(name, de, of, gap string) string {
	if strings.ContainsAny(of[:1], "AEIOUYH") || strings.HasPrefix(of, "É") {
		return name + gap + "d'" + of
	}
	return name + gap + de + gap + of
}

// streetName draws a street's name in a commune; neighbours lend theirs to roads.
func streetName(rng *rand.Rand, neighbour string) string {
	kind := drawKind(rng)
	if (kind == "Route" || kind == "Avenue") && rng.IntN(2) == 0 {
		return linked(kind, "de", neighbour, " ")
	}
	switch k := rng.IntN(100); {
	case k < 38:
		return kind + " " + draw(rng, common)
	case k < 48:
		return kind + " " + draw(rng, noted)
	case k < 51:
		return kind + " " + draw(rng, dates)
	case k < 60:
		return kind + " " + draw(rng, forenames) + " " + root(rng)
	case k < 63:
		return kind + " " + draw(rng, titles) + " " + root(rng)
	case k < 66:
		return "Grande Rue"
	case k < 78:
		return linked(kind, "de", root(rng), " ")
	default:
		return kind + " des " + root(rng)
	}
}

// hamletName draws the name of a lieu-dit.
func hamletName(rng *rand.Rand) string {
	if rng.IntN(4) == 0 {
		return draw(rng, hamlets)
	}
	return draw(rng, articles) + root(rng)
}

// named draws a name that a set has not, and puts it there.
func named(rng *rand.Rand, used map[string]bool, name func() string) string {
	s := name()
	for try := 0; used[s]; try++ {
		if s = name(); try > 3 {
			s += " " + draw(rng, corners)
		}
	}
	used[s] = true
	return s
}
