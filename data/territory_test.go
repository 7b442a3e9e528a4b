package data

import (
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
)

func defectLines(d *Dataset) []string {
	var out []string
	for _, x := range d.Defects {
		out = append(out, string(x.Kind)+" "+x.Record+" "+x.Field+" "+x.Value+" > "+x.Other+" "+string(x.Done))
	}
	return out
}

func TestCurrentCommune(t *testing.T) {
	b := drawn()
	for _, m := range [][2]string{
		{"01900", "01901"}, {"01901", "01001"}, // a chain to a commune of today
		{"01001", "01002"},                     // a map older than the table: 01001 is there still
		{"01910", "01911"}, {"01911", "01910"}, // a circle
		{"01920", "38001"}, // into another region
		{"01930", "01001"},
	} {
		b.RenameCommune(m[0], m[1])
	}
	b.RestoreCommune("01930")
	for code, want := range map[string]string{
		"01900": "01001", "01901": "01001", "01001": "01001", "01910": "01910", "01920": "01920", "01930": "01930", "02001": "02001", "": "",
	} {
		if got := b.CurrentCommune(code); got != want {
			t.Errorf("%q became %q, want %q", code, got, want)
		}
	}
}

func TestMembershipsMakeTerritories(t *testing.T) {
	b := drawn()
	b.RenameCommune("02900", "02001")
	for _, m := range [][4]string{
		{"1", string(KindProjet), "north", "01002"}, {"2", string(KindProjet), "north", "02002"},
		{"3", string(KindProjet), "south", "02900"}, {"4", string(KindProjet), "south", "02001"}, // the old code and today's: one
		{"5", string(KindProjet), "south", "01002"},                                              // already north
		{"6", string(KindProjet), "south", "75056"}, {"7", string(KindProjet), "south", "01999"}, // another region's; nobody's
		{"8", string(KindFRR), "frr", "01001"},
		{"9", string(KindEPCI), "z", "01001"}, // an EPCI that changed since the communes' file
	} {
		b.AssignCommune(Membership{Source: "lists", Record: m[0], Kind: TerritoryKind(m[1]), Territory: m[2], Commune: m[3]})
	}
	b.NameTerritory(KindProjet, "north", "Nord")
	d := finish(t, b)
	want := []string{
		"commune_merged 3 commune 02900 > 02001 corrected",
		"commune_unknown 7 commune 01999 >  left_out",
		"territory_contradicted 5 territoire_projet south > north left_out",
		"territory_incomplete 01001 territoire_projet  >  kept",
	}
	if got := defectLines(d); !slices.Equal(got, want) {
		t.Errorf("got defects\n%q\nwant\n%q", got, want)
	}
	for _, c := range []struct {
		kind       TerritoryKind
		code, name string
		people     int
	}{{KindProjet, "north", "Nord", 70}, {KindProjet, "south", "south", 20}, {KindFRR, "frr", "frr", 10}, {KindEPCI, "z", "z", 10}, {KindEPCI, "x", "x", 30}} {
		i, ok := d.TerritoryByCode(c.kind, c.code)
		if !ok {
			t.Errorf("no %s %s", c.kind, c.code)
			continue
		}
		if got := d.Territories[i]; got.Name != c.name || got.Population != c.people {
			t.Errorf("%s %s is %q with %d people, want %q with %d", c.kind, c.code, got.Name, got.Population, c.name, c.people)
		}
	}
	place := orb.Point{0.05, 45.15} // in commune 01002
	if got := d.TerritoryOf(KindProjet, d.CommuneAt(place), place); got == NoTerritory || d.Territories[got].Code != "north" {
		t.Errorf("the place's project territory is %d, want north's", got)
	}
}

// TestZones lays quarters over the drawn world:
//
//	y=1   C  [D]     QP1 over the middle of A and B's border, QP2 inside D,
//	y=0   A [] B     QP3 far away
func TestZones(t *testing.T) {
	box := func(x, y, side float64) orb.MultiPolygon {
		return orb.MultiPolygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}
	}
	b := drawn()
	for _, z := range []ZoneRecord{
		{Code: "QP3", Shape: box(3, 45, .1)}, {Code: "QP2", Shape: box(.12, 45.12, .02)},
		{Code: "QP1", Name: "Milieu", Shape: box(.09, 45.04, .02)}, {Code: "QP1", Name: "Autre", Shape: box(.01, 45.01, .02)},
	} {
		z.Source, z.Kind = "qpv", KindQPV
		b.AddZone(z)
	}
	d := finish(t, b)
	if got, want := defectLines(d), []string{"duplicate QP1 code QP1 > Milieu left_out"}; !slices.Equal(got, want) {
		t.Errorf("got defects %q, want %q", got, want)
	}
	for _, c := range []struct {
		at   orb.Point
		want string
	}{
		{orb.Point{.095, 45.05}, "Milieu"}, {orb.Point{.105, 45.05}, "Milieu"}, {orb.Point{.13, 45.13}, "QP2"},
		{orb.Point{.05, 45.05}, ""}, {orb.Point{3.05, 45.05}, ""},
	} {
		got := ""
		if i := d.TerritoryOf(KindQPV, d.CommuneAt(c.at), c.at); i != NoTerritory {
			got = d.Territories[i].Name
		}
		if got != c.want {
			t.Errorf("at %v: in %q, want %q", c.at, got, c.want)
		}
	}
	if got := d.Holder(0, KindQPV); got != NoTerritory {
		t.Errorf("commune 0 belongs to the quarter %d", got)
	}
	away := drawn()
	away.AddZone(ZoneRecord{Source: "qpv", Kind: KindQPV, Code: "QP3", Shape: box(45, 3, .1)})
	if got, want := defectLines(finish(t, away)), []string{"outside_region QP3 geometry 1 zones >  left_out"}; !slices.Equal(got, want) {
		t.Errorf("a file without any zone of the region: got %q, want %q", got, want)
	}
}

// BenchmarkTerritoryOf looks up the quarter of 100,000 cells among 1,500, as many as France has.
func BenchmarkTerritoryOf(b *testing.B) {
	world, err := drawn().Finish(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	t := world.Tables
	for i := range 1500 {
		x, y := float64(i%40)/200, 45+float64(i/40)/200
		t.Territories = append(t.Territories, Territory{Kind: KindQPV, Code: strconv.Itoa(i), Shape: orb.MultiPolygon{{
			{{x, y}, {x + .004, y}, {x + .005, y + .002}, {x + .004, y + .004}, {x, y + .004}, {x, y}},
		}}})
	}
	d, err := FromTables(t)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for i := range 100000 {
			d.TerritoryOf(KindQPV, 0, orb.Point{float64(i%317) / 1585, 45 + float64(i/317)/1585})
		}
	}
}

func TestCommunesAsDemand(t *testing.T) {
	b := drawn()
	b.communes[1].Seat = orb.Point{.11, 45.01}
	b.communes[2].Seat = orb.Point{5, 5}
	b.AddCommune(CommuneRecord{Source: "neighbours", Code: "03001", Shape: square(2, 0), Population: 99})
	b.AddCommune(CommuneRecord{Source: "communes", Code: "01003", Population: 7})
	b.AddCommune(b.communes[0])
	if err := b.CountCommunes(Group{Code: GroupAll, Source: "communes"}); err != nil {
		t.Fatal(err)
	}
	if err := b.StartCells(Grid{EPSG: 3035, Size: 200}, []Group{{Code: GroupAll}}); err == nil {
		t.Error("communes and a grid both count people, and no word of it")
	}
	d := finish(t, b)
	c := &d.Cells
	if c.Grid.Size != 0 || !slices.Equal(c.ID, []string{"01001", "01002", "02001", "02002"}) || !slices.Equal(c.Count[0], []float64{10, 30, 20, 40}) {
		t.Fatalf("got cells %v of %v people on %v", c.ID, c.Count, c.Grid)
	}
	want := []orb.Point{{.05, 45.05}, {.05, 45.15}, {.11, 45.01}, {.15, 45.15}}
	for i := range c.ID {
		if got := d.Territories[c.Commune[i]].Code; got != c.ID[i] {
			t.Errorf("the cell of %s lies in %s", c.ID[i], got)
		}
		if p := c.Center[i]; max(p[0]-want[i][0], want[i][0]-p[0], p[1]-want[i][1], want[i][1]-p[1]) > 1e-9 {
			t.Errorf("the people of %s are at %v, want %v", c.ID[i], p, want[i])
		}
	}
	var told []DefectKind
	for _, x := range d.Defects {
		if x.Kind != DefectTerritoryIncomplete {
			told = append(told, x.Kind)
		}
	}
	if want := []DefectKind{DefectCommune, DefectDuplicate, DefectPositionMissing}; !slices.Equal(told, want) {
		t.Errorf("got defects %v, want %v", told, want)
	}
}

// TestForeignCells: a grid of all France, cut by what it says of its communes.
func TestForeignCells(t *testing.T) {
	b := drawn()
	b.RenameCommune("01900", "01001")
	if err := b.StartCells(Grid{EPSG: 3035, Size: 1000}, []Group{{Code: GroupAll, Source: "grid"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id       string
		at       orb.Point
		communes []string
	}{
		{"ours", orb.Point{.05, 45.05}, []string{"01001"}},
		{"on our shore", orb.Point{.05, 44.995}, []string{"38001", "01001"}},
		{"on our shore, by an old code", orb.Point{.05, 44.995}, []string{"01900"}},
		{"the neighbour's border strip", orb.Point{.05, 44.995}, []string{"38001"}},
		{"ours, by a code nobody knows", orb.Point{.05, 45.05}, []string{"01999"}},
		{"far", orb.Point{2, 48}, []string{"75056"}},
		{"far, nobody says where", orb.Point{2, 48}, nil},
		{"far, but said to be ours", orb.Point{2, 48}, []string{"02001"}},
	} {
		if !b.PassCell(c.at, c.communes) {
			b.AddCell(CellRecord{ID: c.id, Center: c.at, Count: []float64{1}, Communes: c.communes})
		}
	}
	d := finish(t, b)
	got := slices.Sorted(slices.Values(d.Cells.ID))
	want := []string{"on our shore", "on our shore, by an old code", "ours", "ours, by a code nobody knows"}
	if !slices.Equal(got, want) {
		t.Errorf("kept %q, want %q", got, want)
	}
	if got := defectLines(d); !slices.Contains(got, "cells_outside_region  position  >  left_out") {
		t.Errorf("what was passed over is not told: %q", got)
	}
}

func TestASiteStandsWithinTerritories(t *testing.T) {
	b := drawn()
	b.AddZone(ZoneRecord{Source: "zones", Kind: KindQPV, Code: "QN1", Name: "Quartier", Shape: orb.MultiPolygon{{{{.02, 45.02}, {.04, 45.02}, {.04, 45.04}, {.02, 45.04}, {.02, 45.02}}}}})
	d := finish(t, b)
	inside, outside := orb.Point{0.03, 45.03}, orb.Point{0.07, 45.07}
	site := func(p orb.Point) *Site { return &Site{Position: Position{Point: p}, Commune: d.CommuneAt(p)} }
	for i := range d.Territories {
		in := TerritoryIndex(i)
		for _, p := range []orb.Point{inside, outside, {9, 9}} {
			commune := d.CommuneAt(p)
			want := commune == in || commune != NoTerritory && slices.Contains(d.Territories[commune].PartOf, in)
			if d.Territories[i].Kind == KindQPV {
				want = p == inside
			}
			if got := d.Within(site(p), in); got != want {
				t.Errorf("%v within %s %s: %v, want %v", p, d.Territories[i].Kind, d.Territories[i].Code, got, want)
			}
		}
	}
}
