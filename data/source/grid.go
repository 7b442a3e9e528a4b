package source

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/say"
)

// GridOptions tells ReadGrid what it reads.
type GridOptions struct {
	Source string        // the Source's name
	File   string        // of CSV: as in Options
	Layer  string        // the layer's name; empty where the file has only one
	Groups []GroupColumn // what columns count, before what INSEE's columns do
}

// ReadGrid reads people on a regular grid from a GeoPackage, such as INSEE's
// Filosofi grids of 1 km and 200 m, in any projection geo.ProjectionOf knows.
//
// Where cells have INSEE's id (CRS3035RES1000mN2030000E4252000: projection,
// side, south-west corner) it places them and their outline must agree; else
// the outline places them. A cell's centre is that of its square in the grid's
// projection. Every numeric column is kept as a group; a column I_est… that is not 0
// marks the cell as estimated by the source. A column lcog_geo or Depcom says in
// which communes a cell lies: cells of other regions' are passed over, and counted.
// The first row tells which columns are which.
//
// Not supported: cells of several sizes in one layer.
func ReadGrid(ctx context.Context, path string, b *data.Builder, opt GridOptions) error {
	file := filepath.Base(path)
	db, err := openGeoPackage(path, file)
	if err != nil {
		return err
	}
	defer db.Close()
	found, err := findLayer(ctx, db, file, opt.Layer)
	if err != nil {
		return err
	}
	g := newGrid(reporter{b, opt.Source}, file)
	g.layer = found
	if g.plane, err = geo.ProjectionOf(found.epsg); err != nil {
		return say.Errorf("%v : %v", "%v: %v", g.where(), err)
	}
	if g.columns, err = found.columns(ctx, db); err != nil {
		return unreadable(file, err)
	}
	rows, err := found.features(ctx, db)
	if err != nil {
		return unreadable(file, err)
	}
	defer rows.Close()
	return g.read(rows, opt.Groups)
}

// grid reads the cells of one layer.
type grid struct {
	reporter
	file    string
	layer   layer
	columns []column
	plane   geo.Projection // of the layer's outlines
	own     geo.Projection // of the grid itself: the ids', else the layer's

	epsg          int
	size          float64
	id, estimated int // columns, -1 where there is none
	geometry, key int
	communes      int   // the column of their codes
	counts        []int // columns, by group
	seen          map[string]bool
}

func newGrid(rep reporter, file string) *grid {
	return &grid{reporter: rep, file: file, estimated: -1, id: -1, geometry: -1, key: -1, communes: -1, seen: make(map[string]bool)}
}

// where names the file and, in a GeoPackage, the layer.
func (g *grid) where() say.Text {
	if g.layer.table == "" {
		return say.Same(g.file)
	}
	return say.T("%s, couche %s", "%s, layer %s", g.file, g.layer.table)
}

func (g *grid) read(rows *sql.Rows, overrides []GroupColumn) error {
	values := make([]any, len(g.columns))
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	for n := 1; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return unreadable(g.file, err)
		}
		if n == 1 {
			if err := g.start(values, overrides); err != nil {
				return err
			}
		}
		if err := g.cell(values); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return unreadable(g.file, err)
	}
	if g.size == 0 {
		return say.Errorf("%v : aucun carreau ; exportez la grille avec ses carreaux",
			"%v: no cell; export the grid with its cells", g.where())
	}
	return nil
}

// start finds which columns are what, and the grid, from the first row.
func (g *grid) start(values []any, overrides []GroupColumn) error {
	var groups []data.Group
	for i, c := range g.columns {
		switch {
		case g.layer.table != "" && c.name == g.layer.geometry:
			g.geometry = i
		case c.key:
			g.key = i
		case isCellID(values[i]): // under any name, a count's or a commune's too
			g.considerID(i, values)
		case communeColumns[strings.ToLower(c.name)]:
			g.communes = i
		case c.numeric:
			if group, ok := groupOf(c.name, g.source, overrides); ok {
				groups, g.counts = append(groups, group), append(g.counts, i)
			}
		}
	}
	if err := g.claimed(overrides); err != nil {
		return err
	}
	if err := g.measure(values); err != nil {
		return err
	}
	g.findEstimate()
	if err := g.builder.StartCells(data.Grid{EPSG: g.epsg, Size: g.size}, groups); err != nil {
		return say.Errorf("%v : %v", "%v: %v", g.where(), err)
	}
	return nil
}

// claimed refuses options that name a column which is not among the counts:
// their group would be missing without a word.
func (g *grid) claimed(overrides []GroupColumn) error {
	var names []string
	for _, i := range g.counts {
		names = append(names, g.columns[i].name)
	}
	for _, o := range overrides {
		if !slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, o.Column) }) {
			return say.Errorf("%s, couche %s : il manque la colonne de nombres « %s » que la recette demande (groups) ; colonnes de nombres trouvées : %s",
				"%s, layer %s: the column of numbers %q that the recipe asks for (groups) is missing; columns of numbers found: %s",
				g.file, g.layer.table, o.Column, clean(strings.Join(names, ", ")))
		}
	}
	return nil
}

// considerID takes column i as the cells' id if it is of a finer grid
// than another: a 200 m layer also names the 1 km cell around.
func (g *grid) considerID(i int, values []any) {
	if id, _ := parseCellID(asText(values[i])); g.id < 0 || id.size < g.size {
		g.id, g.epsg, g.size = i, id.epsg, id.size
	}
}

// findEstimate finds the flag of INSEE's own estimates; of several, the one named after the cells' side.
func (g *grid) findEstimate() {
	side := strconv.Itoa(int(g.size))
	if g.size >= 1000 {
		side = strconv.Itoa(int(g.size)/1000) + "km"
	}
	for i, c := range g.columns {
		name := strings.ToLower(c.name)
		if strings.HasPrefix(name, "i_est") && (g.estimated < 0 || strings.Contains(name, side)) {
			g.estimated = i
		}
	}
}

// measure sets the grid from the ids, or from the first outline where there are none.
func (g *grid) measure(values []any) error {
	if g.id < 0 {
		g.epsg = g.layer.epsg
		sq, err := decodeSquare(asBytes(values[g.geometry]))
		if err != nil {
			return g.refuse(g.record(values), say.T("contour illisible (%v)", "unreadable outline (%v)", err))
		}
		g.size = math.Round(sq.maxX - sq.minX)
		if !(g.size >= 1) || g.epsg == 4326 {
			return g.refuse(g.record(values), say.T(
				"ses carreaux n'ont pas d'identifiant et leur côté n'est pas en mètres ; reprojetez la couche en EPSG:3035 ou EPSG:2154",
				"its cells have no id and their side is not in metres; reproject the layer to EPSG:3035 or EPSG:2154"))
		}
	}
	var err error
	if g.own, err = geo.ProjectionOf(g.epsg); err != nil {
		return g.refuse(g.record(values), say.T("%v", "%v", err))
	}
	return nil
}

func (g *grid) refuse(record string, why say.Text) error {
	return say.Errorf("%v, carreau %s : %v", "%v, cell %s: %v", g.where(), shorten(record), why)
}

// record is the cell's id: the source's own, else its key.
func (g *grid) record(values []any) string {
	if g.id >= 0 {
		if id := asText(values[g.id]); id != "" {
			return id
		}
	}
	if g.key < 0 {
		return ""
	}
	return asText(values[g.key])
}

// cell adds one row.
func (g *grid) cell(values []any) error {
	record := g.record(values)
	corner, ok, err := g.corner(record, values)
	if err != nil || !ok {
		return err
	}
	c := data.CellRecord{
		Center:   g.own.Inverse(orb.Point{corner[0] + g.size/2, corner[1] + g.size/2}),
		Col:      int32(math.Round(corner[0] / g.size)),
		Row:      int32(math.Round(corner[1] / g.size)),
		Communes: g.communesOf(values),
		Count:    make([]float64, len(g.counts)),
	}
	if !(math.Abs(c.Center[0]) <= 180 && math.Abs(c.Center[1]) <= 90) {
		g.report(data.DefectUnreadable, data.LeftOut, record, "id", fmt.Sprint(corner[0], corner[1]), "")
		return nil
	}
	if g.builder.PassCell(c.Center, c.Communes) || !g.once(g.seen, record, "id") {
		return nil
	}
	c.ID = strings.Clone(record) // which would keep the whole line of a CSV
	for group, i := range g.counts {
		c.Count[group] = g.count(record, g.columns[i].name, values[i])
	}
	if g.estimated >= 0 {
		flag, _ := asFloat(values[g.estimated])
		c.Estimated = flag != 0
	}
	g.builder.AddCell(c)
	return nil
}

// corner is the cell's south-west corner in the grid's projection. False: the
// cell cannot be placed, which was reported. A cell of another grid is an error.
func (g *grid) corner(record string, values []any) (orb.Point, bool, error) {
	if g.geometry < 0 {
		return g.namedCorner(record)
	}
	sq, err := decodeSquare(asBytes(values[g.geometry]))
	if g.id < 0 {
		if err != nil {
			g.report(data.DefectUnreadable, data.LeftOut, record, g.layer.geometry, err.Error(), "")
			return orb.Point{}, false, nil
		}
		if side := sq.maxX - sq.minX; math.Abs(side-g.size) > g.size/10 {
			return orb.Point{}, false, g.refuse(record, otherSize(side, g.size))
		}
		if !(max(math.Abs(sq.minX), math.Abs(sq.minY)) < planeMetres) {
			g.report(data.DefectUnreadable, data.LeftOut, record, g.layer.geometry, fmt.Sprint(sq.minX, sq.minY), "")
			return orb.Point{}, false, nil
		}
		corner := snapTo(orb.Point{sq.minX, sq.minY}, g.size)
		if max(math.Abs(corner[0]-sq.minX), math.Abs(corner[1]-sq.minY)) > g.size/10 {
			return orb.Point{}, false, g.refuse(record, say.T(
				"le coin de ce carreau (%.0f, %.0f) n'est pas à un multiple de son côté, %.0f m ; alignez la grille sur l'origine de sa projection",
				"this cell's corner (%.0f, %.0f) is not at a multiple of its side, %.0f m; align the grid with its projection's origin", sq.minX, sq.minY, g.size))
		}
		return corner, true, nil
	}
	id, ok := parseCellID(asText(values[g.id]))
	switch {
	case !ok:
		g.report(data.DefectUnreadable, data.LeftOut, record, g.columns[g.id].name, asText(values[g.id]), "")
		return orb.Point{}, false, nil
	case id.size != g.size || id.epsg != g.epsg:
		return orb.Point{}, false, g.refuse(record, otherSize(id.size, g.size))
	case err != nil:
		g.report(data.DefectCellDisputed, data.Kept, record, g.layer.geometry, err.Error(), record)
	case !g.agrees(id, sq):
		value := fmt.Sprintf("%.0f, %.0f – %.0f, %.0f", sq.minX, sq.minY, sq.maxX, sq.maxY)
		g.report(data.DefectCellDisputed, data.Corrected, record, g.layer.geometry, value, record)
	}
	return id.corner, true, nil
}

// namedCorner is the corner where only the id tells it.
func (g *grid) namedCorner(record string) (orb.Point, bool, error) {
	id, ok := parseCellID(record)
	switch {
	case !ok:
		g.report(data.DefectUnreadable, data.LeftOut, record, g.columns[g.id].name, shorten(record), "")
		return orb.Point{}, false, nil
	case id.size != g.size || id.epsg != g.epsg:
		return orb.Point{}, false, g.refuse(record, otherSize(id.size, g.size))
	}
	return id.corner, true, nil
}

// planeMetres bounds eastings and northings: no projection in use goes as far.
const planeMetres = 1e8

func otherSize(found, want float64) say.Text {
	return say.T(
		"ce carreau fait %.0f m de côté (ou relève d'une autre projection) et le premier %.0f m ; prenez une grille d'une seule taille",
		"this cell has a side of %.0f m (or another projection) and the first %.0f m; take a grid of one size", found, want)
}

// snapTo rounds a corner to the grid: outlines drift by a fraction of a metre when they are reprojected.
func snapTo(corner orb.Point, size float64) orb.Point {
	return orb.Point{math.Round(corner[0]/size) * size, math.Round(corner[1]/size) * size}
}

// agrees tells whether an outline is the square that the id names: to a tenth of
// the side in the same projection, by its centre in another.
func (g *grid) agrees(id cellID, sq square) bool {
	near := func(a, b, within float64) bool { return math.Abs(a-b) <= within }
	if g.layer.epsg == g.epsg {
		slack := g.size / 10
		return near(sq.minX, id.corner[0], slack) && near(sq.minY, id.corner[1], slack) &&
			near(sq.maxX, id.corner[0]+g.size, slack) && near(sq.maxY, id.corner[1]+g.size, slack)
	}
	middle := g.own.Forward(g.plane.Inverse(orb.Point{(sq.minX + sq.maxX) / 2, (sq.minY + sq.maxY) / 2}))
	return near(middle[0], id.corner[0]+g.size/2, g.size/4) && near(middle[1], id.corner[1]+g.size/2, g.size/4)
}

// count reads a count; what is no count is 0, and reported unless it is empty.
func (g *grid) count(record, column string, v any) float64 {
	f, ok := asFloat(v)
	if ok && f >= 0 && !math.IsInf(f, 0) {
		return f
	}
	if v != nil {
		g.report(data.DefectCountInvalid, data.Corrected, record, column, asText(v), "0")
	}
	return 0
}

func asFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, !math.IsNaN(v)
	case int64:
		return float64(v), true
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(asText(v)), 64)
	return f, err == nil && !math.IsNaN(f)
}

func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	default:
		return fmt.Sprint(v)
	}
}

func asBytes(v any) []byte {
	b, _ := v.([]byte)
	return b
}
