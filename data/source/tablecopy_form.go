package source

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// TableForm is how a table is written.
type TableForm struct {
	Workbook bool // XLSX; the rest is of CSV
	Comma    rune
	Mark     bool // UTF-8's byte order mark, by which a spreadsheet knows the encoding
	CRLF     bool
	Decimals rune // "," where numbers that are added are written with decimal commas
}

// WorkbookForm is an XLSX workbook.
func WorkbookForm() TableForm { return TableForm{Workbook: true} }

// StandardForm is RFC 4180 in UTF-8 with commas.
func StandardForm() TableForm { return TableForm{Comma: ','} }

// ExcelForm is the CSV that French Excel opens by a double click.
func ExcelForm() TableForm { return TableForm{Comma: ';', Mark: true, CRLF: true, Decimals: ','} }

// besides gives names to columns that a header has not: "latitude", or
// "latitude_2" for a table that went through here before.
func besides(header, added []string) []string {
	names := slices.Clone(added)
	for n := 2; slices.ContainsFunc(names, func(name string) bool { return slices.Contains(header, name) }); n++ {
		for i, name := range added {
			names[i] = name + "_" + strconv.Itoa(n)
		}
	}
	return names
}

// csvWriter writes a CSV as it comes.
type csvWriter struct {
	form  TableForm
	csv   *csv.Writer
	width int // of the header that was read
	cells []string
}

func newCSVWriter(w io.Writer, form TableForm, header, added []string) (*csvWriter, error) {
	if form.Mark {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return nil, fmt.Errorf("write csv: %w", err)
		}
	}
	c := &csvWriter{form: form, csv: csv.NewWriter(w), width: len(header)}
	c.csv.Comma, c.csv.UseCRLF = form.Comma, form.CRLF
	if err := c.csv.Write(slices.Concat(header, added)); err != nil {
		return nil, fmt.Errorf("write csv: %w", err)
	}
	return c, nil
}

func (c *csvWriter) Write(row TableRow, added []any) error {
	c.cells = append(c.cells[:0], row.Cells[:min(c.width, len(row.Cells))]...)
	for len(c.cells) < c.width {
		c.cells = append(c.cells, "")
	}
	for _, value := range added {
		c.cells = append(c.cells, c.cell(value))
	}
	c.cells = append(c.cells, row.Cells[min(c.width, len(row.Cells)):]...)
	if err := c.csv.Write(c.cells); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func (c *csvWriter) Close() error {
	c.csv.Flush()
	if err := c.csv.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// cell writes a value that is added. A word of a source that a spreadsheet would
// run as a formula gets an apostrophe; the table's own cells are their owner's.
func (c *csvWriter) cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case float64:
		s := strconv.FormatFloat(v, 'f', -1, 64)
		if c.form.Decimals != 0 {
			s = strings.Replace(s, ".", string(c.form.Decimals), 1)
		}
		return s
	case string:
		if v != "" && strings.ContainsRune("=+-@\t\r", rune(v[0])) {
			return "'" + v
		}
		return v
	default:
		panic(fmt.Sprintf("source: a table has no cell for a %T", value))
	}
}
