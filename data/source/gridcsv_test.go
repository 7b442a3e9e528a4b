package source

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
)

func readGridCSV(b *data.Builder, text string, groups ...GroupColumn) error {
	return ReadGridCSV(context.Background(), strings.NewReader(text), b, GridOptions{Source: "test", File: "g.csv", Groups: groups})
}

// TestReadGridCSV reads the first lines of INSEE's three editions, written after
// their documentation: the columns' names, their order and their case.
func TestReadGridCSV(t *testing.T) {
	id := func(col, row int) string { return cellIDAt(200, col, row) }
	for _, c := range []struct {
		name, text string
		want       []string // cells: column, row, estimated, counts
		groups     string
		defects    []string
	}{
		{
			"2019", "idcar_200m,idcar_1km,idcar_nat,i_est_200,i_est_1km,lcog_geo,ind,men,ind_18_24\n" +
				id(0, 0) + "," + cellIDAt(1000, 0, 0) + "," + cellIDAt(32000, 0, 0) + ",0,1,2A004,10.5,4,1\n" +
				id(1, 0) + "," + cellIDAt(1000, 0, 0) + "," + cellIDAt(32000, 0, 0) + ",1,1,2A0042A006,3,1,\n",
			[]string{"21150 10500 false 10.5 4 1", "21151 10500 true 3 1 0"}, "all menages 18-24", nil,
		},
		{
			"2015", "IdINSPIRE;Id_carr1km;I_est_cr;Id_carr_n;Groupe;Depcom;I_pauv;Id_car2010;Ind;Men;Ind_18_24\r\n" +
				id(0, 0) + ";" + cellIDAt(1000, 0, 0) + ";1;x;5;2A004;0;y;10,5;4;1\r\n",
			[]string{"21150 10500 true 10.5 4 1"}, "all menages 18-24", nil,
		},
		{
			"what is wrong with cells", "Idcar_200m,lcog_geo,Ind,Men,Ind_18_24\n" +
				"nulle part,2A004,9,9,9\n" + id(0, 0) + ",2A004,5,1,2\n" + id(0, 0) + ",2A004,6,1,2\n" + "rien,2A004,7,1,2\n" + id(2, 0) + ",2A004,-1,beaucoup,0\n" + id(3, 0) + ",2A004\n",
			[]string{"21150 10500 false 5 1 2", "21152 10500 false 0 0 0"}, "all menages 18-24",
			[]string{
				"count_invalid " + id(2, 0) + " Ind -1 > 0 corrected", "count_invalid " + id(2, 0) + " Men beaucoup > 0 corrected",
				"duplicate " + id(0, 0) + " id " + id(0, 0) + " left_out",
				"unreadable_record ligne 2 id  left_out", "unreadable_record ligne 7  2 cellules > 5 cellules left_out", "unreadable_record rien Idcar_200m rien left_out",
			},
		},
		{
			"a grid of all France", "idcar_200m,lcog_geo,ind,men,ind_18_24\n" +
				id(0, 0) + ",2A004,5,1,2\n" + "CRS3035RES200mN2890000E3760000,75056,900,1,2\n" + "CRS3035RES200mN2890200E3760000,7505693001,900,1,2\n",
			[]string{"21150 10500 false 5 1 2"}, "all menages 18-24", []string{"cells_outside_region  position  ×2 left_out"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := world(t)
			if err := readGridCSV(b, c.text); err != nil {
				t.Fatal(err)
			}
			ds := finish(t, b)
			var got, groups []string
			for i := range ds.Cells.Len() {
				line := fmt.Sprint(ds.Cells.Col[i], ds.Cells.Row[i], ds.Cells.Estimated[i])
				for g := range ds.Cells.Groups {
					line += fmt.Sprint(" ", ds.Cells.Count[g][i])
				}
				got = append(got, line)
			}
			for _, g := range ds.Cells.Groups {
				groups = append(groups, g.Code)
			}
			wantLines(t, "cells", got, c.want)
			wantLines(t, "groups", []string{strings.Join(groups, " ")}, []string{c.groups})
			wantLines(t, "defects", defects(ds), c.defects)
			if ds.Cells.Grid != (data.Grid{EPSG: 3035, Size: 200}) {
				t.Errorf("the grid became %+v", ds.Cells.Grid)
			}
		})
	}
}

// TestReadGridCSVOverseas places a cell of each projection where its island is.
func TestReadGridCSVOverseas(t *testing.T) {
	for _, c := range []struct {
		name string
		epsg int
		at   orb.Point
	}{
		{"Guyane", 2972, orb.Point{-52.3, 4.9}}, {"La Réunion", 2975, orb.Point{55.45, -20.88}}, {"Martinique", 5490, orb.Point{-61.07, 14.6}}, {"Mayotte", 4471, orb.Point{45.2, -12.8}},
	} {
		plane, err := geo.ProjectionOf(c.epsg)
		if err != nil {
			t.Fatal(err)
		}
		xy := plane.Forward(c.at)
		b := data.NewBuilder(data.Region{TimeZone: "Europe/Paris"}, data.SPRO())
		b.AddCommune(data.CommuneRecord{Code: "97000", Name: c.name, Shape: orb.MultiPolygon{{orb.Bound{Min: c.at, Max: c.at}.Pad(.1).ToRing()}}})
		text := fmt.Sprintf("idcar_200m,ind\nCRS%dRES200mN%dE%d,3\n", c.epsg, int(math.Floor(xy[1]/200))*200, int(math.Floor(xy[0]/200))*200)
		if err := readGridCSV(b, text); err != nil {
			t.Fatal(c.name, err)
		}
		ds := finish(t, b)
		if got := ds.Cells.Center[0]; geo.Metres(got, c.at) > 150 || ds.Cells.Grid.EPSG != c.epsg {
			t.Errorf("%s: the cell's centre is at %v of EPSG:%d, want %v", c.name, got, ds.Cells.Grid.EPSG, c.at)
		}
	}
}

func TestReadGridCSVRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"g.csv", "empty"}},
		{"no cell", "idcar_200m,ind\n", []string{"g.csv", "no cell", "idcar_200m"}},
		{"no id", "commune,ind\n2A004,3\n", []string{"g.csv", "no cell", "commune, ind"}},
		{"nobody", "idcar_200m,truc\n" + cellIDAt(200, 0, 0) + ",x\n", []string{"g.csv", `"all"`}},
		{"an id as a count", "ind,men\n" + cellIDAt(200, 0, 0) + ",1\n", []string{"g.csv", `"all"`}},
		{"an id as a commune", "lcog_geo,men\n" + cellIDAt(200, 0, 0) + ",x\n", []string{"g.csv", `"all"`}},
		{"two sizes", "id,ind\n" + cellIDAt(200, 0, 0) + ",1\n" + cellIDAt(1000, 0, 0) + ",1\n", []string{"g.csv", "RES1000m", "1000 m", "200 m"}},
		{"a projection nobody knows", "id,ind\nCRS9999RES200mN1E1,1\n", []string{"g.csv", "9999"}},
	} {
		t.Run(c.name, func(t *testing.T) { wantSentence(t, readGridCSV(world(t), c.text), c.want...) })
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	text := "id,ind\n" + cellIDAt(200, 0, 0) + ",1\n"
	if err := ReadGridCSV(ctx, strings.NewReader(text), world(t), GridOptions{Source: "test"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

func FuzzReadGridCSV(f *testing.F) {
	f.Add("idcar_200m,i_est_200,lcog_geo,ind\n" + cellIDAt(200, 0, 0) + ",1,2A004,3\n")
	f.Add("Idcar_1km;Depcom;Ind\r\n" + cellIDAt(1000, 0, 0) + ";01001;\"3,5\"\r\n")
	f.Add("ind,lcog_geo\n" + cellIDAt(200, 0, 0) + "," + cellIDAt(200, 0, 0) + "\n")
	f.Add("id,ind,\nCRS2975RES200mN-99999999E99999999,1e400,\n")
	f.Fuzz(func(t *testing.T, text string) {
		b := world(t)
		if readGridCSV(b, text) != nil {
			return
		}
		ds := finish(t, b)
		for i, p := range ds.Cells.Center {
			if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
				t.Errorf("cell %q is at %v", ds.Cells.ID[i], p)
			}
			for _, count := range ds.Cells.Count {
				if !(count[i] >= 0) || math.IsInf(count[i], 0) {
					t.Errorf("cell %q counts %v", ds.Cells.ID[i], count[i])
				}
			}
		}
	})
}

// BenchmarkReadGridCSV reads 50,000 cells of 200 m, one in ten of the region, as in a file of all France.
func BenchmarkReadGridCSV(b *testing.B) {
	var text strings.Builder
	text.WriteString("idcar_200m,idcar_1km,i_est_200,i_est_1km,lcog_geo,ind,men,men_pauv,ind_11_17,ind_18_24\n")
	for i := range 50000 {
		id, commune := cellIDAt(200, i%200, i/200), "2A004"
		if i%10 > 0 {
			id, commune = fmt.Sprintf("CRS3035RES200mN%dE%d", 2890000+200*(i/200), 3760000+200*(i%200)), "7505693001"
		}
		fmt.Fprintf(&text, "%s,%s,0,0,%s,%d.5,4,1,2,1\n", id, cellIDAt(1000, 0, 0), commune, i%90)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if err := readGridCSV(world(b), text.String()); err != nil {
			b.Fatal(err)
		}
	}
}
