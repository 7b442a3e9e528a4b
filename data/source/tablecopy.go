package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"path/filepath"

	"maillage/say"
)

// TableCopy is somebody's table on its way to another file, where each row gets
// more cells. Rows pass as they are, in their order: none is judged or left out,
// and what a row has beyond the header follows the cells added.
//
//	header │ nom  │ ville │        header │ nom  │ ville │ latitude │
//	       │ a    │ Corte │   ─▶          │ a    │ Corte │ 42.306   │
//	       │ b    │ Corte │ x             │ b    │ Corte │          │ x
//
// A CSV streams. A workbook is read into memory, within the bounds of every
// workbook; copied to a workbook it keeps its sheets, styles and formulas.
// Not kept: empty lines of a CSV, the quotes it did not need, and the bytes of
// another encoding than UTF-8.
type TableCopy struct {
	file   string
	form   TableForm
	table  *table    // of a CSV
	book   *workbook // of a workbook
	opened *Opened
	leave  func() error // of what is written, takes its temporary files away; nil where there are none
}

// TableCopyOptions tells OpenTableCopy what it opens.
type TableCopyOptions struct {
	Open  OpenOptions
	Sheet string // the worksheet of a workbook; empty: the first
}

// TableRow is a row as its file has it: it may have fewer cells than the header, or more.
type TableRow struct {
	Line  int // in the file, from 1
	Cells []string
}

// Cell is the cell of a column, "" where the row ends before it or column is negative.
func (r TableRow) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// OpenTableCopy opens a CSV or an XLSX workbook, as every other table.
func OpenTableCopy(path string, opt TableCopyOptions) (*TableCopy, error) {
	if opt.Open.File == "" {
		opt.Open.File = filepath.Base(path)
	}
	o, err := Open(path, opt.Open)
	if err != nil {
		return nil, err
	}
	c := &TableCopy{file: opt.Open.File, opened: o}
	if err := c.start(opt.Sheet); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *TableCopy) start(sheet string) error {
	buffered := bufio.NewReaderSize(c.opened, 64<<10)
	head, _ := buffered.Peek(4 << 10)
	if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n"), []byte("{")) {
		return say.Errorf("%s est du JSON, non un tableau ; donnez un CSV ou un XLSX", "%s is JSON, not a table; give a CSV or XLSX file", c.file)
	}
	rows, err := openRows(buffered, c.file, sheet)
	if err != nil {
		return err
	}
	switch rows := rows.(type) {
	case *workbook:
		c.book, c.form = rows, WorkbookForm()
	case *table:
		line, _, _ := bytes.Cut(head, []byte("\n"))
		c.table, c.form = rows, TableForm{Comma: rows.csv.Comma, Mark: bytes.HasPrefix(head, []byte("\uFEFF")), CRLF: bytes.HasSuffix(line, []byte("\r"))}
		rows.csv.LazyQuotes = true // a stray quote is no reason to lose a row
	}
	return nil
}

// Header names the columns in the file's order.
func (c *TableCopy) Header() []string { return c.rows().names() }

func (c *TableCopy) rows() tableRows {
	if c.book != nil {
		return c.book
	}
	return c.table
}

// Form is that of the file itself.
func (c *TableCopy) Form() TableForm { return c.form }

// Switched is the line from which a CSV is not UTF-8 but read as Windows-1252; 0 where all of it is UTF-8.
func (c *TableCopy) Switched() int {
	if c.table == nil {
		return 0
	}
	return c.table.text.switched
}

// Rows yields every row but the empty ones; an error ends them.
func (c *TableCopy) Rows(ctx context.Context) iter.Seq2[TableRow, error] {
	next := c.nextLine
	if c.book != nil {
		next = c.nextRow
	}
	return func(yield func(TableRow, error) bool) {
		for {
			row, err := next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// nextLine reads a row of a CSV.
func (c *TableCopy) nextLine() (TableRow, error) {
	t := c.table
	t.record.left = recordBytes
	cells, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return TableRow{}, io.EOF
	}
	if err != nil {
		return TableRow{}, readError(c.file, err)
	}
	line, _ := t.csv.FieldPos(0)
	t.last = line
	return TableRow{line, cells}, nil
}

// nextRow reads a row of a workbook.
func (c *TableCopy) nextRow() (TableRow, error) {
	for {
		cells, err := c.book.next()
		if err != nil || len(cells) > 0 {
			return TableRow{c.book.line, cells}, err
		}
	}
}

// Close releases the file, and takes away what a copy given up halfway left on the disk.
func (c *TableCopy) Close() error {
	var err error
	if c.book != nil {
		err = c.book.close()
	}
	if c.leave != nil {
		err = errors.Join(err, c.leave())
	}
	return errors.Join(err, c.opened.Close())
}

// TableWriter writes the rows of a table, each with the cells added to it.
type TableWriter interface {
	// Write writes a row. Added are one a column: strings, float64, or nil for an empty cell.
	Write(row TableRow, added []any) error
	// Close ends the table; without it the last rows may be missing.
	Close() error
}

// To starts writing to w, in a form, the table with columns added. Where the
// table has a column of one of these names, all of them get a number, and names tells them.
func (c *TableCopy) To(w io.Writer, form TableForm, added []string) (out TableWriter, names []string, err error) {
	names = besides(c.Header(), added)
	switch {
	case form.Workbook && c.book != nil:
		out = &bookWriter{w: w, book: c.book, names: names}
	case form.Workbook:
		var sheet *sheetWriter
		if sheet, err = newSheetWriter(w, c.file, c.Header(), names); err == nil {
			out, c.leave = sheet, sheet.book.Close
		}
	default:
		out, err = newCSVWriter(w, form, c.Header(), names)
	}
	return out, names, err
}

// tooLongForWorkbook says which cell a workbook cannot hold.
func tooLongForWorkbook(file string, line int) error {
	return say.Errorf("%s, ligne %d : une cellule de plus de 32 767 signes, ce qu'un classeur n'accepte pas ; écrivez le résultat en CSV",
		"%s, line %d: a cell of more than 32,767 signs, which a workbook does not take; write the result as CSV", file, line)
}
