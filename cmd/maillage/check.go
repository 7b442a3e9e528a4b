package main

import (
	"context"
	"fmt"
	"io"

	"maillage/api"
	"maillage/data"
	"maillage/data/region"
	"maillage/say"
)

// checkCommand verifies a file and tells what is wrong in what it was built
// from. It fails where the file is damaged, or --fail-on is exceeded; then the report is written all the same.
type checkCommand struct {
	File   string   `arg:"" name:"FICHIER | FILE" help:"Fichier construit par « maillage build ». | File built by \"maillage build\"."`
	FailOn []string `name:"fail-on" placeholder:"TYPE[=N],… | KIND[=N],…" help:"Échouer (code 1) s'il y a plus de N défauts d'un de ces types ; « any » les compte tous, N vaut 0 s'il n'est pas dit. | Fail (code 1) on more than N defects of one of these kinds; \"any\" counts them all, N is 0 unless told."`
	Format string   `short:"f" enum:"table,json,csv,html" default:"table" placeholder:"FORME | FORM" help:"Forme du résultat : table, json, csv (un défaut par ligne) ou html (une page pour qui tient les annuaires). | Form of the result: table, json, csv (a defect a row) or html (a page for those who keep the directories)."`
	destination
}

func (*checkCommand) examples() []string {
	return []string{
		"maillage check corse.maillage",
		"maillage check corse.maillage -f csv --csv-dialect excel -o defauts.csv",
		"maillage check corse.maillage -f html -o defauts.html",
		"maillage check corse.maillage --fail-on position_missing,duplicate=5,any=500",
	}
}

// checkBody is what check tells, in JSON.
type checkBody struct {
	File        string           `json:"file"`
	Fingerprint string           `json:"fingerprint"`
	Bytes       int64            `json:"bytes"`
	Region      string           `json:"region"`
	Sections    []sectionBody    `json:"sections"` // all of whose checksums hold
	Sources     []api.SourceBody `json:"sources"`
	Inventory   *inventory       `json:"inventory"`
	Defects     []defectBody     `json:"defects"`
}

type sectionBody struct {
	Name     string `json:"name"`
	Version  uint32 `json:"version"`
	Required bool   `json:"required"`
	Bytes    uint64 `json:"bytes"`
}

// defectBody is one defect, in the reader's language.
type defectBody struct {
	Kind   data.DefectKind `json:"kind"`
	Label  string          `json:"label"`
	Source string          `json:"source"`
	Record string          `json:"record"`
	Field  string          `json:"field"`
	Value  string          `json:"value"`
	Other  string          `json:"other"`
	Why    string          `json:"why"` // what it rests on, where the kind does not say all
	Done   data.Action     `json:"done"`
	Hint   string          `json:"hint"`
	// Records is how many records of the source are so; the one named is the first.
	Records int `json:"records"`
}

func (c *checkCommand) run(ctx context.Context, m *Main) error {
	bounds, err := parseBounds(c.FailOn)
	if err != nil {
		return err
	}
	file, err := openSnapshot(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Verify(); err != nil {
		return err
	}
	contents, err := file.Contents()
	if err != nil {
		return err
	}
	if contents.Streets != nil {
		if err := contents.Streets.CheckHierarchies(ctx); err != nil {
			return err
		}
	}
	if err := withPlaces(file, contents); err != nil {
		return err
	}
	if err := c.write(m, func(w io.Writer) error { return c.render(w, m, file, contents) }); err != nil {
		return err
	}
	return m.checkBounds(bounds, contents.Dataset.Defects)
}

func (c *checkCommand) render(w io.Writer, m *Main, file *region.File, contents *region.Contents) error {
	inv := takeInventory(contents)
	switch c.Format {
	case "json":
		return api.WriteJSON(w, newCheckBody(m.lang, file, contents, inv))
	case "csv":
		return c.writeDefects(w, m, contents.Dataset)
	case "html":
		return m.writePage(w, file, contents.Dataset, inv)
	default:
		return m.checkTable(w, file, contents.Dataset, inv)
	}
}

func newCheckBody(lang say.Lang, file *region.File, contents *region.Contents, inv *inventory) *checkBody {
	b := &checkBody{
		File:        file.Path(),
		Fingerprint: file.Fingerprint(),
		Bytes:       file.Size(),
		Region:      contents.Dataset.Region.Name,
		Sources:     api.NewSourceBodies(contents.Dataset),
		Inventory:   inv,
		Defects:     make([]defectBody, 0, len(contents.Dataset.Defects)),
	}
	for _, s := range file.Sections() {
		b.Sections = append(b.Sections, sectionBody(s))
	}
	for _, d := range contents.Dataset.Defects {
		b.Defects = append(b.Defects, newDefectBody(lang, d))
	}
	return b
}

func newDefectBody(lang say.Lang, d data.Defect) defectBody {
	return defectBody{d.Kind, d.Label().In(lang), d.Source, d.Record, d.Field, d.Value, d.Other, d.Why.Label().In(lang), d.Done, d.Hint().In(lang), d.Records()}
}

// writeDefects writes one row a defect, for its keeper.
func (c *checkCommand) writeDefects(w io.Writer, m *Main, ds *data.Dataset) error {
	head := []string{"kind", "label", "source", "record", "field", "value", "other", "why", "done", "hint", "records"}
	var rows [][]any
	for _, d := range ds.Defects {
		b := newDefectBody(m.lang, d)
		rows = append(rows, []any{string(b.Kind), b.Label, b.Source, b.Record, b.Field, b.Value, b.Other, b.Why, string(b.Done), b.Hint, b.Records})
	}
	return api.WriteCSV(w, c.dialect(), head, rows)
}

func (m *Main) checkTable(w io.Writer, file *region.File, ds *data.Dataset, inv *inventory) error {
	f := m.figures()
	fmt.Fprintln(w, m.in("%s : %s, fichier intact (%s, %d sections, empreinte %s)", "%s: %s, file intact (%s, %d sections, fingerprint %s)",
		file.Path(), ds.Region.Name, f.bytes(file.Size()), len(file.Sections()), file.Fingerprint()))
	if err := m.inventoryTables(w, inv); err != nil {
		return err
	}
	if len(inv.Presence.Rows) > 0 {
		fmt.Fprintln(w, m.in("\nStructures qui reçoivent sur place, par département :", "\nStructures that receive people on site, by département:"))
		if err := m.presenceTable(inv.Presence, departement.code).write(w); err != nil {
			return err
		}
	}
	told := map[data.DefectKind]bool{}
	for _, d := range inv.Defects {
		if !told[d.Kind] {
			told[d.Kind] = true
			hint := data.Defect{Kind: d.Kind}.Hint().In(m.lang)
			fmt.Fprintf(w, "\n- %s%s %s", d.Kind.Label().In(m.lang), m.in(" :", ":"), hint)
		}
	}
	if len(inv.Defects) > 0 {
		fmt.Fprintln(w, m.in("\n\nChaque fiche : maillage check %[1]s -f csv, ou -f html -o defauts.html", "\n\nEach record: maillage check %[1]s -f csv, or -f html -o defects.html", file.Path()))
	}
	return m.footnotes(w, api.NewSourceBodies(ds), nil)
}
