package region

import (
	"regexp"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
)

// named is what one commune has of one street name.
type named struct {
	commune data.TerritoryIndex
	name    uint32 // as in road.Columns
}

// piece is what is known of a street so far.
type piece struct {
	box     orb.Bound
	middles []orb.Point // of its edges
}

// addStreets adds the streets, not the ferries, that bear a name, each in the commune that holds
// the middle of its edges. Numbers of roads (D 84) are no names: such a road
// crosses many communes, and who types one has said little of where they are.
func (l *listing) addStreets(s *road.Streets) {
	if s == nil {
		return
	}
	c := s.Columns()
	found := make(map[named]*piece)
	var order []named
	var line orb.LineString
	for e := range road.EdgeID(s.EdgeCount()) {
		if c.Name[e] == 0 || s.Category(e) == road.Ferry {
			continue
		}
		line = s.Shape(e, line[:0])
		middle := middleOf(line)
		key := named{l.ds.CommuneAt(middle), c.Name[e]}
		if key.commune == data.NoTerritory {
			continue
		}
		p := found[key]
		if p == nil {
			p = &piece{box: line.Bound()}
			found[key] = p
			order = append(order, key)
		}
		p.box = p.box.Union(line.Bound())
		p.middles = append(p.middles, middle)
	}
	for _, key := range order {
		name := string(c.NameText[c.FirstName[key.name]:c.FirstName[key.name+1]])
		if !roadNumber.MatchString(name) {
			p := found[key]
			l.to.AddStreet(gazetteer.Street{Commune: l.code(key.commune), Name: name, Point: p.point(), Box: p.box})
		}
	}
}

var roadNumber = regexp.MustCompile(`^[A-Z]{1,3} ?\d+[a-zA-Z]?\d*$`)

// middleOf is a point on a line, about half way along.
func middleOf(line orb.LineString) orb.Point {
	n := len(line)
	if n%2 == 1 {
		return line[n/2]
	}
	a, b := line[n/2-1], line[n/2]
	return orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
}

// point is the middle of an edge that is nearest to the middle of them all.
func (p *piece) point() orb.Point {
	centre, best := p.box.Center(), p.middles[0]
	for _, m := range p.middles[1:] {
		if geo.Metres(m, centre) < geo.Metres(best, centre) {
			best = m
		}
	}
	return best
}
