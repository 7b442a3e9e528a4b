package main

import (
	"context"
	"strings"

	"maillage/data"
	"maillage/data/region"
)

// nationally asks the national geocoder about the rows that the region does not
// place, or not as finely as they ask, and takes what it places more finely.
func (g *geocoding) nationally(ctx context.Context, batch []placed) error {
	var at []int
	var addresses []data.Address
	for i := range batch {
		if batch[i].wantsMore() {
			at, addresses = append(at, i), append(addresses, batch[i].address)
		}
	}
	answers, err := g.national.Locate(ctx, addresses)
	if err != nil {
		return err
	}
	for k, i := range at {
		if a := &answers[k]; a.Status == region.GeocodedOK && a.Score >= region.LeastNational && a.Precision > batch[i].precision {
			batch[i].takeNational(a)
		}
	}
	return nil
}

// wantsMore tells whether a row's address says more than was found.
func (p *placed) wantsMore() bool {
	switch p.status {
	case region.GeocodedNotFound, statusAmbiguous:
		return true
	case region.GeocodedOK:
		text := strings.TrimSpace(p.address.Text)
		numbered := text != "" && text[0] >= '0' && text[0] <= '9'
		return numbered && p.precision < data.PrecisionHouse || text != "" && p.precision <= data.PrecisionCommune
	default:
		return false
	}
}

// takeNational fills the row in from the national geocoder's answer.
func (p *placed) takeNational(a *region.Geocoded) {
	p.status, p.source, p.point, p.score, p.precision = region.GeocodedOK, "national", a.Point, a.Score, a.Precision
	p.label, p.number, p.name, p.street = a.Label, a.HouseNumber, a.Name, a.Street
	p.postal, p.city, p.code = a.PostalCode, a.Commune, a.CommuneCode
}
