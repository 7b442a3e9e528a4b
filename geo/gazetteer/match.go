package gazetteer

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// degrees of a pair of Point or House.
func degrees(pairs []int32, i int) orb.Point {
	return orb.Point{float64(pairs[2*i]) / 1e7, float64(pairs[2*i+1]) / 1e7}
}

func (s *search) pointOf(h hit) orb.Point {
	if h.house >= 0 {
		return degrees(s.House, h.house)
	}
	return degrees(s.Point, int(h.place))
}

// matches tells the hits, the best first.
func (s *search) matches() []Match {
	if len(s.hits) == 0 {
		return nil
	}
	list := make([]Match, len(s.hits))
	for i, h := range s.hits {
		list[i] = s.Columns.match(h.place, h.district, h.house)
		list[i].Score = min(h.score, 1)
		if list[i].Kind == KindCommune && !s.meantCode(h.district) {
			list[i].PostalCode = ""
		}
	}
	return list
}

// meantCode tells whether the postal code of a district is its commune's only
// one, or was typed.
func (s *search) meantCode(d uint32) bool {
	only := true
	for other, last := s.districtsOfCommune(d); other < last; other++ {
		only = only && s.DistrictPostal[other] == s.DistrictPostal[d]
	}
	return only || slices.ContainsFunc(s.text, func(t typed) bool { return postalOf(string(t.letters)) == s.DistrictPostal[d] })
}

// name is a name as it is written.
func (c *Columns) name(n uint32) string {
	if n == NoRef {
		return ""
	}
	return string(c.Text[c.FirstByte[n]:c.FirstByte[n+1]])
}

// match tells a place in a district, and a house of it if that is not -1.
func (c *Columns) match(p PlaceID, d uint32, house int) Match {
	p = c.titled(p)
	m := Match{Kind: Kind(c.Kind[p]), Place: p, Ref: c.Ref[p], Name: c.name(c.Name[p]), CommuneRef: NoRef,
		Point: degrees(c.Point, int(p)), Radius: float64(c.Radius[p])}
	if d != NoRef {
		commune := c.DistrictCommune[d]
		m.Commune = c.name(c.Name[c.CommunePlace[commune]])
		m.CommuneCode = string(c.CommuneCode[5*commune : 5*commune+5])
		m.Departement = c.name(c.CommuneDept[commune])
		m.CommuneRef = c.Ref[c.CommunePlace[commune]]
		if code := c.DistrictPostal[d]; code != NoRef {
			m.PostalCode = fmt.Sprintf("%05d", code)
		}
	}
	if house >= 0 {
		m.Kind, m.Radius, m.Point = KindHouse, 0, degrees(c.House, house)
		m.Number = strconv.Itoa(int(c.Number[house]))
		if suffix := suffixText(c.Suffix[house]); suffix != "" {
			m.Number += " " + suffix
		}
	}
	m.Label = m.label()
	return m
}

// titled is the place that bears a territory's name: that of its code follows
// it. Any other place is itself.
func (c *Columns) titled(p PlaceID) PlaceID {
	if p > 0 && c.Kind[p] == uint8(KindTerritory) && c.Kind[p-1] == uint8(KindTerritory) && c.Ref[p] == c.Ref[p-1] {
		return p - 1
	}
	return p
}

// label is a match as one writes it: "12 bis Cours Paoli, 20250 Corte",
// "Corte (Haute-Corse)".
func (m *Match) label() string {
	switch {
	case m.Kind == KindTerritory || m.Commune == "":
		return m.Name
	case m.Kind == KindCommune:
		return m.communeLabel()
	}
	label := m.Name
	if m.Number != "" {
		label = m.Number + " " + label
	}
	if m.PostalCode != "" {
		return label + ", " + m.PostalCode + " " + m.Commune
	}
	return label + ", " + m.Commune
}

func (m *Match) communeLabel() string {
	label := m.Commune
	if m.Name != m.Commune {
		label = m.Name + ", " + m.Commune // a former or regional name
	}
	if m.Departement != "" {
		label += " (" + m.Departement + ")"
	}
	return label
}
