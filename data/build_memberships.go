package data

import "maps"

// Membership says that a commune belongs to a territory, where another source
// than that of the communes says so. Of a kind's memberships the communes' own
// source is then not followed for the communes named.
type Membership struct {
	Source    string
	Record    string // the record's id or line in the source
	Kind      TerritoryKind
	Territory string // its code
	Commune   string // as declared; movements are followed
}

// AssignCommune adds a membership. Communes of other regions are passed over
// without a word: such lists are those of all France.
func (b *Builder) AssignCommune(m Membership) { b.memberships = append(b.memberships, m) }

// applyMemberships tells each commune what other sources say it is part of.
func (b *Builder) applyMemberships() {
	place := make(map[string]int, len(b.communes))
	for i := range b.communes {
		place[b.communes[i].Code] = i
	}
	type claim struct {
		commune int
		kind    TerritoryKind
	}
	first := make(map[claim]string)
	for _, m := range b.memberships {
		i, ok := place[b.memberCommune(m)]
		if !ok {
			continue
		}
		b.tellers[m.Kind] = m.Source
		told, twice := first[claim{i, m.Kind}]
		if twice && told != m.Territory {
			b.reportMember(m, DefectTerritoryDisputed, LeftOut, string(m.Kind), m.Territory, told)
		}
		if twice {
			continue
		}
		first[claim{i, m.Kind}] = m.Territory
		c := &b.communes[i]
		if c.PartOf = maps.Clone(c.PartOf); c.PartOf == nil {
			c.PartOf = make(map[TerritoryKind]string)
		}
		c.PartOf[m.Kind] = m.Territory
	}
}

// memberCommune is the commune's code today; what the region should have and has not is a defect.
func (b *Builder) memberCommune(m Membership) string {
	code := b.CurrentCommune(m.Commune)
	switch {
	case code != m.Commune:
		b.reportMember(m, DefectCommuneMerged, Corrected, "commune", m.Commune, code)
	case !b.known[code] && b.ours(code):
		b.reportMember(m, DefectCommuneUnknown, LeftOut, "commune", m.Commune, "")
	}
	return code
}

func (b *Builder) reportMember(m Membership, kind DefectKind, done Action, field, value, other string) {
	b.Report(Defect{Kind: kind, Source: m.Source, Record: m.Record, Field: field, Value: value, Other: other, Done: done})
}
