package source

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/wkb"

	"maillage/data"
	"maillage/geo"
)

// gpkgSquare is a square as a GeoPackage geometry, with an envelope of a given code.
func gpkgSquare(t testing.TB, envelope byte, x, y, side float64) []byte {
	t.Helper()
	ring := []geom.Coord{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
	body, err := wkb.Marshal(geom.NewMultiPolygon(geom.XY).MustSetCoords([][][]geom.Coord{{ring}}), binary.LittleEndian)
	if err != nil {
		t.Fatal(err)
	}
	head := []byte{'G', 'P', 0, 1 | envelope<<1, 0xdb, 0x0b, 0, 0}
	return append(append(head, make([]byte, envelopeBytes[envelope])...), body...)
}

// writeGrid writes a GeoPackage with one layer "carreaux" of the given columns;
// a row is its values as SQL, its outline first as ?.
func writeGrid(t testing.TB, epsg int, columns string, rows []string, outlines [][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "une grille?#%.gpkg")
	db, err := sql.Open("sqlite", "file:"+strings.NewReplacer("?", "%3f", "#", "%23", "%", "%25").Replace(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run := func(query string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
			t.Fatal(query, err)
		}
	}
	run(`CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)`)
	run(`CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)`)
	run(`CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER)`)
	run(`INSERT INTO gpkg_contents VALUES ('carreaux', 'features'), ('style', 'attributes')`)
	run(`INSERT INTO gpkg_geometry_columns VALUES ('carreaux', 'geom', 7)`)
	run(`INSERT INTO gpkg_spatial_ref_sys VALUES (7, 'EPSG', ?)`, epsg)
	run(`CREATE TABLE carreaux (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON, ` + columns + `)`)
	for i, row := range rows {
		run(`INSERT INTO carreaux VALUES (`+fmt.Sprint(i+1)+`, ?, `+row+`)`, outlines[i])
	}
	return path
}

// inWorld is a corner of the 3035 grid within the tests' square commune.
const inWorldX, inWorldY = 4230000, 2100000

func cellIDAt(side, col, row int) string {
	return fmt.Sprintf("CRS3035RES%dmN%dE%d", side, inWorldY+row*side, inWorldX+col*side)
}

func TestReadGrid(t *testing.T) {
	square := func(col, row float64) []byte {
		return gpkgSquare(t, 1, inWorldX+1000*col+0.03, inWorldY+1000*row-0.02, 1000) // outlines drift
	}
	path := writeGrid(t, 3035, "Id_carr1km TEXT, Ind REAL, Ind_11_17 REAL, Zeta INTEGER, I_pauv INT, I_est_1km INT, lcog TEXT",
		[]string{
			"'" + cellIDAt(1000, 0, 0) + "', 10.5, 2, 1, 0, 0, 'x'",
			"'" + cellIDAt(1000, 1, 0) + "', 20, NULL, 2, 1, 2, 'x'",
			"'" + cellIDAt(1000, 0, 1) + "', -3, 'beaucoup', 3, 1, 1, 'x'",
			"'" + cellIDAt(1000, 5, 5) + "', 7, 1, 3, 1, 1, 'x'",
			"'" + cellIDAt(1000, 0, 0) + "', 99, 2, 1, 0, 0, 'x'",
			"'nulle part', 99, 2, 1, 0, 0, 'x'",
			"'" + cellIDAt(1000, 6, 6) + "', 8, 1, 3, 1, 1, 'x'",
		},
		[][]byte{square(0, 0), square(1, 0), square(0, 1), square(6, 5), square(0, 0), square(9, 9), []byte("GP?")})
	b := world(t)
	if err := ReadGrid(t.Context(), path, b, GridOptions{Source: "test", Groups: []GroupColumn{{Column: "zeta", Code: "lyceens", Label: "lycéens", Unit: "personnes"}}}); err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	cells := &ds.Cells
	if cells.Grid != (data.Grid{EPSG: 3035, Size: 1000}) {
		t.Errorf("the grid became %+v", cells.Grid)
	}
	var got []string
	for i := range cells.Len() {
		got = append(got, fmt.Sprint(cells.Col[i], " ", cells.Row[i], " ", cells.Estimated[i], " ", cells.Count[0][i], " ", cells.Count[1][i], " ", cells.Count[2][i]))
	}
	wantLines(t, "cells", got, []string{
		"4230 2100 false 10.5 2 1", "4231 2100 true 20 0 2", "4230 2101 true 0 0 3", "4235 2105 true 7 1 3", "4236 2106 true 8 1 3",
	})
	wantLines(t, "groups", []string{groupLine(cells.Groups[0]), groupLine(cells.Groups[1]), groupLine(cells.Groups[2])}, []string{
		"all ensemble de la population personnes test", "11-17 jeunes de 11 à 17 ans personnes test", "lyceens lycéens personnes test",
	})
	a, moved, twice, bad := cellIDAt(1000, 0, 1), cellIDAt(1000, 5, 5), cellIDAt(1000, 0, 0), cellIDAt(1000, 6, 6)
	wantLines(t, "defects", defects(ds), []string{
		"cell_contradicted " + moved + " geom 4236000, 2105000 – 4237000, 2106000 > " + moved + " corrected",
		"cell_contradicted " + bad + " geom no GeoPackage geometry header > " + bad + " kept",
		"count_invalid " + a + " Ind -3 > 0 corrected",
		"count_invalid " + a + " Ind_11_17 beaucoup > 0 corrected",
		"duplicate " + twice + " id " + twice + " left_out",
		"unreadable_record nulle part Id_carr1km nulle part left_out",
	})
	plane, err := geo.ProjectionOf(3035)
	if err != nil {
		t.Fatal(err)
	}
	if middle := plane.Forward(cells.Center[0]); math.Hypot(middle[0]-inWorldX-500, middle[1]-inWorldY-500) > 0.01 {
		t.Errorf("the first cell's centre is at %v in the grid, want the middle of its square", middle)
	}
}

func groupLine(g data.Group) string { return g.Code + " " + g.Label + " " + g.Unit + " " + g.Source }

func TestReadGridChoosesIDsAndProjections(t *testing.T) {
	grid, err := geo.ProjectionOf(3035)
	if err != nil {
		t.Fatal(err)
	}
	lambert, err := geo.ProjectionOf(2154)
	if err != nil {
		t.Fatal(err)
	}
	middle := grid.Inverse(orb.Point{inWorldX + 100, inWorldY + 100})
	inLambert := lambert.Forward(middle)
	for _, c := range []struct {
		name, columns, row string
		epsg               int
		outline            []byte
		want               data.Grid
		col, rows          int32
		estimated          bool
	}{
		{"the finer of two ids, its own flag", "Idcar_1km TEXT, Idcar_200m TEXT, I_est_1km INT, I_est_200 INT, ind REAL",
			"'" + cellIDAt(1000, 0, 0) + "', '" + cellIDAt(200, 0, 0) + "', 0, 1, 5", 3035, gpkgSquare(t, 1, inWorldX, inWorldY, 200), data.Grid{EPSG: 3035, Size: 200}, 21150, 10500, true},
		{"outlines in another projection than the ids", "idcar TEXT, IND REAL",
			"'" + cellIDAt(200, 0, 0) + "', 5", 2154, gpkgSquare(t, 4, inLambert[0]-100, inLambert[1]-100, 200), data.Grid{EPSG: 3035, Size: 200}, 21150, 10500, false},
		{"no id: outlines place", "Ind REAL", "5", 3035, gpkgSquare(t, 0, inWorldX+0.04, inWorldY-0.04, 1000), data.Grid{EPSG: 3035, Size: 1000}, 4230, 2100, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := world(t)
			if err := ReadGrid(t.Context(), writeGrid(t, c.epsg, c.columns, []string{c.row}, [][]byte{c.outline}), b, GridOptions{Source: "test"}); err != nil {
				t.Fatal(err)
			}
			ds := finish(t, b)
			wantLines(t, "defects", defects(ds), nil)
			if ds.Cells.Grid != c.want || ds.Cells.Col[0] != c.col || ds.Cells.Row[0] != c.rows || ds.Cells.Estimated[0] != c.estimated {
				t.Errorf("got %+v %d %d %v", ds.Cells.Grid, ds.Cells.Col[0], ds.Cells.Row[0], ds.Cells.Estimated[0])
			}
		})
	}
}

func TestReadGridRefuses(t *testing.T) {
	km := func(x, y float64) []byte { return gpkgSquare(t, 1, inWorldX+x, inWorldY+y, 1000) }
	one := "'" + cellIDAt(1000, 0, 0) + "', 5"
	text := filepath.Join(t.TempDir(), "grille.gpkg")
	if err := os.WriteFile(text, []byte("Id;Ind\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole := writeGrid(t, 3035, "id TEXT, Ind REAL", []string{one}, [][]byte{km(0, 0)})
	cut := filepath.Join(t.TempDir(), "coupe.gpkg")
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cut, content[:len(content)/3], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, layer string
		want              []string
	}{
		{"no file", filepath.Join(t.TempDir(), "rien.gpkg"), "", []string{"rien.gpkg", "check that the file is there"}},
		{"text", text, "", []string{"grille.gpkg", "byte 0", "GeoPackage"}},
		{"cut short", cut, "", []string{"coupe.gpkg", "whole"}},
		{"another layer", whole, "maisons", []string{`"maisons"`, "carreaux"}},
		{"no column for everyone", writeGrid(t, 3035, "id TEXT, Ind_0_3 REAL", []string{one}, [][]byte{km(0, 0)}), "", []string{"layer carreaux", "all"}},
		{"no cell", writeGrid(t, 3035, "id TEXT, Ind REAL", nil, nil), "", []string{"layer carreaux", "no cell"}},
		{"an unknown projection", writeGrid(t, 32632, "id TEXT, Ind REAL", []string{one}, [][]byte{km(0, 0)}), "", []string{"layer carreaux", "32632"}},
		{"ids of an unknown projection", writeGrid(t, 3035, "id TEXT, Ind REAL", []string{"'CRS9999RES200mN1E1', 5"}, [][]byte{km(0, 0)}), "", []string{"9999"}},
		{"degrees without ids", writeGrid(t, 4326, "Ind REAL", []string{"5"}, [][]byte{gpkgSquare(t, 1, 9, 42, 0.01)}), "", []string{"cell 1", "reproject"}},
		{"two sizes, by id", writeGrid(t, 3035, "id TEXT, Ind REAL", []string{one, "'" + cellIDAt(2000, 0, 0) + "', 5"}, [][]byte{km(0, 0), km(0, 0)}), "", []string{"RES2000m", "2000 m", "1000 m"}},
		{"two sizes, by outline", writeGrid(t, 3035, "Ind REAL", []string{"5", "6"}, [][]byte{km(0, 0), gpkgSquare(t, 1, inWorldX, inWorldY, 2000)}), "", []string{"cell 2", "2000 m", "1000 m"}},
		{"cells off the grid's lines", writeGrid(t, 3035, "Ind REAL", []string{"5"}, [][]byte{km(400, 0)}), "", []string{"cell 1", "4230400", "1000 m", "align"}},
		{"an outline that is none", writeGrid(t, 3035, "Ind REAL", []string{"5"}, [][]byte{[]byte("GP")}), "", []string{"cell 1", "outline"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantSentence(t, ReadGrid(t.Context(), c.path, world(t), GridOptions{Source: "test", Layer: c.layer}), c.want...)
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ReadGrid(ctx, whole, world(t), GridOptions{Source: "test"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

func TestReadGridDoesWhatTheRecipeSays(t *testing.T) {
	path := writeGrid(t, 3035, "Ind REAL, POP REAL, ados TEXT", []string{"1, 5, '3'"}, [][]byte{gpkgSquare(t, 1, inWorldX, inWorldY, 1000)})
	everyone := GroupColumn{Column: "pop", Code: data.GroupAll, Label: "habitants", Unit: "personnes"}
	b := world(t)
	if err := ReadGrid(t.Context(), path, b, GridOptions{Source: "test", Groups: []GroupColumn{everyone}}); err != nil {
		t.Fatal(err)
	}
	var got []string
	cells := finish(t, b).Cells
	for i, g := range cells.Groups {
		got = append(got, fmt.Sprint(groupLine(g), " ", cells.Count[i][0]))
	}
	wantLines(t, "groups", got, []string{"ind Ind  test 1", "all habitants personnes test 5"})
	for _, column := range []string{"jeunes", "ados"} {
		err := ReadGrid(t.Context(), path, world(t), GridOptions{Source: "test", Groups: []GroupColumn{everyone, {Column: column, Code: "jeunes"}}})
		wantSentence(t, err, "layer carreaux", `"`+column+`"`, "Ind, POP")
	}
}

func TestDecodeSquare(t *testing.T) {
	for envelope := range byte(5) {
		got, err := decodeSquare(gpkgSquare(t, envelope, 10, 20, 5))
		if want := (square{10, 20, 15, 25}); err != nil || got != want {
			t.Errorf("envelope %d: got %v %v, want %v", envelope, got, err, want)
		}
	}
	good := gpkgSquare(t, 1, 10, 20, 5)
	for n := range good {
		if _, err := decodeSquare(good[:n]); err == nil {
			t.Errorf("cut to %d bytes of %d, it still reads", n, len(good))
		}
	}
}

func FuzzDecodeSquare(f *testing.F) {
	f.Add(gpkgSquare(f, 1, 10, 20, 5))
	f.Add(gpkgSquare(f, 0, 1e300, -1e300, 0))
	f.Add([]byte("GP\x00\x01\xdb\x0b\x00\x00\x01\x06\x00\x00\x00\xff\xff\xff\xff"))
	f.Add([]byte("GP\x00\x01\xdb\x0b\x00\x00\x01\x03\x00\x00\x00\x01\x00\x00\x00\xff\xff\xff\x7f"))
	f.Add([]byte("GP\x00\x01\xdb\x0b\x00\x00\x01\x03\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, blob []byte) {
		if sq, err := decodeSquare(blob); err == nil && (sq.minX > sq.maxX || sq.minY > sq.maxY) {
			t.Errorf("an extent inside out: %v", sq)
		}
	})
}

func FuzzParseCellID(f *testing.F) {
	f.Add("CRS3035RES1000mN2030000E4252000")
	f.Add("CRS2975RES200mN-7634200E352400")
	f.Add("CRS3035RES0mN1E1")
	f.Fuzz(func(t *testing.T, s string) {
		id, ok := parseCellID(s)
		if ok && (id.size <= 0 || math.Abs(id.corner[0]) > planeMetres || math.Abs(id.corner[1]) > planeMetres) {
			t.Errorf("%q was read as %+v", s, id)
		}
	})
}
