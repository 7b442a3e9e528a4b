package data

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/hours"
)

// square is a commune drawn as a square of 0.1 degree, its south-west corner at (x/10, 45+y/10).
func square(x, y int) orb.MultiPolygon {
	w, s := float64(x)/10, 45+float64(y)/10
	e, n := float64(x+1)/10, 45+float64(y+1)/10
	return orb.MultiPolygon{{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}}
}

// The world:
//
//	y=1   C  D      A, C: département 01, EPCI x
//	y=0   A  B      B, D: département 02, EPCI y
//	     x=0 x=1
func drawn() *Builder {
	b := NewBuilder(Region{Code: "84", TimeZone: "Europe/Paris"}, SPRO())
	b.AddSource(Source{Name: "lead"})
	b.AddSource(Source{Name: "other"})
	b.AddSource(Source{Name: "third"})
	for _, c := range []struct {
		code, dep, epci string
		x, y, people    int
	}{{"01001", "01", "x", 0, 0, 10}, {"02001", "02", "y", 1, 0, 20}, {"01002", "01", "x", 0, 1, 30}, {"02002", "02", "y", 1, 1, 40}} {
		b.AddCommune(CommuneRecord{
			Source: "communes", Code: c.code, Name: c.code, Shape: square(c.x, c.y), Population: c.people,
			PartOf: map[TerritoryKind]string{KindDepartement: c.dep, KindEPCI: c.epci, KindRegion: "84"},
		})
	}
	return b
}

func TestCommuneTwiceIsToldOfTheSecond(t *testing.T) {
	b := drawn()
	b.AddCommune(CommuneRecord{Source: "elsewhere", Code: "01001", Name: "again", Shape: square(5, 5)})
	d := finish(t, b)
	want := Defect{Kind: DefectDuplicate, Source: "elsewhere", Record: "01001", Field: "code", Value: "01001", Other: "01001", Done: LeftOut}
	if !slices.Contains(d.Defects, want) {
		t.Errorf("got defects %+v, want %+v among them", d.Defects, want)
	}
	if i, _ := d.TerritoryByCode(KindCommune, "01001"); d.Territories[i].Name != "01001" {
		t.Errorf("the first record was left out")
	}
}

func at(lon, lat float64) Position {
	return Position{Point: orb.Point{lon, lat}, Precision: PrecisionHouse}
}

func record(source, id, name string, p Position) StructureRecord {
	return StructureRecord{Source: source, ID: id, Name: name, Networks: []NetworkCode{"france-service"}, Position: p,
		Hours: hours.Text{Raw: "Mo-Fr 09:00-12:00"}}
}

func addressed(r StructureRecord, address string) StructureRecord {
	r.Address = address
	return r
}

func finish(t *testing.T, b *Builder) *Dataset {
	t.Helper()
	d, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// kinds are those of the defects, but for the networks that no drawn world has everywhere.
func kinds(d *Dataset) []DefectKind {
	var out []DefectKind
	for _, x := range d.Defects {
		if x.Kind != DefectNetworkAbsent {
			out = append(out, x.Kind)
		}
	}
	return out
}

func TestTerritoriesAreUnions(t *testing.T) {
	d := finish(t, drawn())
	for _, c := range []struct {
		kind   TerritoryKind
		code   string
		name   string
		people int
	}{
		{KindCommune, "02001", "02001", 20},
		{KindEPCI, "y", "y", 60},
		{KindDepartement, "01", "Ain", 40},
		{KindRegion, "84", "Auvergne-Rhône-Alpes", 100},
	} {
		i, ok := d.TerritoryByCode(c.kind, c.code)
		if !ok {
			t.Fatalf("no %s %s", c.kind, c.code)
		}
		if got := d.Territories[i]; got.Name != c.name || got.Population != c.people {
			t.Errorf("%s %s: got %q, %d people; want %q, %d", c.kind, c.code, got.Name, got.Population, c.name, c.people)
		}
	}
	region, _ := d.TerritoryByCode(KindRegion, "84")
	if b := d.Territories[region].Shape.Bound(); b.Min != (orb.Point{0, 45}) || b.Max != (orb.Point{0.2, 45.2}) {
		t.Errorf("region spans %v", b)
	}
	commune := d.CommuneAt(orb.Point{0.15, 45.15})
	if got := d.Territories[d.Holder(commune, KindDepartement)].Code; got != "02" {
		t.Errorf("the département of %s is %s, want 02", d.Territories[commune].Code, got)
	}
}

func TestStructureChecks(t *testing.T) {
	for _, c := range []struct {
		name   string
		record StructureRecord
		buffer float64
		want   []DefectKind
		kept   bool
	}{
		{"clean", record("lead", "1", "a", at(.05, 45.05)), 0, nil, true},
		{"no position", record("lead", "1", "a", Position{}), 0, []DefectKind{DefectPositionMissing}, false},
		{"latitude 95", record("lead", "1", "a", at(.05, 95)), 0, []DefectKind{DefectPositionInvalid}, false},
		{"far outside", record("lead", "1", "a", at(3, 45.05)), 0, []DefectKind{DefectOutsideRegion}, false},
		{"outside, within the buffer", record("lead", "1", "a", at(.25, 45.05)), 10_000, nil, true},
		{"beyond the box, within the buffer, of a commune of ours", func() StructureRecord {
			r := record("lead", "1", "a", at(.25, 45.05))
			r.CommuneCode = "01001"
			return r
		}(), 10_000, []DefectKind{DefectPositionSea}, false},
		{"beyond the box, within the buffer, of a neighbour's commune", func() StructureRecord {
			r := record("lead", "1", "a", at(.25, 45.05))
			r.CommuneCode = "38001"
			return r
		}(), 10_000, nil, true},
		{"serves a commune that is none", func() StructureRecord {
			r := record("lead", "1", "a", at(.05, 45.05))
			r.Eligibility = Eligibility{"01999", "38001", "01", "200000000", "R84"}
			return r
		}(), 0, []DefectKind{DefectCommuneUnknown}, true},
		{"on the shore", record("lead", "1", "a", at(-.005, 45.05)), 0, nil, true},
		{"network nobody knows", StructureRecord{Source: "lead", ID: "1", Networks: []NetworkCode{"club"}, Position: at(.05, 45.05)}, 0, []DefectKind{DefectOutOfScope}, false},
		{"département contradicted", func() StructureRecord { r := record("lead", "1", "a", at(.05, 45.05)); r.Departement = "02"; return r }(), 0, []DefectKind{DefectDepartement}, true},
		{"commune contradicted", func() StructureRecord {
			r := record("lead", "1", "a", at(.05, 45.05))
			r.CommuneCode = "02002"
			return r
		}(), 0, []DefectKind{DefectCommune}, true},
		{"commune of another region", func() StructureRecord {
			r := record("lead", "1", "a", at(.05, 45.05))
			r.CommuneCode = "2B033"
			return r
		}(), 0, []DefectKind{DefectCommune}, true},
		{"commune across a generalised border", func() StructureRecord {
			r := record("lead", "1", "a", at(.098, 45.05))
			r.CommuneCode = "02001"
			return r
		}(), 0, nil, true},
		{"parent nobody knows", func() StructureRecord { r := record("lead", "1", "a", at(.05, 45.05)); r.Parent = "9"; return r }(), 0, []DefectKind{DefectParentMissing}, true},
	} {
		b := drawn()
		b.Buffer = c.buffer
		b.AddStructure(c.record)
		d := finish(t, b)
		if got := kinds(d); !slices.Equal(got, c.want) {
			t.Errorf("%s: got defects %v, want %v", c.name, got, c.want)
		}
		if kept := len(d.Structures) == 1; kept != c.kept {
			t.Errorf("%s: kept %v, want %v", c.name, kept, c.kept)
		}
	}
}

func TestMergeJoinsOnePlaceOnly(t *testing.T) {
	for _, c := range []struct {
		name    string
		records []StructureRecord
		want    [][]string // provenances of each structure
	}{
		{"twice in one source", []StructureRecord{
			record("lead", "1", "Bastia", at(.05, 45.05)), record("lead", "2", "BASTIA", at(.05, 45.05)),
		}, [][]string{{"1", "2"}}},
		{"same name elsewhere in one source", []StructureRecord{
			record("lead", "1", "Bastia", at(.05, 45.05)), record("lead", "2", "Bastia", at(.05, 45.06)),
		}, [][]string{{"1"}, {"2"}}},
		{"two sources, words of the network aside", []StructureRecord{
			record("lead", "1", "France services La Poste de Vico", at(.05, 45.05)), record("other", "a", "France Services Vico", at(.051, 45.05)),
		}, [][]string{{"1", "a"}}},
		{"two sources, two places 12 m apart", []StructureRecord{
			record("lead", "1", "France services de Vescovato", at(.05, 45.05)), record("other", "a", "Itinérance France Services Casinca", at(.0501, 45.05)),
		}, [][]string{{"1"}, {"a"}}},
		{"two sources, same name too far", []StructureRecord{
			record("lead", "1", "France services Vico", at(.05, 45.05)), record("other", "a", "France Services Vico", at(.05, 45.07)),
		}, [][]string{{"1"}, {"a"}}},
		{"one word fits two places: the nearest takes it, once", []StructureRecord{
			record("lead", "1", "Bastia Libecciu", at(.05, 45.05)), record("lead", "2", "Bastia Place d'Armes", at(.055, 45.05)), record("other", "a", "Bastia", at(.0549, 45.05)),
		}, [][]string{{"1"}, {"2", "a"}}},
		{"side by side, one word of three spelt otherwise", []StructureRecord{
			record("lead", "1", "Penta di Casinca - Folelli", at(.05, 45.05)), record("other", "a", "Penta-di-Casinca Folleli", at(.0501, 45.05)),
		}, [][]string{{"1", "a"}}},
		{"the same, 800 m apart", []StructureRecord{
			record("lead", "1", "Penta di Casinca - Folelli", at(.05, 45.05)), record("other", "a", "Penta-di-Casinca Folleli", at(.06, 45.05)),
		}, [][]string{{"1"}, {"a"}}},
		{"side by side, half the words", []StructureRecord{
			record("lead", "1", "Place Vieille", at(.05, 45.05)), record("other", "a", "Place Neuve", at(.05, 45.05)),
		}, [][]string{{"1"}, {"a"}}},
		{"three sources, two places: what was joined already is one of each source", []StructureRecord{
			record("lead", "1", "Vico", at(.05, 45.05)), record("other", "a", "Vico Nord", at(.0501, 45.05)),
			record("third", "x", "Vico Nord", at(.0501, 45.05)), record("third", "y", "Vico", at(.05, 45.05)),
		}, [][]string{{"1", "y"}, {"a", "x"}}},
		{"a name that says less, at another house, 400 m apart", []StructureRecord{
			addressed(record("lead", "1", "Lyon", at(.05, 45.05)), "3 rue Haute"), addressed(record("other", "a", "Lyon Vaise", at(.055, 45.05)), "40 rue Basse"),
		}, [][]string{{"1"}, {"a"}}},
		{"the same, of which one says no house", []StructureRecord{
			addressed(record("lead", "1", "Lyon", at(.05, 45.05)), "3 rue Haute"), addressed(record("other", "a", "Lyon Vaise", at(.055, 45.05)), "place Basse"),
		}, [][]string{{"1", "a"}}},
		{"no word left is no evidence", []StructureRecord{
			record("lead", "1", "France services", at(.05, 45.05)), record("other", "a", "France services", at(.05, 45.05)),
		}, [][]string{{"1"}, {"a"}}},
	} {
		b := drawn()
		for _, r := range c.records {
			b.AddStructure(r)
		}
		d := finish(t, b)
		var got [][]string
		for _, st := range d.Structures {
			var ids []string
			for _, p := range st.Provenance {
				ids = append(ids, p.ID)
			}
			got = append(got, ids)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMergeFillsGapsAndKeepsParents(t *testing.T) {
	b := drawn()
	lead := record("lead", "1", "Vico", at(.05, 45.05))
	other := record("other", "a", "Vico", at(.05, 45.05))
	lead.Hours = hours.Text{}
	other.Address = "1 Chemin Vieux"
	other.Hours, other.Phone, other.Accessible = hours.Text{Raw: "Mo-Fr 09:00-12:00"}, "01 99 00 00 00", Accessible
	permanence := record("other", "p", "Soccia", at(.15, 45.05))
	permanence.Parent = "a"
	for _, r := range []StructureRecord{permanence, other, lead} {
		b.AddStructure(r)
	}
	d := finish(t, b)
	i, ok := d.View().ByID("lead--1")
	if !ok {
		t.Fatal("the lead's id is lost")
	}
	st := d.Structures[i]
	if st.Phone == "" || d.Sites[st.Site].Address == "" || st.Services[0].Hours.Raw == "" || d.Sites[st.Site].Accessible != Accessible {
		t.Errorf("gaps not filled: %+v", st)
	}
	p, _ := d.View().ByID("other--p")
	if got := d.Structures[p].Parent; got != "lead--1" {
		t.Errorf("the permanence's parent is %q, want the merged structure lead--1", got)
	}
}

func TestCellsCommuneHoldsTheCentre(t *testing.T) {
	b := drawn()
	if err := b.StartCells(Grid{EPSG: 3035, Size: 1000}, []Group{{Code: GroupAll, Source: "grid"}}); err != nil {
		t.Fatal(err)
	}
	b.AddCell(CellRecord{ID: "border", Center: orb.Point{.1, 45.05}, Col: 1, Count: []float64{1}})
	b.AddCell(CellRecord{ID: "sea", Center: orb.Point{-.005, 45.05}, Col: 0, Count: []float64{2}})
	b.AddCell(CellRecord{ID: "abroad", Center: orb.Point{-.05, 45.05}, Col: -4, Count: []float64{4}})
	b.AddCell(CellRecord{ID: "far", Center: orb.Point{-1, 45.05}, Col: -9, Count: []float64{8}})
	b.AddCell(CellRecord{ID: "farther", Center: orb.Point{-2, 45.05}, Col: -99, Count: []float64{16}})
	b.Buffer = 10_000
	d := finish(t, b)
	var got []string
	for i, c := range d.Cells.Commune {
		code := "none"
		if c != NoTerritory {
			code = d.Territories[c].Code
		}
		got = append(got, d.Cells.ID[i]+" "+code)
	}
	if len(got) != 2 || got[0] != "sea 01001" || (got[1] != "border 01001" && got[1] != "border 02001") {
		t.Errorf("got %v", got)
	}
	if got, want := d.Cells.Count[0], []float64{2, 1}; !slices.Equal(got, want) {
		t.Errorf("got counts %v, want %v: those of the cells that are kept", got, want)
	}
	if want := []DefectKind{DefectCellsFar}; !slices.Equal(kinds(d), want) {
		t.Fatalf("got defects %v, want %v", kinds(d), want)
	}
	if got, want := d.Defects[0], (Defect{Kind: DefectCellsFar, Source: "grid", Field: "position", Done: LeftOut, More: 2}); got != want {
		t.Errorf("the far cells are told by %+v, want %+v", got, want)
	}
	if err := b.StartCells(Grid{}, []Group{{Code: GroupAll}}); err == nil {
		t.Error("a second set of cells is accepted")
	}
	if err := drawn().StartCells(Grid{}, []Group{{Code: "poor"}}); err == nil {
		t.Error("a grid that counts nobody is accepted")
	}
}

func TestOrderOfRecordsDoesNotMatter(t *testing.T) {
	const seed = 7
	rng := rand.New(rand.NewPCG(seed, 0))
	var records []StructureRecord
	for i := range 60 {
		r := record([]string{"lead", "other"}[rng.IntN(2)], string(rune('A'+i)), "Place "+string(rune('a'+rng.IntN(9))), at(rng.Float64()*.2, 45+rng.Float64()*.02))
		records = append(records, r)
	}
	build := func() *Dataset {
		b := drawn()
		for _, r := range records {
			b.AddStructure(r)
		}
		return finish(t, b)
	}
	want := build()
	if len(want.Structures) == len(records) {
		t.Fatalf("seed %d: nothing merges, the test proves nothing", seed)
	}
	for range 5 {
		rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		if got := build(); !reflect.DeepEqual(got.Tables, want.Tables) {
			t.Fatalf("seed %d: another order gives other tables", seed)
		}
	}
}

func TestFromTablesRefusesWhatDoesNotHold(t *testing.T) {
	b := drawn()
	b.AddStructure(record("lead", "1", "a", at(.05, 45.05)))
	if err := b.StartCells(Grid{}, []Group{{Code: GroupAll}}); err != nil {
		t.Fatal(err)
	}
	b.AddCell(CellRecord{Center: orb.Point{.05, 45.05}, Count: []float64{1}})
	good := finish(t, b).Tables
	site := func(x *Tables, p orb.Point) { x.Sites = slices.Clone(x.Sites); x.Sites[0].Position.Point = p }
	for name, spoil := range map[string]func(*Tables){
		"site":    func(x *Tables) { x.Structures = slices.Clone(x.Structures); x.Structures[0].Site = 9 },
		"commune": func(x *Tables) { x.Sites = slices.Clone(x.Sites); x.Sites[0].Commune = 99 },
		"a département for a commune": func(x *Tables) {
			x.Sites = slices.Clone(x.Sites)
			x.Sites[0].Commune = TerritoryIndex(len(x.Territories) - 1)
		},
		"a site nowhere":      func(x *Tables) { site(x, orb.Point{math.NaN(), 45}) },
		"a site at infinity":  func(x *Tables) { site(x, orb.Point{5, math.Inf(1)}) },
		"a site off the pole": func(x *Tables) { site(x, orb.Point{5, 95}) },
		"a cell nowhere":      func(x *Tables) { x.Cells.Center = []orb.Point{{5, math.NaN()}} },
		"an outline nowhere": func(x *Tables) {
			x.Territories = slices.Clone(x.Territories)
			x.Territories[0].Shape = square(0, 0)
			x.Territories[0].Shape[0][0][2][1] = math.NaN()
		},
		"two of one id": func(x *Tables) { x.Structures = append(slices.Clone(x.Structures), x.Structures[0]) },
		"two of one code": func(x *Tables) {
			x.Territories = append(slices.Clone(x.Territories), x.Territories[len(x.Territories)-1])
		},
		"part of": func(x *Tables) {
			x.Territories = slices.Clone(x.Territories)
			x.Territories[0].PartOf = []TerritoryIndex{99}
		},
		"cells":     func(x *Tables) { x.Cells.Center = make([]orb.Point, 3) },
		"time zone": func(x *Tables) { x.Region.TimeZone = "Mars/Olympus" },
	} {
		tables := good
		spoil(&tables)
		if _, err := FromTables(tables); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
