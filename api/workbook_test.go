package api

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"mime"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"maillage/data"
)

// opened reads an answer as a workbook.
func opened(t *testing.T, target string) *excelize.File {
	t.Helper()
	w := get(serve(t, Options{}), target)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != typeXLSX {
		t.Fatalf("%s: %d, %s: %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	file, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	return file
}

// cellOf is a cell as it is kept and as it is shown, and what it is.
func cellOf(t *testing.T, file *excelize.File, sheet, at string) (raw, shown string, kind excelize.CellType) {
	t.Helper()
	raw, err := file.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	shown, err = file.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	kind, err = file.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	return raw, shown, kind
}

func TestWorkbooksHoldNumbersAndWords(t *testing.T) {
	const number = excelize.CellTypeUnset // numbers bear no type
	for _, c := range []struct {
		name, target, sheet, at, raw, shown string
		kind                                excelize.CellType
	}{
		{"a heading", "/api/v1/coverage?f=xlsx&by=commune", "Couverture", "B1", "Territoire", "Territoire", excelize.CellTypeInlineString},
		{"with its unit and vintage", "/api/v1/coverage?f=xlsx&by=commune", "Couverture", "C1", "Population (personnes, 2015)", "Population (personnes, 2015)", excelize.CellTypeInlineString},
		{"a code that looks like a number", "/api/v1/coverage?f=xlsx&by=region", "Couverture", "A2", "94", "94", excelize.CellTypeInlineString},
		{"people", "/api/v1/coverage?f=xlsx&by=commune", "Couverture", "C2", "90", "90", number},
		{"a share", "/api/v1/coverage?f=xlsx&target=15", "Couverture", "G4", "0.9167", "91.7% ", number},
		{"minutes", "/api/v1/coverage?f=xlsx&target=10", "Couverture", "I2", "17.3", "17.3", number},
		{"the total", "/api/v1/coverage?f=xlsx&by=commune", "Couverture", "B5", "Ensemble", "Ensemble", excelize.CellTypeInlineString},
		{"no figure", "/api/v1/coverage?f=xlsx&by=commune&reseaux_porteurs=cidff", "Couverture", "I2", "", "", number},
		{"degrees", "/api/v1/gaps?f=xlsx&target=5&lang=en", "White zones", "D2", "9.25", "9.25000", number},
		{"what looks like a formula", "/api/v1/nearest?f=xlsx&lat=42.05&lon=9.15&open=any", "Structures", "M2", "=France services", "=France services", excelize.CellTypeInlineString},
		{"an instant", "/api/v1/nearest?f=xlsx&lat=42.05&lon=9.05&at=2026-11-24T23:00", "Structures", "H3", "46351.354166666664", "2026-11-25 08:30", number},
		{"where from, by name", "/api/v1/nearest?f=xlsx&q=lieu-a", "Lisez-moi", "B2", "Lieu-A", "", excelize.CellTypeSharedString},
		{"where from, to 100 m", "/api/v1/nearest?f=xlsx&lat=42.051234&lon=9.05", "Lisez-moi", "B2", "42.051, 9.050", "", excelize.CellTypeSharedString},
		{"what is counted", "/api/v1/coverage?f=xlsx", "Lisez-moi", "A1", "Combien de personnes vivent à moins d'un temps cible d'une structure", "", excelize.CellTypeSharedString},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw, shown, kind := cellOf(t, opened(t, c.target), c.sheet, c.at)
			if c.shown == "" {
				c.shown = c.raw
			}
			if raw != c.raw || shown != c.shown || kind != c.kind {
				t.Errorf("%s: %q, shown %q, of type %d; want %q, %q, %d", c.at, raw, shown, kind, c.raw, c.shown, c.kind)
			}
		})
	}
}

// What is longer than a cell ends between two items, and says that it goes on.
func TestWorkbooksCutNoWord(t *testing.T) {
	communes := "Éloïse" + strings.Repeat(", Éloïse", 4100)
	if got := plainValue(communes); got != fitting(communes) || got == communes {
		t.Errorf("a cell is given %d letters", utf8.RuneCountInString(got.(string)))
	}
}

// Every column of figures is explained.
func TestFiguresHaveAMeaning(t *testing.T) {
	for _, f := range append(rowFigures(data.Group{}, data.Source{}, censusFigure(&data.Dataset{}, "")), zoneFigures(data.Group{}, data.Source{})...) {
		if meanings[f.property].IsZero() {
			t.Errorf("nothing says what %s counts", f.property)
		}
	}
}

// The second sheet says what the first is: a workbook that is sent on says it still.
func TestWorkbooksSayWhatTheyAre(t *testing.T) {
	target := "/api/v1/coverage?f=xlsx&target=45&level=2&publics=jeunes&reseaux_porteurs=mission-locale&territoire=departement:2B&accessible=true&season=winter&group=18-24&at=2026-11-25T14:00"
	for lang, want := range map[string][]string{
		"fr": {"Dessin", "mercredi 25 novembre 2026 à 14 h", "à vol d'oiseau", "Conseil et accompagnement", "jeunes", "Mission locale", "Haute-Corse (département 2B)",
			"fauteuil roulant", "hiver", "45 min", "18 à 24 ans (personnes, population 2015)", "Une ligne par\tdépartement", "Région fictive", "Licence Ouverte 2.0", "https://example.org/src",
			"Celles qui vivent au-delà de la cible (population 2015)", "Temps que la moitié des personnes"},
		"en": {"Wednesday 25 November 2026 at 14:00", "winter", "45 min", "Fictional region", "Those who live within the target"},
	} {
		file := opened(t, target+"&lang="+lang)
		rows, err := file.GetRows(file.GetSheetList()[1])
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, "\t") + "\n")
		}
		said := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(text.String())
		for _, words := range want {
			if !strings.Contains(said, words) {
				t.Errorf("%s: nothing says %q in\n%s", lang, words, said)
			}
		}
	}
}

func TestWorkbooksAreReadyToBeRead(t *testing.T) {
	for target, sheet := range map[string]string{
		"/api/v1/coverage?f=xlsx&by=commune": "Couverture", "/api/v1/gaps?f=xlsx&target=5": "Zones blanches",
		"/api/v1/nearest?f=xlsx&lat=42.05&lon=9.05": "Structures",
	} {
		file := opened(t, target)
		panes, err := file.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		tables, err := file.GetTables(sheet)
		if err != nil || len(tables) != 1 {
			t.Errorf("%s: %d tables to sort and filter, %v", sheet, len(tables), err)
		}
		rows, err := file.GetRows(sheet)
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", sheet, len(rows), err)
		}
		for i := range rows[0] {
			name, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			if width, err := file.GetColWidth(sheet, name); err != nil || width < narrow || width > wide {
				t.Errorf("%s, column %s is %v wide, %v", sheet, name, width, err)
			}
		}
	}
	none := opened(t, "/api/v1/gaps?f=xlsx&target=1440") // nobody is beyond: a header and no row
	if rows, err := none.GetRows("Zones blanches"); err != nil || len(rows) != 1 {
		t.Errorf("%d rows of no zone, %v", len(rows), err)
	}
}

// Readers other than Excel lose the widths of columns that are not told in order.
func TestColumnsAreToldInOrder(t *testing.T) {
	w := get(serve(t, Options{}), "/api/v1/coverage?f=xlsx")
	book, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} {
		file, err := book.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var sheet struct {
			Cols []struct {
				Min int `xml:"min,attr"`
				Max int `xml:"max,attr"`
			} `xml:"cols>col"`
		}
		if err := xml.NewDecoder(file).Decode(&sheet); err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, c := range sheet.Cols {
			if c.Min <= last {
				t.Errorf("%s: column %d comes after column %d", name, c.Min, last)
			}
			last = c.Max
		}
		if last < 6 {
			t.Errorf("%s: widths of %d columns", name, last)
		}
	}
}

// A workbook is a file: it comes with a name, which tells of nobody, and is the
// same for all who ask the same.
func TestWorkbooksComeUnderAName(t *testing.T) {
	s := serve(t, Options{})
	for target, want := range map[string]string{
		"/api/v1/coverage?f=xlsx": "dessin-coverage.xlsx", "/api/v1/gaps?f=xlsx": "dessin-gaps.xlsx",
		"/api/v1/nearest?f=xlsx&q=lieu-a": "dessin-nearest.xlsx", "/api/v1/coverage?f=csv": "",
	} {
		w := get(s, target)
		_, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
		if got := params["filename"]; got != want || want != "" && err != nil {
			t.Errorf("%s: named %q, want %q: %v", target, got, want, err)
		}
		if again := get(s, target); !bytes.Equal(again.Body.Bytes(), w.Body.Bytes()) {
			t.Errorf("%s: two answers to one question differ", target)
		}
	}
}
