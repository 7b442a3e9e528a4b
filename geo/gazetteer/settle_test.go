package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// TestWhatIsOnePlace: what sources tell of one thing, each in its way, is one
// place; what only looks alike is not.
func TestWhatIsOnePlace(t *testing.T) {
	const lon, lat = 8.74, 41.92
	house := func(former, postal, street string, number int, metres float64) func(*Builder) {
		return func(b *Builder) {
			b.AddAddress(Address{
				Commune: "2A004", Former: former, PostalCode: postal, Street: street, Number: number,
				Point: orb.Point{lon, lat + metres/111_195},
			})
		}
	}
	street := func(postal, name string, metres float64) func(*Builder) {
		return func(b *Builder) {
			b.AddStreet(Street{Commune: "2A004", PostalCode: postal, Name: name, Point: orb.Point{lon, lat + metres/111_195}})
		}
	}
	locality := func(name string) func(*Builder) {
		return func(b *Builder) {
			b.AddLocality(Locality{Commune: "2A004", Name: name, Point: orb.Point{lon, lat}})
		}
	}
	structure := func(postal, name string, ref uint32) func(*Builder) {
		return func(b *Builder) {
			b.AddStructure(Structure{Commune: "2A004", PostalCode: postal, Name: name, Point: orb.Point{lon, lat}, Ref: ref})
		}
	}
	code := func(code string) func(*Builder) { return func(b *Builder) { b.AddPostalCode("2A004", code) } }
	name := func(name string) func(*Builder) { return func(b *Builder) { b.AddCommuneName("2A004", name) } }
	for _, c := range []struct {
		name string
		add  []func(*Builder)
		want string // without the commune
	}{
		{
			"spellings of a street; the one with more houses is shown",
			[]func(*Builder){
				house("", "20000", "Bd du Gal Leclerc", 1, 0), house("", "20000", "Boulevard du Général Leclerc", 3, 0),
				house("", "20000", "Boulevard du Général Leclerc", 5, 0), house("", "20000", "BOULEVARD DU GENERAL LECLERC", 7, 0),
			},
			"street Boulevard du Général Leclerc | 2A004 20000 1 3 5 7",
		},
		{
			"a street in two parts of a city",
			[]func(*Builder){house("", "20000", "Rue X", 1, 0), house("", "20090", "Rue X", 1, 0)},
			"street Rue X | 2A004 20000 1\nstreet Rue X | 2A004 20090 1",
		},
		{
			"a house without a postal code is of the only one",
			[]func(*Builder){code("20000"), house("", "", "Rue X", 1, 0), house("", "20000", "Rue X", 2, 0)},
			"street Rue X | 2A004 20000 1 2",
		},
		{
			"else it goes to the nearest street of its name",
			[]func(*Builder){
				house("", "20000", "Rue X", 1, 0), house("", "20090", "Rue X", 1, 5000), house("", "", "Rue X", 9, 4000),
			},
			"street Rue X | 2A004 20000 1\nstreet Rue X | 2A004 20090 1 9",
		},
		{
			"and stays without a code where there is none",
			[]func(*Builder){code("20000"), code("20090"), house("", "", "Rue X", 9, 4000)},
			"street Rue X | 2A004 none 9",
		},
		{
			"a shape goes to the nearest street of its name and code",
			[]func(*Builder){
				house("", "20000", "Rue X", 1, 0), house("", "20090", "Rue X", 1, 5000), street("20000", "rue x", 4900), street("", "RUE X", 4900),
			},
			"street Rue X | 2A004 20000 1\nstreet Rue X | 2A004 20090 1",
		},
		{
			"pieces of a street",
			[]func(*Builder){street("20000", "Rue X", 0), street("20000", "Rue X", 900), street("", "Rue X", 50)},
			"street Rue X | 2A004 20000",
		},
		{
			"a lieu-dit with house numbers",
			[]func(*Builder){locality("Mezzavia"), house("", "20000", "Lieu-dit Mezzavia", 4, 0)},
			"street Lieu-dit Mezzavia | 2A004 20000 4",
		},
		{
			"an address without a number is a lieu-dit, or a street by its name",
			[]func(*Builder){house("", "20000", "Mezzavia", 0, 0), house("", "20000", "Chemin de Mezzavia", 0, 0)},
			"locality Mezzavia | 2A004 20000\nstreet Chemin de Mezzavia | 2A004 20000",
		},
		{
			"a structure is never another, nor a street",
			[]func(*Builder){structure("", "Mairie", 1), structure("", "Mairie", 2), locality("Mairie")},
			"structure Mairie | 2A004 none\nstructure Mairie | 2A004 none\nlocality Mairie | 2A004 none",
		},
		{
			"a structure's CEDEX code teaches nothing",
			[]func(*Builder){code("20000"), structure("20302", "Mairie", 1)},
			"structure Mairie | 2A004 20000",
		},
		{
			"a former commune is told",
			[]func(*Builder){locality("Vieux Bourg"), house("VIEUX-BOURG", "20000", "Rue X", 1, 9000), name("Vieux-Bourg")},
			"street Rue X | 2A004 20000 (VIEUX-BOURG) 1\nlocality Vieux Bourg | 2A004 20000 (VIEUX-BOURG)",
		},
		{
			"a former commune is amid its addresses",
			[]func(*Builder){house("Vieux-Bourg", "20000", "Rue X", 1, 9000), name("Vieux Bourg")},
			"street Rue X | 2A004 20000 (Vieux-Bourg) 1\nlocality Vieux-Bourg | 2A004 20000 (Vieux-Bourg)",
		},
		{
			"a former commune without an address is another name of the commune",
			[]func(*Builder){name("Vieux-Bourg"), name("vieux bourg")},
			"commune Vieux-Bourg | 2A004 none",
		},
		{
			"the part of a new commune that kept its name is no former one",
			[]func(*Builder){house("AJACCIO", "20000", "Rue X", 1, 0), locality("Ajaccio"), name("Ajaccio")},
			"street Rue X | 2A004 20000 1",
		},
		{
			"two numbers that differ by a suffix nobody understands",
			[]func(*Builder){
				func(b *Builder) {
					b.AddAddress(Address{Commune: "2A004", PostalCode: "20000", Street: "Rue X", Number: 4, Suffix: "lot 7", Point: orb.Point{lon, lat}})
				},
				house("", "20000", "Rue X", 4, 100),
			},
			"street Rue X | 2A004 20000 4",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := NewBuilder()
			b.AddCommune(Commune{Code: "2A004", Name: "Ajaccio", People: 72_647, Point: orb.Point{lon, lat}})
			for _, add := range c.add {
				add(b)
			}
			_, got, _ := strings.Cut(tell(b.Finish()), "\n")
			if got = strings.TrimSpace(got); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Of a commune added twice the one with more people stays, whichever came first.
func TestCommuneAddedTwice(t *testing.T) {
	old := Commune{Code: "2A004", Name: "Aiacciu", People: 100}
	now := Commune{Code: "2A004", Name: "Ajaccio", People: 72_647}
	for _, order := range [][]Commune{{old, now}, {now, old}} {
		b := NewBuilder()
		for _, c := range order {
			b.AddCommune(c)
		}
		if got, want := tell(b.Finish()), "commune Ajaccio | 2A004 none\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Importance grows with people and houses, and never wraps.
func TestDoublings(t *testing.T) {
	for _, c := range []struct{ n, each, want int }{
		{-1, 12, 0}, {0, 12, 0}, {1, 12, 12}, {2, 12, 18}, {3, 12, 24}, {7, 6, 18}, {72_647, 12, 193}, {68_000_000, 12, 312},
	} {
		if got := doublings(c.n, c.each); got != c.want {
			t.Errorf("doublings of %d, %d each: got %d, want %d", c.n, c.each, got, c.want)
		}
	}
}

// A commune without any place has a district of each of its postal codes, and
// one without a code where none is known: else nothing would lead to it.
func TestDistrictsWithoutPlaces(t *testing.T) {
	b := NewBuilder()
	b.AddCommune(Commune{Code: "2A004", Name: "Ajaccio", People: 72_647})
	b.AddCommune(Commune{Code: "2A001", Name: "Afa", People: 3277})
	for _, code := range []string{"20090", "20000", "20090", "CEDEX", "2000", "20 00"} {
		b.AddPostalCode("2A004", code)
	}
	b.AddPostalCode("99999", "20250")
	c := b.Finish().Columns()
	if got, want := c.DistrictPostal, []uint32{20000, 20090, NoRef}; !slices.Equal(got, want) {
		t.Errorf("postal codes: got %d, want %d", got, want)
	}
	if got, want := c.FirstDistrictOf, []uint32{0, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("first districts: got %d, want %d", got, want)
	}
	if got, want := c.District, []uint32{0, 2}; !slices.Equal(got, want) {
		t.Errorf("districts of the communes: got %d, want %d", got, want)
	}
}
