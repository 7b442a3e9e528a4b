package region

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
)

// twoCommunes is a ground of the communes A (west) and B (east), B without people.
func twoCommunes(t *testing.T) *data.Dataset {
	t.Helper()
	tables := tinyParts().tables
	tables.Cells.Commune = []data.TerritoryIndex{0, 0, 0}
	tables.Cells.Center[2] = orb.Point{.9, .9}
	tables.Territories[0].Code, tables.Territories[1].Code = "01001", "01002"
	ds, err := data.FromTables(tables)
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

// drawStreets makes streets, and ferries, of lines that bear names.
func drawStreets(t *testing.T, lines map[string]orb.LineString) *road.Streets {
	t.Helper()
	b := road.NewBuilder()
	var points []orb.Point
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		var nodes []int64
		for _, p := range lines[name] {
			points = append(points, p)
			nodes = append(nodes, int64(len(points)))
		}
		tags := road.TagMap{"highway": "residential", "name": name}
		if strings.HasPrefix(name, "Ferry") {
			tags = road.TagMap{"route": "ferry", "name": name}
		}
		b.AddWay(int64(len(points)), nodes, tags)
	}
	for i, p := range points {
		b.SetNode(int64(i+1), p, road.TagMap{})
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNamedStreetsAreOfTheirCommune(t *testing.T) {
	ds := twoCommunes(t)
	streets := drawStreets(t, map[string]orb.LineString{
		"Rue de l'Ouest":  {{.1, .5}, {.2, .5}, {.3, .5}},
		"Rue de l'Est":    {{1.1, .2}, {1.3, .2}},
		"D 84":            {{.1, .1}, {.2, .1}},
		"Quai au Large":   {{3, 3}, {3.1, 3}},
		"Ferry du Fleuve": {{.1, .8}, {.2, .8}},
	})
	g := NewGazetteer(ds, streets)
	got := make(map[string]string)
	c := g.Columns()
	for i, kind := range c.Kind {
		if gazetteer.Kind(kind) == gazetteer.KindStreet {
			name := string(c.Text[c.FirstByte[c.Name[i]]:c.FirstByte[c.Name[i]+1]])
			commune := c.DistrictCommune[c.District[i]]
			got[name] = string(c.CommuneCode[5*commune : 5*commune+5])
		}
	}
	if len(got) != 2 || got["Rue de l'Ouest"] != "01001" || got["Rue de l'Est"] != "01002" {
		t.Errorf("got %q, want the two named streets that lie in a commune, each in its own", got)
	}
	m := g.Search(gazetteer.Query{Text: "rue de l'ouest"})
	if len(m) == 0 || m[0].Point != (orb.Point{.2, .5}) {
		t.Errorf("got %+v, want a point on the street", m)
	}
}

func TestADepartementIsFoundByItsNumber(t *testing.T) {
	tables := tinyParts().tables
	tables.Cells = data.Cells{}
	tables.Territories[0].Code, tables.Territories[1].Code = "01001", "01002"
	tables.Territories = append(tables.Territories, data.Territory{Kind: data.KindDepartement, Code: "01", Name: "Ain", Shape: tables.Territories[0].Shape})
	tables.Territories[0].PartOf = append(slices.Clone(tables.Territories[0].PartOf), 3)
	ds, err := data.FromTables(tables)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"01", "ain"} {
		found := NewGazetteer(ds, nil).Search(gazetteer.Query{Text: text})
		if len(found) < 2 || found[0].Kind != gazetteer.KindTerritory || found[0].Name != "Ain" || found[0].Ref != 3 || found[1].Name != "A" {
			t.Errorf("%q: got %+v, want the département, then its commune", text, found)
		}
	}
}

// Two sources of one street number its houses twice: OpenStreetMap is listened to where nobody else told any.
func TestOpenStreetMapTellsHousesWhereNobodyElseDid(t *testing.T) {
	ds, k := twoCommunes(t), newBook()
	k.open("ban")
	k.AddAddress(gazetteer.Address{Commune: "01001", PostalCode: "00001", Street: "Rue A", Number: 1, Point: orb.Point{.5, .5}})
	osm := &osmPlaces{hearsay: hearsay{source: "osm"}}
	for _, p := range []orb.Point{{.6, .5}, {1.2, .2}, {5, 5}} {
		osm.AddAddress(gazetteer.Address{Street: "Rue", Number: 7, Point: p})
		osm.AddLocality(gazetteer.Locality{Name: "Le Lieu", Point: p})
	}
	osm.AddCommuneName("01002", "Bè")
	osm.AddCommuneName("01999", "Ailleurs")
	osm.AddPostalCode("01002", "00002")
	a := &atlas{book: k, osm: *osm}
	g := a.finish(ds)
	if s := g.Stats(); s.Houses != 2 || s.Localities != 2 || s.LeftOut != 0 {
		t.Errorf("got %+v, want the house told by the BAN, that of the commune without, and a locality in each", s)
	}
	want := []PlaceSource{{Source: "ban", Houses: 1}, {Source: "osm", Houses: 1, Localities: 2, Names: 1, Codes: 1}}
	if got := k.told(); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if m := g.Search(gazetteer.Query{Text: "be"}); len(m) == 0 || m[0].Kind != gazetteer.KindCommune || m[0].Ref != 1 {
		t.Errorf("a regional spelling: got %+v, want the commune of territory 1", m)
	}
}

// A street that is told without a number numbers no house: where a source has but
// such, the house numbers of OpenStreetMap are all there are.
func TestStreetsWithoutNumbersNumberNoHouses(t *testing.T) {
	a := &atlas{book: newBook()}
	a.book.open("ban")
	a.book.AddAddress(gazetteer.Address{Commune: "01001", PostalCode: "00001", Street: "Le Lieu", Point: orb.Point{.5, .5}})
	a.book.AddAddress(gazetteer.Address{Commune: "01002", PostalCode: "00001", Street: "Le Lieu", Point: orb.Point{1.5, .5}})
	a.book.AddAddress(gazetteer.Address{Commune: "01002", PostalCode: "00001", Street: "Rue", Number: 1, Point: orb.Point{1.5, .5}})
	for _, p := range []orb.Point{{.6, .5}, {1.2, .2}} {
		a.osm.AddAddress(gazetteer.Address{Street: "Rue", Number: 7, Point: p})
	}
	g := a.finish(twoCommunes(t))
	for text, want := range map[string]gazetteer.Kind{"7 rue a": gazetteer.KindHouse, "1 rue b": gazetteer.KindHouse, "7 rue b": gazetteer.KindStreet} {
		if m := g.Search(gazetteer.Query{Text: text, Whole: true}); len(m) == 0 || m[0].Kind != want {
			t.Errorf("%s: got %+v, want kind %d", text, m, want)
		}
	}
}

// A place that bears its commune's name is the commune, by its other names too:
// beside it, it would be a second answer to the same text, without its people.
func TestAPlaceOfItsCommunesNameIsTheCommune(t *testing.T) {
	a := &atlas{book: newBook()}
	for _, l := range []gazetteer.Locality{
		{Name: "b", Point: orb.Point{1.5, .5}}, {Name: "Bea", Point: orb.Point{1.5, .5}}, {Name: "Bea", Point: orb.Point{.5, .5}},
		{Name: "Le Lieu", Point: orb.Point{1.2, .2}},
	} {
		a.osm.AddLocality(l)
	}
	g := a.finish(twoCommunes(t))
	if s := g.Stats(); s.Localities != 2 {
		t.Errorf("got %+v, want Le Lieu, and Bea in A", s)
	}
	for _, text := range []string{"b", "bea b"} {
		if m := g.Search(gazetteer.Query{Text: text, Whole: true}); len(m) == 0 || m[0].Kind != gazetteer.KindCommune || m[0].CommuneCode != "01002" {
			t.Errorf("%s: got %+v, want the commune B", text, m)
		}
	}
}

// A commune's code of another year is that of the commune where its houses are.
func TestHousesOfAnotherYearsCommuneCount(t *testing.T) {
	ds, k := twoCommunes(t), newBook()
	k.open("ban")
	k.AddAddress(gazetteer.Address{Commune: "01000", Street: "Rue A", Number: 1, Point: orb.Point{.5, .5}})
	l := newListing(ds, k)
	l.addCommunes()
	if got := l.housed(); !got["01001"] || got["01002"] {
		t.Errorf("got %v, want 001 only", got)
	}
}

func TestDeliveryCodes(t *testing.T) {
	for _, c := range []struct {
		code, city string
		want       bool
	}{
		{"07200", "Aubenas", true}, {"07201", "Aubenas", false}, {"15013", "AURILLAC", false}, {"69003", "Lyon", true}, {"69422", "LYON", false},
		{"13016", "Marseille", true}, {"75012", "Paris", true}, {"20137", "Porto-Vecchio", true}, {"20407", "Bastia", false},
		{"97417", "La Montagne", true}, {"01000", "Bourg CEDEX", false}, {"1000", "Bourg", false}, {"0100A", "Bourg", false}, {"", "", false},
	} {
		if got := delivers(&data.Site{PostalCode: c.code, City: c.city}); got != c.want {
			t.Errorf("%s %s: got %v, want %v", c.code, c.city, got, c.want)
		}
	}
}

// Everyone may ask for the gazetteer at once: it is read once.
func TestGazetteerIsReadOnce(t *testing.T) {
	p := tinyParts()
	p.gazetteer = NewGazetteer(twoCommunes(t), nil).Columns()
	f, err := openBytes(t, encodeBytes(t, encode(p)))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	all := make([]*gazetteer.Gazetteer, 8)
	for i := range all {
		group.Go(func() {
			g, err := f.Gazetteer()
			if err != nil {
				t.Error(err)
			}
			all[i] = g
		})
	}
	group.Wait()
	for _, g := range all {
		if g == nil || g != all[0] {
			t.Fatal("it was read more than once")
		}
	}
	if m := all[0].Search(gazetteer.Query{Text: "a"}); len(m) == 0 {
		t.Error("nothing is found in what was read")
	}
}
