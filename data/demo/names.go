package demo

import (
	"math/rand/v2"
	"strings"
)

// regionName says by itself that the region is none.
const regionName = "Val-d'Arvenne (région fictive)"

// passName is the road that snow closes.
const passName = "Route du Col de l'Aiglenoire"

// nameCommunes gives each place a name of its own.
func nameCommunes(places []place, l *land, rng *rand.Rand) {
	used := map[string]bool{}
	pickStem := func() string {
		for {
			name := stems[rng.IntN(len(stems))] + endings[rng.IntN(len(endings))]
			if !used[name] {
				used[name] = true
				return name
			}
		}
	}
	for i := range places {
		p := &places[i]
		p.name = pickStem()
		switch k := rng.IntN(100); {
		case p.rank >= town:
		case k < 14 && l.drains[p.at] > 60:
			p.name += "-sur-" + streams[rng.IntN(len(streams))]
		case k < 20:
			p.name = "Saint-" + saints[rng.IntN(len(saints))] + "-de-" + p.name
			p.name = strings.NewReplacer("de-A", "d'A", "de-E", "d'E", "de-I", "d'I", "de-O", "d'O", "de-U", "d'U", "de-Y", "d'Y").Replace(p.name)
		case k < 30 && l.height[p.at] > 300:
			p.name += "-le-Haut"
		case k < 34 && l.coast[p.at] < 12:
			p.name += "-Plage"
		case k < 38:
			p.name = "Le Mas-" + p.name
		}
	}
	places[0].name = "Sarvielle"
}

// of joins a name to what is named after it: "Route de Sarvielle", "Chemin des Vignes", "Route d'Orgouvac".
func of(what, name string) string {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(lower, "le "):
		return what + " du " + name[3:]
	case strings.HasPrefix(lower, "les "):
		return what + " des " + name[4:]
	case strings.HasPrefix(lower, "la "):
		return what + " de la " + name[3:]
	case strings.ContainsAny(name[:1], "AEIOUYH"):
		return what + " d'" + name
	}
	return what + " de " + name
}

// baptiser names streets.
type baptiser struct {
	places []place
	shape  *shape
	near   []int32 // by place: the nearest larger one
	rng    *rand.Rand
}

// name is a way's name: after the place it leads to in the country, after
// trades, people and trees in towns.
func (b *baptiser) name(w *way, deadEnd bool) string {
	if w.owner == nobody {
		return ""
	}
	switch {
	case w.class == path:
		return of("Sentier", quarters[b.rng.IntN(len(quarters))])
	case w.class == footway:
		return ""
	case w.class <= tertiary && !w.urban:
		return of("Route", b.places[b.near[w.owner]].name)
	case w.class == unclassified && !w.urban:
		return of("Chemin", quarters[b.rng.IntN(len(quarters))])
	case w.class <= tertiary:
		return b.grand(w)
	case deadEnd && len(w.slots) < 5:
		return "Impasse " + trades[b.rng.IntN(len(trades))]
	}
	kinds := []string{"Rue ", "Rue ", "Rue ", "Rue ", "Allée ", "Chemin "}
	kind := kinds[b.rng.IntN(len(kinds))]
	if w.class == pedestrian {
		kind = "Passage "
	}
	if b.rng.IntN(100) < 22 {
		return kind + firstNames[b.rng.IntN(len(firstNames))] + "-" + surnames[b.rng.IntN(len(surnames))]
	}
	return kind + trades[b.rng.IntN(len(trades))]
}

// grand is the name of a great street in a town.
func (b *baptiser) grand(w *way) string {
	at := b.shape.builtAt(w.slots[0])
	if at == nobody || b.places[at].people < 6000 {
		return []string{"Grande-Rue", "Rue Principale", of("Route", b.places[b.near[w.owner]].name)}[b.rng.IntN(3)]
	}
	kind := []string{"Avenue ", "Boulevard ", "Cours "}[b.rng.IntN(3)]
	if b.rng.IntN(2) == 0 {
		return kind + firstNames[b.rng.IntN(len(firstNames))] + "-" + surnames[b.rng.IntN(len(surnames))]
	}
	return kind + trades[b.rng.IntN(len(trades))]
}

// largerNear is, for each place, the nearest larger one on its land mass; the
// largest points to the next.
func largerNear(places []place) []int32 {
	near := make([]int32, len(places))
	for i, p := range places {
		best := -1
		for j, q := range places {
			larger := q.people > p.people || q.people == p.people && j < i
			if j != i && q.mass == p.mass && larger && (best < 0 || apart(q.at, p.at) < apart(places[best].at, p.at)) {
				best = j
			}
		}
		if best < 0 {
			for j, q := range places {
				if j != i && q.mass == p.mass && (best < 0 || q.people > places[best].people) {
					best = j
				}
			}
		}
		near[i] = int32(best)
	}
	return near
}

// nameWays names all the ways.
func (w *world) nameWays(rng *rand.Rand) {
	b := &baptiser{w.places, w.shape, largerNear(w.places), rng}
	for i := range w.ways {
		y := &w.ways[i]
		deadEnd := w.roads.net.degree(w.shape.fine[y.slots[0]]) == 1 || w.roads.net.degree(w.shape.fine[y.slots[len(y.slots)-1]]) == 1
		y.name = b.name(y, deadEnd)
	}
}
