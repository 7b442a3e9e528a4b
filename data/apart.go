package data

// KeepApart says that two records are two places, whatever they have in common.
// An id that no record has is a defect: sources change, recipes stay.
func (b *Builder) KeepApart(one, other StructureID) {
	b.apart = append(b.apart, [2]StructureID{one, other})
}

// partings are the pairs kept apart, each both ways.
type partings map[[2]StructureID]bool

// partings reports the ids that no record has, and tells the pairs.
func (b *Builder) partings() partings {
	if len(b.apart) == 0 {
		return nil
	}
	known := make(map[StructureID]bool, len(b.structures))
	for i := range b.structures {
		known[MakeStructureID(b.structures[i].Source, b.structures[i].ID)] = true
	}
	out := make(partings, 2*len(b.apart))
	missing := make(map[StructureID]bool)
	for _, pair := range b.apart {
		out[pair], out[[2]StructureID{pair[1], pair[0]}] = true, true
		for _, id := range pair {
			if !known[id] && !missing[id] {
				missing[id] = true
				b.Report(Defect{Kind: DefectKeepApart, Record: string(id), Field: "keep_apart", Value: string(id), Done: Kept})
			}
		}
	}
	return out
}

// parts tells whether any record of one is kept apart from any of the other's.
func (p partings) parts(one, other *mergedRecord) bool {
	if len(p) == 0 {
		return false
	}
	for _, a := range one.provenance {
		for _, b := range other.provenance {
			if p[[2]StructureID{MakeStructureID(a.Source, a.ID), MakeStructureID(b.Source, b.ID)}] {
				return true
			}
		}
	}
	return false
}
