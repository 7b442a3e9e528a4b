package api

import (
	"encoding/csv"
	"strings"
	"testing"

	"maillage/analysis"
	"maillage/say"
)

func TestExcelDialect(t *testing.T) {
	e := drawn(t, true)
	c, err := e.Coverage(t.Context(), analysis.CoverageQuery{TargetMinutes: 10})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := WriteCoverageCSV(&out, NewCoverageBody(e.Dataset(), c, say.French), CSVExcel); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	if !strings.HasPrefix(got, "\ufeffCode;Territoire;") || !strings.Contains(got, "\r\n2A;Corse-du-Sud;10;0;10;0;0;1;17,3;") {
		t.Errorf("got %s", got)
	}
}

func TestDialectsOverHTTP(t *testing.T) {
	s := serve(t, Options{})
	for path, first := range map[string]string{
		"/api/v1/coverage?f=csv": "Code,Territoire,", "/api/v1/coverage?f=csv&csv_dialect=excel": "\ufeffCode;Territoire;",
		"/api/v1/gaps?f=csv&csv_dialect=excel": "\ufeffRang;", "/api/v1/nearest?lat=42.05&lon=9.05&f=csv&csv_dialect=excel": "\ufeffRéponse;",
		"/api/v1/nearest?lat=42.05&lon=9.05&f=csv&csv_dialect=standard": "Réponse,",
	} {
		if got := get(s, path).Body.String(); !strings.HasPrefix(got, first) {
			t.Errorf("%s begins %.40q, want %q", path, got, first)
		}
	}
}

// Both dialects hold the same table, with a row an answer and as many cells as headings.
func TestTablesAreWhole(t *testing.T) {
	e := drawn(t, true)
	g, err := e.Gaps(t.Context(), analysis.CoverageQuery{TargetMinutes: 5})
	if err != nil {
		t.Fatal(err)
	}
	gaps := NewGapsBody(e.View(), g, say.English)
	for _, d := range []CSVDialect{CSVPlain, CSVExcel} {
		var out strings.Builder
		if err := WriteGapsCSV(&out, gaps, d); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
		if d == CSVExcel {
			r.Comma = ';'
		}
		rows, err := r.ReadAll() // refuses rows of another length than the first
		if err != nil || len(rows) != 2 {
			t.Fatalf("dialect %d: %d rows, %v", d, len(rows), err)
		}
		warnings, sources := rows[1][len(rows[1])-2], rows[1][len(rows[1])-1]
		if !strings.Contains(warnings, "Fictional region") || !strings.Contains(warnings, "as the crow flies") {
			t.Errorf("dialect %d: warnings %q", d, warnings)
		}
		if !strings.Contains(sources, "INSEE, Licence Ouverte 2.0, 2015") {
			t.Errorf("dialect %d: sources %q", d, sources)
		}
	}
}

func TestCells(t *testing.T) {
	var none *float64
	var nobody *int
	communes := strings.Repeat("Éloïse, ", 4100) + "Éloïse"
	for _, c := range []struct {
		name         string
		value        any
		plain, excel string
	}{
		{"text", "Corte", "Corte", "Corte"},
		{"a formula", "=1+cmd|' /C calc'!A0", "=1+cmd|' /C calc'!A0", "'=1+cmd|' /C calc'!A0"},
		{"a sign and words", "-venez", "-venez", "'-venez"},
		{"a telephone number", "+33 4 95 00 00 00", "+33 4 95 00 00 00", "+33 4 95 00 00 00"},
		{"more than a cell holds", communes, communes, strings.Repeat("Éloïse, ", 3999) + "Éloïse, …"},
		{"letters of two bytes", strings.Repeat("é", 32_000), strings.Repeat("é", 32_000), strings.Repeat("é", 32_000)},
		{"a whole number", 3, "3", "3"},
		{"a number", 3.25, "3.25", "3,25"},
		{"a large number", 270859.0, "270859", "270859"},
		{"a pointer", new(1.5), "1.5", "1,5"},
		{"no number", none, "", ""},
		{"no count", nobody, "", ""},
		{"nothing", nil, "", ""},
	} {
		if plain, excel := CSVPlain.cell(c.value), CSVExcel.cell(c.value); plain != c.plain || excel != c.excel {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, plain, excel, c.plain, c.excel)
		}
	}
}
