package data

import (
	"reflect"
	"slices"
	"testing"
)

// A structure is drawn one service a line: level audiences receptions.
func TestOneServiceMeetsAllFilters(t *testing.T) {
	structure := &Structure{Networks: []NetworkCode{"mission-locale"}, Services: []Service{
		{Level: 1, Audiences: []Audience{"tous-publics"}, Receptions: []Reception{ReceptionOnSite}},
		{Level: 2, Audiences: []Audience{"jeunes"}, Receptions: []Reception{ReceptionRemote}},
		{Level: 2, Audiences: []Audience{"cadres", "salaries"}},
		{Level: 2},
	}}
	site := &Site{Accessible: AccessibilityUnknown}
	for _, c := range []struct {
		name   string
		filter Filter
		want   []int
	}{
		{"no filter keeps all", Filter{}, []int{0, 1, 2, 3}},
		{"level", Filter{Level: 2}, []int{1, 2, 3}},
		{"audience, or open to all", Filter{Audiences: []Audience{"jeunes"}}, []int{0, 1}},
		{"several audiences mean any", Filter{Audiences: []Audience{"jeunes", "cadres"}}, []int{0, 1, 2}},
		{"unknown audience meets none asked", Filter{Level: 2, Audiences: []Audience{"seniors"}}, nil},
		{"two halves do not make one", Filter{Level: 2, Audiences: []Audience{"jeunes"}, Receptions: []Reception{ReceptionOnSite}}, nil},
		{"nor do two others", Filter{Level: 1, Receptions: []Reception{ReceptionRemote}}, nil},
		{"silence about reception is on site", Filter{Level: 2, Receptions: []Reception{ReceptionOnSite}}, []int{2, 3}},
		{"another network", Filter{Networks: []NetworkCode{"cio"}}, nil},
		{"any of the networks", Filter{Networks: []NetworkCode{"cio", "mission-locale"}, Level: 1}, []int{0}},
		{"unknown access is not access", Filter{Accessible: true}, nil},
	} {
		if got := c.filter.match(structure, site, nil); !slices.Equal(got, c.want) {
			t.Errorf("%s: got services %v, want %v", c.name, got, c.want)
		}
	}
	if got := (&Filter{Accessible: true}).match(structure, &Site{Accessible: Accessible}, nil); len(got) != 4 {
		t.Errorf("accessible site: got services %v, want all", got)
	}
}

func TestEveryNetworkOffersSomething(t *testing.T) {
	known := make(map[Audience]bool)
	for _, term := range Audiences() {
		known[Audience(term.Code)] = true
	}
	for _, n := range SPRO().Networks() {
		if len(n.Offers) == 0 || n.FR == "" || n.EN == "" {
			t.Errorf("%s: no offer or no name", n.Code)
		}
		for _, o := range n.Offers {
			for _, a := range o.Audiences {
				if !known[a] {
					t.Errorf("%s offers to %q, which is no audience", n.Code, a)
				}
			}
		}
	}
}

// Filters have one key where they keep the same, and only there.
func TestEachPropertyOfAFilterIsInItsKey(t *testing.T) {
	for field := range reflect.TypeFor[Filter]().Fields() {
		var f Filter
		v := reflect.ValueOf(&f).Elem().FieldByIndex(field.Index)
		switch v.Kind() {
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		default:
			v.SetUint(1)
		}
		if f.Key() == (&Filter{}).Key() {
			t.Errorf("%s does not change the key", field.Name)
		}
	}
	a := Filter{Audiences: []Audience{"jeunes", "cadres", "jeunes"}}
	b := Filter{Audiences: []Audience{"cadres", "jeunes"}}
	if a.Key() != b.Key() {
		t.Errorf("the order of audiences changes the key: %s, %s", a.Key(), b.Key())
	}
	c := Filter{Audiences: []Audience{"cadres jeunes"}}
	d := Filter{Networks: []NetworkCode{"cadres", "jeunes"}}
	if b.Key() == c.Key() || b.Key() == d.Key() {
		t.Error("other values have the key too")
	}
}
