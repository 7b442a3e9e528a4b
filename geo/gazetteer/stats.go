package gazetteer

// Stats counts what a gazetteer knows. Communes and territories count once whatever their names.
func (g *Gazetteer) Stats() Stats {
	c := g.columns
	s := Stats{
		Communes: len(c.CommunePlace), Houses: len(c.Number),
		Words: len(c.FirstLetter) - 1, Names: len(c.FirstByte) - 1, LeftOut: g.leftOut,
	}
	for p, kind := range c.Kind {
		switch Kind(kind) {
		case KindTerritory:
			if c.titled(PlaceID(p)) == PlaceID(p) {
				s.Territories++
			}
		case KindLocality:
			s.Localities++
		case KindStreet:
			s.Streets++
		case KindStructure:
			s.Structures++
		}
	}
	return s
}
