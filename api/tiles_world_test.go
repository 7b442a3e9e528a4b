package api

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
	"maillage/geo/tile"
	"maillage/internal/tileread"
)

// gridded is a region on a grid of 200 m, with two communes side by side and a
// street of each category from west to east:
//
//	9.0       9.1      9.25
//	+----------+---------+ 42.2
//	|  West    |  East   |
//	|  ......M.|.....    |     . 40 by 40 cells, from 9.05, 42.0; M, F structures
//	|  ...F....|.....    |
//	+----------+---------+ 41.9
func gridded(t testing.TB) *Snapshot {
	t.Helper()
	b := data.NewBuilder(data.Region{Code: "94", Name: "Grille", TimeZone: "Europe/Paris"}, data.SPRO())
	for _, name := range []string{"src", "communes", "population"} {
		b.AddSource(data.Source{Name: name, Title: name, Licence: "Licence Ouverte 2.0", Vintage: "2020"})
	}
	b.AddCommune(rectangle("2B001", "West", "2A", 9.0, 9.1))
	b.AddCommune(rectangle("2B002", "East", "2B", 9.1, 9.25))
	groups := []data.Group{{Code: "all", Label: "tous", Unit: "personnes", Source: "population"}, {Code: "18-24", Label: "18 à 24 ans", Unit: "personnes", Source: "population"}}
	if err := b.StartCells(data.Grid{EPSG: 3035, Size: 200}, groups); err != nil {
		t.Fatal(err)
	}
	addGrid(t, b)
	for i, at := range []orb.Point{{9.09, 42.05}, {9.07, 42.02}} {
		b.AddStructure(data.StructureRecord{
			Source: "src", ID: string("MF"[i]), Name: []string{"Mission locale", "Espace France"}[i], Position: data.Position{Point: at, Precision: data.PrecisionHouse},
			City: "West", Networks: []data.NetworkCode{[]data.NetworkCode{"mission-locale", "france-service"}[i]}, Accessible: data.Accessible,
		})
	}
	ds, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	e := analysis.New(ds, streetsOfAll(t))
	return NewSnapshot(e, gazetteerOfTiles(), "grid", nil)
}

func rectangle(code, name, departement string, west, east float64) data.CommuneRecord {
	return data.CommuneRecord{
		Source: "communes", Code: code, Name: name, Population: 1000,
		Shape:  orb.MultiPolygon{{{{west, 41.9}, {east, 41.9}, {east, 42.2}, {west, 42.2}, {west, 41.9}}}},
		PartOf: map[data.TerritoryKind]string{data.KindDepartement: departement, data.KindRegion: "94"},
	}
}

func addGrid(t testing.TB, b *data.Builder) {
	t.Helper()
	projection, err := geo.ProjectionOf(3035)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(21, 1))
	origin := projection.Forward(orb.Point{9.05, 42})
	for i := range int32(40) {
		for j := range int32(40) {
			col, row := int32(origin[0]/200)+i, int32(origin[1]/200)+j
			people := math.Floor(r.Float64()*20) - 4 // some have nobody
			b.AddCell(data.CellRecord{
				ID: fmt.Sprint(i, " ", j), Col: col, Row: row, Estimated: (i+j)%7 == 0, Count: []float64{max(people, 0), max(people-10, 0)},
				Center: projection.Inverse(orb.Point{(float64(col) + .5) * 200, (float64(row) + .5) * 200}),
			})
		}
	}
}

// streetsOfAll has a street of each category, a tenth of a degree long and in six parts.
func streetsOfAll(t testing.TB) *road.Streets {
	t.Helper()
	b := road.NewBuilder()
	b.ScrapsBelow(0)
	node := int64(0)
	for k, highway := range []string{"motorway", "trunk", "primary", "secondary", "tertiary", "residential", "footway"} {
		ids := []int64{node}
		for i := range 7 {
			b.AddWay(node+100, []int64{node, node + 1}, road.TagMap{"highway": highway, "name": fmt.Sprintf("Rue %s %d", highway, i), "oneway": "no"})
			node++
			ids = append(ids, node)
		}
		node++
		for i, id := range ids {
			b.SetNode(id, orb.Point{9.05 + float64(i)/70, 42 + float64(k)/100}, nil)
		}
	}
	for k := range int64(6) { // and one across, so that all are reached
		b.AddWay(900+k, []int64{8 * k, 8 * (k + 1)}, road.TagMap{"highway": "residential"})
	}
	s, _, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// gazetteerOfTiles knows the two communes and many hamlets.
func gazetteerOfTiles() Gazetteer {
	b := gazetteer.NewBuilder()
	b.AddCommune(gazetteer.Commune{Code: "2B001", Name: "West", Point: orb.Point{9.05, 42.05}, People: 12_000, Ref: 0})
	b.AddCommune(gazetteer.Commune{Code: "2B002", Name: "East", Point: orb.Point{9.2, 42.05}, People: 900, Ref: 1})
	for i := range 30 {
		b.AddLocality(gazetteer.Locality{Commune: "2B001", Name: "Hameau " + strings.Repeat("a", 1+i), Point: orb.Point{9.02 + float64(i%8)/1000, 42.1 + float64(i/8)/1000}})
	}
	g := b.Finish()
	return func() (*gazetteer.Gazetteer, error) { return g, nil }
}

// serveGrid serves the gridded region.
func serveGrid(t testing.TB) *Server {
	t.Helper()
	s := serve(t, Options{})
	s.Swap(gridded(t))
	return s
}

// tileURL is where the tile that holds a position is.
func tileURL(collection string, p orb.Point, z uint32, query string) string {
	at := tile.Project(p)
	return fmt.Sprintf("/collections/%s/tiles/WebMercatorQuad/%d/%d/%d%s", collection, z, at.Y>>(32-z), at.X>>(32-z), query)
}

// featuresOf asks for a tile and reads its layer's features; none where it is empty.
func featuresOf(t testing.TB, s http.Handler, target string) []tileread.Feature {
	t.Helper()
	w := get(s, target)
	if w.Code == http.StatusNoContent {
		if w.Body.Len() > 0 {
			t.Errorf("%s: 204 with %d bytes", target, w.Body.Len())
		}
		return nil
	}
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != typeTile {
		t.Fatalf("%s: status %d, %s: %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	layers, err := tileread.Read(w.Body.Bytes())
	if err != nil || len(layers) != 1 {
		t.Fatalf("%s: %d layers, %v", target, len(layers), err)
	}
	return layers[0].Features
}

// everywhere asks for all the tiles of a zoom that the region touches, and gives each feature once, by its id.
func everywhere(t testing.TB, s *Server, collection string, z uint32, query string) map[uint64]tileread.Feature {
	t.Helper()
	out := map[uint64]tileread.Feature{}
	limits := limitsOf([]float64{9, 41.9, 9.25, 42.2}, z)
	for row := limits.MinRow; row <= limits.MaxRow; row++ {
		for col := limits.MinCol; col <= limits.MaxCol; col++ {
			for _, f := range featuresOf(t, s, fmt.Sprintf("/collections/%s/tiles/WebMercatorQuad/%d/%d/%d%s", collection, z, row, col, query)) {
				out[f.ID] = f
			}
		}
	}
	return out
}
