package gazetteer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/internal/banworld"
	"maillage/internal/racing"
)

// TestDamagedAddressesAreFound damages addresses as people do: the right street
// must be in the first three, with its number.
func TestDamagedAddressesAreFound(t *testing.T) {
	racing.Long(t)
	const seed = 33
	testDamage(t, banworld.New(seed, 300, 60_000), seed, 400, 95)
}

func testDamage(t *testing.T, w *banworld.World, seed uint64, n int, least float64) {
	b := NewBuilder()
	addWorld(b, w)
	g := b.Finish()
	damages := banworld.AnyDamage()
	for _, d := range banworld.AnyDamage() {
		damages = append(damages, d|banworld.WithoutPostal|banworld.WithoutAccents|banworld.LowerCase, d|banworld.WithTypo)
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	asked, streets, numbers := 0, 0, 0
	for _, d := range damages {
		missed := 0
		for range n / 4 {
			street := rng.IntN(len(w.Streets))
			a := w.House(street, rng.IntN(w.Streets[street].Houses))
			text := w.Damaged(rng, a, d)
			asked++
			found, numbered := addressAmong(g, text, a, w.CommuneOf(a.Commune).Name)
			if found {
				streets++
			} else if missed++; missed < 6 {
				t.Logf("%q for %s", text, w.Text(a))
			}
			if numbered {
				numbers++
			}
		}
		t.Logf("damage %b: %d of %d missed", d, missed, n/4)
	}
	share := func(k int) float64 { return 100 * float64(k) / float64(asked) }
	t.Logf("%d damaged addresses: the street in the first three %.2f %%, with its number %.2f %% (seed %d)", asked, share(streets), share(numbers), seed)
	if share(streets) < least || share(numbers) < least {
		t.Errorf("want %.0f %%", least)
	}
}

// addressAmong tells whether the street of an address is among the first three
// matches of a text, and whether with its number.
func addressAmong(g *Gazetteer, text string, a banworld.Address, commune string) (street, number bool) {
	for i, m := range g.Search(Query{Text: text}) {
		if i < 3 && m.Name == a.Street && m.CommuneCode == a.Commune {
			written := strings.TrimSpace(fmt.Sprint(a.Number, " ", a.Suffix))
			return true, strings.EqualFold(m.Number, written)
		}
	}
	return false, false
}
