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

// finishStructures takes the records through the checks, one after the other:
// scope → position → commune → duplicates → sites.
func (b *Builder) finishStructures(ground *Dataset) ([]Site, []Structure) {
	ranks := make(map[string]int, len(b.sources))
	for i, s := range b.sources {
		ranks[s.Name] = i
	}
	var records []located
	for _, r := range b.structures {
		if !b.inScope(r) || !b.placed(r) {
			continue
		}
		if l, ok := b.locate(ground, r); ok {
			l.rank = ranks[r.Source]
			records = append(records, l)
		}
	}
	slices.SortStableFunc(records, func(x, y located) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.id, y.id))
	})
	merged := b.merge(records)
	slices.SortFunc(merged, func(x, y mergedRecord) int { return cmp.Compare(x.id, y.id) })
	return b.settle(merged)
}

// inScope tells whether any of the record's networks is in the catalogue.
func (b *Builder) inScope(r StructureRecord) bool {
	for _, code := range r.Networks {
		if _, ok := b.catalogue.Find(code); ok {
			return true
		}
	}
	value := ""
	if len(r.Networks) > 0 {
		value = string(r.Networks[0])
	}
	b.Report(Defect{Kind: DefectOutOfScope, Source: r.Source, Record: r.ID, Field: "reseaux_porteurs", Value: value, Done: LeftOut})
	return false
}

// placed tells whether the record's position is on earth and not nowhere.
func (b *Builder) placed(r StructureRecord) bool {
	p := r.Position.Point
	switch {
	case p == orb.Point{}:
		b.Report(Defect{Kind: DefectPositionMissing, Source: r.Source, Record: r.ID, Field: "position", Done: LeftOut})
		return false
	case !onEarth(p):
		b.Report(Defect{Kind: DefectPositionInvalid, Source: r.Source, Record: r.ID, Field: "position", Value: sayPoint(p), Done: LeftOut})
		return false
	}
	return true
}

// contradictMetres is how far outside its declared commune a position must
// fall before either is doubted: published outlines are generalised to about 100 m.
const contradictMetres = 500

// locate finds the record's commune and sets what it declares against it.
func (b *Builder) locate(ground *Dataset, r StructureRecord) (located, bool) {
	l := located{StructureRecord: r, id: MakeStructureID(r.Source, r.ID)}
	p := r.Position.Point
	commune, near := b.communeOf(ground, p)
	if !near {
		b.Report(Defect{Kind: DefectOutsideRegion, Source: r.Source, Record: r.ID, Field: "position", Value: sayPoint(p), Done: LeftOut})
		return l, false
	}
	l.commune = commune
	if commune == NoTerritory {
		return l, true // beyond the border, within the buffer: it serves, but is not the region's
	}
	b.checkCommune(ground, &l)
	b.checkDepartement(ground, &l)
	return l, true
}

// checkCommune sets the declared commune, which may be of another region,
// against the one the position falls in.
func (b *Builder) checkCommune(ground *Dataset, l *located) {
	code := wholeCommune(l.CommuneCode)
	if code == "" || code == ground.Territories[l.commune].Code {
		return
	}
	declared, ok := ground.TerritoryByCode(KindCommune, code)
	if ok && ground.areas[declared].Metres(l.Position.Point) < contradictMetres {
		l.commune = declared // on the border: the source knows better than a generalised outline
		return
	}
	b.Report(Defect{
		Kind: DefectCommune, Source: l.Source, Record: l.ID, Field: "code_insee",
		Value: l.CommuneCode, Other: ground.Territories[l.commune].Code, Done: Corrected,
	})
}

func (b *Builder) checkDepartement(ground *Dataset, l *located) {
	holder := ground.Holder(l.commune, KindDepartement)
	if holder == NoTerritory || l.Departement == "" || l.Departement == ground.Territories[holder].Code {
		return
	}
	b.Report(Defect{
		Kind: DefectDepartement, Source: l.Source, Record: l.ID, Field: "departement",
		Value: l.Departement, Other: ground.Territories[holder].Code, Done: Corrected,
	})
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
		services[i].Hours, services[i].Appointment = r.Hours, r.Appointment
	}
	return services
}

func sayPoint(p orb.Point) string {
	return strconv.FormatFloat(p[1], 'f', -1, 64) + ", " + strconv.FormatFloat(p[0], 'f', -1, 64)
}
