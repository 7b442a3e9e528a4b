package region

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
)

// tinyParts is a region of two communes side by side, one with a hole, two
// structures on one site, three cells and two streets:
//
//	0     1     2        A: commune 001    B: commune 002
//	+-----+-----+ 1
//	|  A  | B # |        #: the hole in B
//	+-----+-----+ 0      node 0 --- node 1 === node 2
func tinyParts() *parts {
	ring := func(x, y, size float64) orb.Ring {
		return orb.Ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}
	}
	return &parts{
		recipe: "tiny",
		tables: data.Tables{
			Region:  data.Region{Code: "00", Name: "Île", TimeZone: "Europe/Paris", Fictional: true},
			Sources: []data.Source{{Name: "s", Title: "Source", Holder: "H", Licence: "LO", Vintage: "2020", URL: "https://example.org"}},
			Networks: []data.Network{{Code: "cio", FR: "CIO", EN: "Guidance centre", Offers: []data.Offer{
				{Level: data.LevelAccueil, Audiences: []data.Audience{"tous-publics"}},
			}}},
			Territories: []data.Territory{
				{Kind: data.KindCommune, Code: "001", Name: "A", Shape: orb.MultiPolygon{{ring(0, 0, 1)}}, Population: 12, PopulationSource: "s", PartOf: []data.TerritoryIndex{2}},
				{Kind: data.KindCommune, Code: "002", Name: "B", Shape: orb.MultiPolygon{{ring(1, 0, 1), ring(1.5, .5, .25)}}, PartOf: []data.TerritoryIndex{2}},
				{Kind: data.KindRegion, Code: "00", Name: "Île"},
			},
			Sites: []data.Site{{
				Position: data.Position{Point: orb.Point{.5, .5}, Precision: data.PrecisionHouse},
				Address:  "1 rue A", PostalCode: "00001", City: "A", Commune: 0, Accessible: data.Accessible,
			}},
			Structures: []data.Structure{
				{
					ID: "s--1", Name: "CIO", Networks: []data.NetworkCode{"cio"}, Siret: "1", Phone: "2", Email: "3", Website: "4",
					Services: []data.Service{{
						ID: "a", Name: "n", Level: data.LevelAccompagnement, Audiences: []data.Audience{"jeunes"}, Receptions: []data.Reception{data.ReceptionOnSite},
						Hours: hours.Text{Raw: "Mo-Fr 09:00-12:00"}, Appointment: true, Eligibility: data.Eligibility{"001"},
					}},
					Provenance: []data.Provenance{{Source: "s", ID: "1", Name: "CIO"}},
				},
				{ID: "s--2", Name: "Permanence", Parent: "s--1"},
			},
			Cells: data.Cells{
				Grid: data.Grid{EPSG: 3035, Size: 1000}, ID: []string{"c1", "", "c3"},
				Center: []orb.Point{{.1, .1}, {.2, .2}, {9, 9}}, Col: []int32{1, 2, -3}, Row: []int32{4, 5, 6},
				Commune: []data.TerritoryIndex{0, 0, data.NoTerritory}, Estimated: []bool{false, true, false},
				Groups: []data.Group{{Code: "all", Label: "tous", Unit: "personnes", Source: "s"}, {Code: "poor", Label: "pauvres", Unit: "ménages", Source: "s"}},
				Count:  [][]float64{{1, 2.5, 3}, {0, .5, 0}},
			},
			Calendars: []data.SchoolCalendar{{
				Source: "s", Departements: []string{"00"},
				SchoolHolidays: hours.SchoolHolidays{Academie: "Île", From: 20000, To: 20100, Off: []hours.DayRange{{From: 20000, To: 20016}}, Doubt: []hours.DayRange{{From: 20090, To: 20100}}},
			}},
			Defects: []data.Defect{{Kind: data.DefectCedex, Source: "s", Record: "2", Field: "f", Value: "v", Other: "o", Why: data.ReasonSiret, Done: data.Kept}},
		},
		streets: &road.Columns{
			Nodes: []int32{0, 0, 5000000, 0, 10000000, 0}, Tail: []road.NodeID{0, 1}, Head: []road.NodeID{1, 2}, Length: []uint32{556597, 556597},
			Name: []uint32{0, 1}, Way: []int64{7, -8}, Category: []road.Category{road.Minor, road.Primary}, FirstBend: []uint32{0, 1, 1}, Bends: []int32{2500000, 0},
			FirstName: []uint32{0, 0, 5}, NameText: []byte("Rue A"),
			Boxes: geo.BoxColumns{Boxes: []int32{0, 0, 5000000, 0, 5000000, 0, 10000000, 0, 0, 0, 10000000, 0}, Index: []uint32{0, 1}, Count: 2},
			Stats: road.Stats{Ways: 2, Junctions: 3, Nodes: 3, Edges: 2, Graphs: []road.GraphStats{{Profile: "car", Arcs: 2}}},
			Graphs: []road.GraphColumns{{
				Profile: "car", Ends: road.Ends{WalkSpeed: 4000, Detour: 130, Park: 1200},
				FirstOut: []road.ArcID{0, 1, 2, 2}, Head: []road.NodeID{1, 2}, Time: []road.Deciseconds{10, 20}, Run: []road.Run{0, 2}, Mask: []road.Mask{0, 1},
				FirstIn: []road.ArcID{0, 0, 1, 2}, Tail: []road.NodeID{0, 1}, InTime: []road.Deciseconds{10, 20}, InMask: []road.Mask{0, 1}, Snappable: []uint64{3},
			}},
		},
		hierarchies: []hierarchy{
			{"car", 0, &road.HierarchyColumns{
				Rank: []uint32{0, 2, 1}, FirstUp: []uint32{0, 1, 1, 1}, UpHead: []uint32{2}, UpCost: []uint64{10<<32 + 556597},
				FirstDown: []uint32{0, 0, 1, 1}, DownTail: []uint32{2}, DownCost: []uint64{20<<32 + 556597},
			}},
			{"car", road.ClosedInWinter, &road.HierarchyColumns{
				Rank: []uint32{0, 2, 1}, FirstUp: []uint32{0, 1, 1, 1}, UpHead: []uint32{2}, UpCost: []uint64{10<<32 + 556597}, FirstDown: []uint32{0, 0, 0, 0},
			}},
		},
		gazetteer: tinyGazetteer(),
		sources:   []PlaceSource{{Source: "s", Houses: 2, Streets: 1, Localities: 3, Names: 4, Codes: 5}},
	}
}

// tinyGazetteer has each column that a gazetteer has, and means nothing.
func tinyGazetteer() *gazetteer.Columns {
	return &gazetteer.Columns{
		FirstLetter: []uint32{0, 3}, Letters: []uint8("rue"), Letter: []uint8{0, 'r', 'u', 'e'}, FirstChild: []uint32{1, 2, 3, 4, 4},
		FirstWord: []uint32{0, 0, 0, 0}, Ends: []uint64{8},
		FirstByte: []uint32{0, 5}, Text: []uint8("Rue A"), FirstOfName: []uint32{0, 2}, NameWords: []uint32{0, 1},
		FirstName: []uint32{0, 1}, WordNames: []uint32{7}, FirstPlace: []uint32{0, 1}, NamePlaces: []uint32{9},
		Kind: []uint8{3}, Name: []uint32{10}, District: []uint32{11}, Ref: []uint32{12}, Weight: []uint8{200}, Radius: []uint32{13},
		Point: []int32{-14, 15}, FirstHouse: []uint32{0, 2}, Number: []uint16{16, 17}, Suffix: []uint8{0, 27}, House: []int32{18, 19, -20, 21},
		DistrictCommune: []uint32{22}, DistrictPostal: []uint32{20250}, DistrictFormer: []uint32{23}, FirstOfDistrict: []uint32{24, 25},
		FirstContext: []uint32{0, 1}, ContextWords: []uint32{26}, FirstWordContext: []uint32{0, 1}, WordDistricts: []uint32{27},
		CommunePlace: []uint32{28}, CommuneCode: []uint8("2B096"), CommunePeople: []uint32{7000}, CommuneDept: []uint32{29}, FirstDistrictOf: []uint32{0, 1},
		Boxes: geo.BoxColumns{Boxes: []int32{1, 2, 3, 4}, Index: []uint32{0}, Count: 1},
	}
}

// wholeParts reads what Contents reads and what it leaves for later.
func wholeParts(f *File) (*parts, error) {
	p, err := f.parts()
	if err == nil && p.streets != nil {
		if err = p.gatherHierarchies(); err == nil {
			for i := range p.streets.Graphs {
				p.streets.Graphs[i].Hierarchies = nil
			}
		}
	}
	if err != nil || !f.has(gazetteerSection.name) {
		return p, err
	}
	later, err := f.gazetteerParts()
	if err != nil {
		return nil, err
	}
	p.gazetteer, p.sources = later.gazetteer, later.sources
	return p, nil
}

// encodeBytes is the whole file of some sections.
func encodeBytes(t testing.TB, sections []written) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeSections(&b, sections); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openBytes puts bytes into a file and opens it.
func openBytes(t testing.TB, b []byte) (*File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.maillage")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err == nil {
		t.Cleanup(func() { _ = f.Close() })
	}
	return f, err
}

// throughFile is what a snapshot of c gives back; good until the test ends.
func throughFile(t *testing.T, c *Contents) *Contents {
	t.Helper()
	path := filepath.Join(t.TempDir(), "c.maillage")
	if err := Write(path, c); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	back, err := f.Contents()
	if err != nil {
		t.Fatal(err)
	}
	return back
}
