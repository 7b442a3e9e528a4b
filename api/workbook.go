package api

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"maillage/data"
	"maillage/say"
)

// about is what the second sheet of a workbook says of the first.
type about struct {
	title    say.Text
	facts    []fact
	columns  []fact // what the figures mean
	warnings []string
	sources  []SourceBody
	lang     say.Lang
}

// WriteCoverageXLSX writes a workbook: a row a territory and the total, numbers as
// numbers under a header that stays; and a sheet that says what they are, of whom,
// from which sources under which licences, and what to know before relying on them.
func WriteCoverageXLSX(w io.Writer, b *CoverageBody) error {
	a := b.about(say.T("Combien de personnes vivent à moins d'un temps cible d'une structure", "How many people live within a target time of a structure"))
	a.facts = append(a.facts, fact{say.T("Une ligne par", "A row for each").In(b.lang), data.TerritoryKind(b.By).Label().In(b.lang)})
	return writeXLSX(w, say.T("Couverture", "Coverage"), b.sheet(), a)
}

// WriteGapsXLSX writes a workbook with a row a white zone, as WriteCoverageXLSX does.
func WriteGapsXLSX(w io.Writer, b *GapsBody) error {
	return writeXLSX(w, say.T("Zones blanches", "White zones"), b.sheet(),
		b.about(say.T("Où vivent les personnes au-delà du temps cible", "Where the people beyond the target time live")))
}

// WriteNearestXLSX writes a workbook with the rows of WriteNearestCSV.
func WriteNearestXLSX(w io.Writer, b *NearestBody) error {
	return writeXLSX(w, say.T("Structures", "Structures"), b.sheet(), &about{
		title: say.T("Les structures les plus proches, en temps", "The nearest structures, in time"),
		facts: append([]fact{b.start()}, b.facts...), warnings: b.Warnings, sources: b.Sources, lang: b.lang,
	})
}

// start says where the journeys begin; a position to about 100 m, as the file may be sent on.
func (b *NearestBody) start() fact {
	from := b.Origin.Label
	if from == "" {
		from = fmt.Sprintf("%.3f, %.3f", b.Origin.Lat, b.Origin.Lon)
	}
	return fact{say.T("Départ", "From").In(b.lang), from}
}

// about says what a planner's table is.
func (t *TableHead) about(title say.Text) *about {
	a := &about{title: title, warnings: t.Warnings, sources: t.Sources, lang: t.lang}
	a.facts = append(a.facts, t.facts...)
	a.facts = append(a.facts,
		fact{say.T("Temps cible", "Target time").In(t.lang), say.Minutes(t.Target).In(t.lang)},
		fact{say.T("Qui est compté", "Who is counted").In(t.lang), t.Group.Label + " (" + t.Group.Unit + ", " + t.Group.Source + " " + t.Group.Vintage + ")"})
	for _, f := range t.Figures {
		meaning := meanings[f.Property].In(t.lang)
		if f.Source != "" {
			meaning += " (" + strings.TrimSpace(f.Source+" "+f.Vintage) + ")"
		}
		a.columns = append(a.columns, fact{f.Label, meaning})
	}
	return a
}

// writeXLSX writes the sheet, then what is said of it.
func writeXLSX(w io.Writer, name say.Text, t *sheet, a *about) error {
	b := &book{file: excelize.NewFile(), lang: a.lang}
	defer b.file.Close() //nolint:errcheck // it was written, or something else failed before
	b.try(b.file.SetDocProps(&excelize.DocProperties{Title: a.title.In(a.lang), Creator: "Maillage", Language: string(a.lang)}))
	b.try(b.file.SetSheetName("Sheet1", name.In(a.lang)))
	b.makeStyles()
	b.writeTable(name.In(a.lang), t)
	b.writeAbout(say.T("Lisez-moi", "Read me").In(a.lang), a)
	if b.err == nil {
		b.err = b.file.Write(w)
	}
	if b.err != nil {
		return fmt.Errorf("write xlsx: %w", b.err)
	}
	return nil
}

// book is a workbook under way. After its first error the rest does nothing that counts.
type book struct {
	file   *excelize.File
	lang   say.Lang
	styles []int // by cellForm
	total  []int // by cellForm: bold, under a line
	head   int
	bold   int
	wrap   int
	err    error
}

func (b *book) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

// numberForms are the formats of numbers, by cellForm; a spreadsheet writes their marks as its reader's country does.
var numberForms = [...]string{
	formText: "@", formCount: "#,##0", formMinutes: "0.0", formShare: "0.0 %", formDegrees: "0.00000", formMoment: "yyyy-mm-dd hh:mm",
}

func (b *book) makeStyles() {
	bold := &excelize.Font{Bold: true}
	for _, number := range numberForms {
		b.styles = append(b.styles, b.style(&excelize.Style{CustomNumFmt: &number}))
		b.total = append(b.total, b.style(&excelize.Style{CustomNumFmt: &number, Font: bold, Border: []excelize.Border{{Type: "top", Style: 1, Color: "000000"}}}))
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	b.head = b.style(&excelize.Style{Font: bold, Alignment: top, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECEF"}}})
	b.bold = b.style(&excelize.Style{Font: bold, Alignment: top})
	b.wrap = b.style(&excelize.Style{Alignment: top})
}

func (b *book) style(s *excelize.Style) int {
	id, err := b.file.NewStyle(s)
	b.try(err)
	return id
}

// writeTable writes rows under a header that stays, each column as wide as what it holds.
func (b *book) writeTable(name string, t *sheet) {
	out, err := b.file.NewStreamWriter(name)
	if b.try(err); err != nil {
		return
	}
	head := make([]any, len(t.columns))
	for i, c := range slices.Backward(t.columns) { // each width is put before those that were: some readers want them in order
		head[i] = excelize.Cell{StyleID: b.head, Value: c.heading}
		b.try(out.SetColWidth(i+1, i+1, t.width(i)))
	}
	b.try(out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	b.try(out.SetRow("A1", head))
	for k, row := range t.rows {
		b.try(out.SetRow(fmt.Sprintf("A%d", k+2), t.cells(row, b.styles)))
	}
	if t.total != nil {
		b.try(out.SetRow(fmt.Sprintf("A%d", len(t.rows)+2), t.cells(t.total, b.total)))
	}
	if last, err := excelize.CoordinatesToCellName(len(t.columns), len(t.rows)+1); len(t.rows) > 0 {
		b.try(err)
		// To be sorted and filtered, the total apart.
		b.try(out.AddTable(&excelize.Table{Range: "A1:" + last, Name: "Maillage", StyleName: "TableStyleLight1"}))
	}
	b.try(out.Flush())
}

func (t *sheet) cells(row []any, styles []int) []any {
	out := make([]any, len(row))
	for i, value := range row {
		out[i] = excelize.Cell{StyleID: styles[t.columns[i].form], Value: plainValue(value)}
	}
	return out
}

// plainValue is a cell's value without pointers; nil where there is none. An
// instant is what the region's clock shows, as spreadsheets know no zones.
func plainValue(value any) any {
	switch v := value.(type) {
	case *int:
		if v != nil {
			return *v
		}
	case *float64:
		if v != nil {
			return *v
		}
	case *time.Time:
		if v != nil {
			return *v
		}
	case string:
		if v != "" {
			return fitting(v)
		}
	default:
		return value
	}
	return nil
}

// The least and the most that a column is wide, letters.
const narrow, wide = 9, 48

// width is what a column needs: its longest text, or half of its heading, which wraps.
func (t *sheet) width(i int) float64 {
	most := utf8.RuneCountInString(t.columns[i].heading)/2 + 2
	for _, row := range t.rows {
		if text, ok := row[i].(string); ok {
			most = max(most, utf8.RuneCountInString(text)+2)
		}
	}
	if t.columns[i].form == formMoment {
		most = max(most, 18)
	}
	return float64(min(max(most, narrow), wide))
}

// writeAbout writes the sheet that says what the table is. It is not streamed:
// a workbook of two streams has its parts in a random order.
func (b *book) writeAbout(name string, a *about) {
	_, err := b.file.NewSheet(name)
	b.try(err)
	for i, width := range []float64{28, 60, 24, 24, 16, 40} {
		column := string(rune('A' + i))
		b.try(b.file.SetColWidth(name, column, column, width))
	}
	p := &prose{book: b, name: name}
	p.line(b.bold, a.title.In(a.lang))
	p.facts(a.facts)
	if len(a.columns) > 0 {
		p.heading(a.lang, say.T("Colonne", "Column"), say.T("Ce qu'elle compte", "What it counts"))
		p.facts(a.columns)
	}
	if len(a.warnings) > 0 {
		p.heading(a.lang, say.T("À savoir", "To know"))
		for _, warning := range a.warnings {
			p.line(b.wrap, "", warning)
		}
	}
	p.heading(a.lang, say.T("Source", "Source"), say.T("Titre", "Title"), say.T("Qui publie", "Who publishes"),
		say.T("Licence", "Licence"), say.T("Millésime", "Vintage"), say.T("Adresse", "Address"))
	for _, s := range a.sources {
		p.line(b.wrap, s.ID, s.Name, s.Holder, s.Licence, s.Vintage, s.URL)
	}
}

// prose is a sheet of words, written from its top.
type prose struct {
	*book
	name string
	row  int
}

func (p *prose) line(style int, values ...string) {
	p.row++
	for i, v := range values {
		at, err := excelize.CoordinatesToCellName(i+1, p.row)
		p.try(err)
		p.try(p.file.SetCellStr(p.name, at, v))
		p.try(p.file.SetCellStyle(p.name, at, at, style))
	}
}

// heading leaves a line empty before it.
func (p *prose) heading(lang say.Lang, words ...say.Text) {
	p.row++
	p.line(p.head, said(words, lang)...)
}

func (p *prose) facts(facts []fact) {
	for _, f := range facts {
		p.line(p.wrap, f.label, f.value)
	}
}
