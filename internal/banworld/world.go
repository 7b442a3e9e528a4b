// Package banworld draws, for tests and benchmarks only, regions of addresses
// as the Base Adresse Nationale has them: as many communes and addresses as are
// asked for, always the same for a seed, with what makes searching them hard
// (homonyms, bis and ter, several postal codes a city, communes since merged,
// streets named alike everywhere). No name of a street is copied from a real list.
//
// Commune, Address and Locality have the fields of those of package gazetteer, so that
// they convert, and that package's own tests may draw worlds too.
package banworld

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Commune is a commune, as gazetteer.Commune.
type Commune struct {
	Code        string
	Name        string
	Departement string
	DeptName    string
	Point       orb.Point
	Radius      float64
	People      int
	Ref         uint32
}

// Address is a house number, as gazetteer.Address.
type Address struct {
	Commune    string
	Former     string
	PostalCode string
	Street     string
	Number     int
	Suffix     string
	Point      orb.Point
}

// Locality is a lieu-dit, as gazetteer.Locality.
type Locality struct {
	Commune    string
	Former     string
	PostalCode string
	Name       string
	Point      orb.Point
	Radius     float64
}

// District is the part of a commune with one postal code and one former commune.
type District struct {
	Commune    int // in World.Communes
	PostalCode string
	Former     string // empty but in one commune of twenty
	FormerCode string
}

// Street is a street and its house numbers.
type Street struct {
	District int // in World.Districts
	Name     string
	Houses   int // at least 1
	from, to orb.Point
	doubles  string // "bis ter", "A B": suffixes of every block's last houses; empty for none
	apart    int    // difference between two numbers: 1, or metres in the country
}

// World is a drawn region. Nothing in it changes.
type World struct {
	Communes   []Commune // département by département
	Districts  []District
	Streets    []Street // by district
	Localities []Locality
	byCode     map[string]int
}

// New draws so many communes with so many addresses in all, of which the larger
// communes have most, as in a real region. There are at least one commune and
// one address for each; at most 10,000 communes have codes of their own.
func New(seed uint64, communes, addresses int) *World {
	w := &World{byCode: make(map[string]int, communes)}
	rng := rand.New(rand.NewPCG(seed, 1))
	communes = max(communes, 1)
	w.drawCommunes(rng, communes)
	shares := shares(rng, communes, max(addresses, communes))
	for i := range w.Communes {
		w.byCode[w.Communes[i].Code] = i
		w.Communes[i].People = shares[i]*9/4 + rng.IntN(20)
		w.Communes[i].Radius = 300 + 40*math.Sqrt(float64(shares[i]))
	}
	for i, n := range shares {
		w.drawStreets(rng, i, n)
	}
	return w
}

// shares parts addresses among communes: most have few, a handful have many. Zipf's
// law, with this exponent and offset, is within 35 % of the people of
// Auvergne-Rhône-Alpes' communes from the tenth to the thousandth.
func shares(rng *rand.Rand, communes, addresses int) []int {
	weights, sum := make([]float64, communes), 0.0
	for rank := range weights {
		weights[rank] = 1 / math.Pow(float64(rank+4), 0.9)
		sum += weights[rank]
	}
	out, left := make([]int, communes), addresses
	order := rng.Perm(communes)
	for rank, i := range order {
		out[i] = max(1, int(weights[rank]/sum*float64(addresses-communes)))
		left -= out[i]
	}
	out[order[0]] += left
	return out
}

// drawCommunes sets communes out on a grid of squares of about 4 km, département by département.
func (w *World) drawCommunes(rng *rand.Rand, n int) {
	wide := int(math.Ceil(math.Sqrt(float64(n))))
	depts := min(len(departements), 2+n/400)
	for i := range n {
		dept := i * depts / n
		first := (dept*n + depts - 1) / depts
		w.Communes = append(w.Communes, Commune{
			Code: fmt.Sprintf("%s%03d", departements[dept].code, i-first+1), Name: communeName(rng),
			Departement: departements[dept].code, DeptName: departements[dept].name,
			Point: point(3+float64(i%wide)*square, 44.5+float64(i/wide)*square), Ref: uint32(i),
		})
	}
}

// square is the side of a commune, in degrees.
const square = 0.04

// point keeps seven decimals, which is what a gazetteer keeps.
func point(lon, lat float64) orb.Point {
	return orb.Point{math.Round(lon*1e7) / 1e7, math.Round(lat*1e7) / 1e7}
}

// drawStreets gives a commune its districts, streets and lieux-dits, of n addresses in all.
func (w *World) drawStreets(rng *rand.Rand, commune, n int) {
	districts := w.drawDistricts(rng, commune, n)
	used := make([]map[string]bool, len(districts))
	for i := range used {
		used[i] = make(map[string]bool)
	}
	neighbour := func() string {
		return w.Communes[min(max(commune+rng.IntN(9)-4, 0), len(w.Communes)-1)].Name
	}
	first := len(w.Streets)
	for left := n; left > 0; {
		d := rng.IntN(len(districts))
		if near := left * len(districts) / n; near < len(districts) {
			d = len(districts) - 1 - near // district by district
		}
		houses := min(left, 1+int(rng.ExpFloat64()*20))
		left -= houses
		name := named(rng, used[d], func() string { return streetName(rng, neighbour()) })
		w.Streets = append(w.Streets, w.drawStreet(rng, districts[d], name, houses))
	}
	for range 1 + len(w.Streets[first:])/8 {
		d := rng.IntN(len(districts))
		in := w.Districts[districts[d]]
		w.Localities = append(w.Localities, Locality{
			Commune: w.Communes[commune].Code, Former: in.Former, PostalCode: in.PostalCode,
			Name: named(rng, used[d], func() string { return hamletName(rng) }), Point: w.spot(rng, commune),
		})
	}
}

// drawDistricts gives a commune its postal codes, of which a large one has
// several and ten small ones share one, and what was merged into it.
func (w *World) drawDistricts(rng *rand.Rand, commune, n int) []int {
	c := w.Communes[commune]
	within, _ := strconv.Atoi(c.Code[2:]) // digits: they were just written
	var out []int
	add := func(d District) {
		d.Commune = commune
		out = append(out, len(w.Districts))
		w.Districts = append(w.Districts, d)
	}
	code := func(n int) string { return postalPrefix(c.Departement) + fmt.Sprintf("%03d", n%1000) }
	switch {
	case n > 2500:
		for i := range 2 + n/10000 {
			add(District{PostalCode: code(within%90*10 + i)})
		}
	case rng.IntN(20) == 0:
		postal := code(within / 10 * 10)
		add(District{PostalCode: postal, Former: c.Name})
		for i := range 1 + rng.IntN(2) {
			add(District{PostalCode: postal, Former: communeName(rng), FormerCode: fmt.Sprintf("%s%d%02d", c.Departement, 8+i, within%100)})
		}
	default:
		add(District{PostalCode: code(within / 10 * 10)})
	}
	return out
}

// postalPrefix is what postal codes of a département begin with: Corsica's still do with 20.
func postalPrefix(departement string) string {
	if departement == "2A" || departement == "2B" {
		return "20"
	}
	return departement
}

// spot is somewhere in a commune.
func (w *World) spot(rng *rand.Rand, commune int) orb.Point {
	p := w.Communes[commune].Point
	return point(p[0]+(rng.Float64()-0.5)*square, p[1]+(rng.Float64()-0.5)*square)
}

func (w *World) drawStreet(rng *rand.Rand, district int, name string, houses int) Street {
	s := Street{District: district, Name: name, Houses: houses, apart: 1}
	s.from = w.spot(rng, w.Districts[district].Commune)
	turn, long := rng.Float64()*2*math.Pi, float64(houses)*0.0001
	s.to = orb.Point{s.from[0] + long*math.Cos(turn), s.from[1] + long*math.Sin(turn)}
	switch k := rng.IntN(12); {
	case k == 0:
		s.apart = 3 + rng.IntN(40)
	case k < 4:
		s.doubles = "bis ter"
	case k == 4:
		s.doubles = "A B"
	}
	return s
}

// All yields every address: street by street, by number. The same every time.
func (w *World) All() iter.Seq[Address] {
	return func(yield func(Address) bool) {
		for i := range w.Streets {
			for j := range w.Streets[i].Houses {
				if !yield(w.House(i, j)) {
					return
				}
			}
		}
	}
}

// block is how many houses follow each other before two have suffixes.
const block = 16

// House is the address of a street's house, counted from 0.
func (w *World) House(street, house int) Address {
	s := &w.Streets[street]
	d := w.Districts[s.District]
	a := Address{Commune: w.Communes[d.Commune].Code, Former: d.Former, PostalCode: d.PostalCode, Street: s.Name, Number: (house + 1) * s.apart}
	if s.doubles != "" {
		n := house % block
		a.Number = house/block*(block-2) + min(n, block-3) + 1
		switch one, two, _ := strings.Cut(s.doubles, " "); n {
		case block - 2:
			a.Suffix = one
		case block - 1:
			a.Suffix = two
		}
	}
	at := (float64(house) + 0.5) / float64(s.Houses)
	a.Point = point(s.from[0]+at*(s.to[0]-s.from[0]), s.from[1]+at*(s.to[1]-s.from[1]))
	return a
}

// CommuneOf is the commune of a code, nil for none.
func (w *World) CommuneOf(code string) *Commune {
	if i, ok := w.byCode[code]; ok {
		return &w.Communes[i]
	}
	return nil
}
