package source

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// copied copies a table with two columns, "line" and "score" of each row.
func copied(t testing.TB, path string, form func(*TableCopy) TableForm) []byte {
	t.Helper()
	c, err := OpenTableCopy(path, TableCopyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var b bytes.Buffer
	w, names, err := c.To(&b, form(c), []string{"line", "score"})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != 2 {
		t.Errorf("got the names %q", names)
	}
	for row, err := range c.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		added := []any{lineID(row.Line), 0.25}
		if row.Cell(0) == "?" {
			added = []any{nil, nil}
		}
		if err := w.Write(row, added); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func own(c *TableCopy) TableForm { return c.Form() }

func TestTableCopyKeepsEveryRow(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		form             func(*TableCopy) TableForm
	}{
		{"as it is", "a,b\n1,2\n", "a,b,line,score\n1,2,ligne 2,0.25\n", own},
		{"spaces, empty cells and order", "a;b;c\n 1 ;;x\n;;\n", "a;b;c;line;score\n\" 1 \";;x;ligne 2;0.25\n;;;ligne 3;0.25\n", own},
		{"a mark and CRLF", "\uFEFFa;b\r\n1;2\r\n", "\uFEFFa;b;line;score\r\n1;2;ligne 2;0.25\r\n", own},
		{"tabs", "a\tb\n1\t2\n", "a\tb\tline\tscore\n1\t2\tligne 2\t0.25\n", own},
		{"a row cut short", "a,b,c\n1\n1,2,3\n", "a,b,c,line,score\n1,,,ligne 2,0.25\n1,2,3,ligne 3,0.25\n", own},
		{"a row too long", "a,b\n1,2,3,4\n", "a,b,line,score\n1,2,ligne 2,0.25,3,4\n", own},
		{"lines and quotes in cells", "a,b\n\"x\ny\",\"z \"\"w\"\"\"\n", "a,b,line,score\n\"x\ny\",\"z \"\"w\"\"\",ligne 2,0.25\n", own},
		{"a stray quote", "a,b\nx\"y,2\n3,4\n", "a,b,line,score\n\"x\"\"y\",2,ligne 2,0.25\n3,4,ligne 3,0.25\n", own},
		{"nothing to add", "a,b\n?,2\n", "a,b,line,score\n?,2,,\n", own},
		{"Windows-1252", "a,b\n\xcele,2\n", "a,b,line,score\nÎle,2,ligne 2,0.25\n", own},
		{"an empty line is no row", "a,b\n\n1,2\n", "a,b,line,score\n1,2,ligne 3,0.25\n", own},
		{"header alone", "a,b\n", "a,b,line,score\n", own},
		{"copied before", "a,line\n1,x\n", "a,line,line_2,score_2\n1,x,ligne 2,0.25\n", own},
		{"and before that", "a,line,score_2\n1,x,y\n", "a,line,score_2,line_3,score_3\n1,x,y,ligne 2,0.25\n", own},
		{"for Excel", "a,b\n1.5,=2\n", "\uFEFFa;b;line;score\r\n1.5;=2;ligne 2;0,25\r\n", func(*TableCopy) TableForm { return ExcelForm() }},
		{"standard", "a;b\n1;2\n", "a,b,line,score\n1,2,ligne 2,0.25\n", func(*TableCopy) TableForm { return StandardForm() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(copied(t, inFile(t, "a.csv", []byte(c.text)), c.form)); got != c.want {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
		})
	}
}

// A word of another's data is no formula in the planner's spreadsheet.
func TestTableCopyAddsNoFormula(t *testing.T) {
	var b bytes.Buffer
	w, err := newCSVWriter(&b, ExcelForm(), []string{"a"}, []string{"label"})
	if err == nil {
		err = w.Write(TableRow{Cells: []string{"=1"}}, []any{`=HYPERLINK("x")`})
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "\uFEFFa;label\r\n=1;\"'=HYPERLINK(\"\"x\"\")\"\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// sheetOf writes the cells of a sheet, a line a row.
func sheetOf(t testing.TB, b []byte, sheet string) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, cells := range rows {
		out = append(out, strings.Join(cells, "|"))
	}
	return strings.Join(out, "\n")
}

func TestTableCopyIntoANewWorkbook(t *testing.T) {
	path := inFile(t, "a.csv", []byte("code;ville\n01004;=Corte\n2\n3;x;y\n"))
	got := copied(t, path, func(*TableCopy) TableForm { return WorkbookForm() })
	want := "code|ville|line|score\n01004|=Corte|ligne 2|0.25\n2||ligne 3|0.25\n3|x|ligne 4|0.25|y"
	if sheet := sheetOf(t, got, "Sheet1"); sheet != want {
		t.Errorf("got\n%s\nwant\n%s", sheet, want)
	}
}

// A workbook keeps what it has: other sheets, types, styles, formulas, what stands right of the table.
func TestTableCopyIntoTheSameWorkbook(t *testing.T) {
	book := excelize.NewFile()
	set := func(sheet, cell string, value any) {
		t.Helper()
		if err := book.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.NewSheet("Autre"); err != nil {
		t.Fatal(err)
	}
	set("Autre", "A1", "gardé")
	for cell, value := range map[string]any{"A2": "nom", "B2": "ville", "A3": "A", "B3": 20250, "A5": "B", "B5": "Corte", "D5": "à côté"} {
		set("Sheet1", cell, value)
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err == nil {
		err = book.SetCellStyle("Sheet1", "A3", "A3", bold)
	}
	if err == nil {
		err = book.SetCellFormula("Sheet1", "C3", "B3*2")
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got := copied(t, inFile(t, "a.xlsx", b.Bytes()), own)
	want := "\nnom|ville|||line|score\nA|20250|||ligne 3|0.25\n\nB|Corte||à côté|ligne 5|0.25"
	if sheet := sheetOf(t, got, "Sheet1"); sheet != want {
		t.Errorf("got\n%s\nwant\n%s", sheet, want)
	}
	if other := sheetOf(t, got, "Autre"); other != "gardé" {
		t.Errorf("the other sheet: got %q", other)
	}
	after, err := excelize.OpenReader(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	defer after.Close()
	if formula, err := after.GetCellFormula("Sheet1", "C3"); err != nil || formula != "B3*2" {
		t.Errorf("the formula: got %q, %v", formula, err)
	}
	if style, err := after.GetCellStyle("Sheet1", "A3"); err != nil || style != bold {
		t.Errorf("the style: got %d, %v", style, err)
	}
	if kind, err := after.GetCellType("Sheet1", "F3"); err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("the score is text: %v, %v", kind, err)
	}
}

func TestTableCopyOfAWorkbookAsCSV(t *testing.T) {
	book := inWorkbook(t, map[string][][]any{"Liste": {{"nom", "cp"}, {"A", 20250}, nil, {"B"}}})
	got := string(copied(t, inFile(t, "a.xlsx", book), func(*TableCopy) TableForm { return StandardForm() }))
	if want := "nom,cp,line,score\nA,20250,ligne 2,0.25\nB,,ligne 4,0.25\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTableCopyRefuses(t *testing.T) {
	long := "a\n" + strings.Repeat("x", excelize.TotalCellChars+1) + "\n"
	c, err := OpenTableCopy(inFile(t, "long.csv", []byte(long)), TableCopyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	w, _, err := c.To(io.Discard, WorkbookForm(), []string{"b"})
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range c.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		wantSentence(t, w.Write(row, []any{"x"}), "long.csv, line 2", "32,767", "CSV")
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	full := &bookWriter{book: &workbook{file: "grand.xlsx"}}
	wantSentence(t, full.Write(TableRow{Line: bookCells, Cells: []string{"a"}}, []any{"x"}), "grand.xlsx", "1,000,000", "CSV")
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{"no such file", "", "", []string{"absent.csv"}},
		{"an empty one", "a.csv", "", []string{"a.csv", "empty"}},
		{"a layer", "a.csv", " {\"type\": \"FeatureCollection\"}", []string{"a.csv", "JSON", "CSV"}},
		{"an endless row", "a.csv", "a\n\"" + strings.Repeat("x\n", recordBytes), []string{"a.csv", "1 MiB"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "absent.csv")
			if c.file != "" {
				path = inFile(t, c.file, []byte(c.text))
			}
			copy, err := OpenTableCopy(path, TableCopyOptions{})
			if err == nil {
				defer copy.Close()
				for _, err = range copy.Rows(t.Context()) {
				}
			}
			wantSentence(t, err, c.want...)
		})
	}
}

// A copy given up halfway leaves nothing of the table on the disk.
func TestTableCopyLeavesNothingBehind(t *testing.T) {
	c, err := OpenTableCopy(inFile(t, "a.csv", []byte("a\n1\n")), TableCopyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	w, _, err := c.To(io.Discard, WorkbookForm(), []string{"b"})
	if err != nil {
		t.Fatal(err)
	}
	files := func() int {
		t.Helper()
		entries, err := os.ReadDir(temporary)
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	address := strings.Repeat("12 cours Paoli ", excelize.TotalCellChars/15)
	for line := 0; files() == 0; line++ {
		if line > 2*excelize.StreamChunkSize/len(address) {
			t.Fatalf("no row has gone to a file after %d: the sheet waits elsewhere, and what is closed here must be looked for there", line)
		}
		if err := w.Write(TableRow{Line: line, Cells: []string{address}}, []any{"x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil || files() != 0 {
		t.Errorf("%d files are left; %v", files(), err)
	}
}

// Whatever the bytes, each row read is written, and nothing is lost of it.
func FuzzTableCopy(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a;b\r\n\"1;2\n3\";x\n", "\uFEFFa\tb\n\t\t\t\n", "a\n\xe9\n", "a\n\"\"\"\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		path := inFile(t, "a.csv", b)
		c, err := OpenTableCopy(path, TableCopyOptions{})
		if err != nil || c.Form().Workbook {
			return
		}
		defer c.Close()
		var out bytes.Buffer
		w, err := newCSVWriter(&out, StandardForm(), c.Header(), []string{"x"})
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for row, err := range c.Rows(t.Context()) {
			if err != nil {
				return
			}
			cells = append(cells, strings.Join(row.Cells, "\x00"))
			if err := w.Write(row, []any{"x"}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := OpenTableCopy(inFile(t, "b.csv", out.Bytes()), TableCopyOptions{})
		if err != nil {
			return // a header that no reader takes for one
		}
		defer again.Close()
		n, width := 0, len(c.Header())
		if len(again.Header()) != width+1 {
			return // the other separator is the commoner one now
		}
		for row, err := range again.Rows(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			whole := strings.Join(append(append([]string(nil), row.Cells[:width]...), row.Cells[width+1:]...), "\x00")
			if want := cells[n]; strings.TrimRight(whole, "\x00") != strings.TrimRight(strings.ReplaceAll(want, "\r\n", "\n"), "\x00") {
				t.Fatalf("row %d: got %q, want %q", n, whole, want)
			}
			n++
		}
		if n != len(cells) {
			t.Fatalf("%d rows came out of %d", n, len(cells))
		}
	})
}
