package main

import (
	"cmp"
	"context"
	"strings"

	"maillage/data"
	"maillage/data/region"
	"maillage/internal/fold"
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
		if a := &answers[k]; a.Status == region.GeocodedOK && a.Score >= region.LeastNational && a.Precision > batch[i].precision && batch[i].mayLieIn(a) {
			batch[i].takeNational(a)
		}
	}
	return nil
}

// wantsMore tells whether a row's address says more than was found. What several
// communes of the region have, many more of the country do.
func (p *placed) wantsMore() bool {
	switch p.status {
	case region.GeocodedNotFound:
		return true
	case region.GeocodedOK:
		text := strings.TrimSpace(p.address.Text)
		numbered := text != "" && text[0] >= '0' && text[0] <= '9'
		return numbered && p.precision < data.PrecisionHouse || text != "" && p.precision <= data.PrecisionCommune
	default:
		return false
	}
}

// mayLieIn tells whether an answer lies where the row does: in the commune that
// was found; else in one that its address names, if only in its text.
func (p *placed) mayLieIn(a *region.Geocoded) bool {
	of := &p.address
	switch {
	case p.status == region.GeocodedOK:
		return wholeCity(a.CommuneCode) == wholeCity(p.code)
	case of.City != "" || of.PostalCode != "" || of.CommuneCode != "": // which was asked
		return true
	default:
		text := " " + fold.Text(of.Text) + " "
		return a.Commune != "" && strings.Contains(text, " "+fold.Text(a.Commune)+" ") || a.PostalCode != "" && strings.Contains(text, " "+a.PostalCode+" ")
	}
}

// wholeCity is a commune's code, the city's for an arrondissement.
func wholeCity(code string) string { return cmp.Or(data.ArrondissementCity(code), code) }

// takeNational fills the row in from the national geocoder's answer.
func (p *placed) takeNational(a *region.Geocoded) {
	p.status, p.source, p.point, p.score, p.precision = region.GeocodedOK, "national", a.Point, a.Score, a.Precision
	p.label, p.number, p.name, p.street = a.Label, a.HouseNumber, a.Name, a.Street
	p.postal, p.city, p.code = a.PostalCode, a.Commune, a.CommuneCode
}
