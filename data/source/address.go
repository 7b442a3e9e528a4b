package source

import (
	"regexp"
	"strings"

	"maillage/data"
)

// cityAtEnd finds the last postal code of an address and the city after it.
var cityAtEnd = regexp.MustCompile(`(?s)^(.*?)[\s,–-]*(?:\b\d{5}\s+)?\b(\d{5})\s+(\pL.*)$`)

// splitAddress parts "7 Avenue X 20250 corte" into the street, the postal code
// and the city; all of it is street where it does not end that way.
func splitAddress(address string) (street, postal, city string) {
	address = oneLine(address, " ")
	m := cityAtEnd.FindStringSubmatch(address)
	if m == nil {
		return address, "", ""
	}
	return m[1], m[2], strings.TrimSpace(m[3])
}

// mailing drops from a city the CEDEX that ends it, and reports a CEDEX code.
// The code is kept: mail does arrive with it.
func (r reporter) mailing(record, field, postal, city string) string {
	if data.IsCedex(postal, city) {
		r.report(data.DefectCedex, data.Kept, record, field, strings.TrimSpace(postal+" "+city), "")
	}
	return data.TrimCedex(city)
}

// oneLine joins the lines of a text, and its runs of spaces into one.
func oneLine(s, between string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, between)
}
