package data

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// ZoneRecord is a territory with an outline of its own, as a source tells it.
type ZoneRecord struct {
	Source string
	Kind   TerritoryKind // one that is not OfCommunes
	Code   string
	Name   string
	Shape  orb.MultiPolygon // lon, lat
}

// AddZone adds a territory with an outline of its own. Those of other regions are passed over.
func (b *Builder) AddZone(z ZoneRecord) { b.zones = append(b.zones, z) }

// finishZones keeps, by kind and code, the zones that lie in a commune of the
// region: their inner point does.
func (b *Builder) finishZones(ground *Dataset) []Territory {
	slices.SortStableFunc(b.zones, func(x, y ZoneRecord) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Code, y.Code))
	})
	var out []Territory
	for i, z := range b.zones {
		if i > 0 && z.Kind == b.zones[i-1].Kind && z.Code == b.zones[i-1].Code {
			b.Report(Defect{Kind: DefectDuplicate, Source: z.Source, Record: z.Code, Field: "code", Value: z.Code, Other: b.zones[i-1].Name, Done: LeftOut})
			continue
		}
		if p, ok := geo.InnerPoint(z.Shape); ok && ground.CommuneAt(p) != NoTerritory {
			out = append(out, Territory{Kind: z.Kind, Code: z.Code, Name: cmp.Or(z.Name, z.Code), Shape: z.Shape})
		}
	}
	if len(b.zones) > 0 && len(out) == 0 {
		// A list of all France has some of the region's: coordinates are wrong, or the file is another region's.
		z := b.zones[0]
		b.Report(Defect{Kind: DefectOutsideRegion, Source: z.Source, Record: z.Code, Field: "geometry", Value: strconv.Itoa(len(b.zones)) + " zones", Done: LeftOut})
	}
	return out
}
