package source

import (
	"context"
	"database/sql"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", in Go alone

	"maillage/say"
)

// layer is a table of features in a GeoPackage.
type layer struct {
	table, geometry string
	epsg            int
}

// column is a column of a layer as SQLite declares it.
type column struct {
	name    string
	numeric bool
	key     bool
}

// openGeoPackage opens a GeoPackage to be read only, as a file that nobody writes.
func openGeoPackage(path, file string) (*sql.DB, error) {
	if err := checkMagic(path, file); err != nil {
		return nil, err
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, unreadable(file, err)
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: "mode=ro&immutable=1"}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, unreadable(file, err)
	}
	return db, nil
}

// checkMagic refuses what is not an SQLite file before SQLite sees it.
func checkMagic(path, file string) error {
	f, err := os.Open(path)
	if err != nil {
		return unreadable(file, err)
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != magic {
		return say.Errorf("%s n'est pas un GeoPackage : l'octet 0 n'ouvre pas une base SQLite ; exportez la grille en GeoPackage (.gpkg)",
			"%s is not a GeoPackage: byte 0 does not open an SQLite database; export the grid as a GeoPackage (.gpkg)", file)
	}
	return nil
}

// unreadable says that a file cannot be opened or read further. A cancellation passes as it is.
func unreadable(file string, err error) error {
	if isSaid(err) {
		return err
	}
	return say.Errorf("%s n'est pas lisible (%v) ; vérifiez que le fichier est là et entier",
		"%s cannot be read (%v); check that the file is there and whole", file, err)
}

// findLayer returns the layer of a name, or the only one where the name is empty.
func findLayer(ctx context.Context, db *sql.DB, file, name string) (layer, error) {
	layers, err := listLayers(ctx, db)
	if err != nil {
		return layer{}, unreadable(file, err)
	}
	var names []string
	for _, l := range layers {
		if l.table == name || name == "" && len(layers) == 1 {
			return l, nil
		}
		names = append(names, l.table)
	}
	switch {
	case len(layers) == 0:
		return layer{}, say.Errorf("%s ne contient aucune couche de polygones (gpkg_contents) ; exportez la grille avec ses carreaux",
			"%s holds no layer of polygons (gpkg_contents); export the grid with its cells", file)
	case name == "":
		return layer{}, say.Errorf("%s contient plusieurs couches (%s) ; nommez celle de la grille dans la recette (layer)",
			"%s holds several layers (%s); name the grid's in the recipe (layer)", file, clean(strings.Join(names, ", ")))
	default:
		return layer{}, say.Errorf("%s n'a pas de couche « %s » ; couches trouvées : %s",
			"%s has no layer %q; layers found: %s", file, name, clean(strings.Join(names, ", ")))
	}
}

func listLayers(ctx context.Context, db *sql.DB) ([]layer, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT c.table_name, g.column_name, COALESCE(s.organization_coordsys_id, g.srs_id)
		FROM gpkg_contents c
		JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
		LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
		WHERE c.data_type = 'features' ORDER BY c.table_name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var layers []layer
	for rows.Next() {
		var l layer
		if err := rows.Scan(&l.table, &l.geometry, &l.epsg); err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	return layers, rows.Err()
}

// columns lists a layer's columns in their order.
func (l layer) columns(ctx context.Context, db *sql.DB) ([]column, error) {
	rows, err := db.QueryContext(ctx, `SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid`, l.table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var columns []column
	for rows.Next() {
		var c column
		var declared string
		if err := rows.Scan(&c.name, &declared, &c.key); err != nil {
			return nil, err
		}
		c.numeric = isNumeric(declared)
		columns = append(columns, c)
	}
	return columns, rows.Err()
}

// isNumeric follows GeoPackage's data types (OGC 12-128r15, table 1).
func isNumeric(declared string) bool {
	declared = strings.ToUpper(declared)
	for _, kind := range []string{"INT", "REAL", "DOUBLE", "FLOAT", "NUMERIC", "DECIMAL"} {
		if strings.Contains(declared, kind) {
			return true
		}
	}
	return false
}

// features reads every row of the layer.
func (l layer) features(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	// The name is the file's own, and quoted: no parameter can stand for a table.
	return db.QueryContext(ctx, `SELECT * FROM "`+strings.ReplaceAll(l.table, `"`, `""`)+`"`)
}
