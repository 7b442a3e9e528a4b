package source

import (
	"regexp"
	"strings"

	"maillage/data"
	"maillage/internal/fold"
)

// valueTests tell whether a value can be one of a field. A field without a test takes any.
var valueTests = map[Field]func(string) bool{
	FieldLatitude:    func(s string) bool { return within(s, -23, 52) },
	FieldLongitude:   func(s string) bool { return within(s, -64, 56) },
	FieldPosition:    isPair,
	FieldX:           func(s string) bool { return within(s, 50e3, 1.3e6) }, // Lambert-93
	FieldY:           func(s string) bool { return within(s, 6e6, 7.2e6) },
	FieldPostalCode:  regexp.MustCompile(`^\d{4,5}$`).MatchString,
	FieldCommuneCode: regexp.MustCompile(`^(?:\d{4,5}|2[ABab]\d{3})$`).MatchString,
	FieldSiret:       regexp.MustCompile(`^\d{3}[  ]?\d{3}[  ]?\d{3}[  ]?\d{5}$`).MatchString,
	FieldPhone:       regexp.MustCompile(`^(?:\+33|0033|0)[\s.]*(?:\(0\))?\s*\d(?:[\s.-]*\d\d){4}\b`).MatchString,
	FieldEmail:       regexp.MustCompile(`^\S+@\S+\.\S+`).MatchString,
	FieldWebsite:     func(s string) bool { return siteWeb(s) != "" },
	FieldHours:       regexp.MustCompile(`(?i)\d\s*(?:h|:)\s*\d*|\b(?:lundi|mardi|mercredi|jeudi|vendredi|lun|mo|tu|we|th|fr)\b`).MatchString,
	FieldLevel:       func(s string) bool { return levelOne.MatchString(fold.Text(s)) || levelTwo.MatchString(fold.Text(s)) },
	FieldEligibility: isArea, // an area in words serves nobody
	FieldName:        regexp.MustCompile(`\pL`).MatchString,
	FieldAddress:     hasLetters,
	FieldCity:        hasLetters,
}

// tellingValues are the fields that values alone can tell, and the stricter test that takes.
var tellingValues = []struct {
	field Field
	test  func(string) bool
}{
	{FieldSiret, valueTests[FieldSiret]},
	{FieldEmail, valueTests[FieldEmail]},
	{FieldPhone, valueTests[FieldPhone]},
	{FieldWebsite, regexp.MustCompile(`^(?:https?://|www\.)`).MatchString},
	{FieldPosition, isPair},
	{FieldLatitude, isFrenchLatitude},
	{FieldLongitude, isFrenchLongitude},
	{FieldX, func(s string) bool { return within(s, 50e3, 1.3e6) && len(s) > 5 }},
	{FieldY, valueTests[FieldY]},
	{FieldPostalCode, regexp.MustCompile(`^\d{5}$`).MatchString},
	{FieldCommuneCode, communeCode.MatchString},
}

func hasLetters(s string) bool { return letter.MatchString(s) }

var letter = regexp.MustCompile(`\pL\pL`)

func within(s string, low, high float64) bool {
	v, _, ok := degrees(number(s), 1e9)
	return ok && v >= low && v <= high
}

// isArea tells whether a value lists the codes of an eligibility area.
func isArea(s string) bool {
	codes := Mapping{}.list(s)
	for _, code := range codes {
		if !zoneCode.MatchString(code) && code != countryFrance && !strings.EqualFold(code, data.EligibilityFrance) {
			return false
		}
	}
	return len(codes) > 0
}

func hasDecimals(s string) bool { return strings.ContainsAny(s, ".,") }

// isFrenchLatitude and isFrenchLongitude know mainland France, Corsica, the
// Antilles, Mayotte and La Réunion, where no latitude looks like a longitude.
func isFrenchLatitude(s string) bool {
	return hasDecimals(s) && (within(s, 41, 51.6) || within(s, -23, -12) || within(s, 14, 18.6))
}

func isFrenchLongitude(s string) bool {
	return hasDecimals(s) && (within(s, -5.5, 9.7) || within(s, -63.5, -51) || within(s, 44.5, 56))
}

func isPair(s string) bool {
	lat, lon := splitPair(s)
	return hasDecimals(lat) && within(lat, -23, 52) && within(lon, -64, 56)
}

// isCrossedPair tells a pair of France that is written longitude first.
func isCrossedPair(s string) bool {
	lat, lon := splitPair(s)
	return isFrenchLongitude(lat) && isFrenchLatitude(lon)
}

// share is which part of the values that are not empty pass a test, and how many those are.
func share(values []string, test func(string) bool) (part float64, filled int) {
	passed := 0
	for _, v := range values {
		if v == "" {
			continue
		}
		filled++
		if test(v) {
			passed++
		}
	}
	return float64(passed) / float64(max(filled, 1)), filled
}

// allDifferent tells whether every value is there, and there once.
func allDifferent(values []string) bool {
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		if v == "" || seen[v] {
			return false
		}
		seen[v] = true
	}
	return len(values) > 0
}

// looksPostal parts postal codes from codes of communes, five digits both: most
// delivery offices' codes end in 0, one commune's code in ten does; and no
// commune's code begins with 20, as all postal codes of Corsica do.
func looksPostal(values []string) bool {
	round, _ := share(values, func(s string) bool { return strings.HasSuffix(s, "0") || strings.HasPrefix(s, "20") })
	corsican, _ := share(values, func(s string) bool { return strings.ContainsAny(s, "AB") })
	return round > 0.5 && corsican == 0
}
