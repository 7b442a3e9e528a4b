package data

import (
	"regexp"
	"strings"
)

var cedexWord = regexp.MustCompile(`(?i)\s+cedex\b(?:\s+\d+)?\s*$`)

// IsCedex tells whether a postal code with its city is certainly a CEDEX: an
// office's code for business mail, which is no place. The word says so; digits
// alone do in Corsica only, whose delivery codes begin with 200, 201, 202 and
// 206. Elsewhere no rule parts the two without La Poste's list.
func IsCedex(postal, city string) bool {
	if cedexWord.MatchString(city) {
		return true
	}
	if len(postal) != 5 || !strings.HasPrefix(postal, "20") {
		return false
	}
	return !strings.Contains("0126", postal[2:3])
}

// TrimCedex is the city without the CEDEX that ends it.
func TrimCedex(city string) string { return cedexWord.ReplaceAllString(city, "") }

// mendMail drops the CEDEX from a city. The postal code is kept: mail does arrive with it.
func (x *examiner) mendMail(l *located) bool {
	if IsCedex(l.PostalCode, l.City) {
		x.findOnce(l, Defect{Kind: DefectCedex, Field: "code_postal", Value: strings.TrimSpace(l.PostalCode + " " + l.City)})
		l.City = TrimCedex(l.City)
	}
	return true
}
