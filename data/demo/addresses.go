package demo

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"maillage/data"
	"maillage/geo/gazetteer"
)

// places are what people may type of the region, beyond what its data and its streets say.
type places struct {
	addresses  []gazetteer.Address
	localities []gazetteer.Locality
	codes      []string // postal code, by commune
	communes   []string // code, by commune
	spellings  map[string]string
}

// Tell adds the house numbers, the hamlets, a commune since merged, the postal
// codes and a regional spelling. The communes must be added too; a region's gazetteer does.
func (r *Region) Tell(to *gazetteer.Builder) {
	p := r.places
	for i, code := range p.communes {
		to.AddPostalCode(code, p.codes[i])
		if name := p.spellings[code]; name != "" {
			to.AddCommuneName(code, name)
		}
	}
	for _, l := range p.localities {
		to.AddLocality(l)
	}
	for _, a := range p.addresses {
		to.AddAddress(a)
	}
}

// citySpelling is what the city is called in the region's own language, which is invented too.
const citySpelling = "Sarvièla"

// addresser numbers houses.
type addresser struct {
	*world
	*places
	rng   *rand.Rand
	along map[address]float64 // how far a street has been numbered, metres
	taken map[string]bool     // numbers that structures bear: they stand there already
}

// address is a street of a commune.
type address struct {
	commune int
	street  string
}

// address numbers the houses of the larger places and of the hamlets, and names the hamlets.
func (w *world) address(ds *data.Dataset, rng *rand.Rand) *places {
	a := &addresser{
		world: w, places: &places{communes: w.codes, spellings: map[string]string{w.codes[0]: citySpelling}}, rng: rng,
		along: make(map[address]float64), taken: make(map[string]bool),
	}
	for i := range w.places {
		a.places.codes = append(a.places.codes, w.postalCode(i))
	}
	a.numberStructures(ds)
	former := a.nameHamlets()
	for i := range w.ways {
		a.number(&w.ways[i], former)
	}
	return a.places
}

// numberStructures puts a house where each structure says to be.
func (a *addresser) numberStructures(ds *data.Dataset) {
	for _, s := range ds.Sites {
		number, street, ok := strings.Cut(s.Address, " ")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || s.Commune == data.NoTerritory || s.Position.Precision != data.PrecisionHouse {
			continue
		}
		code := ds.Territories[s.Commune].Code
		if key := code + s.Address; !a.taken[key] {
			a.taken[key] = true
			a.addresses = append(a.addresses, gazetteer.Address{Commune: code, PostalCode: s.PostalCode, Street: street, Number: n, Point: s.Position.Point})
		}
	}
}

// merged is a commune since merged into another, one of its hamlets now.
type merged struct {
	commune int
	at      point
	radius  float64
	name    string
}

// nameHamlets gives the hamlets of each commune names of their own. The first
// hamlet of the largest village that has one was a commune.
func (a *addresser) nameHamlets() merged {
	var former merged
	used := make(map[int]int) // by commune: how many names of the list are gone
	for _, h := range a.hamlets {
		commune := int(h.owner)
		if used[commune] == 0 {
			used[commune] = 1 + a.rng.IntN(len(quarters))
		}
		at, name := coarsePoint(h.at), upperFirst(quarters[used[commune]%len(quarters)])
		used[commune]++
		l := gazetteer.Locality{Commune: a.world.codes[commune], PostalCode: a.places.codes[commune], Name: name, Point: a.chart.lonLat(at), Radius: h.radius}
		if p := a.world.places[commune]; p.rank <= bourg && (former.name == "" || p.people > a.world.places[former.commune].people) {
			former = merged{commune, at, h.radius, "Vieux-" + stems[commune%len(stems)] + endings[0]}
		}
		a.localities = append(a.localities, l)
	}
	i := slices.IndexFunc(a.localities, func(l gazetteer.Locality) bool { return l.Point == a.chart.lonLat(former.at) })
	a.localities[i].Name, a.localities[i].Former = former.name, former.name
	return former
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// Houses stand on both sides of a street, so many metres apart and off its middle.
const (
	houseMetres = 44
	houseSide   = 9
)

// number numbers the houses along a way: odd to the left, even to the right, and
// on from where another way of the same street has ended.
func (a *addresser) number(w *way, former merged) {
	if w.name == "" || w.class < primary || w.class > pedestrian {
		return
	}
	for k := 1; k < len(w.slots); k++ {
		from, to := a.shape.at[w.slots[k-1]], a.shape.at[w.slots[k]]
		within := former.at.sub(from).norm() < former.radius
		if at := a.shape.builtAt(w.slots[k]); !within && (at == nobody || a.world.places[at].rank < bourg) {
			continue
		}
		commune := a.communeAt(a.chart.lonLat(from))
		if commune < 0 {
			continue
		}
		name := ""
		if within && commune == former.commune {
			name = former.name
		}
		a.houses(address{commune, w.name}, from, to, name)
	}
}

// houses puts houses along one straight piece of a street.
func (a *addresser) houses(street address, from, to point, former string) {
	along := to.sub(from)
	length := along.norm()
	if length == 0 {
		return
	}
	side := point{-along.y, along.x}.scale(houseSide / length)
	begin := a.along[street]
	a.along[street] = begin + length
	for n := int(begin/houseMetres) + 1; mul(houseMetres, float64(n)) < begin+length; n++ {
		at := from.towards(to, (mul(houseMetres, float64(n))-begin)/length)
		a.house(street, 2*n-1, at.add(side), former)
		a.house(street, 2*n, at.sub(side), former)
	}
}

// house adds one house, and one in thirty with a bis beside it.
func (a *addresser) house(street address, number int, at point, former string) {
	code := a.world.codes[street.commune]
	if a.taken[code+strconv.Itoa(number)+" "+street.street] {
		return
	}
	h := gazetteer.Address{Commune: code, Former: former, PostalCode: a.places.codes[street.commune], Street: street.street, Number: number, Point: a.chart.lonLat(at)}
	a.addresses = append(a.addresses, h)
	if a.rng.IntN(30) == 0 {
		h.Suffix, h.Point = "bis", a.chart.lonLat(at.add(point{4, 4}))
		a.addresses = append(a.addresses, h)
	}
}
