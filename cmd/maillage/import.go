package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"maillage/api"
	"maillage/data"
	"maillage/data/source"
	"maillage/internal/fold"
	"maillage/say"
)

// importCommand proposes how a recipe should read somebody's file.
type importCommand struct {
	Guess    string `required:"" placeholder:"FICHIER | FILE" help:"Fichier CSV, XLSX ou GeoJSON (gzip et zip compris) dont deviner les colonnes. | CSV, XLSX or GeoJSON file (gzip and zip too) whose columns to guess."`
	Member   string `placeholder:"FICHIER | FILE" help:"Fichier à lire dans un zip qui en a plusieurs. | File to read in a zip that has several."`
	Sheet    string `placeholder:"FEUILLE | SHEET" help:"Feuille d'un classeur ; sinon la première. | Sheet of a workbook; else the first."`
	Encoding string `enum:"utf-8,latin1" default:"utf-8" placeholder:"utf-8|latin1" help:"Encodage du texte. | Encoding of the text."`
	Format   string `short:"f" enum:"yaml,json" default:"yaml" placeholder:"yaml|json" help:"Entrée de recette à coller sous « sources » (yaml), ou tout le détail (json). | Recipe entry to paste under \"sources\" (yaml), or all the detail (json)."`
	Output   string `short:"o" default:"-" placeholder:"FICHIER | FILE" help:"Fichier où écrire ; « - » pour la sortie standard. | File to write to; \"-\" for standard output."`
}

func (*importCommand) examples() []string {
	return []string{
		"maillage import --guess missions_locales.csv",
		"maillage import --guess annuaire.zip --member cio.xlsx -f json",
	}
}

func (c *importCommand) run(ctx context.Context, m *Main) error {
	guess, err := source.GuessFile(ctx, c.Guess, source.GuessOptions{
		Open:      source.OpenOptions{Member: c.Member, Latin1: c.Encoding == "latin1"},
		Sheet:     c.Sheet,
		Catalogue: data.SPRO(),
	})
	if err != nil {
		return err
	}
	out := savedTo{c.Output}
	return out.write(m, func(w io.Writer) error {
		if c.Format == "json" {
			return api.WriteJSON(w, c.body(m.lang, guess))
		}
		_, err := io.WriteString(w, c.entry(m, guess)+m.readRows(guess))
		return err
	})
}

// entry is the source as a recipe writes it, what remains to be said in its
// place, and the doubts as comments, so that all of it can be pasted.
func (c *importCommand) entry(m *Main, g *source.Guess) string {
	var b strings.Builder
	line := func(key, value string, doubt say.Text) {
		text := key + ": " + value
		if !doubt.IsZero() {
			text += "   # " + doubt.In(m.lang)
		}
		fmt.Fprintln(&b, text)
	}
	todo := say.T("à compléter", "to be completed")
	for _, doubt := range g.Doubts {
		fmt.Fprintln(&b, "  # ? "+doubt.In(m.lang))
	}
	line("  - name", sourceName(g.File), say.T("court et unique", "short and unique"))
	line("    format", guessFormat(g), say.Text{})
	for _, key := range []string{"title", "holder", "licence", "vintage"} {
		line("    "+key, yamlText(todo.In(m.lang)), say.Text{})
	}
	line("    url", "https://example.org", say.T("la page d'où vient le fichier", "the page the file comes from"))
	line("    by_hand", "true", say.Text{})
	line("    file", yamlText(g.File), say.Text{})
	if c.Member != "" {
		line("    member", yamlText(c.Member), say.Text{})
	}
	if g.Latin1 {
		line("    encoding", "latin1", say.Text{})
	}
	fmt.Fprintln(&b, "    options:")
	if c.Sheet != "" {
		line("      sheet", yamlText(c.Sheet), say.Text{})
	}
	fmt.Fprintln(&b, "      mapping:")
	doubts := make(map[source.Field]say.Text)
	for _, column := range g.Columns {
		doubts[column.Field] = column.Doubt
	}
	for _, f := range source.Fields() {
		if name := g.Mapping.Columns[f]; name != "" {
			line("        "+string(f), yamlText(name), doubts[f])
		}
	}
	if g.Mapping.EPSG != 0 {
		line("        epsg", fmt.Sprint(g.Mapping.EPSG), say.Text{})
	}
	if g.Mapping.Network != "" {
		line("        reseau", string(g.Mapping.Network), say.Text{})
	} else if g.Mapping.Columns[source.FieldNetworks] == "" {
		fmt.Fprintln(&b, "        # reseau: "+m.in("à compléter, par exemple mission-locale", "to be completed, such as mission-locale"))
	}
	if unused := unusedColumns(g); len(unused) > 0 {
		fmt.Fprintln(&b, "        # "+m.in("colonnes sans emploi : %s", "columns without a use: %s", strings.Join(unused, ", ")))
	}
	return b.String()
}

func guessFormat(g *source.Guess) string {
	if g.GeoJSON {
		return "geojson"
	}
	return "table"
}

func unusedColumns(g *source.Guess) []string {
	var names []string
	for _, c := range g.Columns {
		if c.Field == "" {
			names = append(names, oneLine(shortName(c.Name)))
		}
	}
	return names
}

// shortName keeps of a column's name what tells it; a file that is no table has one of a megabyte.
func shortName(name string) string {
	const most = 60
	if r := []rune(name); len(r) > most {
		return string(r[:most]) + "…"
	}
	return name
}

// readRows shows the first records as they would be read, in comments.
func (m *Main) readRows(g *source.Guess) string {
	var b strings.Builder
	fmt.Fprintln(&b, "\n  # "+m.in("Les premières fiches, telles qu'elles seraient lues :", "The first records, as they would be read:"))
	for _, row := range g.Rows {
		mark := " "
		switch {
		case !row.Read:
			mark = "✗"
		case len(row.Doubts) > 0:
			mark = "?"
		}
		var parts []string
		for _, f := range shownFields(row.Record) {
			parts = append(parts, f[0]+"="+oneLine(f[1]))
		}
		fmt.Fprintf(&b, "  # %s %s%s %s\n", mark, row.Where, m.in(" :", ":"), strings.Join(parts, " | "))
		for _, d := range row.Doubts {
			fmt.Fprintf(&b, "  #     %s%s\n", d.Label().In(m.lang), oneLine(m.doubtDetail(d)))
		}
	}
	return b.String()
}

func (m *Main) doubtDetail(d data.Defect) string {
	detail := m.in(" (colonne %s", " (column %s", d.Field)
	if d.Value != "" {
		detail += m.in(" : %s", ": %s", d.Value)
	}
	if d.Other != "" {
		detail += " → " + d.Other
	}
	return detail + m.in(") : %s", "): %s", d.Done.Label().In(m.lang))
}

// shownFields are what was read of a record, name and value, but for what is empty.
func shownFields(r data.StructureRecord) [][2]string {
	var out [][2]string
	add := func(f source.Field, value string) {
		if value != "" {
			out = append(out, [2]string{string(f), value})
		}
	}
	if r.ID == "" {
		return nil
	}
	add(source.FieldID, r.ID)
	add(source.FieldName, r.Name)
	if len(r.Networks) > 0 && r.Networks[0] != source.NoNetwork {
		add(source.FieldNetworks, join(r.Networks))
	}
	add(source.FieldPosition, fmt.Sprintf("%.5f, %.5f", r.Position.Point[1], r.Position.Point[0]))
	add(source.FieldAddress, r.Address)
	add(source.FieldPostalCode, r.PostalCode)
	add(source.FieldCity, r.City)
	add(source.FieldCommuneCode, r.CommuneCode)
	add(source.FieldDepartement, r.Departement)
	add(source.FieldSiret, r.Siret)
	add(source.FieldPhone, r.Phone)
	add(source.FieldEmail, r.Email)
	add(source.FieldWebsite, r.Website)
	add(source.FieldHours, r.Hours.Raw)
	add(source.FieldEligibility, strings.Join(r.Eligibility, ", "))
	add(source.FieldAccessible, map[data.Accessibility]string{data.Accessible: "oui", data.NotAccessible: "non"}[r.Accessible])
	add(source.FieldParent, r.Parent)
	var levels []string
	var audiences []data.Audience
	var receptions []data.Reception
	for _, s := range r.Services { // none where the record leaves it to its networks
		if s.Level != data.LevelUnknown {
			levels = append(levels, fmt.Sprint(s.Level))
		}
		audiences, receptions = append(audiences, s.Audiences...), append(receptions, s.Receptions...)
	}
	add(source.FieldLevel, join(levels))
	add(source.FieldAudiences, join(audiences))
	add(source.FieldReceptions, join(receptions))
	return out
}

// join names each of some words once.
func join[T ~string](list []T) string {
	var once []string
	for _, word := range list {
		if !slices.Contains(once, string(word)) {
			once = append(once, string(word))
		}
	}
	return strings.Join(once, ", ")
}

// importBody is a guess in JSON.
type importBody struct {
	File     string            `json:"file"`
	Format   string            `json:"format"`
	Encoding string            `json:"encoding"`
	Mapping  map[string]string `json:"mapping"` // field → column; reseau and epsg as in a recipe
	Doubts   []string          `json:"doubts"`
	Columns  []importColumn    `json:"columns"`
	Rows     []importRow       `json:"rows"`
}

type importColumn struct {
	Name    string `json:"name"`
	Field   string `json:"field"`
	Example string `json:"example"`
	Doubt   string `json:"doubt"`
}

type importRow struct {
	Where  string            `json:"where"`
	Read   bool              `json:"read"`
	Fields map[string]string `json:"fields"`
	Doubts []defectBody      `json:"doubts"`
}

func (*importCommand) body(lang say.Lang, g *source.Guess) importBody {
	b := importBody{File: g.File, Format: guessFormat(g), Encoding: "utf-8", Mapping: make(map[string]string), Doubts: []string{}}
	if g.Latin1 {
		b.Encoding = "latin1"
	}
	for f, column := range g.Mapping.Columns {
		b.Mapping[string(f)] = column
	}
	if g.Mapping.Network != "" {
		b.Mapping["reseau"] = string(g.Mapping.Network)
	}
	if g.Mapping.EPSG != 0 {
		b.Mapping["epsg"] = fmt.Sprint(g.Mapping.EPSG)
	}
	for _, d := range g.Doubts {
		b.Doubts = append(b.Doubts, d.In(lang))
	}
	for _, c := range g.Columns {
		b.Columns = append(b.Columns, importColumn{c.Name, string(c.Field), c.Example, c.Doubt.In(lang)})
	}
	for _, row := range g.Rows {
		r := importRow{Where: row.Where, Read: row.Read, Fields: make(map[string]string), Doubts: []defectBody{}}
		for _, f := range shownFields(row.Record) {
			r.Fields[f[0]] = f[1]
		}
		for _, d := range row.Doubts {
			r.Doubts = append(r.Doubts, newDefectBody(lang, d))
		}
		b.Rows = append(b.Rows, r)
	}
	return b
}

// oneLine makes foreign text fit for a comment.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 }), " ")
}

var notCode = regexp.MustCompile(`[^a-z0-9]+`)

// sourceName makes a source's name of a file's.
func sourceName(file string) string {
	stem, _, _ := strings.Cut(file, ".")
	if name := strings.Trim(notCode.ReplaceAllString(fold.Text(stem), "-"), "-"); name != "" {
		return name
	}
	return "source"
}

var plainYAML = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// yamlText writes a text as YAML reads it back; JSON's quotes are YAML's.
func yamlText(s string) string {
	words := []string{"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
	if plainYAML.MatchString(s) && !slices.Contains(words, strings.ToLower(s)) {
		return s
	}
	quoted, _ := json.Marshal(s) // a text always marshals
	return string(quoted)
}
