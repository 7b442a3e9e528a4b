package analysis

import (
	"slices"
	"strings"
	"testing"

	"maillage/say"
)

// Who stands beside a street that cannot serve is told which and why, where another is much further.
func TestNearerStreetsAreTold(t *testing.T) {
	const land = `
	5-A-5-5
	     
	5#5=5 5
	`
	e := (&world{land: land, communes: "aaaa"}).engine(t)
	for _, c := range []struct {
		name, mode string
		x, y       float64
		why        string
		words      string
	}{
		{"beside a private street", "car", 1, 0.5, "private", "Allée privée, à 0 m) est privée"},
		{"the same on foot", "walk", 0.8, 0.5, "private", "est privée"},
		{"beside a footpath, by car", "car", 2, 0.5, NearerOther, "n'est pas praticable en voiture"},
		{"beside a footpath, on foot", "walk", 2, 0.5, "", ""},
		{"on a street", "car", 1, 1.5, "", ""},
		{"between two", "car", 1, 0.98, "", ""}, // the private street is nearer, but not by much
		{"as the crow flies", Crow, 1, 0.5, "", ""},
	} {
		q := NearestQuery{Query: Query{Mode: c.mode}, Origin: lonlat(t, c.x, c.y), Open: OpenAny}
		a := nearest(t, e, q)
		why := ""
		if a.Origin.Nearer != nil {
			why = a.Origin.Nearer.Why
		}
		if why != c.why {
			t.Errorf("%s: nearer %+v, want %q", c.name, a.Origin.Nearer, c.why)
		}
		told := slices.ContainsFunc(a.Warnings, func(w say.Text) bool { return strings.Contains(plain(w.In(say.French)), "rue plus proche (") })
		said := slices.ContainsFunc(a.Warnings, func(w say.Text) bool { return strings.Contains(plain(w.In(say.French)), c.words) })
		if told != (c.why != "") || !said && c.words != "" {
			t.Errorf("%s: warned %v of %q", c.name, a.Warnings, c.words)
		}
	}
}

// Every reason has words of its own, in both languages.
func TestNearerStreetsInWords(t *testing.T) {
	said := map[string]string{}
	for _, why := range []string{"private", "military", "farm", "transport", "no", NearerCutOff, NearerOther} {
		for _, lang := range say.Langs() {
			words := (&Nearer{Why: why}).words("car").In(lang)
			if before, twice := said[words]; twice || words == "" {
				t.Errorf("%s: %q, as %s", why, words, before)
			}
			said[words] = why
		}
	}
}
