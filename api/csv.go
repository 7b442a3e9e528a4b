package api

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
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
	head := []string{say.T("Code", "Code").In(b.lang), say.T("Territoire", "Territory").In(b.lang)}
	rows := make([][]any, 0, len(b.Rows)+1)
	for _, r := range append(b.Rows[:len(b.Rows):len(b.Rows)], b.Total) {
		rows = append(rows, append([]any{r.Code, r.Name}, r.figures()...))
	}
	return b.writeCSV(w, d, head, rows)
}

// WriteGapsCSV writes a row a white zone, as WriteCoverageCSV does.
func WriteGapsCSV(w io.Writer, b *GapsBody, d CSVDialect) error {
	head := []string{
		say.T("Rang", "Rank").In(b.lang), say.T("Communes", "Communes").In(b.lang),
		say.T("Structure la plus proche", "Nearest structure").In(b.lang),
		say.T("Longitude du pire point", "Longitude of the worst place").In(b.lang),
		say.T("Latitude du pire point", "Latitude of the worst place").In(b.lang),
	}
	rows := make([][]any, len(b.Zones))
	for i := range b.Zones {
		z := &b.Zones[i]
		rows[i] = append([]any{z.Rank, z.communeNames(), z.nearestName(), z.WorstPlace.Lon, z.WorstPlace.Lat}, z.figures()...)
	}
	return b.writeCSV(w, d, head, rows)
}

func (z *ZoneBody) communeNames() string {
	names := make([]string, len(z.Communes))
	for i, c := range z.Communes {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

func (z *ZoneBody) nearestName() string {
	if z.Nearest == nil {
		return ""
	}
	return z.Nearest.Nom
}

// writeCSV adds the figures' headings after head.
func (t *TableHead) writeCSV(w io.Writer, d CSVDialect, head []string, rows [][]any) error {
	for _, f := range t.Figures {
		head = append(head, f.heading())
	}
	return writeCSV(w, d, t.lang, head, rows, t.Warnings, t.Sources)
}

// WriteNearestCSV writes a row a structure and part of the answer: those ranked
// by time; without a rank those that open next, those of the commune asked about, if one was,
// and the remote ones.
func WriteNearestCSV(w io.Writer, b *NearestBody, d CSVDialect) error {
	var head []string
	for _, label := range nearestColumns {
		head = append(head, label.In(b.lang))
	}
	var rows [][]any
	add := func(place *FoundBody, door *DoorBody, leave *time.Time, journey ...any) {
		rows = append(rows, slices.Concat(journey, door.cells(leave), structureCells(&place.Structure, place.Services)))
	}
	for i := range b.Results {
		r := &b.Results[i]
		add(&r.FoundBody, &r.DoorBody, nil, answerResult.In(b.lang), r.Rank, r.Minutes, r.P90Minutes, r.DistanceM)
	}
	for i := range b.Next {
		r := &b.Next[i]
		add(&r.FoundBody, &r.DoorBody, r.Leave, answerNext.In(b.lang), nil, r.Minutes, r.P90Minutes, r.DistanceM)
	}
	for i := range b.Inside {
		r := &b.Inside[i]
		add(&r.FoundBody, &r.DoorBody, nil, answerInside.In(b.lang), nil, r.Minutes, r.P90Minutes, r.DistanceM)
	}
	for i := range b.Remote {
		r := &b.Remote[i]
		add(&r.FoundBody, &r.DoorBody, nil, answerRemote.In(b.lang), nil, nil, nil, nil)
	}
	return writeCSV(w, d, b.lang, head, rows, b.Warnings, b.Sources)
}

// The parts of the answer that a row may be of.
var (
	answerResult = say.T("résultat", "result")
	answerNext   = say.T("prochaine ouverture", "next opening")
	answerInside = say.T("dans la commune", "in the commune")
	answerRemote = say.T("à distance", "remote")
)

// cells are a door's, in the order of nearestColumns. Instants are in the
// region's time, as spreadsheets read them; an opening at no known hour is its day.
func (b *DoorBody) cells(leave *time.Time) []any {
	cell := func(t *time.Time) any {
		if t == nil {
			return nil
		}
		return t.Format("2006-01-02 15:04")
	}
	opens := cell(b.Opens)
	if opens == nil {
		opens = b.Day
	}
	return []any{b.State, strings.Replace(b.Until, "T", " ", 1), opens, b.Then, cell(leave), b.Reason, b.Why}
}

var nearestColumns = []say.Text{
	say.T("Réponse", "Answer"), say.T("Rang", "Rank"), say.T("Minutes", "Minutes"), say.T("Minutes, 9ᵉ décile", "Minutes, 90th percentile"), say.T("Distance (m)", "Distance (m)"),
	say.T("État à l'arrivée", "State on arrival"), say.T("Ouvert jusqu'à", "Open until"), say.T("Ouvre", "Opens"),
	say.T("État alors", "State then"), say.T("Partir au plus tard", "Leave by"), say.T("Raison", "Reason"), say.T("Pourquoi", "Why"),
	say.T("Nom", "Name"), say.T("Commune", "Commune"), say.T("Code INSEE", "INSEE code"),
	say.T("Adresse", "Address"), say.T("Code postal", "Postal code"), say.T("Téléphone", "Telephone"),
	say.T("Courriel", "Email"), say.T("Site web", "Website"), say.T("Réseaux porteurs", "Networks"),
	say.T("Niveaux", "Levels"), say.T("Publics", "Audiences"), say.T("Horaires d'accueil", "Opening hours"),
	say.T("Horaires, mot pour mot", "Hours, word for word"),
	say.T("Longitude", "Longitude"), say.T("Latitude", "Latitude"), say.T("Précision", "Precision"),
	say.T("Identifiant", "Id"),
}

func structureCells(s *StructureBody, services []ServiceBody) []any {
	var levels, publics, hours, words []string
	for _, v := range services {
		if v.Niveau > 0 {
			levels = append(levels, strconv.Itoa(v.Niveau))
		}
		publics = append(publics, v.Publics...)
		if v.HorairesAccueil != "" {
			hours = append(hours, v.HorairesAccueil)
		}
		if v.HorairesTexte != "" {
			words = append(words, v.HorairesTexte)
		}
	}
	return []any{s.Nom, s.Commune, s.CodeINSEE, s.Adresse, s.CodePostal, s.Telephone, s.Courriel, s.SiteWeb,
		strings.Join(s.Reseaux, ", "), joinOnce(levels, ", "), joinOnce(publics, ", "), joinOnce(hours, " | "), joinOnce(words, " | "),
		s.Position.Lon, s.Position.Lat, s.Position.Precision, s.ID}
}

// joinOnce joins words, each where it comes first.
func joinOnce(words []string, separator string) string {
	seen := make(map[string]bool, len(words))
	var once []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			once = append(once, w)
		}
	}
	return strings.Join(once, separator)
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

// WriteCSV writes a table of strings and numbers (int, float64, or pointers to
// them, nil where there is none), one cell a heading. It panics on any other value.
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
// formula: an apostrophe shows them as they are. A telephone number is none.
func (d CSVDialect) text(s string) string {
	if d == CSVExcel && s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && strings.Trim(s, "+0123456789 .-()") != "" {
		return "'" + s
	}
	return s
}
