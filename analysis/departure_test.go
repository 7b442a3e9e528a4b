package analysis

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// shelf is a gazetteer that finds the same whatever is asked.
type shelf []gazetteer.Match

func (s shelf) Search(gazetteer.Query) []gazetteer.Match { return s }

// place is a match in a commune of a drawing; the empty letter is outside all.
func place(kind gazetteer.Kind, label, commune string, score float64, p orb.Point, radius float64) gazetteer.Match {
	m := gazetteer.Match{Kind: kind, Label: label, Score: score, Point: p, Radius: radius}
	if commune != "" {
		m.CommuneCode = "0100" + commune
	}
	return m
}

func TestDeparturesAreWhatTheTextMeans(t *testing.T) {
	e := (&world{land: `5-A-5-0`, communes: "aabc", census: map[byte]int{'b': 200, 'c': 201}}).engine(t)
	at := func(col int) orb.Point { return center(t, col, 0) }
	commune := func(letter string, score float64) gazetteer.Match {
		return place(gazetteer.KindCommune, strings.ToUpper(letter), letter, score, at(int(letter[0]-'a')), 5000)
	}
	for _, c := range []struct {
		name   string
		found  shelf
		want   string // the commune's letter; else the label
		others string
		radius float64
		warns  string
	}{
		{"a commune is its people", shelf{commune("a", 1)}, "a", "", 0, ""},
		{"a commune without people is in doubt", shelf{commune("c", 1)}, "c", "", 565, ""},
		{"a street is a point and its length", shelf{place(gazetteer.KindStreet, "Cours", "a", 1, at(0), 300)}, "Cours", "", 300, ""},
		{"a house is a point", shelf{place(gazetteer.KindHouse, "12 Cours", "a", 1, at(0), 0)}, "12 Cours", "", 0, ""},
		{"the same street elsewhere", shelf{
			place(gazetteer.KindStreet, "Cours, A", "a", 1, at(0), 300), place(gazetteer.KindStreet, "Cours, B", "b", .99, at(2), 300),
			place(gazetteer.KindStreet, "Cour, B", "b", .9, at(2), 300),
		}, "Cours, A", "Cours, B", 300, `taken to be "Cours, A", but it may also be: Cours, B. Add`},
		{"three others at most", shelf{
			commune("a", .9), commune("b", .9), commune("c", .9), place(gazetteer.KindLocality, "D", "b", .9, at(2), 0), place(gazetteer.KindLocality, "E", "b", .9, at(2), 0),
		}, "a", "C B D", 0, "may also be: C; B; D. Add"},
		{"what lies in the commune is not another", shelf{commune("a", 1), place(gazetteer.KindLocality, "A", "a", 1, at(1), 0)}, "a", "", 0, ""},
		{"two streets of one commune", shelf{
			place(gazetteer.KindStreet, "X", "a", 1, at(0), 100), place(gazetteer.KindStreet, "near", "a", 1, at(0), 100), place(gazetteer.KindStreet, "far", "a", 1, at(3), 100),
		}, "X", "far", 100, "may also be: far. Add"},
		{"a namesake of more people", shelf{commune("a", 1), place(gazetteer.KindStreet, "X", "b", .98, at(2), 0), commune("b", .75), commune("c", .75)}, "a", "C X", 0, "may also be: C; X. Add"},
		{"one that hardly bears the name", shelf{commune("a", 1), commune("c", .6)}, "a", "", 0, ""},
		{"a street, and a commune that bears part of it", shelf{place(gazetteer.KindStreet, "X", "a", 1, at(0), 100), commune("c", .75)}, "X", "", 100, ""},
		{"a commune before the territory of its name", shelf{place(gazetteer.KindTerritory, "EPCI", "", 1, at(0), 9000), commune("a", 1)}, "a", "", 0, ""},
		{"hardly understood", shelf{commune("a", .5)}, "a", "", 0, `understood only roughly, as "A"`},
	} {
		d, err := e.Depart(c.found, "whatever", nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := d.Match.Label
		if len(d.Communes) > 0 {
			got = strings.TrimPrefix(e.Dataset().Territories[d.Communes[0]].Code, "0100")
		}
		var others []string
		for _, m := range d.Others {
			others = append(others, m.Label)
		}
		if got != c.want || strings.Join(others, " ") != c.others {
			t.Errorf("%s: got %q and %q, want %q and %q", c.name, got, others, c.want, c.others)
		}
		if d.Radius != c.radius || d.Origin != d.Match.Point {
			t.Errorf("%s: within %v m of %v, want %v m of %v", c.name, d.Radius, d.Origin, c.radius, d.Match.Point)
		}
		if got := english(d.Warnings()); len(got) > 1 || (len(got) == 1) != (c.warns != "") || len(got) == 1 && !strings.Contains(got[0], c.warns) {
			t.Errorf("%s: warns %q, want %q", c.name, got, c.warns)
		}
		if _, err := e.Nearest(t.Context(), d.From(NearestQuery{})); err != nil {
			t.Errorf("%s: nearest from there: %v", c.name, err)
		}
	}
}

func english(texts []say.Text) []string {
	var out []string
	for _, w := range texts {
		out = append(out, plain(w.In(say.English)))
	}
	return out
}

func TestWhatIsNoDeparture(t *testing.T) {
	e := (&world{land: `5-A`, communes: "aa"}).engine(t)
	territory := place(gazetteer.KindTerritory, "Pays", "", 1, center(t, 0, 0), 9000)
	const typed = "3 rue du Secret"
	for _, c := range []struct {
		name  string
		found shelf
		want  string
	}{
		{"nothing found", nil, "check the spelling"},
		{"a territory", shelf{territory}, `"Pays" is a territory, too large`},
		{"a territory rather than a street that resembles it", shelf{territory, place(gazetteer.KindStreet, "Rue du Pays", "a", .8, center(t, 0, 0), 9)}, "too large"},
	} {
		_, err := e.Depart(c.found, typed, nil)
		var nowhere *PlaceError
		if !errors.As(err, &nowhere) || nowhere.Param != "q" {
			t.Errorf("%s: got %v, want a PlaceError of q", c.name, err)
			continue
		}
		for _, l := range say.Langs() {
			if strings.Contains(nowhere.In(l), "Secret") {
				t.Errorf("%s: %q repeats what was typed", c.name, nowhere.In(l))
			}
		}
		if got := say.Err(err, say.English); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDepartFromCommune(t *testing.T) {
	w := &world{land: `5-A-0-0`, communes: "aabb"}
	e := w.engine(t)
	d, err := e.DepartFromCommune("0100a")
	if err != nil || !slices.Equal(d.Communes, communesOf(t, e, "a")) || d.Radius != 0 || d.Match.Label != "Commune a" || d.Match.Departement != "02" || d.Match.Kind != gazetteer.KindCommune || d.Match.Score != 1 {
		t.Errorf("got %+v, %v", d, err)
	}
	if ds := e.Dataset(); ds.CommuneAt(d.Match.Point) != d.Communes[0] {
		t.Errorf("its point %v lies elsewhere", d.Match.Point)
	}
	a := nearest(t, e, d.From(NearestQuery{Open: OpenAny, Limit: 3}))
	if len(a.Results) != 1 || len(a.Inside) != 1 || a.Origin.People != 5 || len(a.Warnings) != 0 {
		t.Errorf("nearest from there: %+v", a)
	}
	for _, code := range []string{"", "0100z", "20250", "01"} {
		var nowhere *PlaceError
		if _, err := e.DepartFromCommune(code); !errors.As(err, &nowhere) || nowhere.Param != "code_commune" || !strings.Contains(nowhere.In(say.English), "no commune in the region Dessin") {
			t.Errorf("%q: got %v, want a PlaceError of code_commune", code, err)
		}
	}
	// Nobody lives in b: it begins inside it, with the doubt of its extent.
	d, err = e.DepartFromCommune("0100b")
	if err != nil {
		t.Fatal(err)
	}
	a = nearest(t, e, d.From(NearestQuery{Query: Query{Mode: "car"}, Open: OpenAny}))
	if e.Dataset().CommuneAt(a.Origin.Point) != d.Communes[0] || a.Origin.Cells != 0 || a.Origin.Starts != 1 || a.Results[0].Time == 0 || a.Results[0].P90 != a.Results[0].Time {
		t.Errorf("from a commune without people: %+v, %+v", a.Origin, a.Results)
	}
	if got := english(a.Warnings); len(got) != 2 || !strings.Contains(got[0], "No inhabitant is counted") || !strings.Contains(got[1], "within 800 m") {
		t.Errorf("from a commune without people it warns %q", got)
	}
	// Without a grid its people are at one point: the doubt is of the commune's extent too.
	w.gridless = true
	e = w.engine(t)
	if d, err = e.DepartFromCommune("0100a"); err != nil || d.Radius != 799 {
		t.Errorf("without a grid: got %+v, %v, want a radius", d, err)
	}
}

// What the doubt about the origin is said to be.
func TestDoubt(t *testing.T) {
	e := (&world{land: `5-A`, communes: "aa"}).engine(t)
	for _, c := range []struct {
		mode   string
		radius float64
		want   string // minutes and a warning
	}{
		{"car", 0, "0.0"}, {"car", 300, "1.0 to within 300 m: each time may be off by about 1 min"}, {"car", 100, "0.3"},
		{"walk", 1000, "21.0 to within 1 km: each time may be off by about 21 min"}, {"bike", 1000, "7.0 to within 1 km: each time may be off by about 7 min"},
		{Crow, 1000, "2.1 to within 1 km: each time may be off by about 2 min"}, {"wheelchair", 1000, "28.0 to within 1 km: each time may be off by about 28 min"},
	} {
		minutes, warning, _ := strings.Cut(c.want, " ")
		if got := exactly(float64(int(DoubtOf(c.mode, c.radius).Minutes()*10+.5)) / 10).In(say.English); got != strings.TrimSuffix(minutes, ".0") {
			t.Errorf("%s, %v m: %s min, want %s", c.mode, c.radius, got, minutes)
		}
		if !slices.Contains(e.Modes(), c.mode) {
			continue
		}
		a := nearest(t, e, NearestQuery{Query: Query{Mode: c.mode}, Origin: center(t, 0, 0), Radius: c.radius, Open: OpenAny})
		if got := strings.Join(english(a.Warnings), " "); !strings.Contains(got, warning) || warning == "" && strings.Contains(got, "within") {
			t.Errorf("%s, %v m: warns %q, want %q", c.mode, c.radius, got, warning)
		}
		if a.Origin.Radius != c.radius || a.Origin.Doubt != DoubtOf(c.mode, c.radius) {
			t.Errorf("%s, %v m: the origin is %+v", c.mode, c.radius, a.Origin)
		}
	}
}

func TestStartsThatAreNot(t *testing.T) {
	e := (&world{land: `5-A`, communes: "aa"}).engine(t)
	department, ok := e.Dataset().TerritoryByCode(data.KindDepartement, "02")
	if !ok {
		t.Fatal("no département is drawn")
	}
	for _, c := range []struct {
		param string
		query NearestQuery
	}{
		{"radius", NearestQuery{Radius: -1}}, {"radius", NearestQuery{Radius: MaxRadius + 1}},
		{"communes", NearestQuery{Communes: []data.TerritoryIndex{department}}}, {"communes", NearestQuery{Communes: []data.TerritoryIndex{99}}},
	} {
		var bad *InvalidError
		if _, err := e.Nearest(t.Context(), c.query); !errors.As(err, &bad) || bad.Param != c.param {
			t.Errorf("%+v: got %v, want %s to be refused", c.query, err, c.param)
		}
	}
}
