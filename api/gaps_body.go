package api

import (
	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// GapsBody answers where the people beyond the target live. Build it with NewGapsBody.
type GapsBody struct {
	TableHead
	Zones []ZoneBody `json:"zones"`
	Total RowBody    `json:"total"`
}

// ZoneBody is one white zone: inhabited cells beyond the target that touch by
// an edge. Its polygon is in the GeoJSON form.
type ZoneBody struct {
	Rank            int             `json:"rank"`
	People          float64         `json:"people"`
	Unreachable     float64         `json:"unreachable"`
	Cells           int             `json:"cells"`
	WorstGapMinutes *float64        `json:"worst_gap_minutes"` // null when no place can be reached from any of its cells
	WorstPlace      PlaceBody       `json:"worst_place"`
	Nearest         *NearestRefBody `json:"nearest"` // from the worst place; null when none can be reached
	Communes        []CommuneBody   `json:"communes"`
	shape           orb.MultiPolygon
}

// PlaceBody is a place, degrees WGS 84.
type PlaceBody struct {
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
}

// NearestRefBody names a structure.
type NearestRefBody struct {
	ID      string `json:"id"`
	Nom     string `json:"nom"`
	Commune string `json:"commune"`
}

// CommuneBody is how many of a zone's people live in a commune.
type CommuneBody struct {
	Code   string  `json:"code,omitempty"` // absent outside every commune
	Name   string  `json:"name"`
	People float64 `json:"people"`
}

// NewGapsBody says white zones seen through a view in a language.
func NewGapsBody(v *data.View, g *analysis.Gaps, lang say.Lang) *GapsBody {
	ds := v.Dataset()
	b := &GapsBody{TableHead: newTableHead(ds, &g.Query, lang), Zones: make([]ZoneBody, len(g.Zones)), Total: newRowBody(ds, &g.Total, lang)}
	b.Target, b.Mode, b.At = g.TargetMinutes, g.Mode, toTheSecond(g.At)
	b.Group = newGroupBody(g.Group, g.PeopleSource, lang)
	b.Figures = figureBodies(zoneFigures(g.Group, g.PeopleSource), lang)
	b.Warnings = said(g.Warnings, lang)
	for i := range g.Zones {
		b.Zones[i] = newZoneBody(v, &g.Zones[i], lang)
	}
	return b
}

func newZoneBody(v *data.View, z *analysis.WhiteZone, lang say.Lang) ZoneBody {
	ds := v.Dataset()
	worst := ds.Cells.Center[z.WorstCell]
	b := ZoneBody{
		Rank:            z.Rank,
		People:          people(z.People),
		Unreachable:     people(z.Unreachable),
		Cells:           len(z.Cells),
		WorstGapMinutes: known(z.WorstGapMinutes, 1),
		WorstPlace:      PlaceBody{round(worst.Lon(), 5), round(worst.Lat(), 5)},
		Communes:        make([]CommuneBody, len(z.Communes)),
		shape:           z.Shape,
	}
	if z.Nearest != analysis.NoStructure {
		st := newStructureBody(v, z.Nearest)
		b.Nearest = &NearestRefBody{st.ID, st.Nom, st.Commune}
	}
	for i, c := range z.Communes {
		t := &ds.Territories[c.Commune]
		b.Communes[i] = CommuneBody{Code: t.Code, Name: t.Name, People: people(c.People)}
	}
	return b
}

// zoneFigures are the columns of a zone, in order; see ZoneBody.figures.
func zoneFigures(group data.Group, from data.Source) []figure {
	unit := unitOf(group)
	return []figure{
		{"people", say.T("%s hors de la cible", "%s beyond the target", populationOf(group)), unit, from},
		{"unreachable", say.T("Dont sans aucun accès", "Of whom without any access"), unit, from},
		{"cells", say.T("Carreaux", "Cells"), unitCells, from},
		{"worst_gap_minutes", say.T("Écart le plus grand", "Largest gap"), unitMinutes, data.Source{}},
	}
}

// figures are the values of the columns of zoneFigures.
func (z *ZoneBody) figures() []any { return []any{z.People, z.Unreachable, z.Cells, z.WorstGapMinutes} }
