package region

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/internal/banworld"
	"maillage/internal/racing"
)

// drawnFinder finds in a drawn region of which one street in two was left out, and says which.
func drawnFinder(t testing.TB, seed uint64) (*finder, *banworld.World, func(a banworld.Address) bool) {
	t.Helper()
	w, b := banworld.New(seed, 60, 20_000), gazetteer.NewBuilder()
	missing := make(map[[2]string]bool)
	for i, s := range w.Streets {
		if i%2 == 1 {
			missing[[2]string{w.Communes[w.Districts[s.District].Commune].Code, s.Name}] = true
		}
	}
	gone := func(a banworld.Address) bool { return missing[[2]string{a.Commune, a.Street}] }
	tables := data.Tables{Region: data.Region{TimeZone: "Europe/Paris"}}
	for _, c := range w.Communes {
		b.AddCommune(gazetteer.Commune(c))
		tables.Territories = append(tables.Territories, data.Territory{Kind: data.KindCommune, Code: c.Code, Name: c.Name})
	}
	for a := range w.All() {
		if !gone(a) {
			b.AddAddress(gazetteer.Address(a))
		}
	}
	ds, err := data.FromTables(tables)
	if err != nil {
		t.Fatal(err)
	}
	return &finder{Lookup: NewLookup(b.Finish(), ds)}, w, gone
}

// Addresses as sources write them are found where they are, and those of streets
// that nobody knows are not taken for others: what docs/method/data-quality.md says of the least score.
func TestAddressesOfRecordsAreFound(t *testing.T) {
	racing.Long(t)
	const each = 400
	for _, seed := range []uint64{5, 6} {
		f, w, gone := drawnFinder(t, seed)
		random := rand.New(rand.NewPCG(seed, 0))
		for _, c := range []struct {
			name   string
			damage banworld.Damage
			city   bool // the address repeats its city
			found  int  // of a hundred addresses of known streets, at least
			wrong  int  // of a thousand of unknown ones, at most
		}{
			{"as it is", 0, false, 99, 5},
			{"with its city", 0, true, 99, 5},
			{"without accents", banworld.WithoutAccents | banworld.LowerCase, false, 99, 5},
			{"abbreviated", banworld.Abbreviated, false, 99, 5},
			{"one slip", banworld.WithTypo, false, 88, 5},
		} {
			t.Run(fmt.Sprintf("seed %d, %s", seed, c.name), func(t *testing.T) {
				right, wrong, known, unknown := 0, 0, 0, 0
				for known < each || unknown < each {
					i := random.IntN(len(w.Streets))
					a := w.House(i, random.IntN(w.Streets[i].Houses))
					counted := &known
					if gone(a) {
						counted = &unknown
					}
					if *counted++; *counted > each {
						continue
					}
					text := w.Damaged(random, a, c.damage|banworld.WithoutPostal)
					if !c.city {
						text = text[:strings.LastIndex(text, ", ")] // the record tells it by its code
					}
					found, outcome := f.Find(data.Address{Text: text, PostalCode: a.PostalCode, CommuneCode: a.Commune}, LeastScore)
					ok := outcome == Found && found.Kind != gazetteer.KindCommune
					near := ok && found.Kind == gazetteer.KindHouse && geo.Metres(found.Point, a.Point) < 50
					switch {
					case !gone(a) && near:
						right++
					case gone(a) && ok:
						wrong++
						t.Logf("%q was taken for %q, score %.2f", text, found.Label, found.Score)
					}
				}
				t.Logf("%d of %d found at their house, %d of %d taken for another", right, each, wrong, each)
				if 100*right < c.found*each || 1000*wrong > c.wrong*each {
					t.Errorf("got %d right and %d wrong of %d, want %d %% and %d ‰", right, wrong, each, c.found, c.wrong)
				}
			})
		}
	}
}

// Villages share postal codes, and each has a road named after the other: an
// address that tells its city without the commune's code stays in it, however alike the other village's is.
func TestAddressesStayInTheirCity(t *testing.T) {
	for _, seed := range []uint64{7, 8} {
		f, w, gone := drawnFinder(t, seed)
		for i, s := range w.Streets {
			a := w.House(i, 0)
			if !gone(a) || !strings.HasPrefix(s.Name, "Route de ") && !strings.HasPrefix(s.Name, "Avenue de ") {
				continue
			}
			text := w.Damaged(nil, a, banworld.WithoutPostal)
			city := w.CommuneOf(a.Commune).Name
			found, outcome := f.Find(data.Address{Text: strings.TrimSuffix(text, ", "+city), PostalCode: a.PostalCode, City: city}, LeastScore)
			if outcome == Found && found.CommuneCode != a.Commune {
				t.Errorf("seed %d: %q of %s became %q, score %.2f", seed, text, a.PostalCode, found.Label, found.Score)
			}
		}
	}
}
