package gazetteer

import (
	"reflect"
	"testing"

	"maillage/internal/damage"

	"github.com/paulmach/orb"
)

// columnsOf lists every slice of columns, for tests that damage them.
func columnsOf(c *Columns) (fields []reflect.Value, names []string) {
	for _, v := range []reflect.Value{reflect.ValueOf(c).Elem(), reflect.ValueOf(&c.Boxes).Elem()} {
		for i := range v.NumField() {
			if v.Field(i).Kind() == reflect.Slice {
				fields = append(fields, v.Field(i))
				names = append(names, v.Type().Field(i).Name)
			}
		}
	}
	return fields, names
}

func TestColumnsRoundTrip(t *testing.T) {
	g := built(corsica())
	again, err := FromColumns(g.Columns())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"12 bis cours paoli cort", "bastia", "eglise 20600"} {
		got, want := again.Search(Query{Text: text}), g.Search(Query{Text: text})
		if !reflect.DeepEqual(got, want) || len(want) == 0 {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// TestTruncatedColumns: every column cut short by one is refused.
func TestTruncatedColumns(t *testing.T) {
	_, names := columnsOf(built(corsica()).Columns())
	for i, name := range names {
		c := built(corsica()).Columns()
		fields, _ := columnsOf(c)
		fields[i].Set(fields[i].Slice(0, fields[i].Len()-1))
		if _, err := FromColumns(c); err == nil {
			t.Errorf("%s cut short was taken", name)
		}
		fields[i].Set(fields[i].Slice(0, 0))
		if _, err := FromColumns(c); err == nil {
			t.Errorf("%s without content was taken", name)
		}
	}
	if _, err := FromColumns(&Columns{}); err == nil {
		t.Error("no columns at all were taken")
	}
}

// TestDamagedColumns: numbers that would lead a search astray are refused.
func TestDamagedColumns(t *testing.T) {
	for name, damage := range map[string]func(*Columns){
		"a word without letters":           func(c *Columns) { c.FirstLetter[3] = c.FirstLetter[2] },
		"a word that is too long":          func(c *Columns) { c.FirstLetter[1] = maxWord + 1 },
		"a node behind its child":          func(c *Columns) { c.FirstChild[1] = 1 },
		"a node that is its own child":     func(c *Columns) { c.FirstChild[2] = 2; c.FirstChild[1] = 2 },
		"a node of words there are not":    func(c *Columns) { c.FirstWord[4] = 1 << 31 },
		"a node of another's words":        func(c *Columns) { c.FirstWord[2] = 0 },
		"a name of no word":                func(c *Columns) { c.NameWords[3] = 1 << 31 },
		"a word of no name":                func(c *Columns) { c.WordNames[3] = 1 << 31 },
		"a name of no place":               func(c *Columns) { c.NamePlaces[3] = 1 << 31 },
		"a place of no name":               func(c *Columns) { c.Name[3] = 1 << 31 },
		"a place of no kind":               func(c *Columns) { c.Kind[9] = uint8(KindHouse) },
		"a commune among streets":          func(c *Columns) { c.Kind[9] = uint8(KindCommune) },
		"a street among communes":          func(c *Columns) { c.Kind[0] = uint8(KindStreet) },
		"a place of another district":      func(c *Columns) { c.District[9]++ },
		"a commune of no district":         func(c *Columns) { c.District[0] = NoRef },
		"a territory in a district":        func(c *Columns) { c.District[1] = 0 },
		"houses that go back":              func(c *Columns) { c.FirstHouse[6] = 1 << 30 },
		"a suffix nobody writes":           func(c *Columns) { c.Suffix[0] = suffixes },
		"a district of no commune":         func(c *Columns) { c.DistrictCommune[1] = 1 << 31 },
		"a district of another commune":    func(c *Columns) { c.DistrictCommune[0] = 1 },
		"a postal code of six digits":      func(c *Columns) { c.DistrictPostal[0] = 100_000 },
		"a former commune of no name":      func(c *Columns) { c.DistrictFormer[5] = 1 << 31 },
		"a context of no word":             func(c *Columns) { c.ContextWords[0] = 1 << 31 },
		"a word of no district":            func(c *Columns) { c.WordDistricts[0] = 1 << 31 },
		"a commune that is a territory":    func(c *Columns) { c.CommunePlace[0] = 1 },
		"a commune that is another":        func(c *Columns) { c.CommunePlace[0] = 2 },
		"a commune that is no place":       func(c *Columns) { c.CommunePlace[0] = 1 << 31 },
		"a département of no name":         func(c *Columns) { c.CommuneDept[0] = 1 << 31 },
		"a commune without a district":     func(c *Columns) { c.FirstDistrictOf[1] = 0 },
		"a box of no place":                func(c *Columns) { c.Boxes.Index[0] = 1 << 31 },
		"communes that reach into streets": func(c *Columns) { c.FirstOfDistrict[0]++ },
	} {
		t.Run(name, func(t *testing.T) {
			c := built(corsica()).Columns()
			if _, err := FromColumns(c); err != nil {
				t.Fatalf("undamaged: %v", err)
			}
			damage(c)
			if _, err := FromColumns(c); err == nil {
				t.Error("taken")
			}
		})
	}
}

// FuzzFromColumns damages columns and asks whatever is still taken for
// everything: nothing may panic, nor last for ever.
func FuzzFromColumns(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0}, "12 cours paoli")
	f.Add([]byte{5, 3, 0, 255, 255, 255, 255, 20, 1, 0, 9, 0, 0, 0}, "mission bast")
	f.Add([]byte{12, 1, 0, 1, 0, 0, 0, 13, 1, 0, 1, 0, 0, 0}, "saint 20250 2b")
	f.Fuzz(func(t *testing.T, edits []byte, text string) {
		c := built(corsica()).Columns()
		fields, _ := columnsOf(c)
		damage.Columns(fields, edits)
		g, err := FromColumns(c)
		if err != nil {
			return
		}
		askEverything(g, text)
	})
}

func askEverything(g *Gazetteer, text string) {
	near := orb.Point{9.15, 42.3}
	for _, asked := range []string{text, "12 cours paoli cort", "eglise", "20250", "mtara", "centre", "2b", "r"} {
		g.Search(Query{Text: asked, Limit: MaxLimit, Near: &near})
		g.Search(Query{Text: asked, Whole: true})
	}
	g.Reverse(near, 5000, MaxLimit)
	g.Stats()
}
