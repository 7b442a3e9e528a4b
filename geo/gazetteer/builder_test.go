package gazetteer

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// corsica is a small world: a commune of two postal codes, a new commune, one
// without a postal code.
func corsica() []func(*Builder) {
	address := func(commune, former, postal, street string, number int, suffix string, lon, lat float64) func(*Builder) {
		return func(b *Builder) {
			b.AddAddress(Address{commune, former, postal, street, number, suffix, orb.Point{lon, lat}})
		}
	}
	commune := func(code, name string, people int, lon, lat float64, ref uint32) func(*Builder) {
		return func(b *Builder) {
			b.AddCommune(Commune{code, name, "2B", "Haute-Corse", orb.Point{lon, lat}, 4000, people, ref})
		}
	}
	return []func(*Builder){
		commune("2B033", "Bastia", 48044, 9.45, 42.70, 7),
		commune("2B096", "Corte", 7446, 9.15, 42.30, 8),
		commune("2B167", "Moïta-les-Eaux", 60, 9.40, 42.25, 9),
		func(b *Builder) { b.AddCommuneName("2B096", "Corti") },
		func(b *Builder) { b.AddCommuneName("2B096", "CORTE") },
		func(b *Builder) { b.AddPostalCode("2B033", "20200") },
		func(b *Builder) { b.AddPostalCode("2B033", "20600") },
		func(b *Builder) {
			b.AddTerritory(Territory{"Centre Corse", "2B", orb.Point{9.2, 42.3}, 20000, 9000, 3})
		},

		address("2B096", "", "20250", "Cours Paoli", 12, "", 9.1490, 42.3060),
		address("2B096", "", "20250", "Cours Paoli", 12, "BIS", 9.1491, 42.3061),
		address("2B096", "", "20250", "cours paoli", 2, "", 9.1489, 42.3050),
		address("2B096", "", "20250", "Cours Paoli", 2, "", 9.1499, 42.3050),
		address("2B096", "", "20250", "Cours Paoli", 30, "", 9.1492, 42.3070),
		address("2B096", "", "20250", "Lieu-dit Casanova", 0, "", 9.17, 42.25),
		address("2B033", "", "20200", "Bd du Gal Giraud", 70_000, "", 9.447, 42.69),
		address("2B033", "", "20200", "Rue de l'Église", 1, "", 9.4490, 42.69),
		address("2B033", "", "20600", "Rue de l'Eglise", 1, "", 9.4400, 42.67),
		address("2B167", "Matra", "20270", "Rue de l'Église", 4, "a1", 9.3990, 42.28),
		address("2B167", "Matra", "20270", "Rue de l'Église", 4, "", 9.3991, 42.28),
		address("2B167", "Matra", "20270", "Strada Suttana", 1, "", 9.3989, 42.2801),
		address("2B167", "MOITA LES EAUX", "20270", "Strada Suprana", 1, "", 9.41, 42.25),
		address("", "", "", "Avenue Emile Sari", 5, "ter", 9.4502, 42.6998),
		address("", "", "", "Avenue Emile Sari", 5, "ter", 2.35, 48.85),

		func(b *Builder) {
			b.AddStreet(Street{"2B033", "", "rue de l'eglise", orb.Point{9.4401, 42.6701}, orb.Bound{Min: orb.Point{9.43, 42.66}, Max: orb.Point{9.441, 42.671}}})
		},
		func(b *Builder) {
			b.AddLocality(Locality{Commune: "2B096", Name: "Casanova", Point: orb.Point{9.171, 42.251}})
		},
		func(b *Builder) {
			b.AddLocality(Locality{Commune: "2B096", Name: "Corte", Point: orb.Point{9.15, 42.30}})
		},
		func(b *Builder) {
			b.AddStructure(Structure{"2B033", "20407", "Mission locale", orb.Point{9.446, 42.694}, 0, 41})
		},
		func(b *Builder) {
			b.AddStructure(Structure{"2B096", "20250", "France services", orb.Point{9.146, 42.304}, 30, 42})
		},
	}
}

func built(additions []func(*Builder)) *Gazetteer {
	b := NewBuilder()
	b.CommuneAt = func(p orb.Point) string {
		if p[1] > 42.6 && p[1] < 43 {
			return "2B033"
		}
		return ""
	}
	for _, add := range additions {
		add(b)
	}
	return b.Finish()
}

// tell writes every place on a line, its houses after it.
func tell(g *Gazetteer) string {
	c := g.Columns()
	var b strings.Builder
	for p := range c.Kind {
		fmt.Fprintf(&b, "%s %s", [...]string{"commune", "territory", "locality", "street", "structure"}[c.Kind[p]], c.text(NameID(c.Name[p])))
		if d := c.District[p]; d != NoRef {
			commune := c.DistrictCommune[d]
			postal := "none"
			if n := c.DistrictPostal[d]; n != NoRef {
				postal = fmt.Sprintf("%05d", n)
			}
			fmt.Fprintf(&b, " | %s %s", c.CommuneCode[5*commune:5*commune+5], postal)
			if f := c.DistrictFormer[d]; f != NoRef {
				fmt.Fprintf(&b, " (%s)", c.text(NameID(f)))
			}
		}
		for h := c.FirstHouse[p]; h < c.FirstHouse[p+1]; h++ {
			fmt.Fprintf(&b, " %d%s", c.Number[h], suffixText(c.Suffix[h]))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (c *Columns) text(n NameID) string { return string(c.Text[c.FirstByte[n]:c.FirstByte[n+1]]) }

func TestFinishLaysOut(t *testing.T) {
	const want = `
commune Bastia | 2B033 20200
territory Centre Corse
territory 2B
commune Corte | 2B096 20250
commune Corti | 2B096 20250
commune Moïta-les-Eaux | 2B167 20270
street Rue de l'Église | 2B033 20200 1
street Bd du Gal Giraud | 2B033 20200
structure Mission locale | 2B033 none
street Avenue Emile Sari | 2B033 none 5ter
street Rue de l'Eglise | 2B033 20600 1
structure France services | 2B096 20250
street Cours Paoli | 2B096 20250 2 12 12bis 30
locality Casanova | 2B096 20250
street Strada Suprana | 2B167 20270 1
street Rue de l'Église | 2B167 20270 (Matra) 4
street Strada Suttana | 2B167 20270 (Matra) 1
locality Matra | 2B167 20270 (Matra)
`
	g := built(corsica())
	if got := "\n" + tell(g); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	wantStats := Stats{
		Communes: 3, Territories: 1, Localities: 2, Streets: 8, Structures: 2, Houses: 10,
		Words: 39, Names: 18, LeftOut: 1,
	}
	if got := g.Stats(); got != wantStats {
		t.Errorf("got %+v\nwant %+v", got, wantStats)
	}
}

// The same additions make the same bytes, in any order and finished twice.
func TestFinishKnowsNoOrder(t *testing.T) {
	want := built(corsica()).Columns()
	for seed := range uint64(40) {
		shuffled := corsica()
		rand.New(rand.NewPCG(seed, 15)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		shuffled = slices.Insert(shuffled, len(shuffled)/2, func(b *Builder) { b.Finish() })
		if got := built(shuffled).Columns(); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: another order makes other columns", seed)
		}
	}
}

// placeNamed is the first place of a name.
func placeNamed(t *testing.T, g *Gazetteer, name string) PlaceID {
	t.Helper()
	c := g.Columns()
	for p := range c.Name {
		if c.text(NameID(c.Name[p])) == name {
			return PlaceID(p)
		}
	}
	t.Fatalf("no place is named %s", name)
	return 0
}

func TestWherePlacesAre(t *testing.T) {
	g := built(corsica())
	c := g.Columns()
	for _, c2 := range []struct {
		name            string
		want            orb.Point
		radius, atLeast float64
		whatDecides     string
	}{
		{"Bastia", orb.Point{9.45, 42.70}, 4000, 4000, "what was told"},
		{"Centre Corse", orb.Point{9.2, 42.3}, 20000, 20000, "what was told"},
		{"Cours Paoli", orb.Point{9.1491, 42.3061}, 125, 120, "the house in the middle, the farthest house"},
		{"Avenue Emile Sari", orb.Point{9.4502, 42.6998}, streetRadius, streetRadius, "a single house"},
		{"Bd du Gal Giraud", orb.Point{9.447, 42.69}, streetRadius, streetRadius, "a number nobody can read"},
		{"Rue de l'Eglise", orb.Point{9.44, 42.67}, 1600, 1300, "its house; the street's shape"},
		{"Casanova", orb.Point{9.17, 42.25}, 600, 300, "the address without a number"},
		{"Matra", orb.Point{9.3991, 42.28}, 300, 100, "the street nearest to the middle of its streets"},
		{"Mission locale", orb.Point{9.446, 42.694}, 0, 0, "what was told"},
		{"France services", orb.Point{9.146, 42.304}, 30, 30, "what was told"},
	} {
		p := placeNamed(t, g, c2.name)
		if got := unitAt(c.Point, int(p)).point(); got != c2.want {
			t.Errorf("%s (%s): got %v, want %v", c2.name, c2.whatDecides, got, c2.want)
		}
		if got := float64(c.Radius[p]); got > c2.radius || got < c2.atLeast {
			t.Errorf("%s (%s): got a radius of %v m, want %v to %v", c2.name, c2.whatDecides, got, c2.atLeast, c2.radius)
		}
	}
}

// A house given twice is kept once, the one whose suffix is understood first.
func TestHouseGivenTwice(t *testing.T) {
	g := built(corsica())
	c := g.Columns()
	p := placeNamed(t, g, "Cours Paoli")
	if got, want := unitAt(c.House, int(c.FirstHouse[p])).point(), (orb.Point{9.1489, 42.3050}); got != want {
		t.Errorf("2 Cours Paoli: got %v, want %v", got, want)
	}
	for p := range c.Kind {
		if d := c.District[p]; d != NoRef && c.DistrictFormer[d] != NoRef && c.FirstHouse[p] < c.FirstHouse[p+1] {
			if c.Number[c.FirstHouse[p]] == 4 && unitAt(c.House, int(c.FirstHouse[p])).point() != (orb.Point{9.3991, 42.28}) {
				t.Error("4a1 stands for 4, though 4 was given")
			}
		}
	}
}

func TestContexts(t *testing.T) {
	c := built(corsica()).Columns()
	var got []string
	for d := range c.DistrictCommune {
		var words []string
		for _, w := range c.ContextWords[c.FirstContext[d]:c.FirstContext[d+1]] {
			words = append(words, string(c.Letters[c.FirstLetter[w]:c.FirstLetter[w+1]]))
		}
		got = append(got, strings.Join(words, " "))
	}
	want := []string{
		"20200 2b 2b033 bastia corse haute",
		"2b 2b033 bastia corse haute",
		"20600 2b 2b033 bastia corse haute",
		"20250 2b 2b096 corse corte corti haute",
		"20270 2b 2b167 corse eaux haute les moita",
		"20270 2b 2b167 corse eaux haute les matra moita",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// What cannot be placed is counted, never kept by half.
func TestLeftOut(t *testing.T) {
	nan := math.NaN()
	for name, add := range map[string]func(*Builder){
		"a house of an unknown commune": func(b *Builder) { b.AddAddress(Address{Commune: "99999", Street: "Rue X", Number: 1}) },
		"a house nowhere": func(b *Builder) {
			b.AddAddress(Address{Commune: "2B033", Street: "Rue X", Number: 1, Point: orb.Point{nan, 42.7}})
		},
		"a house off the globe": func(b *Builder) {
			b.AddAddress(Address{Commune: "2B033", Street: "Rue X", Number: 1, Point: orb.Point{9, 1234}})
		},
		"a house in no street":          func(b *Builder) { b.AddAddress(Address{Commune: "2B033", Number: 1}) },
		"a street of signs":             func(b *Builder) { b.AddAddress(Address{Commune: "2B033", Street: "…", Number: 1}) },
		"a shape without a name":        func(b *Builder) { b.AddStreet(Street{Commune: "2B033"}) },
		"a shape of an unknown commune": func(b *Builder) { b.AddStreet(Street{Commune: "99999", Name: "Rue X"}) },
		"a lieu-dit without a name":     func(b *Builder) { b.AddLocality(Locality{Commune: "2B033"}) },
		"a structure nowhere":           func(b *Builder) { b.AddStructure(Structure{Commune: "2B033", Name: "X", Point: orb.Point{0, nan}}) },
		"a territory of signs":          func(b *Builder) { b.AddTerritory(Territory{Name: "–"}) },
		"a commune without a code":      func(b *Builder) { b.AddCommune(Commune{Name: "Corte"}) },
		"a commune of a short code":     func(b *Builder) { b.AddCommune(Commune{Code: "B033", Name: "Corte"}) },
		"a commune nowhere":             func(b *Builder) { b.AddCommune(Commune{Code: "2B096", Name: "Corte", Point: orb.Point{nan, nan}}) },
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBuilder()
			b.AddCommune(Commune{Code: "2B033", Name: "Bastia", Point: orb.Point{9.45, 42.7}})
			add(b)
			want := Stats{Communes: 1, Words: 2, Names: 1, LeftOut: 1}
			if got := b.Finish().Stats(); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// A house far from the commune it names is of the commune it lies in, if any:
// a wrong position sends nobody to another town in the name of this one, and
// outlines older than a merger lose no house.
func TestFarFromItsCommune(t *testing.T) {
	far, farther := orb.Point{9.15, 42.30}, orb.Point{2.35, 48.86}
	b := NewBuilder()
	b.CommuneAt = func(p orb.Point) string {
		if p == far {
			return "2B096"
		}
		return ""
	}
	b.AddCommune(Commune{Code: "2B033", Name: "Bastia", Point: orb.Point{9.45, 42.70}, Radius: 5000, People: 2})
	b.AddCommune(Commune{Code: "2B096", Name: "Corte", Point: orb.Point{9.15, 42.31}, Radius: 5000, People: 1})
	for i, p := range []orb.Point{{9.45, 42.705}, far, farther} {
		b.AddAddress(Address{Commune: "2B033", Street: "Rue X", Number: i + 1, Point: p})
	}
	g := b.Finish()
	var got []string
	for _, m := range g.Search(Query{Text: "rue x"}) {
		got = append(got, m.Label)
	}
	if want := []string{"Rue X, Bastia", "Rue X, Corte"}; !slices.Equal(got, want) || g.Stats().Houses != 2 || g.Stats().LeftOut != 1 {
		t.Errorf("got %q and %+v, want %q, two houses and one left out", got, g.Stats(), want)
	}
	if got := g.Search(Query{Text: "2 rue x corte"}); len(got) == 0 || got[0].Point != far {
		t.Errorf("2 rue x corte: got %v", got)
	}
}

// A Gazetteer of nothing answers.
func TestNothingAdded(t *testing.T) {
	g := NewBuilder().Finish()
	if got := g.Stats(); got != (Stats{}) {
		t.Errorf("got %+v of nothing", got)
	}
	if got := g.Search(Query{Text: "corte"}); len(got) > 0 {
		t.Errorf("got %v of nothing", got)
	}
	if got := g.Reverse(orb.Point{9, 42}, 1000, 5); len(got) > 0 {
		t.Errorf("got %v of nothing", got)
	}
}
