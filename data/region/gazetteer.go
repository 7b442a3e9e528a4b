package region

import (
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
)

// How far from its point a structure may be, in metres, where its source knows
// it no better than its street or its lieu-dit.
const (
	streetDoubt   = 200
	localityDoubt = 1000
)

// NewGazetteer makes the gazetteer of a region of what its data and its streets
// know by themselves: communes, larger territories, structures, the streets
// that have a name, and the postal codes that structures write. Each of more may add to it.
//
// The Ref of a commune or a territory is its data.TerritoryIndex, that of a
// structure its data.StructureIndex; of anything else it means nothing.
func NewGazetteer(ds *data.Dataset, streets *road.Streets, more ...func(*gazetteer.Builder)) *gazetteer.Gazetteer {
	a := &atlas{book: newBook(), streets: streets}
	for _, add := range more {
		add(a.book.Builder)
	}
	return a.finish(ds)
}

// listing lists what a Dataset holds in a gazetteer.
type listing struct {
	ds     *data.Dataset
	to     *book
	seats  map[string]orb.Point // of the communes, where a source tells
	points map[string]orb.Point // where each commune is taken to be
}

func newListing(ds *data.Dataset, to *book) *listing {
	l := &listing{ds: ds, to: to, points: make(map[string]orb.Point)}
	to.CommuneAt = func(p orb.Point) string { return l.code(ds.Home(p)) }
	return l
}

// code is INSEE's code of a commune, empty for none.
func (l *listing) code(i data.TerritoryIndex) string {
	if i == data.NoTerritory {
		return ""
	}
	return l.ds.Territories[i].Code
}

// addCommunes adds every commune: at its seat where a source tells it, else where most of its people are.
func (l *listing) addCommunes() {
	crowded := l.crowded()
	for i := range l.ds.Territories {
		t := &l.ds.Territories[i]
		if t.Kind != data.KindCommune {
			return // communes come first
		}
		at := data.TerritoryIndex(i)
		c := gazetteer.Commune{Code: t.Code, Name: t.Name, People: t.Population, Ref: uint32(i)}
		if d := l.ds.Holder(at, data.KindDepartement); d != data.NoTerritory {
			c.Departement, c.DeptName = l.ds.Territories[d].Code, l.ds.Territories[d].Name
		}
		if cell, ok := crowded[at]; ok {
			c.Point = l.ds.Cells.Center[cell]
		}
		if seat, ok := l.seats[t.Code]; ok {
			c.Point = seat
		}
		if c.Point == (orb.Point{}) || l.ds.CommuneAt(c.Point) != at {
			c.Point, _ = geo.InnerPoint(t.Shape)
		}
		c.Radius = farthest(c.Point, t.Shape)
		l.points[c.Code] = c.Point
		l.to.AddCommune(c)
	}
}

// knows tells whether a code is a commune's of the region.
func (l *listing) knows(code string) bool { _, ok := l.points[code]; return ok }

// crowded finds the cell of each commune that has most people, the first of equals.
func (l *listing) crowded() map[data.TerritoryIndex]data.CellIndex {
	cells, best := &l.ds.Cells, make(map[data.TerritoryIndex]data.CellIndex)
	all := cells.Group(data.GroupAll)
	if all < 0 {
		return best
	}
	for i, commune := range cells.Commune {
		if first, ok := best[commune]; !ok || cells.Count[all][i] > cells.Count[all][first] {
			best[commune] = data.CellIndex(i)
		}
	}
	return best
}

// farthest is how far the farthest corner of an outline is from a point, metres.
func farthest(p orb.Point, shape orb.MultiPolygon) float64 {
	most := 0.0
	for _, polygon := range shape {
		if len(polygon) == 0 {
			continue
		}
		for _, corner := range polygon[0] {
			most = max(most, geo.Metres(p, corner))
		}
	}
	return most
}

// addTerritories adds whatever is not a commune and has a name of its own.
func (l *listing) addTerritories() {
	for i := range l.ds.Territories {
		t := &l.ds.Territories[i]
		p, ok := geo.InnerPoint(t.Shape)
		if t.Kind == data.KindCommune || t.Name == t.Code || !ok {
			continue // what no source names bears its code, which may be a commune's
		}
		named := gazetteer.Territory{Name: t.Name, Point: p, Radius: farthest(p, t.Shape), People: t.Population, Ref: uint32(i)}
		if t.Kind == data.KindDepartement {
			named.Code = t.Code // "2B" is what people say
		}
		l.to.AddTerritory(named)
	}
}

// addStructures adds the structures that receive people on site.
func (l *listing) addStructures() {
	codes := l.learn()
	for i := range l.ds.Structures {
		st := &l.ds.Structures[i]
		site := &l.ds.Sites[st.Site]
		commune := l.code(site.Commune)
		if !st.OnSite() || commune == "" {
			continue // beyond the border: the gazetteer knows no commune there
		}
		s := gazetteer.Structure{Commune: commune, Name: st.Name, Point: site.Position.Point, Radius: l.doubt(site), Ref: uint32(i)}
		if slices.Contains(codes[commune], site.PostalCode) {
			s.PostalCode = site.PostalCode
		}
		l.to.AddStructure(s)
	}
}

// learn adds the postal codes that structures write, for the communes of which no
// source tells any, and returns the codes of all communes.
func (l *listing) learn() map[string][]string {
	codes := maps.Clone(l.to.coded)
	for i := range l.ds.Sites {
		s := &l.ds.Sites[i]
		commune := l.code(s.Commune)
		if commune == "" || len(l.to.coded[commune]) > 0 || slices.Contains(codes[commune], s.PostalCode) || !delivers(s) {
			continue
		}
		codes[commune] = append(codes[commune], s.PostalCode)
		l.to.Builder.AddPostalCode(commune, s.PostalCode)
	}
	return codes
}

// delivers tells whether a site's postal code is one that letters to its street
// bear. Business mail has codes of its own (CEDEX), and nothing in the digits tells
// them for certain but in Corsica: elsewhere a code of a street ends in 0, but for the
// arrondissements of Paris, Lyon and Marseille and for overseas.
func delivers(s *data.Site) bool {
	code := s.PostalCode
	if len(code) != 5 || strings.Trim(code, "0123456789") != "" || data.IsCedex(code, s.City) {
		return false
	}
	if code[4] == '0' {
		return true
	}
	return slices.ContainsFunc([]string{"20", "75", "6900", "130", "97", "98"}, func(of string) bool { return strings.HasPrefix(code, of) })
}

// doubt is how far from its point a site may be, metres.
func (l *listing) doubt(s *data.Site) float64 {
	switch s.Position.Precision {
	case data.PrecisionHouse:
		return 0
	case data.PrecisionLocality:
		return localityDoubt
	case data.PrecisionCommune:
		return farthest(s.Position.Point, l.ds.Territories[s.Commune].Shape)
	default:
		return streetDoubt
	}
}
