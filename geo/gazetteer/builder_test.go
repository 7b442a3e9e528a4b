package gazetteer

import (
	"fmt"
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
		func(b *Builder) { b.AddTerritory(Territory{"Centre Corse", orb.Point{9.2, 42.3}, 20000, 9000, 3}) },

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
		func(b *Builder) { b.AddLocality(Locality{Commune: "2B096", Name: "Casanova", Point: orb.Point{9.171, 42.251}}) },
		func(b *Builder) { b.AddLocality(Locality{Commune: "2B096", Name: "Corte", Point: orb.Point{9.15, 42.30}}) },
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
			fmt.Fprintf(&b, " | %s %d", c.CommuneCode[5*commune:5*commune+5], int32(c.DistrictPostal[d]))
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
	fmt.Println(tell(built(corsica())))
	_, _, _ = rand.New, reflect.DeepEqual, slices.Sort[[]int]
}
