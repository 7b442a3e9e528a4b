package gazetteer

import (
	"cmp"
	"math"
	"slices"

	"maillage/geo"
)

// settling is what Finish knows while it gives each thing added its commune,
// its district and its place:
//
//	additions ─▶ seeds, sorted ─▶ places of districts ─▶ their houses
//
// Seeds are sorted before anything is decided, so that no decision shows in
// which order things were added.
type settling struct {
	*ranking
	b         *Builder
	communes  []Commune // in CommuneID's order
	communeOf map[string]CommuneID
	also      [][]nameRank // by commune: its other names, sorted

	streets []streetKey // the Builder's, then those of houses that name no known commune
	added   map[streetKey]streetID
	home    []CommuneID  // by street
	houses  []houseAdded // by place, then by number, once each

	seeds      []seed
	codes      map[CommuneID][]uint32 // postal codes, ascending
	formerCode map[formerKey]uint32   // the postal code that most houses of a former commune have
	formerName map[formerKey]nameRank
	places     []place
	at         map[placeKey]int32
	leftOut    int
}

type (
	// seed is a thing added that makes a place, or a part of one.
	seed struct {
		district districtKey
		fold     foldRank
		name     nameRank
		kind     Kind
		told     area   // where it is, but for what its houses say
		houses   uint32 // with a number
		street   streetID
		ref      uint32
	}
	// districtKey is a district: a commune, a postal code, a former commune (0 for none).
	districtKey struct {
		commune CommuneID
		postal  uint32
		former  foldRank
	}
	formerKey struct {
		commune CommuneID
		former  foldRank
	}
	// placeKey is where things of one name are one place.
	placeKey struct {
		district districtKey
		fold     foldRank
	}
)

const (
	noCommune = CommuneID(NoRef)
	noStreet  = streetID(NoRef)
)

// settle gives everything its place.
func (b *Builder) settle() *settling {
	s := &settling{
		ranking: b.texts.rank(), b: b, leftOut: b.leftOut, communeOf: map[string]CommuneID{},
		added: map[streetKey]streetID{}, codes: map[CommuneID][]uint32{},
		formerCode: map[formerKey]uint32{}, formerName: map[formerKey]nameRank{}, at: map[placeKey]int32{},
	}
	s.orderCommunes()
	s.findHomes()
	s.sow()
	s.learnCodes()
	s.learnFormers()
	s.plant()
	s.nameCommunes()
	s.moveIn()
	s.recallFormers()
	return s
}

func compareCommunes(a, b Commune) int {
	return cmp.Or(
		-cmp.Compare(a.People, b.People), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Ref, b.Ref), cmp.Compare(a.Point[0], b.Point[0]), cmp.Compare(a.Point[1], b.Point[1]),
		cmp.Compare(a.DeptName, b.DeptName), cmp.Compare(a.Radius, b.Radius))
}

func (s *settling) orderCommunes() {
	for _, c := range s.b.communes {
		s.communes = append(s.communes, c)
	}
	slices.SortFunc(s.communes, compareCommunes)
	for i, c := range s.communes {
		s.communeOf[c.Code] = CommuneID(i)
	}
}

// rankOf is the rank of a text that was added.
func (s *settling) rankOf(text string) nameRank { return s.ranks[tidy(text)] }

// ownFold is what a commune's own name folds to.
func (s *settling) ownFold(c CommuneID) foldRank { return s.fold[s.rankOf(s.communes[c].Name)] }

// commune finds the commune of a code, or else of a position.
func (s *settling) commune(code textID, at unit) CommuneID {
	if id, ok := s.communeOf[s.b.texts.list[code]]; ok {
		return id
	}
	return s.communeAt(at)
}

// communeAt finds the commune of a position.
func (s *settling) communeAt(at unit) CommuneID {
	if s.b.CommuneAt != nil {
		if id, ok := s.communeOf[s.b.CommuneAt(at.point())]; ok {
			return id
		}
	}
	return noCommune
}

// farMetres is how far beyond a commune's radius nothing is of that commune.
const farMetres = 5000

// isFar tells whether a position is none of a commune's.
func (s *settling) isFar(c CommuneID, at unit) bool {
	home := &s.communes[c]
	return home.Radius > 0 && geo.Metres(home.Point, at.point()) > home.Radius+farMetres
}

// findHomes gives each street its commune. Houses of an unknown one are asked
// one by one, since a name without a commune is that of many streets; so are
// those far from the commune they name, which is another's or has grown since
// the outlines were drawn: the position decides.
func (s *settling) findHomes() {
	s.streets = slices.Clone(s.b.streets)
	for _, key := range s.streets {
		id, ok := s.communeOf[s.b.texts.list[key.commune]]
		if !ok {
			id = noCommune
		}
		s.home = append(s.home, id)
	}
	s.houses = make([]houseAdded, 0, len(s.b.houses))
	for _, h := range s.b.houses {
		if home := s.home[h.street]; home == noCommune || s.isFar(home, h.at) {
			id := s.communeAt(h.at)
			if id == noCommune {
				s.leftOut++
				continue
			}
			h.street = s.streetIn(id, s.streets[h.street])
		}
		s.houses = append(s.houses, h)
	}
}

// streetIn is the street of a key, but in another commune.
func (s *settling) streetIn(c CommuneID, key streetKey) streetID {
	key.commune = s.b.texts.ids[s.communes[c].Code]
	if id, ok := s.b.streetOf[key]; ok {
		return id
	}
	id, ok := s.added[key]
	if !ok {
		id = streetID(len(s.streets))
		s.added[key] = id
		s.streets = append(s.streets, key)
		s.home = append(s.home, c)
	}
	return id
}

// sow makes seeds of all that lies in districts, and sorts them.
func (s *settling) sow() {
	s.sowStreets()
	for _, p := range s.b.shapes {
		s.add(p.key, seed{kind: KindStreet, told: area{at: p.at, low: p.low, high: p.high}, street: noStreet})
	}
	for _, l := range s.b.localities {
		radius := l.radius
		if radius == 0 {
			radius = hamletRadius
		}
		s.add(l.key, seed{kind: KindLocality, told: around(l.at, radius), street: noStreet})
	}
	for _, p := range s.b.structures {
		s.add(p.key, seed{kind: KindStructure, told: around(p.at, p.radius), street: noStreet, ref: p.ref})
	}
	slices.SortFunc(s.seeds, compareSeeds)
}

// sowStreets makes a seed of each street that houses name, at its lowest house.
func (s *settling) sowStreets() {
	numbered, lowest := make([]uint32, len(s.streets)), make([]unit, len(s.streets))
	for i := range lowest {
		lowest[i] = unit{math.MaxInt32, math.MaxInt32}
	}
	for _, h := range s.houses {
		if h.rank != numberless {
			numbered[h.street]++
		}
		if h.at.compare(lowest[h.street]) < 0 {
			lowest[h.street] = h.at
		}
	}
	for i, key := range s.streets {
		if lowest[i].lon == math.MaxInt32 {
			continue // its houses are in other communes
		}
		s.add(key, seed{kind: KindStreet, told: around(lowest[i], 0), houses: numbered[i], street: streetID(i)})
	}
}

// add adds a seed with the commune and the name of a key.
func (s *settling) add(key streetKey, d seed) {
	d.name = s.rank[key.name]
	d.fold = s.fold[d.name]
	d.district = districtKey{noCommune, key.postal, s.fold[s.rank[key.former]]}
	if d.street != noStreet {
		d.district.commune = s.home[d.street]
	} else {
		d.district.commune = s.commune(key.commune, d.told.at)
	}
	if d.district.commune == noCommune || d.fold == 0 {
		s.leftOut += max(1, int(d.houses))
		return
	}
	c := d.district.commune
	if d.district.former == s.ownFold(c) {
		d.district.former = 0 // the part of a new commune that kept its name
	}
	if former := d.district.former; former != 0 {
		k, name := formerKey{c, former}, s.rank[key.former]
		if known, ok := s.formerName[k]; !ok || s.better(name, 0, known, 0) {
			s.formerName[k] = name
		}
	}
	s.seeds = append(s.seeds, d)
}

func compareSeeds(a, b seed) int {
	return cmp.Or(
		cmp.Compare(a.district.commune, b.district.commune), cmp.Compare(a.fold, b.fold), cmp.Compare(a.kind, b.kind),
		cmp.Compare(a.district.postal, b.district.postal), cmp.Compare(a.district.former, b.district.former),
		cmp.Compare(a.name, b.name), -cmp.Compare(a.houses, b.houses), a.told.compare(b.told), cmp.Compare(a.ref, b.ref))
}

// learnCodes fills in the postal codes that go without saying: where a commune
// has but one. Those of structures teach nothing, since CEDEX codes are among
// them, and count only where something else knows them.
func (s *settling) learnCodes() {
	for _, p := range s.b.postal {
		if c, ok := s.communeOf[s.b.texts.list[p.commune]]; ok {
			s.codes[c] = append(s.codes[c], p.postal)
		}
	}
	for _, d := range s.seeds {
		if c := d.district.commune; d.kind != KindStructure && d.district.postal != NoRef {
			if list := s.codes[c]; len(list) == 0 || list[len(list)-1] != d.district.postal {
				s.codes[c] = append(list, d.district.postal)
			}
		}
	}
	for c, list := range s.codes {
		slices.Sort(list)
		s.codes[c] = slices.Compact(list)
	}
	for i := range s.seeds {
		d := &s.seeds[i]
		codes := s.codes[d.district.commune]
		if _, known := slices.BinarySearch(codes, d.district.postal); d.kind == KindStructure && !known {
			d.district.postal = NoRef
		}
		if d.district.postal == NoRef && len(codes) == 1 {
			d.district.postal = codes[0]
		}
	}
}

// learnFormers finds the postal code that most houses of each former commune have.
func (s *settling) learnFormers() {
	houses := map[districtKey]uint32{}
	for _, d := range s.seeds {
		if d.district.former != 0 && d.district.postal != NoRef {
			houses[d.district] += 1 + d.houses
		}
	}
	for d, n := range houses {
		k := formerKey{d.commune, d.former}
		best, ok := s.formerCode[k]
		most := houses[districtKey{d.commune, best, d.former}]
		if !ok || n > most || n == most && d.postal < best {
			s.formerCode[k] = d.postal
		}
	}
}
