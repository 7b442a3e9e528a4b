package gazetteer

import "github.com/paulmach/orb"

// Label is a place as a map names it.
type Label struct {
	Kind   Kind // KindCommune or KindLocality
	Name   string
	Point  orb.Point
	People int   // of a commune
	Weight uint8 // importance among its kind
}

// Labels lists the communes, by people, then the localities, commune by
// commune. Other names of a commune are not listed.
func (g *Gazetteer) Labels() []Label {
	c := g.columns
	var out []Label
	add := func(p PlaceID, people int) {
		name := c.Name[p]
		out = append(out, Label{
			Kind: Kind(c.Kind[p]), Name: string(c.Text[c.FirstByte[name]:c.FirstByte[name+1]]),
			Point: unitAt(c.Point, int(p)).point(), People: people, Weight: c.Weight[p],
		})
	}
	for i, p := range c.CommunePlace {
		add(PlaceID(p), int(c.CommunePeople[i]))
	}
	for p, kind := range c.Kind {
		if Kind(kind) == KindLocality {
			add(PlaceID(p), 0)
		}
	}
	return out
}
