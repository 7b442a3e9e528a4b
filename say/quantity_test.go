package say

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestQuantitiesReadAsPeopleWriteThem(t *testing.T) {
	plain := strings.NewReplacer(Thin, " ", NoBreak, " ")
	at := time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name     string
		quantity Texter
		lang     Lang
		want     string
	}{
		{"thousands", Count(270859), French, "270 859"},
		{"thousands en", Count(1270859.4), English, "1,270,859"},
		{"below a thousand", Count(999), French, "999"},
		{"below zero", Count(-1234), French, "-1 234"},
		{"minutes", Minutes(42.3), French, "42 min"},
		{"under a minute", Minutes(0.3), French, "< 1 min"},
		{"no time", Minutes(0), French, "0 min"},
		{"an hour", Minutes(60), French, "1 h"},
		{"rounded to an hour", Minutes(59.7), French, "1 h"},
		{"an hour and more", Minutes(70), French, "1 h 10"},
		{"an hour and little", Minutes(65), French, "1 h 05"},
		{"an hour and more en", Minutes(70), English, "1 h 10 min"},
		{"no mean", Minutes(math.NaN()), French, "–"},
		{"metres", Metres(847), French, "850 m"},
		{"nearly a kilometre", Metres(996), French, "1 km"},
		{"kilometres", Metres(1180), French, "1,2 km"},
		{"kilometres en", Metres(1180), English, "1.2 km"},
		{"far", Metres(147800), French, "148 km"},
		{"moment", Moment(at), French, "mercredi 25 novembre 2026 à 14 h"},
		{"moment en", Moment(at), English, "Wednesday 25 November 2026 at 14:00"},
		{"the first", Moment(at.AddDate(0, 0, 6).Add(30 * time.Minute)), French, "mardi 1er décembre 2026 à 14 h 30"},
		{"day", Date(at), French, "mercredi 25 novembre"},
		{"day en", Date(at.AddDate(0, 0, 6)), English, "Tuesday 1 December"},
		{"decimals", Decimal{40.25, 1}, French, "40,2"},
		{"its own decimals", Decimal{1.4, -1}, French, "1,4"},
		{"no decimal", Decimal{40, -1}, English, "40"},
	} {
		if got := plain.Replace(c.quantity.In(c.lang)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := plain.Replace(T("à %s", "%s away", Metres(1180)).In(English)); got != "1.2 km away" {
		t.Errorf("a quantity in a sentence: got %q", got)
	}
}
