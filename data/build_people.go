package data

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// CountCommunes makes the communes of the group's source the places people are
// counted at: one cell a commune, of its census population, on no grid. As with
// StartCells, which it calls, a region has one set of cells.
//
// The people of a commune are taken to be at its seat where the source tells it
// and it lies in the commune, else at the inner point of its outline.
func (b *Builder) CountCommunes(everyone Group) error {
	if err := b.StartCells(Grid{}, []Group{everyone}); err != nil {
		return err
	}
	b.byCommune = true
	return nil
}

// addCommuneCells adds the cells that CountCommunes promised.
func (b *Builder) addCommuneCells() {
	for i := range b.communes {
		c := &b.communes[i]
		if c.Source != b.groups[0].Source {
			continue
		}
		at, ok := b.seat(c)
		if !ok {
			b.Report(Defect{Kind: DefectPositionMissing, Source: c.Source, Record: c.Code, Field: "geometry", Done: LeftOut})
			continue
		}
		b.AddCell(CellRecord{ID: c.Code, Center: at, Count: []float64{float64(c.Population)}})
	}
}

// Seats are where sources say the communes' seats are, by their codes.
func (b *Builder) Seats() map[string]orb.Point {
	seats := make(map[string]orb.Point)
	for _, c := range b.communes {
		if c.Seat != (orb.Point{}) {
			seats[c.Code] = c.Seat
		}
	}
	return seats
}

// seat is where a commune's people are taken to be; false: its outline has no inside.
func (b *Builder) seat(c *CommuneRecord) (orb.Point, bool) {
	inner, ok := geo.InnerPoint(c.Shape)
	if c.Seat == (orb.Point{}) {
		return inner, ok
	}
	if geo.PrepareArea(c.Shape).Metres(c.Seat) <= shoreMetres {
		return c.Seat, true
	}
	b.Report(Defect{
		Kind: DefectCommune, Source: c.Source, Record: c.Code, Field: "mairie",
		Value: sayPoint(c.Seat), Other: sayPoint(inner), Done: Corrected,
	})
	return inner, ok
}
