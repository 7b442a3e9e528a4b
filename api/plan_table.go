package api

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/internal/fold"
	"maillage/say"
)

// planTable is the figures by territory.
type planTable struct {
	Kind    data.TerritoryKind
	By      string // the kind in words
	Columns []planHeading
	Total   planRow
	Rows    []planRow
	More    string // where all rows are; empty when these are all
	Count   say.Text
}

// planHeading is the top of a column, a link that sorts by it.
type planHeading struct {
	Key, Label, Link string
	Sorted           string // what aria-sort says: "ascending", "descending", or empty
	Number           bool
}

// planRow is one territory.
type planRow struct {
	Code, Name, Link         string
	Chosen                   bool
	People, Uncovered, Share say.Text
	Median, P90              say.Text
	Within                   float64  // the share as a bar draws it, 0 to 100
	Bounds                   string   // west, south, east, north; empty without an outline
	Beyond                   say.Text // a count with its unit
}

// planColumn is a column of the table, and what it is sorted by.
type planColumn struct {
	key   string
	label func(*planWriter) say.Text
	value func(*analysis.Row) float64 // nil: by name
}

var planColumns = []planColumn{
	{"name", func(w *planWriter) say.Text { return say.T("Territoire", "Territory") }, nil},
	{"people", func(w *planWriter) say.Text { return w.unit() }, func(r *analysis.Row) float64 { return r.People }},
	{"share", func(w *planWriter) say.Text { return say.T("À %s au plus", "Within %s", minutes(w.target)) }, (*analysis.Row).CoveredShare},
	{"uncovered", func(w *planWriter) say.Text { return say.T("Au-delà", "Beyond") }, func(r *analysis.Row) float64 { return r.Uncovered }},
	{"median", func(w *planWriter) say.Text { return say.T("La moitié, en", "Half, within") }, func(r *analysis.Row) float64 { return r.MedianMinutes }},
	{"p90", func(w *planWriter) say.Text { return say.T("Neuf sur dix, en", "Nine in ten, within") }, func(r *analysis.Row) float64 { return r.P90Minutes }},
}

// unit heads the column of the people, or of the households.
func (w *planWriter) unit() say.Text {
	switch w.group.Unit {
	case "personnes", "":
		return say.T("Personnes", "People")
	case "ménages":
		return say.T("Ménages", "Households")
	case "logements":
		return say.T("Logements", "Dwellings")
	default:
		return say.Same(w.group.Unit)
	}
}

// firstRows is how many territories are listed before one asks for all.
const firstRows = 50

func (w *planWriter) table(c *analysis.Coverage) planTable {
	t := planTable{Kind: c.By, By: c.By.Label().In(w.lang), Total: w.row(&c.Total), Count: several(float64(len(c.Rows)), "territoire", "territoires", "territory", "territories")}
	key, descending := strings.CutPrefix(w.plan.sort, "-")
	for _, column := range planColumns {
		t.Columns = append(t.Columns, w.heading(column, key, descending))
	}
	for i, r := range sortedRows(c.Rows, key, descending) {
		if w.plan.rows || i < firstRows || w.chose(r) {
			t.Rows = append(t.Rows, w.row(r))
		}
	}
	if len(t.Rows) < len(c.Rows) {
		t.More = w.link(func(p *plan) { p.rows = true })
	}
	return t
}

// chose tells whether a row's territory is the one chosen.
func (w *planWriter) chose(r *analysis.Row) bool {
	return r.Territory != data.NoTerritory && w.dataset.Territories[r.Territory].Code == w.plan.chosen
}

// heading sorts by its column: numbers the largest first, names as in a
// dictionary, and the other way round on the second time.
func (w *planWriter) heading(c planColumn, key string, descending bool) planHeading {
	h := planHeading{Key: c.key, Label: c.label(w).In(w.lang), Number: c.value != nil}
	next := c.key
	if c.value != nil {
		next = "-" + c.key
	}
	if c.key == key {
		h.Sorted = map[bool]string{false: "ascending", true: "descending"}[descending]
		next = map[bool]string{false: "-" + key, true: key}[descending]
	}
	h.Link = w.link(func(p *plan) { p.sort = next })
	return h
}

// sortedRows orders rows by a column, those alike as they came; those without a figure come last either way.
func sortedRows(rows []analysis.Row, key string, descending bool) []*analysis.Row {
	out, names := make([]*analysis.Row, len(rows)), make(map[*analysis.Row]string, len(rows))
	for i := range rows {
		out[i] = &rows[i]
	}
	column := planColumns[slices.IndexFunc(planColumns, func(c planColumn) bool { return c.key == key })]
	if column.value == nil {
		for _, r := range out {
			names[r] = fold.Text(r.Name.In(say.French))
		}
	}
	sign := map[bool]int{false: 1, true: -1}[descending]
	slices.SortStableFunc(out, func(a, b *analysis.Row) int {
		if column.value == nil {
			return sign * cmp.Compare(names[a], names[b])
		}
		x, y := column.value(a), column.value(b)
		if math.IsNaN(x) || math.IsNaN(y) {
			return cmp.Compare(nanLast(x), nanLast(y))
		}
		return sign * cmp.Compare(x, y)
	})
	return out
}

func nanLast(x float64) int {
	if math.IsNaN(x) {
		return 1
	}
	return 0
}

func (w *planWriter) row(r *analysis.Row) planRow {
	row := planRow{
		Name:   r.Name.In(w.lang),
		Beyond: w.counted(r.Uncovered),
		People: text(say.Count(r.People)), Uncovered: text(say.Count(r.Uncovered)),
		Share:  percent(r.CoveredShare()),
		Median: text(say.Minutes(r.MedianMinutes)), P90: text(say.Minutes(r.P90Minutes)),
	}
	if r.People > 0 {
		row.Within = round(100*r.CoveredShare(), 2)
	}
	if r.Territory != data.NoTerritory {
		t := &w.dataset.Territories[r.Territory]
		row.Code, row.Chosen, row.Bounds = t.Code, w.chose(r), boundsText(t.Shape)
		row.Link = w.choosing(row.Code)
	}
	return row
}

// boundsText is the box of an outline, to about ten metres.
func boundsText(shape orb.MultiPolygon) string {
	if len(shape) == 0 {
		return ""
	}
	b := shape.Bound()
	return fmt.Sprintf("%.4f,%.4f,%.4f,%.4f", b.Min.Lon(), b.Min.Lat(), b.Max.Lon(), b.Max.Lat())
}
