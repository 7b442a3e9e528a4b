package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"path/filepath"
	"strings"

	"maillage/api"
	"maillage/data"
	"maillage/data/region"
	"maillage/say"
)

// The page is one file that asks nothing of anybody: no script, no request, and
// a policy that lets none through but its own style sheet. It is also
// well-formed XML, which the tests hold it to.
var (
	//go:embed check_page.html
	pageText string
	//go:embed check_page.css
	pageStyle string

	pageTemplate = template.Must(template.New("check").Parse(pageText))
)

// page is what the keepers of the directories read.
type page struct {
	Lang        say.Lang
	Policy      string // Content-Security-Policy
	Style       template.CSS
	Region      string
	File        string
	Fingerprint string
	Totals      []string
	Sheets      []sheet
	Sources     []sourceDefects
	Licences    []api.SourceBody
}

// Say is a sentence of the page in its language.
func (p *page) Say(fr, en string) string { return say.T(fr, en).In(p.Lang) }

// sheet is one table of figures, whose first columns name the row.
type sheet struct {
	ID, Title, About string
	Heads            int // how many columns name the row
	Headings         []string
	Rows             [][]string
	Zeros            int // in how many columns after them a zero is what the reader looks for
}

// sourceDefects are the defects of one source, by kind.
type sourceDefects struct {
	Name, Title string // both empty: defects that are no one source's
	Count       string
	Kinds       []kindDefects
}

// kindDefects are the defects of one kind in one source.
type kindDefects struct {
	Kind        data.DefectKind
	Label, Hint string
	Count       string
	Defects     []defectLine
}

type defectLine struct{ Record, Field, Value, Other, Why, Done string }

func (m *Main) writePage(w io.Writer, file *region.File, ds *data.Dataset, inv *inventory) error {
	digest := sha256.Sum256([]byte(pageStyle))
	return pageTemplate.Execute(w, &page{
		Lang:        m.lang,
		Policy:      "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'; base-uri 'none'; form-action 'none'",
		Style:       template.CSS(pageStyle), //nolint:gosec // G203: our own style sheet, embedded
		Region:      ds.Region.Name,
		File:        filepath.Base(file.Path()), // the page is passed on; where it was made is nobody's business
		Fingerprint: file.Fingerprint(),
		Totals:      m.totalLines(inv),
		Sheets:      m.pageSheets(inv),
		Sources:     m.defectsBySource(ds),
		Licences:    api.NewSourceBodies(ds),
	})
}

// pageSheets are the tables of the terminal, for a page.
func (m *Main) pageSheets(inv *inventory) []sheet {
	sheets := []sheet{
		newSheet("defauts", 3, m.defectTable(inv), m.in("Défauts par type et par source", "Defects by kind and source"),
			m.in("Rien n'est corrigé en silence : chaque ligne dit ce qui a été fait des fiches.", "Nothing is mended in silence: each row says what was done with the records.")),
		newSheet("presence", 2, m.presenceTable(inv.Presence, departement.label), m.in("Présence par réseau, niveau et département", "Presence by network, level and département"),
			m.in("Structures qui reçoivent sur place. Niveau 1 : premier accueil et information ; niveau 2 : conseil et accompagnement. Un zéro est un manque du territoire ou de la source.",
				"Structures that receive people on site. Level 1: first welcome and information; level 2: advice and support. A zero is a lack of the territory or of the source.")),
		newSheet("reseaux", 1, m.networkTable(inv), m.in("Ce qu'on sait, par réseau", "What is known, by network"),
			m.in("Finesse des positions, horaires et accès en fauteuil connus. Une structure de deux réseaux compte dans les deux.", "How fine positions are, and whether hours and wheelchair access are known. A structure of two networks counts in both.")),
		newSheet("sources", 1, m.sourceTable(inv), m.in("Ce qu'on sait, par source", "What is known, by source"),
			m.in("Ce que sont devenues les fiches de chaque source. Une structure lue dans plusieurs sources compte dans celle qui la place.", "What became of each source's records. A structure read from several sources counts with the one that places it.")),
	}
	sheets[1].Zeros = len(inv.Presence.Departements) // nobody beyond the border is no lack
	return sheets
}

func newSheet(id string, heads int, t *table, title, about string) sheet {
	return sheet{ID: id, Title: title, About: about, Heads: heads, Headings: t.headings, Rows: t.rows}
}

// Head tells whether a column names the row.
func (s sheet) Head(column int) bool { return column < s.Heads }

// Gap tells whether a cell is a zero to look at.
func (s sheet) Gap(column int, cell string) bool {
	return !s.Head(column) && column < s.Heads+s.Zeros && cell == "0"
}

// defectsBySource groups the defects by source, in the recipe's order, then kind.
func (m *Main) defectsBySource(ds *data.Dataset) []sourceDefects {
	byName := make(map[string][]data.Defect)
	for _, d := range ds.Defects {
		byName[d.Source] = append(byName[d.Source], d)
	}
	out := make([]sourceDefects, 0, len(byName))
	add := func(name, title string) {
		if found := byName[name]; len(found) > 0 {
			out = append(out, sourceDefects{name, title, m.defects(records(found)), m.defectsByKind(found)})
			delete(byName, name)
		}
	}
	for _, s := range ds.Sources {
		add(s.Name, s.Title)
	}
	for _, d := range ds.Defects { // what names no source of the recipe comes last
		add(d.Source, m.in("La région dans son ensemble", "The region as a whole"))
	}
	return out
}

// defectsByKind groups the defects of one source, which come sorted by kind.
func (m *Main) defectsByKind(defects []data.Defect) []kindDefects {
	var out []kindDefects
	for from := 0; from < len(defects); {
		to := from
		var lines []defectLine
		for ; to < len(defects) && defects[to].Kind == defects[from].Kind; to++ {
			d := defects[to]
			lines = append(lines, defectLine{m.record(d), d.Field, d.Value, d.Other, d.Why.Label().In(m.lang), d.Done.Label().In(m.lang)})
		}
		d := defects[from]
		out = append(out, kindDefects{d.Kind, d.Label().In(m.lang), d.Hint().In(m.lang), m.defects(records(defects[from:to])), lines})
		from = to
	}
	return out
}

// record names a defect's record, and says how many more it stands for.
func (m *Main) record(d data.Defect) string {
	if d.More < 1 {
		return d.Record
	}
	return strings.TrimSpace(d.Record + " " + m.in("(et %s autres)", "(and %s others)", m.figures().count(float64(d.More))))
}

// records counts the records that defects tell of.
func records(defects []data.Defect) int {
	n := 0
	for _, d := range defects {
		n += d.Records()
	}
	return n
}

// defects writes how many: "1 défaut", "12 défauts". One record may have several.
func (m *Main) defects(n int) string {
	if n == 1 {
		return m.in("1"+nobrk+"défaut", "1"+nobrk+"defect")
	}
	return m.figures().count(float64(n)) + nobrk + m.in("défauts", "defects")
}
