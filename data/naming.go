package data

import "slices"

// NameSources are the sources of what places are called, in their order: all but
// those that tell only of people, of school holidays, or of structures of which none is listed.
func (v *View) NameSources(listed ...StructureIndex) []Source {
	ds := v.base
	nameless := ds.nameless()
	shown := make(map[string]bool)
	for _, i := range listed {
		for _, p := range v.Structure(i).Provenance {
			shown[p.Source] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(ds.Sources), func(s Source) bool { return nameless[s.Name] && !shown[s.Name] })
}

// namelessSources are, by name, the sources that tell no commune, street or address.
func (t *Tables) namelessSources() map[string]bool {
	nameless := make(map[string]bool)
	for i := range t.Structures {
		for _, p := range t.Structures[i].Provenance {
			nameless[p.Source] = true
		}
	}
	for _, c := range t.Calendars {
		nameless[c.Source] = true
	}
	if t.Cells.Grid.Size > 0 { // else the cells are the communes, which have names
		for _, g := range t.Cells.Groups {
			nameless[g.Source] = true
		}
	}
	return nameless
}
