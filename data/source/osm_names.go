package source

import (
	"slices"
	"strings"

	"github.com/paulmach/osm"
)

// otherNames are the tags of names that people type besides the name itself:
// those in use, and those in the languages of France's regions. Names in foreign
// languages are not: nobody who lives there writes them.
var otherNames = []string{
	"alt_name", "loc_name", "official_name", "old_name", "name:fr",
	"name:br", "name:ca", "name:co", "name:eu", "name:frp", "name:gcf", "name:gsw", "name:oc", "name:pcd", "name:rcf", "name:vls",
}

// osmNames is the name of an object and its other names, each once; several in one tag
// stand between semicolons.
func osmNames(tags osm.Tags) (name string, others []string) {
	name = oneLine(tags.Find("name"), " ")
	for _, key := range otherNames {
		for _, other := range strings.Split(tags.Find(key), ";") {
			other = oneLine(other, " ")
			if other != "" && other != name && !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
	}
	return name, others
}

// placeRadius is how far, in metres, what a place's name means reaches from its
// node, by its kind (place=*): half of what such places extend over in France.
var placeRadius = map[string]float64{
	"city": 3000, "borough": 2000, "town": 1500, "suburb": 1200, "village": 600, "quarter": 600,
	"neighbourhood": 300, "locality": 300, "hamlet": 200, "isolated_dwelling": 100, "farm": 100,
}

// numbersOf are the numbers that a tag addr:housenumber means, each with its
// suffix: "12 bis", "12;14" and "12-16", of which the ends are told. A text without a number
// is one number 0: the street is known there.
func numbersOf(tag string) []numbered {
	var out []numbered
	for _, piece := range strings.FieldsFunc(tag, func(r rune) bool { return strings.ContainsRune(";,/&+", r) }) {
		first, last, _ := strings.Cut(piece, "-")
		n, suffix := banNumber(strings.TrimSpace(first), "")
		if n == 0 {
			continue
		}
		out = append(out, numbered{n, suffix})
		if m, end := banNumber(strings.TrimSpace(last), ""); m > n {
			out = append(out, numbered{m, end})
		}
	}
	if len(out) == 0 {
		return []numbered{{}}
	}
	return out
}

type numbered struct {
	number int
	suffix string
}
