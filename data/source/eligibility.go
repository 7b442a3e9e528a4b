package source

import (
	"regexp"
	"slices"

	"maillage/data"
)

// The forms of the codes an eligibility is made of: INSEE's of a commune and a
// département, a SIREN for an EPCI, "R" and INSEE's for a région.
var zoneCode = regexp.MustCompile(`^(?:` +
	`(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[4-8])` + // département
	`|(?:\d\d|2[AB])\d{3}` + // commune
	`|\d{9}` + // EPCI
	`|R(?:0[1-46]|11|24|27|28|32|44|52|53|75|76|84|9[34])` + // région
	`)$`)

// zoneForms says them, in defects.
const zoneForms = "commune, EPCI, département, R + région, france"

// countryFrance is INSEE's code of France, which data.inclusion takes for "france".
const countryFrance = "99100"

// eligibility reads the area a service is for, sorted, each code once. A code
// that is none of those known is reported and kept: it names nobody's home, so
// the service is nobody's nearest by it. Dropping it could leave the list empty,
// which would mean everyone. Codes of arrondissements and of communes since merged
// are data.Builder's to mend.
func (r reporter) eligibility(record, field string, codes []string) data.Eligibility {
	var out data.Eligibility
	for _, code := range codes {
		switch {
		case code == data.EligibilityFrance || code == countryFrance:
			return data.Eligibility{data.EligibilityFrance}
		case !zoneCode.MatchString(code):
			r.report(data.DefectUnknownValue, data.Kept, record, field, shorten(code), zoneForms)
		}
		out = append(out, code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
