package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"maillage/data"
	"maillage/say"
)

// tableRows is a table of either kind, opened at its first row of data.
type tableRows interface {
	names() []string // of the columns, in the file's order
	rows(ctx context.Context, rep teller) iter.Seq2[row, error]
	close() error
}

func (t *table) names() []string { return t.header }

func (t *table) close() error { return nil }

// A workbook is read into memory packed; its large sheets unpack to the disk.
const (
	workbookBytes    = 64 << 20  // packed
	workbookUnpacked = 256 << 20 // all its parts
	workbookPart     = 16 << 20  // held in memory; a larger part goes to a temporary file
)

// isOldWorkbook tells an .xls by the mark of its container.
func isOldWorkbook(head []byte) bool { return bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) }

// workbook reads one sheet of an XLSX workbook by the names of its columns,
// which are its first row that is not empty. Cells are read as they are kept,
// not as they are shown: 42.306 where the sheet shows 42,31.
// Not supported: formulas without a kept value, dates (numbers of days), .xls, .ods.
type workbook struct {
	file    string
	book    *excelize.File
	name    string // of the sheet
	sheet   *excelize.Rows
	header  []string
	columns map[string]int
	line    int

	headerLine int
}

// openWorkbook reads the header and refuses a sheet that lacks a needed column.
func openWorkbook(r io.Reader, file, sheet string, needed ...string) (w *workbook, err error) {
	defer func() {
		if err != nil && w != nil {
			_, w = w.close(), nil
		}
	}()
	if w, err = loadWorkbook(r, file); err != nil {
		return nil, err
	}
	if err := w.open(sheet); err != nil {
		return w, err
	}
	for len(w.header) == 0 {
		cells, err := w.next()
		if errors.Is(err, io.EOF) {
			return w, say.Errorf("%s : la feuille est vide ; sa première ligne doit nommer les colonnes %s",
				"%s: the sheet is empty; its first line must name the columns %s", file, strings.Join(needed, ", "))
		}
		if err != nil {
			return w, err
		}
		w.header, w.headerLine = cells, w.line
	}
	for i, name := range w.header {
		if _, twice := w.columns[name]; twice && slices.Contains(needed, name) {
			return w, say.Errorf("%s, ligne %d : la colonne « %s » est deux fois dans l'en-tête ; gardez-en une",
				"%s, line %d: the column %q is twice in the header; keep one", file, w.line, name)
		}
		w.columns[name] = i
	}
	return w, (&table{file: file, header: w.header, columns: w.columns}).need(needed)
}

// loadWorkbook opens a workbook. The library trusts what it reads: whatever it panics on is damaged.
func loadWorkbook(r io.Reader, file string) (w *workbook, err error) {
	head := make([]byte, 64)
	n, _ := io.ReadFull(r, head)
	if isOldWorkbook(head[:n]) || bytes.Contains(head[:n], []byte("mimetypeapplication")) {
		return nil, say.Errorf("%s est un classeur d'un autre format que XLSX ; enregistrez-le en XLSX ou en « CSV UTF-8 »",
			"%s is a workbook of another format than XLSX; save it as XLSX or as \"CSV UTF-8\"", file)
	}
	whole, err := io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head[:n]), r), workbookBytes+1))
	if err != nil {
		return nil, readError(file, err)
	}
	if len(whole) > workbookBytes {
		return nil, say.Errorf("%s est un classeur de plus de %d Mio ; enregistrez la feuille en « CSV UTF-8 »",
			"%s is a workbook of more than %d MiB; save the sheet as \"CSV UTF-8\"", file, workbookBytes>>20)
	}
	w = &workbook{file: file, columns: make(map[string]int)}
	err = w.shield(func() (err error) {
		w.book, err = excelize.OpenReader(bytes.NewReader(whole), excelize.Options{
			RawCellValue: true, UnzipSizeLimit: workbookUnpacked, UnzipXMLSizeLimit: workbookPart,
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return w, nil
}

// shield runs a call of the library and says what goes wrong in it.
func (w *workbook) shield(call func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
		if err != nil && !isSaid(err) {
			err = say.Errorf("%s n'est pas un classeur XLSX lisible (%v) ; enregistrez-le de nouveau, ou en « CSV UTF-8 »",
				"%s is not a readable XLSX workbook (%v); save it again, or as \"CSV UTF-8\"", w.file, clean(err.Error()))
		}
	}()
	return call()
}

// open starts on a sheet, the first where none is named.
func (w *workbook) open(sheet string) error {
	return w.shield(func() (err error) {
		sheets := w.book.GetSheetList()
		if sheet == "" && len(sheets) > 0 {
			sheet = sheets[0]
		}
		if !slices.Contains(sheets, sheet) {
			return say.Errorf("%s n'a pas de feuille « %s » ; ses feuilles : %s", "%s has no sheet \"%s\"; its sheets: %s",
				w.file, clean(sheet), listNames(sheets))
		}
		w.name = sheet
		w.sheet, err = w.book.Rows(sheet)
		return err
	})
}

// next reads one row, without the empty cells at its end; io.EOF ends the sheet.
func (w *workbook) next() (cells []string, err error) {
	more := false
	err = w.shield(func() error {
		if more = w.sheet.Next(); !more {
			return w.sheet.Error()
		}
		w.line++
		cells, err = w.sheet.Columns(excelize.Options{RawCellValue: true})
		return err
	})
	if err == nil && !more {
		return nil, io.EOF // ours alone: the library's own is a workbook cut short
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells, err
}

func (w *workbook) names() []string { return w.header }

// rows yields the sheet's rows. Cells beyond the header are a defect, and so is
// the row, which is left out.
func (w *workbook) rows(ctx context.Context, rep teller) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		for {
			cells, err := w.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(row{}, err)
				return
			}
			if len(cells) > len(w.header) {
				rep.report(data.DefectUnreadable, data.LeftOut, lineID(w.line), "", cellCount(len(cells)), cellCount(len(w.header)))
				continue
			}
			if len(cells) == 0 {
				continue
			}
			cells = append(cells, make([]string, len(w.header)-len(cells))...)
			if !yield(row{w.line, cells, w.columns}, nil) {
				return
			}
		}
	}
}

// close takes the workbook's temporary files away.
func (w *workbook) close() error {
	return w.shield(func() error {
		if w.sheet != nil {
			if err := w.sheet.Close(); err != nil {
				return err
			}
		}
		return w.book.Close()
	})
}
