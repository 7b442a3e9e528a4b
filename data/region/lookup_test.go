package region

import (
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
)

// smallTown is a region of three communes, one of which took in another, and a city, with a street of one name in two of them.
func smallTown(t testing.TB) *Lookup {
	t.Helper()
	b := gazetteer.NewBuilder()
	tables := data.Tables{Region: data.Region{TimeZone: "Europe/Paris"}}
	for i, c := range []struct{ code, name, postal string }{{"01001", "Corvaz-sur-Ain", "01100"}, {"01002", "Belmont", "01200"}, {"01003", "Belmont", "01300"}, {"69123", "Lyon", ""}, {"01004", "Seyrin", "01100"}} {
		b.AddCommune(gazetteer.Commune{Code: c.code, Name: c.name, Departement: "01", DeptName: "Ain", Point: orb.Point{5 + float64(i)/10, 46}, Radius: 60_000, People: 1000 - i, Ref: uint32(i)})
		b.AddPostalCode(c.code, c.postal)
		tables.Territories = append(tables.Territories, data.Territory{Kind: data.KindCommune, Code: c.code, Name: c.name})
	}
	for i, a := range []gazetteer.Address{
		{Commune: "01001", PostalCode: "01100", Street: "Rue du Puits", Number: 12, Suffix: "bis"},
		{Commune: "01001", PostalCode: "01100", Street: "Rue de la Gare", Number: 4},
		{Commune: "01002", PostalCode: "01200", Street: "Rue de la Gare", Number: 4},
		{Commune: "01001", PostalCode: "01100", Street: "Route de Seyrin", Number: 3},
		{Commune: "69123", PostalCode: "69002", Street: "Rue Mercière", Number: 5},
		{Commune: "01001", PostalCode: "39240", Street: "Rue du Pont", Number: 4},
		{Commune: "01001", PostalCode: "01100", Former: "Vieilmont", Street: "Chemin des Prés", Number: 7},
	} {
		a.Point = orb.Point{5 + float64(i)/100, 46}
		b.AddAddress(a)
	}
	ds, err := data.FromTables(tables)
	if err != nil {
		t.Fatal(err)
	}
	return NewLookup(b.Finish(), ds)
}

func TestLookup(t *testing.T) {
	l := smallTown(t)
	const none = ""
	for _, c := range []struct {
		name    string
		address data.Address
		outcome Outcome
		label   string
	}{
		{"whole", data.Address{Text: "12 bis rue du Puits", PostalCode: "01100", City: "Corvaz-sur-Ain", CommuneCode: "01001"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"by the code alone", data.Address{Text: "12 bis rue du puits", CommuneCode: "01001"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"by the postal code alone", data.Address{Text: "12 bis rue du puits", PostalCode: "01100"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"by the city alone", data.Address{Text: "12 bis rue du puits", City: "corvaz sur ain"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"all in the text", data.Address{Text: "12 bis rue du puits 01100 Corvaz-sur-Ain"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"business mail", data.Address{Text: "12 bis rue du Puits BP 40", PostalCode: "01199", City: "Corvaz-sur-Ain CEDEX 2"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"a building before", data.Address{Text: "Bâtiment C, 12 bis rue du Puits, 2e étage", City: "Corvaz-sur-Ain"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"a number nobody knows", data.Address{Text: "90 rue du Puits", City: "Corvaz-sur-Ain"}, Found, "Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"a city with a slip", data.Address{Text: "4 rue de la Gare", City: "Corvas-sur-Ain"}, Found, "4 Rue de la Gare, 01100 Corvaz-sur-Ain"},
		{"a commune since merged", data.Address{Text: "7 chemin des Prés", City: "Vieilmont"}, Found, "7 Chemin des Prés, 01100 Corvaz-sur-Ain"},
		{"another commune's street", data.Address{Text: "4 rue de la Gare", CommuneCode: "01003"}, Found, "Belmont (Ain)"},
		{"a street of two communes, told", data.Address{Text: "4 rue de la Gare", PostalCode: "01200"}, Found, "4 Rue de la Gare, 01200 Belmont"},
		{"and not told", data.Address{Text: "4 rue de la Gare"}, Ambiguous, none},
		{"no street of that name", data.Address{Text: "rue Inconnue", City: "Corvaz-sur-Ain"}, Found, "Corvaz-sur-Ain (Ain)"},
		{"nor where", data.Address{Text: "rue Inconnue"}, NotFound, none},
		{"a commune alone", data.Address{City: "Corvaz-sur-Ain"}, Found, "Corvaz-sur-Ain (Ain)"},
		{"one of two of a name", data.Address{City: "Belmont"}, Ambiguous, none},
		{"told by its postal code", data.Address{City: "Belmont", PostalCode: "01300"}, Found, "Belmont (Ain)"},
		{"a commune in the street's place", data.Address{Text: "Corvaz-sur-Ain", City: "Corvaz-sur-Ain"}, Found, "Corvaz-sur-Ain (Ain)"},
		{"a city of elsewhere", data.Address{Text: "12 bis rue du Puits", City: "Marseille", PostalCode: "13001"}, NotFound, none},
		{"a code that is none of today's, and the city", data.Address{Text: "12 bis rue du Puits", City: "Corvaz-sur-Ain", CommuneCode: "01999"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"a commune of that name elsewhere, by its code", data.Address{Text: "12 bis rue du Puits", City: "Corvaz-sur-Ain", CommuneCode: "13055"}, NotFound, none},
		{"by its postal code", data.Address{Text: "12 bis rue du Puits", City: "Corvaz-sur-Ain", PostalCode: "82400"}, NotFound, none},
		{"by its postal code alone", data.Address{City: "Corvaz-sur-Ain", PostalCode: "82400"}, NotFound, none},
		{"a postal code of the neighbouring département, which is the commune's", data.Address{Text: "1 rue du Pont", City: "Corvaz-sur-Ain", PostalCode: "39240"}, Found, "Rue du Pont, 39240 Corvaz-sur-Ain"},
		{"what is no postal code", data.Address{Text: "12 bis rue du Puits", City: "Corvaz-sur-Ain", PostalCode: "F-1100"}, Found, "12 bis Rue du Puits, 01100 Corvaz-sur-Ain"},
		{"an arrondissement's code", data.Address{Text: "5 rue Mercière", CommuneCode: "69382"}, Found, "5 Rue Mercière, 69002 Lyon"},
		{"a road named after its city, in the commune it is named after", data.Address{Text: "3 route de Corvaz", PostalCode: "01100", City: "Seyrin"}, Found, "Seyrin (Ain)"},
		{"and in its own", data.Address{Text: "3 route de Seyrin", PostalCode: "01100", City: "Corvaz-sur-Ain"}, Found, "3 Route de Seyrin, 01100 Corvaz-sur-Ain"},
		{"nothing", data.Address{Text: " - "}, Empty, none},
		{"a postal code", data.Address{PostalCode: "01200"}, NotFound, none},
	} {
		m, outcome := l.Find(c.address, LeastScore)
		if outcome != c.outcome || m.Label != c.label {
			t.Errorf("%s: got %d, %q (%.2f), want %d, %q", c.name, outcome, m.Label, m.Score, c.outcome, c.label)
		}
	}
}

// Whatever an address says, what is found is a place that agrees with it, where it says to be.
func FuzzLookup(f *testing.F) {
	l := smallTown(f)
	for _, a := range [][4]string{
		{"12 bis rue du Puits", "01100", "Corvaz-sur-Ain", "01001"}, {"", "", "", ""}, {",;()/\n - ", "0110", "CEDEX 2", "2Z001"},
		{"BP 40 TSA 12 cedex", "01199", "Corvaz CEDEX", "69381"}, {"4 rue de la Gare, 01200 Belmont", "", "", ""}, {"\xff\x00é", "99999", "\u202eLyon", "13055"},
	} {
		f.Add(a[0], a[1], a[2], a[3])
	}
	f.Fuzz(func(t *testing.T, text, postal, city, code string) {
		a := data.Address{Text: text, PostalCode: postal, City: city, CommuneCode: code}
		m, outcome := l.Find(a, LeastScore)
		if outcome != Found {
			if m.Label != "" {
				t.Fatalf("%+v: got %+v, outcome %d", a, m, outcome)
			}
			return
		}
		if m.Score < LeastScore || precisionOf(&m) == data.PrecisionUnknown || m.CommuneCode == "" {
			t.Fatalf("%+v: got %+v", a, m)
		}
		if l.name(code) != "" && m.CommuneCode != code {
			t.Fatalf("%+v was found in another commune: %+v", a, m)
		}
	})
}
