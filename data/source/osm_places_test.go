package source

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"

	"maillage/geo/gazetteer"
	"maillage/internal/realdata"
)

// sketch is a block of nodes, ways and relations with tags.
type sketch struct {
	texts           []string
	ids, lats, lons []int64
	nodeTags        []uint64
	ways, relations [][]byte
}

// text is a text's place in the block's table, whose first is empty.
func (s *sketch) text(t string) uint64 {
	if i := slices.Index(s.texts, t); i >= 0 {
		return uint64(i) + 1
	}
	s.texts = append(s.texts, t)
	return uint64(len(s.texts))
}

// tags parts "a=b c=d e" where spaces within values are written _.
func (s *sketch) tags(tags string) (keys, values []uint64) {
	for _, tag := range strings.Fields(tags) {
		key, value, _ := strings.Cut(strings.ReplaceAll(tag, "_", " "), "=")
		keys, values = append(keys, s.text(strings.ReplaceAll(key, " ", "_"))), append(values, s.text(value))
	}
	return keys, values
}

// node adds a node at tenths of a thousandth of a degree.
func (s *sketch) node(id, lon, lat int64, tags string) {
	s.ids, s.lons, s.lats = append(s.ids, id), append(s.lons, lon*1000), append(s.lats, lat*1000)
	keys, values := s.tags(tags)
	for i := range keys {
		s.nodeTags = append(s.nodeTags, keys[i], values[i])
	}
	s.nodeTags = append(s.nodeTags, 0)
}

func (s *sketch) way(id uint64, tags string, nodes ...int64) {
	keys, values := s.tags(tags)
	s.ways = append(s.ways, pbBytes(3, pbVarint(1, id), pbPacked(2, keys...), pbPacked(3, values...), pbDeltas(8, nodes...)))
}

// relation has one member of each role: nodes (0) and ways (1).
func (s *sketch) relation(id uint64, tags string, members []int64, kinds []uint64, roles ...string) {
	keys, values := s.tags(tags)
	var r []uint64
	for _, role := range roles {
		r = append(r, s.text(role))
	}
	s.relations = append(s.relations, pbBytes(4, pbVarint(1, id), pbPacked(2, keys...), pbPacked(3, values...), pbPacked(8, r...), pbDeltas(9, members...), pbPacked(10, kinds...)))
}

// file is the extract of the sketch.
func (s *sketch) file() []byte {
	return slices.Concat(pbOSMHeader, pbFrame("OSMData", s.block(), true))
}

func (s *sketch) block() []byte {
	nodes := pbBytes(2, pbDeltas(1, s.ids...), pbDeltas(8, s.lats...), pbDeltas(9, s.lons...), pbPacked(10, s.nodeTags...))
	return slices.Concat(pbStrings(append([]string{""}, s.texts...)...), pbBytes(2, nodes), pbBytes(2, s.ways...), pbBytes(2, s.relations...))
}

// village is a few houses, of nodes and of ways, and what is around them.
//
//	9───8
//	│   │  20: a building of nodes 6 7 8 9
//	6───7
func village() *sketch {
	s := &sketch{}
	s.node(1, 91500, 423060, "addr:housenumber=12_bis addr:street=Cours_Paoli addr:postcode=20250")
	s.node(2, 91501, 423061, "addr:housenumber=7 addr:postcode=2025")
	s.node(3, 91502, 423062, "addr:housenumber=8")
	s.node(4, 91600, 423100, "place=hamlet name=Les_Granges name:co=E_Grange alt_name=La_Grange;Les_Granges name:ja=X")
	s.node(5, 91510, 423070, "place=village name=Corte ref:INSEE=2B096 name:co=Corti addr:postcode=20250")
	s.node(6, 91520, 423080, "")
	s.node(7, 91540, 423080, "")
	s.node(8, 91540, 423100, "")
	s.node(9, 91520, 423100, "")
	s.node(10, 91700, 423200, "place=ocean name=Mer")
	s.node(11, 91710, 423210, "place=village name=Vallon ref:INSEE=2B999")
	s.node(12, 91720, 423220, "addr:housenumber=2;4-6 addr:place=Le_Bourg")
	s.node(13, 91730, 423230, "place=hamlet")
	s.node(14, 91740, 423240, "addr:housenumber=L104 addr:street=Rue_X")
	s.way(20, "building=yes addr:housenumber=3 addr:street=Rue_X", 6, 7, 8, 9, 6)
	s.way(21, "building=yes addr:housenumber=5", 6, 7)
	s.way(22, "building=yes addr:housenumber=9 addr:street=Rue_Loin", 98, 99)
	s.way(23, "building=yes addr:housenumber=11 addr:street=Rue_Y", 98, 7)
	s.way(25, "building=yes addr:housenumber=13 addr:street=Rue_Y", 7, 99)
	s.way(24, "highway=residential name=Rue_X", 6, 7)
	s.relation(30, "type=associatedStreet name=Rue_des_Liens", []int64{2, 21, 24}, []uint64{0, 1, 1}, "house", "house", "street")
	s.relation(34, "type=associatedStreet", []int64{2}, []uint64{0}, "house")
	s.relation(31, "type=boundary boundary=administrative admin_level=8 ref:INSEE=2B096 name=Corte old_name=Curte postal_code=20250;20251;x", nil, nil)
	s.relation(32, "type=boundary boundary=administrative admin_level=8 ref:INSEE=2B999 name=Vallon old_name=Val postal_code=20999", nil, nil)
	s.relation(33, "type=boundary boundary=administrative admin_level=6 ref:INSEE=2B096 name=Haute old_name=Bas", nil, nil)
	return s
}

func placesOf(t testing.TB, ctx context.Context, content []byte, opt OSMPlacesOptions) ([]string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lieux.osm.pbf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	r := &register{}
	err := ReadOSMPlaces(ctx, path, r, opt)
	return r.lines, err
}

func TestReadOSMPlaces(t *testing.T) {
	got, err := placesOf(t, t.Context(), village().file(), OSMPlacesOptions{IsCommune: func(code string) bool { return code == "2B096" }})
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, "places", got, []string{
		"2B096=Curte", "2B096 20250", "2B096 20251",
		"||20250|Cours Paoli|12|bis|9.1500 42.3060",
		"|||Rue des Liens|7||9.1501 42.3061",
		"|||Les Granges|9.1600 42.3100", "|||La Grange|9.1600 42.3100", "|||E Grange|9.1600 42.3100",
		"2B096=Corti", "2B096 20250",
		"|||Vallon|9.1710 42.3210",
		"|||Le Bourg|2||9.1720 42.3220", "|||Le Bourg|4||9.1720 42.3220", "|||Le Bourg|6||9.1720 42.3220",
		"|||Rue X|0||9.1740 42.3240",
		"|||Rue X|3||9.1530 42.3090",
		"|||Rue des Liens|5||9.1530 42.3080",
		"|||Rue Y|11||9.1540 42.3080",
		"|||Rue Y|13||9.1540 42.3080",
	})
}

func TestReadOSMPlacesKnowsNoCommuneUnasked(t *testing.T) {
	got, err := placesOf(t, t.Context(), village().file(), OSMPlacesOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range got {
		if strings.Contains(line, "=") || strings.HasPrefix(line, "2B096 ") {
			t.Errorf("told %q of a commune nobody knows", line)
		}
	}
	if !slices.Contains(got, "||20250|Corte|9.1510 42.3070") {
		t.Errorf("Corte is no locality in %q", got)
	}
}

func TestReadOSMPlacesTellsProgressAndStops(t *testing.T) {
	content := village().file()
	var told []string
	progress := func(done, total int64) { told = append(told, fmt.Sprint(done, "/", total)) }
	if _, err := placesOf(t, t.Context(), content, OSMPlacesOptions{Progress: progress}); err != nil {
		t.Fatal(err)
	}
	n, h := len(content), len(pbOSMHeader)
	wantLines(t, "progress", told, []string{
		fmt.Sprint(h, "/", 2*n), fmt.Sprint(n, "/", 2*n), fmt.Sprint(n+h, "/", 2*n), fmt.Sprint(2*n, "/", 2*n),
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := placesOf(t, ctx, content, OSMPlacesOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
	_, err := placesOf(t, t.Context(), content[:len(content)-9], OSMPlacesOptions{})
	wantSentence(t, err, "lieux.osm.pbf", "ends inside block 2")
	wantSentence(t, ReadOSMPlaces(t.Context(), filepath.Join(t.TempDir(), "absent.osm.pbf"), &register{}, OSMPlacesOptions{}), "absent.osm.pbf")
}

func TestNumbersOfAddresses(t *testing.T) {
	for tag, want := range map[string]string{
		"12": "[{12 }]", "12 bis": "[{12 bis}]", "12bis": "[{12 bis}]", "12B": "[{12 B}]", "4-6": "[{4 } {6 }]", "14 - 18": "[{14 } {18 }]",
		"2;4": "[{2 } {4 }]", "2, 4 bis": "[{2 } {4 bis}]", "30a-g": "[{30 a}]", "6-4": "[{6 }]", "L104": "[{0 }]", "": "[{0 }]", ";;": "[{0 }]", "99999": "[{0 }]",
	} {
		if got := fmt.Sprint(numbersOf(tag)); got != want {
			t.Errorf("%q: got %s, want %s", tag, got, want)
		}
	}
}

// A real extract, whole in memory, is told the same as in two passes.
func TestReadOSMPlacesOfMonaco(t *testing.T) {
	path := filepath.Join(realdata.Dir(t), "roads", "monaco.osm.pbf")
	got := &register{}
	if err := ReadOSMPlaces(t.Context(), path, got, OSMPlacesOptions{}); err != nil {
		t.Fatal(err)
	}
	want := placesInMemory(t, path)
	slices.Sort(got.lines)
	slices.Sort(want)
	wantLines(t, "places", got.lines, want)
	if len(want) < 100 {
		t.Errorf("%d places, want the hundred that Monaco has", len(want))
	}
}

// placesInMemory is the naive way to read houses and localities: everything is kept, then looked up.
func placesInMemory(t *testing.T, path string) []string {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var objects []osm.Object
	at, given := map[osm.NodeID]orb.Point{}, map[string]string{}
	err = scan(newPBFGate(t.Context(), f, path, nil), func(*osmpbf.Scanner) {}, func(o osm.Object) {
		switch o := o.(type) {
		case *osm.Node:
			at[o.ID] = o.Point()
		case *osm.Relation:
			for _, m := range o.Members {
				if o.Tags.Find("type") == "associatedStreet" && m.Role != "street" {
					given[fmt.Sprint(m.Type, m.Ref)] = o.Tags.Find("name")
				}
			}
		}
		objects = append(objects, o)
	})
	if err != nil {
		t.Fatal(err)
	}
	r := &register{}
	for _, o := range objects {
		switch o := o.(type) {
		case *osm.Node:
			r.house(o.Tags, given[fmt.Sprint("node", o.ID)], o.Point())
			name, others := osmNames(o.Tags)
			if _, known := placeRadius[o.Tags.Find("place")]; known && name != "" {
				for _, n := range append([]string{name}, others...) {
					r.AddLocality(gazetteer.Locality{PostalCode: o.Tags.Find("addr:postcode"), Name: n, Point: o.Point()})
				}
			}
		case *osm.Way:
			a, b := at[o.Nodes[0].ID], at[o.Nodes[len(o.Nodes)/2].ID]
			r.house(o.Tags, given[fmt.Sprint("way", o.ID)], orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2})
		}
	}
	return r.lines
}

// house takes an object that has a number and a street.
func (r *register) house(tags osm.Tags, given string, at orb.Point) {
	street := cmp.Or(tags.Find("addr:street"), tags.Find("addr:place"), given)
	if number := tags.Find("addr:housenumber"); number != "" && street != "" {
		for _, n := range numbersOf(number) {
			r.AddAddress(gazetteer.Address{PostalCode: tags.Find("addr:postcode"), Street: street, Number: n.number, Suffix: n.suffix, Point: at})
		}
	}
}

func FuzzReadOSMPlaces(f *testing.F) {
	f.Add(village().block())
	f.Add(drawn())
	f.Fuzz(func(t *testing.T, block []byte) {
		content := slices.Concat(pbOSMHeader, pbFrame("OSMData", block, false))
		e := &extract{ReadSeekCloser: inMemory{bytes.NewReader(content)}, ctx: t.Context(), name: "f", size: int64(len(content))}
		_ = readOSMPlaces(e, onEarthPlaces{onEarthOnly{t}}, OSMPlacesOptions{IsCommune: communeCode.MatchString})
	})
}

// inMemory is a file that needs no closing.
type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// onEarthPlaces holds what a taker may count on.
type onEarthPlaces struct{ onEarthOnly }

func (o onEarthPlaces) AddAddress(a gazetteer.Address) {
	if a.Commune != "" {
		o.t.Errorf("OpenStreetMap knows no commune's code of %+v", a)
	}
	a.Commune = "2B096"
	o.onEarthOnly.AddAddress(a)
}

func (o onEarthPlaces) AddLocality(l gazetteer.Locality) {
	if l.Name == "" || !onEarth(l.Point) || l.Radius <= 0 {
		o.t.Errorf("taken: %+v", l)
	}
}

func (o onEarthPlaces) AddPostalCode(commune, code string) {
	if !communeCode.MatchString(commune) || postalCode(code) == "" {
		o.t.Errorf("taken: %q %q", commune, code)
	}
}

func (o onEarthPlaces) AddCommuneName(code, name string) {
	if !communeCode.MatchString(code) || name == "" {
		o.t.Errorf("taken: %q %q", code, name)
	}
}

// BenchmarkReadOSMPlaces reads 14 places, twice through.
func BenchmarkReadOSMPlaces(b *testing.B) {
	path := filepath.Join(realdata.Dir(b), "roads", "merged_places.osm.pbf")
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		if err := ReadOSMPlaces(b.Context(), path, &register{}, OSMPlacesOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
