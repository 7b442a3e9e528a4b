package source

import (
	"context"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"

	"maillage/geo/gazetteer"
)

// PlaceTaker takes all that an OpenStreetMap extract knows of where people may
// say they are, but for named streets; a gazetteer.Builder is one.
type PlaceTaker interface {
	AddressTaker
	LocalityTaker
	PostalCodeTaker
	CommuneNameTaker
}

// OSMPlacesOptions tells ReadOSMPlaces what it reads.
type OSMPlacesOptions struct {
	// Progress, if any, is told how many bytes are done of how many; the file is
	// read twice and counts twice. It is called from another goroutine, never
	// from two at once.
	Progress func(done, total int64)
	// IsCommune, if any, tells whether a code of INSEE is a commune's of today. A
	// place that bears such a code (ref:INSEE) is that commune, whose other names
	// are told; any other place is a locality. Nil: none is.
	IsCommune func(code string) bool
}

// ReadOSMPlaces reads addresses and places from an OpenStreetMap PBF extract, in
// two passes: ways and relations, then nodes. Of houses: addr:housenumber of nodes and
// of ways with addr:street, addr:place or a relation associatedStreet, and
// addr:postcode; a way is at the middle of two of its nodes, one half of it apart.
// Of places: nodes with place=* and a name. Of communes: names in other languages
// and postal codes of boundaries with ref:INSEE.
//
// An address of OpenStreetMap names no commune by its code: gazetteer.Address.Commune
// is empty, to be found by the position.
//
// Not read: addr:interpolation, places that are areas, relations with a number.
func ReadOSMPlaces(ctx context.Context, path string, to PlaceTaker, opt OSMPlacesOptions) error {
	e, err := openExtract(ctx, path, opt.Progress)
	if err != nil {
		return err
	}
	defer e.Close()
	return readOSMPlaces(e, to, opt)
}

func readOSMPlaces(e *extract, to PlaceTaker, opt OSMPlacesOptions) error {
	p := &osmPlaces{
		to: to, isCommune: opt.IsCommune, corner: make(map[int64]int32), texts: make(map[string]string),
		streets: map[osm.Type]map[int64]string{osm.TypeNode: {}, osm.TypeWay: {}},
	}
	if p.isCommune == nil {
		p.isCommune = func(string) bool { return false }
	}
	if err := e.pass(0, waysAndRelationsOfPlaces, p.takeWayOrRelation); err != nil {
		return err
	}
	p.at = make([]orb.Point, len(p.corner))
	if err := e.pass(1, p.nodesOfPlaces, p.takeNode); err != nil {
		return err
	}
	p.tellWays()
	return nil
}

// osmPlaces gathers what the first pass leaves open: where ways are, and which
// street a relation gives to houses that name none.
type osmPlaces struct {
	to        PlaceTaker
	isCommune func(code string) bool
	ways      []osmHouse
	corner    map[int64]int32 // node → its place in at; only read in the second pass
	at        []orb.Point     // where the corners are, the zero point while unknown
	streets   map[osm.Type]map[int64]string
	texts     map[string]string // each text once, apart from the block it came in
}

// osmHouse is a way with a number.
type osmHouse struct {
	id                       int64
	number, street, postcode string
	corners                  [2]int32 // two nodes of it, half of the way apart
}

func waysAndRelationsOfPlaces(s *osmpbf.Scanner) {
	s.SkipNodes = true
	s.FilterWay = func(w *osm.Way) bool { return len(w.Nodes) > 0 && w.Tags.Find("addr:housenumber") != "" }
	s.FilterRelation = func(r *osm.Relation) bool { return isStreetOfHouses(r.Tags) || isBoundary(r.Tags) }
}

// isStreetOfHouses tells a relation that gives its street to houses.
func isStreetOfHouses(tags osm.Tags) bool { return tags.Find("type") == "associatedStreet" }

// isBoundary tells a commune's: level 8 in France.
func isBoundary(tags osm.Tags) bool {
	return tags.Find("boundary") == "administrative" && tags.Find("admin_level") == "8" && tags.Find("ref:INSEE") != ""
}

// osmStreet is the first street that one of the tags names.
func osmStreet(tags osm.Tags, keys ...string) string {
	for _, key := range keys {
		if street := oneLine(tags.Find(key), " "); street != "" {
			return street
		}
	}
	return ""
}

// The tags that name the street of a house, and of a relation of houses.
var (
	streetOfHouse    = []string{"addr:street", "addr:place"}
	streetOfRelation = []string{"addr:street", "addr:place", "name"}
)

// nodesOfPlaces lets the decoder drop all nodes but those of use. Its goroutines
// ask at once, and nothing of what they read changes in the second pass.
func (p *osmPlaces) nodesOfPlaces(s *osmpbf.Scanner) {
	s.SkipWays, s.SkipRelations = true, true
	s.FilterNode = func(n *osm.Node) bool {
		if _, needed := p.corner[int64(n.ID)]; needed {
			return true
		}
		return len(n.Tags) > 0 && (n.Tags.Find("addr:housenumber") != "" || n.Tags.Find("place") != "")
	}
}

func (p *osmPlaces) takeWayOrRelation(o osm.Object) {
	switch o := o.(type) {
	case *osm.Way:
		p.takeWay(o)
	case *osm.Relation:
		if isBoundary(o.Tags) {
			p.tellCommune(o.Tags)
			return
		}
		street := p.keep(osmStreet(o.Tags, streetOfRelation...))
		for _, m := range o.Members {
			if of := p.streets[m.Type]; of != nil && street != "" {
				of[m.Ref] = street
			}
		}
	}
}

func (p *osmPlaces) takeWay(w *osm.Way) {
	h := osmHouse{
		id: int64(w.ID), number: p.keep(w.Tags.Find("addr:housenumber")), street: p.keep(osmStreet(w.Tags, streetOfHouse...)), postcode: p.keep(w.Tags.Find("addr:postcode")),
	}
	for i, at := range []int{0, len(w.Nodes) / 2} {
		node := int64(w.Nodes[at].ID)
		if _, known := p.corner[node]; !known {
			p.corner[node] = int32(len(p.corner))
		}
		h.corners[i] = p.corner[node]
	}
	p.ways = append(p.ways, h)
}

// keep is a text's one copy: the decoder's strings hold on to whole blocks.
func (p *osmPlaces) keep(s string) string {
	if kept, ok := p.texts[s]; ok {
		return kept
	}
	s = strings.Clone(s)
	p.texts[s] = s
	return s
}

func (p *osmPlaces) takeNode(o osm.Object) {
	n, ok := o.(*osm.Node)
	if !ok || !onEarth(n.Point()) {
		return
	}
	if i, needed := p.corner[int64(n.ID)]; needed {
		p.at[i] = n.Point()
	}
	if number := n.Tags.Find("addr:housenumber"); number != "" {
		p.tellHouse(osm.TypeNode, int64(n.ID), number, osmStreet(n.Tags, streetOfHouse...), n.Tags.Find("addr:postcode"), n.Point())
	}
	if radius, known := placeRadius[n.Tags.Find("place")]; known {
		p.tellPlace(n, radius)
	}
}

// tellHouse tells the addresses of one object; without a street there is none.
func (p *osmPlaces) tellHouse(kind osm.Type, id int64, number, street, postcode string, at orb.Point) {
	if street == "" {
		street = p.streets[kind][id]
	}
	if street == "" {
		return
	}
	for _, h := range numbersOf(p.keep(number)) {
		p.to.AddAddress(gazetteer.Address{
			PostalCode: p.keep(postalCode(postcode)), Street: p.keep(street), Number: h.number, Suffix: h.suffix, Point: at,
		})
	}
}

// tellPlace tells a place by all its names, as a locality or as the commune that it is.
func (p *osmPlaces) tellPlace(n *osm.Node, radius float64) {
	if p.isCommune(n.Tags.Find("ref:INSEE")) {
		p.tellCommune(n.Tags)
		return
	}
	name, others := osmNames(n.Tags)
	if name == "" {
		return
	}
	for _, name := range append([]string{name}, others...) {
		p.to.AddLocality(gazetteer.Locality{PostalCode: p.keep(postalCode(n.Tags.Find("addr:postcode"))), Name: p.keep(name), Point: n.Point(), Radius: radius})
	}
}

// tellCommune tells the other names and the postal codes of a commune.
func (p *osmPlaces) tellCommune(tags osm.Tags) {
	code := p.keep(tags.Find("ref:INSEE"))
	if !p.isCommune(code) {
		return
	}
	_, others := osmNames(tags)
	for _, name := range others {
		p.to.AddCommuneName(code, p.keep(name))
	}
	for _, key := range []string{"postal_code", "addr:postcode"} {
		for _, postal := range strings.Split(tags.Find(key), ";") {
			if postal = postalCode(strings.TrimSpace(postal)); postal != "" {
				p.to.AddPostalCode(code, p.keep(postal))
			}
		}
	}
}

// tellWays tells the houses that are ways, now that their nodes are known. One
// whose nodes lie outside the extract is nowhere.
func (p *osmPlaces) tellWays() {
	for _, h := range p.ways {
		a, b := p.at[h.corners[0]], p.at[h.corners[1]]
		switch none := (orb.Point{}); {
		case a == none:
			a = b
		case b == none:
			b = a
		}
		if a != (orb.Point{}) {
			p.tellHouse(osm.TypeWay, h.id, h.number, h.street, h.postcode, orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2})
		}
	}
}
