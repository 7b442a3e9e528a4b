package api

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"maillage/say"
)

// CSVDialect is a way to write a table in text.
type CSVDialect uint8

// The dialects: RFC 4180 in UTF-8 with commas, and what French Excel opens by
// a double click: semicolons, a byte-order mark, decimal commas.
const (
	CSVPlain CSVDialect = iota
	CSVExcel
)

// WriteCoverageCSV writes a row a territory, then the total. Each figure's
// heading has its unit and vintage; the last columns are the warnings and the sources.
func WriteCoverageCSV(w io.Writer, b *CoverageBody, d CSVDialect) error {
	return b.sheet().writeCSV(w, d, b.lang, b.Warnings, b.Sources)
}

// WriteGapsCSV writes a row a white zone, as WriteCoverageCSV does.
func WriteGapsCSV(w io.Writer, b *GapsBody, d CSVDialect) error {
	return b.sheet().writeCSV(w, d, b.lang, b.Warnings, b.Sources)
}

// WriteNearestCSV writes a row a structure and part of the answer: those ranked
// by time; without a rank those that open next, those of the commune asked about, if one was,
// and the remote ones.
func WriteNearestCSV(w io.Writer, b *NearestBody, d CSVDialect) error {
	return b.sheet().writeCSV(w, d, b.lang, b.Warnings, b.Sources)
}

func (t *sheet) writeCSV(w io.Writer, d CSVDialect, lang say.Lang, warnings []string, from []SourceBody) error {
	head := make([]string, len(t.columns))
	for i, c := range t.columns {
		head[i] = c.heading
	}
	rows := t.rows
	if t.total != nil {
		rows = append(rows[:len(rows):len(rows)], t.total)
	}
	return writeCSV(w, d, lang, head, rows, warnings, from)
}

// writeCSV writes a table whose last two columns tell in every row the answer's
// warnings (a fictional region, times that are estimates) and its sources, so
// that a row copied elsewhere keeps them.
func writeCSV(w io.Writer, d CSVDialect, lang say.Lang, head []string, rows [][]any, warnings []string, from []SourceBody) error {
	warned, origin := strings.Join(warnings, " | "), cite(from)
	for i := range rows {
		rows[i] = append(rows[i], warned, origin)
	}
	return WriteCSV(w, d, append(head, say.T("Avertissements", "Warnings").In(lang), say.T("Sources", "Sources").In(lang)), rows)
}

// WriteCSV writes a table of strings, numbers (int, float64, or pointers to
// them, nil where there is none) and instants (*time.Time), one cell a heading. It panics on any other value.
func WriteCSV(w io.Writer, d CSVDialect, head []string, rows [][]any) error {
	if d == CSVExcel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out := csv.NewWriter(w)
	if d == CSVExcel {
		out.Comma, out.UseCRLF = ';', true
	}
	lines := [][]string{head}
	for _, r := range rows {
		line := make([]string, len(r))
		for i, value := range r {
			line[i] = d.cell(value)
		}
		lines = append(lines, line)
	}
	if err := out.WriteAll(lines); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// cell writes a value; nothing where there is none.
func (d CSVDialect) cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return d.text(v)
	case int:
		return strconv.Itoa(v)
	case *int:
		if v == nil {
			return ""
		}
		return strconv.Itoa(*v)
	case float64:
		return d.number(v)
	case *float64:
		if v == nil {
			return ""
		}
		return d.number(*v)
	case *time.Time:
		if v == nil {
			return ""
		}
		return v.Format("2006-01-02 15:04")
	default:
		panic(fmt.Sprintf("api: a table has no cell for a %T", value))
	}
}

func (d CSVDialect) number(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if d == CSVExcel {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}

// text guards a spreadsheet against words of a source that it would run as a
// formula: an apostrophe shows them as they are. A telephone number is none. Nor
// is more written than its cell holds.
func (d CSVDialect) text(s string) string {
	if d == CSVPlain {
		return s
	}
	s = fitting(s)
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && strings.Trim(s, "+0123456789 .-()") != "" {
		return "'" + s
	}
	return s
}
