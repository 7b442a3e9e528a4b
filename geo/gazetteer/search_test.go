package gazetteer

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"
)

// island is a small gazetteer with what is hard in it.
func island() *Gazetteer {
	b := NewBuilder()
	commune := func(code, name, dept, deptName string, people int, lon, lat float64, postal ...string) {
		b.AddCommune(Commune{Code: code, Name: name, Departement: dept, DeptName: deptName, Point: orb.Point{lon, lat}, People: people, Ref: uint32(people)})
		for _, p := range postal {
			b.AddPostalCode(code, p)
		}
	}
	commune("2B096", "Corte", "2B", "Haute-Corse", 7400, 9.15, 42.31, "20250")
	commune("2B033", "Bastia", "2B", "Haute-Corse", 48500, 9.45, 42.7, "20200", "20600")
	commune("2A004", "Ajaccio", "2A", "Corse-du-Sud", 72600, 8.74, 41.93, "20000", "20090", "20167")
	commune("2B298", "Saint-Florent", "2B", "Haute-Corse", 1700, 9.3, 42.68, "20217")
	commune("2B134", "L'Île-Rousse", "2B", "Haute-Corse", 3200, 8.94, 42.63, "20220")
	commune("2B193", "Casanova", "2B", "Haute-Corse", 350, 9.17, 42.25, "20250")
	commune("69209", "Saint-Julien", "69", "Rhône", 800, 4.65, 46.03, "69640")
	commune("07254", "Saint-Julien", "07", "Ardèche", 900, 4.4, 44.7, "07000")
	street := func(commune, postal, name string, houses ...int) {
		for _, n := range houses {
			b.AddAddress(Address{Commune: commune, PostalCode: postal, Street: name, Number: n, Point: orb.Point{9.1 + float64(n)/1e4, 42.3}})
		}
	}
	street("2B096", "20250", "Cours Paoli", 1, 2, 12, 14)
	b.AddAddress(Address{Commune: "2B096", PostalCode: "20250", Street: "Cours Paoli", Number: 12, Suffix: "bis", Point: orb.Point{9.15, 42.3}})
	street("2B033", "20200", "Rue César Campinchi", 1, 12)
	street("2B033", "20200", "Rue du 8 Mai 1945", 1, 8, 45)
	street("2B096", "20250", "Avenue du Général de Gaulle", 1, 8)
	street("2A004", "20000", "Cours Napoléon", 1, 12, 40)
	street("2A004", "20000", "Rue de Corte", 1, 3)
	b.AddLocality(Locality{Commune: "2B096", PostalCode: "20250", Name: "Porette", Point: orb.Point{9.16, 42.3}})
	b.AddStructure(Structure{Commune: "2B033", PostalCode: "20200", Name: "Mairie de Bastia", Point: orb.Point{9.45, 42.7}, Ref: 7})
	b.AddStructure(Structure{Commune: "2B096", PostalCode: "20250", Name: "Mission locale", Point: orb.Point{9.15, 42.31}, Ref: 8})
	b.AddTerritory(Territory{Name: "Haute-Corse", Point: orb.Point{9.2, 42.4}, Radius: 40_000, People: 180_000, Ref: 9})
	return b.Finish()
}

func TestSearchFinds(t *testing.T) {
	g := island()
	for _, c := range []struct{ text, want string }{
		{"corte", "Corte (Haute-Corse)"},
		{"Cor", "Corte (Haute-Corse)"},
		{"st florent", "Saint-Florent (Haute-Corse)"},
		{"saintflorent", "Saint-Florent (Haute-Corse)"},
		{"saint flor", "Saint-Florent (Haute-Corse)"},
		{"saint flo rent", "Saint-Florent (Haute-Corse)"},
		{"saintxflorent", "Saint-Florent (Haute-Corse)"},
		{"sain tflorent", "Saint-Florent (Haute-Corse)"},
		{"lile rousse", "L'Île-Rousse (Haute-Corse)"},
		{"ile-rousse", "L'Île-Rousse (Haute-Corse)"},
		{"lilerousse", "L'Île-Rousse (Haute-Corse)"},
		{"20250", "Corte (Haute-Corse)"},
		{"20600", "Bastia (Haute-Corse)"},
		{"2B", "Bastia (Haute-Corse)"},
		{"2B096", "Corte (Haute-Corse)"},
		{"haute corse", "Haute-Corse"},
		{"Saint-Julien Rhône", "Saint-Julien (Rhône)"},
		{"Saint-Julien (69)", "Saint-Julien (Rhône)"},
		{"saint julien", "Saint-Julien (Ardèche)"},
		{"bstia", "Bastia (Haute-Corse)"},
		{"ajacio", "Ajaccio (Corse-du-Sud)"},
		{"mairie bastia", "Mairie de Bastia, 20200 Bastia"},
		{"misson local corte", "Mission locale, 20250 Corte"},
		{"12 cours paoli cort", "12 Cours Paoli, 20250 Corte"},
		{"12 bis cours paoli cort", "12 bis Cours Paoli, 20250 Corte"},
		{"12bis cours paoli", "12 bis Cours Paoli, 20250 Corte"},
		{"12 b cours paoli", "12 bis Cours Paoli, 20250 Corte"},
		{"12 ter cours paoli", "12 Cours Paoli, 20250 Corte"},
		{"cours paoli 12 corte", "12 Cours Paoli, 20250 Corte"},
		{"13 cours paoli corte", "Cours Paoli, 20250 Corte"},
		{"rue campinchi bastia 2b", "Rue César Campinchi, 20200 Bastia"},
		{"cours paoli 2b corte", "Cours Paoli, 20250 Corte"},
		{"1 cours paoli 2b corte", "1 Cours Paoli, 20250 Corte"},
		{"corte paoli", "Cours Paoli, 20250 Corte"},
		{"rue du 8 mai 1945", "Rue du 8 Mai 1945, 20200 Bastia"},
		{"8 rue du 8 mai", "8 Rue du 8 Mai 1945, 20200 Bastia"},
		{"45 rue du 8 mai 1945 bastia", "45 Rue du 8 Mai 1945, 20200 Bastia"},
		{"av gal de gaulle corte", "Avenue du Général de Gaulle, 20250 Corte"},
		{"8 avenue de gaule, 20250 corte", "8 Avenue du Général de Gaulle, 20250 Corte"},
		{"rue de corte", "Rue de Corte, 20000 Ajaccio"},
		{"3 rue de corte ajaccio", "3 Rue de Corte, 20000 Ajaccio"},
		{"12 cours napoleon 20250 ajaccio", "12 Cours Napoléon, 20000 Ajaccio"},
		{"porete corte", "Porette, 20250 Corte"},
		{"1 place du marche, corte", ""},
		{"", ""},
		{"  ,;", ""},
		{"xyzzy", ""},
		{"'; DROP TABLE users; --", ""},
		{"🙂", ""},
	} {
		got := ""
		if found := g.Search(Query{Text: c.text}); len(found) > 0 {
			got = found[0].Label
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			for _, m := range g.Search(Query{Text: c.text}) {
				t.Logf("    %.3f %s", m.Score, m.Label)
			}
		}
	}
}

func TestSearchOrders(t *testing.T) {
	b := NewBuilder()
	for i, c := range []Commune{
		{Code: "2B096", Name: "Corte", Departement: "2B", DeptName: "Haute-Corse", People: 7400, Point: orb.Point{9.15, 42.31}},
		{Code: "2B193", Name: "Casanova", Departement: "2B", DeptName: "Haute-Corse", People: 350, Point: orb.Point{9.17, 42.25}},
		{Code: "2A004", Name: "Ajaccio", Departement: "2A", DeptName: "Corse-du-Sud", People: 72600, Point: orb.Point{8.74, 41.93}},
		{Code: "69209", Name: "Cortenay", Departement: "69", DeptName: "Rhône", People: 90_000, Point: orb.Point{4.65, 46.03}},
	} {
		c.Ref = uint32(i)
		b.AddCommune(c)
		b.AddLocality(Locality{Commune: c.Code, Name: "Corte", Point: c.Point})
		b.AddAddress(Address{Commune: c.Code, Street: "Rue du Moulin", Number: 3, Point: c.Point})
	}
	b.AddPostalCode("2B096", "20250")
	b.AddPostalCode("2B193", "20250")
	b.AddCommuneName("2B096", "Corti")
	b.AddAddress(Address{Commune: "2B193", Former: "Poggio", PostalCode: "20250", Street: "Rue Haute", Number: 1, Point: orb.Point{9.18, 42.26}})
	g := b.Finish()
	for _, c := range []struct {
		name  string
		query Query
		want  []string
	}{
		{"a commune before hamlets of its name, wherever they are", Query{Text: "corte", Whole: true, Limit: 2}, []string{"Corte (Haute-Corse)", "Corte, Cortenay"}},
		{"the beginning of a larger commune's name, while it is typed", Query{Text: "cort", Limit: 2}, []string{"Cortenay (Rhône)", "Corte (Haute-Corse)"}},
		{"communes of a postal code, by people", Query{Text: "20250", Limit: 2}, []string{"Corte (Haute-Corse)", "Casanova (Haute-Corse)"}},
		{"another name of a commune", Query{Text: "corti", Limit: 1}, []string{"Corti, Corte (Haute-Corse)"}},
		{"another name and the postal code", Query{Text: "20250 corti", Limit: 1}, []string{"Corti, Corte (Haute-Corse)"}},
		{"a commune since merged", Query{Text: "poggio", Limit: 1}, []string{"Poggio, 20250 Casanova"}},
		{"a street by the commune since merged", Query{Text: "1 rue haute poggio", Limit: 1}, []string{"1 Rue Haute, 20250 Casanova"}},
		{"streets alike, by importance", Query{Text: "3 rue du moulin", Limit: 2}, []string{"3 Rue du Moulin, Cortenay", "3 Rue du Moulin, Ajaccio"}},
		{"streets alike, the nearer first", Query{Text: "3 rue du moulin", Limit: 2, Near: &orb.Point{9.18, 42.25}}, []string{"3 Rue du Moulin, 20250 Casanova", "3 Rue du Moulin, 20250 Corte"}},
		{"more than is read", Query{Text: strings.Repeat(" ", MaxText) + "corte"}, nil},
	} {
		var got []string
		for _, m := range g.Search(c.query) {
			got = append(got, m.Label)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := len(g.Search(Query{Text: "r", Limit: 1000})); got > MaxLimit {
		t.Errorf("%d matches, want at most %d", got, MaxLimit)
	}
}

func TestSearchNearNowhere(t *testing.T) {
	g := island()
	want := g.Search(Query{Text: "rue"})
	for _, p := range []orb.Point{{math.NaN(), 42}, {math.Inf(1), 42}, {9, 91}} {
		if got := g.Search(Query{Text: "rue", Near: &p}); len(want) < 3 || !slices.Equal(got, want) {
			t.Errorf("near %v: got %d matches, want the %d of anywhere", p, len(got), len(want))
		}
	}
}

func TestEveryoneMayAskAtOnce(t *testing.T) {
	g := island()
	texts := []string{"12 cours paoli cort", "mairie bastia", "saintflorent", "rue de corte", "20250", "corte france"}
	want := make([][]Match, len(texts))
	for i, text := range texts {
		want[i] = g.Search(Query{Text: text})
	}
	var all sync.WaitGroup
	for k := range 4 {
		all.Go(func() {
			for i := range 60 {
				at := (i*(k+1) + k) % len(texts)
				if got := g.Search(Query{Text: texts[at]}); !slices.Equal(got, want[at]) {
					t.Errorf("%q among others: got %v, want %v", texts[at], got, want[at])
				}
			}
		})
	}
	all.Wait()
}

// A match says all that is known of it.
func TestSearchTellsWhatItFound(t *testing.T) {
	found := island().Search(Query{Text: "12 bis cours paoli 20250 corte", Whole: true})
	if len(found) == 0 {
		t.Fatal("nothing found")
	}
	got := found[0]
	want := Match{
		Kind: KindHouse, Place: got.Place, Ref: got.Ref, Score: 1, Label: "12 bis Cours Paoli, 20250 Corte", Name: "Cours Paoli", Number: "12 bis",
		Commune: "Corte", CommuneCode: "2B096", PostalCode: "20250", Departement: "Haute-Corse", CommuneRef: 7400, Point: orb.Point{9.15, 42.3},
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
