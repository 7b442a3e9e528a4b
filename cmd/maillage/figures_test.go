package main

import (
	"math"
	"strings"
	"testing"
	"time"

	"maillage/geo/road"
	"maillage/say"
)

// plain shows the no-break spaces as ordinary ones, so that a test reads.
func plain(s string) string {
	return strings.NewReplacer(thin, " ", nobrk, " ").Replace(s)
}

func TestFiguresReadAsPeopleWriteThem(t *testing.T) {
	fr, en := figures{say.French}, figures{say.English}
	at := time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
	for _, c := range []struct{ name, got, want string }{
		{"thousands", fr.count(270859), "270 859"},
		{"thousands en", en.count(1270859.4), "1,270,859"},
		{"below a thousand", fr.count(999), "999"},
		{"below zero", fr.count(-1234), "-1 234"},
		{"people", fr.people(48700, "personnes"), "48 700 personnes"},
		{"one person", fr.people(1, "personnes"), "1 personne"},
		{"nobody", fr.people(0, "personnes"), "0 personne"},
		{"people en", en.people(48700, "personnes"), "48,700 people"},
		{"one household en", en.people(1, "ménages"), "1 household"},
		{"nobody en", en.people(0, "personnes"), "0 people"},
		{"share", fr.share(82, 100), "82 %"},
		{"share en", en.share(82, 100), "82%"},
		{"share of all", fr.share(100, 100), "100 %"},
		{"share of almost all", fr.share(9999, 10000), "> 99 %"},
		{"share of almost none", en.share(1, 10000), "<1%"},
		{"share of nothing", fr.share(0, 0), "–"},
		{"minutes", fr.minutes(42.3), "42 min"},
		{"under a minute", fr.minutes(0.3), "< 1 min"},
		{"no time", fr.minutes(0), "0 min"},
		{"an hour", fr.minutes(60), "1 h"},
		{"rounded to an hour", fr.minutes(59.7), "1 h"},
		{"an hour and more", fr.minutes(70), "1 h 10"},
		{"an hour and little", fr.minutes(65), "1 h 05"},
		{"an hour and more en", en.minutes(70), "1 h 10 min"},
		{"no mean", fr.minutes(math.NaN()), "–"},
		{"no way", fr.duration(road.Unreachable), "–"},
		{"metres", fr.distance(847), "850 m"},
		{"nearly a kilometre", fr.distance(996), "1,0 km"},
		{"kilometres", fr.distance(1180), "1,2 km"},
		{"kilometres en", en.distance(1180), "1.2 km"},
		{"far", fr.distance(147800), "148 km"},
		{"seconds", fr.seconds(12340 * time.Millisecond), "12,3 s"},
		{"bytes", en.bytes(12_340_000), "12.3 MB"},
		{"moment", fr.moment(at), "mercredi 25 novembre 2026 à 14 h"},
		{"moment en", en.moment(at), "Wednesday 25 November 2026 at 14:00"},
		{"the first", fr.moment(at.AddDate(0, 0, 6).Add(30 * time.Minute)), "mardi 1er décembre 2026 à 14 h 30"},
	} {
		if got := plain(c.got); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
