package main

import (
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
	for _, c := range []struct{ name, got, want string }{
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
		{"no way", fr.duration(road.Unreachable), "–"},
		{"seconds", fr.seconds(12340 * time.Millisecond), "12,3 s"},
		{"bytes", en.bytes(12_340_000), "12.3 MB"},
	} {
		if got := plain(c.got); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
