package source

import (
	"context"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"maillage/data"
	"maillage/say"
)

// ReadGridCSV reads people on a regular grid from CSV, such as INSEE's Filosofi
// grids of 200 m and 1 km, of metropolitan France and overseas. Cells are placed
// by INSEE's id (CRS3035RES200mN2029800E4252400, in a column of any name), whose
// projection geo.ProjectionOf must know; columns are those of ReadGrid, and a
// numeric one is known by the first row. Decimal commas are read.
//
// A grid of all France is cut to the region by its column lcog_geo or Depcom,
// in memory that does not grow with France: read communes before.
//
// Not supported: cells without INSEE's id, cells of several sizes in one file.
func ReadGridCSV(ctx context.Context, r io.Reader, b *data.Builder, opt GridOptions) error {
	file := Options{opt.Source, opt.File}.file(r)
	t, err := openTable(r, file)
	if err != nil {
		return err
	}
	g := newGrid(reporter{b, opt.Source}, file)
	unread := newLedger(g.reporter, toldOneByOne)
	var values []any
	for row, err := range t.rows(ctx, g.reporter) {
		if err != nil {
			return err
		}
		values = csvValues(values[:0], row.cells)
		if g.size == 0 {
			if !slices.ContainsFunc(values, isCellID) {
				unread.note(data.DefectUnreadable, lineID(row.line), "id", "", false)
				continue
			}
			g.columns = csvColumns(t.header, values, opt.Groups)
			if err := g.start(values, opt.Groups); err != nil {
				return err
			}
		}
		if err := g.cell(values); err != nil {
			return err
		}
	}
	unread.flush()
	if g.size == 0 {
		return say.Errorf(
			"%s : aucun carreau avec un identifiant de l'INSEE (CRS3035RES200mN2029800E4252400) ; colonnes trouvées : %s ; gardez la colonne de l'identifiant",
			"%s: no cell with INSEE's id (CRS3035RES200mN2029800E4252400); columns found: %s; keep the column of the id",
			file, shorten(strings.Join(t.header, ", ")))
	}
	return nil
}

func isCellID(v any) bool {
	_, ok := parseCellID(asText(v))
	return ok
}

var decimalComma = regexp.MustCompile(`^-?\d*,\d+$`)

// csvValues appends a row's cells as a GeoPackage would hold them: nil where empty.
func csvValues(values []any, cells []string) []any {
	for _, s := range cells {
		switch s = strings.TrimSpace(s); {
		case s == "":
			values = append(values, nil)
		case decimalComma.MatchString(s):
			values = append(values, strings.Replace(s, ",", ".", 1))
		default:
			values = append(values, s)
		}
	}
	return values
}

// csvColumns tells which columns count: those INSEE or the recipe knows, and
// those with a number in the first row.
func csvColumns(header []string, first []any, overrides []GroupColumn) []column {
	columns := make([]column, len(header))
	for i, name := range header {
		known := slices.ContainsFunc(slices.Concat(overrides, filosofi), func(g GroupColumn) bool { return strings.EqualFold(g.Column, name) })
		_, err := strconv.ParseFloat(asText(first[i]), 64)
		columns[i] = column{name: name, numeric: (known || err == nil) && !communeColumns[strings.ToLower(name)]}
	}
	return columns
}
