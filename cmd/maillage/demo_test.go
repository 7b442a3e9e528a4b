package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// demoPlace is where most people of the demo live, as flags take it.
func demoPlace(t testing.TB) (lat, lon string) {
	t.Helper()
	opened, err := openFile(demoFile(t))
	if err != nil {
		t.Fatal(err)
	}
	defer opened.close()
	p, ok := busiest(opened.engine.View().Dataset())
	if !ok {
		t.Fatal("nobody lives in the demo")
	}
	return strconv.FormatFloat(p.Lat(), 'f', 4, 64), strconv.FormatFloat(p.Lon(), 'f', 4, 64)
}

// Every question in every form, in both languages, of a region that needs no data.
func TestEveryFormOfEveryAnswer(t *testing.T) {
	path := demoFile(t)
	lat, lon := demoPlace(t)
	for _, question := range [][]string{
		{"nearest", path, "--lat", lat, "--lon", lon, "--open", "any"},
		{"coverage", path, "--target", "15", "--by", "commune"},
		{"gaps", path, "--target", "10"},
	} {
		for _, lang := range []string{"fr", "en"} {
			ask := func(form string) string { return done(t, append(question, "--lang", lang, "-f", form)...) }
			table := ask("table")
			if strings.Contains(table, "%!") || len(strings.Split(table, "\n")) < 5 {
				t.Errorf("%s %s table:\n%s", question[0], lang, table)
			}
			if !strings.Contains(table, "Sources") {
				t.Errorf("%s %s: the table names no source:\n%s", question[0], lang, table)
			}
			if rows, err := csv.NewReader(strings.NewReader(ask("csv"))).ReadAll(); err != nil || len(rows) < 2 {
				t.Errorf("%s %s csv: %d rows, %v", question[0], lang, len(rows), err)
			}
			var collection struct {
				Type     string
				Features []json.RawMessage
			}
			if err := json.Unmarshal([]byte(ask("geojson")), &collection); err != nil || collection.Type != "FeatureCollection" || len(collection.Features) == 0 {
				t.Errorf("%s %s geojson: %v, %s with %d features", question[0], lang, err, collection.Type, len(collection.Features))
			}
			if !json.Valid([]byte(ask("json"))) {
				t.Errorf("%s %s json: not JSON", question[0], lang)
			}
		}
	}
}

func TestTheDemoSaysItIsFictional(t *testing.T) {
	lat, lon := demoPlace(t)
	for _, args := range [][]string{
		{"nearest", demoFile(t), "--lat", lat, "--lon", lon}, // what --demo makes itself: the READMEs' commands
		{"coverage", demoFile(t), "--target", "20"},
		{"gaps", demoFile(t), "--target", "20"},
	} {
		if got := done(t, args...); !strings.Contains(got, "Région fictive") {
			t.Errorf("%v does not say that the region is fictional:\n%s", args, got)
		}
	}
}

// What Excel opens in France: a byte order mark, semicolons, decimal commas.
func TestExcelOpensTheCSV(t *testing.T) {
	out := filepath.Join(t.TempDir(), "couverture.csv")
	if got := done(t, "coverage", demoFile(t), "--target", "15", "-f", "csv", "--csv-dialect", "excel", "-o", out); got != "" {
		t.Errorf("wrote to standard output beside the file: %s", got)
	}
	text := string(read(t, out))
	for name, holds := range map[string]bool{
		"byte order mark": strings.HasPrefix(text, "\ufeff"),
		"semicolons":      strings.Contains(text, ";"),
		"decimal commas":  !strings.Contains(text, "0.") && strings.Contains(text, ","),
	} {
		if !holds {
			t.Errorf("no %s: %.300s", name, text)
		}
	}
}

// An output file is replaced whole, and keeps what it was when the question fails.
func TestOutputIsReplacedWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "zones.json")
	if err := os.WriteFile(out, []byte("avant"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "gaps", demoFile(t), "--target", "-1", "-f", "json", "-o", out); got.code != exitMisuse {
		t.Errorf("target -1: exit %d: %s", got.code, got.stderr)
	}
	if got := string(read(t, out)); got != "avant" {
		t.Errorf("a failed question changed the file to %.100q", got)
	}
	done(t, "gaps", demoFile(t), "--target", "15", "-f", "json", "-o", out)
	if !json.Valid(read(t, out)) {
		t.Error("the file is not JSON")
	}
	if got := listing(t, dir); got != out+"\n" {
		t.Errorf("left beside the file: %s", got)
	}
}
