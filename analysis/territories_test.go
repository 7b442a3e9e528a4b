package analysis

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/say"
)

func territoriesOf(t testing.TB, e *Engine, codes ...string) []data.TerritoryIndex {
	t.Helper()
	out, err := e.Territories(codes)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// B stands in no commune of the region: in no territory of it.
func TestStructuresAreKeptByWhereTheyStand(t *testing.T) {
	e := (&world{land: `9-A-.-.-B-.-.-C-D`, communes: "aa.....bc"}).engine(t)
	for _, c := range []struct{ territories, want string }{
		{"", "A B C D"},
		{"commune:0100a", "A"},
		{"departement:02", "A D"},
		{"departement:01", "C"},
		{"departement:01,commune:0100c", "C D"},
		{"commune:0100b,departement:01,commune:0100b", "C"},
	} {
		var codes []string
		if c.territories != "" {
			codes = strings.Split(c.territories, ",")
		}
		q := Query{Filter: data.Filter{Territories: territoriesOf(t, e, codes...)}}
		for _, q.Mode = range e.Modes() {
			a := nearest(t, e, NearestQuery{Query: q, Origin: e.Dataset().Cells.Center[0], Open: OpenAny, Limit: 9})
			if got := ids(e, a.Results); got != c.want {
				t.Errorf("%q, %s: got %q, want %q", c.territories, q.Mode, got, c.want)
			}
			if got := cellTimesOf(t, e, q).Time[0]; got != a.Results[0].Time {
				t.Errorf("%q, %s: the cell's time is %d, the nearest's %d", c.territories, q.Mode, got, a.Results[0].Time)
			}
		}
	}
}

// What a filter keeps of a territory is what it keeps anywhere and stands there.
func TestTerritoriesOnlyTakeAway(t *testing.T) {
	seeded(t, 10, func(t *testing.T, r *rand.Rand) {
		e := randomWorld(r, 8).engine(t)
		q := Query{Filter: randomFilter(r)}
		all := nearest(t, e, NearestQuery{Query: q, Origin: e.Dataset().Cells.Center[0], Open: OpenAny, Limit: 99})
		for i := range e.Dataset().Territories {
			in := data.TerritoryIndex(i)
			q.Filter.Territories = []data.TerritoryIndex{in}
			some := nearest(t, e, NearestQuery{Query: q, Origin: e.Dataset().Cells.Center[0], Open: OpenAny, Limit: 99})
			want := slices.DeleteFunc(slices.Clone(all.Results), func(r Result) bool {
				commune := e.View().SiteOf(r.Structure).Commune
				return commune == data.NoTerritory || commune != in && !slices.Contains(e.Dataset().Territories[commune].PartOf, in)
			})
			if got, want := ids(e, some.Results), ids(e, want); got != want {
				t.Errorf("%s: got %q, want %q", TerritoryCode(&e.Dataset().Territories[i]), got, want)
			}
		}
	})
}

func TestWhatIsNoTerritoryIsSaidInWords(t *testing.T) {
	letters := "abcdefghijklmnopqrstuvwxyzABCDEF" // more communes than a sentence names
	few := (&world{land: `9-A`, communes: "ab"}).engine(t)
	many := (&world{land: strings.Repeat("1-", len(letters)-1) + "A", communes: letters}).engine(t)
	for _, c := range []struct {
		name    string
		engine  *Engine
		code    string
		allowed string
		words   []string
	}{
		{"no kind", few, "2A", "", []string{"departement:0", "types de cette région : commune, departement"}},
		{"a kind that the region has not", few, "epci:200033827", "", []string{"epci:200033827", "commune, departement"}},
		{"no code of a few", few, "departement:99", "departement:01 departement:02", []string{"departement:99", "departement:01, departement:02"}},
		{"no code", few, "departement:", "departement:01 departement:02", []string{"valeurs possibles"}},
		{"no code of many", many, "commune:75056", "", []string{"commune:75056", "région Dessin", "by=commune"}},
	} {
		_, err := c.engine.Territories([]string{c.code})
		var bad *InvalidError
		if !errors.As(err, &bad) {
			t.Errorf("%s: got %v", c.name, err)
			continue
		}
		if got := strings.Join(bad.Allowed, " "); got != c.allowed || bad.Param != "territoire" || bad.Value != c.code {
			t.Errorf("%s: %s=%s allows %q, want %q", c.name, bad.Param, bad.Value, got, c.allowed)
		}
		for _, words := range c.words {
			if !strings.Contains(bad.Error(), words) {
				t.Errorf("%s: %q does not say %q", c.name, bad.Error(), words)
			}
		}
		if bad.In(say.English) == bad.In(say.French) {
			t.Errorf("%s: not said in English: %s", c.name, bad.Error())
		}
	}
	wrong := Query{Filter: data.Filter{Territories: []data.TerritoryIndex{99}}}
	if _, err := few.CellTimes(context.Background(), wrong); err == nil || !strings.Contains(err.Error(), "territoire") {
		t.Errorf("an index that is none: %v", err)
	}
}

func TestPlacesInTerritories(t *testing.T) {
	e := (&world{land: `9-A-B-C-D`, communes: "aa.bc"}).engine(t)
	commune := func(code string) uint32 { return uint32(territoriesOf(t, e, "commune:"+code)[0]) }
	if e.PlacesIn(nil) != nil {
		t.Error("no territory leaves places out")
	}
	keep := e.PlacesIn(territoriesOf(t, e, "departement:02"))
	for _, c := range []struct {
		name         string
		kind         gazetteer.Kind
		ref, commune uint32
		want         bool
	}{
		{"a commune of it", gazetteer.KindCommune, commune("0100a"), commune("0100a"), true},
		{"a house in it", gazetteer.KindHouse, 7, commune("0100c"), true},
		{"a house elsewhere", gazetteer.KindHouse, 7, commune("0100b"), false},
		{"the territory itself", gazetteer.KindTerritory, uint32(territoriesOf(t, e, "departement:02")[0]), gazetteer.NoRef, true},
		{"another", gazetteer.KindTerritory, uint32(territoriesOf(t, e, "departement:01")[0]), gazetteer.NoRef, false},
		{"what is in no commune", gazetteer.KindStructure, 7, gazetteer.NoRef, false},
	} {
		if got := keep(c.kind, c.ref, c.commune, orb.Point{}); got != c.want {
			t.Errorf("%s: kept %v", c.name, got)
		}
	}
}
