package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"maillage/data"
	"maillage/say"
)

// table reads CSV by the names of its columns, in any order: commas, semicolons
// or tabs, LF or CRLF, with or without a byte order mark, in UTF-8 or, where
// nothing speaks for UTF-8, in Windows-1252, which is a defect.
// Not supported: a file without a header, another quote than ", rows of more than recordBytes.
type table struct {
	csv     *csv.Reader
	text    *textReader
	record  *budget
	file    string
	last    int // the line at which the last readable row begins
	header  []string
	columns map[string]int
}

// row is one line of a table.
type row struct {
	line   int
	cells  []string
	column map[string]int
}

// get returns a cell without the spaces around it, "" where the table has no such column.
func (r row) get(column string) string {
	if i, ok := r.column[column]; ok {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

// openTable reads the header and refuses a table that lacks a needed column.
func openTable(r io.Reader, file string, needed ...string) (*table, error) {
	t := &table{text: newTableReader(r, file), file: file, last: 1, columns: make(map[string]int)}
	t.record = &budget{r: t.text, left: recordBytes, over: t.tooLong}
	text := bufio.NewReaderSize(t.record, 64<<10)
	separator, err := sniffSeparator(text)
	if err != nil {
		return nil, readError(file, err)
	}
	t.csv = csv.NewReader(text)
	t.csv.Comma, t.csv.FieldsPerRecord = separator, -1
	header, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, say.Errorf("%s est vide ; la première ligne doit nommer les colonnes %s",
			"%s is empty; its first line must name the columns %s", file, strings.Join(needed, ", "))
	}
	if err != nil {
		return nil, readError(file, err)
	}
	for i, name := range header {
		name = strings.TrimSpace(name)
		t.header = append(t.header, name)
		if _, twice := t.columns[name]; twice && slices.Contains(needed, name) {
			return nil, say.Errorf("%s, ligne 1 : la colonne « %s » est deux fois dans l'en-tête ; gardez-en une",
				"%s, line 1: the column %q is twice in the header; keep one", file, name)
		}
		t.columns[name] = i
	}
	return t, t.need(needed)
}

// recordBytes bounds a row: a line without end, or a quote that is never closed,
// must not fill the memory. Real rows have a few hundred bytes.
const recordBytes = 1 << 20

func (t *table) tooLong() error {
	return say.Errorf(
		"%s : après la ligne %d, une ligne de plus de 1 Mio, ou un guillemet ouvert qui n'est pas fermé ; corrigez cette ligne, ou vérifiez que le fichier est bien un tableau",
		"%s: after line %d, a line of more than 1 MiB, or a quote that is opened and not closed; mend that line, or check that the file is a table",
		t.file, t.last)
}

func (t *table) need(columns []string) error {
	for _, name := range columns {
		if _, ok := t.columns[name]; !ok {
			return say.Errorf("%s, ligne 1 : il manque la colonne « %s » ; colonnes trouvées : %s",
				"%s, line 1: the column %q is missing; columns found: %s", t.file, name, listNames(t.header))
		}
	}
	return nil
}

// sniffSeparator finds which separator the first line uses most, outside quotes.
func sniffSeparator(r *bufio.Reader) (rune, error) {
	head, err := r.Peek(r.Size())
	line, _, ended := bytes.Cut(head, []byte("\n"))
	if err != nil && err != io.EOF && !ended {
		return 0, err
	}
	count := map[byte]int{}
	quoted := false
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			count[c]++
		}
	}
	best := ','
	for _, c := range ";\t" {
		if count[byte(c)] > count[byte(best)] {
			best = c
		}
	}
	return best, nil
}

// teller hears what is wrong in records: a reporter, or one that counts most of them.
type teller interface {
	report(kind data.DefectKind, done data.Action, record, field, value, other string)
}

// rows yields the table's rows. A row that cannot be read, or whose length is
// not the header's, is a defect and left out; an error ends the table.
func (t *table) rows(ctx context.Context, rep teller) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		for {
			t.record.left = recordBytes
			cells, err := t.csv.Read()
			if err == nil {
				err = ctx.Err()
			}
			var bad *csv.ParseError
			switch {
			case errors.Is(err, io.EOF):
				if t.text.switched > 0 {
					rep.report(data.DefectEncoding, data.Corrected, lineID(t.text.switched), "", "Windows-1252", "UTF-8")
				}
				return
			case errors.As(err, &bad) && bad.StartLine == bad.Line:
				rep.report(data.DefectUnreadable, data.LeftOut, lineID(bad.Line), "", bad.Err.Error(), "")
				continue
			case err != nil:
				yield(row{}, readError(t.file, err))
				return
			}
			line, _ := t.csv.FieldPos(0)
			t.last = line
			if len(cells) != len(t.header) {
				rep.report(data.DefectUnreadable, data.LeftOut, lineID(line), "", cellCount(len(cells)), cellCount(len(t.header)))
				continue
			}
			if !yield(row{line, cells, t.columns}, nil) {
				return
			}
		}
	}
}

// isSaid tells an error that is already a sentence about the file, or the
// caller's own cancellation: it passes as it is.
func isSaid(err error) bool {
	var said *say.Problem
	return errors.As(err, &said) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// readError says why a file cannot be read further.
func readError(file string, err error) error {
	if isSaid(err) {
		return err
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return say.Errorf(
			"%s, lignes %d à %d : un guillemet ouvert n'est pas fermé comme il faut ; corrigez ces lignes (un guillemet dans une cellule s'écrit \"\")",
			"%s, lines %d to %d: a quote is not closed as it should; mend these lines (a quote inside a cell is written \"\")",
			file, bad.StartLine, bad.Line)
	}
	return say.Errorf("lecture de %s interrompue : %v", "reading %s was cut short: %v", file, err)
}
