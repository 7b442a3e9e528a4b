package analysis

import (
	"strings"
	"testing"

	"maillage/geo/road"
	"maillage/say"
)

// plain shows the thin spaces as ordinary ones, so that a test reads.
func plain(s string) string { return strings.ReplaceAll(s, say.Thin, " ") }

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text   say.Texter
		fr, en string
	}{
		{whyRanked("car", 1, 1800, false), "à 3 min en voiture ; aucun autre lieu qui convient n'est plus proche", "3 min by car; no other place that fits is nearer"},
		{whyRanked("walk", 2, 1, false), "à moins d'une minute à pied ; 2e plus proche des lieux qui conviennent", "less than a minute on foot; 2nd nearest of the places that fit"},
		{whyRanked("bike", 13, 3900*10, false), "à 1 h 05 à vélo ; 13e plus proche des lieux qui conviennent", "1 h 05 min by bike; 13th nearest of the places that fit"},
		{ordinal(21), "21e", "21st"},
		{ordinal(33), "33e", "33rd"},
		{ordinal(112), "112e", "112th"},
		{duration(299), "moins d'une minute", "less than a minute"},
		{duration(300), "1 min", "1 min"},
		{duration(59*600 + 300), "1 h", "1 h 00 min"},
	} {
		if fr, en := plain(c.text.In(say.French)), plain(c.text.In(say.English)); fr != c.fr || en != c.en {
			t.Errorf("got %q, %q; want %q, %q", fr, en, c.fr, c.en)
		}
	}
}

func TestCrowTime(t *testing.T) {
	for _, c := range []struct {
		metres float64
		want   road.Deciseconds
	}{{0, 0}, {1000, 1260}, {10000, 12600}, {.3, 0}, {.4, 1}} {
		if got := CrowTime(c.metres); got != c.want {
			t.Errorf("CrowTime(%v) = %d, want %d", c.metres, got, c.want)
		}
	}
}
