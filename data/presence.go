package data

// checkPresence reports the départements where a network that is everywhere has
// nobody, once each. A region without any structure was built for its ground alone.
func (b *Builder) checkPresence(ground *Dataset, records []mergedRecord) {
	if len(records) == 0 || b.region.Fictional {
		return
	}
	type presence struct {
		network     NetworkCode
		departement TerritoryIndex
	}
	present := make(map[presence]bool)
	for i := range records {
		for _, code := range records[i].Networks {
			present[presence{code, ground.Holder(records[i].commune, KindDepartement)}] = true
		}
	}
	for i := range ground.Territories {
		t := &ground.Territories[i]
		if t.Kind != KindDepartement {
			continue
		}
		for _, n := range b.catalogue.Networks() {
			if n.Everywhere && !present[presence{n.Code, TerritoryIndex(i)}] {
				b.Report(Defect{Kind: DefectNetworkAbsent, Record: t.Code, Field: "reseaux_porteurs", Value: string(n.Code), Done: Kept})
			}
		}
	}
}
