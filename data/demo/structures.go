package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"maillage/data"
	"maillage/data/hours"
)

// settler opens the networks' offices.
type settler struct {
	*world
	to     *data.Builder
	rng    *rand.Rand
	street []int32   // by slot, a named way that passes, or -1
	homes  [][]int32 // by place, the street vertices of its built-up area, the most central first
	towns  []int     // places that may have agencies, the largest first
	bourgs []int     // places that may have a desk, the largest first, after the island's port
	small  []int     // places that may have a permanence
	taken  []bool    // by slot
	opened int
}

// openOffices places every network's structures as real ones are: agencies in
// towns, desks in bourgs, permanences in small communes, and none at all in
// the high valleys and at the far ends.
func (w *world) openOffices(b *data.Builder, rng *rand.Rand) {
	s := &settler{world: w, to: b, rng: rng, taken: make([]bool, len(w.shape.fine))}
	s.readStreets()
	s.sortPlaces()
	for _, o := range officesOf(b.Catalogue()) {
		s.open(o)
	}
}

// readStreets finds which street and which built-up area each vertex belongs to.
func (s *settler) readStreets() {
	s.street = slices.Repeat([]int32{-1}, len(s.shape.fine))
	s.homes = make([][]int32, len(s.places))
	for i, w := range s.ways {
		for _, v := range w.slots {
			if s.street[v] < 0 && w.name != "" && w.class >= primary && w.class <= pedestrian {
				s.street[v] = int32(i)
			}
		}
	}
	for v := range int32(len(s.street)) {
		if at := s.shape.builtAt(v); at != nobody && s.street[v] >= 0 {
			s.homes[at] = append(s.homes[at], v)
		}
	}
	for i, list := range s.homes {
		middle := coarsePoint(s.places[i].at)
		far := func(v int32) float64 { return s.shape.at[v].sub(middle).norm() }
		slices.SortFunc(list, func(a, b int32) int { return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(a, b)) })
	}
}

// Served places lie less than farMetres from the city and below highMetres.
const (
	farMetres  = 39000
	highMetres = 420
)

// sortPlaces keeps the places that are served. Whoever lives on the coast
// behind the mountains, in a high valley, at the tip of the peninsula or on the
// island away from its port lives in a white zone: that is what there is to repair.
func (s *settler) sortPlaces() {
	port := -1
	for i, p := range s.places {
		if p.mass == island {
			if port < 0 || p.people > s.places[port].people {
				port = i
			}
			continue
		}
		served := apart(p.at, s.places[0].at) < farMetres && s.land.height[p.at] < highMetres
		switch {
		case served && p.rank == town:
			s.towns = append(s.towns, i)
		case served && p.rank == bourg:
			s.bourgs = append(s.bourgs, i)
		case served && p.rank == village && p.people > 420:
			s.small = append(s.small, i)
		}
	}
	slices.SortFunc(s.bourgs, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.places[b].people, s.places[a].people), cmp.Compare(a, b))
	})
	s.bourgs = append([]int{port}, s.bourgs...)
}

// open opens a network's offices: city, towns, bourgs, then its rounds.
func (s *settler) open(o office) {
	var parents []string
	for k := range o.city {
		parents = append(parents, s.agency(o, 0, k))
	}
	for _, i := range s.towns[:min(o.towns, len(s.towns))] {
		parents = append(parents, s.agency(o, i, 0))
	}
	for _, i := range s.apartFrom(s.bourgs, o.bourgs, 6500) {
		s.agency(o, i, 0)
	}
	s.rng.Shuffle(len(s.small), func(i, j int) { s.small[i], s.small[j] = s.small[j], s.small[i] })
	for _, i := range s.apartFrom(s.small, o.rounds, 5500) {
		s.permanence(o, i, parents[s.rng.IntN(len(parents))])
	}
}

// apartFrom picks k of some places, in their order, that are apart from each other.
func (s *settler) apartFrom(from []int, k int, metres float64) []int {
	var picked []int
	for _, i := range from {
		near := func(j int) bool { return apart(s.places[i].at, s.places[j].at) < metres }
		if len(picked) < k && !slices.ContainsFunc(picked, near) {
			picked = append(picked, i)
		}
	}
	return picked
}

// agency opens the k-th office of a network in a place and returns its id.
func (s *settler) agency(o office, place, k int) string {
	r, street := s.record(o, place)
	r.Name = fmt.Sprintf("%s %s", o.name, s.places[place].name)
	if k > 0 {
		r.Name += " – " + street
	}
	r.Hours = hours.Text{Raw: o.hours[s.rng.IntN(len(o.hours))]}
	r.Appointment = s.rng.IntN(100) < 16
	r.Email = fmt.Sprintf("contact-%s@example.org", r.ID)
	r.Website = "https://example.org/" + r.ID
	if o.remote && (k == 0 || s.rng.IntN(2) == 0) {
		r.Services = s.alsoRemote(o.network, r.Hours, r.Appointment)
	}
	s.to.AddStructure(r)
	return r.ID
}

// permanence is a network's desk in a small commune, some hours a month.
func (s *settler) permanence(o office, place int, parent string) {
	r, _ := s.record(o, place)
	r.Name = fmt.Sprintf("%s – permanence de %s", o.name, s.places[place].name)
	r.Parent = parent
	r.Hours = hours.Text{Raw: roundHours[s.rng.IntN(len(roundHours))]}
	r.Appointment = s.rng.IntN(100) < 35
	r.Phone = fmt.Sprintf("06 39 98 %02d %02d", s.opened/100, s.opened%100)
	s.to.AddStructure(r)
}

// record is a structure with its place, address and telephone, of the range
// ARCEP reserves for fiction; and the name of its street.
func (s *settler) record(o office, place int) (r data.StructureRecord, street string) {
	s.opened++
	v := s.vertex(place)
	street = s.ways[s.street[v]].name
	r = data.StructureRecord{
		Source: sourceStructures, ID: fmt.Sprintf("%s-%03d", o.network, s.opened),
		Networks: []data.NetworkCode{o.network},
		Address:  fmt.Sprintf("%d %s", 1+s.rng.IntN(88), street),
		City:     s.places[place].name, PostalCode: s.postalCode(place),
		CommuneCode: s.codes[place], Departement: departements[s.terr.departement[place]].code,
		Accessible: data.Accessibility([]int{0, 1, 1, 1, 1, 1, 0, 2, 0, 1}[s.rng.IntN(10)]),
		Phone:      fmt.Sprintf("05 36 49 %02d %02d", s.opened/100, s.opened%100),
	}
	r.Position = s.position(v, place)
	return r, street
}

// vertex picks a free street vertex near the middle of a place, in its commune.
func (s *settler) vertex(place int) int32 {
	list := s.homes[place]
	span := max(4, len(list)/4)
	if s.places[place].rank < town {
		span = min(span, 40)
	}
	for range 60 {
		v := list[s.rng.IntN(min(span, len(list)))]
		if !s.taken[v] && s.communeAt(s.chart.lonLat(s.shape.at[v])) == place {
			s.taken[v] = true
			return v
		}
	}
	return s.homes[place][0]
}

// position is a door a few metres off the street, or what a source knows of it.
func (s *settler) position(v int32, place int) data.Position {
	at, precision := s.shape.at[v], data.PrecisionHouse
	switch k := s.rng.IntN(100); {
	case k < 72:
		at = at.add(point{float64(s.rng.IntN(19) - 9), float64(s.rng.IntN(19) - 9)})
	case k < 88:
		precision = data.PrecisionStreet
	case k < 94:
		precision = data.PrecisionLocality
		at = at.add(point{float64(s.rng.IntN(161) - 80), float64(s.rng.IntN(161) - 80)})
	default:
		precision = data.PrecisionCommune
		at = s.shape.at[s.shape.slot[fineOf(s.places[place].at)]]
	}
	return data.Position{Point: s.chart.lonLat(at), Precision: precision}
}

// alsoRemote is what the catalogue offers, on site and, the last of it, at a distance too.
func (s *settler) alsoRemote(code data.NetworkCode, h hours.Text, appointment bool) []data.Service {
	network, _ := s.to.Catalogue().Find(code)
	var services []data.Service
	for k, o := range network.Offers {
		sv := data.Service{ID: fmt.Sprintf("%s-%d", code, o.Level), Level: o.Level, Audiences: o.Audiences,
			Receptions: []data.Reception{data.ReceptionOnSite}, Hours: h, Appointment: appointment}
		services = append(services, sv)
		if k == len(network.Offers)-1 {
			sv.ID += "-a-distance"
			sv.Name = "Entretien à distance"
			sv.Receptions = []data.Reception{data.ReceptionRemote}
			sv.Hours = hours.Text{Raw: "Mo-Fr 09:00-18:00"}
			services = append(services, sv)
		}
	}
	return services
}
