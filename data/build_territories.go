package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/say"
)

// finishTerritories sorts the communes and unites them into the territories
// they say they are part of.
func (b *Builder) finishTerritories(ctx context.Context) error {
	if len(b.communes) == 0 {
		return say.Errorf("aucune commune lue ; la recette doit avoir une source « format: communes »",
			"no commune read; the recipe needs a source with \"format: communes\"")
	}
	slices.SortStableFunc(b.communes, func(x, y CommuneRecord) int { return cmp.Compare(x.Code, y.Code) })
	// CompactFunc gives the later of two neighbours first.
	b.communes = slices.CompactFunc(b.communes, func(later, kept CommuneRecord) bool {
		if later.Code == kept.Code {
			b.Report(Defect{Kind: DefectDuplicate, Source: later.Source, Record: later.Code, Field: "code", Value: later.Code, Other: kept.Name, Done: LeftOut})
		}
		return later.Code == kept.Code
	})
	b.applyMemberships()
	for _, c := range b.communes {
		b.territories = append(b.territories, Territory{
			Kind: KindCommune, Code: c.Code, Name: c.Name, Shape: c.Shape,
			Population: c.Population, PopulationSource: cmp.Or(c.PopulationSource, c.Source),
		})
	}
	for _, kind := range TerritoryKinds()[1:] {
		if !kind.OfCommunes() {
			continue
		}
		if err := b.uniteCommunes(ctx, kind); err != nil {
			return fmt.Errorf("unite %s: %w", kind, err)
		}
	}
	return nil
}

// uniteCommunes appends the territories of a kind, by code, and tells each commune its own.
func (b *Builder) uniteCommunes(ctx context.Context, kind TerritoryKind) error {
	members := make(map[string][]int)
	var codes []string
	for i, c := range b.communes {
		code := c.PartOf[kind]
		if code == "" {
			continue
		}
		if members[code] == nil {
			codes = append(codes, code)
		}
		members[code] = append(members[code], i)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if err := ctx.Err(); err != nil {
			return err
		}
		at := TerritoryIndex(len(b.territories))
		t := Territory{Kind: kind, Code: code, Name: b.territoryName(kind, code)}
		shapes := make([]orb.MultiPolygon, 0, len(members[code]))
		for _, i := range members[code] {
			shapes = append(shapes, b.communes[i].Shape)
			t.Population += b.communes[i].Population
			t.PopulationSource = cmp.Or(b.communes[i].PopulationSource, b.communes[i].Source)
			b.territories[i].PartOf = append(b.territories[i].PartOf, at)
		}
		var err error
		if t.Shape, err = geo.Union(shapes); err != nil {
			return fmt.Errorf("union of %s %s: %w", kind, code, err)
		}
		b.territories = append(b.territories, t)
	}
	if len(codes) > 0 && kind != KindFRR { // which is not meant to hold every commune
		b.reportHomeless(kind)
	}
	return nil
}

// reportHomeless tells the communes that no territory of a kind holds, while it holds others.
func (b *Builder) reportHomeless(kind TerritoryKind) {
	for _, c := range b.communes {
		if c.PartOf[kind] == "" {
			source := cmp.Or(b.tellers[kind], c.Source)
			b.Report(Defect{Kind: DefectTerritoryIncomplete, Source: source, Record: c.Code, Field: string(kind), Done: Kept})
		}
	}
}

// territoryName prefers what a source names, then the official name of a
// département or région, then the code.
func (b *Builder) territoryName(kind TerritoryKind, code string) string {
	name := b.names[territoryKey{kind, code}]
	if kind == KindRegion && code == b.region.Code {
		name = cmp.Or(name, b.region.Name)
	}
	return cmp.Or(name, officialName(kind, code), code)
}

func compareCells(a, b CellRecord) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col), cmp.Compare(a.ID, b.ID))
}
