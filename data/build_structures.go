package data

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// located is a structure record with the commune its position falls in.
type located struct {
	StructureRecord
	commune TerritoryIndex
	id      StructureID
	rank    int // the source's place among the sources: the lower leads a merge
}

// finishStructures takes the records through the checks, one after the other,
// then all of them together: one point for many → duplicates → absences → sites.
func (b *Builder) finishStructures(ground *Dataset) ([]Site, []Structure) {
	ranks := make(map[string]int, len(b.sources))
	for i, s := range b.sources {
		ranks[s.Name] = i
	}
	x := newExaminer(b, ground)
	var records []located
	for _, r := range b.structures {
		l := located{StructureRecord: r, id: MakeStructureID(r.Source, r.ID), rank: ranks[r.Source]}
		if x.examine(&l) {
			records = append(records, l)
		}
	}
	slices.SortStableFunc(records, func(x, y located) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.id, y.id))
	})
	x.checkCentres(records)
	merged := b.merge(records)
	slices.SortFunc(merged, func(x, y mergedRecord) int { return cmp.Compare(x.id, y.id) })
	b.checkPresence(ground, merged)
	return b.settle(merged)
}

// inScope tells whether any of the record's networks is in the catalogue.
func (x *examiner) inScope(l *located) bool {
	for _, code := range l.Networks {
		if _, ok := x.catalogue.Find(code); ok {
			return true
		}
	}
	value := ""
	if len(l.Networks) > 0 {
		value = string(l.Networks[0])
	}
	x.find(l, Defect{Kind: DefectOutOfScope, Field: "reseaux_porteurs", Value: value, Done: LeftOut})
	return false
}

// settle makes sites and structures of merged records, in their order.
func (b *Builder) settle(records []mergedRecord) ([]Site, []Structure) {
	ids := make(map[StructureID]StructureID) // every record's id → the id of the structure it became
	for _, r := range records {
		for _, p := range r.provenance {
			ids[MakeStructureID(p.Source, p.ID)] = r.id
		}
	}
	var sites []Site
	siteAt := make(map[Site]SiteIndex)
	structures := make([]Structure, 0, len(records))
	for _, r := range records {
		site := Site{
			Position: r.Position, Address: r.Address, PostalCode: r.PostalCode, City: r.City,
			Commune: r.commune, Accessible: r.Accessible,
		}
		at, ok := siteAt[site]
		if !ok {
			at = SiteIndex(len(sites))
			siteAt[site] = at
			sites = append(sites, site)
		}
		structures = append(structures, Structure{
			ID: r.id, Name: r.Name, Site: at, Networks: r.Networks,
			Siret: r.Siret, Phone: r.Phone, Email: r.Email, Website: r.Website,
			Parent: b.parent(r, ids), Services: b.services(r), Provenance: r.provenance,
		})
	}
	return sites, structures
}

// parent is the id of the structure that holds this permanence, and a defect where it names one that is not there.
func (b *Builder) parent(r mergedRecord, ids map[StructureID]StructureID) StructureID {
	if r.Parent == "" {
		return ""
	}
	if id, ok := ids[MakeStructureID(r.Source, r.Parent)]; ok && id != r.id {
		return id
	}
	b.Report(Defect{Kind: DefectParentMissing, Source: r.Source, Record: r.ID, Field: "parent", Value: r.Parent, Done: Kept})
	return ""
}

// services are the record's own, or the catalogue's with the record's hours.
func (b *Builder) services(r mergedRecord) []Service {
	if len(r.Services) > 0 {
		return r.Services
	}
	services := b.catalogue.services(r.Networks)
	for i := range services {
		services[i].Hours, services[i].Appointment, services[i].Eligibility = r.Hours, r.Appointment, r.Eligibility
	}
	return services
}

func sayPoint(p orb.Point) string {
	return strconv.FormatFloat(p[1], 'f', -1, 64) + ", " + strconv.FormatFloat(p[0], 'f', -1, 64)
}
