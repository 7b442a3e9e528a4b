package data

import (
	"slices"

	"github.com/paulmach/orb"
)

// Eligibility is the area whose inhabitants a service may receive, as codes in
// data.inclusion's manner: a commune ("2A004"), an EPCI (its SIREN), a
// département ("2A"), a région ("R94"), or "france". Empty means everyone.
type Eligibility []string

// EligibilityFrance is the code of an area that leaves nobody out.
const EligibilityFrance = "france"

// Everyone tells whether no inhabitant is left out.
func (e Eligibility) Everyone() bool {
	return len(e) == 0 || slices.Contains(e, EligibilityFrance)
}

// HomeCodes are the codes by which an eligibility names the home of a commune's
// inhabitants: the commune's, its EPCI's, its département's, its région's. Who
// lives in no commune of the region (NoTerritory) has none.
func (d *Dataset) HomeCodes(commune TerritoryIndex) []string {
	if commune == NoTerritory {
		return nil
	}
	codes := []string{d.Territories[commune].Code}
	for _, i := range d.Territories[commune].PartOf {
		switch t := &d.Territories[i]; t.Kind {
		case KindEPCI, KindDepartement:
			codes = append(codes, t.Code)
		case KindRegion:
			codes = append(codes, "R"+t.Code)
		}
	}
	return codes
}

// Home is the commune whose inhabitant somebody at p is taken to be: the one
// that holds p, or the nearest within the tolerance of published outlines.
func (d *Dataset) Home(p orb.Point) TerritoryIndex {
	commune, _ := d.NearestCommune(p, shoreMetres)
	return commune
}
