package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// table is rows under headings, laid out in aligned columns.
type table struct {
	headings []string
	rows     [][]string
	right    map[int]bool // columns of figures, aligned to the right
}

// newTable starts a table; a heading that begins with ">" is of a column of figures.
func newTable(headings ...string) *table {
	t := &table{right: map[int]bool{}}
	for i, h := range headings {
		h, t.right[i] = strings.CutPrefix(h, ">")
		t.headings = append(t.headings, h)
	}
	return t
}

// add appends a row, one cell a heading.
func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write lays the table out, two spaces between columns, no space at a line's end.
func (t *table) write(w io.Writer) error {
	lines := append([][]string{t.headings}, t.rows...)
	width := make([]int, len(t.headings))
	for _, line := range lines {
		for i, cell := range line {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		var out strings.Builder
		for i, cell := range line {
			if i > 0 {
				out.WriteString("  ")
			}
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if t.right[i] {
				out.WriteString(pad + cell)
			} else {
				out.WriteString(cell + pad)
			}
		}
		b.WriteString(strings.TrimRight(out.String(), " "))
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
