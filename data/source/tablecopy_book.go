package source

import (
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"maillage/say"
)

// bookWriter adds columns to the very workbook the rows come from, to the right
// of all it has. Cells wait until every row was read: the longest tells where.
type bookWriter struct {
	w     io.Writer
	book  *workbook
	names []string
	width int // of the longest row
	lines []int
	cells [][]any
}

// bookCells bounds a sheet that is written into: the library holds all its cells, 900 bytes each as measured.
const bookCells = 1_000_000

func (b *bookWriter) Write(row TableRow, added []any) error {
	b.width = max(b.width, len(row.Cells))
	if row.Line*(b.width+len(added)) > bookCells {
		return say.Errorf("%s, ligne %d : une feuille de plus de %s cellules ne s'écrit pas dans son classeur ; écrivez le résultat en CSV",
			"%s, line %d: a sheet of more than %s cells is not written into its workbook; write the result as CSV", b.book.file, row.Line, say.Count(bookCells))
	}
	b.lines, b.cells = append(b.lines, row.Line), append(b.cells, slices.Clone(added))
	return nil
}

// Close writes the workbook.
func (b *bookWriter) Close() error {
	column := max(b.width, len(b.book.header)) + 1
	return b.book.shield(func() error {
		if err := b.book.sheet.Close(); err != nil {
			return err
		}
		b.book.sheet = nil
		for i, name := range b.names {
			if err := b.set(column+i, b.book.headerLine, name); err != nil {
				return err
			}
		}
		for r, line := range b.lines {
			for i, value := range b.cells[r] {
				if err := b.set(column+i, line, value); err != nil {
					return err
				}
			}
		}
		return b.book.book.Write(b.w)
	})
}

func (b *bookWriter) set(column, line int, value any) error {
	if value == nil {
		return nil
	}
	at, err := excelize.CoordinatesToCellName(column, line)
	if err != nil {
		return err
	}
	return b.book.book.SetCellValue(b.book.name, at, value)
}

// sheetWriter writes a new workbook of one sheet. Its rows wait on the disk, not in memory.
type sheetWriter struct {
	w     io.Writer
	file  string // that is read
	book  *excelize.File
	sheet *excelize.StreamWriter
	width int
	line  int
}

func newSheetWriter(w io.Writer, file string, header, added []string) (*sheetWriter, error) {
	s := &sheetWriter{w: w, file: file, book: excelize.NewFile(), width: len(header)}
	var err error
	if s.sheet, err = s.book.NewStreamWriter(s.book.GetSheetName(0)); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return s, s.row(1, texts(slices.Concat(header, added)))
}

func texts(cells []string) []any {
	out := make([]any, len(cells))
	for i, s := range cells {
		out[i] = s
	}
	return out
}

func (s *sheetWriter) Write(row TableRow, added []any) error {
	own := texts(row.Cells)
	cells := slices.Clone(own[:min(s.width, len(own))])
	for len(cells) < s.width {
		cells = append(cells, nil)
	}
	cells = append(append(cells, added...), own[min(s.width, len(own)):]...)
	return s.row(row.Line, cells)
}

// row appends a row that was read at a line.
func (s *sheetWriter) row(line int, cells []any) error {
	for _, value := range cells {
		if text, ok := value.(string); ok && len(text) > excelize.TotalCellChars {
			return tooLongForWorkbook(s.file, line)
		}
	}
	if s.line++; s.line > excelize.TotalRows {
		return say.Errorf("%s a plus de %d lignes, ce qu'une feuille de classeur ne tient pas ; écrivez le résultat en CSV",
			"%s has more than %d lines, which a sheet of a workbook does not hold; write the result as CSV", s.file, excelize.TotalRows)
	}
	at, err := excelize.CoordinatesToCellName(1, s.line)
	if err == nil {
		err = s.sheet.SetRow(at, cells)
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// Close writes the workbook and takes its temporary files away.
func (s *sheetWriter) Close() error {
	err := s.sheet.Flush()
	if err == nil {
		err = s.book.Write(s.w)
	}
	if closed := s.book.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}
