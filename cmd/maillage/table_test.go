package main

import (
	"strings"
	"testing"
)

func TestTableAlignsWhatIsSeen(t *testing.T) {
	table := newTable("Nom", ">Durée", "État")
	table.add("Corte", "6 min", "ouvert")
	table.add("Ghisonaccia", "1 h 10", "")
	var b strings.Builder
	if err := table.write(&b); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Nom           Durée  État",
		"Corte         6 min  ouvert",
		"Ghisonaccia  1 h 10",
		"",
	}, "\n")
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
