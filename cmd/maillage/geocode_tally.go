package main

import (
	"fmt"
	"strconv"
	"strings"

	"maillage/api"
	"maillage/data"
	"maillage/data/region"
	"maillage/data/source"
	"maillage/say"
)

// tally counts what became of a table's addresses.
type tally struct {
	rows       int
	precise    map[data.Precision]int
	national   int
	ambiguous  int
	notFound   int
	empty      int
	unreadable int
	lines      []string // the first of the unreadable ones
	switched   int      // the line from which the table is not UTF-8, 0 for none
}

// add counts a row.
func (t *tally) add(p *placed) {
	t.rows++
	switch p.status {
	case region.GeocodedOK:
		if t.precise == nil {
			t.precise = make(map[data.Precision]int)
		}
		t.precise[p.precision]++
		if p.source == "national" {
			t.national++
		}
	case statusAmbiguous:
		t.ambiguous++
	case region.GeocodedSkipped:
		t.empty++
	case region.GeocodedError:
		if t.unreadable++; len(t.lines) < 5 {
			t.lines = append(t.lines, strconv.Itoa(p.row.Line))
		}
	default:
		t.notFound++
	}
}

// told says which columns are read.
func (g *geocoding) told(columns source.AddressColumns) {
	fmt.Fprintln(g.m.Stderr, partText(columns).In(g.m.lang))
}

// summary tells what became of all rows.
func (g *geocoding) summary(m *Main, v *data.View) error {
	t, f := &g.counts, m.figures()
	var parts []string
	add := func(n int, what say.Text) {
		if n > 0 {
			parts = append(parts, f.part(n, t.rows)+" "+what.In(m.lang))
		}
	}
	add(t.precise[data.PrecisionHouse], say.T("au numéro", "at the house"))
	add(t.precise[data.PrecisionStreet], say.T("à la rue", "at the street"))
	add(t.precise[data.PrecisionLocality], say.T("au lieu-dit", "at the locality"))
	add(t.precise[data.PrecisionCommune], say.T("à la commune seulement", "at the commune only"))
	add(t.ambiguous, say.T("dans plusieurs communes à la fois (ajoutez la commune)", "in several communes at once (add the commune)"))
	add(t.notFound, say.T("introuvables", "not found"))
	add(t.empty, say.T("sans adresse", "without an address"))
	add(t.unreadable, say.T("de plus de cellules que l'en-tête (lignes %s)", "with more cells than the header (lines %s)", strings.Join(t.lines, ", ")))
	if t.rows == 0 {
		m.tell("0 ligne", "0 rows")
	} else {
		m.tell("%s lignes : %s", "%s rows: %s", f.count(float64(t.rows)), strings.Join(parts, ", "))
	}
	if t.national > 0 {
		m.tell("Dont, par le géocodeur national, %s (Base Adresse Nationale, Licence Ouverte 2.0).", "Of these, by the national geocoder, %s (Base Adresse Nationale, Licence Ouverte 2.0).", f.count(float64(t.national)))
	}
	if t.switched > 0 {
		m.tell("Le tableau n'est pas en UTF-8 : il est lu en Windows-1252 à partir de la ligne %d, et rendu en UTF-8 ; vérifiez les accents. Pour l'ouvrir dans Excel, ajoutez --csv-dialect excel.",
			"The table is not in UTF-8: it is read as Windows-1252 from line %d on, and written as UTF-8; look at the accents. To open it in Excel, add --csv-dialect excel.", t.switched)
	}
	return m.footnotes(m.Stderr, api.NewNameSourceBodies(v), nil)
}
