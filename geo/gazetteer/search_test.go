package gazetteer

import (
	"testing"

	"github.com/paulmach/orb"
)

// island is a small gazetteer with what is hard in it.
func island() *Gazetteer {
	b := NewBuilder()
	commune := func(code, name, dept, deptName string, people int, lon, lat float64, postal ...string) {
		b.AddCommune(Commune{Code: code, Name: name, Departement: dept, DeptName: deptName, Point: orb.Point{lon, lat}, Radius: 5000, People: people, Ref: uint32(people)})
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
