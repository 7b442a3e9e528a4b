package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/say"
)

// benchSource names where all of a drawn region comes from.
const benchSource = "bench"

// The networks of a drawn region: the first three structures are of one that
// nobody else belongs to, the others of the two common ones in turn.
const rareNetwork, commonNetwork, otherNetwork = "epide", "france-travail", "france-service"

// rareStructures is how many structures a rare filter is met by.
const rareStructures = 3

// benchNetwork is the network of the i-th structure.
func benchNetwork(i int) data.NetworkCode {
	switch {
	case i < rareStructures:
		return rareNetwork
	case i%2 == 0:
		return commonNetwork
	default:
		return otherNetwork
	}
}

// drawRegion draws people and communes around streets, and structures at places:
// as many cells of 1 km as hold a node, and a commune for each square of about 6 km.
func drawRegion(ctx context.Context, streets *road.Streets, places []orb.Point) (*data.Dataset, error) {
	b := data.NewBuilder(data.Region{Code: benchSource, Name: "Bench", TimeZone: "Europe/Paris", Fictional: true}, data.SPRO())
	b.AddSource(data.Source{Name: benchSource, Title: "bench", Holder: "Maillage", Licence: "CC0 1.0", Vintage: "fiction"})
	drawCommunes(b, streets, places)
	if err := drawCells(b, streets); err != nil {
		return nil, err
	}
	for i, p := range places {
		b.AddStructure(data.StructureRecord{
			Source: benchSource, ID: fmt.Sprint(i), Name: fmt.Sprintf("Structure %d", i), Networks: []data.NetworkCode{benchNetwork(i)},
			Position: data.Position{Point: p, Precision: data.PrecisionHouse},
			Services: []data.Service{{ID: fmt.Sprint(i), Level: data.LevelAccueil, Receptions: []data.Reception{"en-presentiel"}}},
		})
	}
	ds, err := b.Finish(ctx)
	if err != nil {
		return nil, err
	}
	if len(ds.Structures) != len(places) {
		return nil, say.Errorf("%d structures tirées, %d gardées", "%d structures drawn, %d kept", len(places), len(ds.Structures))
	}
	return ds, nil
}

// square is a square of a lattice.
type square struct{ x, y int }

// squares counts the nodes of the streets, and the other positions, in each
// square of a side, in an order of its own.
func squares(streets *road.Streets, others []orb.Point, at func(orb.Point) orb.Point, side float64) (list []square, nodes map[square]int) {
	nodes = make(map[square]int)
	of := func(p orb.Point) square {
		q := at(p)
		return square{int(math.Floor(q[0] / side)), int(math.Floor(q[1] / side))}
	}
	for v := range streets.NodeCount() {
		nodes[of(streets.Node(road.NodeID(v)))]++
	}
	for _, p := range others {
		nodes[of(p)]++
	}
	for s := range nodes {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b square) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	return list, nodes
}

// drawCommunes draws a commune a square, and an EPCI for each four by four of them.
func drawCommunes(b *data.Builder, streets *road.Streets, places []orb.Point) {
	const side = 0.06 // degrees
	list, _ := squares(streets, places, func(p orb.Point) orb.Point { return p }, side)
	epci := make(map[square]string)
	for i, s := range list {
		group := square{floorDiv(s.x, 4), floorDiv(s.y, 4)}
		if epci[group] == "" {
			epci[group] = fmt.Sprintf("%09d", 900_000_000+len(epci))
			b.NameTerritory(data.KindEPCI, epci[group], "EPCI "+epci[group])
		}
		corner := orb.Point{float64(s.x) * side, float64(s.y) * side}
		b.AddCommune(data.CommuneRecord{
			Source: benchSource, Code: fmt.Sprintf("%05d", 10_000+i), Name: fmt.Sprintf("Commune %d", i),
			Shape:  orb.MultiPolygon{orb.Bound{Min: corner, Max: orb.Point{corner[0] + side, corner[1] + side}}.ToPolygon()},
			PartOf: map[data.TerritoryKind]string{data.KindEPCI: epci[group], data.KindDepartement: "01", data.KindRegion: benchSource},
		})
	}
}

// drawCells draws the cells of the European grid: ten people a node.
func drawCells(b *data.Builder, streets *road.Streets) error {
	const epsg, side, peopleANode = 3035, 1000, 10
	plane, err := geo.ProjectionOf(epsg)
	if err != nil {
		return err
	}
	groups := []data.Group{{Code: data.GroupAll, Label: "tous les habitants", Unit: "personnes", Source: benchSource}}
	if err := b.StartCells(data.Grid{EPSG: epsg, Size: side}, groups); err != nil {
		return err
	}
	list, nodes := squares(streets, nil, plane.Forward, side)
	for _, s := range list {
		b.AddCell(data.CellRecord{
			ID:     fmt.Sprintf("CRS3035RES1000mN%dE%d", s.y*side, s.x*side),
			Center: plane.Inverse(orb.Point{(float64(s.x) + .5) * side, (float64(s.y) + .5) * side}),
			Col:    int32(s.x), Row: int32(s.y),
			Count: []float64{float64(peopleANode * nodes[s])},
		})
	}
	return nil
}

// floorDiv is a/b rounded down.
func floorDiv(a, b int) int { return int(math.Floor(float64(a) / float64(b))) }
